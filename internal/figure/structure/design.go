package structure

import (
	"fmt"

	"kuvio/internal/figure/canvas"
)

// mostColumns is how many columns of groups a structure has at most.
const mostColumns = 8

// design is a structure laid out: bands side by side or below one another.
type design struct {
	*canvas.Sheet
	kind  groupType
	bands []setBand
	low   float64 // where the lowest band ends
	cut   bool
}

// designs are the ways to lay a structure out, best first: in a wide room the
// bands side by side before below one another, in a tall one the other way
// about; many columns before few, large type before small, airy lists before
// tight ones; type under nine tenths only where nothing else fits.
func designs(groups, bands int, wide bool) (tries []designTry) {
	for _, scales := range [][]float64{{1, 0.95}, {0.9, 0.85}} {
		for _, beside := range []bool{wide, !wide} {
			for n := min(groups, mostColumns); n >= 1; n-- {
				for _, scale := range scales {
					for _, lead := range []float64{1.7, 1.5, 1.35, 1.2} {
						if !beside || n >= bands {
							tries = append(tries, designTry{scale, lead, n, beside})
						}
					}
				}
			}
		}
	}
	return tries
}

type designTry struct {
	scale   float64 // of the type
	lead    float64 // from name to name, in type sizes
	columns int
	beside  bool
}

// designStructure takes the first of the designs that fits and cuts no word.
func designStructure(s *canvas.Sheet, bands []band, body canvas.Box) (*design, error) {
	groups := 0
	for _, b := range bands {
		groups += len(b.groups)
	}
	var least *design
	for _, try := range designs(groups, len(bands), body.Width() > body.Height()) {
		d := newDesign(s, newGroupType(s, try.scale, try.lead), bands, body, try.columns, try.beside)
		if !d.cut && d.low <= body.Y1 {
			return d, nil
		}
		if least == nil || least.cut && !d.cut || least.cut == d.cut && d.low < least.low {
			least = d
		}
	}
	lack := &canvas.TooSmall{What: fmt.Sprintf("the structure of %d groups", groups), LackH: least.low - body.Y1}
	if least.cut {
		lack.LackW = body.Width() / 4
	}
	return nil, lack
}

// design lays the bands out in n columns: shared among bands that stand side
// by side, or n for each of bands below one another.
func newDesign(s *canvas.Sheet, t groupType, bands []band, body canvas.Box, n int, beside bool) *design {
	d := &design{Sheet: s, kind: t}
	if beside {
		d.besides(bands, body, n)
	} else {
		y := body.Y0
		for _, b := range bands {
			sb := d.setBand(b, canvas.Rect(body.X0, y, body.X1, body.Y1), min(n, len(b.groups)))
			sb.box.Y1 = y + sb.height(t)
			y = sb.box.Y1 + bandGap
			d.bands = append(d.bands, sb)
		}
	}
	for _, b := range d.bands {
		d.cut = d.cut || b.cut
		d.low = max(d.low, b.box.Y1)
	}
	return d
}
