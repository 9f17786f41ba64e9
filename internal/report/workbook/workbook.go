// Package workbook writes a document as a workbook: what was found, to be read and
// printed, with its figures drawn by the spreadsheet itself; the data of each table and
// figure, with all columns; and the sources. Whoever changes a chart's data moves the
// chart.
package workbook

import (
	"fmt"
	"io"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/xlsx"
)

// Options say how a workbook is written. There is nothing to be chosen yet.
type Options struct{}

// The sheets' names. Of several sheets of data each has a number.
var (
	findingsSheet = domain.Text{FI: "Tulokset", SV: "Resultat", EN: "Results"}
	dataSheet     = domain.Text{FI: "Tiedot", SV: "Data", EN: "Data"}
	sourcesSheet  = domain.Text{FI: "Lähteet", SV: "Källor", EN: "Sources"}
)

// Write writes the document as a workbook. The same document gives the same bytes.
// Errors are w's own, those of a table whose rows do not fit its columns, and more rows
// or letters than a sheet holds.
func Write(w io.Writer, d *document.Document, _ Options) (err error) {
	book, err := xlsx.New(d.Lang)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := book.Close(); err == nil {
			err = closeErr
		}
	}()
	b := &workbook{Book: book, Document: d, captions: d.Captions()}
	if err := b.write(); err != nil {
		return fmt.Errorf("writing %q as a workbook: %w", d.Title, err)
	}
	return book.Write(w)
}

// workbook is a document on its way into one.
type workbook struct {
	*xlsx.Book
	*document.Document
	captions map[document.Block]document.Caption
	data     []dataset
}

func (b *workbook) write() error {
	if err := b.Describe(b.Title, b.Subject); err != nil {
		return err
	}
	findings := b.Free(findingsSheet.In(b.Document.Lang))
	b.data = b.datasets()
	if err := b.writeFindings(findings); err != nil {
		return err
	}
	for _, d := range b.data {
		if err := b.writeData(d); err != nil {
			return err
		}
	}
	return b.writeSources()
}
