package site

import (
	"bytes"
	"context"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/outputs"
	"kuvio/internal/profile"
	"kuvio/internal/prose"
	"kuvio/internal/report"
	"kuvio/internal/series"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// level is the coverage of the intervals that verdicts rest on.
const level = 0.95

// options are how an area's profile is made.
func (m *maker) options() profile.Options {
	return profile.Options{Level: level, Trend: trend.Options{Direction: m.Session.Direction()}}
}

// made is what came of one indicator.
type made struct {
	files []File
	said  []string
	err   error
}

// indicators makes the pages of the indicators, several at once, with their data.
func (m *maker) indicators(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var failed error
	err := outputs.InOrder(ctx, len(m.held), func(ctx context.Context, i int) made {
		return m.indicator(ctx, m.held[i])
	}, func(_ int, one made) {
		m.said = append(m.said, one.said...)
		for _, f := range one.files {
			if failed == nil && one.err == nil {
				one.err = m.put(f)
			}
		}
		if one.err != nil && failed == nil {
			failed = one.err
			stop()
		}
	})
	if failed != nil {
		return failed
	}
	return err
}

// indicator makes the page of an indicator in every language, and its data.
func (m *maker) indicator(ctx context.Context, h *holding) (d made) {
	all, _, err := m.Session.Loader().Load(ctx, h.query(m.areasOf(h.areas)))
	if err != nil {
		d.err = err
		return d
	}
	of, err := m.resultsOf(ctx, h, all)
	if err != nil {
		d.err = err
		return d
	}
	data := all
	if h.kinds() > 1 && h.kinds() <= mostKinds {
		q := h.query(m.areasOf(h.areas))
		q.Genders, q.Breakdowns = domain.Genders, nil
		if data, _, err = m.Session.Loader().Load(ctx, q); err != nil {
			d.err = err
			return d
		}
		if h.isSum() {
			data = slices.Concat(all, data)
		}
	}
	content, err := csvOf(data, m.Langs[0])
	if err != nil {
		d.err = err
		return d
	}
	name := indicatorName(h.ID)
	d.files = append(d.files, File{indicatorFolder + "/" + name + ".csv", content})
	figures := m.figuresOf(ctx, h, all)
	d.said = append(d.said, figures.said...)
	for _, l := range m.Langs {
		page, err := m.indicatorPage(of, figures, l)
		if err == nil {
			content, err = script("kuvioLines", m.linesOf(h, all, l))
		}
		if err != nil {
			d.err = err
			return d
		}
		d.files = append(d.files, File{m.in(l, indicatorFolder+"/"+name+".html"), page}, File{m.in(l, indicatorFolder+"/"+name+".js"), content})
	}
	return d
}

// results are what is said of an indicator.
type results struct {
	*holding
	all     []series.Series
	areas   *profile.Result // but the country, beside it
	country *profile.Result // nil where it has nothing
	told    []trend.Trend   // of the country, then of the areas that are told of in sentences
}

// resultsOf sets every area beside the country.
func (m *maker) resultsOf(ctx context.Context, h *holding, all []series.Series) (*results, error) {
	r := &results{holding: h, all: all, areas: new(profile.Result)}
	var areas, country []series.Series
	for _, s := range all {
		if s.Region == domain.WholeCountry {
			country = append(country, s)
		} else {
			areas = append(areas, s)
		}
	}
	o := m.options()
	r.told = trend.All(country, o.Trend)
	if len(country) > 0 {
		r.country = &profile.Result{Entries: profile.OfTrends(country, r.told, nil, o)}
		r.areas.All = []compare.Benchmark{compare.Region(m.Session.Area(domain.WholeCountry), country)}
	}
	trends := trend.All(areas, o.Trend)
	r.areas.Entries = profile.OfTrends(areas, trends, r.areas.All, o)
	category := m.regions(h)
	for i := range areas {
		if p := m.shown[m.at[areas[i].Region]]; p.category == category && category != domain.Kunta && !p.region.Ended() {
			r.told = append(r.told, trends[i])
		}
	}
	return r, ctx.Err()
}

// regions is the category of areas that figures and sentences of an indicator are of: the
// first of these that it has several of; "" for none.
func (m *maker) regions(h *holding) domain.Category {
	for _, c := range []domain.Category{domain.Maakunta, domain.Hva, domain.Shp, domain.Seutukunta, domain.Kunta} {
		n := 0
		for _, id := range h.areas {
			if p := m.shown[m.at[id]]; p.category == c && !p.region.Ended() {
				n++
			}
		}
		if n > 1 {
			return c
		}
	}
	return ""
}

// said is a paragraph on an area.
type said struct{ Area, Page, Text string }

// indicatorView is an indicator's page as its layout has it.
type indicatorView struct {
	Name     string // of its files
	ID       string
	Title    string
	Unit     string
	Kind     string // what of it is shown, where that is not the total
	Others   string // what else is held, and is not on the page
	MadeUp   string
	Facts    []fact
	Country  string
	Regions  []said
	Ranked   figureView
	Lines    figureView
	Tiles    figureView
	Tables   []tableView
	Notes    []string
	Source   string
	Citation string
}

// indicatorPage is the page of an indicator in a language.
func (m *maker) indicatorPage(r *results, figures figures, l domain.Lang) ([]byte, error) {
	v := indicatorView{
		Name: indicatorName(r.ID), ID: string(r.ID), Title: titleOf(r.Indicator, l), Unit: unitName(r.Indicator, l), Kind: kindIn(r.gender, r.breakdown, l),
		Ranked: figures.ranked.in(l), Lines: figures.lines.in(l),
		Tiles: figures.tiles.in(l), Source: cite.Source(r.all).In(l),
	}
	if r.kinds() > mostKinds {
		v.Others = words[l].OtherKinds
	}
	if r.MadeUp {
		v.MadeUp = domain.Note{Code: domain.NoteMadeUp}.Sentence().In(l)
	}
	reference := cite.ReferenceTo(r.Indicator, true, r.Retrieved, r.MadeUp)
	v.Citation = reference.Text(l)
	about, err := factsOf(report.Indicator(r.Indicator, &r.Extent, m.Session.Describe, l), l)
	if err != nil {
		return nil, err
	}
	v.Facts = about
	m.sentences(&v, r, l)
	if err := m.tables(&v, r, l); err != nil {
		return nil, err
	}
	return m.render("indicator.html", v.Title, indicatorPage(r.ID), v, l)
}

// sentences are the paragraphs on the country and on the regions.
func (m *maker) sentences(v *indicatorView, r *results, l domain.Lang) {
	var countries []series.Series
	for i := range r.told {
		tr := &r.told[i]
		if tr.Series.Region == domain.WholeCountry {
			countries = append(countries, tr.Series.Series)
		}
		text := prose.Sentence(prose.AboutOf(m.Session.Place, tr, countries), l)
		if tr.Series.Region == domain.WholeCountry {
			v.Country = text
			continue
		}
		p := m.shown[m.at[tr.Series.Region]]
		v.Regions = append(v.Regions, said{m.nameOf(&p, l), areaName(p.ID), text})
	}
}

// tableView is a table of areas of one category.
type tableView struct {
	ID       string // of its heading
	Heading  string
	Headings []headingView
	Rows     []rowView
}

// headingView is the heading of a column.
type headingView struct {
	Text    string
	Numeric bool
}

// rowView is a row: what it is of, and cells under the other headings.
type rowView struct {
	ID    string // by which it is linked to
	Page  string // of what it is of, without the ending
	Name  string
	Spark template.HTML // "" for none
	Cells []cellView
}

type cellView struct {
	Text    string
	Sort    string // the number that its column is put in order by; "" for none
	Numeric bool
	Long    bool // text of more than a few words
}

// areaColumns are the columns of a profile that a table has, by their stable names.
var areaColumns = []string{"period", "value", "change", "direction", "recent", "benchmark_1_verdict", "assessment", "note"}

// tables are the areas of each category.
func (m *maker) tables(v *indicatorView, r *results, l domain.Lang) error {
	laid, err := report.Profile(r.areas, series.Area{}, false, m.Session.RegionName, l).Lay(table.Options{Lang: l, Wide: true})
	if err != nil {
		return err
	}
	v.Notes = laid.Notes
	if r.country != nil {
		one, err := report.Profile(r.country, series.Area{}, false, m.Session.RegionName, l).Lay(table.Options{Lang: l, Wide: true})
		if err != nil {
			return err
		}
		v.Tables = append(v.Tables, m.tableOf(domain.Maa, one, r.country, areaColumns, l))
		if len(r.areas.Entries) == 0 {
			v.Notes = one.Notes
		}
	}
	for i, e := range r.areas.Entries {
		c := m.shown[m.at[e.Series.Region]].category
		if i > 0 && c == m.shown[m.at[r.areas.Entries[i-1].Series.Region]].category {
			continue
		}
		v.Tables = append(v.Tables, m.tableOf(c, laid, r.areas, areaColumns, l))
	}
	return nil
}

// tableOf are the rows of one category, without the columns in which they have nothing.
func (m *maker) tableOf(c domain.Category, laid *table.Laid, r *profile.Result, columns []string, l domain.Lang) tableView {
	t := tableView{ID: "taso-" + fileName(string(c)), Heading: m.categoryHeading(c, l)}
	rows := laidRows(laid)
	var of []int // the rows that are of it
	for i := range rows {
		if m.shown[m.at[r.Entries[i].Series.Region]].category == c {
			of = append(of, i)
		}
	}
	var shown []int
	for _, j := range columnsOf(laid, columns) {
		if slices.ContainsFunc(of, func(i int) bool { return rows[i][j].Text != "" }) {
			shown = append(shown, j)
			t.Headings = append(t.Headings, headingView{laid.Columns[j].Heading, laid.Columns[j].Numeric})
		}
	}
	for _, i := range of {
		p := m.shown[m.at[r.Entries[i].Series.Region]]
		row := rowView{ID: areaName(p.ID), Page: areaName(p.ID), Name: m.nameOf(&p, l)}
		for _, j := range shown {
			row.Cells = append(row.Cells, cellOf(laid.Columns[j], rows[i][j]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// columnsOf are the places of the columns of these names, of those that there are.
func columnsOf(laid *table.Laid, names []string) (at []int) {
	for _, name := range names {
		if j := slices.IndexFunc(laid.Columns, func(c table.LaidColumn) bool { return c.Name == name }); j >= 0 {
			at = append(at, j)
		}
	}
	return at
}

// laidRows are the rows of all sections.
func laidRows(laid *table.Laid) (rows [][]table.LaidCell) {
	for _, s := range laid.Sections {
		rows = append(rows, s.Rows...)
	}
	return rows
}

// shortCell is how many characters of a cell stand in one line however narrow the page is.
const shortCell = 16

func cellOf(c table.LaidColumn, cell table.LaidCell) cellView {
	v := cellView{Text: cell.Text, Numeric: c.Numeric}
	if utf8.RuneCountInString(v.Text) <= shortCell {
		v.Text = strings.ReplaceAll(v.Text, " ", "\u00a0")
	} else {
		v.Long = true
	}
	if cell.Sort == cell.Sort {
		v.Sort = number(cell.Sort)
	}
	return v
}

// fact is a line of what is known of something.
type fact struct{ Field, Value string }

// factsOf are the rows of a table of facts.
func factsOf(t *table.Table, l domain.Lang) (all []fact, err error) {
	laid, err := t.Lay(table.Options{Lang: l})
	if err != nil {
		return nil, err
	}
	for _, row := range laidRows(laid) {
		all = append(all, fact{row[0].Text, row[1].Text})
	}
	return all, nil
}

// render fills in a layout.
func (m *maker) render(layout, title, name string, view any, l domain.Lang) ([]byte, error) {
	page, err := m.page(title, name, view, l)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = layouts().ExecuteTemplate(&b, layout, page)
	return b.Bytes(), err
}
