package site

import (
	"html/template"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/profile"
	"kuvio/internal/report"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// mostFindings is how many of what stands out in an area has a paragraph.
const mostFindings = 6

// areaView is an area's page as its layout has it.
type areaView struct {
	Name       string // of its file
	Title      string
	Category   string
	Ended      string // where it is no more
	MadeUp     string // that some of its indicators are
	Within     []linkView
	Contains   []linkView
	ContainsOf string // what they are
	Peers      []linkView
	NoPeers    string
	Findings   []block
	Table      tableView
	Notes      []string
	Facts      []fact
	Source     string
}

// linkView is a link to a page of an area; Page is empty where it has none.
type linkView struct{ Page, Name, What string }

// block is a paragraph or, where Items are some, a list.
type block struct {
	Text  string
	Items []string
}

// area makes the page of an area in every language.
func (m *maker) area(p *place, r *read, found *scan.Result) (d made) {
	result := m.profiled(p, r, found)
	for _, l := range m.Langs {
		page, err := m.areaPage(p, result, r, found, l)
		if err != nil {
			d.err = err
			return d
		}
		d.files = append(d.files, File{m.in(l, areaPage(p.ID)), page})
	}
	return d
}

func (m *maker) areaPage(p *place, result *profile.Result, r *read, found *scan.Result, l domain.Lang) ([]byte, error) {
	v := areaView{Name: areaName(p.ID), Title: m.nameOf(p, l), Category: m.categoryName(p.category, l)}
	if m.anyMadeUp(result) {
		v.MadeUp = words[l].SomeMadeUp
	}
	if p.region.Ended() {
		v.Ended = ended(p.region.Last, l)
		if s := p.region.Successor; s != "" {
			v.Within = append(v.Within, m.link(s, words[l].Successor, l))
		}
	}
	m.around(&v, p, l)
	m.findings(&v, found, l)
	if err := m.profileTable(&v, result, r, l); err != nil {
		return nil, err
	}
	about, err := report.Region(p.ID, m.Session.Catalog, m.Session.RegionName, l)
	if err == nil {
		v.Facts, err = factsOf(about, l)
	}
	if err != nil {
		return nil, err
	}
	return m.render("area.html", v.Title, areaPage(p.ID), v, l)
}

// anyMadeUp reports whether some of an area's indicators are made up.
func (m *maker) anyMadeUp(result *profile.Result) bool {
	return slices.ContainsFunc(result.Entries, func(e profile.Entry) bool { return e.Series.MadeUp })
}

// link is a link to an area's page, if it has one.
func (m *maker) link(id domain.RegionID, what string, l domain.Lang) linkView {
	v := linkView{Name: m.Session.RegionName(id).In(l), What: what}
	if i, ok := m.at[id]; ok {
		v.Name, v.Page = m.nameOf(&m.shown[i], l), areaName(id)
	}
	return v
}

// around are the areas that an area lies in today, and those that lie in it.
func (m *maker) around(v *areaView, p *place, l domain.Lang) {
	cat := m.Session.Catalog
	for _, b := range cat.BelongsTo(p.ID) {
		if b.Last == cat.Last() && !b.Area.Ended() {
			v.Within = append(v.Within, m.link(b.Area.ID, m.categoryName(b.Area.Category, l), l))
		}
	}
	if m.country && p.ID != domain.WholeCountry {
		v.Within = append(v.Within, m.link(domain.WholeCountry, "", l))
	}
	of := domain.Kunta
	if p.ID == domain.WholeCountry {
		of = domain.Maakunta
	}
	if p.category == domain.Kunta {
		return
	}
	members, err := cat.MembersOf(of, p.ID, 0)
	if err != nil { // it is not divided into such areas
		return
	}
	v.ContainsOf = m.categoryHeading(of, l)
	for _, r := range members {
		v.Contains = append(v.Contains, m.link(r.ID, "", l))
	}
}

// findings are the words on what stands out in an area, and its peers.
func (m *maker) findings(v *areaView, found *scan.Result, l domain.Lang) {
	for _, id := range found.Setting.Peers {
		v.Peers = append(v.Peers, m.link(id, "", l))
	}
	if found.NoPeers != nil {
		v.NoPeers = words[l].NoPeers
	}
	if len(found.Entries) == 0 {
		return
	}
	text := report.ScanSentences(found, report.ScanOptions{FDR: fdr, Limit: mostFindings}, m.Session.Place, m.Session.RegionName, l)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		item, isItem := strings.CutPrefix(line, "– ")
		switch n := len(v.Findings); {
		case line == "":
		case !isItem:
			v.Findings = append(v.Findings, block{Text: line})
		case n > 0 && v.Findings[n-1].Items != nil:
			v.Findings[n-1].Items = append(v.Findings[n-1].Items, item)
		default:
			v.Findings = append(v.Findings, block{Items: []string{item}})
		}
	}
	if n := len(v.Findings); n > 0 && v.Findings[n-1].Items == nil { // the source, which stands below the table
		v.Findings = v.Findings[:n-1]
	}
}

// profileColumns are the columns of a profile that an area's table has.
var profileColumns = []string{"period", "value", "change", "direction", "recent", "benchmark_1_value", "benchmark_1_verdict", "assessment", "note"}

// profileTable is the table of an area's indicators, each linked to its page.
func (m *maker) profileTable(v *areaView, result *profile.Result, r *read, l domain.Lang) error {
	laid, err := report.Profile(result, series.Area{}, false, m.Session.RegionName, l).Lay(table.Options{Lang: l, Wide: true})
	if err != nil {
		return err
	}
	v.Notes, v.Source = laid.Notes, laid.Source
	of := columnsOf(laid, profileColumns)
	for _, j := range of {
		v.Table.Headings = append(v.Table.Headings, headingView{laid.Columns[j].Heading, laid.Columns[j].Numeric})
	}
	for i, cells := range laidRows(laid) {
		e := &result.Entries[i]
		row := rowView{ID: "i-" + indicatorName(e.Series.Indicator.ID), Page: indicatorName(e.Series.Indicator.ID), Name: titleOf(e.Series.Indicator, l), Spark: m.spark(e, r)}
		if kind := kindIn(e.Series.Gender, e.Series.Breakdown, l); kind != "" {
			row.Name += ", " + kind
		}
		for _, j := range of {
			row.Cells = append(row.Cells, cellOf(laid.Columns[j], cells[j]))
		}
		v.Table.Rows = append(v.Table.Rows, row)
	}
	return nil
}

// spark is the small line of an entry, before the country's.
func (m *maker) spark(e *profile.Entry, r *read) template.HTML {
	for i := range r.country {
		if c := &r.country[i]; c.SameKind(&e.Series.Series) && e.Series.Region != domain.WholeCountry {
			based := c.Based()
			return sparkline(&e.Series, &based)
		}
	}
	return sparkline(&e.Series, nil)
}
