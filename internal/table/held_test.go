package table

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"kuvio/internal/domain"
)

// What was held is released as if it had been written with all its values at once.
func TestReleaseIsWrite(t *testing.T) {
	columns := []Column{{Name: "name"}, {Name: "q"}, {Name: "slopes"}, {Name: "n"}}
	qs := []float64{0.25, math.NaN(), 1.2345e-7}
	table := func(q func(i int) Value) [][]Value {
		return [][]Value{
			{Str("a, \"b\"\n"), q(0), List([]float64{-0.5, math.NaN()}, 1), IntOf(3)},
			{Str("=SUM(A1)\xff"), q(1), List(nil, 1), None()}, // no text can be taken for a place that is kept
			{Str("ä").ForPeople(domain.Text{FI: "x"}), None(), None(), YearOf(2024)},
			{Str(""), q(2), List([]float64{1}, 1), Num(1.5, 1)},
		}
	}
	for name, d := range map[string]Dialect{"usual": {}, "fi": Excels["fi"]} {
		var want, got bytes.Buffer
		known := table(func(i int) Value { return PValue(qs[i], 3) })
		w, err := NewStream(&want, columns, d)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.rows.write(append(known, known...)); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		held, err := d.Hold(table(func(int) Value { return Later() }))
		if err != nil {
			t.Fatal(err)
		}
		s, err := NewStream(&got, columns, d)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			at := -1
			if err := s.Release(held, func() Value { at++; return PValue(qs[at], 3) }); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Flush(); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("%s: released\n%s\nwritten\n%s", name, &got, &want)
		}
	}
}

// BenchmarkHold holds and releases the rows of an indicator in 300 areas, 40 columns each.
func BenchmarkHold(b *testing.B) {
	rows := make([][]Value, 300)
	for i := range rows {
		rows[i] = append(rows[i], Str(fmt.Sprintf("kunta:%03d", i)), Later())
		for j := range 38 {
			rows[i] = append(rows[i], Num(float64(i*j)/7, 2))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		held, err := RFC4180.Hold(rows)
		if err != nil {
			b.Fatal(err)
		}
		var out bytes.Buffer
		s, err := NewStream(&out, nil, RFC4180)
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Release(held, func() Value { return Num(0.5, 1) }); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len())/float64(len(held.packed)), "times-smaller")
	}
}
