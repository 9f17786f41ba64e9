package chart

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/report/document"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/table"
)

// Builder makes figures of specs, of the data that a session has.
type Builder struct {
	Session *session.Session
	Files   fs.FS // the workspace's, for maps; nil for none
}

// Figure is a spec with its data, ready to be drawn in any language.
type Figure struct {
	*Frame
	palette  *canvas.Palette
	Table    *table.Table // what is drawn
	MadeUp   bool
	Warnings []string // what is outdated in the spec
	Empty    []string // what of it has no data, though the rest has

	first, last domain.Period    // years of the data, for texts
	two         [2]domain.Period // where it is of two times and of none between
	ahead       domain.Period    // the last year of a forecast
	unit        domain.Text      // of what is drawn, where that is not the indicator's
	source      domain.Text
	used        []series.Series
	cited       []series.Series // used, and what is drawn behind it: those of the source line
	differences []float64       // between values drawn, that are to be told too, in their unit
	about       subject
	headline    domain.Text // what it shows, where it is of no indicator; {region:in} is where
	measure     domain.Text // what the values are, where they are not in the indicator's unit
	spec        Spec
	content     func(domain.Lang) figure.Content
	results     func() Results                    // nil where nothing is concluded of it
	plotted     func(domain.Lang) *document.Chart // nil where a spreadsheet has no such chart
	alt         func(domain.Lang) string
	estimated   bool          // it draws limits, a trend, turning points or a forecast
	notes       []domain.Text // of the data, after those of the spec
	keys        []domain.Text // what marks mean: for those who see them
	methods     []domain.Text // by which numbers were computed: beside the picture
}

// Build reads the data of a spec. A figure none of whose data is held is an
// error that names the indicators to import.
func (b *Builder) Build(ctx context.Context, s Spec) (*Figure, error) {
	day := *b // of its data: when it changed last, so that a figure keeps its bytes until then
	day.Session = b.Session.ByChange()
	b = &day
	palette, err := b.palette()
	if err != nil {
		return nil, err
	}
	f, err := s.build(ctx, b)
	if err == nil {
		var scaled Spec
		if scaled, err = autoScaled(s, f); err == nil && scaled != s {
			s = scaled
			f, err = s.build(ctx, b)
		}
	}
	if err != nil {
		return nil, inFile(b.placed(b.withCounties(err, s), s), s.Head().named(), s.Head().content)
	}
	f.noteFactor(s)
	if stale := cite.Stale(f.used); !stale.IsZero() {
		f.notes = append(f.notes, stale)
	}
	f.Frame, f.spec, f.about, f.palette = s.Head(), s, b.about(s, f), palette
	if err := f.checkFilled(); err != nil {
		return nil, inFile(err, f.named(), f.Frame.content)
	}
	return f, nil
}

// errNoValues is of a figure whose indicators are held, but for nothing that it is of.
var errNoValues = errors.New("no values to draw")

// withCounties adds to an error of no values which wellbeing counties came in the
// place of hospital districts: a source may have moved a series to these.
func (b *Builder) withCounties(err error, s Spec) error {
	if !errors.Is(err, errNoValues) {
		return err
	}
	var told []domain.RegionID
	refsIn(reflect.ValueOf(s).Elem(), "", func(ref string) string {
		areas, _ := b.Session.Areas(ref)
		for _, a := range areas {
			county, ok := b.Session.Catalog.CameInPlace(a.ID)
			if ok && !slices.Contains(told, a.ID) {
				told = append(told, a.ID)
				err = fmt.Errorf("%w; the category of %s ended %d: %s has most of its municipalities", err, a.ID, domain.Shp.Ended(), county.Label())
			}
		}
		return ref
	})
	return err
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
	purpose, _ := f.purpose() // Check has read it
	pic := figure.Figure{
		For: purpose, WidthCM: f.Size.Width, HeightCM: f.Size.Height, DPI: f.Size.DPI, Lang: l,
		Title: f.title(l), Subtitle: f.subtitle(l), Source: f.sourceLine(l),
		AltText: f.Alt(l), Content: f.content(l), Palette: f.palette,
	}
	pic.Notes = f.small(l, pic.Content)
	if f.MadeUp {
		pic.Watermark = domain.Note{Code: domain.NoteMadeUp}.Text().In(l)
	}
	return pic
}

// Day is the newest of the days that the source line has, yyyy-mm-dd or as much of it as
// is known: on which something that the figure shows was last brought or changed.
func (f *Figure) Day() string { return cite.Day(f.cited) }

// Heading is the figure's title in a language.
func (f *Figure) Heading(l domain.Lang) string { return f.title(l) }

// Subheading is the figure's subtitle in a language.
func (f *Figure) Subheading(l domain.Lang) string { return f.subtitle(l) }

// Draw draws the figure in a language.
func (f *Figure) Draw(l domain.Lang) (*figure.Picture, error) {
	p, err := figure.Draw(f.picture(l))
	if err != nil {
		return nil, inFile(err, f.named(), f.Frame.content)
	}
	return p, nil
}

// pageCM is how high a figure on a page may be, with room for a caption, in
// centimetres of an A4 page.
const pageCM = 25.0

// OverPage says that a picture made for a page is higher than one, where nobody gave
// it its height; "" where it is not.
func (f *Figure) OverPage(p *figure.Picture) string {
	switch high := p.HeightCM(); {
	case high <= pageCM || f.Size.Height != 0:
		return ""
	case f.For == "half":
		return fmt.Sprintf("%s: the figure is %.1f cm high, and a page has room for %g: draw it for: plan, or with fewer regions", f.named(), high, pageCM)
	case f.For == "" || f.For == "plan":
		return fmt.Sprintf("%s: the figure is %.1f cm high, and a page has room for %g: draw it with fewer regions", f.named(), high, pageCM)
	}
	return ""
}

// fits reports what keeps the figure from being drawn.
func (f *Figure) fits(l domain.Lang) error {
	if err := figure.Fits(f.picture(l)); err != nil {
		return inFile(err, f.named(), f.Frame.content)
	}
	return nil
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
	f.used, f.cited, f.source = used, used, cite.Source(used)
}

// behind takes series that are drawn in the background into the source.
func (f *Figure) behind(others []series.Based) {
	f.cited = slices.Clone(f.cited)
	for i := range others {
		f.cited = append(f.cited, others[i].Series)
	}
	f.source = cite.Source(f.cited)
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
