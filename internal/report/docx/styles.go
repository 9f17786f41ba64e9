package docx

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"kuvio/internal/ooxml"
)

// styleNames are the names that Word's own styles go by, in small letters, by the id
// that they have in kuvio's template. A Finnish or Swedish Word writes the English name
// and an id of its own ("Otsikko1"); others write what they show.
var styleNames = map[string][]string{
	"Normal":               {"normal", "normaali"},
	"Title":                {"title", "otsikko", "rubrik"},
	"Subtitle":             {"subtitle", "alaotsikko", "underrubrik"},
	"Heading1":             {"heading 1", "otsikko 1", "rubrik 1"},
	"Heading2":             {"heading 2", "otsikko 2", "rubrik 2"},
	"Heading3":             {"heading 3", "otsikko 3", "rubrik 3"},
	"Caption":              {"caption", "kuvaotsikko", "kuvateksti", "beskrivning", "bildtext"},
	"ListBullet":           {"list bullet", "merkitty luettelo", "luettelomerkki", "punktlista"},
	"ListNumber":           {"list number", "numeroitu luettelo", "numrerad lista"},
	"Hyperlink":            {"hyperlink", "hyperlinkki", "hyperlänk"},
	"TableNormal":          {"normal table", "normaali taulukko", "normal tabell"},
	"DefaultParagraphFont": {"default paragraph font", "kappaleen oletusfontti", "standardstycketeckensnitt"},
	"KuvioFigure":          {"kuvio figure"},
	"KuvioCell":            {"kuvio cell"},
	"KuvioNote":            {"kuvio note"},
	"KuvioTable":           {"kuvio table"},
}

// styles are those of a document.
type styles struct {
	p     *ooxml.Package
	part  string
	all   []style
	font  string // of the text; "" where a theme says it
	lang  string // of the text: "fi-FI"
	table string // the id of the style that the document gives to new tables; "" for kuvio's
}

type style struct {
	id, kind      string // kind is paragraph, character, table or numbering
	name, written string // in small letters, and as it is written
	usual         bool   // the one of its kind that needs no naming
	numbered      bool
	raw           string // as it is written
}

func readStyles(p *ooxml.Package, part string) (*styles, error) {
	s := &styles{p: p}
	if found := p.Related(part, "styles"); len(found) > 0 && p.Has(found[0]) {
		s.part = found[0]
	} else {
		s.part = "word/styles.xml"
		p.Add(s.part, "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml", []byte(ooxml.Declaration+`<w:styles xmlns:w="`+wordNS+`"/>`))
		p.Relate(part, ooxml.Office+"/styles", s.part)
	}
	content, _ := p.Part(s.part)
	tokens, err := ooxml.Tokens(content)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", s.part, err)
	}
	s.all = stylesOf(tokens)
	s.readDefaults(tokens)
	if settings := p.Related(part, "settings"); len(settings) > 0 {
		content, _ := p.Part(settings[0])
		tokens, err := ooxml.Tokens(content)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", settings[0], err)
		}
		for _, t := range tokens {
			if t.Is(ooxml.Start, wordNS, "defaultTableStyle") {
				s.table = t.Attr(wordNS, "val")
			}
		}
	}
	return s, nil
}

func stylesOf(tokens []ooxml.Token) []style {
	var all []style
	within := false
	for _, t := range tokens {
		if t.Is(ooxml.Start, wordNS, "style") {
			usual := t.Attr(wordNS, "default")
			all = append(all, style{id: t.Attr(wordNS, "styleId"), kind: t.Attr(wordNS, "type"), usual: usual == "1" || usual == "true"})
			within = true
		}
		if !within {
			continue
		}
		last := &all[len(all)-1]
		last.raw += string(t.Raw)
		switch {
		case t.Is(ooxml.Start, wordNS, "name") && last.name == "":
			last.written = t.Attr(wordNS, "val")
			last.name = strings.ToLower(last.written)
		case t.Is(ooxml.Start, wordNS, "numPr"):
			last.numbered = true
		case t.Is(ooxml.End, wordNS, "style"):
			within = false
		}
	}
	return all
}

// ownAll are the styles of kuvio's template.
var ownAll = sync.OnceValue(func() []style { return stylesOf(must(ooxml.Tokens(ownStyles))) })

// builtIn is the name of a style of kuvio's template.
func builtIn(id string) string {
	for _, s := range ownAll() {
		if s.id == id {
			return s.written
		}
	}
	return ""
}

// readDefaults reads the font and the language that text has where no style says others.
func (s *styles) readDefaults(tokens []ooxml.Token) {
	usual := false // within the defaults, or the usual style of paragraphs
	for _, t := range tokens {
		switch {
		case t.Kind == ooxml.Start && t.Name.Local == "docDefaults":
			usual = true
		case t.Is(ooxml.Start, wordNS, "style"):
			usual = t.Attr(wordNS, "type") == "paragraph" && t.Attr(wordNS, "default") == "1"
		case t.Kind == ooxml.End && (t.Name.Local == "docDefaults" || t.Name.Local == "style"):
			usual = false
		case usual && t.Is(ooxml.Start, wordNS, "rFonts"):
			s.font = t.Attr(wordNS, "ascii")
		case usual && t.Is(ooxml.Start, wordNS, "lang"):
			if val := t.Attr(wordNS, "val"); val != "" {
				s.lang = val
			}
		}
	}
}

// known is the place of the document's style for one of kuvio's, -1 where it has none.
func (s *styles) known(id string) int {
	names := styleNames[id]
	for i, st := range s.all { // LibreOffice writes "Caption" beside Word's "caption"
		if st.written == builtIn(id) {
			return i
		}
	}
	for _, name := range names {
		if i := slices.IndexFunc(s.all, func(st style) bool { return st.name == name }); i >= 0 {
			return i
		}
	}
	for _, name := range names[1:] { // an id without its spaces: Otsikko1
		if i := slices.IndexFunc(s.all, func(st style) bool { return strings.EqualFold(st.id, strings.ReplaceAll(name, " ", "")) }); i >= 0 {
			return i
		}
	}
	return -1
}

// style is the document's id of a style that kuvio's template calls id, which it is given
// where it has none.
func (in *Insertion) style(id string) string {
	s := in.styles
	if id == "KuvioTable" && s.table != "" {
		return s.table
	}
	if i := s.known(id); i >= 0 {
		return s.all[i].id
	}
	return s.add(id)
}

// add gives the document one of kuvio's styles.
func (s *styles) add(id string) string {
	own := ownAll()
	i := slices.IndexFunc(own, func(st style) bool { return st.id == id })
	added := own[i]
	for slices.ContainsFunc(s.all, func(st style) bool { return st.id == added.id }) {
		added.id += "K"
	}
	s.all = append(s.all, added) // before what it is based on, which may go round
	place := len(s.all) - 1
	tokens := must(ooxml.Tokens([]byte(`<x xmlns:w="` + wordNS + `">` + added.raw + `</x>`)))
	for i, t := range tokens {
		switch {
		case t.Is(ooxml.Start, wordNS, "style"):
			tokens[i].Raw = []byte(strings.Replace(string(t.Raw), `w:styleId="`+id+`"`, `w:styleId="`+added.id+`"`, 1))
		case t.Is(ooxml.Start, wordNS, "basedOn"), t.Is(ooxml.Start, wordNS, "next"), t.Is(ooxml.Start, wordNS, "link"):
			tokens[i].Raw = []byte(word(t.Name.Local, s.other(t.Attr(wordNS, "val"), added.kind)))
		}
	}
	raw := string(ooxml.Join(tokens[1 : len(tokens)-1]))
	s.all[place].raw = raw
	content, _ := s.p.Part(s.part)
	s.p.Set(s.part, appended(content, "styles", raw))
	return added.id
}

// other is the id of the style on which one that is added stands.
func (s *styles) other(id, kind string) string {
	if i := s.known(id); i >= 0 {
		return s.all[i].id
	}
	if i := slices.IndexFunc(s.all, func(st style) bool { return st.usual && st.kind == kind }); i >= 0 && (id == "Normal" || id == "TableNormal" || id == "DefaultParagraphFont") {
		return s.all[i].id
	}
	return s.add(id)
}

// appended is a part with XML put in before the end of its root, which says the
// namespace of Word under the prefix w.
func appended(content []byte, root, xml string) []byte {
	tokens := must(ooxml.Tokens(content))
	for i, t := range tokens {
		if t.Is(ooxml.Start, wordNS, root) && t.Empty {
			start, end := t.Opened()
			tokens[i], tokens[i+1] = start, end
		}
	}
	for i := len(tokens) - 1; i >= 0; i-- {
		if tokens[i].Is(ooxml.End, wordNS, root) {
			return ooxml.Join(slices.Insert(tokens, i, ooxml.Raw(within(tokens, xml))))
		}
	}
	return content
}

// within is XML with the prefix w, for the place among tokens of which the root may
// call the namespace otherwise.
func within(tokens []ooxml.Token, xml string) string {
	for _, t := range tokens {
		if t.Kind == ooxml.Start {
			for _, a := range t.Attrs {
				if a.Name.Space == "xmlns" && a.Name.Local == "w" && a.Value == wordNS {
					return xml
				}
			}
			break
		}
	}
	return declared(xml)
}

// declared lets an element say the namespaces of its prefixes w and r.
func declared(xml string) string {
	at := strings.IndexAny(xml, " />")
	return xml[:at] + ` xmlns:w="` + wordNS + `" xmlns:r="` + relNS + `"` + xml[at:]
}

// must is of XML that has been read before.
func must(tokens []ooxml.Token, err error) []ooxml.Token {
	if err != nil {
		panic(err)
	}
	return tokens
}
