// Package markdown writes a document as Markdown: its tables as pipe tables, captions
// numbered in the text, its pictures as files beside it.
package markdown

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"kuvio/internal/late"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// Options say what a document's files are called.
type Options struct {
	// Stem begins the names of pictures: "jyvaskyla" makes jyvaskyla-kuvio-3.png.
	Stem string
	// Unnumbered leaves numbers to a text that the blocks are put into: tables have their
	// headings, and figures what stands within their pictures.
	Unnumbered bool
}

// File is a picture to be written beside the document.
type File struct {
	Name    string
	Content []byte
}

// Write writes the document, and gives the pictures that it shows from beside it. The
// same document gives the same bytes. Errors are w's own and those of a table whose rows
// do not fit its columns.
func Write(w io.Writer, d *document.Document, opt Options) ([]File, error) {
	t := &text{Document: d, stem: opt.Stem, captions: d.Captions(), unnumbered: opt.Unnumbered}
	if d.Title != "" {
		t.block("# " + line(d.Title))
	}
	if d.Subtitle != "" {
		t.block(line(d.Subtitle))
	}
	for _, b := range d.Blocks {
		if err := t.add(b); err != nil {
			return nil, fmt.Errorf("writing %q as Markdown: %w", d.Title, err)
		}
	}
	_, err := w.Write(t.Bytes())
	return t.files, err
}

// text is the document being written.
type text struct {
	bytes.Buffer
	*document.Document
	stem       string
	captions   map[document.Block]document.Caption
	unnumbered bool
	files      []File
}

// block writes lines that an empty one parts from what is before.
func (t *text) block(lines ...string) {
	if t.Len() > 0 {
		t.WriteByte('\n')
	}
	for _, l := range lines {
		t.WriteString(l)
		t.WriteByte('\n')
	}
}

func (t *text) add(b document.Block) error {
	switch b := b.(type) {
	case *document.Heading:
		t.block(strings.Repeat("#", min(max(b.Level, 1), 3)+1) + " " + line(b.Text))
	case *document.Paragraph:
		t.block(paragraph(b))
	case *document.List:
		lines := make([]string, len(b.Items))
		for i := range b.Items {
			mark := "-"
			if b.Ordered {
				mark = strconv.Itoa(i+1) + "."
			}
			lines[i] = mark + " " + paragraph(&b.Items[i])
		}
		t.block(lines...)
	case *document.Table:
		return t.table(b)
	case *document.Figure:
		t.figure(b)
	case *document.Note:
		t.block(line(b.Text))
	case *document.Sources:
		lines := make([]string, len(b.Lines))
		for i, l := range b.Lines {
			lines[i] = "- " + line(l)
		}
		t.block(lines...)
	default:
		return errors.New("a block of a kind that Markdown does not have")
	}
	return nil
}

// table is one table, its sections under rows of their own.
func (t *text) table(b *document.Table) error {
	laid, err := b.Table.Lay(table.Options{Lang: t.Lang, Narrow: true})
	if err != nil {
		return err
	}
	if !t.unnumbered {
		t.block("**" + line(t.captions[b].String()) + "**")
	} else if caption := cmp.Or(b.Caption, laid.Caption); caption != "" {
		t.block("**" + line(caption) + "**")
	}
	if n := len(laid.Columns); n > 0 {
		headings, rule := make([]string, n), make([]string, n)
		for i, c := range laid.Columns {
			headings[i], rule[i] = c.Heading, "---"
			if c.Numeric {
				rule[i] = "---:"
			}
		}
		lines := []string{row(headings), "| " + strings.Join(rule, " | ") + " |"}
		for _, s := range laid.Sections {
			if s.Heading != "" {
				lines = append(lines, "| **"+escape(s.Heading)+"** "+strings.Repeat("| ", n-1)+"|")
			}
			for _, r := range s.Rows {
				cells := make([]string, n)
				for i, c := range r {
					cells[i] = c.Text
				}
				lines = append(lines, row(cells))
			}
		}
		t.block(lines...)
	}
	if b.Bare {
		return nil
	}
	for _, note := range laid.Notes {
		t.block(line(note))
	}
	if laid.Source != "" {
		t.block(line(laid.Source))
	}
	return nil
}

func row(cells []string) string {
	var s strings.Builder
	for _, c := range cells {
		s.WriteString("| " + escape(c) + " ")
	}
	return s.String() + "|"
}

// figure is a picture, in dots where there are any: more programs print them.
func (t *text) figure(f *document.Figure) {
	file := File{Name: strings.TrimPrefix(t.stem+"-"+named(cmp.Or(f.ID, t.captions[f].Name())), "-") + ".png", Content: f.PNG}
	if len(f.PNG) == 0 {
		file.Name, file.Content = strings.TrimSuffix(file.Name, ".png")+".svg", f.SVG
	}
	t.files = append(t.files, file)
	t.block("![" + escape(cmp.Or(f.Alt, f.Caption)) + "](" + file.Name + ")")
	if !t.unnumbered {
		t.block("**" + line(t.captions[f].String()) + "**")
	}
}

var unnamed = late.Regexp(`[^\pL\pN]+`)

// named is an id as a part of a file's name.
func named(id string) string {
	return strings.Trim(unnamed().ReplaceAllString(strings.ToLower(id), "-"), "-")
}

// paragraph is text with its faces and its links to other pages; what it refers to in
// the document is told by number.
func paragraph(p *document.Paragraph) string {
	var s strings.Builder
	for _, r := range p.Runs {
		written := escape(r.Text)
		// Spaces stand outside of the marks, or these would be read as text.
		inner := strings.TrimSpace(written)
		if inner == "" {
			s.WriteString(written)
			continue
		}
		before, after, _ := strings.Cut(written, inner)
		if r.Italic {
			inner = "*" + inner + "*"
		}
		if r.Bold {
			inner = "**" + inner + "**"
		}
		if r.Link != "" && !strings.HasPrefix(r.Link, "#") {
			inner = "[" + inner + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E").Replace(r.Link) + ">)"
		}
		s.WriteString(before + inner + after)
	}
	return begun(s.String())
}

// Text is a text as it stands within a line or, where it begins one, at its beginning.
func Text(s string, begins bool) string {
	if begins {
		return line(s)
	}
	return escape(s)
}

// line is a text that stands by itself.
func line(s string) string { return begun(escape(s)) }

// marked is what begins a heading, a list or a quotation.
var marked = late.Regexp(`^(\s*)([-+>#]|\d+([.)]))(\s|$)`)

// begun is a line that is text, whatever it begins with.
func begun(s string) string {
	if m := marked().FindStringSubmatchIndex(s); m != nil {
		at := m[4] // before the mark; within "1." before its full stop
		if m[6] >= 0 {
			at = m[6]
		}
		return s[:at] + `\` + s[at:]
	}
	return s
}

var brackets = strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ")

// escape keeps a text from being read as markup.
func escape(s string) string { return brackets.Replace(table.EscapeMarkdown(s)) }
