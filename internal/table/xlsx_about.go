package table

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
)

var (
	dataSheet    = domain.Text{FI: "Tulos", SV: "Resultat", EN: "Result"}
	aboutSheet   = domain.Text{FI: "Tietoja", SV: "Om tabellen", EN: "About"}
	columnTitle  = domain.Text{FI: "Sarake", SV: "Kolumn", EN: "Column"}
	columnStable = domain.Text{FI: "Nimi csv- ja json-muodossa", SV: "Namn i csv och json", EN: "Name in csv and json"}
)

// writeAbout fills the second sheet: caption, notes and source, a row each, and
// below them every column's heading and its stable name.
func (b workbook) writeAbout() error {
	sheet := aboutSheet.In(b.lang)
	if _, err := b.NewSheet(sheet); err != nil {
		return err
	}
	bold, err := b.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := b.SetColWidth(sheet, "A", "B", 40); err != nil {
		return err
	}
	for i, line := range b.aboutLines() {
		style := 0
		if line.heading {
			style = bold
		}
		for j, s := range line.cells {
			if err := b.setText(sheet, j+1, i+1, s, style); err != nil {
				return fmt.Errorf("sheet %s: %w", sheet, err)
			}
		}
	}
	return nil
}

func (b workbook) setText(sheet string, col, row int, s string, style int) error {
	cell, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return err
	}
	if err := b.SetCellStr(sheet, cell, s); err != nil {
		return err
	}
	return b.SetCellStyle(sheet, cell, cell, style)
}

type aboutLine struct {
	heading bool
	cells   []string // none for an empty row
}

func (b workbook) aboutLines() []aboutLine {
	var lines []aboutLine
	if s := visible.Line(b.table.Caption.In(b.lang)); s != "" {
		lines = append(lines, aboutLine{true, []string{s}})
	}
	for _, s := range b.table.notesShown(Options{Lang: b.lang}) {
		lines = append(lines, aboutLine{false, []string{s}})
	}
	if s := visible.Line(b.table.Source.In(b.lang)); s != "" {
		lines = append(lines, aboutLine{false, []string{s}})
	}
	if len(lines) > 0 {
		lines = append(lines, aboutLine{})
	}
	lines = append(lines, aboutLine{true, []string{columnTitle.In(b.lang), columnStable.In(b.lang)}})
	for _, c := range b.table.Columns {
		lines = append(lines, aboutLine{false, []string{c.heading(b.lang), c.Name}})
	}
	return lines
}
