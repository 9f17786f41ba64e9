package slides

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

func sample() *document.Document {
	return &document.Document{
		Lang: domain.Finnish, Title: "Lapset & nuoret", Subtitle: "Keski-Suomi, 1990–2021",
		Blocks: []document.Block{
			&document.Heading{Level: 1, Text: "Tärkeintä"},
			&document.Paragraph{Runs: []document.Run{{Text: "Noussut", Bold: true}}},
			&document.List{Items: []document.Paragraph{*document.Text("Osuus nousi < 2 prosenttiin.")}},
			&document.Heading{Level: 1, Text: "Lähemmin"},
			document.Text("Tätä ei näytetä."),
			&document.Figure{
				ID: "a", Caption: "Sijoitetut", Alt: `Osuus nousi "1,0" → 1,4.`, PNG: []byte("PNG"), SVG: []byte("<svg/>"), Width: 16, Height: 9,
			},
			&document.Figure{ID: "b", Caption: "Alueet", Alt: "Pylväät.", PNG: []byte("PNG2"), Width: 8, Height: 16},
			&document.Sources{Lines: []string{"THL, Sotkanet.fi"}},
		},
	}
}

func written(t *testing.T, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSlides(t *testing.T) {
	p, err := ooxml.Open(written(t, sample()))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"ppt/presentation.xml":            {`<p:sldSz cx="12192000" cy="6858000"/>`, `id="260"`},
		"ppt/slides/slide1.xml":           {`>Lapset &amp; nuoret<`, `>Keski-Suomi, 1990–2021<`, `lang="fi-FI"`},
		"ppt/slides/slide2.xml":           {`>Tärkeintä<`, `b="1"/><a:t>Noussut<`, `<a:pPr lvl="1"/>`, `>Osuus nousi &lt; 2 prosenttiin.<`},
		"ppt/slides/slide3.xml":           {`<a:t>Sijoitetut<`, `svgBlip`, `name="Kuvio 1" descr="Osuus nousi &quot;1,0&quot; → 1,4."`, `cx="10912000"`},
		"ppt/notesSlides/notesSlide3.xml": {`1,4.<`},
		"ppt/slides/slide4.xml":           {`<a:t>Alueet<`},
		"ppt/slides/slide5.xml":           {`<a:t>Lähteet<`, `sz="1400"/><a:t>THL, Sotkanet.fi<`},
	} {
		content, ok := p.Part(name)
		if !ok {
			t.Fatalf("no %s among %q", name, p.Names())
		}
		for _, s := range want {
			if !strings.Contains(strings.ReplaceAll(string(content), "&#34;", "&quot;"), s) {
				t.Errorf("%s has no %s:\n%s", name, s, content)
			}
		}
	}
	if p.Has("ppt/slides/slide6.xml") {
		t.Error("more slides than a title, findings, two figures and sources")
	}
}

// Every part is there that another leads to, and what is read as XML can be.
func TestWhole(t *testing.T) {
	p, err := ooxml.Open(written(t, sample()))
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range append([]string{""}, p.Names()...) {
		for _, r := range p.Relationships(from) {
			if to := ooxml.Target(from, r); !p.Has(to) {
				t.Errorf("%q leads to %q, which is not there", from, to)
			}
		}
		if content, _ := p.Part(from); strings.HasSuffix(from, ".xml") {
			if _, err := ooxml.Tokens(content); err != nil {
				t.Errorf("%s: %v", from, err)
			}
			if p.Type(from) == "" || p.Type(from) == "application/xml" {
				t.Errorf("%s is of type %q", from, p.Type(from))
			}
		}
	}
	master, _ := p.Part(masterPart)
	for i, layout := range []string{titleLayout, textLayout, figureLayout} { // the master's part names them
		if id := p.Relate(masterPart, ooxml.Office+"/slideLayout", layout); id != fmt.Sprintf("rId%d", i+1) || !strings.Contains(string(master), `r:id="`+id+`"`) {
			t.Errorf("%s is %s", layout, id)
		}
	}
}

// What one slide has no room for goes on the next, a heading with what follows it.
func TestManyFindings(t *testing.T) {
	d := &document.Document{Lang: domain.Finnish, Blocks: []document.Block{&document.Heading{Level: 1, Text: "Tärkeintä"}, document.Text("Alku.")}}
	for i := range 20 {
		d.Blocks = append(d.Blocks, &document.Paragraph{Runs: []document.Run{{Text: fmt.Sprint("Otsikko ", i), Bold: true}}}, document.Text(strings.Repeat("sana ", 20)))
	}
	all := findings(d)
	if len(all) != 5 {
		t.Fatalf("%d slides, want 5: three rows a heading and its text, fifteen a slide, of which the first line takes one", len(all))
	}
	for _, p := range all {
		if p.used > rowsOfSlide || p.lines[len(p.lines)-1].bold() || p.title != "Tärkeintä" {
			t.Errorf("slide %q of %d rows ends with %+v", p.title, p.used, p.lines[len(p.lines)-1])
		}
	}
}

func TestDeterministic(t *testing.T) {
	if !bytes.Equal(written(t, sample()), written(t, sample())) {
		t.Error("the same document gave other bytes")
	}
}
