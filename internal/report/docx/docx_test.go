package docx

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// sample is a report with one of each block. Its numbers are those of SOTKAnet's
// indicator 191, retrieved 1.3.2016.
func sample() *document.Document {
	return &document.Document{
		Lang: domain.Finnish, Title: "Lastensuojelu Keski-Suomessa", Subtitle: "Vuodet 2005–2014", Subject: "Lasten hyvinvointi",
		Blocks: []document.Block{
			&document.Note{Text: "Esimerkkiaineisto: luvut on keksitty."},
			&document.Heading{Level: 1, Text: "Havainnot"},
			&document.Paragraph{Runs: []document.Run{
				{Text: "Osuus "}, {Text: "nousi", Bold: true}, {Text: " (<0,001 & "}, {Text: "kuvio 1", Link: "#k"}, {Text: " ja "}, {Text: "taulukossa", Link: "#t"}, {Text: ", "},
				{Text: "Sotkanet", Link: "https://sotkanet.fi/?a=1&b=2"}, {Text: ", "}, {Text: "tiedosto", Link: "file:///etc/passwd"}, {Text: ")."},
			}},
			&document.List{Items: []document.Paragraph{*document.Text("Ensin"), *document.Text("Sitten")}},
			&document.List{Ordered: true, Items: []document.Paragraph{*document.Text("Yksi")}},
			&document.List{Ordered: true, Items: []document.Paragraph{*document.Text("Uusi")}},
			&document.Heading{Level: 2, Text: "Kuvio"},
			&document.Figure{ID: "k", Caption: "Sijoitetut", Alt: `Osuus nousi "1,0" → 1,4.`, PNG: []byte("PNG"), SVG: []byte("<svg/>"), Width: 16, Height: 9},
			&document.Table{ID: "t", Table: areas(3)},
			&document.Heading{Level: 3, Text: "Leveä"},
			&document.Table{Table: wide(12), Caption: "Leveä taulukko"},
			document.Text("Lopuksi."),
			&document.Sources{Lines: []string{"Lähde: THL."}},
		},
	}
}

func areas(rows int) *table.Table {
	t := &table.Table{
		Caption: domain.Text{FI: "Kodin ulkopuolelle sijoitetut"},
		Columns: []table.Column{{Name: "region", Title: domain.Text{FI: "Alue"}}, {Name: "last", Title: domain.Text{FI: "Lopussa"}}, {Name: "note", Title: domain.Text{FI: "Huomautus"}}},
		Notes:   []domain.Text{{FI: "Laskettu lukumääristä."}}, Source: domain.Text{FI: "Lähde: THL, Sotkanet.fi."},
	}
	for i := range rows {
		t.Rows = append(t.Rows, []table.Value{table.Str("Keski-Suomi"), table.Num(1234.4+float64(i), 1), table.Str("nousee")})
	}
	return t
}

func wide(columns int) *table.Table {
	t := &table.Table{Rows: make([][]table.Value, 1)}
	for i := range columns {
		t.Columns = append(t.Columns, table.Column{Name: fmt.Sprint("c", i), Title: domain.Text{FI: "Luku"}, Narrow: true})
		t.Rows[0] = append(t.Rows[0], table.Num(1234567.8, 1))
	}
	return t
}

func written(t *testing.T, d *document.Document, opt Options) *ooxml.Package {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, opt); err != nil {
		t.Fatal(err)
	}
	p, err := ooxml.Open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	checkOrder(t, p)
	checkWhole(t, p)
	return p
}

// read is a paragraph as a reader of the file sees it.
type read struct{ style, text string }

func (r read) String() string { return r.style + "|" + r.text }

// paragraphs reads the body back: the styles' names, and texts with fields' results.
func paragraphs(t *testing.T, p *ooxml.Package) []string {
	t.Helper()
	names := map[string]string{}
	content, _ := p.Part(p.Related(p.Main(), "styles")[0])
	for _, s := range stylesOf(must(ooxml.Tokens(content))) {
		names[s.id] = s.name
	}
	content, _ = p.Part(p.Main())
	tokens, err := ooxml.Tokens(content)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	var now read
	for i, token := range tokens {
		switch {
		case token.Is(ooxml.Start, wordNS, "p"):
			now = read{}
		case token.Is(ooxml.Start, wordNS, "pStyle"):
			name, ok := names[token.Attr(wordNS, "val")]
			if !ok {
				t.Errorf("there is no style %q", token.Attr(wordNS, "val"))
			}
			now.style = name
		case textOf(tokens, i, "t"):
			now.text += token.Text
		case token.Is(ooxml.End, wordNS, "p"):
			all = append(all, now.String())
		}
	}
	return all
}

// attributes are the values of an attribute of all elements of a name in the body.
func attributes(p *ooxml.Package, element, space, local string) []string {
	content, _ := p.Part(p.Main())
	var all []string
	for _, token := range must(ooxml.Tokens(content)) {
		if token.Kind == ooxml.Start && token.Name.Local == element {
			all = append(all, token.Attr(space, local))
		}
	}
	return all
}

// All captions, styles, alternative texts and numbers are in the file.
func TestWrite(t *testing.T) {
	day := time.Date(2016, 3, 1, 0, 0, 0, 0, time.UTC)
	p := written(t, sample(), Options{Created: day, Creator: "Keski-Suomen liitto"})
	want := []string{
		"title|Lastensuojelu Keski-Suomessa", "subtitle|Vuodet 2005–2014", "kuvio note|Esimerkkiaineisto: luvut on keksitty.",
		"heading 1|Havainnot", "|Osuus nousi (<0,001 & kuvio 1 ja taulukossa, Sotkanet, tiedosto).",
		"list bullet|Ensin", "list bullet|Sitten", "list number|Yksi", "list number|Uusi",
		"heading 2|Kuvio", "kuvio figure|", "caption|Kuvio 1. Sijoitetut", "caption|Taulukko 1. Kodin ulkopuolelle sijoitetut",
		"kuvio cell|Alue", "kuvio cell|Lopussa", "kuvio cell|Huomautus",
		"kuvio cell|Keski-Suomi", "kuvio cell|1\u00a0234,4", "kuvio cell|nousee",
		"kuvio cell|Keski-Suomi", "kuvio cell|1\u00a0235,4", "kuvio cell|nousee",
		"kuvio cell|Keski-Suomi", "kuvio cell|1\u00a0236,4", "kuvio cell|nousee",
		"kuvio note|Laskettu lukumääristä.", "kuvio note|Lähde: THL, Sotkanet.fi.",
		"heading 3|Leveä", "caption|Taulukko 2. Leveä taulukko",
	}
	got := paragraphs(t, p)
	if !slices.Equal(got[:len(want)], want) {
		t.Errorf("read\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if last := got[len(got)-2:]; !slices.Equal(last, []string{"|Lopuksi.", "kuvio note|Lähde: THL."}) {
		t.Errorf("the end is %q", last)
	}
	if got := attributes(p, "docPr", "", "descr"); !slices.Equal(got, []string{`Osuus nousi "1,0" → 1,4.`}) {
		t.Errorf("alternative texts %q", got)
	}
	if got := attributes(p, "docPr", "", "title"); !slices.Equal(got, []string{"Sijoitetut"}) {
		t.Errorf("titles %q", got)
	}
	if got := attributes(p, "extent", "", "cx"); !slices.Equal(got, []string{"5760720"}) { // 16 cm
		t.Errorf("widths %q", got)
	}
	if got := attributes(p, "pgSz", wordNS, "orient"); !slices.Equal(got, []string{"", "landscape", ""}) {
		t.Errorf("the pages lie %q", got)
	}
	if got := len(attributes(p, "tblHeader", "", "")); got != 2 {
		t.Errorf("%d rows are repeated, want 2", got)
	}
	core, err := p.Core()
	if err != nil || core != (ooxml.Core{Title: "Lastensuojelu Keski-Suomessa", Subject: "Lasten hyvinvointi", Creator: "Keski-Suomen liitto", Language: "fi-FI", Created: day, Modified: day}) {
		t.Errorf("properties %+v, %v", core, err)
	}
	var outside []string
	for _, o := range p.Outside() {
		outside = append(outside, o.Target)
	}
	if !slices.Equal(outside, []string{"https://sotkanet.fi/?a=1&b=2"}) {
		t.Errorf("links %q", outside)
	}
}

// Captions are in each language's words, numbered by fields of that word.
func TestLanguages(t *testing.T) {
	for lang, want := range map[domain.Lang][]string{
		domain.Swedish: {"Figur 1. Sijoitetut", "Tabell 1. Kodin ulkopuolelle sijoitetut", ` SEQ Tabell \* ARABIC `, "sv-FI"},
		domain.English: {"Figure 1. Sijoitetut", "Table 1. Kodin ulkopuolelle sijoitetut", ` SEQ Table \* ARABIC `, "en-GB"},
	} {
		d := sample()
		d.Lang = lang
		p := written(t, d, Options{})
		all := paragraphs(t, p)
		for _, caption := range want[:2] {
			if !slices.Contains(all, "caption|"+caption) {
				t.Errorf("%s: no caption %q in %q", lang, caption, all)
			}
		}
		body, _ := p.Part(p.Main())
		styles, _ := p.Part("word/styles.xml")
		if !bytes.Contains(body, []byte(want[2])) || !bytes.Contains(styles, []byte(`<w:lang w:val="`+want[3])) {
			t.Errorf("%s: no field %q, or another language", lang, want[2])
		}
	}
}

func TestSameBytes(t *testing.T) {
	var a, b bytes.Buffer
	if err := Write(&a, sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	if err := Write(&b, sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same document gives two files")
	}
}

// organisation is a template as a Finnish Word writes one: English names, Finnish ids; a
// header; a language; no style of captions' figures.
func organisation(t *testing.T) []byte {
	t.Helper()
	p := ooxml.New()
	const types = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	p.SetType("a.rels", "application/vnd.openxmlformats-package.relationships+xml")
	p.Add("word/document.xml", types+"template.main+xml", []byte(`<x:document xmlns:x="`+wordNS+`" xmlns:q="`+relNS+`"><x:body><x:p/><x:sectPr><x:headerReference x:type="default" q:id="rId2"/><x:pgSz x:w="11906" x:h="16838"/><x:pgMar x:top="1000" x:right="2000" x:bottom="1000" x:left="2000" x:header="500" x:footer="500" x:gutter="0"/><x:titlePg/></x:sectPr></x:body></x:document>`))
	p.Add("word/styles.xml", types+"styles+xml", []byte(`<w:styles xmlns:w="`+wordNS+`"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Verdana"/><w:lang w:val="sv-FI"/></w:rPr></w:rPrDefault></w:docDefaults>`+
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normaali"><w:name w:val="Normal"/></w:style>`+
		`<w:style w:type="paragraph" w:styleId="Otsikko1"><w:name w:val="heading 1"/><w:basedOn w:val="Normaali"/></w:style>`+
		`<w:style w:type="paragraph" w:styleId="Kuvaotsikko"><w:name w:val="caption"/></w:style>`+
		`<w:style w:type="paragraph" w:styleId="Oma"><w:name w:val="Merkitty luettelo"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>`))
	p.Add("word/header1.xml", types+"header+xml", []byte(`<w:hdr xmlns:w="`+wordNS+`"><w:p><w:r><w:t>Keski-Suomen liitto</w:t></w:r></w:p></w:hdr>`))
	p.Add("word/numbering.xml", types+"numbering+xml", []byte(`<w:numbering xmlns:w="`+wordNS+`"><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"/></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>`))
	p.Relate("", ooxml.Office+"/officeDocument", "word/document.xml")
	p.Relate("word/document.xml", ooxml.Office+"/styles", "word/styles.xml")
	p.Relate("word/document.xml", ooxml.Office+"/header", "word/header1.xml")
	p.Relate("word/document.xml", ooxml.Office+"/numbering", "word/numbering.xml")
	p.Add("word/media/image1.png", "image/png", []byte("a picture of the text"))
	p.Add("word/media/image2.png", "image/png", []byte("the arms"))
	p.Relate("word/document.xml", ooxml.Office+"/image", "word/media/image1.png")
	p.Relate("word/document.xml", ooxml.Office+"/image", "word/media/image2.png")
	p.Relate("word/header1.xml", ooxml.Office+"/image", "word/media/image2.png")
	p.RelateOutside("word/document.xml", ooxml.Office+"/hyperlink", "https://example.org/")
	content, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// An organisation's styles, header and page are taken; what it lacks is added on its own.
func TestTemplate(t *testing.T) {
	p := written(t, sample(), Options{Template: organisation(t)})
	if p.Type(p.Main()) != mainType {
		t.Errorf("the document is %q", p.Type(p.Main()))
	}
	styles := attributes(p, "pStyle", wordNS, "val")
	for _, want := range []string{"Otsikko1", "Kuvaotsikko", "Oma", "Heading2", "KuvioCell"} {
		if !slices.Contains(styles, want) {
			t.Errorf("no paragraph has the style %s of %q", want, styles)
		}
	}
	body, _ := p.Part(p.Main())
	for _, want := range []string{`x:type="default" q:id="rId2"`, `<x:titlePg/>`, `<w:lang w:val="fi-FI"/>`, `w:orient="landscape"`} {
		if strings.Count(string(body), want) < 1 {
			t.Errorf("the body lacks %s", want)
		}
	}
	if n := strings.Count(string(body), "headerReference"); n != 1 {
		t.Errorf("the header is named %d times, want once: later sections go on with it", n)
	}
	if cx := attributes(p, "extent", "", "cx")[0]; cx != fmt.Sprint((11906-4000)*emuPerTwip) {
		t.Errorf("a picture is %s wide, want the template's measure", cx)
	}
	content, _ := p.Part("word/styles.xml")
	if !strings.Contains(string(content), `w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normaali"/>`) {
		t.Errorf("an added style stands on another than the template's: %s", content)
	}
	if p.Has("word/media/image1.png") || !p.Has("word/media/image2.png") {
		t.Error("a picture of the template's text stayed, or its header's went")
	}
	for _, o := range p.Outside() {
		if o.Target == "https://example.org/" {
			t.Error("a link of the template's text stayed")
		}
	}
	header, _ := p.Part("word/header1.xml")
	if !bytes.Contains(header, []byte("Keski-Suomen liitto")) {
		t.Error("the header went")
	}
}

func TestTemplateRefused(t *testing.T) {
	for want, change := range map[string]func(*ooxml.Package){
		"strict form": func(p *ooxml.Package) {
			body, _ := p.Part(p.Main())
			p.Set(p.Main(), bytes.ReplaceAll(body, []byte(wordNS), []byte("http://purl.oclc.org/ooxml/wordprocessingml/main")))
		},
		"from elsewhere": func(p *ooxml.Package) { p.RelateOutside(p.Main(), ooxml.Office+"/image", "https://example.org/x.png") },
		"no Word": func(p *ooxml.Package) {
			p.SetType(p.Main(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")
		},
	} {
		p, err := ooxml.Open(organisation(t))
		if err != nil {
			t.Fatal(err)
		}
		change(p)
		content, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if err := Write(&bytes.Buffer{}, sample(), Options{Template: content}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if err := Write(&bytes.Buffer{}, sample(), Options{Template: []byte("x")}); err == nil || !strings.Contains(err.Error(), "found something else") {
		t.Errorf("%v", err)
	}
}

// Blocks stand in a user's document in its own styles, twice over, with ids of their own,
// and captions then count through.
func TestBlocks(t *testing.T) {
	p, err := ooxml.Open(organisation(t))
	if err != nil {
		t.Fatal(err)
	}
	in, err := Into(p, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	var inserted []byte
	for range 2 {
		xml, err := in.Blocks(sample().Blocks)
		if err != nil {
			t.Fatal(err)
		}
		inserted = append(inserted, xml...)
	}
	body, _ := p.Part(p.Main())
	p.Set(p.Main(), Renumbered(bytes.Replace(body, []byte("<x:p/>"), inserted, 1)))
	content, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if p, err = ooxml.Open(content); err != nil {
		t.Fatal(err)
	}
	checkOrder(t, p)
	checkWhole(t, p)
	all := paragraphs(t, p)
	for _, want := range []string{"caption|Kuvio 1. Sijoitetut", "caption|Kuvio 2. Sijoitetut", "caption|Taulukko 4. Leveä taulukko"} {
		if !slices.Contains(all, want) {
			t.Errorf("no %q in %q", want, all)
		}
	}
	if got := attributes(p, "pgSz", wordNS, "orient"); !slices.Equal(got, []string{""}) {
		t.Errorf("the pages lie %q: a user's pages are not turned", got)
	}
}

// checkWhole finds ids that are not unique and relationships that lead nowhere.
func checkWhole(t *testing.T, p *ooxml.Package) {
	t.Helper()
	for _, unique := range [][3]string{{"docPr", "", "id"}, {"bookmarkStart", wordNS, "id"}, {"bookmarkStart", wordNS, "name"}} {
		element := unique[0]
		ids := attributes(p, element, unique[1], unique[2])
		slices.Sort(ids)
		if len(slices.Compact(slices.Clone(ids))) != len(ids) {
			t.Errorf("ids of %s are not unique: %q", element, ids)
		}
	}
	there := map[string]bool{}
	for _, r := range p.Relationships(p.Main()) {
		there[r.ID] = true
		if target := ooxml.Target(p.Main(), r); !r.External && !p.Has(target) {
			t.Errorf("a relationship leads to %q, which is not there", target)
		}
	}
	content, _ := p.Part(p.Main())
	for _, token := range must(ooxml.Tokens(content)) {
		for _, a := range token.Attrs {
			if a.Name.Space == relNS && !there[a.Value] {
				t.Errorf("%s names the relationship %q, which is not there", token.Name.Local, a.Value)
			}
		}
	}
	for _, name := range p.Names() {
		if p.Type(name) == "" {
			t.Errorf("%s has no type", name)
		}
		if path.Ext(name) == ".xml" {
			content, _ := p.Part(name)
			if _, err := ooxml.Tokens(content); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// The longest texts wrap first, numbers and words stay whole, what cannot fit breaks its
// words but not its numbers, and a small table is not torn apart.
func TestSpread(t *testing.T) {
	for _, tt := range []struct {
		needs   []columnNeed
		measure int
		want    []int
	}{
		{[]columnNeed{{least: 100, full: 300}, {least: 200, cells: 200, full: 200}, {least: 100, full: 900}}, 1000, []int{300, 200, 500}},
		{[]columnNeed{{least: 300, full: 600}, {least: 300, cells: 300, full: 300}}, 600, []int{300, 300}},
		{[]columnNeed{{least: 300, full: 600, cells: 20}, {least: 300, cells: 280, full: 300}}, 400, []int{113, 286}},
		{[]columnNeed{{least: 100, full: 100}, {least: 50, cells: 50, full: 50}}, 1000, []int{166, 83}},
		{[]columnNeed{{least: 100, full: 600}, {least: 50, cells: 50, full: 200}}, 1000, []int{750, 250}},
		{[]columnNeed{ // long in each row, and in one alone
			{least: 100, full: 1800, texts: []int{100, 1800, 1800, 1800}},
			{least: 340, full: 1000, texts: []int{100, 1000, 0, 0}},
		}, 1000, []int{620, 380}},
	} {
		if got := spread(tt.needs, tt.measure); !slices.Equal(got, tt.want) {
			t.Errorf("%+v within %d are %v, want %v", tt.needs, tt.measure, got, tt.want)
		}
	}
}

// Captions count through a document, and references to kuvio's follow; a user's own
// fields, and ones that start anew, stay as they are.
func TestRenumbered(t *testing.T) {
	f := func(instruction, result string) string { return field(instruction, "", result) }
	mark := func(s string) string {
		return `<w:bookmarkStart w:id="1" w:name="_kuvio_k_1"/>` + s + `<w:bookmarkEnd w:id="1"/>`
	}
	body := func(second, third, ref string) string {
		return `<w:body xmlns:w="` + wordNS + `"><w:p>` + f(`REF _kuvio_k_1 \h`, ref) + f(`SEQ Kuvio \* ARABIC`, "1") + f(`SEQ Taulukko`, "1") + mark(f(`SEQ Kuvio \* ARABIC`, second)) +
			f(`SEQ Kuvio \r 9`, "9") + f("PAGE", "7") + f(`SEQ Kuvio`, third) + f(`REF _Ref1 \h`, "1") + `</w:p></w:body>`
	}
	if got, want := string(Renumbered([]byte(body("1", "1", "1")))), body("2", "3", "2"); got != want {
		t.Errorf("renumbered\n%s\nwant\n%s", got, want)
	}
}

// A report is a template too: its last section has the footer of its first, and what it
// says of itself goes.
func TestOwnAsTemplate(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	p := written(t, &document.Document{Lang: domain.Finnish, Title: "Uusi", Blocks: []document.Block{document.Text("Teksti.")}}, Options{Template: b.Bytes()})
	body, _ := p.Part(p.Main())
	if n := strings.Count(string(body), "footerReference"); n != 1 {
		t.Errorf("a footer is named %d times, want once: %s", n, body)
	}
	if core, err := p.Core(); err != nil || core.Title != "Uusi" || core.Subject != "" {
		t.Errorf("properties %+v, %v", core, err)
	}
}

func TestUnbroken(t *testing.T) {
	for s, want := range map[string]string{
		"1 000 000 euroa, 95 %:n väli": "1\u00a0000\u00a0000 euroa, 95\u00a0%:n väli",
		"vuosina 2005 ja 2014":         "vuosina 2005 ja 2014",
		"12 0005":                      "12 0005",
	} {
		if got := unbroken(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}
