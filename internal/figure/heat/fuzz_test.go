package heat

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

// A table of any shape is drawn whole or refused with a size that it fits.
func FuzzTableIsDrawnWholeOrRefused(f *testing.F) {
	f.Add(uint64(1), 23, 12, 16.0, 12.0)
	f.Add(uint64(2), 1, 1, 5.0, 5.0)
	f.Add(uint64(3), 90, 12, 30.0, 25.0)
	f.Add(uint64(4), 60, 40, 8.0, 0.0)
	f.Fuzz(func(t *testing.T, seed uint64, rows, columns int, width, height float64) {
		if rows < 1 || columns < 1 || rows*columns > 2000 || width*height > 900 {
			t.Skip("too slow, or refused before it is laid out")
		}
		r := rand.New(rand.NewPCG(seed, 1))
		c := many(rows, columns, "Pedersören kunta")
		c.Scale = Scale(r.IntN(3))
		for i := range c.Rows {
			row := &c.Rows[i]
			row.Focus, row.Benchmark = r.IntN(9) == 0, r.IntN(9) == 0
			row.Detail = strings.Repeat("% väestöstä ", r.IntN(4))
			row.Name += strings.Repeat(" ja", r.IntN(9))
			for j := range row.Cells {
				switch r.IntN(6) {
				case 0:
					row.Cells[j] = Cell{Text: "..", Absent: true}
				case 1:
					row.Cells[j].Text = "−6 000 000,25"
				case 2:
					row.Cells[j].Mark = Mark(r.IntN(3))
				}
			}
		}
		pic := figure.Figure{WidthCM: width, HeightCM: height, DPI: 50, Content: c}
		_, err := figuretest.PNG(pic)
		if size := (*figure.SizeError)(nil); errors.As(err, &size) {
			pic.WidthCM, pic.HeightCM = size.NeedWidthCM, size.NeedHeightCM
			_, err = figuretest.PNG(pic)
			if err != nil {
				t.Fatalf("refused with a size that does not do: %v", err)
			}
		}
		if err != nil {
			t.Skip(err) // no sheet holds it
		}
		if _, img := figuretest.Draw(t, pic); true {
			if p, ok := figuretest.InkNearEdge(img, 50); ok {
				t.Errorf("ink at %v of %v", p, img.Bounds().Max)
			}
		}
	})
}
