// Package sotkanet asks SOTKAnet's REST interface 1.1, or a mirror of it: what it
// says of an indicator, and its data where that has been updated.
//
// The interface answers 400 where years or genders are missing or joined by commas,
// so each is asked for by itself; its filter of regions is not dependable, so all are
// asked for. Data is asked for as JSON, since of CSV that was cut off nobody can tell.
package sotkanet

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"kuvio/internal/fetch"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/spool"
)

// Usual is the address of the service's own interface.
const Usual = "https://sotkanet.fi/rest/1.1"

// prefix begins the keys of what this package puts into the spool.
const prefix = "sotkanet "

// Bank is the service as a source asks it.
type Bank struct {
	Base  string // its address; "" for Usual
	Name  string // of the source
	Doer  fetch.Doer
	Spool *spool.Spool
	Force bool // what is held is asked for again, and an answer that has shrunk is taken
}

func (b *Bank) base() string {
	if b.Base == "" {
		return Usual
	}
	return strings.TrimRight(b.Base, "/")
}

// key is what a piece is known by in the spool.
func (b *Bank) key(of string) string { return prefix + fetch.WithoutSecrets(b.base()) + " " + of }

// ask gets a document in JSON.
func (b *Bank) ask(ctx context.Context, path string) (*fetch.Answer, error) {
	return b.Doer.Do(ctx, fetch.Request{URL: b.base() + path, Accept: []string{"application/json"}})
}

// body is what came, as it is put into the spool.
func (b *Bank) body(key, path string, a *fetch.Answer) spool.Body {
	return spool.Body{
		Entry:   spool.Entry{Key: key, Source: b.Name, Name: "sotkanet" + path, Type: a.Type},
		Content: a.Body,
	}
}

// read reads a body as an import would; address is what errors call it. One row that
// cannot be read is an error: what came is not what was asked for.
func read(ctx context.Context, address string, body []byte, format source.Format, take func(*record.Record) error) (source.Summary, error) {
	if take == nil {
		take = func(*record.Record) error { return nil }
	}
	f := content.File{Name: address, Content: bytes.NewReader(body), Size: int64(len(body))}
	sum, err := source.Read(ctx, f, source.Options{}, take, func(r record.Reject) error {
		r.File = address
		return fmt.Errorf("%w: nothing of it is taken", r)
	})
	if err == nil && sum.Format != format {
		err = fmt.Errorf("%s: found %s, expected %s: check the address of this source in kuvio.yaml", address, sum.Format, format)
	}
	return sum, err
}

// shrunk refuses an answer that has more than a tenth fewer of a thing than were
// there before: it is more likely not whole than right.
func (b *Bank) shrunk(address, noun string, now, before int, when string) error {
	const most = 10
	if b.Force || most*(before-now) <= before {
		return nil
	}
	return fmt.Errorf("%s: the answer has shrunk: found %d %s, and %d %s: what is held stays: try again later, or take it with --force", address, now, noun, before, when)
}

// day is a day of an entry as messages have it.
func day(e spool.Entry) string {
	if t, err := time.Parse(time.DateOnly, e.Retrieved); err == nil {
		return t.Format("2 January 2006")
	}
	return e.Retrieved
}
