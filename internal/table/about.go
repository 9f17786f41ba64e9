package table

import (
	"fmt"

	"kuvio/internal/domain"
	"kuvio/internal/visible"
	"kuvio/internal/xlsx"
)

var (
	columnTitle  = domain.Text{FI: "Sarake", SV: "Kolumn", EN: "Column"}
	columnStable = domain.Text{FI: "Nimi csv- ja json-muodossa", SV: "Namn i csv och json", EN: "Name in csv and json"}
	foldedNote   = domain.Text{
		FI: "Harvemmin luetut sarakkeet on taitettu piiloon: ne avaa taulukon vasemman yläkulman numero 2.",
		SV: "Kolumner som läses mera sällan är hopvikta: siffran 2 i bladets övre vänstra hörn öppnar dem.",
		EN: "Columns that are read less often are folded away: the 2 at the sheet's upper left opens them.",
	}
)

// aboutWidths are those of the columns of the sheet about a table.
var aboutWidths = []float64{64, 30}

// writeAbout adds the sheet about the table: caption, notes and source, a row each, and
// below them every column's heading and its stable name.
func (t *Table) writeAbout(b *xlsx.Book, seen looks, opt Options) error {
	name := aboutSheet.In(opt.Lang)
	sheet, err := b.Sheet(name, xlsx.Page{Title: t.pageTitle(seen, opt.Lang), Portrait: true}, aboutWidths...)
	if err != nil {
		return err
	}
	for i, line := range t.aboutLines(seen, opt) {
		for j, s := range line.cells {
			if err := sheet.Set(j+1, i+1, xlsx.Cell{Value: s, Face: xlsx.Face{Bold: line.heading, Wrap: true}}); err != nil {
				return fmt.Errorf("sheet %s: %w", name, err)
			}
		}
	}
	return nil
}

type aboutLine struct {
	heading bool
	cells   []string // none for an empty row
}

func (t *Table) aboutLines(seen looks, opt Options) []aboutLine {
	var lines []aboutLine
	if s := visible.Line(t.Caption.In(opt.Lang)); s != "" {
		lines = append(lines, aboutLine{true, []string{s}})
	}
	for _, s := range t.notesShown(opt) {
		lines = append(lines, aboutLine{false, []string{s}})
	}
	if s := visible.Line(t.Source.In(opt.Lang)); s != "" {
		lines = append(lines, aboutLine{false, []string{s}})
	}
	if t.folds(seen, opt) {
		lines = append(lines, aboutLine{false, []string{foldedNote.In(opt.Lang)}})
	}
	if len(lines) > 0 {
		lines = append(lines, aboutLine{})
	}
	lines = append(lines, aboutLine{true, []string{columnTitle.In(opt.Lang), columnStable.In(opt.Lang)}})
	for _, c := range t.Columns {
		lines = append(lines, aboutLine{false, []string{c.heading(opt.Lang), c.Name}})
	}
	return lines
}

// folds reports whether the table's sheet has columns folded away.
func (t *Table) folds(seen looks, opt Options) bool {
	for i := range t.Columns {
		if t.folded(i, seen, opt) {
			return true
		}
	}
	return false
}

// folded reports whether a column is folded away: one that a text has only when it is
// asked to be wide, that it never has, or in which nothing stands.
func (t *Table) folded(i int, seen looks, opt Options) bool {
	c := t.Columns[i]
	return !opt.Wide && (c.Wide || c.Filed || !seen.columns[i].some)
}
