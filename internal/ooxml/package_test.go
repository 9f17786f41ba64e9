package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	testTypes = Declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	testRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	testBody = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>`
)

// entry is a part of a test's archive.
type entry struct{ name, content string }

func archive(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = w.Write([]byte(e.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func small(t testing.TB, more ...entry) []byte {
	return archive(t, append([]entry{{typesPart, testTypes}, {"_rels/.rels", testRels}, {"word/document.xml", testBody}}, more...)...)
}

func packed(t *testing.T, content []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		from, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(content[from : from+int64(f.CompressedSize64)])
	}
	return all
}

// What is not touched is packed as it was, and what is said of parts holds.
func TestChange(t *testing.T) {
	content := small(t, entry{"word/media/", ""}, entry{"word/comments.xml", `<?xml version="1.0"?><!-- kept --><x  a = '1'/>`})
	p, err := Open(content)
	if err != nil {
		t.Fatal(err)
	}
	if p.Main() != "word/document.xml" {
		t.Errorf("the file is about %q", p.Main())
	}
	body, _ := p.Part("WORD/Document.xml")
	p.Set("word/document.xml", bytes.Replace(body, []byte("<w:body/>"), []byte("<w:body><w:p/></w:body>"), 1))
	name := p.Free("word/media/kuvio*.png")
	p.Add(name, "image/png", []byte("PNG"))
	p.Add("customXml/item1.xml", "application/xml", []byte("<a/>"))
	id := p.Relate("word/document.xml", Office+"/image", name)
	if again := p.Relate("word/document.xml", Office+"/image", name); id != "rId1" || again != id {
		t.Errorf("a relationship is %s and again %s", id, again)
	}
	link := p.RelateOutside("word/document.xml", Office+"/hyperlink", "https://example.org/?a=1&b=2")
	if err := p.SetCore(Core{Title: "Väestö & hoito", Language: "fi", Created: time.Date(2016, 5, 3, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	out, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	before, after := packed(t, content), packed(t, out)
	if after["word/comments.xml"] != before["word/comments.xml"] || after["word/document.xml"] == before["word/document.xml"] {
		t.Error("what was not touched changed, or what was did not")
	}
	if _, ok := after["word/media/"]; !ok {
		t.Error("a folder went")
	}
	checkChanged(t, again, name, link)
	again.Remove(name)
	if again.Has(name) {
		t.Error("a removed part is there")
	}
	if twice, err := p.Bytes(); err != nil || !bytes.Equal(out, twice) {
		t.Errorf("the same package gives another file: %v", err)
	}
}

// checkChanged holds a file that was changed to what it was given: a picture, a link and
// properties.
func checkChanged(t *testing.T, p *Package, name, link string) {
	t.Helper()
	for part, want := range map[string]string{name: "image/png", "customXml/item1.xml": "application/xml", "docProps/core.xml": coreType, "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"} {
		if got := p.Type(part); got != want {
			t.Errorf("%s is %q, want %q", part, got, want)
		}
	}
	if got := p.Related("word/document.xml", "image"); !slices.Equal(got, []string{"word/media/kuvio1.png"}) {
		t.Errorf("pictures %q", got)
	}
	outside := p.Outside()
	if len(outside) != 1 || outside[0].From != "word/document.xml" || outside[0].ID != link || outside[0].Target != "https://example.org/?a=1&b=2" {
		t.Errorf("what leads out: %+v", outside)
	}
	core, err := p.Core()
	if err != nil || core.Title != "Väestö & hoito" || core.Language != "fi" || core.Created.Year() != 2016 || !core.Modified.IsZero() {
		t.Errorf("properties %+v, %v", core, err)
	}
}

// A file's own properties that kuvio does not write stay as they are written.
func TestCoreKept(t *testing.T) {
	const core = `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>Vanha</dc:title><cp:revision>7</cp:revision></cp:coreProperties>`
	rels := strings.Replace(testRels, "</Relationships>", `<Relationship Id="rId3" Type="`+coreRelation+`" Target="docProps/core.xml"/></Relationships>`, 1)
	p, err := Open(archive(t, entry{typesPart, testTypes}, entry{"_rels/.rels", rels}, entry{"docProps/core.xml", core}))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.SetCore(Core{Title: "Uusi", Creator: "kuvio"}); err != nil {
		t.Fatal(err)
	}
	got, _ := p.Part("docProps/core.xml")
	for _, want := range []string{`<?xml version="1.0"?><cp:coreProperties `, `>Uusi</dc:title><cp:revision>7</cp:revision><dc:creator`, `>kuvio</dc:creator></cp:coreProperties>`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
	if read, err := p.Core(); err != nil || read.Title != "Uusi" || read.Creator != "kuvio" {
		t.Errorf("read back as %+v, %v", read, err)
	}
}

// A part in UTF-16, as other programs put them in, is kept; it is not read.
func TestWideKept(t *testing.T) {
	content := "\xff\xfe" + string(wide("<?xml version='1.0' encoding='utf-16'?><a/>"))
	p, err := Open(small(t, entry{"customXml/item1.xml", content}))
	if err != nil {
		t.Fatal(err)
	}
	got, _ := p.Part("customXml/item1.xml")
	if _, err := Tokens(got); string(got) != content || !errors.Is(err, ErrDamaged) {
		t.Errorf("%q, %v", got, err)
	}
}

// lying changes what the archive's directory says of the sizes of a part.
func lying(t *testing.T, content []byte, name string, unpacked uint32) []byte {
	t.Helper()
	at := bytes.LastIndex(content, []byte(name)) - 46 // of its entry in the central directory
	out := bytes.Clone(content)
	for i := range 4 {
		out[at+24+i] = byte(unpacked >> (8 * i))
	}
	return out
}

func TestRefused(t *testing.T) {
	bomb := small(t, entry{"word/media/a.xml", strings.Repeat(" ", 8<<20)})
	tests := []struct {
		name    string
		content []byte
		want    error
		says    string
	}{
		{"bomb", bomb, ErrTooLarge, `"word/media/a.xml" unpacks to`},
		{"bomb that lies", lying(t, bomb, "word/media/a.xml", 1000), ErrDamaged, ""},
		{"one that says more than there is", lying(t, bomb, "word/media/a.xml", 200<<20), ErrTooLarge, "200 MiB"},
		{"climbing", small(t, entry{"../../etc/cron.d/x", ""}), ErrHostile, "../../etc"},
		{"root", small(t, entry{"/etc/x", ""}), ErrHostile, ""},
		{"drive", small(t, entry{`C:\x`, ""}), ErrHostile, ""},
		{"twice", small(t, entry{"Word/document.XML", testBody}), ErrHostile, "two parts"},
		{"entity", small(t, entry{"word/styles.xml", `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`}), ErrHostile, "DOCTYPE"},
		{"entity in UTF-16", small(t, entry{"word/styles.xml", "\xff\xfe" + string(wide("<?xml version='1.0'?><!DOCTYPE a><a/>"))}), ErrHostile, "DOCTYPE"},
		{"Latin", small(t, entry{"word/styles.xml", "\xe4<a/>"}), ErrDamaged, "UTF-8"},
		{"macros by type", archive(t, entry{typesPart, strings.Replace(testTypes, "openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main", 1)}), ErrMacros, ".docm"},
		{"macros by part", small(t, entry{"word/vbaProject.bin", "x"}), ErrMacros, ""},
		{"password", append([]byte(oleMagic+"Root"), wide("EncryptedPackage")...), ErrEncrypted, "password"},
		{"old", []byte(oleMagic + strings.Repeat("\x00", 600)), ErrOldFormat, ".doc"},
		{"cut off", small(t)[:200], ErrDamaged, ""},
		{"text", []byte("Keski-Suomi"), ErrNoPackage, ".docx"},
		{"another zip", archive(t, entry{"a.csv", "x"}), ErrNoPackage, ""},
		{"relationships", small(t, entry{"word/_rels/document.xml.rels", "<Relationships><"}), ErrDamaged, "word/_rels"},
	}
	for _, tt := range tests {
		_, err := Open(tt.content)
		if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want %v with %q", tt.name, err, tt.want, tt.says)
		}
	}
}

// FuzzOpen holds that what is opened can be written, and opened again with the same parts.
func FuzzOpen(f *testing.F) {
	f.Add(small(f))
	f.Add(small(f, entry{"word/_rels/document.xml.rels", testRels}, entry{"docProps/core.xml", "<a/>"}))
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := Open(content)
		if err != nil {
			return
		}
		names := p.Names()
		p.Add("word/kuvio.png", "image/png", []byte("x"))
		p.Relate(p.Main(), Office+"/image", "word/kuvio.png")
		if err := p.SetCore(Core{Title: "a"}); err != nil {
			return
		}
		out, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Open(out)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if !again.Has(name) {
				t.Errorf("%q went", name)
			}
		}
	})
}
