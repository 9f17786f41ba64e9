package workbook

import (
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/visible"
	"kuvio/internal/xlsx"
)

var (
	sourcesHeads = []domain.Text{
		{FI: "Välilehti", SV: "Blad", EN: "Sheet"},
		{FI: "Sisältö", SV: "Innehåll", EN: "Contents"},
		{FI: "Lähde ja huomautukset", SV: "Källa och anmärkningar", EN: "Source and notes"},
	}
	sourcesWidths = []float64{16, 34, 46}
)

// writeSources adds the sheet of where all of it is from: the document's sources, what is
// said of each sheet of data.
func (b *workbook) writeSources() error {
	name := b.Free(sourcesSheet.In(b.Document.Lang))
	sheet, err := b.Sheet(name, xlsx.Page{Title: b.Title, Portrait: true}, sourcesWidths...)
	if err != nil {
		return err
	}
	row := 1
	text := func(s string, face xlsx.Face) error {
		err := sheet.Text(row, len(sourcesWidths), []xlsx.Run{{Text: s}}, face)
		row++
		return err
	}
	if err := text(sourcesSheet.In(b.Document.Lang), xlsx.Face{Bold: true, Size: headingSizes[0]}); err != nil {
		return err
	}
	for _, s := range b.sourceLines() {
		if err := text(s, xlsx.Face{}); err != nil {
			return err
		}
	}
	row++
	for i, h := range sourcesHeads {
		if err := sheet.Set(i+1, row, xlsx.Cell{Value: h.In(b.Document.Lang), Face: xlsx.Face{Bold: true, Wrap: true, Rule: xlsx.HeadRule}}); err != nil {
			return err
		}
	}
	for _, d := range b.data {
		row++
		face := xlsx.Face{Wrap: true, Rule: xlsx.LightRule}
		for i, s := range []string{d.sheet, b.captions[d.of].String(), strings.Join(b.said(d), "\n")} {
			if err := sheet.Set(i+1, row, xlsx.Cell{Value: s, Face: face}); err != nil {
				return err
			}
		}
		if err := sheet.Link(row, d.sheet); err != nil {
			return err
		}
	}
	return nil
}

// sourceLines are the document's own sources and notes.
func (b *workbook) sourceLines() []string {
	var lines []string
	for _, block := range b.Blocks {
		switch block := block.(type) {
		case *document.Sources:
			lines = append(lines, block.Lines...)
		case *document.Note:
			lines = append(lines, block.Text)
		}
	}
	return lines
}

// said is what is to be known of a sheet of data: its source, and its notes.
func (b *workbook) said(d dataset) []string {
	if f, ok := d.of.(*document.Figure); ok && f.Chart != nil {
		return chartLines(f.Chart)
	}
	var lines []string
	for _, t := range append([]domain.Text{d.table.Source}, d.table.Notes...) {
		if s := visible.Line(t.In(b.Document.Lang)); s != "" {
			lines = append(lines, s)
		}
	}
	return lines
}
