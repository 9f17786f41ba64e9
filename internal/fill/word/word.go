// Package word edits the placeholders of a Word document. What was filled lies between
// two ends of a hidden bookmark, which Word and LibreOffice keep when somebody goes on
// writing (LibreOffice 7.4 loses the tags of content controls); a part of the file
// remembers the words of each bookmark and what was said. All else stays byte for byte.
package word

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/fill"
	"kuvio/internal/ooxml"
	"kuvio/internal/report/docx"
)

// Editor edits one document. It is a fill.Editor.
type Editor struct {
	pack      *ooxml.Package
	lang      domain.Lang
	memory    fill.Memory
	before    string // the hash of what it says as it was opened, where it was filled
	written   string // the hash of what it said as it was written; "" once a person had changed it
	parts     []*part
	places    []place
	insertion *docx.Insertion // made when blocks are put
	marks     int             // the last number that a bookmark has; those of each are unique
}

// place is a fill.Place with where it is in the file.
type place struct {
	fill.Place
	in        *part
	pieces    []span     // of the placeholder, or of the text that was filled
	paragraph *paragraph // that it stands in, or begins in
	last      *paragraph // in which blocks end
	alone     bool       // in its paragraph
	twins     []place    // the same, for programs that cannot show a text box
}

// Open reads a document. Errors are those of a file that is none, or is too large, or
// that no office program writes, and of a part that cannot be read.
func Open(content []byte, l domain.Lang) (*Editor, error) {
	pack, err := ooxml.Open(content)
	if err != nil {
		return nil, err
	}
	main := pack.Main()
	if kind := pack.Type(main); !strings.Contains(kind, "wordprocessingml") && !strings.Contains(kind, "ms-word") {
		return nil, fmt.Errorf("found an office file that is no text (%s), expected .docx", cmp.Or(kind, "of no type"))
	}
	e := &Editor{pack: pack, lang: l}
	if e.parts, err = readParts(pack, filledKinds); err != nil {
		return nil, err
	}
	for _, p := range e.parts {
		e.marks = max(e.marks, p.marks)
	}
	if err := e.remember(); err != nil {
		return nil, err
	}
	if len(e.memory.Filled) > 0 {
		if e.before, err = e.whole(); err != nil {
			return nil, err
		}
	}
	e.find()
	return e, nil
}

// filledKinds are the kinds of parts in which placeholders are filled, beside the text itself.
var filledKinds = []string{"header", "footer", "footnotes", "endnotes"}

// readParts reads the text itself and the parts of some kinds that belong to it.
func readParts(pack *ooxml.Package, kinds []string) (parts []*part, err error) {
	main := pack.Main()
	names := []string{main}
	for _, kind := range kinds {
		names = append(names, pack.Related(main, kind)...)
	}
	for i, name := range names {
		text, ok := pack.Part(name)
		if !ok || slices.Contains(names[:i], name) {
			continue
		}
		p, err := readPart(name, main, text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		parts = append(parts, p)
	}
	return parts, nil
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
func (e *Editor) Changed() bool { return len(e.memory.Filled) > 0 && e.before != e.written }

// Beside are the files beside the document: none, its pictures are within.
func (e *Editor) Beside() []fill.File { return nil }

// Fetched are the addresses that an office program would fetch when it opens the
// document: pictures and templates that lie elsewhere. They are kept, and not fetched here.
func (e *Editor) Fetched() []string {
	var all []string
	for _, r := range e.pack.Outside() {
		if !strings.HasSuffix(r.Type, "/hyperlink") && !slices.Contains(all, r.Target) {
			all = append(all, r.Target)
		}
	}
	return all
}

// Put implements fill.Editor.
func (e *Editor) Put(i int, id string, a fill.Answer) (put string, err error) {
	p := &e.places[i]
	for _, one := range append([]place{*p}, p.twins...) {
		if put, err = e.put(&one, id, a); err != nil {
			return "", err
		}
	}
	return put, nil
}

func (e *Editor) put(p *place, id string, a fill.Answer) (string, error) {
	blocks := p.Filled != nil && p.Filled.Put != ""
	switch {
	case a.Blocks != nil:
		if !p.alone {
			return "", fill.ErrWithin
		}
		xml, put, err := e.blocks(p, id, a)
		if err != nil {
			return "", err
		}
		if !blocks && (p.paragraph.section || !p.paragraph.plain) { // it holds something else, which stays
			p.in.insert(p.paragraph.from, xml)
			p.in.replace(p.pieces, nil)
			return put, nil
		}
		p.in.cut(p.paragraph.from, p.last.to, xml)
		return put, nil
	case blocks: // of which there is a text today
		p.in.cut(p.paragraph.from, p.last.to, e.paragraphOf(p.in, id, a.Text))
	case p.Filled != nil:
		p.in.retext(p.pieces, a.Text)
	case id == "" && p.alone && p.in.spared(p.paragraph):
		p.in.cut(p.paragraph.from, p.paragraph.to, nil)
		p.paragraph.gone = true
	case id == "":
		p.in.replace(p.pieces, nil)
	default:
		p.in.replace(p.pieces, e.marked(p.in, id, a.Text))
	}
	return "", nil
}

// Append implements fill.Editor.
func (e *Editor) Append(id string, a fill.Answer) (string, error) {
	p := e.parts[0]
	if a.Blocks == nil {
		p.insert(p.end, e.paragraphOf(p, id, a.Text))
		return "", nil
	}
	xml, put, err := e.blocks(&place{in: p}, id, a)
	if err == nil {
		p.insert(p.end, xml)
	}
	return put, err
}

// Bytes implements fill.Editor.
func (e *Editor) Bytes(m fill.Memory) ([]byte, error) {
	for _, p := range e.parts {
		if text, changed := p.edited(); changed {
			before, _ := e.pack.Part(p.name)
			if e.insertion != nil && p.name == e.pack.Main() {
				text = docx.Renumbered(text)
			}
			e.pack.Set(p.name, text)
			e.forgetPictures(p.name, before, text)
		}
	}
	whole := ""
	if !e.Changed() { // what a person has written stays theirs, however often it is renewed
		var err error
		if whole, err = e.whole(); err != nil {
			return nil, err
		}
	}
	e.keep(m, whole)
	main := e.pack.Main()
	if kind := e.pack.Type(main); strings.Contains(kind, ".template.") { // a .dotx makes a .docx
		e.pack.SetType(main, strings.Replace(kind, ".template.", ".document.", 1))
	}
	return e.pack.Bytes()
}

// forgetPictures takes out the pictures that a part showed before and shows no more, so
// that a document that is renewed each month does not grow.
func (e *Editor) forgetPictures(part string, before, now []byte) {
	for _, r := range e.pack.Relationships(part) {
		id := []byte(`"` + r.ID + `"`)
		target := ooxml.Target(part, r)
		if target == "" || !strings.HasSuffix(r.Type, "/image") || !bytes.Contains(before, id) || bytes.Contains(now, id) {
			continue
		}
		e.pack.Unrelate(part, r.ID)
		elsewhere := slices.ContainsFunc(e.pack.Names(), func(name string) bool {
			return slices.Contains(e.pack.Related(name, "image"), target)
		})
		if !elsewhere {
			e.pack.Remove(target)
		}
	}
}

// marked makes, of the start of a run, one of a text within its bookmark.
func (e *Editor) marked(p *part, id, text string) func(start string) []byte {
	e.marks++
	number := e.marks
	return func(start string) []byte {
		w, says := prefixOf(start), ""
		if w == "" { // attributes need one
			w, says = "w:", fmt.Sprintf(` xmlns:w="%s"`, p.space)
		}
		return fmt.Appendf(nil, `<%sbookmarkStart%s %sid="%d" %sname="%s"/>%s<%sbookmarkEnd%s %sid="%d"/>`,
			w, says, w, number, w, markOf(id), p.run(start, text), w, says, w, number)
	}
}

// prefixOf is the prefix of the run that starts so, with its colon; "" of one without.
func prefixOf(start string) string {
	name := start[1:strings.IndexAny(start, " \t\r\n/>")]
	prefix, _, ok := strings.Cut(name, ":")
	if !ok {
		return ""
	}
	return prefix + ":"
}

// run is a run that starts so, of a text.
func (p *part) run(start, text string) string {
	w := prefixOf(start)
	var b strings.Builder
	b.WriteString(start)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString("<" + w + "br/>")
		}
		b.WriteString("<" + w + `t xml:space="preserve">` + ooxml.Escape(line) + "</" + w + "t>")
	}
	b.WriteString("</" + w + "r>")
	return b.String()
}

// paragraphOf is a paragraph of a text within its bookmark.
func (e *Editor) paragraphOf(p *part, id, text string) []byte {
	return fmt.Appendf(nil, `<w:p xmlns:w="%s">%s</w:p>`, p.space, e.marked(p, id, text)("<w:r>"))
}

// blocks is the XML of an answer's blocks, with a bookmark in the first and in the last
// of its paragraphs: one that went over a table would be lost. put is the hash of how the
// file has them.
func (e *Editor) blocks(at *place, id string, a fill.Answer) (xml []byte, put string, err error) {
	p := at.in
	if p.name != e.pack.Main() {
		return nil, "", fmt.Errorf("a table or figure stands in a %s: give it a paragraph of the text itself", p.kind)
	}
	if e.insertion == nil {
		if e.insertion, err = docx.Into(e.pack, e.lang); err != nil {
			return nil, "", err
		}
	}
	e.insertion.After(e.marks)
	made, err := e.insertion.Blocks(a.Blocks)
	if err != nil {
		return nil, "", err
	}
	whole := slices.Concat([]byte("<all>"), made, []byte("</all>"))
	if lastIsTable(whole) { // which a paragraph has to follow anyway
		whole = slices.Concat([]byte("<all>"), made, fmt.Appendf(nil, `<w:p xmlns:w="%s"/></all>`, p.space))
	}
	inner, err := readPart("", "", whole)
	if err != nil {
		return nil, "", err
	}
	top := slices.DeleteFunc(slices.Clone(inner.paragraphs), func(q *paragraph) bool { return q.parent != 0 })
	if len(top) == 0 {
		return nil, "", errors.New("there is nothing to show")
	}
	e.marks = max(e.marks, inner.marks)
	inner.space = p.space
	for i, at := range []*paragraph{top[0], top[len(top)-1]} {
		e.marks++
		inner.insert(at.begin, fmt.Appendf(nil, `<w:bookmarkStart xmlns:w="%s" w:id="%d" w:name="%s"/><w:bookmarkEnd xmlns:w="%s" w:id="%d"/>`,
			p.space, e.marks, markOf(id)+ends[i], p.space, e.marks))
	}
	text, _ := inner.edited()
	text = bytes.TrimSuffix(bytes.TrimPrefix(text, []byte("<all>")), []byte("</all>"))
	return text, inner.hash(top[0], top[len(top)-1]), nil
}

// lastIsTable reports whether the last child of the root is a table.
func lastIsTable(xml []byte) bool {
	return bytes.HasSuffix(bytes.TrimSuffix(xml, []byte("</all>")), []byte("</w:tbl>"))
}

// prefix begins the names of bookmarks, whose first character hides them in Word's list.
const prefix = "_kuvio_"

// ends are what the names of a block's two bookmarks end in.
var ends = [2]string{"_a", "_z"}

func markOf(id string) string { return prefix + id }
