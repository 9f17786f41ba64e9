package figure

import "fmt"

// mostColumns is how many columns of groups a structure has at most.
const mostColumns = 8

// design is a structure laid out: bands side by side or below one another.
type design struct {
	*sheet
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
func (s *sheet) designStructure(bands []band, body box) (*design, error) {
	groups := 0
	for _, b := range bands {
		groups += len(b.groups)
	}
	var least *design
	for _, try := range designs(groups, len(bands), body.width() > body.height()) {
		d := s.design(s.groupType(try.scale, try.lead), bands, body, try.columns, try.beside)
		if !d.cut && d.low <= body.y1 {
			return d, nil
		}
		if least == nil || least.cut && !d.cut || least.cut == d.cut && d.low < least.low {
			least = d
		}
	}
	lack := &tooSmall{what: fmt.Sprintf("the structure of %d groups", groups), lackH: least.low - body.y1}
	if least.cut {
		lack.lackW = body.width() / 4
	}
	return nil, lack
}

// design lays the bands out in n columns: shared among bands that stand side
// by side, or n for each of bands below one another.
func (s *sheet) design(t groupType, bands []band, body box, n int, beside bool) *design {
	d := &design{sheet: s, kind: t}
	if beside {
		d.besides(bands, body, n)
	} else {
		y := body.y0
		for _, b := range bands {
			sb := d.setBand(b, box{body.x0, y, body.x1, body.y1}, min(n, len(b.groups)))
			sb.box.y1 = y + sb.height(t)
			y = sb.box.y1 + bandGap
			d.bands = append(d.bands, sb)
		}
	}
	for _, b := range d.bands {
		d.cut = d.cut || b.cut
		d.low = max(d.low, b.box.y1)
	}
	return d
}
