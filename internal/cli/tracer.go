package cli

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/panel"
	"kuvio/internal/series"
	"kuvio/internal/source/record"
	"kuvio/internal/store"
)

// traced is one number with where it came from, as JSON has it.
type traced struct {
	Role       series.Role        `json:"role,omitempty"` // in what it is a part of
	Rule       series.Rule        `json:"rule"`
	Indicator  domain.IndicatorID `json:"indicator"`
	Splice     string             `json:"splice,omitempty"` // what was asked for, of which indicator is the one
	Title      string             `json:"title"`
	Region     domain.RegionID    `json:"region"`
	RegionName string             `json:"region_name"`
	Gender     domain.Gender      `json:"gender"`
	Breakdown  string             `json:"breakdown"`
	Period     domain.Period      `json:"period"`
	Value      *float64           `json:"value"`
	Count      *float64           `json:"count"`
	Status     string             `json:"status"`
	Lower      *float64           `json:"lower,omitempty"` // between which a derived denominator lies
	Upper      *float64           `json:"upper,omitempty"`
	Note       string             `json:"note"`
	Formula    string             `json:"formula,omitempty"`
	*stated
	Earlier []earlier `json:"earlier,omitempty"` // the latest first
	Parts   []*traced `json:"parts,omitempty"`

	derivation *series.Derivation
}

// stated is where a published number stands.
type stated struct {
	File      string          `json:"file"`
	Place     string          `json:"place"`
	Line      int             `json:"line,omitempty"`
	Object    int             `json:"object,omitempty"`
	Sheet     string          `json:"sheet,omitempty"`
	Format    string          `json:"format"`
	SHA256    string          `json:"sha256"`
	Vintage   store.VintageID `json:"vintage"`
	Imported  string          `json:"imported"`
	Retrieved string          `json:"retrieved"`

	vintage store.Vintage
	place   record.Place
}

// earlier is what a number was before an import changed it, and where that
// stood.
type earlier struct {
	Value  *float64 `json:"value"`
	Count  *float64 `json:"count"`
	Status string   `json:"status"`
	*stated
	ReplacedBy store.VintageID `json:"replaced_by"`

	cell domain.Cell
}

// tracer finds the origins of numbers in a session's store.
type tracer struct {
	ctx context.Context
	s   *session
}

// trace is a derivation with the origins of its published numbers.
func (t *tracer) trace(d *series.Derivation) (*traced, error) {
	l := t.s.lang
	n := &traced{
		Role: d.Role, Rule: d.Rule, Indicator: d.Key.Indicator, Title: d.Indicator.Title.In(l),
		Region: d.Key.Region, RegionName: d.Name.In(l), Gender: d.Key.Gender, Breakdown: d.Key.Breakdown, Period: d.Key.Period,
		Value: known(d.Point.Value), Count: known(d.Point.Count), Status: d.Point.Status.String(), Note: d.Notes.String(),
		Formula: formula(d, machine), derivation: d,
	}
	if d.Splice != nil {
		n.Splice = d.Splice.String()
	}
	if d.Rule == series.DerivedBelow {
		den := d.Point.Denominator
		n.Value, n.Count, n.Lower, n.Upper = known(den.Value), nil, known(den.Low), known(den.High)
	}
	for i := range d.Parts {
		part, err := t.trace(&d.Parts[i])
		if err != nil {
			return nil, err
		}
		n.Parts = append(n.Parts, part)
	}
	if d.Rule != series.Published || d.Point.Status == domain.Absent {
		return n, nil
	}
	return n, t.origins(n, d.Key)
}

// known is a number for JSON, null where there is none.
func known(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// origins finds where the number stands, and what it was before. It goes back
// to the import that brought it, or to where the history was pruned.
func (t *tracer) origins(n *traced, k domain.Key) error {
	at := store.Latest
	for {
		o, err := t.origin(k, at)
		if errors.Is(err, store.ErrNotHeld) {
			return nil
		}
		if err != nil {
			return err
		}
		here := statedAt(o)
		if n.stated == nil {
			n.stated = here
		} else {
			n.Earlier[len(n.Earlier)-1].stated = here
		}
		replaced, err := t.s.db.Replaced(t.ctx, k.Indicator, o.Vintage.ID)
		if errors.Is(err, store.ErrPruned) {
			return nil
		}
		if err != nil {
			return err
		}
		was, err := t.cell(replaced, k)
		if err != nil || was.Status == domain.Absent {
			return err
		}
		n.Earlier = append(n.Earlier, earlier{Value: known(was.Value), Count: known(was.Count), Status: was.Status.String(), ReplacedBy: o.Vintage.ID, cell: was})
		if at = o.Vintage.ID - 1; at == store.Latest {
			return nil
		}
	}
}

func (t *tracer) cell(p *panel.Panel, k domain.Key) (domain.Cell, error) {
	p, err := p.Relabel(t.s.cat.Canonical)
	if err != nil {
		return domain.Cell{}, err
	}
	return p.Cell(k), nil
}

// origin is where an observation was last stated, up to a vintage, by whatever
// name its region had then.
func (t *tracer) origin(k domain.Key, v store.VintageID) (store.Origin, error) {
	o, err := t.s.db.Origin(t.ctx, k, v)
	if !errors.Is(err, store.ErrNotHeld) {
		return o, err
	}
	p, _, panelErr := t.s.db.Panel(t.ctx, k.Indicator, store.Latest)
	if panelErr != nil {
		return o, panelErr
	}
	for _, r := range slices.Backward(p.Regions) {
		if r == k.Region || t.s.cat.Canonical(r) != k.Region {
			continue
		}
		called := k
		called.Region = r
		if found, err := t.s.db.Origin(t.ctx, called, v); !errors.Is(err, store.ErrNotHeld) {
			return found, err
		}
	}
	return o, err
}

func statedAt(o store.Origin) *stated {
	p := ingest.Place(o)
	s := &stated{
		File: o.File.Name, Place: p.String(), Line: p.Line, Object: p.Object, Sheet: p.Sheet, Format: o.File.Format, SHA256: o.File.SHA256,
		Vintage: o.Vintage.ID, Imported: o.Vintage.Imported.UTC().Format(time.RFC3339), Retrieved: o.Vintage.Retrieved,
		vintage: o.Vintage, place: p,
	}
	return s
}
