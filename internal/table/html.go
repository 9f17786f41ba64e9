package table

import (
	"bufio"
	"cmp"
	"html"
	"io"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
)

// WriteHTML prints the table as a part of a web page: a <table> a section, its
// headings told as such to whoever hears it, numbers with the class n. Columns in which
// nothing stands are left out, and notes and source.
func (t *Table) WriteHTML(w io.Writer, opt Options) error {
	if err := t.check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	columns := slices.DeleteFunc(t.columnsShown(opt.Wide), func(c int) bool { return t.blank(c, opt.Lang) })
	for _, s := range t.sections(opt.Lang) {
		out.WriteString("<table>\n")
		if caption := cmp.Or(s.heading, visible.Line(t.Caption.In(opt.Lang))); caption != "" {
			out.WriteString("<caption>" + html.EscapeString(caption) + "</caption>\n")
		}
		out.WriteString("<thead><tr>")
		for _, c := range columns {
			out.WriteString(`<th scope="col"` + t.numberClass(c) + ">" + html.EscapeString(t.Columns[c].heading(opt.Lang)) + "</th>")
		}
		out.WriteString("</tr></thead>\n<tbody>\n")
		for _, row := range s.rows {
			out.WriteString("<tr>")
			for i, cell := range cellsShown(row, columns, opt.Lang) {
				out.WriteString("<td" + t.numberClass(columns[i]) + ">" + html.EscapeString(cell) + "</td>")
			}
			out.WriteString("</tr>\n")
		}
		out.WriteString("</tbody></table>\n")
	}
	return out.Flush()
}

// blank reports whether nothing stands in a column.
func (t *Table) blank(column int, l domain.Lang) bool {
	return !slices.ContainsFunc(t.Rows, func(row []Value) bool { return row[column].shown(l) != "" })
}

func (t *Table) numberClass(column int) string {
	if t.numeric(column) {
		return ` class="n"`
	}
	return ""
}
