package prose

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// What is told within a sentence that somebody else writes.

// Amount is a value of a series with its unit: as a table has it, "1,7 %", or spelt,
// "1,7 prosenttia".
func Amount(s *series.Series, v float64, decimals int, spelt bool, l domain.Lang) string {
	w := newVoice(s, decimals, l)
	if _, ok := unitWords(s.Indicator.Unit); spelt && ok {
		w.millions = millionDecimalsOf(s.Indicator.Unit, v, v)
		return w.written(v).amount
	}
	return w.tableAmount(v)
}

// PointsOf is what a difference of two values is counted in, where that is not the
// values' own unit: percentage points.
func PointsOf(u domain.Unit, l domain.Lang) string {
	if u != domain.UnitPercent {
		return ""
	}
	return domain.Text{FI: "prosenttiyksikköä", SV: "procentenheter", EN: "percentage points"}.In(l)
}

// Counted is so many areas, in words: "viisi kuntaa", "ei yhtään kuntaa". areas are some
// of the kind.
func Counted(n int, areas []*series.Based, l domain.Lang) string {
	noun := nounOf(areas)
	if n > 0 {
		return noun.count(n, l)
	}
	switch {
	case l == domain.Finnish:
		return "ei yhtään " + noun.many.FI
	case l == domain.Swedish && noun.neuter:
		return "inget " + noun.one.SV
	case l == domain.Swedish:
		return "ingen " + noun.one.SV
	}
	return "no " + noun.many.EN
}

// Known is that what is said is of those areas alone that have a value:
// "22 kunnassa, joista on tieto".
func Known(with []*series.Based, l domain.Lang) string {
	return nounOf(with).where(len(with), false, l) + domain.Text{FI: ", joista on tieto", SV: " med uppgift", EN: " with data"}.In(l)
}

// Without says of which of several areas there is no value of their indicator in a period:
// "Väkiluku (127), 2015: tieto puuttuu yhdeltä kunnalta (Juankoski)."
func Without(all []series.Series, at domain.Period, l domain.Lang) string {
	var missing, suppressed []*series.Based
	for i := range all {
		s := all[i].Based()
		switch p, _ := s.At(at); {
		case p.HasValue():
		case p.Status == domain.Suppressed:
			suppressed = append(suppressed, &s)
		default:
			missing = append(missing, &s)
		}
	}
	v := newVoice(&all[0], 0, l)
	said := v.lacking(missing, suppressed)
	for i := range said {
		said[i] = strings.ToLower(said[i][:1]) + said[i][1:] // it follows a colon
	}
	of := all[0].Indicator
	return fmt.Sprintf("%s (%s), %s: %s", of.Title.In(l), of.ID, at, strings.ReplaceAll(strings.Join(said, " "), ". ", "; "))
}

// Names are areas as they are listed: "Jyväskylä ja Jämsä".
func Names(areas []*series.Based, l domain.Lang) string { return listed(names(areas, l), l) }

// Nth is where an area stands among all of a Standing, counted from the nearer end:
// "viidenneksi suurin". Where others have the same value, or some have none, or the
// order is not certain, it says so in brackets. It is "" of an area without a value.
func Nth(s Standing, of domain.RegionID, l domain.Lang) string {
	at := slices.IndexFunc(s.All, func(rows []compare.Compared) bool { return rows[0].Series.Region == of })
	if at < 0 || s.All[at][0].Rank == 0 {
		return ""
	}
	r := s.All[at][0]
	w := &standings{voice: newVoice(&r.Series.Series, s.Decimals, l), Standing: s, told: s.All}
	w.noun = nounOf(seriesOf(s.All))
	text := w.nth(placeOf(r))
	if r.Of < len(s.All) {
		text += " " + w.noun.outOf(r.Of, l) + w.say(", joista on tieto", " med uppgift", " with data")
	}
	var same []*series.Based
	for i, rows := range s.All {
		if i != at && rows[0].Rank == r.Rank {
			same = append(same, rows[0].Series)
		}
	}
	if n := len(same); n > mostNamedAlike {
		text += w.say(" (sama arvo: "+w.noun.count(n, l)+")", " (samma värde: "+w.noun.count(n, l)+")", " (the same value: "+w.noun.count(n, l)+")")
	} else if n > 0 {
		text += w.say(" (sama arvo: ", " (samma värde: ", " (the same value: ") + Names(same, l) + ")"
	}
	text += w.howSure(r)
	return text
}
