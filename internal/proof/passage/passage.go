// Package passage gives a plan's text as its paragraphs, headings and cells of tables,
// each with its place: of a text file a line, of a Word document the number of the
// paragraph, and the page where page breaks say it.
package passage

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Passage is a paragraph, a heading, or a cell of a table with what stands at the head of
// its row and column.
type Passage struct {
	Text    string
	Heading bool
	Cell    int // where a cell begins in its text, after the heads; 0 for what is no cell

	place  Place
	starts []start // of a text's lines
}

// start is where a line begins in a passage.
type start struct{ offset, line int }

// Place is where something stands in a file.
type Place struct {
	File      string
	Line      int    // from 1; 0 in a Word document
	Paragraph int    // of a Word document's text, from 1; 0 elsewhere
	Part      string // of a Word document: "table 2, row 3", "footnote 4"; "" for its text
	Page      int    // from 1; 0 where no page break tells
	Head      string // the passage's first words
}

// String is the place as messages and tables have it: "luku.txt:12", "luku.docx,
// paragraph 14 (Lapsiperheiden osuus …)".
func (p Place) String() string {
	switch {
	case p.Part != "":
		return fmt.Sprintf("%s, %s (%s)", p.File, p.Part, p.Head)
	case p.Paragraph > 0:
		return fmt.Sprintf("%s, paragraph %d (%s)", p.File, p.Paragraph, p.Head)
	case p.Page > 1:
		return fmt.Sprintf("%s:%d (page %d)", p.File, p.Line, p.Page)
	}
	return p.File + ":" + strconv.Itoa(p.Line)
}

// At is the place of a byte of the passage.
func (p *Passage) At(offset int) Place {
	at := p.place
	for _, s := range p.starts {
		if s.offset > offset {
			break
		}
		at.Line = s.line
	}
	return at
}

// mostHead is how many characters of a passage name its place.
const mostHead = 32

// head is the first words of a passage.
func head(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= mostHead {
		return s
	}
	cut := string([]rune(s)[:mostHead])
	if i := strings.LastIndexByte(cut, ' '); i > mostHead/2 {
		cut = cut[:i]
	}
	return cut + " …"
}

// Sentence is a sentence of a passage and where it begins there.
type Sentence struct {
	Start int
	Text  string
}

// Sentences divides a text at the ends of its sentences. A full stop ends none after a
// number before a small letter or a number ("31.12.2015", "5. suurin"), nor after an
// abbreviation.
func Sentences(text string) []Sentence {
	var all []Sentence
	from, deep := 0, 0 // deep is how many brackets are open
	add := func(to int) {
		if strings.TrimSpace(text[from:to]) != "" {
			all = append(all, Sentence{from, text[from:to]})
		}
		from, deep = to, 0
	}
	for i, c := range text {
		switch c {
		case '(':
			deep++
		case ')':
			deep = max(deep-1, 0)
		case ';':
			if deep > 0 {
				continue // "(1994: 56,0; 2014: 252,4)"
			}
		case '.', '!', '?', '\n':
		default:
			continue
		}
		if c == '(' || c == ')' {
			continue
		}
		end := i + utf8.RuneLen(c)
		if i-from >= mostSentence {
			add(end)
			continue
		}
		rest := text[end:]
		trimmed := strings.TrimLeft(rest, "”\"’) ")
		next, _ := utf8.DecodeRuneInString(trimmed)
		switch {
		case trimmed == "", c == '\n', c == ';':
			add(end)
		case len(trimmed) == len(rest): // no space follows
		case c != '.', unicode.IsUpper(next) && !abbreviated(text[from:i]):
			add(end)
		case unicode.IsDigit(next) && endsWord(text[from:i]):
			add(end)
		}
	}
	add(len(text))
	return all
}

// mostSentence bounds a sentence, in bytes: longer ones are lists without full stops.
const mostSentence = 4000

// abbreviations before whose full stop a name may stand.
var abbreviations = map[string]bool{
	"n": true, "s": true, "ss": true, "ks": true, "vrt": true, "esim": true, "mm": true, "ml": true, "em": true, "nk": true, "ns": true, "ent": true, "nyk": true, "milj": true, "mrd": true, "v": true, "klo": true, "puh": true, "t": true, "d": true, "bl": true, "ca": true, "kl": true, "jfr": true, "tel": true, "e": true, "g": true, "i": true, "dr": true, "no": true, "nro": true, "p": true, "pp": true, "st": true, "vs": true,
}

func lastWord(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}

func abbreviated(s string) bool {
	w := strings.ToLower(lastWord(s))
	if abbreviations[w] {
		return true
	}
	return w != "" && w == strings.TrimSpace(s) && strings.Trim(w, "0123456789") == "" // "1. Lapset" heads a list
}

// endsWord reports whether a text ends with a whole word before which a full stop ends a
// sentence also where a number follows.
func endsWord(s string) bool {
	if strings.HasSuffix(s, ")") || strings.HasSuffix(s, "%") {
		return true
	}
	w := lastWord(s)
	return utf8.RuneCountInString(w) > 3 && !abbreviations[strings.ToLower(w)] && strings.Trim(w, "0123456789") != ""
}
