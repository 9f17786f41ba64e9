package between

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Weights says what areas were weighted by: an indicator's id ("1065", "127"),
// or Derived.
type Weights string

// Derived is that a denominator, at least, was derived from a rounded value
// and a count.
const Derived Weights = "derived"

// weighing finds the weight of each area: people of an indicator, or without
// one the denominator under each value.
type weighing struct {
	series map[key][]series.Series // nil where the denominators weigh
}

// key is whom a series of people is of.
type key struct {
	region domain.RegionID
	gender domain.Gender
}

func newWeighing(weights []series.Series) weighing {
	var w weighing
	if weights == nil {
		return w
	}
	w.series = make(map[key][]series.Series)
	for _, s := range weights {
		k := key{s.Region, s.Gender}
		w.series[k] = append(w.series[k], s)
	}
	return w
}

// of returns the weights of the areas at their points and notes in the spread
// what they are; nil, and why, where one of the areas has none.
func (w weighing) of(r *PeriodSpread, areas []*series.Based, points []series.Valued) []float64 {
	weights := make([]float64, len(areas))
	var by Weights
	lacking := 0
	for i, s := range areas {
		weight, from := w.at(s, points[i])
		if !(weight > 0) {
			lacking++
		} else if by != Derived {
			by = from
		}
		weights[i] = weight
	}
	switch {
	case lacking == len(areas) && w.series == nil:
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteNoWeights})
		return nil
	case lacking > 0:
		r.note(domain.NoteWeightsMissing, lacking)
		return nil
	case by == Derived:
		r.Notes = r.Notes.With(domain.Note{Code: domain.NoteWeightsDerived})
	}
	r.Weights = by
	return weights
}

// at is the weight of one area and where it is from; NaN or 0 where there is
// none.
func (w weighing) at(s *series.Based, p series.Valued) (float64, Weights) {
	if w.series == nil {
		switch d := p.Denominator; {
		case d.Exact():
			return d.Value, Weights(s.Indicator.Denominator)
		case d.Usable():
			return d.Value, Derived
		}
		return math.NaN(), ""
	}
	by := w.match(s)
	if by == nil || by.MadeUp && !s.MadeUp {
		return math.NaN(), ""
	}
	q, _ := by.At(p.Period)
	return q.People(by.Indicator.Unit), Weights(by.Indicator.ID)
}

// match is the series of weights for an area: of the same breakdown, or else of
// all people.
func (w weighing) match(s *series.Based) *series.Series {
	var all *series.Series
	of := w.series[key{s.Region, s.Gender}]
	for i := range of {
		switch of[i].Breakdown {
		case s.Breakdown:
			return &of[i]
		case "":
			all = &of[i]
		}
	}
	return all
}
