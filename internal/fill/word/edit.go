package word

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"kuvio/internal/ooxml"
)

// cut takes tokens out and puts something in their place.
type cut struct {
	from, to int
	with     []byte
}

// change replaces a part of a text token's text.
type change struct {
	span
	with func(start string) []byte // the XML in its place, between two runs; nil for nothing
	text string                    // or the text itself, within its run
}

func (p *part) cut(from, to int, with []byte) { p.cuts = append(p.cuts, cut{from, to, with}) }

func (p *part) insert(before int, xml []byte) {
	p.inserts[before] = append(p.inserts[before], xml...)
}

// replace puts XML in the place of a text that lies over pieces: where the first is,
// between two runs like its own, whose start with is given. The rest of the text goes.
func (p *part) replace(pieces []span, with func(start string) []byte) {
	for i, s := range pieces {
		c := change{span: s}
		if i == 0 {
			c.with = with
		}
		p.texts[s.token] = append(p.texts[s.token], c)
	}
}

// retext gives pieces another text, in the face of the first.
func (p *part) retext(pieces []span, text string) {
	if pieces[0].sign != "" || strings.Contains(text, "\n") {
		p.replace(pieces, func(start string) []byte { return []byte(p.run(start, text)) })
		return
	}
	for i, s := range pieces {
		c := change{span: s}
		if i == 0 {
			c.text = text
		}
		p.texts[s.token] = append(p.texts[s.token], c)
	}
}

// edited is the part with its changes; changed is false where there are none, and then
// it is as it was read.
func (p *part) edited() (content []byte, changed bool) {
	if len(p.cuts) == 0 && len(p.texts) == 0 && len(p.inserts) == 0 {
		return nil, false
	}
	slices.SortFunc(p.cuts, func(a, b cut) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	opened := p.preserved()
	var out []byte
	for i, next := 0, 0; i < len(p.tokens); i++ {
		out = append(out, p.inserts[i]...)
		for next < len(p.cuts) && p.cuts[next].from < i { // within one that was taken out
			next++
		}
		if next < len(p.cuts) && p.cuts[next].from == i {
			out = append(out, p.cuts[next].with...)
			i = p.cuts[next].to - 1
			next++
			continue
		}
		switch {
		case p.texts[i] != nil:
			out = p.change(out, i)
		case opened[i] != nil:
			out = append(out, opened[i]...)
		default:
			out = append(out, p.tokens[i].Raw...)
		}
	}
	return out, true
}

// preserved are the starts of the texts that are changed, so that spaces at their ends
// count.
func (p *part) preserved() map[int][]byte {
	starts := make(map[int][]byte)
	for i := range maps.Keys(p.texts) {
		if c := p.texts[i][0]; c.sign == "" {
			starts[c.start] = []byte(p.text(c.start))
		}
	}
	return starts
}

// text starts a text like another, in which spaces at its ends count.
func (p *part) text(start int) string {
	t := p.tokens[start]
	return "<" + t.Prefixed() + namespaces(t) + ` xml:space="preserve">`
}

// namespaces are those that a start declares.
func namespaces(t ooxml.Token) string {
	var b strings.Builder
	for _, a := range t.Attrs {
		switch {
		case a.Name.Space == "xmlns":
			b.WriteString(" xmlns:" + a.Name.Local + `="` + ooxml.Escape(a.Value) + `"`)
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			b.WriteString(` xmlns="` + ooxml.Escape(a.Value) + `"`)
		}
	}
	return b.String()
}

// change writes a token of text, or one that stands for a character, as it is changed.
func (p *part) change(out []byte, i int) []byte {
	changes := p.texts[i]
	slices.SortFunc(changes, func(a, b change) int { return a.from - b.from })
	if sign := changes[0].sign; sign != "" { // it goes: <w:tab/> within a placeholder
		if changes[0].with != nil {
			out = p.betweenRuns(out, &changes[0], "", "")
		}
		if t := p.tokens[i]; !t.Empty { // its end comes, after what it has in it
			out = append(out, "<"+t.Prefixed()+namespaces(t)+">"...)
		}
		return out
	}
	text, at := p.tokens[i].Text, 0
	for _, c := range changes {
		out = append(out, ooxml.Escape(text[at:c.from])...)
		out = append(out, ooxml.Escape(c.text)...)
		if c.with != nil {
			out = p.betweenRuns(out, &c, "</"+p.tokens[c.start].Prefixed()+">", p.text(c.start))
		}
		at = c.to
	}
	return append(out, ooxml.Escape(text[at:])...)
}

// betweenRuns writes XML between the run of a change, which it closes, and another run
// like it; close and open are of the text within.
func (p *part) betweenRuns(out []byte, c *change, close, open string) []byte {
	run := p.tokens[c.run.start]
	start := string(run.Raw) + string(c.run.face)
	out = append(out, close+"</"+run.Prefixed()+">"...)
	out = append(out, c.with(start)...)
	return append(out, start+open...)
}
