package postgres

import (
	"context"
	"database/sql/driver"
	"math/rand/v2"
	"time"
)

// longestBusy is how long a connection is asked for again and again. A server that has
// crashed is back within it, mostly, and two hundred people who ask at once have had
// their turns.
const longestBusy = 30 * time.Second

// patient connects to a server that has no connection left or is about to start once it
// takes one: either passes by itself, and a job at night has nobody to try again.
type patient struct {
	driver.Connector
	longest time.Duration
}

// Connect implements driver.Connector. The error is the server's last word.
func (p *patient) Connect(ctx context.Context) (driver.Conn, error) {
	until := time.Now().Add(p.longest)
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, 2*time.Second) {
		c, err := p.Connector.Connect(ctx)
		if err == nil || !passes(err) {
			return c, err
		}
		wait := pause/2 + rand.N(pause) // those who were turned away together come back apart
		if time.Now().Add(wait).After(until) {
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(wait):
		}
	}
}

// passes reports whether a server that says so takes a connection in a while: it has as
// many as it takes, or it starts or recovers.
func passes(err error) bool {
	switch code(err) {
	case "53300", "57P03":
		return true
	}
	return false
}
