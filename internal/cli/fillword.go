package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"kuvio/internal/late"
	"kuvio/internal/ooxml"
	"kuvio/internal/report/docx"
	"kuvio/internal/report/markdown"
)

// asWord makes of a template in Markdown one in Word, where that is what is to be written,
// with the styles of a document if one is named. From there on it is like any other.
func (f *filling) asWord(out, template string) error {
	word := strings.EqualFold(filepath.Ext(out), ".docx")
	switch ending := strings.ToLower(filepath.Ext(f.file)); {
	case ending != ".md" && ending != ".markdown" || !word:
		if template != "" {
			return usagef("--template %s: expected a FILE in Markdown and -o FILE.docx: a Word document has its own styles", template)
		}
		return nil
	}
	var options docx.Options
	if template != "" {
		content, err := os.ReadFile(template)
		if err != nil {
			return fmt.Errorf("--template %w", err)
		}
		options.Template = content
	}
	d, lost := markdown.Read(f.content)
	d.Lang = f.s.Lang
	for _, what := range lost {
		f.warn("%s: %s", f.file, what)
	}
	var made bytes.Buffer
	if err := docx.Write(&made, d, options); err != nil {
		return fmt.Errorf("%s: %w", f.file, err)
	}
	p, err := ooxml.Open(made.Bytes())
	if err != nil {
		return err
	}
	if err := p.SetCore(ooxml.Core{Title: unasked(d.Title)}); err != nil {
		return err
	}
	f.content, err = p.Bytes()
	f.kind = ".docx"
	return err
}

// placeholders are a title's, each with what stands before it.
var placeholders = late.Regexp(`\s*\{\{[^{}]*\}\}`)

// unasked is a title without its placeholders: the properties of a file are not filled.
func unasked(title string) string {
	return strings.TrimSpace(placeholders().ReplaceAllString(title, ""))
}
