package series

import (
	"cmp"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// withheld judges the gaps of one indicator, of one gender and breakdown, for
// which the workspace says below which count the source withholds figures
// (stats/METHODS.md, "Missing, suppressed, zero, made up"). A gap is taken as
// suppressed where all of this holds:
//
//   - the file has something of the area: one that was never imported hides
//     nothing;
//   - the source published in that period: another area of the area's own
//     category has a figure then. Where the panel has no figure of another area
//     of the category (a file of one municipality and the country), any area
//     will do, if the area itself has a figure in some period. The whole country
//     has no such area and is never a small number;
//   - the area has data: people by the indicator named as denominator; or, for a
//     number of which no denominator is known there, the source lists the gap and
//     has a figure of another gender or breakdown of the area then;
//   - the count can be that small beside the figures of other genders and
//     breakdowns (see window).
//
// Nil judges nothing to be suppressed.
type withheld struct {
	below     int
	indicator domain.Indicator
	panel     *panel.Panel
	zeros     bool // the indicator publishes zeros, so that none is withheld
	gender    domain.Gender
	breakdown string

	named     *panel.Panel // of the indicator named as denominator, nil where there is none
	namedUnit domain.Unit

	figures map[domain.Category][]int             // areas with a figure, for each period
	areas   map[domain.Category][]domain.RegionID // areas with a figure in any period
}

// kind is what a withheld judges.
type kind struct {
	indicator domain.IndicatorID
	gender    domain.Gender
	breakdown string
}

// withheld is what judges the gaps of a series' kind; nil where the workspace
// says nothing of the indicator.
func (r *reading) withheld(s *Series, h held) (*withheld, error) {
	below := r.l.SuppressedBelow[s.Indicator.ID]
	if below == 0 {
		return nil, nil
	}
	k := kind{s.Indicator.ID, s.Gender, s.Breakdown}
	if w, ok := r.judges[k]; ok {
		return w, nil
	}
	named, unit, err := r.named(s)
	if err != nil {
		return nil, err
	}
	zeros, ok := r.zeros[s.Indicator.ID]
	if !ok {
		zeros = publishesZeros(h.panel, s.Indicator.Unit)
		r.zeros[s.Indicator.ID] = zeros
	}
	w := &withheld{
		below: below, indicator: s.Indicator, panel: h.panel, zeros: zeros,
		gender: s.Gender, breakdown: s.Breakdown, named: named.panel, namedUnit: unit,
		figures: make(map[domain.Category][]int), areas: make(map[domain.Category][]domain.RegionID),
	}
	w.survey()
	r.judges[k] = w
	return w, nil
}

// survey counts the areas with figures.
func (w *withheld) survey() {
	for _, region := range w.panel.Regions {
		cells, _ := w.panel.Series(region, w.breakdown, w.gender)
		c, any := category(region), false
		for i, cell := range cells {
			if cell.Status != domain.OK {
				continue
			}
			if w.figures[c] == nil {
				w.figures[c] = make([]int, len(w.panel.Periods))
			}
			w.figures[c][i]++
			any = true
		}
		if any {
			w.areas[c] = append(w.areas[c], region)
		}
	}
}

// category is a region's, and one of its own where its id does not tell it.
func category(r domain.RegionID) domain.Category {
	return cmp.Or(r.Category(), domain.Category(r))
}

// suppressed reports whether the gap of a region in the period of that place
// is taken as suppressed.
func (w *withheld) suppressed(region domain.RegionID, period int, gap domain.Cell) bool {
	if w == nil || gap.Status != domain.Absent && gap.Status != domain.Missing || !w.published(region, period) {
		return false
	}
	k := w.key(region, w.panel.Periods[period])
	if !w.hasData(k, gap) {
		return false
	}
	_, _, fits := w.window(k)
	return fits
}

func (w *withheld) key(region domain.RegionID, period domain.Period) domain.Key {
	return domain.Key{Region: region, Gender: w.gender, Breakdown: w.breakdown, Period: period}
}

// published reports whether the source has figures of the period for areas
// such as the region, which has none itself.
func (w *withheld) published(region domain.RegionID, period int) bool {
	c := category(region)
	own := slices.Contains(w.areas[c], region)
	switch {
	case c == domain.Maa:
		return false
	case len(w.areas[c]) > 1 || len(w.areas[c]) == 1 && !own:
		return w.figures[c][period] > 0
	case !own:
		return false
	}
	for _, n := range w.figures {
		if n[period] > 0 {
			return true
		}
	}
	return false
}

// hasData reports whether the area has data in the period.
func (w *withheld) hasData(k domain.Key, gap domain.Cell) bool {
	if w.named != nil {
		c := w.named.Cell(k)
		if c.Status == domain.OK {
			return population(c, w.namedUnit) > 0
		}
	}
	if w.indicator.Unit != domain.UnitCount || gap.Status != domain.Missing {
		return false
	}
	for _, other := range w.panel.Genders {
		if w.panel.Cell(domain.Key{Region: k.Region, Gender: other, Breakdown: k.Breakdown, Period: k.Period}).Status == domain.OK {
			return true
		}
	}
	for _, other := range w.panel.Breakdowns {
		if w.panel.Cell(domain.Key{Region: k.Region, Gender: k.Gender, Breakdown: other, Period: k.Period}).Status == domain.OK {
			return true
		}
	}
	return false
}
