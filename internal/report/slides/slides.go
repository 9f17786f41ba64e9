// Package slides writes a document as slides to be shown: its title, its findings as
// text, each figure on a slide of its own with its words in the notes, and its sources.
package slides

import (
	"embed"
	"io"

	"kuvio/internal/domain"
	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

// Options say how slides are written. There is nothing to be chosen yet.
type Options struct{}

// own are the parts that all slides share: the theme in kuvio's colours, the master with
// its layouts, and that of the notes.
//
//go:embed own/*.xml
var own embed.FS

// Write writes the document as slides of 16:9. The same document gives the same bytes.
// Tables are left out: what they have is in the document's other forms. Errors are w's
// own.
func Write(w io.Writer, d *document.Document, _ Options) error {
	k := newDeck(d)
	k.titleSlide()
	for _, page := range findings(d) {
		k.textSlide(page)
	}
	for _, b := range d.Blocks {
		if f, ok := b.(*document.Figure); ok {
			k.figureSlide(f)
		}
	}
	for _, page := range sources(d) {
		k.textSlide(page)
	}
	content, err := k.finish()
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// tag is the language as office files call it.
func tag(l domain.Lang) string {
	return map[domain.Lang]string{domain.Finnish: "fi-FI", domain.Swedish: "sv-FI", domain.English: "en-GB"}[l]
}

// finish puts the presentation's own part together with its slides.
func (k *deck) finish() ([]byte, error) {
	k.p.Set(mainPart, []byte(k.presentation()))
	if err := k.p.SetCore(ooxml.Core{Title: k.d.Title, Subject: k.d.Subject, Creator: "kuvio", Language: tag(k.d.Lang)}); err != nil {
		return nil, err
	}
	return k.p.Bytes()
}
