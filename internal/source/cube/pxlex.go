package cube

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"kuvio/internal/source/content"
)

// Limits on what stands before the data of a .px file, in bytes.
const (
	maxPxHead = 64 << 20
	maxPxText = 1 << 20 // one text or name
)

// pxLexer reads the keywords of a .px file and, after DATA, its cells.
//
//	KEYWORD[language]("dimension","value")="text","text";
//
// A text that is too long for a line goes on in quotes on the next one.
type pxLexer struct {
	name   string // the file's, for errors
	in     *bufio.Reader
	decode func(string) string
	line   int // of the byte read last
	read   int // bytes
	begun  int // the line the last cell began on
	buf    []byte
}

// pxEntry is one keyword with its values.
type pxEntry struct {
	keyword, lang string
	of            []string // what stands in brackets
	values        []string
	list          string // TLIST's scale, such as A1
	line          int
}

func newPxLexer(f content.File, decode func(string) string) *pxLexer {
	x := &pxLexer{name: f.Name, in: bufio.NewReaderSize(f.Section(0), 64<<10), decode: decode, line: 1}
	if bom, _ := x.in.Peek(len(content.BOM)); string(bom) == content.BOM {
		x.in.Discard(len(content.BOM))
	}
	return x
}

// broken gives an error the line it was met on.
func (x *pxLexer) broken(err error) error { return fmt.Errorf("%s:%d: %w", x.name, x.line, err) }

func (x *pxLexer) byte() (byte, error) {
	c, err := x.in.ReadByte()
	if err == nil {
		x.read++
		if c == '\n' {
			x.line++
		}
	}
	return c, err
}

// unread puts back the byte read last.
func (x *pxLexer) unread(c byte) {
	x.in.UnreadByte()
	x.read--
	if c == '\n' {
		x.line--
	}
}

// skipSpace returns the first byte that is no white space.
func (x *pxLexer) skipSpace() (byte, error) {
	for {
		c, err := x.byte()
		if err != nil || !isSpace(c) && c != 0x1a { // DOS ended its texts with 1A
			return c, err
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// quoted reads the rest of a text after its first quote. A line that ends
// within a text, as some offices write them, is a space.
func (x *pxLexer) quoted() (string, error) {
	x.buf = x.buf[:0]
	for {
		c, err := x.byte()
		switch {
		case err != nil:
			return "", cutOff(err)
		case c == '"':
			return x.decode(string(x.buf)), nil
		case c == '\n' || c == '\r':
			c = ' '
		}
		if x.buf = append(x.buf, c); len(x.buf) > maxPxText {
			return "", errors.New("found a text of over 1 MiB: look for a quote that is missing")
		}
	}
}

// entry reads the next keyword and, but for DATA, its values.
func (x *pxLexer) entry() (e pxEntry, err error) {
	c, err := x.skipSpace()
	if err != nil {
		return e, err
	}
	e.line = x.line
	var word []byte
	for ; isKeyword(c); c, err = x.byte() {
		if word = append(word, c); len(word) > 64 || err != nil {
			break
		}
	}
	if err == nil && isSpace(c) {
		c, err = x.skipSpace()
	}
	e.keyword = strings.ReplaceAll(strings.ToUpper(string(word)), ".", "-") // R writes LAST.UPDATED
	for err == nil && c != '=' {
		switch {
		case e.keyword != "" && c == '[':
			e.lang, err = x.language()
		case e.keyword != "" && c == '(':
			e.of, _, err = x.texts(')')
		default:
			err = fmt.Errorf("found %q, expected a keyword such as VALUES and an equals sign", content.Excerpt(x.decode(string(append(word, c)))))
		}
		if err == nil {
			c, err = x.skipSpace()
		}
	}
	if err != nil {
		return e, cutOff(err)
	}
	if e.keyword != "DATA" {
		e.values, e.list, err = x.texts(';')
	}
	return e, err
}

// isKeyword reports whether a byte may stand in a keyword, of programs of their
// own as well: one that is not known says nothing that is needed.
func isKeyword(c byte) bool {
	return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c >= 0x80 || strings.IndexByte("-_.:/", c) >= 0
}

func (x *pxLexer) language() (string, error) {
	var lang []byte
	for len(lang) < 16 {
		c, err := x.byte()
		if err != nil {
			return "", err
		}
		if c == ']' {
			return strings.ToLower(string(lang)), nil
		}
		lang = append(lang, c)
	}
	return "", fmt.Errorf("found the language %q, expected one such as [sv]", string(lang))
}

// texts reads values parted by commas up to the end given. TLIST(A1) before
// texts is the scale of a list of times; a range of times is its two ends.
func (x *pxLexer) texts(end byte) (texts []string, list string, err error) {
	open, bare := false, []byte(nil) // a quoted text that may go on; a bare word
	closeBare := func() {
		if len(bare) > 0 {
			texts, bare = append(texts, string(bare)), bare[:0]
		}
	}
	for {
		c, err := x.skipSpace()
		switch {
		case err != nil:
			return nil, "", cutOff(err)
		case c == '"':
			var s string
			if s, err = x.quoted(); err != nil {
				return nil, "", err
			}
			if open {
				texts[len(texts)-1] += s
			} else {
				texts = append(texts, s)
			}
			if open = true; len(texts[len(texts)-1]) > maxPxText {
				return nil, "", errors.New("found a text of over 1 MiB: look for a comma or semicolon that is missing")
			}
		case c == end:
			closeBare()
			return texts, list, nil
		case c == '(' && end == ';' && strings.EqualFold(string(bare), "TLIST"):
			bare = bare[:0]
			times, _, err := x.texts(')')
			if err != nil || len(times) == 0 {
				return nil, "", fmt.Errorf("found an empty TLIST, expected a scale such as TLIST(A1)")
			}
			list, texts, open = strings.ToUpper(times[0]), append(texts, times[1:]...), false
		case c == ',' || c == '-' && len(bare) == 0 && open:
			closeBare()
			open = false
		default:
			if bare = append(bare, c); len(bare) > maxPxText {
				return nil, "", errors.New("found a value of over 1 MiB, expected a semicolon after it")
			}
		}
		if x.read > maxPxHead {
			return nil, "", fmt.Errorf("found over %d MiB before the data, expected at most that", maxPxHead>>20)
		}
	}
}

func cutOff(err error) error {
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the file is cut off: download it again")
	}
	return err
}

// cell reads the next cell of the data, quoted or not; io.EOF after the last.
func (x *pxLexer) cell() (string, error) {
	for {
		c, err := x.byte()
		if err != nil {
			return "", err
		}
		x.begun = x.line
		switch {
		case isCellEnd(c) || c == 0x1a:
		case c == '"':
			return x.quoted()
		default:
			x.buf = x.buf[:0]
			for err == nil && !isCellEnd(c) && c != '"' {
				if x.buf = append(x.buf, c); len(x.buf) > 256 {
					return "", fmt.Errorf("found a cell of over 256 bytes, expected a number: %q", content.Excerpt(x.decode(string(x.buf))))
				}
				c, err = x.byte()
			}
			if err == nil {
				x.unread(c)
			}
			return x.decode(string(x.buf)), nil
		}
	}
}

// isCellEnd reports whether a byte parts two cells: a space by the format of
// 2013, commas, semicolons and tabs by the older ones.
func isCellEnd(c byte) bool { return isSpace(c) || c == ',' || c == ';' }
