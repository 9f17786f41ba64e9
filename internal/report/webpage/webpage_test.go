package webpage

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

const drawing = `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="16cm" height="9cm" lang="fi" role="img" aria-labelledby="title-1" aria-describedby="desc-1"><title id="title-1">Kuvio</title><desc id="desc-1">Sanoin</desc><text x="1" y="2">"title-1"</text></svg>`

// sample is a document of every kind of block. The values are those that SOTKAnet gives
// for indicator 191 in 2014 (2,0 and 1,6) and two made up.
func sample() *document.Document {
	values := &table.Table{
		Caption: domain.Text{FI: "Sijoitetut <0–17>"},
		Columns: []table.Column{
			{Name: "indicator", Section: true},
			{Name: "region", Title: domain.Text{FI: "Alue"}, Narrow: true},
			{Name: "value", Title: domain.Text{FI: "Arvo"}, Narrow: true},
			{Name: "p", Title: domain.Text{FI: "p"}},
			{Name: "verdict", Title: domain.Text{FI: "Tulos"}, Narrow: true},
		},
		Rows: [][]table.Value{
			{table.Str("191"), table.Str("Keski-Suomi"), table.Num(2.04, 1), table.PValue(0.00001, 3), table.Str("suurempi").Paler()},
			{table.Str("191"), table.Str("Koko maa"), table.Num(1.62, 1), table.None(), table.None()},
			{table.Str("127"), table.Str("Keski-Suomi"), table.Num(273790.4, 0), table.None(), table.None()},
			{table.Str("127"), table.Str("Åland & muut"), table.None(), table.None(), table.None()},
		},
		Notes: []domain.Text{{FI: "Huomautus."}}, Source: domain.Text{FI: "Lähde: THL"},
	}
	figure := func(id string) *document.Figure {
		return &document.Figure{ID: id, Caption: "Kuvion <otsikko>", Alt: "Sanoin", SVG: []byte(drawing), Width: 16, Height: 9, Data: values}
	}
	return &document.Document{
		Lang: domain.Finnish, Title: "Jyväskylä & <muut>", Subtitle: "2014", Subject: "Aihe",
		Blocks: []document.Block{
			&document.Heading{Level: 1, Text: "Tulokset"},
			&document.Paragraph{Runs: []document.Run{{Text: "Katso "}, {Text: "kuviota 1", Link: "#kuvio 3"}, {Text: " ja "}, {Text: "lähdettä", Bold: true, Link: "https://sotkanet.fi/"}, {Text: "paha", Link: "javascript:alert(1)"}}},
			&document.List{Items: []document.Paragraph{*document.Text("yksi"), *document.Text("kaksi")}, Ordered: true},
			&document.Heading{Level: 3, Text: "Tulokset"},
			&document.Table{ID: "main", Table: values},
			figure("kuvio 3"), figure("kuvio 3"),
			&document.Heading{Level: 1, Text: "–"},
			&document.Table{Table: values, Caption: "Toinen", Bare: true},
			&document.Figure{ID: "png", PNG: []byte("dots"), Alt: "Kuva", Width: 8, Height: 4},
			&document.Note{Text: "Muistettavaa"},
			&document.Sources{Lines: []string{"Lähde: THL", "Tilastokeskus"}},
		},
	}
}

func written(t *testing.T, d *document.Document, opt Options) (string, *html.Node) {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, opt); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), root
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data)
		}
	}
	return s.String()
}

func all(root *html.Node, elements ...string) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(elements, n.Data) {
			found = append(found, n)
		}
	}
	return found
}

// Every id is there once, and whatever is named by one, a link or a label, is there.
func TestIDs(t *testing.T) {
	_, root := written(t, sample(), Options{})
	ids := make(map[string]bool)
	var named []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("two elements have the id %q", id)
			}
			ids[id] = true
		}
		for _, key := range []string{"aria-labelledby", "aria-describedby"} {
			if id := attribute(n, key); id != "" {
				named = append(named, id)
			}
		}
		if id, within := strings.CutPrefix(attribute(n, "href"), "#"); within {
			named = append(named, id)
		}
	}
	for _, id := range named {
		if !ids[id] {
			t.Errorf("nothing has the id %q", id)
		}
	}
	if !slices.Contains(named, "kuvio-3") || len(named) < 13 {
		t.Errorf("named are %q", named)
	}
}

// What a person reads in a table stands in the page, in its order.
func TestTables(t *testing.T) {
	_, root := written(t, sample(), Options{})
	var rows []string
	for _, tr := range all(all(root, "table")[0], "tr") {
		var cells []string
		for _, c := range all(tr, "th", "td") {
			cells = append(cells, textOf(c))
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	want := []string{"Alue|Arvo|Tulos", "191", "Keski-Suomi|2,0|suurempi", "Koko maa|1,6|", "127", "Keski-Suomi|273\u00a0790|", "Åland & muut||"}
	if !slices.Equal(rows, want) {
		t.Errorf("rows %q, want %q", rows, want)
	}
	if wide := len(all(func() *html.Node { _, r := written(t, sample(), Options{Wide: true}); return all(r, "thead")[0] }(), "th")); wide != 4 {
		t.Errorf("%d columns where all were asked for, want 4", wide)
	}
	for _, th := range all(root, "th") {
		if attribute(th, "scope") == "" {
			t.Errorf("the heading %q does not say of what", textOf(th))
		}
	}
	var captions []string
	for _, c := range all(root, "figcaption") {
		captions = append(captions, textOf(c))
	}
	if want := []string{"Taulukko 1. Sijoitetut <0–17>", "Kuvio 1. Kuvion <otsikko>", "Kuvio 2. Kuvion <otsikko>", "Taulukko 2. Toinen", "Kuvio 3"}; !slices.Equal(captions, want) {
		t.Errorf("captions %q, want %q", captions, want)
	}
}

// The page says what it may load, which is its own style, script and pictures, and names
// nothing that is elsewhere.
func TestSelfContained(t *testing.T) {
	page, root := written(t, sample(), Options{})
	policy := attribute(all(root, "meta")[1], "content")
	for _, element := range []string{"style", "script"} {
		own := all(root, element)
		if len(own) != 1 || !strings.Contains(policy, fmt.Sprintf("%s-src '%s'", element, hash(textOf(own[0])))) {
			t.Errorf("%d elements %s, which %s does not allow", len(own), element, policy)
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %s", policy)
	}
	for _, n := range all(root, "img", "script", "link", "iframe", "object") {
		if src := attribute(n, "src") + attribute(n, "href"); src != "" && !strings.HasPrefix(src, "data:") {
			t.Errorf("<%s> loads %s", n.Data, src)
		}
	}
	for _, not := range []string{"javascript:alert", ` style="`, " onclick", "<otsikko>", "<?xml"} {
		if strings.Contains(page, not) {
			t.Errorf("the page has %q", not)
		}
	}
	if again, _ := written(t, sample(), Options{}); again != page {
		t.Error("the same document gave another page")
	}
}

// Headings go down a level at a time, whatever the document's do.
func TestHeadings(t *testing.T) {
	_, root := written(t, sample(), Options{})
	var headings []string
	for _, h := range all(root, "h1", "h2", "h3", "h4") {
		headings = append(headings, h.Data+" "+textOf(h))
	}
	if want := []string{"h1 Jyväskylä & <muut>", "h2 Tulokset", "h3 Tulokset", "h2 –"}; !slices.Equal(headings, want) {
		t.Errorf("headings %q, want %q", headings, want)
	}
	if lang := attribute(all(root, "html")[0], "lang"); lang != "fi" {
		t.Errorf("language %q", lang)
	}
}

// A table without rows has its caption and notes, and no empty frame.
func TestEmptyTable(t *testing.T) {
	d := &document.Document{Lang: domain.Swedish, Title: "Tomt", Blocks: []document.Block{&document.Table{Table: &table.Table{Columns: []table.Column{{Name: "region"}}, Caption: domain.Text{SV: "Inget"}}}}}
	page, root := written(t, d, Options{})
	if len(all(root, "table")) != 0 || !strings.Contains(page, "Tabell 1. Inget") {
		t.Errorf("page %s", page)
	}
	d.Blocks = []document.Block{&document.Table{Table: &table.Table{Columns: []table.Column{{Name: "a"}}, Rows: [][]table.Value{{}}}}}
	if err := Write(new(bytes.Buffer), d, Options{}); err == nil || !strings.Contains(err.Error(), "row 1 has 0 values") {
		t.Errorf("a row that does not fit: %v", err)
	}
}
