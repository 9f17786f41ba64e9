package report

import (
	"bytes"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	template "github.com/DataDog/datadog-agent/pkg/template/html"

	"kuvio/internal/table"
	"kuvio/internal/visible"
)

// Text is the page for a terminal of so many columns, 0 for any: findings first, each
// indicator with what became of it below.
func (p *Page) Text(width int, bold bool) string {
	var b strings.Builder
	line := func(indent int, s string) { b.WriteString(hanging(visible.Line(s), indent, width)) }
	if len(p.Sections) == 0 {
		line(0, p.When+": "+p.Said)
	} else {
		line(0, p.When)
		line(0, p.Said)
	}
	for i := range p.Sections {
		s := &p.Sections[i]
		heading := s.Heading
		if bold {
			heading = "\x1b[1m" + heading + "\x1b[22m"
		}
		b.WriteString("\n" + heading + "\n")
		for j := range s.Rows {
			row := &s.Rows[j]
			if j == 0 || row.Of != s.Rows[j-1].Of {
				line(2, row.Of)
			}
			line(4, row.Lines[0])
			if j+1 < len(s.Rows) && row.Of == s.Rows[j+1].Of && len(row.Lines) > 1 && slices.Equal(row.Lines[1:], s.Rows[j+1].Lines[1:]) {
				continue // what is to be known of several stands below the last
			}
			for _, l := range row.Lines[1:] {
				line(6, l)
			}
		}
		if s.Left != "" {
			line(2, s.Left)
		}
	}
	if len(p.Notes) > 0 {
		b.WriteString("\n")
	}
	for _, n := range p.Notes {
		line(0, n)
	}
	return b.String()
}

// hanging is a text as lines of so many columns, indented, those after the first two
// more; 0 is one line. A no-break space is not broken at.
func hanging(s string, indent, width int) string {
	if width > 0 {
		width = max(width, 40)
	}
	var b strings.Builder
	pad := strings.Repeat(" ", indent)
	used := 0
	for word := range strings.SplitSeq(s, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case used == 0:
			b.WriteString(pad)
			used = indent
		case width > 0 && used+1+n > width:
			b.WriteString("\n" + pad + "  ")
			used = indent + 2
		default:
			b.WriteString(" ")
			used++
		}
		b.WriteString(word)
		used += n
	}
	b.WriteString("\n")
	return b.String()
}

// Markdown is the page for a merge request: a table a section.
func (p *Page) Markdown() (string, error) {
	var b strings.Builder
	b.WriteString("## " + p.Title + "\n\n" + p.When + "\n\n" + p.Said + "\n")
	for i := range p.Sections {
		s := &p.Sections[i]
		b.WriteString("\n### " + s.Heading + "\n\n")
		if err := s.table().Write(&b, table.Markdown, table.Options{Lang: p.Lang}); err != nil {
			return "", err
		}
		if s.Left != "" {
			b.WriteString("\n" + s.Left + "\n")
		}
	}
	for _, n := range p.Notes {
		b.WriteString("\n" + n + "\n")
	}
	return b.String(), nil
}

// table is the section as a table.
func (s *Section) table() *table.Table {
	t := &table.Table{Columns: []table.Column{{Name: "of", Title: same(s.Of)}}}
	for i, c := range s.Columns {
		t.Columns = append(t.Columns, table.Column{Name: strconv.Itoa(i), Title: same(c)})
	}
	for _, r := range s.Rows {
		row := []table.Value{table.Str(r.Of)}
		for _, c := range r.Cells {
			row = append(row, table.Str(c))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

//go:embed diffmail.html
var mailLayout string

var mail = sync.OnceValue(func() *template.Template { return template.Must(template.New("mail").Parse(mailLayout)) })

// Mail is the page as an HTML mail that needs nothing besides: no image, no script,
// no other file, and styles where Outlook reads them, in the elements.
func (p *Page) Mail() (string, error) {
	var b bytes.Buffer
	err := mail().Execute(&b, map[string]any{"Page": p.visible(), "Foot": mailFoot.In(p.Lang)})
	return b.String(), err
}

var mailFoot = text("Tämän kirjoitti kuvio diff.", "Detta skrevs av kuvio diff.", "Written by kuvio diff.")

// visible is the page without what a reader cannot see, what rows are of once over them.
func (p *Page) visible() *Page {
	v := &Page{Lang: p.Lang, Title: visible.Line(p.Title), When: visible.Line(p.When), Said: visible.Line(p.Said), Notes: visibleLines(p.Notes)}
	for _, s := range p.Sections {
		s.Columns = visibleLines(s.Columns)
		rows := make([]SectionRow, len(s.Rows))
		for i, r := range s.Rows {
			rows[i] = SectionRow{Of: visible.Line(r.Of), Cells: visibleLines(r.Cells)}
			if i > 0 && rows[i].Of == visible.Line(s.Rows[i-1].Of) {
				rows[i].Of = "" // it stands above
			}
		}
		s.Rows = rows
		v.Sections = append(v.Sections, s)
	}
	return v
}

func visibleLines(all []string) []string {
	lines := make([]string, len(all))
	for i, s := range all {
		lines[i] = visible.Line(s)
	}
	return lines
}
