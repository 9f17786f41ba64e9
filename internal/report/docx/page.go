package docx

import (
	"maps"
	"slices"
	"strconv"

	"kuvio/internal/ooxml"
)

// page is a section's size, margins, headers and footers: a <w:sectPr>.
type page struct {
	tokens []ooxml.Token // of the whole element
	begun  bool          // a section of the document came before
}

// pageOf is the last section's, an A4 with margins of Word's where none is said. Headers
// and footers that it does not name are those of the sections before.
func pageOf(tokens []ooxml.Token) *page {
	var p *page
	heads := map[string]ooxml.Token{} // by element and type: first, default, even
	depth := 0
	for _, t := range tokens {
		if t.Is(ooxml.Start, wordNS, "sectPr") && depth == 0 {
			p = &page{}
		}
		if p == nil || depth == 0 && !t.Is(ooxml.Start, wordNS, "sectPr") {
			continue
		}
		p.tokens = append(p.tokens, t)
		switch t.Kind {
		case ooxml.Start:
			depth++
			if isHead(t) {
				heads[t.Name.Local+t.Attr(wordNS, "type")] = t
			}
		case ooxml.End:
			depth--
		}
	}
	if p == nil {
		return &page{tokens: must(ooxml.Tokens([]byte(`<w:sectPr xmlns:w="` + wordNS + `"><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1134" w:bottom="1417" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`)))}
	}
	for _, t := range p.tokens {
		if isHead(t) {
			delete(heads, t.Name.Local+t.Attr(wordNS, "type"))
		}
	}
	if len(heads) > 0 && p.tokens[0].Empty {
		start, end := p.tokens[0].Opened()
		p.tokens = []ooxml.Token{start, end}
	}
	for _, key := range slices.Backward(slices.Sorted(maps.Keys(heads))) {
		t := heads[key]
		p.tokens = slices.Insert(p.tokens, 1, t, ooxml.Token{Kind: ooxml.End, Name: t.Name})
		if !t.Empty { // <a></a>
			p.tokens[2].Raw = []byte("</" + t.Prefixed() + ">")
		}
	}
	return p
}

// isHead reports whether a token names a header or a footer.
func isHead(t ooxml.Token) bool {
	return t.Is(ooxml.Start, wordNS, "headerReference") || t.Is(ooxml.Start, wordNS, "footerReference")
}

func (in *Insertion) lastPage() (*page, error) {
	content, _ := in.p.Part(in.part)
	tokens, err := ooxml.Tokens(content)
	if err != nil {
		return nil, err
	}
	return pageOf(tokens), nil
}

// number is an attribute of the page's size or margins in twentieths of a point.
func (p *page) number(element, attribute string, otherwise int) int {
	for _, t := range p.tokens {
		if t.Is(ooxml.Start, wordNS, element) {
			if n, err := strconv.Atoi(t.Attr(wordNS, attribute)); err == nil {
				return n
			}
		}
	}
	return otherwise
}

// leastMeasure is what a page without sensible margins is taken to have.
const leastMeasure = 2000

func (p *page) measure() int {
	return max(p.number("pgSz", "w", 11906)-p.number("pgMar", "left", 1134)-p.number("pgMar", "right", 1134)-p.number("pgMar", "gutter", 0), leastMeasure)
}

func (p *page) heightOfText() int {
	return max(p.number("pgSz", "h", 16838)-abs(p.number("pgMar", "top", 1417))-abs(p.number("pgMar", "bottom", 1417)), leastMeasure)
}

func abs(n int) int { return max(n, -n) }

// upright reports whether the paper is higher than wide.
func (p *page) upright() bool {
	return p.number("pgSz", "w", 11906) < p.number("pgSz", "h", 16838)
}

// across is the measure of the page turned.
func (p *page) across() int {
	return max(p.number("pgSz", "h", 16838)-abs(p.number("pgMar", "top", 1417))-abs(p.number("pgMar", "bottom", 1417)), leastMeasure)
}

// xml is the section that ends here. Only the first names headers and footers, and has
// a first page of its own: later ones have the same.
func (p *page) xml() string {
	return string(ooxml.Join(p.section(false)))
}

// turn ends a section on paper that lies across.
func (p *page) turn() string { return string(ooxml.Join(p.section(true))) }

func (p *page) section(turned bool) []ooxml.Token {
	var kept []ooxml.Token
	skipped, typed := 0, false
	for _, t := range p.tokens {
		later := p.begun && (t.Name.Local == "headerReference" || t.Name.Local == "footerReference" || t.Name.Local == "titlePg" || t.Name.Local == "type")
		switch {
		case later && t.Kind == ooxml.Start:
			skipped++
			continue
		case later && t.Kind == ooxml.End:
			skipped--
			continue
		case skipped > 0:
			continue
		case t.Is(ooxml.Start, wordNS, "pgSz"):
			if p.begun && !typed {
				kept = append(kept, ooxml.Raw(`<w:type w:val="nextPage"/>`))
				typed = true
			}
			if turned {
				t.Raw = []byte(`<w:pgSz w:w="` + strconv.Itoa(p.number("pgSz", "h", 16838)) + `" w:h="` + strconv.Itoa(p.number("pgSz", "w", 11906)) + `" w:orient="landscape"/>`)
				t.Empty = true
			}
		case turned && t.Is(ooxml.End, wordNS, "pgSz"):
			t.Raw = nil
		case turned && t.Is(ooxml.Start, wordNS, "pgMar"):
			m := func(name string) string { return strconv.Itoa(abs(p.number("pgMar", name, 1134))) }
			t.Raw = []byte(`<w:pgMar w:top="` + m("left") + `" w:right="` + m("top") + `" w:bottom="` + m("right") + `" w:left="` + m("bottom") + `" w:header="` + m("header") + `" w:footer="` + m("footer") + `" w:gutter="0"/>`)
		case turned && t.Is(ooxml.End, wordNS, "pgMar"):
			t.Raw = nil
		}
		kept = append(kept, t)
	}
	p.begun = true
	return kept
}
