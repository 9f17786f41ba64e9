package report

import (
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/source"
	sourcetable "kuvio/internal/source/table"
	"kuvio/internal/table"
)

// Columns alike are one row where they would not fit on a screen.
func TestFileColumnsTogether(t *testing.T) {
	wide := source.TableView{Columns: []sourcetable.ShapeColumn{{At: "A", Header: "Kunta", Role: "region", Filled: 3}}}
	for year := range 30 {
		wide.Columns = append(wide.Columns, sourcetable.ShapeColumn{At: fmt.Sprint("C", year), Header: fmt.Sprint(1990 + year), Role: "value", Filled: 2})
	}
	var b strings.Builder
	if err := FileColumns(&wide).Write(&b, table.CSV, table.Options{Lang: "fi"}); err != nil || !strings.Contains(b.String(), "\nC0–C29,1990 … 2019 (30),value,,60,\n") {
		t.Errorf("%s, %v", b.String(), err)
	}
	wide.Columns = wide.Columns[:24]
	if rows := FileColumns(&wide).Rows; len(rows) != 24 {
		t.Errorf("%d rows, want 24", len(rows))
	}
}
