// Package export writes what a store holds in forms that other programs read
// whole: Apache Parquet here, and for CSV and XLSX the order and the names of
// the parts. It takes series and writers and opens no files.
package export

import (
	"cmp"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Part is one indicator, or one splice, of an export. It is written at once,
// so that one indicator is in memory at a time.
type Part struct {
	ID     domain.IndicatorID // "191", "oma:x"; of a splice "1339+3377"
	Series []series.Series
	Lang   domain.Lang // of names and titles

	day   string               // of the download that last changed it; "" where that is not known
	reads []domain.IndicatorID // for it
	of    string               // tells apart what it is made of; "" where that is not known
}

// NewPart makes a part of the series of a selector, which it puts in order:
// region, gender, breakdown, each as plain text. The points of a series are in
// order of their periods already, so rows come in the order of all four.
func NewPart(sel series.Selector, all []series.Series, l domain.Lang) Part {
	slices.SortStableFunc(all, func(a, b series.Series) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.Gender, b.Gender), cmp.Compare(a.Breakdown, b.Breakdown))
	})
	return Part{ID: sel.ID(), Series: all, Lang: l}
}

// Rows is the number of observations in the part.
func (p Part) Rows() int {
	n := 0
	for i := range p.Series {
		n += len(p.Series[i].Points)
	}
	return n
}
