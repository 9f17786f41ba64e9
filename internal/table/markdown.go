package table

import (
	"bufio"
	"io"
	"strings"

	"kuvio/internal/late"
	"kuvio/internal/visible"
)

// writeMarkdown prints a pipe table for each section, numbers to the right,
// with the caption above and the notes and source below.
func (t *Table) writeMarkdown(w io.Writer, opt Options) error {
	out := bufio.NewWriter(w)
	if caption := visible.Line(t.Caption.In(opt.Lang)); caption != "" {
		out.WriteString("**" + EscapeMarkdown(caption) + "**\n\n")
	}
	columns := t.columnsShown(opt.Wide)
	head, rule := t.markdownHead(columns, opt)
	for i, s := range t.sections(opt.Lang) {
		if i > 0 {
			out.WriteString("\n")
		}
		if s.heading != "" {
			out.WriteString("### " + EscapeMarkdown(s.heading) + "\n\n")
		}
		out.WriteString(head)
		out.WriteString(rule)
		for _, row := range s.rows {
			out.WriteString(markdownRow(cellsShown(row, columns, opt.Lang)))
		}
	}
	notes := t.notesShown(opt)
	for i, n := range notes {
		if i == 0 {
			out.WriteString("\n")
		}
		out.WriteString("- " + EscapeMarkdown(n) + "\n")
	}
	if source := visible.Line(t.Source.In(opt.Lang)); source != "" {
		out.WriteString("\n" + EscapeMarkdown(source) + "\n")
	}
	return out.Flush() // bufio keeps the first error and gives it here
}

// markdownHead is the heading row and the row under it that aligns the columns.
func (t *Table) markdownHead(columns []int, opt Options) (head, rule string) {
	headings := make([]string, len(columns))
	marks := make([]string, len(columns))
	for i, c := range columns {
		headings[i] = t.Columns[c].heading(opt.Lang)
		marks[i] = "---"
		if t.numeric(c) {
			marks[i] = "---:"
		}
	}
	return markdownRow(headings), "| " + strings.Join(marks, " | ") + " |\n"
}

func markdownRow(cells []string) string {
	escaped := make([]string, len(cells))
	for i, c := range cells {
		escaped[i] = EscapeMarkdown(c)
	}
	return "| " + strings.Join(escaped, " | ") + " |\n"
}

// markup is what would end a cell or be read as markup; "<0,001" is not.
// Underscores stay: within a word, where names have them, they mean nothing.
var markup = late.Regexp("[\\\\|`*]|<[A-Za-z/!?]")

// EscapeMarkdown keeps a text from ending its cell or turning into markup, of the kinds
// that stand within a line.
func EscapeMarkdown(s string) string { return markup().ReplaceAllString(s, `\$0`) }
