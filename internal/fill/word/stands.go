package word

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"

	"kuvio/internal/ooxml"
)

// shown is how many letters of a paragraph tell which it is.
const shown = 40

// where is a paragraph for people: "paragraph 3 (Vuonna 2014 oli …)".
func (p *part) where(q *paragraph) string {
	text := []rune(strings.Join(strings.Fields(q.text[:min(len(q.text), 8*shown)]), " "))
	if len(text) > shown {
		text = append(text[:shown], '…')
	}
	said := fmt.Sprintf("paragraph %d (%s)", q.number, strings.ToValidUTF8(string(text), ""))
	if p.kind != "" {
		return p.kind + ", " + said
	}
	return said
}

// from are the paragraphs that start at a token or after it.
func (p *part) from(token int) []*paragraph {
	return p.paragraphs[sort.Search(len(p.paragraphs), func(i int) bool { return p.paragraphs[i].from >= token }):]
}

// between are the pieces of text of a bookmark.
func (p *part) between(b bookmark) (spans []span) {
	add := func(q *paragraph) {
		at := sort.Search(len(q.pieces), func(i int) bool { return q.pieces[i].token > b.from })
		for _, s := range q.pieces[at:] {
			if s.token > b.to {
				return
			}
			spans = append(spans, span{s, 0, len(s.text)})
		}
	}
	add(b.paragraph)
	for _, q := range p.from(b.paragraph.to) { // where somebody has begun a new one within it
		if q.from > b.to {
			break
		}
		add(q)
	}
	return spans
}

// written are the characters that programs write as elements, as answers have them.
var written = map[string]string{"noBreakHyphen": "‑", "softHyphen": "\u00ad"}

// stands is what pieces say.
func stands(pieces []span) string {
	var b strings.Builder
	for _, s := range pieces {
		if sign, ok := written[s.sign]; ok {
			b.WriteString(sign)
			continue
		}
		b.WriteString(s.text)
	}
	return b.String()
}

// foreign are elements that kuvio's blocks do not have: where they do, a person has been
// there. So has one who refers to a caption, whose bookmark Word then names _Ref….
var foreign = map[string]bool{
	"commentReference": true, "footnoteReference": true, "endnoteReference": true, "sectPr": true,
	"ins": true, "del": true, "object": true,
}

// hash is that of what stands from one paragraph to another: the text, without what
// fields count, how many pictures, and what a person has put there.
func (p *part) hash(first, last *paragraph) string {
	h := sha256.New()
	for _, q := range p.from(first.from) {
		if q.from >= last.to {
			break
		}
		for _, s := range q.pieces {
			if !s.field {
				h.Write([]byte(s.text))
			}
		}
		h.Write([]byte{'\n'})
	}
	pictures, others := 0, 0
	for _, t := range p.tokens[first.from:last.to] {
		switch {
		case t.Kind != ooxml.Start:
		case t.Name.Local == "drawing":
			pictures++
		case foreign[t.Name.Local], t.Name.Local == "bookmarkStart" && strings.HasPrefix(t.Attr(t.Name.Space, "name"), "_Ref"):
			others++
		}
	}
	fmt.Fprintf(h, "%d pictures, %d others", pictures, others)
	return hex.EncodeToString(h.Sum(nil))[:16]
}
