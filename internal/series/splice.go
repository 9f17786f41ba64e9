package series

import (
	"kuvio/internal/domain"
)

// splice joins the series of an ended indicator and those that continue it.
// Each later indicator takes over in the first period it has a value for, and
// the seam is a break. The result is described as the last of them. One
// indicator alone comes back as it is.
func splice(sel Selector, parts [][]Series) []Series {
	if len(parts) == 0 {
		return nil
	}
	joined := parts[0]
	for _, later := range parts[1:] {
		joined = spliceTwo(joined, later)
	}
	if len(sel) > 1 {
		for i := range joined {
			joined[i].Indicator.ID = domain.IndicatorID(sel.String())
		}
	}
	return joined
}

func spliceTwo(earlier, later []Series) []Series {
	out := make([]Series, 0, len(later))
	taken := make([]bool, len(earlier))
	for _, s := range later {
		for i, e := range earlier {
			if e.Region == s.Region && e.Gender == s.Gender && e.Breakdown == s.Breakdown {
				taken[i] = true
				s = join(e, s)
			}
		}
		out = append(out, s)
	}
	for i, e := range earlier {
		if !taken[i] {
			out = append(out, e)
		}
	}
	return out
}

func join(earlier, later Series) Series {
	if len(later.Points) == 0 {
		earlier.Indicator = later.Indicator
		return earlier
	}
	from := later.Points[0].Period
	for _, p := range later.Points {
		if p.Status == domain.OK {
			from = p.Period
			break
		}
	}
	j := later
	j.Points = nil
	for _, p := range earlier.Points {
		if p.Period < from {
			j.Points = append(j.Points, p)
		}
	}
	j.Breaks = append([]domain.Period(nil), earlier.Breaks...)
	if len(j.Points) > 0 {
		j.Breaks = append(j.Breaks, from)
	}
	for _, p := range later.Points {
		if p.Period >= from {
			j.Points = append(j.Points, p)
		}
	}
	j.Breaks = append(j.Breaks, later.Breaks...)
	j.MadeUp = earlier.MadeUp || later.MadeUp
	j.Notes = earlier.Notes.With(later.Notes...)
	if earlier.Retrieved != "" && earlier.Retrieved < later.Retrieved {
		j.Retrieved = earlier.Retrieved
	}
	return j
}
