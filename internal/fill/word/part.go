package word

import (
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
	bookmarks  map[string][]bookmark // of kuvio, by their names; two where a text box is written twice
	marks      int                   // the highest number of a bookmark
	end        int                   // the token before which what is put at the end goes

	cuts    []cut
	texts   map[int][]change // by their tokens
	inserts map[int][]byte   // before tokens
}

// paragraph is one in a part. Those of a text box stand within another.
type paragraph struct {
	from, to int // its tokens, the end's included: [from, to)
	begin    int // the token before which its content begins, after its properties
	parent   int // the token that starts the element that it is a child of
	section  bool
	plain    bool // it has nothing but text and what programs put between
	fallback int  // the token, from 1, that starts what programs show that cannot show a text box; 0 elsewhere
	instead  int  // likewise of the choice between that and the text box
	pieces   []piece
	text     string
	number   int // from 1, of those with text

	before  *paragraph // the child before it of the same parent, if that is a paragraph
	follows string     // the name of that child, "" for none
	gone    bool       // it is taken out
}

// piece is text of a paragraph that a token has or, of a tab or a hyphen, that it is.
type piece struct {
	token int
	start int // the token that starts its <w:t>
	at    int // where it is in the paragraph's text
	text  string
	sign  string // the name of an element that stands for a character
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

const choiceSpace = "http://schemas.openxmlformats.org/markup-compatibility/2006"

// signs are elements that stand for a character, as placeholders are read: a soft hyphen
// is no part of a word.
var signs = map[string]string{"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}

// slight are the elements that a paragraph loses nothing by when it is taken out.
var slight = []string{"r", "t", "tab", "cr", "noBreakHyphen", "softHyphen", "proofErr", "lastRenderedPageBreak", "ins", "smartTag"}

// kinds are those of the parts that are not the text itself, for people.
var kinds = map[string]string{"footnotes": "footnote", "endnotes": "endnote", "header": "header", "footer": "footer"}

func readPart(name, main string, content []byte) (*part, error) {
	tokens, err := ooxml.Tokens(content)
	if err != nil {
		return nil, err
	}
	p := &part{name: name, tokens: tokens, space: spaces[0], bookmarks: make(map[string][]bookmark), texts: make(map[int][]change), inserts: make(map[int][]byte)}
	if name != main {
		base := name[strings.LastIndexByte(name, '/')+1:]
		p.kind = kinds[strings.TrimRight(strings.TrimSuffix(base, ".xml"), "0123456789")]
	}
	r := reader{part: p, open: make(map[string]string)}
	for i := range tokens {
		r.token(i)
	}
	n := 0
	for _, q := range p.paragraphs {
		q.join()
		if strings.TrimSpace(q.text) != "" && q.fallback == 0 {
			n++
		}
		q.number = max(n, 1)
	}
	return p, nil
}

// join makes the paragraph's text of its pieces.
func (q *paragraph) join() {
	var b strings.Builder
	for i := range q.pieces {
		q.pieces[i].at = b.Len()
		b.WriteString(q.pieces[i].text)
	}
	q.text = b.String()
}

// element is one that is open, and the child of it that ended last.
type element struct {
	start     int
	name      string
	lastChild string
	lastP     *paragraph
}

// reader finds the paragraphs of a part, and their text.
type reader struct {
	*part
	stack     []element
	within    []*paragraph
	runs      []*runOf
	faces     int               // properties of paragraphs and runs that are open
	face      int               // the token that starts those of a run
	dropped   int               // what was deleted or moved away
	open      map[string]string // names of bookmarks of kuvio by their numbers
	own       map[string]bool   // numbers of bookmarks that nobody would miss
	fields    []bool            // of the fields that are open: whether what comes is their result
	results   int               // fields whose result comes
	choices   []int             // <mc:AlternateContent> that are open
	fallbacks []int
}

func (r *reader) token(i int) {
	t := &r.tokens[i]
	switch t.Kind {
	case ooxml.Start:
		r.starts(i, t)
		r.stack = append(r.stack, element{start: i, name: t.Name.Local})
	case ooxml.End:
		var ended element
		if n := len(r.stack); n > 0 {
			ended, r.stack = r.stack[n-1], r.stack[:n-1]
		}
		r.ends(i, t, ended)
	case ooxml.Text:
		n := len(r.stack)
		if n > 1 && r.stack[n-1].name == "t" && r.isRun(r.stack[n-2].start) {
			r.add(piece{token: i, start: r.stack[n-1].start, text: t.Text})
		}
	}
}

func (r *reader) top() *paragraph {
	if len(r.within) == 0 {
		return nil
	}
	return r.within[len(r.within)-1]
}

// isRun reports whether a token starts the run of the paragraph that is being read.
func (r *reader) isRun(start int) bool {
	n := len(r.runs)
	return n > 0 && r.runs[n-1] != nil && r.runs[n-1].start == start
}

func (r *reader) starts(i int, t *ooxml.Token) {
	if t.Name.Space == choiceSpace {
		r.choice(t, i+1)
	}
	if !slices.Contains(spaces, t.Name.Space) {
		if p := r.top(); p != nil && r.faces == 0 {
			p.plain = false
		}
		return
	}
	r.space = t.Name.Space
	if p := r.top(); p != nil && r.faces == 0 && !r.slight(t) {
		p.plain = false
	}
	var parent element
	if n := len(r.stack); n > 0 {
		parent = r.stack[n-1]
	}
	switch t.Name.Local {
	case "p":
		r.paragraph(i, parent)
	case "pPr":
		r.faces++
	case "rPr":
		if r.faces++; r.faces == 1 {
			r.face = i
		}
	case "sectPr":
		r.section(i, parent)
	case "r":
		if n := len(r.runs); n > 0 {
			r.runs[n-1] = &runOf{start: i}
		}
	case "del", "moveFrom":
		if r.faces == 0 {
			r.dropped++
		}
	case "fldSimple":
		r.results++
	case "fldChar":
		r.field(t.Attr(t.Name.Space, "fldCharType"))
	case "bookmarkStart":
		r.bookmark(i, t)
	case "bookmarkEnd":
		r.bookmarkEnds(i, t)
	default:
		if sign, ok := signs[t.Name.Local]; ok && r.isRun(parent.start) {
			r.add(piece{token: i, text: sign, sign: t.Name.Local})
		}
	}
}

// choice begins what is written twice, or the second of the two, at a token counted from
// 1; at 0 it ends.
func (r *reader) choice(t *ooxml.Token, at int) {
	open := &r.choices
	switch t.Name.Local {
	case "AlternateContent":
	case "Fallback":
		open = &r.fallbacks
	default:
		return
	}
	if at > 0 {
		*open = append(*open, at)
	} else if n := len(*open); n > 0 {
		*open = (*open)[:n-1]
	}
}

// slight reports whether a paragraph loses nothing by an element when it is taken out.
func (r *reader) slight(t *ooxml.Token) bool {
	switch t.Name.Local {
	case "pPr", "rPr":
		return true
	case "p": // of a text box, and what holds that counts
		return true
	case "br":
		return t.Attr(t.Name.Space, "type") == ""
	case "bookmarkStart":
		name := t.Attr(t.Name.Space, "name")
		mine := name == "_GoBack" || strings.HasPrefix(name, prefix)
		if mine {
			if r.own == nil {
				r.own = make(map[string]bool)
			}
			r.own[t.Attr(t.Name.Space, "id")] = true
		}
		return mine
	case "bookmarkEnd":
		return r.own[t.Attr(t.Name.Space, "id")]
	}
	return slices.Contains(slight, t.Name.Local)
}

func (r *reader) paragraph(i int, parent element) {
	p := &paragraph{from: i, to: i + 1, begin: i + 1, parent: parent.start, plain: true, before: parent.lastP, follows: parent.lastChild}
	if n := len(r.fallbacks); n > 0 {
		p.fallback = r.fallbacks[n-1]
	}
	if n := len(r.choices); n > 0 {
		p.instead = r.choices[n-1]
	}
	r.paragraphs = append(r.paragraphs, p)
	r.within, r.runs = append(r.within, p), append(r.runs, nil)
}

// section notes a paragraph that ends one, or the end of the last.
func (r *reader) section(i int, parent element) {
	if p := r.top(); p != nil {
		p.section = true
	} else if parent.name == "body" {
		r.end = i
	}
}

func (r *reader) field(kind string) {
	switch n := len(r.fields); {
	case kind == "begin":
		r.fields = append(r.fields, false)
	case kind == "separate" && n > 0 && !r.fields[n-1]:
		r.fields[n-1] = true
		r.results++
	case kind == "end" && n > 0:
		if r.fields[n-1] {
			r.results--
		}
		r.fields = r.fields[:n-1]
	}
}

func (r *reader) bookmark(i int, t *ooxml.Token) {
	id, name := t.Attr(t.Name.Space, "id"), t.Attr(t.Name.Space, "name")
	if n, err := strconv.ParseInt(id, 10, 31); err == nil {
		r.marks = max(r.marks, int(n))
	}
	if strings.HasPrefix(name, prefix) && r.top() != nil {
		r.bookmarks[name] = append(r.bookmarks[name], bookmark{from: i, to: i, paragraph: r.top()})
		r.open[id] = name
	}
}

func (r *reader) bookmarkEnds(i int, t *ooxml.Token) {
	id := t.Attr(t.Name.Space, "id")
	if name, ok := r.open[id]; ok {
		all := r.bookmarks[name]
		all[len(all)-1].to = i
		delete(r.open, id)
	}
}

func (r *reader) ends(i int, t *ooxml.Token, ended element) {
	if n := len(r.stack); n > 0 {
		r.stack[n-1].lastChild, r.stack[n-1].lastP = t.Name.Local, nil
	}
	if t.Name.Space == choiceSpace {
		r.choice(t, 0)
	}
	if !slices.Contains(spaces, t.Name.Space) {
		return
	}
	n := len(r.within)
	switch t.Name.Local {
	case "p":
		r.paragraphEnds(i)
	case "pPr":
		r.faces--
		if n > 0 && r.within[n-1].begin == ended.start {
			r.within[n-1].begin = i + 1
		}
	case "rPr":
		if r.faces--; r.faces == 0 && n > 0 && r.runs[n-1] != nil && r.runs[n-1].face == nil {
			r.runs[n-1].face = ooxml.Join(r.tokens[r.face : i+1])
		}
	case "r":
		if n > 0 {
			r.runs[n-1] = nil
		}
	case "del", "moveFrom":
		if r.faces == 0 {
			r.dropped--
		}
	case "fldSimple":
		r.results--
	case "body":
		if r.end == 0 {
			r.end = i
		}
	}
}

func (r *reader) paragraphEnds(i int) {
	n := len(r.within)
	if n == 0 {
		return
	}
	r.within[n-1].to = i + 1
	if up := len(r.stack); up > 0 {
		r.stack[up-1].lastP = r.within[n-1]
	}
	r.within, r.runs = r.within[:n-1], r.runs[:n-1]
}

func (r *reader) add(p piece) {
	if r.dropped > 0 || len(r.fields) > 0 && !r.fields[len(r.fields)-1] { // deleted, or a field's code
		return
	}
	top := r.top()
	p.run = r.runs[len(r.runs)-1]
	p.field = r.results > 0
	top.pieces = append(top.pieces, p)
}

// spared reports whether a paragraph can be taken out: a cell and a text box end with one,
// two tables with none between them are one, and a section of pages ends with one.
func (p *part) spared(q *paragraph) bool {
	if q.section || !q.plain {
		return false
	}
	at := q
	for at.before != nil && at.before.gone {
		at = at.before
	}
	next := ""
	for _, t := range p.tokens[q.to:] {
		if t.Kind == ooxml.Start || t.Kind == ooxml.End {
			if t.Kind == ooxml.Start {
				next = t.Name.Local
			}
			break
		}
	}
	return next == "p" || at.follows == "p" || at.follows == "" && next != "" && next != "sectPr"
}
