package report

import (
	"encoding/json"
	"math"
	"strings"

	"kuvio/internal/diff"
	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/revision"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

// diffJSON is what changed as JSON has it. Every list is there, empty or not; numbers
// that are not known are null.
type diffJSON struct {
	Before      momentJSON           `json:"before"`
	Now         momentJSON           `json:"now"`
	Standouts   []standoutJSON       `json:"standouts"`
	Conclusions []concludedJSON      `json:"conclusions"`
	Standing    int                  `json:"standing"` // conclusions that are as they were
	Years       []yearsJSON          `json:"years"`
	Values      []revisedValuesJSON  `json:"values"`
	Outputs     []outputJSON         `json:"outputs"`
	Pruned      []domain.IndicatorID `json:"pruned"`
	Foreign     bool                 `json:"foreign"`
	Later       int                  `json:"later"`
}

type momentJSON struct {
	Import  store.VintageID `json:"import"`
	Day     string          `json:"day"`
	Release string          `json:"kuvio"`
}

// aboutJSON is what a value is of.
type aboutJSON struct {
	Indicator  string          `json:"indicator"`
	Title      string          `json:"title"`
	Region     domain.RegionID `json:"region"`
	RegionName string          `json:"region_name"`
	Gender     domain.Gender   `json:"gender"`
	Breakdown  string          `json:"breakdown"`
}

type valueJSON struct {
	aboutJSON
	Period    domain.Period `json:"period"`
	OldValue  *float64      `json:"old_value"`
	Value     *float64      `json:"value"`
	OldCount  *float64      `json:"old_count"`
	Count     *float64      `json:"count"`
	OldStatus string        `json:"old_status"`
	Status    string        `json:"status"`
}

type standoutJSON struct {
	valueJSON
	Size      float64       `json:"size"`  // of a correction beyond those before, as a share of the lesser value; else 0
	Past      float64       `json:"past"`  // the size of the largest before
	Alike     int           `json:"alike"` // values that changed by one factor, which this one stands for; else 0
	Times     float64       `json:"times"`
	Neighbour domain.Period `json:"neighbour"` // that it is so many times; "" where it is like its neighbours
}

type concludedJSON struct {
	Of lock.Kind `json:"of"`
	aboutJSON
	Benchmark string           `json:"benchmark"`
	Changed   []diff.Field     `json:"changed"`
	Before    *lock.Conclusion `json:"before"`
	Now       *lock.Conclusion `json:"now"`
	Why       []causeJSON      `json:"why"`
	Outputs   []string         `json:"outputs"`
}

type causeJSON struct {
	Kind       diff.CauseKind       `json:"kind"`
	Values     int                  `json:"values"`
	Years      string               `json:"years"`
	Indicators []domain.IndicatorID `json:"indicators"`
	Largest    *valueJSON           `json:"largest"`
}

type yearsJSON struct {
	Indicator domain.IndicatorID `json:"indicator"`
	Title     string             `json:"title"`
	Periods   []domain.Period    `json:"periods"`
	Areas     int                `json:"areas"`
	Values    int                `json:"values"`
	New       bool               `json:"new"` // the indicator was not held before
}

type revisedValuesJSON struct {
	Indicator domain.IndicatorID     `json:"indicator"`
	Title     string                 `json:"title"`
	Values    int                    `json:"values"`
	Areas     int                    `json:"areas"`
	Shown     int                    `json:"shown"`
	Causes    map[revision.Cause]int `json:"causes"`
	Rows      []revisedJSON          `json:"rows"`
}

type revisedJSON struct {
	valueJSON
	Cause    revision.Cause  `json:"cause"`
	Vintage  store.VintageID `json:"vintage"`
	Shown    bool            `json:"shown"`
	StandOut bool            `json:"stands_out"`
}

type outputJSON struct {
	Name        string           `json:"name"`
	State       diff.State       `json:"state"`
	Files       []string         `json:"files"`
	Why         []diff.CauseKind `json:"why"`
	Conclusions int              `json:"conclusions"`
}

// DiffJSON is what changed for programs: codes, and every digit.
func DiffJSON(d *diff.Diff, names Names, describe func(domain.IndicatorID) domain.Indicator, l domain.Lang) ([]byte, error) {
	p := &diffPage{d, names, describe, l}
	j := diffJSON{
		Before: momentJSON(d.Before), Now: momentJSON(d.Now), Standing: d.Standing, Foreign: d.Foreign, Later: d.Later,
		Standouts: []standoutJSON{}, Conclusions: []concludedJSON{}, Years: []yearsJSON{}, Values: []revisedValuesJSON{}, Outputs: []outputJSON{},
		Pruned: never(d.Pruned),
	}
	for i := range d.Standouts {
		s := &d.Standouts[i]
		one := standoutJSON{valueJSON: p.valueJSON(s.Key, s.Old, s.New), Size: table.Undusted(s.Size), Past: table.Undusted(s.Past), Alike: s.Alike}
		if s.Leap != nil {
			one.Times, one.Neighbour = table.Undusted(s.Leap.Times), s.Leap.Period
		}
		j.Standouts = append(j.Standouts, one)
	}
	for i := range d.Conclusions {
		c := &d.Conclusions[i]
		one := concludedJSON{
			Of: c.Key.Kind, aboutJSON: p.about(domain.Key{Indicator: domain.IndicatorID(c.Key.Indicator), Region: c.Key.Region, Gender: c.Key.Gender, Breakdown: c.Key.Breakdown}),
			Benchmark: c.Key.Benchmark, Changed: never(c.Fields), Before: c.Before, Now: c.Now, Why: []causeJSON{}, Outputs: c.Outputs,
		}
		for _, w := range c.Why {
			cause := causeJSON{Kind: w.Kind, Values: w.Values, Years: w.Years, Indicators: never(w.Of)}
			if r := w.Largest; r != nil {
				v := p.valueJSON(r.Key, r.Old, r.New)
				cause.Largest = &v
			}
			one.Why = append(one.Why, cause)
		}
		j.Conclusions = append(j.Conclusions, one)
	}
	for i := range d.Years {
		y := &d.Years[i]
		j.Years = append(j.Years, yearsJSON{y.Indicator.ID, y.Indicator.Title.In(l), never(y.Periods), y.Areas, y.Cells, !y.Held})
	}
	for i := range d.Values {
		v := &d.Values[i]
		one := revisedValuesJSON{Indicator: v.Indicator.ID, Title: v.Indicator.Title.In(l), Values: v.N, Areas: v.Areas, Shown: v.Shown, Causes: v.Causes, Rows: []revisedJSON{}}
		for j := range v.Rows {
			r := &v.Rows[j]
			one.Rows = append(one.Rows, revisedJSON{p.valueJSON(r.Key, r.Old, r.New), r.Cause, r.Vintage, r.Shown, r.StandOut})
		}
		j.Values = append(j.Values, one)
	}
	for i := range d.Outputs {
		o := &d.Outputs[i]
		one := outputJSON{Name: o.Name, State: o.State, Files: never(o.Files), Why: []diff.CauseKind{}, Conclusions: o.Conclusions}
		for _, w := range o.Why {
			one.Why = append(one.Why, w.Kind)
		}
		j.Outputs = append(j.Outputs, one)
	}
	content, err := json.MarshalIndent(j, "", "  ")
	return append(content, '\n'), err
}

// never is a list that is never null.
func never[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

func (p *diffPage) about(k domain.Key) aboutJSON {
	parts := k.Indicator.Parts()
	gender := k.Gender
	if gender == "" {
		gender = domain.Total
	}
	return aboutJSON{string(k.Indicator), p.describe(parts[len(parts)-1]).Title.In(p.l), k.Region, p.in(p.names(k.Region)), gender, k.Breakdown}
}

func (p *diffPage) valueJSON(k domain.Key, old, now domain.Cell) valueJSON {
	number := func(v float64) *float64 {
		if math.IsNaN(v) {
			return nil
		}
		v = table.Undusted(v)
		return &v
	}
	// The zero Cell of what is absent has the numbers 0 and 0.
	for _, c := range []*domain.Cell{&old, &now} {
		if c.Status == domain.Absent {
			*c = domain.EmptyCell(domain.Absent)
		}
	}
	return valueJSON{p.about(k), k.Period, number(old.Value), number(now.Value), number(old.Count), number(now.Count), old.Status.String(), now.Status.String()}
}

// DiffTable is what changed as a table of one change a row, for CSV.
func DiffTable(d *diff.Diff, names Names, describe func(domain.IndicatorID) domain.Indicator, l domain.Lang) *table.Table {
	p := &diffPage{d, names, describe, l}
	t := Table[changeRow]{Columns: changeRowColumns}
	for i := range d.Conclusions {
		t.Rows = append(t.Rows, p.conclusionRows(&d.Conclusions[i])...)
	}
	for i := range d.Years {
		y := &d.Years[i]
		row := changeRow{change: "years", about: aboutJSON{Indicator: string(y.Indicator.ID), Title: y.Indicator.Title.In(l)}, cause: string(diff.ByNewYear)}
		row.now = table.Str(strings.Join(periods(y.Periods), ";"))
		t.Rows = append(t.Rows, row)
	}
	for i := range d.Standouts {
		s := &d.Standouts[i]
		if s.Old.Status == domain.Absent { // a new value; the others are among the revised
			t.Rows = append(t.Rows, changeRow{change: "value", about: p.about(s.Key), period: s.Key.Period, now: changedValue(s.New), cause: string(diff.ByNewYear), standsOut: true})
		}
	}
	for i := range d.Values {
		for _, r := range d.Values[i].Rows {
			t.Rows = append(t.Rows, changeRow{change: "value", about: p.about(r.Key), period: r.Key.Period, before: changedValue(r.Old), now: changedValue(r.New), cause: string(r.Cause), standsOut: r.StandOut})
		}
	}
	for i := range d.Outputs {
		o := &d.Outputs[i]
		t.Rows = append(t.Rows, changeRow{change: "output", now: table.Str(string(o.State)), cause: kindsOf(o.Why), outputs: o.Name})
	}
	return t.Fill()
}

func periods(all []domain.Period) []string {
	words := make([]string, len(all))
	for i, p := range all {
		words[i] = string(p)
	}
	return words
}

// changeRow is a row of DiffTable.
type changeRow struct {
	change      string
	about       aboutJSON
	benchmark   string
	period      domain.Period
	field       diff.Field
	before, now table.Value
	cause       string
	outputs     string
	standsOut   bool
}

// conclusionRows are a row for each part of a conclusion that changed.
func (p *diffPage) conclusionRows(c *diff.Conclusion) (rows []changeRow) {
	fields := c.Fields
	if len(fields) == 0 {
		fields = diff.Fields
	}
	about := p.about(domain.Key{Indicator: domain.IndicatorID(c.Key.Indicator), Region: c.Key.Region, Gender: c.Key.Gender, Breakdown: c.Key.Breakdown})
	for _, f := range fields {
		before, now := f.In(c.Before), f.In(c.Now)
		if before == now {
			continue
		}
		rows = append(rows, changeRow{
			change: "conclusion", about: about, benchmark: c.Key.Benchmark, field: f, before: table.Str(before), now: table.Str(now),
			cause: kindsOf(c.Why), outputs: strings.Join(c.Outputs, ";"),
		})
	}
	return rows
}

func kindsOf(all []diff.Cause) string {
	kinds := make([]string, len(all))
	for i, c := range all {
		kinds[i] = string(c.Kind)
	}
	return strings.Join(kinds, ";")
}

// changedValue is a cell's value or, where it has none, its count.
func changedValue(c domain.Cell) table.Value {
	switch {
	case c.Status != domain.OK:
		return table.None()
	case math.IsNaN(c.Value):
		return table.Num(c.Count, 0)
	}
	return table.Num(c.Value, 15)
}

var changeRowColumns = []Column[changeRow]{
	{Heading: table.Column{Name: "change"}, Value: func(r *changeRow) table.Value { return table.Str(r.change) }},
	{Heading: table.Column{Name: "indicator"}, Value: func(r *changeRow) table.Value { return table.Str(r.about.Indicator) }},
	{Heading: table.Column{Name: "region"}, Value: func(r *changeRow) table.Value { return table.Str(string(r.about.Region)) }},
	{Heading: table.Column{Name: "region_name"}, Value: func(r *changeRow) table.Value { return table.Str(r.about.RegionName) }},
	{Heading: table.Column{Name: "gender"}, Value: func(r *changeRow) table.Value { return table.Str(string(r.about.Gender)) }},
	{Heading: table.Column{Name: "breakdown"}, Value: func(r *changeRow) table.Value { return table.Str(r.about.Breakdown) }},
	{Heading: table.Column{Name: "benchmark"}, Value: func(r *changeRow) table.Value { return table.Str(r.benchmark) }},
	{Heading: table.Column{Name: "period"}, Value: func(r *changeRow) table.Value { return table.PeriodOf(r.period) }},
	{Heading: table.Column{Name: "field"}, Value: func(r *changeRow) table.Value { return table.Str(string(r.field)) }},
	{Heading: table.Column{Name: "before"}, Value: func(r *changeRow) table.Value { return r.before }},
	{Heading: table.Column{Name: "now"}, Value: func(r *changeRow) table.Value { return r.now }},
	{Heading: table.Column{Name: "cause"}, Value: func(r *changeRow) table.Value { return table.Str(r.cause) }},
	{Heading: table.Column{Name: "outputs"}, Value: func(r *changeRow) table.Value { return table.Str(r.outputs) }},
	{Heading: table.Column{Name: "stands_out"}, Value: func(r *changeRow) table.Value {
		if r.standsOut {
			return table.Str("yes")
		}
		return table.Str("")
	}},
	{Heading: table.Column{Name: "indicator_title"}, Value: func(r *changeRow) table.Value { return table.Str(r.about.Title) }},
}
