package prose

import (
	"math"

	"kuvio/internal/compare"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// country sets the last value beside the country's of the same period. It is
// called higher or lower only by the verdict of package compare; where the
// numbers as written do not show it, they must be alike, and that is said.
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
	higher, lower := row.Verdict == compare.Higher, row.Verdict == compare.Lower
	switch {
	case higher && w.agrees(theirs, value, 1):
		return w.sided(true, "", in, amount)
	case lower && w.agrees(theirs, value, -1):
		return w.sided(false, "", in, amount)
	case (higher || lower) && w.same(theirs, value):
		return w.sided(higher, w.say("hieman ", "något ", "slightly "), in, w.rounded(amount))
	}
	side := capital(w.say(in+" "+w.head.short+" "+w.be()+" ", in+" var "+w.head.short+" ", in+" "+w.head.short+" "+w.be()+" ")) + amount
	if row.Verdict == compare.NoClearDifference {
		side += w.say("; ero ei ole tilastollisesti selvä", "; skillnaden är inte statistiskt säkerställd", "; the difference is not statistically clear")
	}
	return side + "."
}

// sided says that the value is above or below the country's.
func (w *writer) sided(higher bool, by, in, amount string) string {
	small, large := w.inNumber("pienempi", "pienemmät"), w.inNumber("suurempi", "suuremmat")
	if w.head.high {
		small, large = w.inNumber("matalampi", "matalammat"), w.inNumber("korkeampi", "korkeammat")
	}
	than := w.say(small+" kuin ", "lägre än ", "lower than ")
	if higher {
		than = w.say(large+" kuin ", "högre än ", "higher than ")
	}
	return capital(w.head.short) + " " + w.be() + " " + by + than + in + " (" + amount + ")."
}

// rounded says that both values are written as one amount.
func (w *writer) rounded(amount string) string {
	if to := w.written(w.theirs()).to; to != "" && w.subject != "" && w.base() == "" {
		return w.say("molemmat pyöristyvät "+to, "båda avrundas till "+amount, "both round to "+amount)
	}
	return w.say("molemmat pyöristettyinä "+amount, "båda avrundas till "+amount, "both round to "+amount)
}

// compared is the comparison of the last value; false where there is nothing
// to compare it with. Real figures are not compared with made-up ones, nor what an
// area leaves of the country with the country, which it is nearly all of.
func (w *writer) compared() (compare.Comparison, bool) {
	s, c := &w.tr.Series.Series, w.Country
	if _, rest := s.Region.Rest(); rest || c == nil || !c.SameKind(s) || c.Region == s.Region || c.MadeUp != s.MadeUp || math.IsNaN(w.theirs()) {
		return compare.Comparison{}, false
	}
	rows := compare.At([]series.Series{*s}, []series.Series{*c}, w.tr.Last.Period, trend.Level)
	return rows[0], true
}

// theirs is the country's value of the last period.
func (w *writer) theirs() float64 {
	country := w.Country.Based()
	p, _ := country.At(w.tr.Last.Period)
	return p.Value
}
