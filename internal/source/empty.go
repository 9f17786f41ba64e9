package source

import (
	"fmt"
	"strings"

	"kuvio/internal/source/content"
	"kuvio/internal/source/cube"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/table"
)

// refill is what to do with a file that has nothing under its header.
const refill = "choose regions and periods in the service that it is from and download it again"

// emptyText is the error for a text that has a header and no rows under it; nil
// for any other.
func emptyText(f content.File, encoding string, m *mapping.Mapping) error {
	if t, err := cube.FindEurostat(f, *sheet.TextGrid(f, encoding, '\t'), m); err == nil && t != nil {
		return f.Errorf("found a header of Eurostat's and no rows under it: %s", refill)
	}
	for _, delimiter := range []byte(";,\t|") {
		if row := table.HeaderAlone(sheet.TextGrid(f, encoding, delimiter), m); row > 0 {
			return f.Errorf("found a header in line %d and no rows under it: %s", row, refill)
		}
	}
	return nil
}

// emptySheet is the error for a workbook in which no sheet has a table and one
// has a header with no rows under it; nil for any other.
func (w *workbook) emptySheet(chosen []*sheet.Grid) error {
	for _, g := range chosen {
		row := table.HeaderAlone(g, w.opts.Map)
		if row == 0 {
			continue
		}
		var others []string
		for _, other := range chosen {
			if other != g {
				others = append(others, other.Sheet)
			}
		}
		beside := ""
		if len(others) > 0 {
			beside = fmt.Sprintf(" (nor is there a table in %s)", content.Excerpt(strings.Join(others, ", ")))
		}
		return w.file.Errorf("sheet %s of %s has a header in row %d and no rows under it%s: %s", g.Sheet, sheet.WorkbookKind(w.file), row, beside, refill)
	}
	return nil
}
