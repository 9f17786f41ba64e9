package markdown

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
	"kuvio/internal/visible"
)

// Read makes a document of a text in Markdown (CommonMark, and GitHub's tables). The
// first heading, where it is of level 1, is its title, and the levels below begin with it. Comments are
// left out; lost names what else a document has no place for, such as pictures, with its
// line.
func Read(content []byte) (d *document.Document, lost []string) {
	return read(content, newParser())
}

func read(content []byte, p parser.Parser) (d *document.Document, lost []string) {
	r := &reader{content: content, d: new(document.Document)}
	root := p.Parse(gmtext.NewReader(content))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
	return r.d, r.lost
}

type reader struct {
	content []byte
	d       *document.Document
	lost    []string
	headed  bool // a heading has been read
}

func (r *reader) add(b document.Block) { r.d.Blocks = append(r.d.Blocks, b) }

func (r *reader) lose(n ast.Node, what string) {
	for n != nil && (n.Type() == ast.TypeInline || n.Lines().Len() == 0) {
		n = n.Parent()
	}
	if n == nil {
		r.lost = append(r.lost, what)
		return
	}
	line := 1 + strings.Count(string(r.content[:n.Lines().At(0).Start]), "\n")
	r.lost = append(r.lost, fmt.Sprintf("line %d: %s", line, what))
}

func (r *reader) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		if p := r.paragraph(n); p.Plain() != "" {
			r.add(p)
		}
	case *ast.List:
		list := &document.List{Ordered: n.IsOrdered()}
		r.items(n, list)
		r.add(list)
	case *ast.Blockquote:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			r.block(c)
		}
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			r.add(document.Text(visible.Line(string(line.Value(r.content)))))
		}
	case *extast.Table:
		r.add(r.table(n))
	}
}

// heading is the title where it is the first, and else one of the levels below it.
func (r *reader) heading(n *ast.Heading) {
	said := strings.TrimSpace(r.paragraph(n).Plain())
	if n.Level == 1 && !r.headed {
		r.d.Title, r.headed = said, true
		return
	}
	r.headed = true
	level := n.Level
	if r.d.Title != "" {
		level--
	}
	r.add(&document.Heading{Level: min(max(level, 1), 3), Text: said})
}

// items are those of a list and of the lists within it.
func (r *reader) items(n ast.Node, list *document.List) {
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if _, nested := c.(*ast.List); nested {
				r.items(c, list)
			} else if p := r.paragraph(c); p.Plain() != "" {
				list.Items = append(list.Items, *p)
			}
		}
	}
}

func (r *reader) paragraph(n ast.Node) *document.Paragraph {
	p := new(document.Paragraph)
	r.inline(n, document.Run{}, p)
	return p
}

// inline adds the runs of a node's children, each with the face of what it stands in.
func (r *reader) inline(n ast.Node, face document.Run, p *document.Paragraph) {
	say := func(s string) {
		run := face
		if run.Text = s; s == "" {
			return
		}
		if last := len(p.Runs) - 1; last >= 0 && p.Runs[last].Bold == run.Bold && p.Runs[last].Italic == run.Italic && p.Runs[last].Link == run.Link {
			p.Runs[last].Text += s
			return
		}
		p.Runs = append(p.Runs, run)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		inner := face
		switch c := c.(type) {
		case *ast.Text:
			said := string(c.Value(r.content))
			if n.Kind() == ast.KindCodeSpan && inCell(n) {
				said = strings.ReplaceAll(said, `\|`, "|")
			}
			say(visible.Text(said))
			if c.SoftLineBreak() || c.HardLineBreak() {
				say(" ")
			}
			continue
		case *ast.String:
			say(visible.Text(string(c.Value)))
			continue
		case *ast.AutoLink:
			inner.Link = string(c.URL(r.content))
			p.Runs = append(p.Runs, document.Run{Text: string(c.Label(r.content)), Bold: face.Bold, Italic: face.Italic, Link: inner.Link})
			continue
		case *ast.RawHTML:
			continue
		case *ast.Image:
			r.lose(n, "the picture "+string(c.Destination)+" is left out: name a figure of charts/ with {{kuvio NAME}}")
			continue
		case *ast.Emphasis:
			inner.Bold = inner.Bold || c.Level > 1
			inner.Italic = inner.Italic || c.Level == 1
		case *ast.Link:
			inner.Link = string(c.Destination)
		}
		r.inline(c, inner, p)
	}
}

// inCell tells whether a text stands in a table, where a bar is written \| in code too.
func inCell(n ast.Node) bool {
	for n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	return n.Kind() == extast.KindTableCell
}

// table is a table whose cells are texts.
func (r *reader) table(n *extast.Table) *document.Table {
	t := new(table.Table)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []table.Value
		_, head := row.(*extast.TableHeader)
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			said := r.paragraph(c).Plain()
			if head {
				t.Columns = append(t.Columns, table.Column{Name: fmt.Sprintf("column_%d", len(t.Columns)+1), Title: domain.Text{FI: said, SV: said, EN: said}})
			}
			cells = append(cells, table.Str(said))
		}
		if !head {
			t.Rows = append(t.Rows, cells)
		}
	}
	return &document.Table{Table: t, Bare: true}
}
