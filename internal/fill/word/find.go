package word

import (
	"slices"
	"strings"

	"kuvio/internal/fill"
	"kuvio/internal/placeholder"
)

// find finds the placeholders and what was filled, in the order of reading.
func (e *Editor) find() {
	for _, p := range e.parts {
		var here []place
		for _, q := range p.paragraphs {
			here = append(here, p.placeholders(q)...)
		}
		here = append(here, e.filled(p)...)
		slices.SortStableFunc(here, func(a, b place) int { return a.paragraph.from - b.paragraph.from })
		e.places = append(e.places, here...)
	}
	for i := range e.memory.Filled {
		f := &e.memory.Filled[i]
		if !slices.ContainsFunc(e.places, func(p place) bool { return p.Filled == f }) {
			e.places = append(e.places, place{Place: fill.Place{Words: f.Words, Filled: f, Gone: true}})
		}
	}
}

// placeholders are those of a paragraph, over however many runs. What is not closed
// within it has no words, and what reads them says so.
func (p *part) placeholders(q *paragraph) (found []place) {
	text := q.text()
	for at := 0; ; {
		from := strings.Index(text[at:], placeholder.Open)
		if from < 0 {
			return found
		}
		from += at
		inner := from + len(placeholder.Open)
		to := strings.Index(text[inner:], placeholder.Close)
		if to < 0 {
			return found
		}
		words := text[inner : inner+to]
		if again := strings.LastIndex(words, placeholder.Open); again >= 0 { // {{ alone, then one
			from, words = inner+again, words[again+len(placeholder.Open):]
		}
		end := inner + to + len(placeholder.Close)
		here := place{in: p, paragraph: q, last: q, pieces: q.spans(from, end), alone: strings.TrimSpace(text[:from]+text[end:]) == ""}
		here.Where, here.Words = p.where(q), strings.Join(strings.Fields(words), " ")
		found = append(found, here)
		at = end
	}
}

// spans are the pieces of a paragraph's text from one byte to another.
func (q *paragraph) spans(from, to int) (spans []span) {
	at := 0
	for _, s := range q.pieces {
		next := at + len(s.text)
		if next > from && at < to {
			spans = append(spans, span{s, max(from-at, 0), min(to-at, len(s.text))})
		}
		at = next
	}
	return spans
}

// filled is what was filled in a part, as it stands now.
func (e *Editor) filled(p *part) (found []place) {
	for i := range e.memory.Filled {
		f := &e.memory.Filled[i]
		here := place{in: p, Place: fill.Place{Words: f.Words, Filled: f}}
		if f.Put == "" {
			mark, ok := p.bookmarks[markOf(f.ID)]
			if !ok {
				continue
			}
			here.paragraph, here.last = mark.paragraph, mark.paragraph
			here.pieces = p.between(mark.from, mark.to)
			for _, s := range here.pieces {
				here.Stands += s.text
			}
			if len(here.pieces) == 0 { // a person has emptied it
				here.Gone = true
			}
			here.alone = strings.TrimSpace(mark.paragraph.text()) == strings.TrimSpace(here.Stands)
		} else {
			first, ok := p.bookmarks[markOf(f.ID)+ends[0]]
			last, both := p.bookmarks[markOf(f.ID)+ends[1]]
			if !ok && !both {
				continue
			}
			here.paragraph, here.last, here.alone = first.paragraph, last.paragraph, true
			if !ok || !both || first.paragraph.parent != last.paragraph.parent || first.paragraph.from > last.paragraph.from {
				here.paragraph = first.paragraph
				if !ok {
					here.paragraph = last.paragraph
				}
				here.last = here.paragraph // a person was there: its hash is another
			}
			here.Stands = p.hash(here.paragraph, here.last)
		}
		here.Where = p.where(here.paragraph)
		found = append(found, here)
	}
	return found
}
