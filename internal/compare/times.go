package compare

import (
	"fmt"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Times are the two periods between which a change is looked at: years, or
// spells of years, which are taken together (see series.Spell).
type Times struct{ From, To domain.Period }

// ParseTimes reads two periods, the earlier first: "2015,2023" or
// "2013-2015,2021-2023".
func ParseTimes(list string) (Times, error) {
	from, to, two := strings.Cut(list, ",")
	if !two || strings.Contains(to, ",") {
		return Times{}, fmt.Errorf("%q: expected two years or spells of years, such as 2015,2023 or 2013-2015,2021-2023", list)
	}
	var t Times
	for _, end := range []struct {
		word string
		at   *domain.Period
	}{{from, &t.From}, {to, &t.To}} {
		var err error
		if *end.at, err = domain.ParsePeriod(strings.TrimSpace(end.word)); err != nil {
			return Times{}, err
		}
	}
	switch a, b := t.From, t.To; {
	case b.Time() <= a.Time():
		return Times{}, fmt.Errorf("%s does not come after %s: expected the earlier first", b, a)
	case b.Year() <= a.LastYear() && (a.LastYear() > a.Year() || b.LastYear() > b.Year()):
		return Times{}, fmt.Errorf("%s and %s have years in common: expected spells that have none", a, b)
	}
	return t, nil
}

// of is a series at the two times alone, with the decimals of the whole.
func (t Times) of(s series.Series) series.Series {
	decimals := s.Decimals()
	s.Provenance.Decimals = &decimals
	s.Provenance.Computed = s.Provenance.Computed || t.From.LastYear() > t.From.Year() || t.To.LastYear() > t.To.Year()
	s.Points = []series.Point{s.Spell(t.From), s.Spell(t.To)}
	return s.In(func(at domain.Period) bool { return at == t.From || at == t.To })
}

// all is of for several series.
func (t Times) all(many []series.Series) []series.Series {
	short := make([]series.Series, len(many))
	for i := range many {
		short[i] = t.of(many[i])
	}
	return short
}

// parted is the first break of a series after the earlier time and not after
// the later; "" for none.
func (t Times) parted(s *series.Series) domain.Period {
	for _, at := range s.Breaks {
		if t.From.Time() < at.Time() && at.Year() <= t.To.LastYear() {
			return at
		}
	}
	return ""
}
