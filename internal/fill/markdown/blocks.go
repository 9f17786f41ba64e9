package markdown

import (
	"strings"

	"kuvio/internal/fill"
	"kuvio/internal/report/document"
	"kuvio/internal/report/markdown"
)

// blocks are an answer's blocks between their marks, and the hash of how they stand.
func (e *Editor) blocks(id string, a fill.Answer) (text, put string, err error) {
	var b strings.Builder
	pictures, err := markdown.Write(&b, &document.Document{Lang: e.lang, Blocks: a.Blocks}, markdown.Options{Stem: e.name, Unnumbered: true})
	if err != nil {
		return "", "", err
	}
	for _, p := range pictures {
		e.pictures = append(e.pictures, fill.File{Name: p.Name, Content: p.Content})
	}
	body := "\n\n" + b.String() + "\n"
	return mark(id) + body + mark("/"+id), hashOf(body), nil
}
