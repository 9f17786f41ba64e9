package profile

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

// A profile of any shape is drawn whole or refused with a size that it fits.
func FuzzProfileIsDrawnWholeOrRefused(f *testing.F) {
	f.Add(uint64(1), 12, 2, 16.0, 0.0)
	f.Add(uint64(2), 1, 0, 5.0, 5.0)
	f.Add(uint64(3), 40, 5, 12.0, 9.0)
	f.Fuzz(func(t *testing.T, seed uint64, rows, beside int, width, height float64) {
		if rows < 1 || beside < 0 || rows > 60 || beside > 5 || width*height > 900 {
			t.Skip("too slow, or refused before it is laid out")
		}
		r := rand.New(rand.NewPCG(seed, 1))
		sample := jyvaskyla()
		c := sample
		c.Rows, c.Beside, c.Range = nil, nil, r.IntN(4) > 0
		for range beside {
			c.Beside = append(c.Beside, "Pedersören kunta")
		}
		for range rows {
			row := sample.Rows[r.IntN(len(sample.Rows))]
			row.Name += strings.Repeat(" ja", r.IntN(20))
			row.Trend, row.Verdict = Trend(r.IntN(4)), Verdict(r.IntN(6))
			row.Beside, row.Range.Marks = nil, nil
			for range beside {
				row.Beside = append(row.Beside, "−6 000 000,25")
				row.Range.Marks = append(row.Range.Marks, row.Range.Low+(r.Float64()*3-1)*(row.Range.High-row.Range.Low))
			}
			c.Rows = append(c.Rows, row)
		}
		pic := figure.Figure{WidthCM: width, HeightCM: height, DPI: 50, Content: c}
		_, err := figuretest.PNG(pic)
		if size := (*figure.SizeError)(nil); errors.As(err, &size) {
			pic.WidthCM, pic.HeightCM = size.NeedWidthCM, size.NeedHeightCM
			if _, err = figuretest.PNG(pic); err != nil {
				t.Fatalf("refused with a size that does not do: %v", err)
			}
		}
		if err != nil {
			t.Skip(err) // no sheet holds it
		}
		_, img := figuretest.Draw(t, pic)
		if p, ok := figuretest.InkNearEdge(img, 50); ok {
			t.Errorf("ink at %v of %v", p, img.Bounds().Max)
		}
	})
}
