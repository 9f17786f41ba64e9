package markdown

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// sketch is a document in a line a block.
func sketch(d *document.Document) string {
	var s strings.Builder
	s.WriteString("title " + d.Title + "\n")
	paragraph := func(p *document.Paragraph) string {
		var s string
		for _, r := range p.Runs {
			switch {
			case r.Bold:
				s += "<b>" + r.Text + "</b>"
			case r.Italic:
				s += "<i>" + r.Text + "</i>"
			case r.Link != "":
				s += "<" + r.Link + " " + r.Text + ">"
			default:
				s += r.Text
			}
		}
		return s
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.Heading:
			s.WriteString(strings.Repeat("#", b.Level) + " " + b.Text + "\n")
		case *document.Paragraph:
			s.WriteString(paragraph(b) + "\n")
		case *document.List:
			for i := range b.Items {
				s.WriteString("- " + paragraph(&b.Items[i]) + "\n")
			}
		case *document.Table:
			laid, err := b.Table.Lay(table.Options{})
			if err != nil {
				s.WriteString(err.Error() + "\n")
				continue
			}
			for _, c := range laid.Columns {
				s.WriteString("| " + c.Heading + " ")
			}
			s.WriteString("|\n")
			for _, row := range laid.Sections[0].Rows {
				for _, c := range row {
					s.WriteString("| " + c.Text + " ")
				}
				s.WriteString("|\n")
			}
		}
	}
	return s.String()
}

func TestRead(t *testing.T) {
	const text = `{{alue: maakunta:13}}

# Tilanne {{alueella}}

<!-- a comment -->
Placed were **{{191 2014}}** per cent
of them_all, *nearly* <https://sotkanet.fi>, [the bank](https://sotkanet.fi).

## Costs <!-- here -->

- one
- two
  1. nested

| Alue | 2014 |
|---|---:|
| {{alue}} | {{191 2014 desimaalit 2}} |

![a picture](kuva.png)

> {{luokat 127 2015 kunta@maakunta:13 rajat 1000,10000}}
`
	d, lost := Read([]byte(text))
	const want = `title Tilanne {{alueella}}
{{alue: maakunta:13}}
Placed were <b>{{191 2014}}</b> per cent of them_all, <i>nearly</i> <https://sotkanet.fi https://sotkanet.fi>, <https://sotkanet.fi the bank>.
# Costs
- one
- two
- nested
| Alue | 2014 |
| {{alue}} | {{191 2014 desimaalit 2}} |
{{luokat 127 2015 kunta@maakunta:13 rajat 1000,10000}}
`
	if got := sketch(d); got != want {
		t.Errorf("found\n%s\nwant\n%s", got, want)
	}
	if len(lost) != 1 || !strings.HasPrefix(lost[0], "line 19: the picture kuva.png is left out") {
		t.Errorf("lost %q", lost)
	}
	if d, _ := Read([]byte("## Part\n\n# Other\n")); sketch(d) != "title \n## Part\n# Other\n" {
		t.Errorf("found\n%s", sketch(d))
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"# A\n\ntext", "| a |\n|---|\n| b | c |\n", "- a\n  - b\n", "![x](y)", "<!--", "> a\n\n```\nb\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		d, _ := Read(content)
		for _, b := range d.Blocks {
			if t2, ok := b.(*document.Table); ok {
				if _, err := t2.Table.Lay(table.Options{}); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

// Tables are read as goldmark's own extension reads them.
func FuzzTables(f *testing.F) {
	for _, s := range []string{
		"| a | b |\n|---|:-:|\n| 1 | 2 |\n", "before\na|b\n-|-\n1|2|3\n4\n\nafter", "a\n-|-\n", "| a |\n| --- |\n| `x \\| y` \\| z |\n",
		"|a|\n|:-:|\n||\n|", "> | a |\n> |---|\n> | *b* |\n", "- | a |\n  |---|\n  | b |\n", "a\n:-\nb\n- c\n", "a\n   --  |\n", "\t|a|\n\t|-|\n", "||\n|-|\n|x", "a | b\n--- | ---\n# no row\n", "a | b\n--- | \u00a0---\n1 | 2\n", "* 0\n--\n`\\|`",
	} {
		f.Add([]byte(s))
	}
	theirs := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	f.Fuzz(func(t *testing.T, content []byte) {
		got, _ := Read(content)
		want, _ := read(content, theirs)
		if got, want := sketch(got), sketch(want); got != want {
			t.Errorf("%q:\n%s\nas the extension:\n%s", content, got, want)
		}
	})
}
