package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"kuvio/internal/late"
	"kuvio/internal/source/content"
)

// Limits on the XML of a workbook's part. A spreadsheet program allows 32,767
// characters in a cell, and nests less than ten elements around it.
const (
	maxCellXML  = 1 << 20 // bytes of a text or a tag, and of all text of a cell
	maxNesting  = 64
	maxElements = 1 << 25 // of all parts, each as often as it is read
)

// budget is how many more elements are read of a workbook. A sheet is gone
// through two to four times, and a cell has two elements or more, so that it is
// enough for some eight million cells.
type budget int

func newBudget() *budget {
	b := budget(maxElements)
	return &b
}

// errSpent is what is said of a workbook that is larger.
var errSpent = advise("found a workbook of over eight million cells, expected less: save the sheets one by one, or as CSV")

func (b *budget) spend(elements int) error {
	if *b -= budget(elements); *b < 0 {
		return errSpent
	}
	return nil
}

// xmlPiece is what an xmlReader has come to.
type xmlPiece uint8

const (
	xmlOpen  xmlPiece = iota // an element begins
	xmlClose                 // an element ends
	xmlText
)

// xmlReader reads the XML that workbooks are made of, a piece at a time and in
// memory that does not grow with it, several times as fast as encoding/xml.
// Elements must match, and nothing is taken from a document type: an entity is
// one of XML's own five or a character by its number.
type xmlReader struct {
	in      io.Reader
	buf     []byte
	at, end int // the unread part of buf
	eof     bool

	name   []byte // of the element that begins or ends, without its prefix
	attrs  []byte // of the element that begins, as they stand
	text   []byte // with its entities replaced
	budget *budget
	closed bool // the element that has begun has no content
	begun  bool // there was an element

	open  []byte // names of the elements around, one after another
	ends  []int  // where each ends in open
	plain []byte // room for text with entities
	rich  []byte // room for text of several runs
}

func newXML(in io.Reader, left *budget) *xmlReader {
	return &xmlReader{in: in, buf: make([]byte, 64<<10), budget: left}
}

// Errors of XML that is none, or too much.
var (
	errXMLCut   = errors.New("the XML is cut off")
	errLongCell = fmt.Errorf("found a cell of over %d bytes, expected a number or a text", maxCellXML)
)

// next goes on to the next piece; io.EOF where the document ends whole. Name,
// attributes and text are valid until the next call.
func (x *xmlReader) next() (xmlPiece, error) {
	if x.closed {
		x.closed = false
		x.leave()
		return xmlClose, nil
	}
	for {
		if x.at == x.end {
			if err := x.fill(); err != nil {
				return 0, x.ended(err)
			}
		}
		if x.buf[x.at] != '<' {
			raw, err := x.until('<')
			if err == nil && len(x.ends) == 0 {
				continue // white space around the document
			}
			if err != nil {
				return 0, err
			}
			x.text, err = x.unescaped(raw)
			return xmlText, err
		}
		raw, err := x.tag()
		if err != nil {
			return 0, err
		}
		switch raw[0] {
		case '?':
			if err := declared(raw); err != nil {
				return 0, err
			}
		case '!':
			if text, is := bytes.CutPrefix(raw, []byte("![CDATA[")); is {
				x.text = bytes.TrimSuffix(text, []byte("]]"))
				return xmlText, nil
			}
			if bytes.HasPrefix(raw, []byte("!DOCTYPE")) && bytes.IndexByte(raw, '[') >= 0 {
				return 0, advise("found a document type with declarations, expected none: save the file again in a spreadsheet program")
			}
		case '/':
			return xmlClose, x.leaveAs(raw[1:])
		default:
			return xmlOpen, x.enter(raw)
		}
	}
}

// enclosed ends the element that has begun, whose name is within, where it holds
// nothing but a text between the tags before and after, which the buffer has whole:
// the most cells are <c><v>1</v></c>. False, nothing having been read, for any other.
func (x *xmlReader) enclosed(within, before, after string, elements int) (text []byte, ok bool) {
	unread := x.buf[x.at:x.end]
	if x.closed || len(unread) < len(before) || string(unread[:len(before)]) != before {
		return nil, false
	}
	rest := unread[len(before):]
	end := bytes.IndexByte(rest, '<')
	if end < 0 || len(rest) < end+len(after) || string(rest[end:end+len(after)]) != after || string(x.innermost()) != within {
		return nil, false
	}
	text, err := x.unescaped(rest[:end])
	if err != nil || x.budget.spend(elements) != nil {
		return nil, false // the long way says why
	}
	x.at += len(before) + end + len(after)
	x.leave()
	return text, true
}

// fill reads on, moving what is unread to the front of the buffer.
func (x *xmlReader) fill() error {
	if x.eof {
		return io.EOF
	}
	copy(x.buf, x.buf[x.at:x.end])
	x.end -= x.at
	x.at = 0
	if x.end == len(x.buf) {
		if len(x.buf) >= maxCellXML {
			return errLongCell
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	n, err := io.ReadAtLeast(x.in, x.buf[x.end:], 1)
	x.end += n
	if err != nil {
		x.eof = err == io.EOF
	}
	return err
}

// ended is the error at the end of the bytes, and nil where it is sound.
func (x *xmlReader) ended(err error) error {
	if err == io.EOF && (len(x.ends) > 0 || !x.begun) {
		return errXMLCut
	}
	return err
}

// until takes what stands before a byte.
func (x *xmlReader) until(stop byte) ([]byte, error) {
	for seen := 0; ; {
		if i := bytes.IndexByte(x.buf[x.at+seen:x.end], stop); i >= 0 {
			raw := x.buf[x.at : x.at+seen+i]
			x.at += len(raw)
			return raw, nil
		}
		seen = x.end - x.at
		if err := x.fill(); err != nil {
			if err == io.EOF && len(x.ends) == 0 { // white space after the document
				x.at = x.end
			}
			return nil, x.ended(err)
		}
	}
}

// tag takes a tag without its brackets: an element's, a comment, an
// instruction, a section of text. A comment and a section of text end in their
// own way, and a > may stand in quotes.
func (x *xmlReader) tag() ([]byte, error) {
	x.at++ // the <
	var quote byte
	for i := 0; ; {
		unread := x.buf[x.at:x.end]
		for ; i < len(unread); i++ {
			switch c := unread[i]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"' || c == '\'':
				if first := unread[0]; i > 0 && first != '!' && first != '?' {
					quote = c
				}
			case c == '>':
				raw := unread[:i]
				if i == 0 {
					return nil, errors.New("found <>, expected an element's name")
				}
				if raw[0] == '!' && !isWholeTag(raw) {
					continue
				}
				x.at += i + 1
				return raw, nil
			}
		}
		if err := x.fill(); err != nil {
			if err == io.EOF {
				err = errXMLCut
			}
			return nil, err
		}
	}
}

// isWholeTag reports whether a > after the bytes ends what they begin.
func isWholeTag(raw []byte) bool {
	switch {
	case bytes.HasPrefix(raw, []byte("!--")):
		return len(raw) >= len("!----") && bytes.HasSuffix(raw, []byte("--"))
	case bytes.HasPrefix(raw, []byte("![CDATA[")):
		return bytes.HasSuffix(raw, []byte("]]"))
	}
	return true
}

// encodingSaid is what an XML declaration says of the encoding.
var encodingSaid = late.Regexp(`^\?xml\s.*encoding\s*=\s*["']([^"']*)`)

// declared refuses what is in another encoding than UTF-8.
func declared(raw []byte) error {
	if said := encodingSaid().FindSubmatch(raw); said != nil && !strings.EqualFold(string(said[1]), "utf-8") && !strings.EqualFold(string(said[1]), "us-ascii") {
		return advise("found XML in %s, expected UTF-8: save the file again in a spreadsheet program", content.Excerpt(string(said[1])))
	}
	return nil
}

// enter begins the element of a tag.
func (x *xmlReader) enter(raw []byte) error {
	if raw[len(raw)-1] == '/' {
		x.closed, raw = true, raw[:len(raw)-1]
	}
	full := raw
	x.attrs = nil
	for i, c := range raw {
		if isXMLSpace(c) {
			full, x.attrs = raw[:i], raw[i:]
			break
		}
	}
	if len(x.ends) == maxNesting {
		return fmt.Errorf("found elements nested over %d deep, expected a workbook's", maxNesting)
	}
	if len(x.ends) == 0 && x.begun {
		return errors.New("found a second document after the first")
	}
	if err := x.budget.spend(1); err != nil {
		return err
	}
	x.begun = true
	x.open = append(x.open, full...)
	x.ends = append(x.ends, len(x.open))
	x.name = local(full)
	return nil
}

// leave ends the innermost element.
func (x *xmlReader) leave() {
	x.name = local(x.innermost())
	last := len(x.ends) - 1
	x.ends = x.ends[:last]
	x.open = x.open[:x.start(last)]
}

func (x *xmlReader) leaveAs(name []byte) error {
	name = trimXMLRight(name)
	if len(x.ends) == 0 || !bytes.Equal(name, x.innermost()) {
		return fmt.Errorf("found </%s>, which ends nothing that has begun", content.Excerpt(string(name)))
	}
	x.leave()
	return nil
}

// innermost is the whole name of the element that was begun last.
func (x *xmlReader) innermost() []byte { return x.open[x.start(len(x.ends)-1):] }

// start is where the name of an element around begins.
func (x *xmlReader) start(i int) int {
	if i == 0 {
		return 0
	}
	return x.ends[i-1]
}

// parent is the name of the element around the one that has begun.
func (x *xmlReader) parent() string {
	if i := len(x.ends) - 2; i >= 0 {
		return string(local(x.open[x.start(i):x.ends[i]]))
	}
	return ""
}

func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// each reads to the end and calls begin with the name of every element, which
// may read on to the element's end.
func (x *xmlReader) each(begin func(name string) error) error {
	for {
		piece, err := x.next()
		if err == io.EOF {
			return nil
		}
		if err == nil && piece == xmlOpen {
			err = begin(string(x.name))
		}
		if err != nil {
			return err
		}
	}
}

// depth is how many elements are around.
func (x *xmlReader) depth() int { return len(x.ends) }

// around is the name of the innermost element around.
func (x *xmlReader) around() []byte {
	if len(x.ends) == 0 {
		return nil
	}
	return local(x.innermost())
}

// attr is an attribute of the element that has begun, by its whole name; nil
// where it has none.
func (x *xmlReader) attr(name string) []byte {
	return x.attribute(func(is []byte) bool { return string(is) == name })
}

// relation is the attribute that names another part of the workbook: an id
// with whatever prefix stands for the one or the other namespace of relations.
func (x *xmlReader) relation() []byte {
	return x.attribute(func(is []byte) bool { return len(local(is)) < len(is) && string(local(is)) == "id" })
}

func (x *xmlReader) attribute(fits func([]byte) bool) []byte {
	for rest := x.attrs; ; {
		name, raw, after, ok := nextAttribute(rest)
		if !ok {
			return nil
		}
		if fits(name) {
			value, err := x.unescaped(raw)
			if err != nil {
				return nil
			}
			return value
		}
		rest = after
	}
}

// nextAttribute takes the first attribute of what stands in a tag after its
// name, its value as it is written; false where there is none that is whole.
func nextAttribute(attrs []byte) (name, raw, rest []byte, ok bool) {
	attrs = trimXMLLeft(attrs)
	equals := bytes.IndexByte(attrs, '=')
	if equals < 0 {
		return nil, nil, nil, false
	}
	name, rest = trimXMLRight(attrs[:equals]), trimXMLLeft(attrs[equals+1:])
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return nil, nil, nil, false
	}
	length := bytes.IndexByte(rest[1:], rest[0])
	if length < 0 {
		return nil, nil, nil, false
	}
	return name, rest[1 : 1+length], rest[length+2:], true
}

func isXMLSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func trimXMLLeft(s []byte) []byte {
	for len(s) > 0 && isXMLSpace(s[0]) {
		s = s[1:]
	}
	return s
}

func trimXMLRight(s []byte) []byte {
	for len(s) > 0 && isXMLSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// unescaped replaces the entities of a text.
func (x *xmlReader) unescaped(raw []byte) ([]byte, error) {
	if !utf8.Valid(raw) {
		return nil, advise("found bytes that are not UTF-8: save the file again in a spreadsheet program")
	}
	i := bytes.IndexByte(raw, '&')
	if i < 0 {
		return raw, nil
	}
	x.plain = x.plain[:0]
	for ; i >= 0; i = bytes.IndexByte(raw, '&') {
		x.plain = append(x.plain, raw[:i]...)
		raw = raw[i+1:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 0 {
			return nil, fmt.Errorf("found &%s, expected an entity such as &amp;", content.Excerpt(string(raw[:min(len(raw), 12)])))
		}
		c, ok := entity(string(raw[:end]))
		if !ok {
			return nil, advise("found the entity &%s;, expected one of XML's own: save the file again in a spreadsheet program", content.Excerpt(string(raw[:end])))
		}
		x.plain = utf8.AppendRune(x.plain, c)
		raw = raw[end+1:]
	}
	x.plain = append(x.plain, raw...)
	return x.plain, nil
}

// entity is the character that an entity stands for.
func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune
}
