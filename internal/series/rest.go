package series

import (
	"math"

	"kuvio/internal/domain"
)

// rest fills in the series of a whole without a part of it. Shares and rates
// come from the counts and denominators of the two, never from the rates;
// amounts are subtracted. What cannot be computed is missing, with a note.
func (r *reading) rest(s *Series, h held, area Area) error {
	whole, err := r.points(s, h, area.Whole)
	if err != nil {
		return err
	}
	part, err := r.points(s, h, area.Part)
	if err != nil {
		return err
	}
	of := make(map[domain.Period]Point, len(part))
	for _, p := range part {
		of[p.Period] = p
	}
	places := decimals(s.Indicator, whole)
	s.places = &places
	derived := false
	for _, w := range whole {
		p, ok := of[w.Period]
		point := Point{Period: w.Period, Cell: domain.EmptyCell(domain.Missing), Denominator: noDenominator}
		if ok {
			point = subtract(w, p, s.Indicator.Unit)
		}
		if math.IsNaN(point.Value) {
			s.Notes = s.Notes.With(domain.Note{Code: domain.NoteRestUnknown})
		}
		if point.Denominator.Exact() {
			s.useDenominator()
		}
		derived = derived || point.Denominator.Known() && !point.Denominator.Exact()
		s.Points = append(s.Points, point)
	}
	if derived {
		s.Notes = s.Notes.With(domain.Note{Code: domain.NoteRestDerived})
	}
	return nil
}

// subtract is one period of a rest.
func subtract(whole, part Point, unit domain.Unit) Point {
	rest := Point{Period: whole.Period, Cell: domain.EmptyCell(domain.Missing), Denominator: noDenominator}
	count := whole.Count - part.Count
	if unit.Per() > 0 {
		den := whole.Denominator.minus(part.Denominator)
		if count >= 0 && den.Usable() {
			rest.Cell = domain.NewCell(count/den.Value*unit.Per(), count)
			rest.Denominator = den
		}
		return rest
	}
	if unit == domain.UnitCount || unit == domain.UnitEuro || unit == domain.UnitKiloEuro {
		rest.Cell = domain.NewCell(whole.Value-part.Value, count)
	}
	return rest
}
