package sotkanet

import (
	"context"
	"fmt"
	"time"

	"kuvio/internal/fetch"
	"kuvio/internal/source"
)

// CatalogueAge is how many days the lists of indicators and regions are held before
// they are asked for again: that of indicators is 2.5 MB, and the service asks to be
// spared.
const CatalogueAge = 30

// Catalogue is the lists of all indicators and regions, as a source.
type Catalogue struct {
	Bank
	Today time.Time

	Held string // by News: the day of the older list, as people read it; "" where one is not held
}

var _ fetch.Source = (*Catalogue)(nil)

// News finds out how old the lists are; it asks nothing.
func (c *Catalogue) News(context.Context) ([]fetch.Piece, error) {
	older := ""
	for _, of := range []string{"indicators", "regions"} {
		last, ok := c.Spool.Last(c.key(of))
		if !ok {
			older, c.Held = "", ""
			break
		}
		if older == "" || last.Retrieved < older {
			older, c.Held = last.Retrieved, day(last)
		}
	}
	return []fetch.Piece{
		c.list("indicators", source.FormatIndicators),
		c.list("regions", source.FormatRegions),
	}, nil
}

func (c *Catalogue) list(of string, format source.Format) fetch.Piece {
	p := fetch.Piece{Key: c.key(of), Name: "list of " + of}
	last, ok := c.Spool.Last(p.Key)
	fetched, err := time.Parse(time.DateOnly, last.Retrieved)
	switch age := c.Today.Sub(fetched); {
	case !ok:
		p.Why = "new"
	case c.Force:
		p.Why = "asked for again"
	case err != nil || age >= CatalogueAge*24*time.Hour || age < -24*time.Hour:
		p.Why = "held of " + day(last)
	}
	p.Get = func(ctx context.Context) ([]fetch.Body, error) {
		path := "/" + of
		answer, err := c.ask(ctx, path)
		if err != nil {
			return nil, err
		}
		sum, err := read(ctx, c.base()+path, answer.Body, format, nil)
		if err != nil {
			return nil, err
		}
		n := len(sum.Indicators) + len(sum.Regions)
		if n == 0 {
			return nil, fmt.Errorf("%s: the list is empty: what is held stays: look whether the service has moved", c.base()+path)
		}
		if err := c.shrunk(c.base()+path, of, n, last.Rows, "came on "+day(last)); err != nil {
			return nil, err
		}
		body := c.body(p.Key, path, answer)
		body.Rows = n
		return []fetch.Body{body}, nil
	}
	return p
}
