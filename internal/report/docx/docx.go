// Package docx writes a document as a Word file: its headings, captions, lists and tables
// in styles, its captions numbered by Word's own fields, its pictures with the text that
// stands in their place. A file begins as kuvio's own template or an organisation's; what
// blocks are in it is made by an Insertion, which puts them into a user's document as well.
package docx

import (
	"io"
	"strings"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

// Options of a file.
type Options struct {
	// Template is an organisation's .docx or .dotx, whose styles, headers and footers,
	// page and theme the file has; what text it holds is left out. nil for kuvio's own.
	Template []byte
	Created  time.Time // zero where the file says no day
	Creator  string    // who answers for the document; "" for nobody
}

const (
	bodyPart = "word/document.xml"
	mainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	wordNS   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relNS    = ooxml.Office
)

// Write writes the document. The same document and options give the same bytes. Errors
// are w's own, those of a template that is no Word file or cannot be used, and of tables
// whose rows do not fit their columns.
func Write(w io.Writer, d *document.Document, opt Options) error {
	p, err := begun(d, opt)
	if err != nil {
		return err
	}
	in, err := Into(p, d.Lang)
	if err != nil {
		return err
	}
	page, err := in.lastPage()
	if err != nil {
		return err
	}
	in.whole, in.own = true, opt.Template == nil
	in.number(d.Blocks)
	in.titled(d)
	if err := in.add(d.Blocks, page); err != nil {
		return err
	}
	start, end := in.frame()
	last := in.lastSection(page)
	p.Set(in.part, []byte(start+in.xml()+last+end))
	if err := p.SetCore(ooxml.Core{
		Title: d.Title, Subject: d.Subject, Language: tag(d.Lang), Creator: opt.Creator, Created: opt.Created, Modified: opt.Created,
	}); err != nil {
		return err
	}
	content, err := p.Bytes()
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// titled puts the document's title at its beginning.
func (in *Insertion) titled(d *document.Document) {
	if d.Title != "" {
		in.put(paragraph{style: in.style("Title"), content: in.run(document.Run{Text: d.Title})})
	}
	if d.Subtitle != "" {
		in.put(paragraph{style: in.style("Subtitle"), content: in.run(document.Run{Text: d.Subtitle})})
	}
}

// tag is the language of texts as Word names it: of Finland, and of Britain, whose dates
// and numbers are Europe's.
func tag(l domain.Lang) string {
	return map[domain.Lang]string{domain.Finnish: "fi-FI", domain.Swedish: "sv-FI", domain.English: "en-GB"}[l]
}

// frame is what stands before and after the body's content.
func (in *Insertion) frame() (start, end string) {
	content, _ := in.p.Part(in.part)
	tokens, _ := ooxml.Tokens(content) // Into has read it
	for i, t := range tokens {
		if t.Is(ooxml.Start, wordNS, "body") {
			body, closing := t.Opened()
			start = string(ooxml.Join(tokens[:i])) + string(body.Raw)
			if t.Empty {
				return start, string(closing.Raw) + string(ooxml.Join(tokens[i+1:]))
			}
		}
		if t.Is(ooxml.End, wordNS, "body") {
			end = string(ooxml.Join(tokens[i:]))
		}
	}
	return start, end
}

// word is an element with one value: <w:sz w:val="17"/>.
func word(name, value string) string {
	return `<w:` + name + ` w:val="` + ooxml.Escape(value) + `"/>`
}

// clipped is a text of at most so many characters.
func clipped(s string, limit int) string {
	r := []rune(s)
	if len(r) <= limit {
		return s
	}
	return strings.TrimRight(string(r[:limit-1]), " ,.;") + "…"
}
