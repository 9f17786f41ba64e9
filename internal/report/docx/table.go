package docx

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

const (
	cellSize  = 18 // half points
	fewLines  = 3
	smallSize = 16 // where the table does not fit otherwise
	palerText = "595959"
	together  = 14 // rows of a table that is kept on one page
)

// table sets a table with its caption over it and its notes under it, on paper that lies
// across where it does not fit otherwise.
func (in *Insertion) table(b *document.Table, p *page) error {
	if b.Table == nil {
		return nil
	}
	laid, err := b.Table.Lay(table.Options{Lang: in.lang, Narrow: true})
	if err != nil {
		return err
	}
	if len(laid.Columns) == 0 {
		return nil
	}
	f := in.fit(laid, p)
	if f.turned {
		in.beginTurned(p)
	}
	in.captioned(b, paragraph{keepNext: true})
	notes := laid.Notes
	if laid.Source != "" {
		notes = append(notes[:len(notes):len(notes)], laid.Source)
	}
	if b.Bare {
		notes = nil
	}
	t := setting{in: in, laid: laid, size: f.size, widths: spread(in.needs(laid, f.size), f.measure), title: in.captions[b].Text, followed: len(notes) > 0}
	in.pieces = append(in.pieces, piece{table: t.xml()})
	for i, n := range notes {
		in.put(paragraph{style: in.style("KuvioNote"), keepNext: i < len(notes)-1, content: in.run(document.Run{Text: n})})
	}
	if in.own && len(notes) > 0 {
		in.pieces[len(in.pieces)-1].paragraph.around = `<w:spacing w:after="280"/>`
	}
	if len(notes) == 0 { // so that two tables do not become one, and the text keeps away
		in.put(paragraph{style: in.style("KuvioNote")})
	}
	if f.turned {
		in.endTurned(p)
	}
	return nil
}

// fitting is how a table is set: in what type, on what measure.
type fitting struct {
	measure, size int
	turned        bool // on paper that lies across
}

// fit is the setting of a table: the first with its cells on a line; or, in type as small
// as need be, on a few; or with its words and numbers whole, then on paper that lies
// across too. The last where there is none.
func (in *Insertion) fit(laid *table.Laid, p *page) fitting {
	all := []fitting{{in.measure, cellSize, false}, {in.measure, cellSize - 1, false}, {in.measure, smallSize, false}}
	upright := len(all)
	if in.across(p) > in.measure {
		all = append(all, fitting{in.across(p), cellSize, true}, fitting{in.across(p), smallSize, true})
	}
	for _, try := range []struct {
		settings []fitting
		lines    int
	}{{all[:upright-1], 1}, {all[:upright], fewLines}, {all, math.MaxInt}} {
		for _, f := range try.settings {
			needs := in.needs(laid, f.size)
			if least(needs) <= f.measure && lines(needs, spread(needs, f.measure)) <= try.lines {
				return f
			}
		}
	}
	return all[len(all)-1]
}

// across is the measure of the page turned; none where no page is there to turn.
func (in *Insertion) across(p *page) int {
	if p == nil || !p.upright() {
		return 0
	}
	return p.across()
}

// beginTurned ends the section before what lies across, its headings go with it. Where
// what came before lies across too, that section goes on.
func (in *Insertion) beginTurned(p *page) {
	at := len(in.pieces)
	for at > 0 && in.pieces[at-1].paragraph != nil && in.pieces[at-1].paragraph.heading {
		at--
	}
	switch {
	case at == 0:
	case in.pieces[at-1].paragraph == nil:
		end := piece{paragraph: &paragraph{style: in.style("KuvioNote"), section: p.xml()}}
		in.pieces = slices.Insert(in.pieces, at, end)
	case in.pieces[at-1].paragraph.turned:
		in.pieces[at-1].paragraph.turned, in.pieces[at-1].paragraph.section = false, ""
	default:
		in.pieces[at-1].paragraph.section = p.xml()
	}
}

// endTurned ends the section that lies across with the last paragraph.
func (in *Insertion) endTurned(p *page) {
	last := in.pieces[len(in.pieces)-1].paragraph // the table's notes
	last.turned, last.section = true, p.turn()
}

// lastSection is the section that the document ends with: the one that lies across,
// where nothing follows it.
func (in *Insertion) lastSection(p *page) string {
	if n := len(in.pieces); n > 0 && in.pieces[n-1].paragraph != nil && in.pieces[n-1].paragraph.turned {
		section := in.pieces[n-1].paragraph.section
		in.pieces[n-1].paragraph.section = ""
		return section
	}
	return p.xml()
}

// setting is a table as it is set.
type setting struct {
	in       *Insertion
	laid     *table.Laid
	size     int
	widths   []int
	title    string
	followed bool // by notes, which stay on its last row's page
}

func (t *setting) xml() string {
	var b strings.Builder
	sum := 0
	for _, w := range t.widths {
		sum += w
	}
	b.WriteString(`<w:tbl><w:tblPr>` + word("tblStyle", t.in.style("KuvioTable")) +
		fmt.Sprintf(`<w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/>`, sum) +
		`<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`)
	if t.title != "" {
		b.WriteString(word("tblCaption", t.title))
	}
	b.WriteString(`</w:tblPr><w:tblGrid>`)
	for _, w := range t.widths {
		b.WriteString(`<w:gridCol w:w="` + strconv.Itoa(w) + `"/>`)
	}
	b.WriteString(`</w:tblGrid>`)
	b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range t.laid.Columns {
		t.cell(&b, cell{text: c.Heading, width: t.widths[i], right: c.Numeric, keep: true, heading: true})
	}
	b.WriteString(`</w:tr>`)
	rows, at := t.rows(), 0
	for _, s := range t.laid.Sections {
		if s.Heading != "" {
			b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
			t.cell(&b, cell{text: s.Heading, width: sum, span: len(t.widths), keep: true, bold: true})
			b.WriteString(`</w:tr>`)
		}
		for _, row := range s.Rows {
			at++
			t.row(&b, row, t.kept(at, rows))
		}
	}
	b.WriteString(`</w:tbl>`)
	return b.String()
}

func (t *setting) rows() int {
	n := 0
	for _, s := range t.laid.Sections {
		n += len(s.Rows)
	}
	return n
}

// kept reports whether a row stays on the next one's page: all of a small table, the
// first two and the last two of a long one, so that none stands alone.
func (t *setting) kept(at, rows int) bool {
	if at == rows {
		return t.followed
	}
	return rows <= together || at == 1 || at == rows-1
}

func (t *setting) row(b *strings.Builder, row []table.LaidCell, keep bool) {
	b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
	for i, c := range row {
		t.cell(b, cell{text: c.Text, width: t.widths[i], right: t.laid.Columns[i].Numeric, keep: keep, paler: c.Paler})
	}
	b.WriteString(`</w:tr>`)
}

// cell is one of a table.
type cell struct {
	text                              string
	width, span                       int
	right, keep, bold, heading, paler bool
}

func (t *setting) cell(b *strings.Builder, c cell) {
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, c.width)
	if c.span > 1 {
		b.WriteString(word("gridSpan", strconv.Itoa(c.span)))
	}
	if c.heading {
		b.WriteString(word("vAlign", "bottom"))
	}
	b.WriteString(`</w:tcPr>`)
	f := face{bold: c.bold || c.heading, lang: t.in.said}
	if t.size != cellSize {
		f.size = t.size
	}
	if c.paler {
		f.color = palerText
	}
	p := paragraph{style: t.in.style("KuvioCell"), keepNext: c.keep, right: c.right}
	if c.text != "" {
		p.content = run(f.xml(), c.text)
	}
	b.WriteString(p.xml() + `</w:tc>`)
}
