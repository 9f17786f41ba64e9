package prose

import (
	"math"

	"kuvio/internal/compare"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// country sets the last value beside the country's of the same period. It is
// called higher or lower only by the verdict of package compare, and only
// where the numbers as written show it.
func (w *writer) country() string {
	row, ok := w.compared()
	if !ok {
		return ""
	}
	in := own(w.CountryPlace.In, w.lang)
	if in == "" {
		name := w.Country.RegionName.In(w.lang)
		if name == "" {
			name = string(w.Country.Region)
		}
		in = w.say("vertailualueella ”"+name+"”", "i jämförelseområdet ”"+name+"”", "in the benchmark area “"+name+"”")
	}
	value, theirs := w.tr.Last.Value, w.theirs()
	amount := w.amount(theirs)
	switch {
	case row.Verdict == compare.Higher && w.agrees(theirs, value, 1):
		return capital(w.short) + w.say(" oli suurempi kuin ", " var högre än ", " was higher than ") + in + " (" + amount + ")."
	case row.Verdict == compare.Lower && w.agrees(theirs, value, -1):
		return capital(w.short) + w.say(" oli pienempi kuin ", " var lägre än ", " was lower than ") + in + " (" + amount + ")."
	}
	side := capital(w.say(in+" "+w.short+" oli ", in+" var "+w.short+" ", in+" "+w.short+" was ")) + amount
	if row.Verdict == compare.NoClearDifference {
		side += w.say("; ero ei ole selvä", "; skillnaden är inte tydlig", "; the difference is not clear")
	}
	return side + "."
}

// compared is the comparison of the last value; false where there is nothing
// to compare it with. Real figures are not compared with made-up ones.
func (w *writer) compared() (compare.Row, bool) {
	s, c := &w.tr.Series, w.Country
	if c == nil || !c.SameKind(s) || c.Region == s.Region || c.MadeUp != s.MadeUp || math.IsNaN(w.theirs()) {
		return compare.Row{}, false
	}
	rows := compare.At([]series.Series{*s}, []series.Series{*c}, w.tr.Last.Period, trend.Level)
	return rows[0], true
}

// theirs is the country's published value of the last period.
func (w *writer) theirs() float64 {
	p, _ := w.Country.At(w.tr.Last.Period)
	return p.Value
}
