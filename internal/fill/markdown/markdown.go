// Package markdown edits the placeholders of a Markdown document. What was filled keeps a
// mark that no viewer shows, <!--k1--> after a text and around blocks, and a comment at
// the end of the file remembers the words of each mark and what was said.
package markdown

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/fill"
	"kuvio/internal/late"
	"kuvio/internal/placeholder"
	"kuvio/internal/report/markdown"
)

// Largest is how much of a document is read.
const Largest = 32 << 20

// Editor edits one document. It is a fill.Editor.
type Editor struct {
	text     string // without the comment at its end, lines ended by \n
	crlf     bool
	bom      bool
	name     string // of the document, by which pictures are called
	lang     domain.Lang
	memory   fill.Memory
	written  string // the hash of the text as it was written; "" once a person had changed it
	places   []place
	edits    []edit
	appended string
	pictures []fill.File
}

// place is a fill.Place with where it is in the text.
type place struct {
	fill.Place
	from, to int  // what is replaced: the placeholder, or what was filled with its marks
	alone    bool // in its paragraph
	starts   bool // a line
}

type edit struct {
	from, to int
	text     string
}

const bom = "\ufeff"

// Open reads a document, whose pictures are to be called by a name and whose tables are
// in a language. Errors are of what is no text, and of a comment that cannot be read.
func Open(content []byte, name string, l domain.Lang) (*Editor, error) {
	switch {
	case len(content) > Largest:
		return nil, fmt.Errorf("%d MB are more than the %d that are read of a document", len(content)>>20, Largest>>20)
	case !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0:
		return nil, fmt.Errorf("it is no text in UTF-8: save it as Markdown in UTF-8, or as .docx")
	}
	e := &Editor{text: string(content), name: name, lang: l}
	e.text, e.bom = strings.CutPrefix(e.text, bom)
	if e.crlf = strings.Contains(e.text, "\r\n"); e.crlf {
		e.text = strings.ReplaceAll(e.text, "\r\n", "\n")
	}
	if err := e.remember(); err != nil {
		return nil, err
	}
	e.find()
	return e, nil
}

// Memory implements fill.Editor.
func (e *Editor) Memory() fill.Memory { return e.memory }

// Places implements fill.Editor.
func (e *Editor) Places() []fill.Place {
	places := make([]fill.Place, len(e.places))
	for i, p := range e.places {
		places[i] = p.Place
	}
	return places
}

// Changed implements fill.Editor.
func (e *Editor) Changed() bool { return len(e.memory.Filled) > 0 && wholeOf(e.text) != e.written }

// Beside are the pictures that the document shows once it is filled.
func (e *Editor) Beside() []fill.File { return e.pictures }

// Fetched are the addresses that a program fetches something from when it opens the
// document: none that are not in plain sight.
func (e *Editor) Fetched() []string { return nil }

// tail begins the comment at the end.
const tail = "<!--kuvio "

// filled is fill.Filled as the comment has it.
type filled struct {
	ID    string `json:"id"`
	Words string `json:"words"`
	Said  string `json:"said"`
	Put   string `json:"put,omitempty"`
}

type about struct {
	Lang    domain.Lang `json:"lang"`
	Subject string      `json:"subject,omitempty"`
	Written string      `json:"written,omitempty"`
	Whole   string      `json:"whole,omitempty"` // the hash of the text as it was written
}

// remember takes the comment off the end of the text.
func (e *Editor) remember() error {
	at := strings.LastIndex(e.text, "\n"+tail)
	if at < 0 {
		return nil
	}
	comment, after, closed := strings.Cut(e.text[at+1+len(tail):], "-->")
	if !closed {
		return fmt.Errorf("the comment at its end, in which kuvio remembers what it filled, is not closed by -->: put it back from a copy, or fill the template again")
	}
	for i, line := range strings.Split(strings.TrimSpace(comment), "\n") {
		var err error
		if i == 0 {
			var a about
			err = json.Unmarshal([]byte(line), &a)
			e.memory.Lang, e.memory.Subject, e.memory.Written = a.Lang, a.Subject, a.Written
			e.written = a.Whole
		} else if line = strings.TrimSpace(line); line != "" {
			var f filled
			err = json.Unmarshal([]byte(line), &f)
			e.memory.Filled = append(e.memory.Filled, fill.Filled(f))
		}
		if err != nil {
			n := strings.Count(e.text[:at+1], "\n") + 1 + i
			return fmt.Errorf("line %d, in the comment where kuvio remembers what it filled: %q cannot be read: put the line back from a copy, or take it out to have its mark forgotten", n, line)
		}
	}
	e.text = e.text[:at+1] + strings.TrimLeft(after, "\n")
	return nil
}

// marks are what stands where something was filled.
var marks = late.Regexp(`<!--(/?)(k[0-9]+)-->`)

// find finds the placeholders and the marks.
func (e *Editor) find() {
	hidden := e.hidden()
	lines := newLines(e.text)
	for at := 0; ; {
		from := strings.Index(e.text[at:], placeholder.Open)
		if from < 0 {
			break
		}
		from += at
		at = from + len(placeholder.Open)
		to := strings.Index(e.text[at:], placeholder.Close)
		if to < 0 {
			break
		}
		words := e.text[at : at+to]
		if strings.Contains(words, "\n\n") || strings.Contains(words, placeholder.Open) || within(hidden, from) || from > 0 && e.text[from-1] == '\\' {
			continue
		}
		end := at + to + len(placeholder.Close)
		p := place{from: from, to: end, alone: e.alone(from, end), starts: e.startsLine(from)}
		p.Where, p.Words = lines.where(from), strings.Join(strings.Fields(words), " ")
		e.places = append(e.places, p)
		at = end
	}
	e.findFilled(hidden, lines)
	slices.SortStableFunc(e.places, func(a, b place) int { return a.from - b.from })
	for i := range e.memory.Filled {
		f := &e.memory.Filled[i]
		if !slices.ContainsFunc(e.places, func(p place) bool { return p.Filled == f }) {
			e.places = append(e.places, place{Place: fill.Place{Words: f.Words, Filled: f, Gone: true}})
		}
	}
}

// findFilled finds what was filled by its marks. One that nothing is remembered of stays
// as it is.
func (e *Editor) findFilled(hidden []span, lines lineStarts) {
	found := marks().FindAllStringSubmatchIndex(e.text, -1)
	for i := 0; i < len(found); i++ {
		m := found[i]
		id := e.text[m[4]:m[5]]
		at := slices.IndexFunc(e.memory.Filled, func(f fill.Filled) bool { return f.ID == id })
		if at < 0 || within(hidden, m[0]) || m[3] > m[2] {
			continue
		}
		f := &e.memory.Filled[at]
		p := place{Place: fill.Place{Words: f.Words, Filled: f}, from: m[0], to: m[1], starts: e.startsLine(m[0])}
		if f.Put == "" {
			e.textBefore(&p)
		} else {
			end := slices.IndexFunc(found[i+1:], func(o []int) bool { return o[3] > o[2] && e.text[o[4]:o[5]] == id })
			if end < 0 {
				p.Stands = "" // its end is gone: a person was there
			} else {
				close := found[i+1+end]
				p.to = close[1]
				p.Stands = hashOf(e.text[m[1]:close[0]])
			}
			p.alone = true
		}
		p.Where = lines.where(p.from)
		e.places = append(e.places, p)
	}
}

// textBefore finds the text that a mark stands after: what was said, however its lines are
// wrapped today, or else as many words as that has.
func (e *Editor) textBefore(p *place) {
	before, said := e.text[:p.from], p.Filled.Said
	if said == "" {
		return
	}
	for _, form := range []string{markdown.Text(said, false), markdown.Text(said, true)} {
		if n, ok := suffix(before, form); ok && !runsOn(before[:len(before)-n], form) {
			p.from, p.Stands = p.from-n, said
			p.starts = e.startsLine(p.from)
			return
		}
	}
	paragraph := before[strings.LastIndex(before, "\n\n")+1:]
	words := strings.FieldsFunc(paragraph, breaks)
	if n := max(leastTold, len(strings.FieldsFunc(said, breaks))); len(words) > n {
		words = words[len(words)-n:]
	}
	p.Stands = strings.Join(words, " ")
}

// leastTold is how many words are told of a text that a person changed.
const leastTold = 3

// breaks reports whether lines may be wrapped at a character.
func breaks(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }

// suffix is how many bytes at the end of a text are the form, where lines may be wrapped
// otherwise.
func suffix(text, form string) (int, bool) {
	i, j := len(text), len(form)
	for j > 0 {
		f, fs := utf8.DecodeLastRuneInString(form[:j])
		if i == 0 {
			return 0, false
		}
		t, ts := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case breaks(f) && breaks(t):
			for i > 0 && breaks(rune(text[i-1])) {
				i--
			}
			for j > 0 && breaks(rune(form[j-1])) {
				j--
			}
			continue
		case f != t:
			return 0, false
		}
		i, j = i-ts, j-fs
	}
	return len(text) - i, true
}

// runsOn reports whether a number goes on from what stands before it, so that it is
// another: 11,7 is not 1,7.
func runsOn(before, form string) bool {
	first, _ := utf8.DecodeRuneInString(form)
	last, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsDigit(first) && (unicode.IsDigit(last) || last == ',' || last == '.' || last == '−')
}

// alone reports whether what stands from one place to another is a paragraph of its own.
func (e *Editor) alone(from, to int) bool {
	before := strings.TrimRight(e.text[:from], " \t")
	after := strings.TrimLeft(e.text[to:], " \t")
	blank := func(before string) bool { return before == "" || strings.HasSuffix(before, "\n") }
	if !blank(before) || after != "" && !strings.HasPrefix(after, "\n") {
		return false
	}
	last := strings.TrimRight(strings.TrimSuffix(before, "\n"), " \t")
	last = last[strings.LastIndex(last, "\n")+1:]
	next, _, _ := strings.Cut(strings.TrimPrefix(after, "\n"), "\n")
	own := func(line string) bool {
		line = strings.TrimSpace(line)
		return line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "<!--") || strings.HasPrefix(line, placeholder.Open) && strings.HasSuffix(line, placeholder.Close)
	}
	return own(last) && own(next)
}

func (e *Editor) startsLine(at int) bool {
	line := e.text[strings.LastIndex(e.text[:at], "\n")+1 : at]
	return strings.Trim(line, " \t>") == ""
}

// Put implements fill.Editor.
func (e *Editor) Put(i int, id string, a fill.Answer) (string, error) {
	p := &e.places[i]
	if a.Blocks != nil {
		if !p.alone {
			return "", fill.ErrWithin
		}
		text, put, err := e.blocks(id, a)
		if err != nil {
			return "", err
		}
		e.edits = append(e.edits, edit{p.from, p.to, text})
		return put, nil
	}
	switch {
	case id == "" && p.alone: // with the empty line after it
		to := p.to
		for n := 0; n < 2 && to < len(e.text) && e.text[to] == '\n'; n++ {
			to++
		}
		e.edits = append(e.edits, edit{p.from, to, ""})
	case id == "":
		to := p.to
		if p.from > 0 && breaks(rune(e.text[p.from-1])) && to < len(e.text) && e.text[to] == ' ' {
			to++
		}
		e.edits = append(e.edits, edit{p.from, to, ""})
	default:
		e.edits = append(e.edits, edit{p.from, p.to, markdown.Text(a.Text, p.starts) + mark(id)})
	}
	return "", nil
}

// Append implements fill.Editor.
func (e *Editor) Append(id string, a fill.Answer) (string, error) {
	text, put := markdown.Text(a.Text, true)+mark(id), ""
	if a.Blocks != nil {
		var err error
		if text, put, err = e.blocks(id, a); err != nil {
			return "", err
		}
	}
	e.appended += "\n" + text + "\n"
	return put, nil
}

// Bytes implements fill.Editor.
func (e *Editor) Bytes(m fill.Memory) ([]byte, error) {
	slices.SortFunc(e.edits, func(a, b edit) int { return a.from - b.from })
	var b strings.Builder
	at := 0
	for _, d := range e.edits {
		b.WriteString(e.text[at:d.from])
		b.WriteString(d.text)
		at = d.to
	}
	b.WriteString(e.text[at:])
	text := strings.TrimRight(b.String(), "\n") + "\n" + e.appended
	b.Reset()
	b.WriteString(text)
	if len(m.Filled) > 0 || m.Subject != "" {
		whole := ""
		if !e.Changed() { // what a person has written stays theirs, however often it is renewed
			whole = wholeOf(text)
		}
		b.WriteString("\n" + tail)
		for _, line := range append([]any{about{m.Lang, m.Subject, m.Written, whole}}, lined(m.Filled)...) {
			said, err := json.Marshal(line) // which writes > so that it cannot close the comment
			if err != nil {
				return nil, err
			}
			b.Write(append(said, '\n'))
		}
		b.WriteString("-->\n")
	}
	text = b.String()
	if e.crlf {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if e.bom {
		text = bom + text
	}
	return []byte(text), nil
}

func lined(all []fill.Filled) (lines []any) {
	for _, f := range all {
		lines = append(lines, filled(f))
	}
	return lines
}

func mark(id string) string { return "<!--" + id + "-->" }

// hashOf is the hash of blocks as the file has them, however many spaces they have.
func hashOf(text string) string {
	h := sha256.Sum256([]byte(strings.Join(strings.Fields(text), " ")))
	return hex.EncodeToString(h[:8])
}

// wholeOf is the hash of the whole text, without what it remembers.
func wholeOf(text string) string {
	h := sha256.Sum256([]byte(strings.TrimSpace(text)))
	return hex.EncodeToString(h[:8])
}
