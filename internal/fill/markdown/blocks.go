package markdown

import (
	"strings"

	"kuvio/internal/fill"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// blocks are an answer's blocks between their marks, and the hash of how they stand.
func (e *Editor) blocks(id string, a fill.Answer) (text, put string, err error) {
	var parts []string
	for _, b := range a.Blocks {
		part, err := e.block(b)
		if err != nil {
			return "", "", err
		}
		parts = append(parts, part)
	}
	body := "\n\n" + strings.Join(parts, "\n\n") + "\n\n"
	if len(parts) == 0 {
		body = "\n"
	}
	return mark(id) + body + mark("/"+id), hashOf(body), nil
}

func (e *Editor) block(b document.Block) (string, error) {
	switch b := b.(type) {
	case *document.Heading:
		return strings.Repeat("#", b.Level+1) + " " + escaped(b.Text, false), nil
	case *document.Paragraph:
		return escaped(b.Plain(), true), nil
	case *document.Note:
		return escaped(b.Text, true), nil
	case *document.Sources:
		lines := make([]string, len(b.Lines))
		for i, line := range b.Lines {
			lines[i] = escaped(line, true)
		}
		return strings.Join(lines, "\n\n"), nil
	case *document.List:
		items := make([]string, len(b.Items))
		for i, item := range b.Items {
			items[i] = "- " + escaped(item.Plain(), false)
		}
		return strings.Join(items, "\n"), nil
	case *document.Figure:
		name := e.name + "." + b.ID + ".png"
		e.pictures = append(e.pictures, fill.File{Name: name, Content: b.PNG})
		alt := strings.Join(strings.Fields(b.Alt), " ")
		return "![" + strings.ReplaceAll(escaped(alt, false), "]", `\]`) + "](" + strings.ReplaceAll(name, " ", "%20") + ")", nil
	case *document.Table:
		return e.table(b)
	}
	return "", nil
}

// table is a pipe table for a page, with its notes and source under it.
func (e *Editor) table(b *document.Table) (string, error) {
	laid, err := b.Table.Lay(table.Options{Lang: e.lang, Narrow: true})
	if err != nil {
		return "", err
	}
	caption := b.Caption
	if caption == "" {
		caption = laid.Caption
	}
	var parts []string
	if caption != "" {
		parts = append(parts, "**"+escaped(caption, false)+"**")
	}
	for _, s := range laid.Sections {
		if s.Heading != "" {
			parts = append(parts, "**"+escaped(s.Heading, false)+"**")
		}
		parts = append(parts, pipes(laid.Columns, s.Rows))
	}
	if !b.Bare {
		for _, note := range append(laid.Notes, laid.Source) {
			if note != "" {
				parts = append(parts, escaped(note, true))
			}
		}
	}
	return strings.Join(parts, "\n\n"), nil
}

func pipes(columns []table.LaidColumn, rows [][]table.LaidCell) string {
	var b strings.Builder
	row := func(cell func(i int) string) {
		b.WriteString("|")
		for i := range columns {
			b.WriteString(" " + cell(i) + " |")
		}
		b.WriteString("\n")
	}
	row(func(i int) string { return escaped(columns[i].Heading, false) })
	row(func(i int) string {
		if columns[i].Numeric {
			return "---:"
		}
		return "---"
	})
	for _, cells := range rows {
		row(func(i int) string { return escaped(cells[i].Text, false) })
	}
	return strings.TrimSuffix(b.String(), "\n")
}
