package cli

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/outputs"
	"kuvio/internal/report/document"
	"kuvio/internal/report/docx"
	"kuvio/internal/report/markdown"
	"kuvio/internal/report/slides"
	"kuvio/internal/report/webpage"
	"kuvio/internal/report/workbook"
	"kuvio/internal/write"
)

// documentFormat is a format that documents are written in.
type documentFormat struct {
	name string // the ending of its files
	// write writes a document, and gives the pictures that it shows from beside it, whose
	// names begin with stem.
	write func(w io.Writer, d *document.Document, stem string) (beside []markdown.File, err error)
}

// documents are the formats, in the order in which they are offered.
var documents = []documentFormat{
	{"docx", func(w io.Writer, d *document.Document, _ string) ([]markdown.File, error) {
		return nil, docx.Write(w, d, docx.Options{})
	}},
	{"html", func(w io.Writer, d *document.Document, _ string) ([]markdown.File, error) {
		return nil, webpage.Write(w, d, webpage.Options{})
	}},
	{"xlsx", func(w io.Writer, d *document.Document, _ string) ([]markdown.File, error) {
		return nil, workbook.Write(w, d, workbook.Options{})
	}},
	{"pptx", func(w io.Writer, d *document.Document, _ string) ([]markdown.File, error) {
		return nil, slides.Write(w, d, slides.Options{})
	}},
	{"md", func(w io.Writer, d *document.Document, stem string) ([]markdown.File, error) {
		return markdown.Write(w, d, markdown.Options{Stem: stem})
	}},
}

func documentFormats() []string {
	var names []string
	for _, f := range documents {
		names = append(names, f.name)
	}
	return names
}

// documentEndings are the endings of files, as help lists them.
func documentEndings() string { return "." + strings.Join(documentFormats(), ", .") }

// formatOf is the format of documents of a name.
func formatOf(name string) (documentFormat, bool) {
	i := slices.IndexFunc(documents, func(f documentFormat) bool { return f.name == name })
	if i < 0 {
		return documentFormat{}, false
	}
	return documents[i], true
}

// printDocument writes a document to a file, its pictures first, or to stdout.
func (a *app) printDocument(f documentFormat, file string, d *document.Document) error {
	var b bytes.Buffer
	beside, err := f.write(&b, d, strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)))
	if err != nil {
		return err
	}
	if a.kept != nil {
		for _, picture := range beside {
			*a.kept = append(*a.kept, outputs.File{Name: picture.Name, Content: picture.Content})
		}
		*a.kept = append(*a.kept, outputs.File{Name: filepath.Base(file), Content: b.Bytes()})
		return nil
	}
	if file == "" {
		if len(beside) > 0 {
			return usagef("--format %s: name a file with -o: the document's pictures are written beside it", f.name)
		}
		_, err := a.Stdout.Write(b.Bytes())
		return err
	}
	for _, picture := range beside {
		if err := write.File(filepath.Join(filepath.Dir(file), picture.Name), picture.Content); err != nil {
			return err
		}
	}
	if err := write.File(file, b.Bytes()); err != nil {
		return err
	}
	a.say("%s", file)
	return nil
}
