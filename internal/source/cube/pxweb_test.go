package cube

import (
	"strings"
	"testing"
)

func FuzzColumnNames(f *testing.F) {
	f.Add("Yhteensä 2019 Väestö 31.12.;Miehet 2019 Väestö 31.12.")
	f.Add("2020;2021*;2022 2023")
	f.Fuzz(func(t *testing.T, text string) {
		names := strings.Split(text, ";")
		tb := PXWeb{cube: &cube{}}
		tb.headings(names)
		for i := range names {
			if len(tb.columns[i]) != len(tb.cube.dims) {
				t.Fatalf("%q: column %d has %d values of %d dimensions", text, i, len(tb.columns[i]), len(tb.cube.dims))
			}
		}
	})
}
