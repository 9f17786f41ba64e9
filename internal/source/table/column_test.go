package table

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
)

// columnOf reads the texts as one column: what each gives, NaN for what is
// refused.
func columnOf(texts ...string) []float64 {
	c := &column{}
	for _, s := range texts {
		c.add(sheet.TextCell(s), mapping.UsualMarks)
	}
	style := c.evidence.Style(sheet.Evidence{})
	values := make([]float64, len(texts))
	for i, s := range texts {
		o, ok := mapping.UsualMarks.Observe(sheet.TextCell(s), style)
		if !ok {
			o.Value = math.Inf(-1)
		}
		values[i] = o.Value
	}
	return values
}

// A column decides for its doubtful numbers, never against a clear one.
func TestNumbersOfAColumn(t *testing.T) {
	refused := math.Inf(-1)
	for _, tt := range []struct {
		column string
		want   []float64
	}{
		{"1,5|1,234", []float64{1.5, 1.234}},
		{"1.5|1.234", []float64{1.5, 1.234}},
		{"50,2|1.234", []float64{50.2, refused}},
		{"50,2|50.2|1.234|1,234", []float64{50.2, 50.2, 1.234, 1.234}},
		{"1.234.567|1.234", []float64{1234567, 1234}},
		{"1.234,5|1.234", []float64{1234.5, 1234}},
		{"1.234|2.345", []float64{refused, refused}},
		{"1.234|0.125", []float64{1.234, 0.125}},
		{"1.234|12345.678", []float64{1.234, 12345.678}},
		{"1,234,567|1,234|5.5", []float64{1234567, 1234, 5.5}},
		{"1,234,567|1,5|1,234", []float64{1234567, 1.5, refused}},
		{"1 234,5|1 234|12 345|1 234.5", []float64{1234.5, 1234, 12345, 1234.5}},
		{"1'234.5|1’234", []float64{1234.5, 1234}},
		{"1 056.750|12 34|123 4567|0 123", []float64{1056.75, refused, refused, refused}},
		{"1.5E+05|1,5e-3|1.234E5|2e3", []float64{150000, 0.0015, 123400, 2000}},
		{"−3,5|-3,5|+3,5|- 3", []float64{-3.5, -3.5, 3.5, refused}},
		{"12 345*|12345[4]|12 345¹|12 345 1)|12,5 %", []float64{12345, 12345, 12345, 12345, 12.5}},
		{"5.|.5|1..5|1,2,3|0x10|1_0|inf|e5|12a", []float64{refused, 0.5, refused, refused, refused, refused, refused, refused, refused}},
	} {
		got := columnOf(strings.Split(tt.column, "|")...)
		if !slices.Equal(got[:len(tt.want)], tt.want) {
			t.Errorf("%s: %v, want %v", tt.column, got, tt.want)
		}
	}
}
