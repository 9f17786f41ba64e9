package passage

import (
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/ooxml"
)

// told writes passages a line each, with their places.
func told(all []Passage) string {
	var b strings.Builder
	for i := range all {
		p := &all[i]
		kind := ""
		if p.Heading {
			kind = "# "
		}
		fmt.Fprintf(&b, "%s%s @%s\n", kind, p.Text, p.At(p.Cell))
	}
	return b.String()
}

func check(t *testing.T, name, file, want string) {
	t.Helper()
	all, err := Read(name, []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if got := told(all); got != strings.TrimPrefix(want, "\n") {
		t.Errorf("%s\ngot\n%s\nwant%s", name, got, want)
	}
}

func TestPlain(t *testing.T) {
	check(t, "a.txt", "1.1 Perheet\n\nLapsi-\nperheitä on 37,5 %, 0–17-\nvuotiaita Keski-\nSuomessa sosiaali-\nja terveys\u00ad\npalveluissa.\n- yksi\n- kaksi\n", `
# 1.1 Perheet @a.txt:1
Lapsiperheitä on 37,5 %, 0–17-vuotiaita Keski-Suomessa sosiaali- ja terveyspalveluissa. @a.txt:3
- yksi @a.txt:9
- kaksi @a.txt:10
`)
	// ISO-8859-1, and lines that are paragraphs.
	check(t, "b.txt", "Lapsia syntyi Jyv\xe4skyl\xe4ss\xe4 vuonna 2015 yhteens\xe4 1 500, mik\xe4 on paljon.\nLapsia syntyi J\xe4ms\xe4ss\xe4 vuonna 2015 yhteens\xe4 200, mik\xe4 on v\xe4hemm\xe4n kuin ennen.\n", `
Lapsia syntyi Jyväskylässä vuonna 2015 yhteensä 1 500, mikä on paljon. @b.txt:1
Lapsia syntyi Jämsässä vuonna 2015 yhteensä 200, mikä on vähemmän kuin ennen. @b.txt:2
`)
	// What pdftotext makes: pages, and headings close to the text.
	check(t, "c.txt", "väestöstä oli vuonna 2015 yhteensä 20 % alle 18-vuotiaita, koko maassa\nvähemmän.\n1.2 Palvelut\nNettokustannukset\n\n\fSivu kaksi on tässä.\n", `
väestöstä oli vuonna 2015 yhteensä 20 % alle 18-vuotiaita, koko maassa vähemmän. @c.txt:1
# 1.2 Palvelut @c.txt:3
# Nettokustannukset @c.txt:4
Sivu kaksi on tässä. @c.txt:6 (page 2)
`)
}

func TestMarkdown(t *testing.T) {
	check(t, "a.md", "---\ntitle: x 5\n---\n# Perheet <!-- 7 -->\n\n**Lapsiperheitä** oli [37,5 %](http://x.fi/5)\nvuonna 2014.\n\n```\nkoodi 8\n```\n\nOtsikko\n=======\n\n| Osuus | 2013 | 2014 |\n| --- | ---: | ---: |\n| Lapsiperheet, % | 38,1 | 37,5 |\n", `
# Perheet @a.md:4
Lapsiperheitä oli 37,5 % vuonna 2014. @a.md:6
# Otsikko @a.md:13
Lapsiperheet, %, Osuus, 2013: 38,1 @a.md:18
Lapsiperheet, %, Osuus, 2014: 37,5 @a.md:18
`)
}

func TestWord(t *testing.T) {
	p := ooxml.New()
	const w = `xmlns:w="` + wordSpace + `"`
	p.Add("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", []byte(`<w:document `+w+` xmlns:mc="`+choiceSpace+`"><w:body>
<w:p><w:pPr><w:pStyle w:val="Otsikko1"/></w:pPr><w:r><w:t>Perheet</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Sisluet1"/></w:pPr><w:r><w:t>Perheet 3</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Lapsi</w:t></w:r><w:r><w:softHyphen/><w:t>perheitä oli </w:t></w:r><w:del><w:r><w:delText>38</w:delText><w:t>38</w:t></w:r></w:del><w:ins><w:r><w:t>37,5 %</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>99</w:t></w:r><w:r><w:tab/><w:t>perheistä.</w:t></w:r><w:moveFrom><w:r><w:t>1</w:t></w:r></w:moveFrom></w:p>
<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>Kuva 1</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>Kuva 1</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>%</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2014</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Lapsiperheet</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>37,5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>`))
	p.Relate("", ooxml.Office+"/officeDocument", "word/document.xml")
	p.Add("word/styles.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml", []byte(`<w:styles `+w+`><w:style w:styleId="Otsikko1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Sisluet1"><w:name w:val="toc 1"/></w:style></w:styles>`))
	p.Relate("word/document.xml", ooxml.Office+"/styles", "word/styles.xml")
	p.Add("word/footnotes.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml", []byte(`<w:footnotes `+w+`><w:footnote><w:p/></w:footnote><w:footnote><w:p/></w:footnote><w:footnote><w:p><w:r><w:t>Vuonna 2013 oli 38,1 %.</w:t></w:r></w:p></w:footnote></w:footnotes>`))
	p.Relate("word/document.xml", ooxml.Office+"/footnotes", "word/footnotes.xml")
	file, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	check(t, "a.docx", string(file), `
# Perheet @a.docx, paragraph 1 (Perheet)
Lapsiperheitä oli 37,5 % perheistä. @a.docx, paragraph 3 (Lapsiperheitä oli 37,5 % …)
Kuva 1 @a.docx, paragraph 4 (Kuva 1)
Lapsiperheet, %, 2014: 37,5 @a.docx, table 1, row 2 (Lapsiperheet 37,5)
Vuonna 2013 oli 38,1 %. @a.docx, footnote 1 (Vuonna 2013 oli 38,1 %.)
`)
}

func TestRefused(t *testing.T) {
	for file, want := range map[string]string{
		"%PDF-1.7":             "pdftotext",
		`{\rtf1`:               "RTF",
		"PK\x03\x04abc":        "damaged",
		"\xd0\xcf\x11\xe0\xa1": ".doc",
		"a\x00b":               "byte 0",
	} {
		if _, err := Read("x", []byte(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want something of %s", file, err, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"Väestö oli 31.12.2015 n. 276 000. Koko maassa 5,5 milj. Se on paljon!": "Väestö oli 31.12.2015 n. 276 000.| Koko maassa 5,5 milj. Se on paljon!",
		"Osuus oli 252,4. Määrä kasvoi (1994: 56,0; 2014: 252,4). 18 kunnassa":  "Osuus oli 252,4.| Määrä kasvoi (1994: 56,0; 2014: 252,4).| 18 kunnassa",
		"5. suurin maakunta; toinen.": "5. suurin maakunta;| toinen.",
		"1. Lapset ovat. 2. Nuoret":   "1. Lapset ovat.| 2. Nuoret",
	} {
		var got []string
		for _, s := range Sentences(text) {
			got = append(got, s.Text)
			if text[s.Start:s.Start+len(s.Text)] != s.Text {
				t.Errorf("%q does not begin at %d", s.Text, s.Start)
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("got  %q\nwant %q", strings.Join(got, "|"), want)
		}
	}
}

// Whatever is given, the places of passages lie within the file.
func FuzzRead(f *testing.F) {
	f.Add("a.md", "# x\n|a|b|\n|-|-|\n|c|5|")
	f.Add("a.txt", "a-\nb\n\f\n5")
	f.Fuzz(func(t *testing.T, name, file string) {
		all, err := Read(name, []byte(file))
		if err != nil {
			return
		}
		for i := range all {
			p := &all[i]
			if p.Cell > len(p.Text) || p.At(len(p.Text)).Line > strings.Count(file, "\n")+strings.Count(file, "\r")+1 {
				t.Fatalf("%q: %+v", file, p)
			}
			end := 0
			for _, s := range Sentences(p.Text) {
				if s.Start < end || s.Start+len(s.Text) > len(p.Text) {
					t.Fatalf("%q: %+v", p.Text, s)
				}
				end = s.Start + len(s.Text)
			}
		}
	})
}
