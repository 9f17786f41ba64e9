package word

import (
	"errors"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"kuvio/internal/fill"
	"kuvio/internal/placeholder"
)

// find finds the placeholders and what was filled, in the order of reading.
func (e *Editor) find() {
	found := make(map[*fill.Filled]bool)
	for _, p := range e.parts {
		var here []place
		for _, q := range p.paragraphs {
			here = append(here, p.placeholders(q)...)
		}
		here = append(here, e.filled(p, found)...)
		slices.SortStableFunc(here, func(a, b place) int { return a.paragraph.from - b.paragraph.from })
		e.places = append(e.places, twinned(here)...)
	}
	for i := range e.memory.Filled {
		if f := &e.memory.Filled[i]; !found[f] {
			e.places = append(e.places, place{Place: fill.Place{Words: f.Words, Filled: f, Gone: true}})
		}
	}
}

var errUnclosed = errors.New("it is not closed in its paragraph: write its }} into the same one")

// placeholders are those of a paragraph, over however many runs.
func (p *part) placeholders(q *paragraph) (found []place) {
	for at := 0; ; {
		from := strings.Index(q.text[at:], placeholder.Open)
		if from < 0 {
			return found
		}
		from += at
		inner := from + len(placeholder.Open)
		to := strings.Index(q.text[inner:], placeholder.Close)
		if to < 0 {
			words := strings.Join(strings.Fields(q.text[inner:]), " ")
			return append(found, place{Place: fill.Place{Where: p.where(q), Words: words, Err: errUnclosed}, in: p, paragraph: q, last: q})
		}
		words := q.text[inner : inner+to]
		if again := strings.LastIndex(words, placeholder.Open); again >= 0 { // {{ alone, then one
			from, words = inner+again, words[again+len(placeholder.Open):]
		}
		end := inner + to + len(placeholder.Close)
		alone := strings.TrimSpace(q.text[:from]) == "" && strings.TrimSpace(q.text[end:]) == ""
		here := place{in: p, paragraph: q, last: q, pieces: q.spans(from, end), alone: alone}
		here.Where, here.Words = p.where(q), strings.Join(strings.Fields(words), " ")
		if alone { // its words tell which it is
			here.Where, _, _ = strings.Cut(here.Where, " (")
		}
		found = append(found, here)
		at = end
	}
}

// spans are the pieces of a paragraph's text from one byte to another.
func (q *paragraph) spans(from, to int) (spans []span) {
	first := sort.Search(len(q.pieces), func(i int) bool { return q.pieces[i].at+len(q.pieces[i].text) > from })
	for _, s := range q.pieces[first:] {
		if s.at >= to {
			break
		}
		spans = append(spans, span{s, max(from-s.at, 0), min(to-s.at, len(s.text))})
	}
	return spans
}

// filled is what was filled in a part, as it stands now.
func (e *Editor) filled(p *part, known map[*fill.Filled]bool) (found []place) {
	for i := range e.memory.Filled {
		f := &e.memory.Filled[i]
		one := p.filledTexts
		if f.Put != "" {
			one = p.filledBlocks
		}
		for _, here := range one(f) {
			here.in, here.Words, here.Filled = p, f.Words, f
			here.Where = p.where(here.paragraph)
			known[f] = true
			found = append(found, here)
		}
	}
	return found
}

// filledTexts are the places of a text: two of a text box that is written twice.
func (p *part) filledTexts(f *fill.Filled) (found []place) {
	for _, mark := range p.bookmarks[markOf(f.ID)] {
		here := place{paragraph: mark.paragraph, last: mark.paragraph, pieces: p.between(mark)}
		here.Stands = stands(here.pieces)
		if moved := mark.paragraph.shifted(here.pieces, f.Said); moved != nil {
			here.pieces, here.Stands = moved, f.Said
		}
		here.Gone = len(here.pieces) == 0 // a person has emptied it
		here.alone = strings.TrimSpace(mark.paragraph.text) == strings.TrimSpace(here.Stands)
		found = append(found, here)
	}
	return found
}

// shifted are the pieces of what was said where a bookmark ends a letter too early, as
// LibreOffice 7.4 saves those within a tracked insertion; nil where it does not.
func (q *paragraph) shifted(pieces []span, said string) []span {
	if len(pieces) == 0 || pieces[0].token > q.to || !strings.HasPrefix(q.text[pieces[0].at:], said) {
		return nil
	}
	from, last := pieces[0].at, pieces[len(pieces)-1]
	if off := from + len(said) - last.at - len(last.text); off <= 0 || off > utf8.UTFMax || last.token > q.to {
		return nil
	}
	return q.spans(from, from+len(said))
}

// filledBlocks are the places of blocks. Where one of the two ends is gone a person was
// there, which the hash shows.
func (p *part) filledBlocks(f *fill.Filled) (found []place) {
	begins, finishes := p.bookmarks[markOf(f.ID)+ends[0]], p.bookmarks[markOf(f.ID)+ends[1]]
	for i := range max(len(begins), len(finishes)) {
		var first, last *paragraph
		if i < len(begins) {
			first = begins[i].paragraph
		}
		if i < len(finishes) {
			last = finishes[i].paragraph
		}
		switch {
		case first == nil:
			first = last
		case last == nil || first.parent != last.parent || first.from > last.from:
			last = first
		}
		found = append(found, place{paragraph: first, last: last, alone: true, Place: fill.Place{Stands: p.hash(first, last)}})
	}
	return found
}

// twinned are the places with those taken off that are written a second time, for programs
// that cannot show a text box: they are filled with the first.
func twinned(all []place) (places []place) {
	for _, one := range all {
		if one.paragraph.fallback > 0 {
			same := func(p place) bool {
				return p.paragraph.instead == one.paragraph.instead && p.paragraph.fallback == 0 &&
					p.Filled == one.Filled && p.Words == one.Words && len(p.twins) == 0
			}
			if i := slices.IndexFunc(places, same); i >= 0 {
				places[i].twins = append(places[i].twins, one)
				continue
			}
		}
		places = append(places, one)
	}
	return places
}
