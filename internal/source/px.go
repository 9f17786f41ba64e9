package source

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// FormatPxWeb is a table as PxWeb, Statistics Finland's database, gives it
// for spreadsheets.
const FormatPxWeb Format = "pxweb"

// FormatPx is the PC-Axis file format, by its specification of 2013.
const FormatPx Format = "px"

// isPx reports whether a text begins as a .px file does: with a keyword and
// one of those every such file has.
func isPx(text []byte) bool {
	return pxKeyword.Match(text) && pxAxes.Match(text)
}

var (
	pxKeyword = regexp.MustCompile(`^\s*[A-Z][A-Z0-9-]+(\[\w+\])?(\("[^"]*"(,"[^"]*")*\))?\s*=`)
	pxAxes    = regexp.MustCompile(`(?m)^\s*(STUB|HEADING|MATRIX|SUBJECT-AREA|AXIS-VERSION)(\[\w+\])?\s*=`)
)

// px reads a .px file.
func (r *run) px() error {
	decode, encoding, err := pxEncoding(r.file)
	if err != nil {
		return r.file.errorf("%w", err)
	}
	r.sum.Encoding = encoding
	x := newPxLexer(r.file, decode)
	h := &pxHead{}
	for {
		e, err := x.entry()
		if err == io.EOF {
			err = errors.New("found no DATA, expected it as the last keyword")
		}
		if err != nil {
			return r.pxError(x, err)
		}
		if e.keyword == "DATA" {
			break
		}
		h.add(e)
	}
	c, err := h.cube()
	if err == nil {
		err = c.implied(r.file)
	}
	if err != nil {
		return r.pxError(x, err)
	}
	p, err := r.plan(c)
	if err != nil {
		return err
	}
	keyed, err := h.keys(c)
	switch {
	case err != nil:
		return r.pxError(x, err)
	case keyed != nil:
		return p.pxKeyed(x, c, keyed, len(h.texts("STUB", "", nil)))
	}
	return p.pxData(x, c)
}

// pxError gives an error of the file its line.
func (r *run) pxError(x *pxLexer, err error) error {
	return fmt.Errorf("%s:%d: %w", r.file.Name, x.line, err)
}

// pxEncoding tells how a .px file's texts are to be read. What it says of
// itself counts where its bytes are not UTF-8, since files saved anew often
// keep their old CODEPAGE; without CHARSET="ANSI" it is the text of DOS.
func pxEncoding(f File) (decode func(string) string, name string, err error) {
	name, err = textEncoding(f)
	if err != nil {
		return nil, "", err
	}
	if name == encodingUTF8 {
		return func(s string) string { return strings.ToValidUTF8(s, string(utf8.RuneError)) }, name, nil
	}
	head := make([]byte, min(f.Size, sniffLength))
	n, err := f.Content.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, "", err
	}
	said := map[string]string{}
	for _, m := range pxCharset.FindAllSubmatch(head[:n], -1) {
		said[string(m[1])] = strings.ToLower(string(m[2]))
	}
	page := charmap.Windows1252 // ISO-8859-1 and more
	switch codepage := said["CODEPAGE"]; {
	case codepage == "iso-8859-15":
		page, name = charmap.ISO8859_15, codepage
	case codepage == "" && said["CHARSET"] == "", codepage == "850", codepage == "cp850", codepage == "ibm850":
		page, name = charmap.CodePage850, "ibm850"
	}
	return func(s string) string {
		text, _ := page.NewDecoder().String(s) // a code page without gaps gives no errors
		return text
	}, name, nil
}

var pxCharset = regexp.MustCompile(`(?m)^\s*(CHARSET|CODEPAGE)\s*=\s*"([^"]*)"`)
