package prose

import (
	"kuvio/internal/domain"
)

// staleYears is how many years longer the country's series must go on before
// it is said that the area's has ended.
const staleYears = 3

// ended says that the last value is an old one: those after it are suppressed,
// or the country's series goes on.
func (w *writer) ended() string {
	last := w.tr.Last.Period
	suppressed, other, until := 0, 0, last.LastYear()
	for _, p := range w.tr.Series.Points {
		switch {
		case p.Period <= last:
		case p.Status == domain.Suppressed:
			suppressed++
			until = max(until, p.Period.LastYear())
		default:
			other++
		}
	}
	years := w.countryEnds() - last.LastYear()
	switch {
	case suppressed > 0 && (other > 0 || w.countryEnds() > until):
		return w.say("Sen jälkeen julkaistuja arvoja ei ole: osa on salattu, osa puuttuu.", "Därefter finns inga publicerade värden: en del är sekretessbelagda, en del saknas.", "After that there are no published values: some are suppressed, some are missing.")
	case suppressed == 1:
		return w.say("Sen jälkeinen arvo on salattu.", "Värdet därefter är sekretessbelagt.", "The value after that is suppressed.")
	case suppressed > 1:
		return w.say("Sen jälkeiset arvot on salattu.", "Värdena därefter är sekretessbelagda.", "The values after that are suppressed.")
	case years >= staleYears:
		until := whenOf(w.countryLast(), w.lang).until
		if in := own(w.CountryPlace.In, w.lang); in != "" {
			return w.say("Sen jälkeen tietoja ei ole; "+in+" niitä on "+until+".", "Därefter saknas uppgifter; "+in+" finns de "+until+".", "After that there are no data; "+in+" they go on "+until+".")
		}
		return w.say("Sen jälkeen tietoja ei ole.", "Därefter saknas uppgifter.", "After that there are no data.")
	}
	return ""
}

// countryLast is the last period of which the country's series has a value,
// "" without one of the same kind.
func (w *writer) countryLast() domain.Period {
	s, c := &w.tr.Series.Series, w.Country
	var last domain.Period
	if c == nil || !c.SameKind(s) || c.Region == s.Region || c.MadeUp != s.MadeUp {
		return last
	}
	country := c.Based()
	for p := range country.WithValue() {
		last = p.Period
	}
	return last
}

func (w *writer) countryEnds() int {
	return w.countryLast().LastYear() // 0 where there is none
}
