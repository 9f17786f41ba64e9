package sotkanet

import (
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/record"
)

// metParser is a parser that has met the indicators 127 and 191 and the years
// 2009 and 2021.
func metParser() *parser {
	columns, err := parseHeader("indicator;region;year;gender;primary value;absolute value;breakdown")
	if err != nil {
		panic(err)
	}
	p := newParser(&record.Sink{})
	p.columns = columns
	p.sotkanet[127], p.sotkanet[191] = "127", "191"
	p.years[2009], p.years[2021] = "2009", "2021"
	return p
}

// Where the quick way reads a row, the slow way reads the same.
func FuzzQuick(f *testing.F) {
	for _, row := range []string{"127;85;2009;total;2406;;", "191;85;2021;male;-0.5;934;", "191;1;2021;female;12345678.125;0;age=0-6", "0127;0;2009;total;.5;1.;"} {
		f.Add(row)
	}
	f.Fuzz(func(t *testing.T, row string) {
		quick, slow := metParser(), metParser()
		if !quick.quick([]byte(row)) {
			return
		}
		if n := slow.split([]byte(row)); n != slow.columns.count {
			t.Fatalf("%q: quick read %d fields", row, n)
		}
		for i, start := 0, 0; i < slow.columns.count; i++ {
			if expected := slow.set(slow.columns.at[i], []byte(row)[start:slow.ends[i]]); expected != "" {
				t.Fatalf("%q: quick read a row that has no %s", row, expected)
			}
			start = slow.ends[i] + 1
		}
		a, b := *quick.rec, *slow.rec
		a.Cell, b.Cell = domain.NewCell(a.Cell.Value, a.Cell.Count), domain.NewCell(b.Cell.Value, b.Cell.Count)
		same := a.Cell.Equal(b.Cell)
		a.Cell, b.Cell = domain.Cell{}, domain.Cell{}
		if !same || a != b {
			t.Fatalf("%q: quick read %+v, slow %+v", row, *quick.rec, *slow.rec)
		}
	})
}
