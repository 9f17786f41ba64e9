package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/fill"
	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

// changed is a document of which a part has another content.
func changed(t testing.TB, content []byte, name, contentType, with string) []byte {
	t.Helper()
	p, err := ooxml.Open(content)
	if err != nil {
		t.Fatal(err)
	}
	p.Add(name, contentType, []byte(with))
	out, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// bomb is an archive of a part that unpacks to 20 MB.
func bomb(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 20 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is no document is refused with what to do.
func TestRefused(t *testing.T) {
	const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	plain := file(t, `<w:p/>`)
	wide := "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"
	for _, c := range []struct {
		name    string
		content []byte
		want    error
		says    string
	}{
		{"a zip bomb", bomb(t), ooxml.ErrTooLarge, "times its size"},
		{"an external entity", changed(t, plain, "word/document.xml", "", `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document `+wordNS+`><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>`), ooxml.ErrHostile, "DOCTYPE"},
		{"an entity that nothing says", changed(t, plain, "word/document.xml", "", `<w:document `+wordNS+`><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>`), ooxml.ErrDamaged, "word/document.xml"},
		{"with macros", changed(t, plain, "word/vbaProject.bin", "application/vnd.ms-office.vbaProject", "x"), ooxml.ErrMacros, "save it as .docx"},
		{"encrypted", []byte(ole + wide), ooxml.ErrEncrypted, "without the password"},
		{"a .doc", []byte(ole), ooxml.ErrOldFormat, "save it as such"},
		{"a text", []byte("Vuonna {{191 vuosi}}"), ooxml.ErrNoPackage, "expected .docx"},
		{"cut off", plain[:len(plain)/2], ooxml.ErrDamaged, "download or save it again"},
		{"nothing", nil, ooxml.ErrNoPackage, "expected .docx"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			_, err := Open(c.content, domain.Finnish)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("found %v", err)
			}
			if took := time.Since(start); took > within {
				t.Errorf("took %v", took)
			}
		})
	}
	book := ooxml.New()
	book.Add("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", []byte("<workbook/>"))
	book.Relate("", ooxml.Office+"/officeDocument", "xl/workbook.xml")
	content, err := book.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(content, domain.Finnish); err == nil || !strings.Contains(err.Error(), "no text") {
		t.Errorf("a workbook: %v", err)
	}
}

// What would be fetched from elsewhere is told and kept.
func TestRemote(t *testing.T) {
	p, err := ooxml.Open(file(t, `<w:p><w:r><w:t>{{191 vuosi}}</w:t></w:r></w:p>`))
	if err != nil {
		t.Fatal(err)
	}
	p.RelateOutside("word/document.xml", ooxml.Office+"/attachedTemplate", "http://elsewhere.example/t.dotm")
	p.RelateOutside("word/document.xml", ooxml.Office+"/hyperlink", "https://sotkanet.fi")
	content, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	out, _ := filled(t, content, answers{"191 vuosi": said("2014")})
	if got := open(t, out).Fetched(); len(got) != 1 || got[0] != "http://elsewhere.example/t.dotm" {
		t.Errorf("told %q", got)
	}
}

// What Word and people put between the letters of a placeholder.
func TestSplit(t *testing.T) {
	a := answers{"191 Keski-Suomi 2014": said("1,73")}
	for _, c := range []struct{ name, body, want string }{
		{"over ten runs", func() string {
			var b strings.Builder
			for i, r := range "a {{191 Keski-Suomi 2014}} z" {
				fmt.Fprintf(&b, `<w:r w:rsidR="%08d"><w:t xml:space="preserve">%c</w:t></w:r><w:proofErr w:type="gramStart"/>`, i, r)
			}
			return b.String()
		}(), "a 1,73 z"},
		{"a link", `<w:hyperlink r:id="x" xmlns:r="r"><w:r><w:t>{{191 Keski-</w:t></w:r></w:hyperlink><w:r><w:t>Suomi 2014}} z</w:t></w:r>`, "1,73 z"},
		{"a content control", `<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent><w:r><w:t>{{191 Keski-Suomi 2014}}</w:t></w:r></w:sdtContent></w:sdt>`, "1,73"},
		{"pieces of XML", `<w:r><w:t>a<!-- x -->{{191 <![CDATA[Keski-]]>Suomi 2014}} z</w:t></w:r>`, "a1,73 z"},
		{"a bookmark within", `<w:r><w:t>{{191 </w:t></w:r><w:bookmarkStart w:id="9" w:name="kohta"/><w:r><w:t>Keski-Suomi 2014}}</w:t></w:r><w:bookmarkEnd w:id="9"/>`, "1,73"},
		{"not in a wrong place", `<w:r><w:foo><w:t>{{191 Keski-Suomi 2014}}</w:t></w:foo><w:t>x</w:t></w:r>`, "x"},
		{"a field's result", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE "{{191 Keski-Suomi 2014}}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> {{191 Keski-Suomi 2014}}</w:t></w:r>`, "x 1,73"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, _ := filled(t, file(t, `<w:p>`+c.body+`</w:p>`), a)
			if got := plain(t, out); got != c.want {
				t.Errorf("found %q, want %q in\n%s", got, c.want, body(t, out))
			}
		})
	}
}

// A placeholder that goes on in the next paragraph is told, with its words.
func TestUnclosed(t *testing.T) {
	const b = `<w:p><w:r><w:t>Osuus oli {{191 Keski-Suomi</w:t></w:r></w:p><w:p><w:r><w:t>2014}} vuonna</w:t></w:r></w:p>`
	out, outcomes := filled(t, file(t, b), answers{"191 Keski-Suomi": said("1,7")})
	if len(outcomes) != 1 || !errors.Is(outcomes[0].Err, errUnclosed) || outcomes[0].Words != "191 Keski-Suomi" || outcomes[0].Where != "paragraph 1 (Osuus oli {{191 Keski-Suomi)" {
		t.Errorf("%+v", outcomes)
	}
	if got := body(t, out); got != b {
		t.Errorf("changed to %s", got)
	}
}

// A text box is written twice, for programs that know its form and for others: both are
// filled and renewed as one.
func TestTextBoxWrittenTwice(t *testing.T) {
	const inner = `<w:txbxContent><w:p><w:r><w:t>oli {{191 vuosi}}</w:t></w:r></w:p></w:txbxContent>`
	content := file(t, `<w:p><w:r><mc:AlternateContent xmlns:mc="`+choiceSpace+`"><mc:Choice Requires="wps"><w:drawing>`+inner+`</w:drawing></mc:Choice><mc:Fallback><w:pict>`+inner+`</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`)
	a := answers{"191 vuosi": said("2014")}
	out, outcomes := filled(t, content, a)
	if got := plain(t, out); got != "\noli 2014\noli 2014" || len(outcomes) != 1 {
		t.Errorf("found %q, %d places", got, len(outcomes))
	}
	a["191 vuosi"] = said("2015")
	out, outcomes = filled(t, out, a)
	if got := plain(t, out); got != "\noli 2015\noli 2015" || len(outcomes) != 1 || outcomes[0].State != fill.Moved {
		t.Errorf("renewed %q, %+v", got, outcomes)
	}
}

// Blocks take the place of a paragraph that has nothing else; what it has stays.
func TestWhatAParagraphHolds(t *testing.T) {
	a := answers{"taulukko arvot": {Blocks: []document.Block{document.Text("Lohko")}}}
	const run = `<w:r><w:t>{{taulukko arvot}}</w:t></w:r>`
	for _, c := range []struct{ name, body, stays string }{
		{"a picture", `<w:p>` + run + `<w:r><w:drawing><x/></w:drawing></w:r></w:p>`, `<w:drawing><x/></w:drawing>`},
		{"a footnote", `<w:p>` + run + `<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`, `<w:footnoteReference w:id="2"/>`},
		{"a bookmark", `<w:p><w:bookmarkStart w:id="1" w:name="kohta"/>` + run + `<w:bookmarkEnd w:id="1"/></w:p>`, `w:name="kohta"`},
		{"the end of one", `<w:p><w:bookmarkStart w:id="1" w:name="kohta"/><w:r><w:t>a</w:t></w:r></w:p><w:p>` + run + `<w:bookmarkEnd w:id="1"/></w:p>`, `<w:bookmarkEnd w:id="1"/>`},
		{"a section", `<w:p><w:pPr><w:sectPr><w:type w:val="x"/></w:sectPr></w:pPr>` + run + `</w:p><w:p/>`, `<w:type w:val="x"/>`},
		{"a page break", `<w:p>` + run + `<w:r><w:br w:type="page"/></w:r></w:p>`, `<w:br w:type="page"/>`},
		{"deleted text", `<w:p>` + run + `<w:del w:id="3"><w:r><w:delText>vanha</w:delText></w:r></w:del></w:p>`, `vanha`},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, outcomes := filled(t, file(t, c.body), a)
			got := body(t, out)
			if outcomes[0].Err != nil || !strings.Contains(got, c.stays) || strings.Contains(got, "{{") || !strings.Contains(got, "Lohko") {
				t.Errorf("%v: found %s", outcomes[0].Err, got)
			}
		})
	}
	out, _ := filled(t, file(t, `<w:p>`+run+`</w:p>`), a)
	if got := body(t, out); strings.Count(got, "<w:p ") != 1 || strings.Contains(got, "<w:p>") {
		t.Errorf("a paragraph stays: %s", got)
	}
}

// A picture that is no longer shown goes; what a person added to blocks has them left alone.
func TestBlocksRenewed(t *testing.T) {
	figure := func(data string) fill.Answer {
		return fill.Answer{Blocks: []document.Block{document.Text(data), &document.Figure{Caption: "Kehitys", Alt: "Nousee.", PNG: []byte("PNG" + data), Width: 16, Height: 9}}}
	}
	first, _ := filled(t, file(t, `<w:p><w:r><w:t>{{kuvio x}}</w:t></w:r></w:p>`), answers{"kuvio x": figure("1")})
	second, outcomes := filled(t, first, answers{"kuvio x": figure("2")})
	p, err := ooxml.Open(second)
	if err != nil {
		t.Fatal(err)
	}
	pictures := 0
	for _, name := range p.Names() {
		if strings.HasSuffix(name, ".png") {
			pictures++
		}
	}
	if outcomes[0].State != fill.Moved || pictures != 1 {
		t.Errorf("%s, %d pictures", outcomes[0].State, pictures)
	}
	text, _ := p.Part(p.Main())
	p.Set(p.Main(), bytes.Replace(text, []byte("</w:p>"), []byte(`<w:bookmarkStart w:id="99" w:name="_Ref1"/><w:bookmarkEnd w:id="99"/></w:p>`), 1))
	referred, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if _, outcomes := filled(t, referred, answers{"kuvio x": figure("3")}); outcomes[0].State != fill.Edited {
		t.Errorf("with a reference to it: %s", outcomes[0].State)
	}
}

// The paragraph of {{alue: …}} goes, but not where a cell, a text box or two tables need it.
func TestSpared(t *testing.T) {
	const subject, table = `<w:p><w:r><w:t>{{alue: maa}}</w:t></w:r></w:p>`, `<w:tbl/>`
	for _, c := range []struct{ body, want string }{
		{subject + `<w:p/>`, `<w:p/>`},
		{`<w:p/>` + subject, `<w:p/>`},
		{`<w:tc>` + subject + `</w:tc>`, `<w:tc><w:p>…</w:p></w:tc>`},
		{`<w:tc>` + table + subject + `</w:tc>`, `<w:tc>` + table + `<w:p>…</w:p></w:tc>`},
		{`<w:tc>` + subject + subject + `</w:tc>`, `<w:tc><w:p>…</w:p></w:tc>`},
		{table + subject + table, table + `<w:p>…</w:p>` + table},
		{table + subject + subject + table, table + `<w:p>…</w:p>` + table},
		{subject + table + `<w:p/>`, table + `<w:p/>`},
	} {
		out, _ := filled(t, file(t, c.body), nil)
		got := strings.ReplaceAll(body(t, out), `<w:p><w:r><w:t xml:space="preserve"></w:t></w:r></w:p>`, `<w:p>…</w:p>`)
		if got != c.want {
			t.Errorf("of %s\nfound %s\nwant  %s", c.body, got, c.want)
		}
	}
}

// A strict document is filled with texts; blocks are refused there with what to do.
func TestStrict(t *testing.T) {
	content := changed(t, file(t, ""), "word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
		`<w:document xmlns:w="`+spaces[1]+`"><w:body><w:p><w:r><w:t>oli {{191 vuosi}}</w:t></w:r></w:p><w:p><w:r><w:t>{{taulukko arvot}}</w:t></w:r></w:p></w:body></w:document>`)
	a := answers{"191 vuosi": said("2014"), "taulukko arvot": {Blocks: []document.Block{document.Text("x")}}}
	out, outcomes := filled(t, content, a)
	if got := plain(t, out); got != "oli 2014\n{{taulukko arvot}}" || outcomes[1].Err == nil || !strings.Contains(outcomes[1].Err.Error(), "strict") {
		t.Errorf("found %q, %v", got, outcomes[1].Err)
	}
	a["191 vuosi"] = said("2015")
	if out, _ = filled(t, out, a); !strings.HasPrefix(plain(t, out), "oli 2015") {
		t.Errorf("renewed %q", plain(t, out))
	}
}

// Ids of bookmarks are given once, and a memory that somebody wrote harms nobody.
func TestIDsAndMemory(t *testing.T) {
	a := answers{"191 vuosi": said("2014"), "taulukko arvot": {Blocks: []document.Block{&document.Heading{Level: 1, Text: "Arvot"}, document.Text("x")}}}
	out, _ := filled(t, file(t, `<w:p><w:bookmarkStart w:id="7" w:name="a"/><w:bookmarkEnd w:id="7"/><w:r><w:t>{{191 vuosi}} {{191 vuosi}}</w:t></w:r></w:p><w:p><w:r><w:t>{{taulukko arvot}}</w:t></w:r></w:p><w:p><w:r><w:t>{{191 vuosi}}</w:t></w:r></w:p><w:p><w:r><w:t>{{taulukko arvot}}</w:t></w:r></w:p>`), a)
	seen := make(map[string]bool)
	for _, p := range open(t, out).parts {
		for _, token := range p.tokens {
			if token.Is(ooxml.Start, p.space, "bookmarkStart") {
				id := token.Attr(p.space, "id")
				if seen[id] {
					t.Errorf("bookmark %s twice", id)
				}
				seen[id] = true
			}
		}
	}
	if len(seen) != 8 {
		t.Errorf("%d bookmarks", len(seen))
	}
	e := open(t, out)
	hostile := changed(t, out, e.memoryName(), "application/xml", `<filled xmlns="`+space+`" lang="&quot;&lt;x" subject="&quot;&lt;y"><placeholder id="k1" words="a" said="2014" put="&quot;&lt;"/><placeholder id="k1" words="b"/><placeholder id="k 2"/></filled>`)
	out, _ = filled(t, hostile, a)
	if m := open(t, out).Memory(); len(m.Filled) > 1 {
		t.Errorf("remembers %+v", m)
	}
}

// within is far above what the largest of these take (a second or two, alone on a
// machine), and far below what they would if each looked at all others.
const within = 30 * time.Second

// Ten thousand placeholders, half of them in one paragraph, filled and filled again.
func TestMany(t *testing.T) {
	var one, own strings.Builder
	a := answers{}
	for i := range 5000 {
		words, others := fmt.Sprintf("191 %d", i), fmt.Sprintf("127 %d", i)
		a[words], a[others] = said(fmt.Sprint(-i)), said("x")
		fmt.Fprintf(&one, "<w:r><w:t>x {</w:t></w:r><w:r><w:t>{%s}}</w:t></w:r>", words)
		fmt.Fprintf(&own, "<w:p><w:r><w:t>{{%s}}</w:t></w:r></w:p>", others)
	}
	start := time.Now()
	out, _ := filled(t, file(t, `<w:p>`+one.String()+`</w:p>`+own.String()), a)
	a["191 7"] = said("seven")
	out, _ = filled(t, out, a)
	if took := time.Since(start); took > within {
		t.Errorf("took %v", took)
	}
	if got := plain(t, out); !strings.Contains(got, "x -6x sevenx -8") || !strings.Contains(got, "x -4999\nx\nx") {
		t.Errorf("found %q", got[:100])
	}
}

// Elements that nest without end and bookmarks that never end take no longer than others.
func TestDeep(t *testing.T) {
	start := time.Now()
	content := file(t, `<w:p>`+strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, 20000)+strings.Repeat(`<w:bookmarkStart w:id="1" w:name="_kuvio_k1"/><w:bookmarkEnd w:id="2"/>`, 20000)+
		strings.Repeat("<w:sdt>", 5000)+`<w:r><w:t>{{x}}</w:t></w:r>`+strings.Repeat("</w:sdt>", 5000)+`</w:p>`)
	filled(t, content, answers{"x": said("1")})
	if took := time.Since(start); took > within {
		t.Errorf("took %v", took)
	}
}

// Any bytes are refused or filled, and what is filled opens again.
func FuzzBytes(f *testing.F) {
	f.Add(file(f, `<w:p><w:r><w:t>{{191 vuosi}}</w:t></w:r></w:p>`))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		e, err := Open(content, domain.Finnish)
		if err != nil {
			return
		}
		out, _, err := fill.Fill(t.Context(), e, answers{"191 vuosi": said("2014")}, "", domain.Finnish)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(out, domain.Finnish); err != nil {
			t.Errorf("what was filled cannot be opened: %v", err)
		}
	})
}
