package chart

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/table"
)

// Builder makes figures of specs, of the data that a session has.
type Builder struct{ Session *session.Session }

// Figure is a spec with its data, ready to be drawn in any language.
type Figure struct {
	*Frame
	palette  *canvas.Palette
	Table    *table.Table // what is drawn
	MadeUp   bool
	Warnings []string // what is outdated in the spec
	Empty    []string // what of it has no data, though the rest has

	first, last domain.Period // years of the data, for texts
	source      domain.Text
	content     func(domain.Lang) figure.Content
	alt         func(domain.Lang) string
	estimated   bool          // it draws limits, a trend, turning points or a forecast
	notes       []domain.Text // of the data, after those of the spec
}

// Build reads the data of a spec. A figure none of whose data is held is an
// error that names the indicators to import.
func (b *Builder) Build(ctx context.Context, s Spec) (*Figure, error) {
	palette, err := b.palette()
	if err != nil {
		return nil, err
	}
	f, err := s.build(ctx, b)
	if err != nil {
		return nil, inFile(err, s.Head().named(), s.Head().content)
	}
	f.Frame, f.palette = s.Head(), palette
	return f, nil
}

// palette is the workspace's own colours.
func (b *Builder) palette() (*canvas.Palette, error) {
	own := b.Session.Config.Colors
	p, err := canvas.NewPalette(own.Focus, own.Series)
	if err != nil {
		return nil, fmt.Errorf("kuvio.yaml: colors: %w", err)
	}
	return p, nil
}

// picture is the figure in a language, to be drawn.
func (f *Figure) picture(l domain.Lang) figure.Figure {
	pic := figure.Figure{
		WidthCM: f.Size.Width, HeightCM: f.Size.Height, DPI: f.Size.DPI, Lang: l,
		Title: f.text(f.Title.Text, l), Subtitle: f.text(f.Subtitle.Text, l), Source: f.sourceLine(l),
		AltText: f.Alt(l), Content: f.content(l), Palette: f.palette,
	}
	pic.Notes = f.small(l, pic.Content)
	if f.MadeUp {
		pic.Watermark = domain.Note{Code: domain.NoteMadeUp}.Text().In(l)
	}
	return pic
}

// Heading is the figure's title in a language.
func (f *Figure) Heading(l domain.Lang) string { return f.text(f.Title.Text, l) }

// PNG draws the figure in a language.
func (f *Figure) PNG(l domain.Lang) ([]byte, error) {
	png, err := figure.PNG(f.picture(l))
	if err != nil {
		return nil, inFile(err, f.named(), f.Frame.content)
	}
	return png, nil
}

// fits reports what keeps the figure from being drawn.
func (f *Figure) fits(l domain.Lang) error {
	if err := figure.Fits(f.picture(l)); err != nil {
		return inFile(err, f.named(), f.Frame.content)
	}
	return nil
}

// Untranslated says which of the texts above the picture the spec has not in a
// language, so that another's are drawn; "" for none.
func (f *Figure) Untranslated(l domain.Lang) string {
	var lacks []string
	for _, t := range []struct {
		name string
		text domain.Text
	}{{"title", f.Title.Text}, {"subtitle", f.Subtitle.Text}} {
		if !t.text.IsZero() && t.text.Own(l) == "" {
			lacks = append(lacks, t.name)
		}
	}
	if len(lacks) == 0 {
		return ""
	}
	return fmt.Sprintf("%s: no %s in %s: drawn in another language", f.named(), strings.Join(lacks, " or "), l)
}

// Strange says which characters of the figure's texts in a language its font has
// not; "" for none.
func (f *Figure) Strange(l domain.Lang) string {
	strange := f.picture(l).Strange()
	if len(strange) == 0 {
		return ""
	}
	named := make([]string, len(strange))
	for i, r := range strange {
		named[i] = fmt.Sprintf("%c (U+%04X)", r, r)
	}
	return fmt.Sprintf("%s: the figure's font has no %s: drawn as a box", f.named(), strings.Join(named, ", "))
}

// small is the figure's small print: the spec's notes, the data's, and what
// the value axis needs said.
func (f *Figure) small(l domain.Lang, content figure.Content) []string {
	var notes []string
	for _, n := range f.Notes {
		notes = append(notes, f.text(n.Text, l))
	}
	for _, n := range f.notes {
		notes = append(notes, f.text(n, l))
	}
	if drawn, ok := content.(interface{ NeedsBaselineNote() bool }); ok && drawn.NeedsBaselineNote() {
		notes = append(notes, baselineNote.In(l))
	}
	return notes
}

var baselineNote = domain.Text{
	FI: "Pystyakseli ei ala nollasta.",
	SV: "Den lodräta axeln börjar inte vid noll.",
	EN: "The vertical axis does not start at zero.",
}

// Alt is the figure's alternative text: what it is and what it shows, in
// numbers, for whoever does not see it.
func (f *Figure) Alt(l domain.Lang) string {
	parts := []string{f.text(f.Title.Text, l) + "."}
	if sub := f.text(f.Subtitle.Text, l); sub != "" {
		parts = append(parts, strings.TrimSuffix(sub, ".")+".")
	}
	if f.MadeUp {
		parts = append(parts, domain.Note{Code: domain.NoteMadeUp}.Text().In(l)+".")
	}
	parts = append(parts, f.alt(l))
	parts = append(parts, f.small(l, f.content(l))...)
	if src := f.sourceLine(l); src != "" {
		parts = append(parts, src+".")
	}
	return strings.Join(parts, " ")
}

func (f *Figure) sourceLine(l domain.Lang) string {
	if !f.Source.IsZero() {
		return f.text(f.Source.Text, l)
	}
	return f.source.In(l)
}

// text fills in the years a text asks for.
func (f *Figure) text(t domain.Text, l domain.Lang) string {
	first, last := string(f.first), string(f.last)
	return strings.NewReplacer("{year}", last, "{years}", locale.Range(first, last), "{first}", first, "{last}", last).Replace(t.In(l))
}

// span takes the years of the data for the texts, and its source.
func (f *Figure) span(all []series.Based) {
	used := make([]series.Series, len(all))
	for i := range all {
		s := &all[i]
		used[i] = s.Series
		f.MadeUp = f.MadeUp || s.MadeUp && len(s.Points) > 0
		for p := range s.WithValue() {
			if y := domain.Year(p.Period.Year()); f.first.IsZero() || y < f.first {
				f.first = y
			}
			f.last = max(f.last, domain.Year(p.Period.LastYear()))
		}
	}
	f.source = cite.Source(used)
}

// drawn is the table of the data of a figure made from series, whose labels
// are given in the same order.
func drawn(all []series.Based, labels []domain.Text, multiply float64, decimals int) *table.Table {
	t := &table.Table{Columns: slices.Concat(drawnColumns, aboutColumns)}
	for i := range all {
		s := &all[i]
		for p := range s.All() {
			row := drawnRow(&s.Series, labels[i], p.Period, table.Num(p.Value*multiply, decimals), p.Status.String(), s.NotesAt(p))
			t.Rows = append(t.Rows, append(row, about(&s.Series, multiply)...))
		}
	}
	return t
}

var drawnColumns = []table.Column{
	{Name: "series", Title: domain.Text{FI: "Sarja", SV: "Serie", EN: "Series"}},
	{Name: "indicator", Filed: true}, {Name: "region", Filed: true},
	{Name: "region_name", Title: domain.Text{FI: "Alue", SV: "Område", EN: "Region"}},
	{Name: "gender", Filed: true}, {Name: "breakdown", Filed: true},
	{Name: "period", Title: domain.Text{FI: "Vuosi", SV: "År", EN: "Year"}},
	{Name: "value", Title: domain.Text{FI: "Arvo", SV: "Värde", EN: "Value"}},
	{Name: "status", Title: domain.Text{FI: "Tila", SV: "Status", EN: "Status"}},
	{Name: "note", Filed: true},
}

// aboutColumns stand last of all, as in other tables.
var aboutColumns = []table.Column{{Name: "indicator_title", Filed: true}, {Name: "unit", Filed: true}}

// about is what a series' values are, and in what unit they are drawn.
func about(s *series.Series, multiply float64) []table.Value {
	return []table.Value{table.Str(s.Indicator.Title.In(domain.Finnish)), table.Str(string(drawnUnit(s.Indicator.Unit, multiply)))}
}

// drawnRow is the row of one value of a series.
func drawnRow(s *series.Series, label domain.Text, period domain.Period, value table.Value, status string, notes domain.Notes) []table.Value {
	return []table.Value{
		table.Str(label.In(domain.Finnish)).ForPeople(label), table.Str(string(s.Indicator.ID)), table.Str(string(s.Region)),
		table.Str(s.RegionName.In(domain.Finnish)).ForPeople(s.RegionName), table.Str(string(s.Gender)), table.Str(s.Breakdown),
		table.PeriodOf(period), value, statusOf(status), table.Str(notes.String()),
	}
}

// statuses are what people read for the statuses of the tables; nothing for ok.
var statuses = map[string]domain.Text{
	"missing":    {FI: "tieto puuttuu", SV: "uppgift saknas", EN: "missing"},
	"suppressed": {FI: "salattu", SV: "sekretessbelagd", EN: "suppressed"},
	"absent":     {FI: "ei tietoa lähteessä", SV: "ingen uppgift i källan", EN: "not in the source"},
	"forecast":   forecastLabel,
}

func statusOf(status string) table.Value { return table.Str(status).ForPeople(statuses[status]) }
