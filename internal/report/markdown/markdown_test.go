package markdown

import (
	"bytes"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// A document reads in Markdown as it does anywhere: captions numbered, numbers to the
// right, sections within their table, and no text taken for markup.
func TestWrite(t *testing.T) {
	values := &table.Table{
		Columns: []table.Column{
			{Name: "indicator", Section: true}, {Name: "region", Title: domain.Text{FI: "Alue"}, Narrow: true},
			{Name: "value", Title: domain.Text{FI: "Arvo"}, Narrow: true}, {Name: "p"},
		},
		Rows: [][]table.Value{
			{table.Str("191"), table.Str("Keski-Suomi | muut"), table.Num(2.04, 1), table.Num(1, 0)},
			{table.Str("127"), table.Str("Koko maa"), table.None(), table.Num(1, 0)},
		},
		Notes: []domain.Text{{FI: "¹ Laskettu."}}, Source: domain.Text{FI: "Lähde: THL"},
	}
	d := &document.Document{Lang: domain.Finnish, Title: "Jyväskylä [2014]", Subtitle: "Kunta", Blocks: []document.Block{
		&document.Heading{Level: 2, Text: "Tulokset"},
		&document.Paragraph{Runs: []document.Run{{Text: "2014. vuonna "}, {Text: "nousi ", Bold: true}, {Text: "*", Italic: true}, {Text: ", kuvio 1", Link: "#a"}, {Text: " lähde", Link: "https://a.fi/(x)"}}},
		&document.List{Items: []document.Paragraph{*document.Text("- yksi"), *document.Text("kaksi")}, Ordered: true},
		&document.Table{Caption: "Alueet", Table: values},
		&document.Figure{ID: "kuvio-3", Caption: "Sijoitetut", Alt: "Nousi [2014]", PNG: []byte("dots"), SVG: []byte("lines")},
		&document.Figure{Alt: "Toinen", SVG: []byte("lines")},
		&document.Table{Table: values, Bare: true},
		&document.Note{Text: "# ei otsikko"},
		&document.Sources{Lines: []string{"Lähde: THL"}},
	}}
	var b bytes.Buffer
	files, err := Write(&b, d, Options{Stem: "sivu"})
	if err != nil {
		t.Fatal(err)
	}
	want := `# Jyväskylä \[2014\]

Kunta

### Tulokset

2014\. vuonna **nousi** *\**, kuvio 1 [lähde](<https://a.fi/(x)>)

1. \- yksi
2. kaksi

**Taulukko 1. Alueet**

| Alue | Arvo |
| --- | ---: |
| **191** | |
| Keski-Suomi \| muut | 2,0 |
| **127** | |
| Koko maa |  |

¹ Laskettu.

Lähde: THL

![Nousi \[2014\]](sivu-kuvio-3.png)

**Kuvio 1. Sijoitetut**

![Toinen](sivu-kuvio-2.svg)

**Kuvio 2**

**Taulukko 2**

| Alue | Arvo |
| --- | ---: |
| **191** | |
| Keski-Suomi \| muut | 2,0 |
| **127** | |
| Koko maa |  |

\# ei otsikko

- Lähde: THL
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if len(files) != 2 || files[0].Name != "sivu-kuvio-3.png" || string(files[0].Content) != "dots" || string(files[1].Content) != "lines" {
		t.Errorf("files %q", files)
	}
}
