package table_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kuvio/internal/source/sourcetest"
)

// Tables as wide as spreadsheets go take no longer than their cells: what is
// asked of every column is not told anew for each. The bound is far above what
// they take, and far below what a question for every pair of columns would.
func TestWideTables(t *testing.T) {
	const columns, bound = 2000, 5 * time.Second
	header := func(i int) string { return fmt.Sprintf("Luku x%dx", i) }
	age := func(i int) string { return fmt.Sprintf("%d–%d v", i, i+1) }
	area := func(i int) string { return fmt.Sprintf("%03d Kunta%d", i%999+1, i) }
	number := func(row, i int) string { return fmt.Sprint(100 + (i*7+row*13)%97) }
	word := func(row, i int) string { return fmt.Sprint("sana", (i+row)%7) }
	var named strings.Builder
	named.WriteString("period: 2020\nindicator: oma:x\ncolumns:\n  - {column: Kunta, is: region}\n")
	for i := range columns {
		fmt.Fprintf(&named, "  - {column: %q, is: value, breakdown: %q}\n", header(i), fmt.Sprint("x=", i))
	}
	for _, tt := range []struct {
		name, mapping, first string
		rows                 []string
		header               func(i int) string
		cell                 func(row, i int) string
		records              int
		err                  string
	}{
		{"values of many indicators", "", "Kunta", []string{"Akaa", "Espoo", "Hanko"}, header, number, 0, "which indicators the 2000 columns of values are of"},
		{"columns of words", "", "Kunta", []string{"Akaa", "Espoo", "Hanko"}, header, word, 0, "which column holds the values"},
		{"ages", "period: 2020\nindicator: oma:x\n", "Kunta", []string{"Akaa", "Espoo", "Hanko"}, age, number, 0, "what tells the columns"},
		{"areas", "indicator: oma:x\n", "Vuosi", []string{"2019", "2020", "2021"}, area, number, 3 * columns, ""},
		{"columns that a mapping names", named.String(), "Kunta", []string{"Akaa", "Espoo", "Hanko"}, header, number, 3 * columns, ""},
	} {
		var b strings.Builder
		b.WriteString(tt.first)
		for i := range columns {
			b.WriteString(";" + tt.header(i))
		}
		for row, name := range tt.rows {
			b.WriteString("\n" + name)
			for i := range columns {
				b.WriteString(";" + tt.cell(row, i))
			}
		}
		from := time.Now()
		got, err := sourcetest.ReadText(t, tt.mapping, b.String()+"\n")
		took := time.Since(from)
		if message := fmt.Sprint(err); (err == nil) != (tt.err == "") || !strings.Contains(message, tt.err) || len(got.Records) != tt.records {
			t.Errorf("%s: %d records, %.300s\nwant %d, %s", tt.name, len(got.Records), message, tt.records, tt.err)
		}
		if took > bound {
			t.Errorf("%s: took %v, expected less than %v", tt.name, took, bound)
		}
	}
}
