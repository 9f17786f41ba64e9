package word

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/ooxml"
)

// part is a part of the file that has paragraphs, and what is to be changed in it.
type part struct {
	name       string
	kind       string // for people: header; "" of the text itself
	tokens     []ooxml.Token
	space      string // the namespace that its elements are of
	paragraphs []*paragraph
	bookmarks  map[string]bookmark // of kuvio, by their names
	marks      int                 // the highest number of a bookmark
	end        int                 // the token before which what is put at the end goes

	cuts    []cut
	texts   map[int][]change // by their tokens
	inserts map[int][]byte   // before tokens
}

// paragraph is one in a part. Those of a text box stand within another.
type paragraph struct {
	from, to int // its tokens, the end's included: [from, to)
	begin    int // the token before which its content begins, after its properties
	parent   int // the token that starts the element that it is a child of
	outer    *paragraph
	section  bool // it ends a section of pages
	pieces   []piece
	number   int // from 1, of those with text
}

// piece is text of a paragraph that a token has or, of a tab or a hyphen, that it is.
type piece struct {
	token int
	text  string
	sign  bool // an element that stands for a character
	run   *runOf
	field bool // the result of a field, which is counted anew
}

// runOf is the run that a piece is of.
type runOf struct {
	start int    // its token
	face  []byte // its properties
}

// bookmark is where one begins and ends.
type bookmark struct {
	from, to  int
	paragraph *paragraph // in which it begins
}

// span is a part of a piece, in bytes of its text.
type span struct {
	piece
	from, to int
}

// spaces are those of transitional and of strict documents (ECMA-376 part 1 and 4).
var spaces = []string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"http://purl.oclc.org/ooxml/wordprocessingml/main",
}

// signs are elements that stand for a character. A soft hyphen is none of a word.
var signs = map[string]string{"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}

func readPart(name, main string, content []byte) (*part, error) {
	tokens, err := ooxml.Tokens(content)
	if err != nil {
		return nil, err
	}
	p := &part{name: name, tokens: tokens, space: spaces[0], bookmarks: make(map[string]bookmark), texts: make(map[int][]change), inserts: make(map[int][]byte)}
	if name != main {
		base := name[strings.LastIndexByte(name, '/')+1:]
		p.kind = strings.TrimRight(strings.TrimSuffix(base, ".xml"), "0123456789")
		p.kind = map[string]string{"footnotes": "footnote", "endnotes": "endnote"}[p.kind] + map[string]string{"header": "header", "footer": "footer"}[p.kind]
	}
	r := reader{part: p, open: make(map[string]int)}
	for i := range tokens {
		r.token(i)
	}
	p.number()
	return p, nil
}

// reader finds the paragraphs of a part, and their text.
type reader struct {
	*part
	stack   []int // tokens of the elements that are open
	within  []*paragraph
	runs    []*runOf
	text    int // elements within which text counts
	dropped int // what was deleted or moved away
	open    map[string]int
	fields  []bool // of the fields that are open: whether what comes is their result
	simple  int    // <w:fldSimple> that are open
}

func (r *reader) token(i int) {
	t := r.tokens[i]
	switch t.Kind {
	case ooxml.Start:
		if slices.Contains(spaces, t.Name.Space) {
			r.space = t.Name.Space
			r.starts(i, &t)
		}
		r.stack = append(r.stack, i)
	case ooxml.End:
		if n := len(r.stack); n > 0 {
			r.stack = r.stack[:n-1]
		}
		if slices.Contains(spaces, t.Name.Space) {
			r.ends(i, &t)
		}
	case ooxml.Text:
		if r.text > 0 && r.dropped == 0 {
			r.add(piece{token: i, text: t.Text})
		}
	}
}

func (r *reader) top() *paragraph {
	if len(r.within) == 0 {
		return nil
	}
	return r.within[len(r.within)-1]
}

func (r *reader) starts(i int, t *ooxml.Token) {
	parent := 0
	if n := len(r.stack); n > 0 {
		parent = r.stack[n-1]
	}
	switch t.Name.Local {
	case "p":
		p := &paragraph{from: i, begin: i + 1, parent: parent, outer: r.top()}
		r.paragraphs = append(r.paragraphs, p)
		r.within, r.runs = append(r.within, p), append(r.runs, nil)
	case "sectPr":
		if p := r.top(); p != nil {
			p.section = true
		} else {
			r.end = i
		}
	case "r":
		if n := len(r.runs); n > 0 {
			r.runs[n-1] = &runOf{start: i}
		}
	case "t":
		r.text++
	case "del", "moveFrom":
		r.dropped++
	case "fldSimple":
		r.simple++
	case "fldChar":
		r.field(t.Attr(t.Name.Space, "fldCharType"))
	case "bookmarkStart":
		r.bookmark(i, t)
	case "bookmarkEnd":
		id := t.Attr(t.Name.Space, "id")
		if name, ok := r.named(id); ok {
			b := r.bookmarks[name]
			b.to = i
			r.bookmarks[name] = b
		}
	default:
		if sign, ok := signs[t.Name.Local]; ok && len(r.runs) > 0 && r.runs[len(r.runs)-1] != nil && r.dropped == 0 && r.inRun(parent) {
			r.add(piece{token: i, text: sign, sign: true})
		}
	}
}

// inRun reports whether an element is a run: a tab of a paragraph's properties is none
// of its text.
func (r *reader) inRun(parent int) bool { return r.tokens[parent].Name.Local == "r" }

func (r *reader) field(kind string) {
	switch n := len(r.fields); {
	case kind == "begin":
		r.fields = append(r.fields, false)
	case kind == "separate" && n > 0:
		r.fields[n-1] = true
	case kind == "end" && n > 0:
		r.fields = r.fields[:n-1]
	}
}

func (r *reader) bookmark(i int, t *ooxml.Token) {
	id, name := t.Attr(t.Name.Space, "id"), t.Attr(t.Name.Space, "name")
	if n, err := strconv.Atoi(id); err == nil {
		r.marks = max(r.marks, n)
	}
	if _, twice := r.bookmarks[name]; !strings.HasPrefix(name, prefix) || twice || r.top() == nil {
		return
	}
	r.bookmarks[name] = bookmark{from: i, to: i, paragraph: r.top()}
	r.open[id+" "+name] = i
}

// named is the bookmark of kuvio that is open by a number.
func (r *reader) named(id string) (string, bool) {
	for key := range r.open {
		if of, name, _ := strings.Cut(key, " "); of == id {
			delete(r.open, key)
			return name, true
		}
	}
	return "", false
}

func (r *reader) ends(i int, t *ooxml.Token) {
	n := len(r.within)
	switch t.Name.Local {
	case "p":
		if n > 0 {
			r.within[n-1].to = i + 1
			r.within, r.runs = r.within[:n-1], r.runs[:n-1]
		}
	case "pPr":
		if n > 0 && r.within[n-1].begin == r.within[n-1].from+1 {
			r.within[n-1].begin = i + 1
		}
	case "rPr":
		if n > 0 && r.runs[n-1] != nil && r.runs[n-1].face == nil {
			r.runs[n-1].face = ooxml.Join(r.tokens[r.faceFrom(i) : i+1])
		}
	case "r":
		if n > 0 {
			r.runs[n-1] = nil
		}
	case "t":
		r.text--
	case "del", "moveFrom":
		r.dropped--
	case "fldSimple":
		r.simple--
	case "body":
		if r.end == 0 {
			r.end = i
		}
	}
}

// faceFrom is the token that starts the properties that end with one.
func (r *reader) faceFrom(end int) int {
	depth := 0
	for i := end; i >= 0; i-- {
		switch r.tokens[i].Kind {
		case ooxml.End:
			depth++
		case ooxml.Start:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return end
}

func (r *reader) add(p piece) {
	top := r.top()
	if top == nil || r.runs[len(r.runs)-1] == nil {
		return
	}
	p.run = r.runs[len(r.runs)-1]
	p.field = r.simple > 0 || slices.Contains(r.fields, true)
	top.pieces = append(top.pieces, p)
}

// number counts the paragraphs in which something stands.
func (p *part) number() {
	n := 0
	for _, q := range p.paragraphs {
		if strings.TrimSpace(q.text()) != "" {
			n++
		}
		q.number = max(n, 1)
	}
}

func (q *paragraph) text() string {
	var b strings.Builder
	for _, s := range q.pieces {
		b.WriteString(s.text)
	}
	return b.String()
}

// shown is how many letters of a paragraph tell which it is.
const shown = 40

// where is a paragraph for people: "paragraph 3 (Vuonna 2014 oli …)".
func (p *part) where(q *paragraph) string {
	text := []rune(strings.Join(strings.Fields(q.text()), " "))
	if len(text) > shown {
		text = append(text[:shown], '…')
	}
	said := fmt.Sprintf("paragraph %d (%s)", q.number, string(text))
	if p.kind != "" {
		return p.kind + ", " + said
	}
	return said
}

// between are the pieces of text between two tokens.
func (p *part) between(from, to int) (spans []span) {
	for _, q := range p.paragraphs {
		if q.to < from || q.from > to {
			continue
		}
		for _, s := range q.pieces {
			if s.token > from && s.token < to {
				spans = append(spans, span{s, 0, len(s.text)})
			}
		}
	}
	return spans
}

// hash is that of what stands from one paragraph to another: the text, without what
// fields count, and how many pictures.
func (p *part) hash(first, last *paragraph) string {
	h := sha256.New()
	for _, q := range p.paragraphs {
		if q.from < first.from || q.to > last.to {
			continue
		}
		for _, s := range q.pieces {
			if !s.field {
				h.Write([]byte(s.text))
			}
		}
		h.Write([]byte{'\n'})
	}
	pictures := 0
	for i := first.from; i < last.to; i++ {
		if p.tokens[i].Kind == ooxml.Start && p.tokens[i].Name.Local == "inline" {
			pictures++
		}
	}
	fmt.Fprintf(h, "%d pictures", pictures)
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// spared reports whether a paragraph can be taken out: what holds it needs one at its end,
// and a section of pages ends with one.
func (p *part) spared(q *paragraph) bool {
	if q.section {
		return false
	}
	siblings := 0
	for _, other := range p.paragraphs {
		if other.parent == q.parent {
			siblings++
		}
	}
	return siblings > 1
}
