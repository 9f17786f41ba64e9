package ooxml

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Declaration begins a part that is written anew.
const Declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// maxTokens of a part: a book of a thousand pages has fewer, and they take some hundred
// megabytes.
const maxTokens = 4 << 20

// Kind of a token.
type Kind byte

// The kinds of tokens.
const (
	Start Kind = iota + 1
	End        // of an element that is written <a/>: without bytes of its own
	Text
	Other // a comment, a processing instruction, the declaration
)

// Token is a piece of XML and the bytes it was written with: those of all tokens, one
// after the other, are the part, so that what is not changed stays byte for byte.
type Token struct {
	Kind  Kind
	Empty bool     // a start written <a/>: nothing can be put in before it is Opened
	Name  xml.Name // of an element, with its namespace's address
	Attrs []xml.Attr
	Text  string // what a text says, entities resolved
	Raw   []byte
}

// Tokens are those of a part. Errors say the line.
func Tokens(content []byte) ([]Token, error) {
	if err := checkProlog(content); err != nil {
		return nil, err
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	var all []Token
	from := int64(0)
	for {
		read, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			line, _ := d.InputPos()
			return nil, fmt.Errorf("line %d: the XML cannot be read (%v): %w", line, strings.TrimPrefix(err.Error(), "XML syntax error on "), ErrDamaged)
		}
		t := Token{Kind: Other, Raw: content[from:d.InputOffset():d.InputOffset()]}
		from = d.InputOffset()
		switch read := read.(type) {
		case xml.StartElement:
			t.Kind, t.Name, t.Attrs = Start, read.Name, read.Attr
			t.Empty = bytes.HasSuffix(t.Raw, []byte("/>"))
		case xml.EndElement:
			t.Kind, t.Name = End, read.Name
		case xml.CharData:
			t.Kind, t.Text = Text, string(read)
		case xml.Directive:
			return nil, fmt.Errorf("%w: found a document type or entities (<!DOCTYPE), expected none", ErrHostile)
		}
		if all = append(all, t); len(all) > maxTokens {
			return nil, fmt.Errorf("%w: found a part of over %d pieces of XML, expected fewer", ErrTooLarge, maxTokens)
		}
	}
	return all, nil
}

// Join is the part that tokens make.
func Join(tokens []Token) []byte {
	n := 0
	for _, t := range tokens {
		n += len(t.Raw)
	}
	b := make([]byte, 0, n)
	for _, t := range tokens {
		b = append(b, t.Raw...)
	}
	return b
}

// Attr is an attribute's value, of the namespace or of none (""); "" where it is not set.
func (t Token) Attr(space, local string) string {
	for _, a := range t.Attrs {
		if a.Name.Space == space && a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// Is reports whether the token starts or ends, as kind says, an element of a name.
func (t Token) Is(kind Kind, space, local string) bool {
	return t.Kind == kind && t.Name.Local == local && t.Name.Space == space
}

// Prefixed is an element's name as it is written: w:p.
func (t Token) Prefixed() string {
	s := strings.TrimLeft(string(t.Raw), "</")
	return s[:strings.IndexAny(s+" ", " \t\r\n/>")]
}

// Opened is a start written <a/> as <a>, and the end that belongs to it. Others are
// themselves, without one.
func (t Token) Opened() (start, end Token) {
	if !t.Empty {
		return t, Token{}
	}
	end = Token{Kind: End, Name: t.Name, Raw: []byte("</" + t.Prefixed() + ">")}
	t.Empty = false
	t.Raw = []byte(strings.TrimRight(strings.TrimSuffix(string(t.Raw), "/>"), " \t\r\n") + ">")
	return t, end
}

// Said is a token of a text.
func Said(s string) Token { return Token{Kind: Text, Text: s, Raw: []byte(Escape(s))} }

// Raw is a piece of XML as one token, of no kind that is looked for.
func Raw(s string) Token { return Token{Kind: Other, Raw: []byte(s)} }

// Escape is a text within XML, in an element or between double quotes. What XML cannot
// say is left out.
func Escape(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r == utf8.RuneError || r >= 0xFFFE && r <= 0xFFFF || strings.ContainsRune(`&<>"`, r)
	}) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\t' || r == '\n' || r == '\r':
			fmt.Fprintf(&b, "&#%d;", r)
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
