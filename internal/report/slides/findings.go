package slides

import (
	"cmp"
	"strconv"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
)

// page is a slide of text.
type page struct {
	title string
	lines []line
	used  int // rows
}

// A slide of text has room for so many rows of so many letters, at 20 points.
const (
	rowsOfSlide   = 15
	lettersOfLine = 84
)

// findings are the document's first part as slides: its paragraphs and lists up to the
// first table or figure, or the next part.
func findings(d *document.Document) []page {
	t := &pages{}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.Heading:
			if b.Level == 1 && t.has() {
				return t.all
			}
			if b.Level == 1 {
				t.title = b.Text
			} else {
				t.add(line{runs: []document.Run{{Text: b.Text, Bold: true}}})
			}
		case *document.Paragraph:
			t.add(line{runs: b.Runs})
		case *document.List:
			for i, item := range b.Items {
				l := line{runs: item.Runs, item: true}
				if b.Ordered {
					l.mark = strconv.Itoa(i+1) + ". "
				}
				t.add(l)
			}
		case *document.Table, *document.Figure:
			if t.has() {
				return t.all
			}
		}
	}
	return t.all
}

var sourcesTitle = domain.Text{FI: "Lähteet", SV: "Källor", EN: "Sources"}

// sources are the document's sources and notes, in smaller type.
func sources(d *document.Document) []page {
	t := &pages{title: sourcesTitle.In(d.Lang)}
	for _, b := range d.Blocks {
		if s, ok := b.(*document.Sources); ok {
			for _, text := range s.Lines {
				t.add(line{text: text, size: 1400})
			}
		}
	}
	for _, b := range d.Blocks {
		if n, ok := b.(*document.Note); ok {
			t.add(line{text: n.Text, size: 1400})
		}
	}
	return t.all
}

// pages are slides of text being filled, one after another.
type pages struct {
	title string
	all   []page
}

func (t *pages) has() bool { return len(t.all) > 0 }

// add puts a line on the slide, or on a next one where this has no room for it. A heading
// at the end goes with it.
func (t *pages) add(l line) {
	rows := rowsOf(l)
	if !t.has() {
		t.all = append(t.all, page{title: t.title})
	}
	last := &t.all[len(t.all)-1]
	if last.used > 0 && last.used+rows > rowsOfSlide {
		next := page{title: t.title}
		if end := last.lines[len(last.lines)-1]; end.bold() && len(last.lines) > 1 {
			last.lines = last.lines[:len(last.lines)-1]
			next.lines, next.used = []line{end}, rowsOf(end)
		}
		t.all = append(t.all, next)
		last = &t.all[len(t.all)-1]
	}
	last.lines, last.used = append(last.lines, l), last.used+rows
}

func (l line) bold() bool { return len(l.runs) > 0 && l.runs[len(l.runs)-1].Bold }

// rowsOf is how many rows of 20 points a line takes, with the space before it.
func rowsOf(l line) int {
	text := l.text
	for _, r := range l.runs {
		text += r.Text
	}
	letters := lettersOfLine * 2000 / cmp.Or(l.size, 2000)
	return 1 + utf8.RuneCountInString(text)/letters
}
