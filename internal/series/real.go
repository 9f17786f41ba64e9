package series

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"kuvio/internal/domain"
)

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
	places := s.Decimals()
	s.places = &places
	s.Points = slices.Clone(s.Points)
	for i := range s.Points {
		p := &s.Points[i]
		if math.IsNaN(p.Value) {
			continue
		}
		then, err := index.level(p.Period)
		if err != nil {
			return Series{}, fmt.Errorf("prices of %d: %w", base, err)
		}
		p.Value = p.Value * level / then
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
	if p.Value > 0 {
		return p.Value, nil
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
		if !math.IsNaN(p.Value) {
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
	s.beside = append(slices.Clone(s.beside), *other)
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
