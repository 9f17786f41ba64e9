package ooxml

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

const wordNS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

// Tokens say what is meant, and give back what was written: prefixes, quotes, spaces,
// entities and line ends.
func TestTokens(t *testing.T) {
	const content = "<?xml version='1.0' encoding=\"UTF-8\"?>\r\n<w:document xmlns:w='" + wordNS + "' xmlns:x=\"urn:x\"><!-- a --><w:p  w:rsid = '1'><w:r><w:t xml:space=\"preserve\">{{191 &amp; &#x4B;eski\r\n</w:t><w:br /></w:r><x:y><![CDATA[<]]></x:y></w:p></w:document>\n"
	tokens, err := Tokens([]byte(content))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(Join(tokens)); got != content {
		t.Errorf("joined\n%s, want\n%s", got, content)
	}
	var text string
	var empty Token
	for _, token := range tokens {
		text += token.Text
		if token.Is(Start, wordNS, "br") {
			empty = token
		}
		if token.Is(Start, wordNS, "p") && token.Attr(wordNS, "rsid") != "1" {
			t.Errorf("attributes %+v", token.Attrs)
		}
	}
	if strings.TrimSpace(text) != "{{191 & Keski\n<" {
		t.Errorf("text %q", text)
	}
	start, end := empty.Opened()
	if !empty.Empty || string(start.Raw)+string(Said("<&>").Raw)+string(end.Raw) != "<w:br>&lt;&amp;&gt;</w:br>" || string(Join(tokens)) != content {
		t.Errorf("opened: %s%s", start.Raw, end.Raw)
	}
	for _, bad := range []string{"<a>", "<a></b>", "<a>&x;</a>", "<a b></a>", "a"} {
		if _, err := Tokens([]byte(bad)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if _, err := Tokens([]byte("<a>\n<!DOCTYPE b></a>")); !errors.Is(err, ErrHostile) {
		t.Errorf("a document type within: %v", err)
	}
}

func TestEscape(t *testing.T) {
	if got := Escape("a<b> & \"c\"\x00\x0b\uffff\n"); got != "a&lt;b&gt; &amp; &quot;c&quot;&#10;" {
		t.Errorf("%q", got)
	}
}

// FuzzTokens holds that tokens joined are what was read.
func FuzzTokens(f *testing.F) {
	f.Add([]byte(`<a b='1'><c/>x &amp; <!-- y --><![CDATA[z]]></a>`))
	f.Fuzz(func(t *testing.T, content []byte) {
		tokens, err := Tokens(content)
		if err != nil {
			return
		}
		if !bytes.Equal(Join(tokens), content) {
			t.Errorf("%q became %q", content, Join(tokens))
		}
		for _, token := range tokens {
			if token.Empty {
				token.Opened()
			}
		}
	})
}
