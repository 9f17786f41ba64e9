package series

import (
	"math"
	"slices"

	"kuvio/internal/domain"
)

// perCapitaPlaces is how many decimals euros per inhabitant are shown with, as
// SOTKAnet publishes them.
const perCapitaPlaces = 1

// PerCapita is an amount of money of an area divided by its inhabitants, in
// euros per inhabitant. The population is a series of the same area, its count
// or, where its unit is a number, its value. A point without a population is
// missing, with a note. A series that is no amount of money of a whole area
// comes back as it is, with a note: another measure has another denominator.
func PerCapita(s Series, persons *Series) Series {
	if !amount(s.Indicator) {
		s.Notes = s.Notes.With(domain.Note{Code: domain.NoteNotAmount})
		return s
	}
	euros := 1.0
	if s.Indicator.Unit == domain.UnitKiloEuro {
		euros = 1000
	}
	places := perCapitaPlaces
	s.places = &places
	s.Points = slices.Clone(s.Points)
	for i := range s.Points {
		p := &s.Points[i]
		if math.IsNaN(p.Value) {
			continue
		}
		n, _ := persons.At(p.Period)
		p.Denominator = exactly(population(n.Cell, persons.Indicator.Unit))
		p.Cell = domain.NewCell(p.Value*euros/p.Denominator.Value, p.Count)
		if !p.Denominator.Known() {
			p.Cell = domain.EmptyCell(domain.Missing)
			p.say(domain.NoteNoPopulation, "")
		}
	}
	s.Notes = s.Notes.With(domain.Note{Code: domain.NotePerCapita})
	s.Indicator.Unit = domain.UnitEuroPerInhabitant
	s.Indicator.Title = perInhabitant(s.Indicator.Title)
	s.Indicator.Subject = suffixed(s.Indicator.Subject, domain.Text{FI: "asukasta kohti", SV: "per invånare", EN: "per inhabitant"}, " ")
	s.computedWith(persons)
	return s
}

// perInhabitant says in a title, which may name the amount's own unit, that the
// figures are per inhabitant and in what.
func perInhabitant(t domain.Text) domain.Text {
	unit := domain.UnitEuroPerInhabitant.Name()
	words := domain.Text{FI: "asukasta kohti, " + unit.FI, SV: "per invånare, " + unit.SV, EN: "per inhabitant, in " + unit.EN}
	if t.IsZero() {
		return words
	}
	return suffixed(t, domain.Text{FI: "(" + words.FI + ")", SV: "(" + words.SV + ")", EN: "(" + words.EN + ")"}, " ")
}
