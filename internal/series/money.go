package series

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// checkMoney refuses a query for real prices or figures per inhabitant that
// none of its indicators can have, or for which the workspace names nothing to
// compute with.
func (l *Loader) checkMoney(q *Query) error {
	any := func(fits func(domain.Indicator) bool) bool {
		return slices.ContainsFunc(q.Indicators, func(sel Selector) bool { return fits(l.Describe(sel[len(sel)-1])) })
	}
	switch {
	case q.Real != 0 && l.PriceIndex == "":
		return fmt.Errorf("prices of %d: kuvio.yaml names no price index: import one and name it there, as in price_index: oma:cpi", q.Real)
	case q.Real != 0 && !any(func(ind domain.Indicator) bool { return ind.Unit.Money() }):
		return fmt.Errorf("prices of %d: none of the indicators is money: expected one in euros (%s)", q.Real, list(q.Indicators))
	case q.PerCapita && l.Population == "":
		return errors.New("per inhabitant: kuvio.yaml names no population: name the indicator there, as in population: 127")
	case q.PerCapita && !any(amount):
		return fmt.Errorf("per inhabitant: none of the indicators is an amount of money of a whole area: expected one in euros or thousands of euros (%s)", list(q.Indicators))
	}
	return nil
}

func list(selectors []Selector) string {
	const most = 5
	text := ""
	for i, sel := range selectors {
		if i == most {
			return text + ", …"
		}
		if i > 0 {
			text += ", "
		}
		text += sel.String()
	}
	return text
}

// money puts a series over the inhabitants, and at the prices, that the query
// asks for.
func (r *reading) money(s *Series) error {
	if r.q.PerCapita && amount(s.Indicator) {
		at := slices.IndexFunc(r.q.Areas, func(a Area) bool { return a.ID == s.Region })
		population, err := r.beside(r.l.Population, "population", r.q.Areas[at], s.Breakdown, s.Gender)
		if err != nil {
			return fmt.Errorf("per inhabitant: %w", err)
		}
		*s = PerCapita(*s, &population)
	} else if r.q.PerCapita {
		*s = PerCapita(*s, nil)
	}
	if r.q.Real == 0 {
		return nil
	}
	var index Series
	var err error
	if s.Indicator.Unit.Money() {
		if index, err = r.beside(r.l.PriceIndex, "price index", Area{ID: domain.WholeCountry}, "", domain.Total); err != nil {
			return fmt.Errorf("prices of %d: %w", r.q.Real, err)
		}
	}
	*s, err = Real(*s, &index, r.q.Real)
	return err
}

// beside reads a series that others are computed with.
func (r *reading) beside(id domain.IndicatorID, what string, area Area, breakdown string, gender domain.Gender) (Series, error) {
	h, err := r.panel(id)
	if errors.Is(err, store.ErrNotHeld) {
		return Series{}, fmt.Errorf("the %s, indicator %s, is not held in this workspace: import it", what, id)
	}
	if err != nil {
		return Series{}, err
	}
	s, err := r.series(r.l.Describe(id), h, area, breakdown, gender)
	s.date()
	return s, err
}

// Real is a series of money at the prices of one year: nominal × I_base / I_t
// (stats/METHODS.md, "Between areas"). The index is a series of the price
// level. A value whose period the index has no value for is an error, as is a
// base year without one: neither is interpolated. A series that is not of
// money comes back as it is, with a note.
func Real(s Series, index *Series, base int) (Series, error) {
	if !s.Indicator.Unit.Money() {
		s.Notes = s.Notes.With(domain.Note{Code: domain.NoteNotMoney})
		return s, nil
	}
	level, err := index.level(domain.Year(base))
	if err != nil {
		return Series{}, fmt.Errorf("prices of %d: %w", base, err)
	}
	decimals := s.Decimals()
	unit := math.Pow10(-decimals)
	s.Provenance.Decimals = &decimals
	s.Points = slices.Clone(s.Points)
	for i := range s.Points {
		p := &s.Points[i]
		if math.IsNaN(p.Published) {
			continue
		}
		then, err := index.level(p.Period)
		if err != nil {
			return Series{}, fmt.Errorf("prices of %d: %w", base, err)
		}
		at, _ := index.At(p.Period)
		p.madeOf(at)
		p.Published = p.Published * level / then
		p.step = cmp.Or(p.step, unit) * level / then
	}
	year := strconv.Itoa(base)
	s.Notes = s.Notes.With(domain.Note{Code: domain.NoteRealPrices, Arg: year})
	s.Indicator.Title, s.Indicator.Subject = priced(s.Indicator.Title, year, ", "), priced(s.Indicator.Subject, year, " ")
	s.computedWith(index)
	return s, nil
}

// level is the index in a period.
func (s *Series) level(t domain.Period) (float64, error) {
	p, _ := s.At(t)
	if p.Published > 0 {
		return p.Published, nil
	}
	held := "no values at all"
	if first, last, ok := s.span(); ok {
		held = fmt.Sprintf("values from %s to %s", first, last)
	}
	return math.NaN(), fmt.Errorf("the price index %s has no value above 0 for %s (it has %s): import it, or choose other years with --years; an index is never interpolated", s.Indicator.ID, t, held)
}

// span is the first and the last period with a value.
func (s *Series) span() (first, last domain.Period, ok bool) {
	for _, p := range s.Points {
		if !math.IsNaN(p.Published) {
			if !ok {
				first, ok = p.Period, true
			}
			last = p.Period
		}
	}
	return first, last, ok
}

// computedWith notes another series that the values were computed with: a
// source of its own, and made up if that is.
func (s *Series) computedWith(other *Series) {
	s.Provenance.Beside = append(slices.Clone(s.Provenance.Beside), *other)
	s.Provenance.Computed = true
	if other.MadeUp && !s.MadeUp {
		s.MadeUp = true
		s.Notes = s.Notes.With(domain.Note{Code: domain.NoteMadeUp})
	}
}

// priced says after a title or subject in which prices it is.
func priced(t domain.Text, year, between string) domain.Text {
	return suffixed(t, domain.Text{FI: "vuoden " + year + " hinnoin", SV: "i " + year + " års priser", EN: "at " + year + " prices"}, between)
}

// suffixed puts words after a text in each language that it has; a text without
// any becomes the words.
func suffixed(t, words domain.Text, between string) domain.Text {
	if t.IsZero() {
		return words
	}
	for _, l := range []struct{ text, words *string }{{&t.FI, &words.FI}, {&t.SV, &words.SV}, {&t.EN, &words.EN}} {
		if *l.text != "" {
			*l.text += between + *l.words
		}
	}
	return t
}

// perCapitaDecimals is how many decimals euros per inhabitant are shown with, as
// SOTKAnet publishes them.
const perCapitaDecimals = 1

// PerCapita is an amount of money of an area divided by its inhabitants, in
// euros per inhabitant. The population is a series of the same area, its count
// or, where its unit is a number, its value. A point without a population is
// missing, with a note. A series that is no amount of money of a whole area
// comes back as it is, with a note: another measure has another denominator.
func PerCapita(s Series, population *Series) Series {
	if !amount(s.Indicator) {
		s.Notes = s.Notes.With(domain.Note{Code: domain.NoteNotAmount})
		return s
	}
	euros := 1.0
	if s.Indicator.Unit == domain.UnitKiloEuro {
		euros = 1000
	}
	unit, decimals := math.Pow10(-s.Decimals()), perCapitaDecimals
	s.Provenance.Decimals = &decimals
	s.Points = slices.Clone(s.Points)
	for i := range s.Points {
		p := &s.Points[i]
		if math.IsNaN(p.Published) {
			continue
		}
		n, _ := population.At(p.Period)
		p.madeOf(n)
		p.Denominator = exactly(n.People(population.Indicator.Unit))
		p.step = cmp.Or(p.step, unit) * euros / p.Denominator.Value
		p.set(domain.NewCell(p.Published*euros/p.Denominator.Value, p.Count))
		if !p.Denominator.Known() {
			p.set(domain.EmptyCell(domain.Missing))
			p.say(domain.NoteNoPopulation, "")
		}
	}
	s.Notes = s.Notes.With(domain.Note{Code: domain.NotePerCapita})
	s.Indicator.Unit = domain.UnitEuroPerInhabitant
	s.Indicator.Title = perInhabitant(s.Indicator.Title)
	s.Indicator.Subject = suffixed(s.Indicator.Subject, domain.Text{FI: "asukasta kohti", SV: "per invånare", EN: "per inhabitant"}, " ")
	s.computedWith(population)
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
