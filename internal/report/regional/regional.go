// Package regional puts reports on one region together, as documents: what its figures
// say (Region), and how its indicators have moved (Trends). What they say is computed by
// packages scan, trend, compare and profile, worded by prose and drawn by chart; here is
// chosen what of it a reader gets, in which order, and what is left to be said once.
package regional

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/chart"
	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/report"
	"kuvio/internal/report/document"
	"kuvio/internal/series"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// Options say what a report is made of.
type Options struct {
	FDR float64 // the limit of q, as a share
	Top int     // how many indicators are told of with a figure
}

// leastDrawn is the fewest values that a line is drawn of.
const leastDrawn = 5

// writer puts a document together.
type writer struct {
	*document.Document
	trends trends
	names  map[*trend.Trend]string
	used   []series.Series // what is said or shown, for the sources
	madeUp []domain.IndicatorID
}

func newWriter(l domain.Lang, all trends) *writer {
	return &writer{Document: &document.Document{Lang: l}, trends: all, names: all.names(l)}
}

func (w *writer) add(blocks ...document.Block) { w.Blocks = append(w.Blocks, blocks...) }

func (w *writer) in(t domain.Text) string { return t.In(w.Lang) }

func (w *writer) heading(level int, t domain.Text) {
	w.add(&document.Heading{Level: level, Text: w.in(t)})
}

// use takes series into the sources.
func (w *writer) use(all ...series.Series) {
	for i := range all {
		if id := all[i].Indicator.ID; all[i].MadeUp && len(all[i].Points) > 0 && !slices.Contains(w.madeUp, id) {
			w.madeUp = append(w.madeUp, id)
		}
	}
	w.used = append(w.used, all...)
}

// draw adds a figure.
func (w *writer) draw(f *chart.Figure) error {
	if f == nil {
		return nil
	}
	made, err := report.Figured(f, w.Lang)
	if err == nil {
		w.add(made)
	}
	return err
}

// listed adds a list under words that say what its items did; nothing without items.
func (w *writer) listed(lead domain.Text, items []string) {
	if len(items) == 0 {
		return
	}
	w.add(&document.Paragraph{Runs: []document.Run{{Text: w.in(lead), Bold: true}}})
	list := new(document.List)
	for _, item := range items {
		list.Items = append(list.Items, *document.Text(item))
	}
	w.add(list)
}

// enumerated adds things in one paragraph after the words that say what they have in
// common; nothing without things.
func (w *writer) enumerated(lead domain.Text, things []string) {
	if len(things) > 0 {
		w.add(&document.Paragraph{Runs: []document.Run{{Text: w.in(lead) + ": ", Bold: true}, {Text: strings.TrimSuffix(strings.Join(things, "; "), ".") + "."}}})
	}
}

// tabled adds a table, without its notes and source, which are said once in the end: on
// paper it has no column of marks that refer to them.
func (w *writer) tabled(t *table.Table, id, caption string) {
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Name == "note" {
			c.Narrow = false
		}
	}
	w.add(&document.Table{ID: id, Caption: caption, Table: t, Bare: true})
}

// begin sets the document's head, once its content is known: of what years it is, and
// that it is made up, which stands above all else.
func (w *writer) begin(title string, n int) {
	w.Title = title
	first, last := years(w.used)
	w.Subtitle = strconv.Itoa(n) + " " + w.in(indicatorsWord(n))
	if first > 0 {
		w.Subtitle += ", " + span(first, last)
	}
	if day := cite.Oldest(w.used); day != "" {
		w.Subtitle += "; " + w.in(retrieved) + " " + cite.Date(day, w.Lang)
	}
	w.Document.Subject = title + ": " + w.Subtitle
	if len(w.madeUp) > 0 {
		slices.SortFunc(w.madeUp, domain.IndicatorID.Compare)
		ids := make([]string, len(w.madeUp))
		for i, id := range w.madeUp {
			ids[i] = string(id)
		}
		note := fmt.Sprintf(w.in(madeUpNote), strings.Join(ids, ", "))
		w.Blocks = slices.Insert(w.Blocks, 0, document.Block(&document.Note{Text: note}))
	}
}

// end adds what is told once: how to read it, and where it is from.
func (w *writer) end(notes ...domain.Text) {
	w.heading(1, methodsHeading)
	for _, n := range notes {
		w.add(&document.Note{Text: w.in(n)})
	}
	if stale := cite.Stale(w.used); !stale.IsZero() {
		w.add(&document.Note{Text: w.in(stale)})
	}
	if source := cite.Source(w.used).In(w.Lang); source != "" {
		w.heading(1, sourcesHeading)
		w.add(&document.Sources{Lines: []string{source}})
	}
}

// years are the first and the last in which series have a value; 0 for none.
func years(all []series.Series) (first, last int) {
	for i := range all {
		one := all[i].Based()
		for p := range one.WithValue() {
			if y := p.Period.Year(); first == 0 || y < first {
				first = y
			}
			last = max(last, p.Period.LastYear())
		}
	}
	return first, last
}

func span(first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}

// unnameable is what no figure's id has.
var unnameable = late.Regexp(`[^a-z0-9]+`)

// figureID is the id of a figure of a series' kind.
func figureID(kind string, s *series.Series) string {
	id := kind + "-" + string(s.Indicator.ID)
	if s.Gender != domain.Total {
		id += "-" + string(s.Gender)
	}
	if s.Breakdown != "" {
		id += "-" + s.Breakdown
	}
	return strings.Trim(unnameable().ReplaceAllString(strings.ToLower(id), "-"), "-")
}

// values are what a figure has of an indicator, for series of its kind.
func values(s *series.Series) chart.Values {
	return chart.Values{Gender: s.Gender, Breakdown: s.Breakdown, Published: s.Basis == series.AsPublished, Scale: "auto"}
}

// benchmarksOf are those of several areas that a figure of a series has beside it: of which
// there is a value of its kind. A number of people or a sum of money is beside none, for
// the country's would press it to the axis.
func benchmarksOf(ctx context.Context, b *chart.Builder, s *series.Series, words []string) ([]string, error) {
	var held []string
	switch s.Indicator.Unit {
	case domain.UnitCount, domain.UnitEuro, domain.UnitKiloEuro:
		return nil, nil
	}
	for _, word := range words {
		areas, err := b.Session.Areas(word)
		if err != nil { // peers, which are not one area
			held = append(held, word)
			continue
		}
		found, err := b.Session.Load(ctx, ofKind(series.Query{Areas: areas, Basis: s.Basis}, s))
		if err != nil {
			return nil, err
		}
		based := found.Series[0].Based()
		for range based.WithValue() {
			held = append(held, word)
			break
		}
	}
	return held, nil
}

// linesCM is the height of a figure of lines, of which a page has three.
const linesCM = 7.5

// lines is the figure of one area's series beside benchmarks; nil where there is little
// to be drawn: few values, or all of them alike.
func lines(ctx context.Context, b *chart.Builder, s *series.Series, tr *trend.Trend, with []string) (*chart.Figure, error) {
	seen := make(map[float64]bool)
	based := s.Based()
	n := 0
	for p := range based.WithValue() {
		seen[p.Value] = true
		n++
	}
	if n < leastDrawn || len(seen) < 2 {
		return nil, nil
	}
	spec := &chart.Lines{
		Frame: chart.Frame{ID: figureID("kehitys", s), Kind: "lines", Size: chart.Size{Height: linesCM}},
		Beside: chart.Beside{
			Indicator: string(s.Indicator.ID), Regions: chart.List{string(s.Region)}, With: with, Focus: chart.List{string(s.Region)},
		},
		Values: values(s), EndValues: true, TurningPoints: len(tr.Turning.Years()) > 0,
	}
	if s.FromCounts() {
		spec.Interval = "focus"
	}
	if first, last := years([]series.Series{*s}); first > 0 {
		spec.Years = chart.When(strconv.Itoa(first) + "-" + strconv.Itoa(last))
	}
	return b.Build(ctx, spec)
}
