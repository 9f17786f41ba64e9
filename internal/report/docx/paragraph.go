package docx

import (
	"fmt"
	"strconv"
	"strings"

	"kuvio/internal/late"
	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

// paragraph is a <w:p>; its properties are written in the order that the schema asks for
// (ECMA-376 part 1, CT_PPr).
type paragraph struct {
	style    string // its id; "" for the document's text
	keepNext bool   // on the page of what follows
	list     int    // the numbering that it is an item of; 0 for none
	around   string // the space around it: a <w:spacing>; "" for the style's
	right    bool   // set to the right
	heading  bool
	section  string // the section that ends with it: a <w:sectPr>
	turned   bool   // that section lies across
	content  string
}

func (p *paragraph) xml() string {
	var b strings.Builder
	if p.style != "" {
		b.WriteString(word("pStyle", p.style))
	}
	if p.keepNext {
		b.WriteString(`<w:keepNext/>`)
	}
	if p.list > 0 {
		fmt.Fprintf(&b, `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, p.list)
	}
	b.WriteString(p.around)
	if p.right {
		b.WriteString(word("jc", "right"))
	}
	b.WriteString(p.section)
	if b.Len() == 0 {
		return `<w:p>` + p.content + `</w:p>`
	}
	return `<w:p><w:pPr>` + b.String() + `</w:pPr>` + p.content + `</w:p>`
}

// face is what a run's properties say, in the schema's order (CT_RPr).
type face struct {
	style        string
	bold, italic bool
	color        string
	size         int // half points; 0 for the style's
	lang         string
}

func (f face) xml() string {
	var b strings.Builder
	if f.style != "" {
		b.WriteString(word("rStyle", f.style))
	}
	if f.bold {
		b.WriteString(`<w:b/><w:bCs/>`)
	}
	if f.italic {
		b.WriteString(`<w:i/><w:iCs/>`)
	}
	if f.color != "" {
		b.WriteString(word("color", f.color))
	}
	if f.size > 0 {
		fmt.Fprintf(&b, `<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, f.size)
	}
	if f.lang != "" {
		b.WriteString(word("lang", f.lang))
	}
	if b.Len() == 0 {
		return ""
	}
	return `<w:rPr>` + b.String() + `</w:rPr>`
}

var (
	grouped = late.Regexp(`(\d) (\d{3})\b`)
	percent = late.Regexp(`(\d) %`)
)

// unbroken keeps a line from ending within a number or before its percent sign.
func unbroken(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	for range 2 { // 1 000 000: what one match ends with, the next begins with
		s = grouped().ReplaceAllString(s, "$1\u00a0$2")
	}
	return percent().ReplaceAllString(s, "$1\u00a0%")
}

// run is text with properties, its line breaks and tabs as Word's.
func run(properties, s string) string {
	var b strings.Builder
	b.WriteString(`<w:r>` + properties)
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		for k, piece := range strings.Split(line, "\t") {
			if k > 0 {
				b.WriteString(`<w:tab/>`)
			}
			if piece != "" {
				b.WriteString(`<w:t xml:space="preserve">` + ooxml.Escape(unbroken(piece)) + `</w:t>`)
			}
		}
	}
	b.WriteString(`</w:r>`)
	return b.String()
}

// field is a field of Word's and what it showed last.
func field(instruction, properties, result string) string {
	return `<w:r>` + properties + `<w:fldChar w:fldCharType="begin"/></w:r>` +
		`<w:r>` + properties + `<w:instrText xml:space="preserve"> ` + ooxml.Escape(instruction) + ` </w:instrText></w:r>` +
		`<w:r>` + properties + `<w:fldChar w:fldCharType="separate"/></w:r>` +
		run(properties, result) +
		`<w:r>` + properties + `<w:fldChar w:fldCharType="end"/></w:r>`
}

func (in *Insertion) runs(all []document.Run) string {
	var b strings.Builder
	for _, r := range all {
		b.WriteString(in.run(r))
	}
	return b.String()
}

// run is a run of a paragraph. Of one that leads to a table or a figure and ends with its
// number ("kuviossa 3"), that is a field, so that it stays right when Word counts anew.
func (in *Insertion) run(r document.Run) string {
	f := face{bold: r.Bold, italic: r.Italic, lang: in.said}
	id, within := strings.CutPrefix(r.Link, "#")
	switch {
	case r.Text == "":
		return ""
	case within:
		if before, ok := strings.CutSuffix(r.Text, in.numbers[id]); ok && in.numbers[id] != "" && strings.HasSuffix(before, " ") {
			return run(f.xml(), before) + field("REF "+bookmark(id)+` \h`, f.xml(), in.numbers[id])
		}
		return `<w:hyperlink w:anchor="` + bookmark(id) + `" w:history="1">` + run(f.xml(), r.Text) + `</w:hyperlink>`
	case linked(r.Link):
		f.style = in.style("Hyperlink")
		rel := in.p.RelateOutside(in.part, ooxml.Office+"/hyperlink", r.Link)
		return `<w:hyperlink r:id="` + rel + `" w:history="1">` + run(f.xml(), r.Text) + `</w:hyperlink>`
	}
	return run(f.xml(), r.Text)
}

// linked reports whether a link is one that a reader may follow from a document.
func linked(address string) bool {
	a := strings.ToLower(address)
	return strings.HasPrefix(a, "https://") || strings.HasPrefix(a, "http://") || strings.HasPrefix(a, "mailto:")
}

func blockID(b document.Block) string {
	switch b := b.(type) {
	case *document.Table:
		return b.ID
	case *document.Figure:
		return b.ID
	}
	return ""
}

// bookmark is the name under which a table or figure is found: one that Word does not
// list (it begins with an underscore), of at most 40 letters, digits and underscores.
func bookmark(id string) string {
	h := uint32(2166136261) // FNV-1a, so that what is cut off or replaced still tells them apart
	name := strings.Map(func(r rune) rune {
		h = (h ^ uint32(r)) * 16777619
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, id)
	return fmt.Sprintf("_kuvio_%s_%08x", name[:min(len(name), 24)], h)
}

// captioned is a caption whose number Word counts: "Kuvio ", SEQ Kuvio under a bookmark
// that references show, ". " and the text.
func (in *Insertion) captioned(b document.Block, p paragraph) {
	c := in.captions[b]
	lang := face{lang: in.said}.xml()
	number := field("SEQ "+c.Label+` \* ARABIC`, lang, strconv.Itoa(c.Number))
	if id := blockID(b); id != "" && !in.marked[id] {
		in.marked[id] = true
		n := in.id()
		number = `<w:bookmarkStart w:id="` + n + `" w:name="` + bookmark(id) + `"/>` + number + `<w:bookmarkEnd w:id="` + n + `"/>`
	}
	p.style, p.content = in.style("Caption"), run(lang, c.Label+" ")+number
	if c.Text != "" {
		p.content += run(lang, ". "+c.Text)
	}
	in.put(p)
}
