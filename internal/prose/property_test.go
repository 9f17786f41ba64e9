package prose

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// anySeries makes a series of whatever kind may come: units, periods, gaps,
// suppressed values with and without a range, breaks, zeros and negatives.
func anySeries(r *rand.Rand) series.Series {
	n := r.IntN(30)
	s := yearly(1990, make([]float64, n)...)
	s.Indicator.Unit = []domain.Unit{domain.UnitPercent, domain.UnitPer1000, domain.UnitCount, domain.UnitIndex, domain.UnitKiloEuro, domain.UnitEuroPerInhabitant, "KM", ""}[r.IntN(8)]
	decimals := r.IntN(3)
	s.Indicator.Decimals = &decimals
	s.Indicator.Polarity = []domain.Polarity{"", domain.HighGood, domain.HighBad}[r.IntN(3)]
	s.Gender = domain.Genders[r.IntN(3)]
	s.MadeUp = r.IntN(6) == 0
	if r.IntN(4) == 0 {
		s.Indicator.Subject = domain.Text{}
	}
	if r.IntN(8) == 0 {
		s.Indicator.ID = "1339+3377"
	}
	if n > 0 && r.IntN(6) == 0 {
		s.Breaks = []domain.Period{domain.Year(1990 + r.IntN(n))}
	}
	level, slope, noise := []float64{0, 3, 40, 900}[r.IntN(4)], r.NormFloat64()/20, r.Float64()/10
	kind := r.IntN(10)
	population := 500 + 50_000*r.Float64()
	for i := range s.Points {
		if r.IntN(9) == 0 {
			slope = r.NormFloat64() / 10
		}
		level += slope*math.Max(level, 1) + noise*math.Max(level, 1)*r.NormFloat64()
		if s.Indicator.Unit.Per() > 0 {
			level = min(max(level, 0), 95)
		}
		value := math.Round(level*math.Pow10(decimals)) / math.Pow10(decimals)
		p := &s.Points[i]
		p.Period = periodOf(kind, i)
		*p = series.NewPoint(p.Period, domain.NewCell(value, nan))
		if per := s.Indicator.Unit.Per(); per > 0 && kind%2 == 0 {
			p.Count = math.Round(value / per * population)
			p.Denominator = series.Denominator{Value: population, Low: population, High: population}
		}
		switch r.IntN(14) {
		case 0:
			p.Published, p.Count, p.Status = nan, nan, domain.Missing
		case 1:
			p.Published, p.Count, p.Status = nan, nan, domain.Suppressed
			if kind < 5 {
				p.Range = series.Range{Low: math.Max(level, 0) / 2, High: math.Max(level, 0) + 1, Steps: 3}
			}
		}
	}
	if n > 20 && r.IntN(5) == 0 {
		from := 2 + r.IntN(5)
		for i := from; i < from+9+r.IntN(6); i++ {
			p := &s.Points[i]
			p.Published, p.Count, p.Status = nan, nan, domain.Missing
		}
	}
	return s
}

// periodOf is the i-th period of one of several kinds, mostly years.
func periodOf(kind, i int) domain.Period {
	switch kind {
	case 0:
		return domain.Period(fmt.Sprintf("%d–%d", 1990+i, 1992+i))
	case 1:
		return domain.Period(fmt.Sprintf("%d/%02d", 1990+i, (1991+i)%100))
	case 2:
		return domain.Period(fmt.Sprintf("%dQ%d", 2015+i/4, 1+i%4))
	case 3:
		return domain.Period(fmt.Sprintf("%d-%02d", 2020+i/12, 1+i%12))
	}
	return domain.Year(1990 + i)
}

// moving are the words of each direction, and turning those of the last phase.
var moving = map[domain.Lang]map[stats.Direction][]string{
	domain.Finnish: {stats.Rising: {"nousi", "nousu", "nouseva", "nousseen", "kasvoi", "kasvu", "kasvava", "kasvaneen"}, stats.Falling: {"laski ", "lasku", "laskeva", "laskeneen", "väheni", "vähenemi", "vähenevä", "vähenneen"}, stats.Steady: {"vakaa", "ennallaan"}},
	domain.Swedish: {stats.Rising: {"steg", "uppåt", "uppgång", "stigande", "stigit", "ökade", "ökning", "ökande", "ökat"}, stats.Falling: {"sjönk", "nedåt", "nedgång", "fallande", "sjunkande", "sjunkit", "minskade", "minskning", "minskande", "minskat"}, stats.Steady: {"stabil", "oförändrad"}},
	domain.English: {stats.Rising: {"rose", "turned up", "a rise", "the rise", "risen", "upward", "increase"}, stats.Falling: {"fell", "turned down", "a fall", "the fall", "fallen", "downward", "decrease"}, stats.Steady: {"steady", "much the same"}},
}

var turning = map[domain.Lang]map[stats.Direction]string{
	domain.Finnish: {stats.Rising: "kääntyi sitten nousuun", stats.Falling: "kääntyi sitten laskuun"},
	domain.Swedish: {stats.Rising: "vände sedan uppåt", stats.Falling: "vände sedan nedåt"},
	domain.English: {stats.Rising: "then turned up", stats.Falling: "then turned down"},
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// Of thousands of trends of every kind nothing is said that the result does
// not show. What may be said is worked out from the result alone.
func TestSentencesSayWhatWasFound(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	told := map[string]int{}
	for i := range 3000 {
		s := anySeries(r)
		o := usual
		o.AcrossBreak = r.IntN(3) == 0
		tr := trend.Analyse(s, o)
		country := yearly(1990)
		country.Indicator, country.Gender, country.Region, country.MadeUp = s.Indicator, s.Gender, "maa", s.MadeUp
		for _, p := range s.Points {
			p.Published *= 0.9 + 0.2*r.Float64()
			country.Points = append(country.Points, p)
		}
		a := About{Trend: &tr, Country: &country, CountryPlace: finland}
		if i%3 > 0 {
			a.Place = jyvaskyla
		}
		for _, l := range domain.Langs {
			text := Sentence(a, l)
			for _, fault := range faults(text, &tr, l) {
				t.Fatalf("series %d, %s, direction %s, phases %+v: %s\n%s", i, l, tr.Direction, tr.Turning.Phases, fault, text)
			}
			for d, words := range turning[l] {
				if strings.Contains(text, words) {
					told[string(d)+string(l)]++
				}
			}
			lower := func() float64 {
				c := s.On(series.AsComputed)
				p, _ := c.At(tr.Last.Period)
				low, _, _ := p.Limits(s.Indicator.Unit, 0.95)
				return low
			}
			if theirs, _ := country.At(tr.Last.Period); containsAny(text, []string{"suurempi kuin", "korkeampi kuin"}) && !(lower() > theirs.Published) {
				t.Fatalf("series %d: lower limit %v, country's %v: %s", i, lower(), theirs.Published, text)
			}
		}
	}
	if len(told) != 6 {
		t.Errorf("of all the turns only %v were told: the series do not try the words", told)
	}
}

func faults(text string, tr *trend.Trend, l domain.Lang) (found []string) {
	fault := func(bad bool, what string) {
		if bad {
			found = append(found, what)
		}
	}
	fault(!strings.HasSuffix(text, ".") || strings.HasSuffix(text, ".."), "does not end as a sentence")
	for _, no := range []string{"NaN", "%!", "  ", " ,", " .", "()", "Inf", "∞", ". a", "; ;"} {
		fault(strings.Contains(text, no), "contains "+no)
	}
	if tr.N > 0 {
		fault(!containsAny(text, asWritten(tr, l)), "lacks the last value")
	}
	fault(tr.Series.MadeUp && !strings.Contains(text, domain.Note{Code: domain.NoteMadeUp}.Sentence().In(l)), "does not say that the data are made up")
	for d, words := range moving[l] {
		shown := tr.Direction == d || slices.ContainsFunc(tr.Turning.Phases, func(p trend.Phase) bool { return p.Direction == d })
		fault(!shown && containsAny(text, words), "says what was not found: "+string(d))
	}
	if n := len(tr.Turning.Phases); n > 0 {
		for d, words := range turning[l] {
			fault(strings.Contains(text, words) && !slices.ContainsFunc(tr.Turning.Phases, func(p trend.Phase) bool { return p.Direction == d }), "turns as no phase does")
		}
		last := tr.Turning.Phases[n-1].Direction
		for d, words := range turning[l] {
			// A turn without a semicolon after it is the last phase.
			if _, after, ok := strings.Cut(text, words); ok && strings.HasPrefix(after, ".") {
				fault(last != d, "ends with another direction than the last phase")
			}
		}
	}
	found = append(found, untold(text, tr)...)
	found = append(found, overclaims(text, tr)...)
	judged := containsAny(text, []string{"parempaan", "huonompaan", "bättre", "sämre", "for the better", "for the worse"})
	fault(judged && trend.Assess(tr.Direction, tr.Series.Indicator.Polarity) == "", "judges without ground")
	allZero := tr.N > 0
	for p := range tr.Series.WithValue() {
		allZero = allZero && p.Value == 0
	}
	fault(tr.N >= 4 && tr.Direction == stats.Unclear && !allZero && !containsAny(text, []string{"ei ole tilastollisesti selvä", "suunta ei ole selvä", "inte statistiskt säkerställd", "riktningen inte klar", "not statistically clear", "direction is not clear"}), "hides that the direction is unclear")
	return found
}

// overclaims lists what a sentence says more surely than its evidence allows.
func overclaims(text string, tr *trend.Trend) (found []string) {
	fault := func(bad bool, what string) {
		if bad {
			found = append(found, what)
		}
	}
	asWhole := []string{"kaiken kaikkiaan", "på det hela taget", "on the whole upward", "on the whole downward"}
	hedged := []string{"ei ole tilastollisesti selvä", "ei kuitenkaan ole tilastollisesti selvä", "inte statistiskt säkerställd", "not statistically clear", "not, however, statistically clear"}
	fault(tr.Evidence == stats.Weak && !containsAny(text, hedged), "does not hedge weak evidence")
	fault((tr.Evidence != stats.Clear && tr.Direction != stats.Steady || tr.Direction == stats.Mixed) && containsAny(text, asWhole), "says of the whole what is not clear")
	fault(containsAny(text, []string{"tasaisesti", "jämnt", "steadily"}) && (tr.Evidence != stats.Clear || len(tr.Turning.Found.Phases) != 1), "says steadily of what turned or is not clear")
	return found
}

// asWritten are the ways in which a last value may be written: sums of a
// million euros or more in millions.
func asWritten(tr *trend.Trend, l domain.Lang) []string {
	if e := eurosOf(tr.Series.Indicator.Unit, tr.Last.Value); math.Abs(e) >= million && own(tr.Series.Indicator.Subject, l) != "" {
		return []string{locale.Number(l, e/million, 1) + " milj", locale.Number(l, e/million, 2) + " milj", locale.Number(l, e/million, 3) + " milj",
			locale.Number(l, e/million, 1) + " million", locale.Number(l, e/million, 2) + " million", locale.Number(l, e/million, 3) + " million", locale.Number(l, tr.Last.Value, tr.Series.Decimals())}
	}
	written := []string{locale.Number(l, tr.Last.Value, tr.Series.Decimals())}
	if tr.Series.Indicator.Unit == domain.UnitKiloEuro { // in euros
		scale := math.Pow10(tr.Series.Decimals())
		written = append(written, locale.Number(l, 1000*math.Round(tr.Last.Value*scale)/scale, 0))
	}
	return written
}

// untold lists what a sentence leaves out of the turning points of a trend, or
// says across years without values. It reads the phases by itself.
func untold(text string, tr *trend.Trend) (found []string) {
	fault := func(bad bool, what string) {
		if bad {
			found = append(found, what)
		}
	}
	phases := tr.Turning.Phases
	if len(phases) == 0 || tr.Notes.Has(domain.NoteDependsOnSuppressed) {
		return nil
	}
	whole := containsAny(text, []string{"oko jaksolla", "hela perioden", "finns för perioden", "the whole period"})
	hole, turned := false, false
	for i, p := range phases {
		hole = hole || p.Hole
		if mayBeTold(tr, i) {
			before := i > 0 && phases[i-1].Direction == p.Direction
			turned = turned || i > 0 && !before && mayBeTold(tr, i-1)
			found = append(found, untoldPhase(text, tr, i, whole)...)
		}
	}
	fault(hole && !containsAny(text, []string{"ei voi arvioida", "kan inte bedömas", "cannot be judged"}), "does not say that a stretch lacks values")
	fault(hole && !whole, "says a direction across years without values")
	fault(!turned && containsAny(text, []string{"kääntyi", "vände", "turned"}), "turns where no movement meets another")
	return found
}

// mayBeTold reports whether a phase moves, on four values or more, with its
// neighbours of the same way.
func mayBeTold(tr *trend.Trend, i int) bool {
	phases := tr.Turning.Phases
	d := phases[i].Direction
	from, to := i, i
	for from > 0 && phases[from-1].Direction == d {
		from--
	}
	for to < len(phases)-1 && phases[to+1].Direction == d {
		to++
	}
	n := 0
	times, _ := tr.Series.Values()
	for _, t := range times {
		if phases[from].From <= t && t <= phases[to].To {
			n++
		}
	}
	return (d == stats.Rising || d == stats.Falling) && n >= 4
}

// untoldPhase lists what is left out of a phase that may be told; whole is
// whether the sentence says something of the whole period.
func untoldPhase(text string, tr *trend.Trend, i int, whole bool) (found []string) {
	fault := func(bad bool, what string) {
		if bad {
			found = append(found, what)
		}
	}
	phases := tr.Turning.Phases
	p := phases[i]
	before := i > 0 && phases[i-1].Direction == p.Direction
	after := i < len(phases)-1 && phases[i+1].Direction == p.Direction
	annual := tr.First.Period.IsYear()
	fault(annual && !before && !strings.Contains(text, string(p.First)), "does not tell when a stretch begins: "+string(p.First))
	fault(annual && !after && !strings.Contains(text, string(p.Last)), "does not tell when a stretch ends: "+string(p.Last))
	fault((before || after || len(phases) > 1) && (p.Direction != tr.Direction) && tr.Direction != stats.Mixed && !whole && !strings.Contains(text, span(tr.First.Period, tr.Last.Period)), "does not tell the long direction")
	fault(tr.Direction != stats.Mixed && i > 0 && !before && !whole, "tells stretches alone, and not the long direction")
	return found
}

// The account of any trend is well formed and its steps give its result.
func TestExplainsEveryTrend(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 13))
	for i := range 800 {
		s := anySeries(r)
		o := usual
		o.AcrossBreak, o.LongOnly = r.IntN(3) == 0, r.IntN(8) == 0
		o.Forecast.Years = r.IntN(4)
		if r.IntN(3) == 0 {
			o.Forecast.Method = trend.Drift
		}
		if r.IntN(4) == 0 {
			k := r.IntN(5)
			o.Turning.Exactly = &k
		}
		tr := trend.Analyse(s, o)
		tr.Q = []float64{tr.MK.P, min(1, 2*tr.MK.P)}[r.IntN(2)]
		for _, l := range domain.Langs {
			lines := Explain(&tr, o, l)
			text := strings.Join(lines, "\n")
			for _, line := range lines {
				if utf8.RuneCountInString(line) > 100 || strings.Contains(strings.TrimLeft(line, " "), "  ") || strings.TrimRight(line, " ") != line {
					t.Fatalf("series %d, %s: line %q\n%s", i, l, line, text)
				}
			}
			for _, no := range []string{"NaN", "%!", "\x00", "()", " .", "= .", "= ,", ": ;", ", ,"} {
				if strings.Contains(text, no) {
					t.Fatalf("series %d, %s: contains %q\n%s", i, l, no, text)
				}
			}
			if tr.N >= 4 && !strings.Contains(text, "= "+locale.Number(l, float64(tr.MK.S), 0)+".") {
				t.Fatalf("series %d, %s: no S = %d\n%s", i, l, tr.MK.S, text)
			}
		}
		steps(t, &tr)
	}
}

// steps repeats by hand what the account says was done.
func steps(t *testing.T, tr *trend.Trend) {
	t.Helper()
	times, y := tr.Series.Values()
	up, down, equal := 0, 0, 0
	for i, a := range y {
		for _, b := range y[i+1:] {
			switch {
			case b > a:
				up++
			case b < a:
				down++
			default:
				equal++
			}
		}
	}
	if tr.N >= 4 && (up-down != tr.MK.S || equal != tr.MK.Ties) {
		t.Fatalf("%d up, %d down, %d equal: S is %d, ties %d", up, down, equal, tr.MK.S, tr.MK.Ties)
	}
	if !tr.Sen.HasInterval {
		return
	}
	var slopes []float64
	for i := range y {
		for j := i + 1; j < len(y); j++ {
			if times[j] != times[i] {
				slopes = append(slopes, (y[j]-y[i])/(times[j]-times[i]))
			}
		}
	}
	slices.Sort(slopes)
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(b)) }
	if !near(slopes[tr.Sen.LowerAt-1], tr.Sen.Lower) || !near(slopes[tr.Sen.UpperAt-1], tr.Sen.Upper) {
		t.Fatalf("slopes number %v and %v are %v and %v, limits %v and %v", tr.Sen.LowerAt, tr.Sen.UpperAt, slopes[tr.Sen.LowerAt-1], slopes[tr.Sen.UpperAt-1], tr.Sen.Lower, tr.Sen.Upper)
	}
}

func BenchmarkSentence(b *testing.B) {
	s := children(b, example(b, "placements.csv", "191", "499", "maakunta:13"), "499")
	whole := children(b, example(b, "placements.csv", "191", "658", "maa"), "658")
	tr := trend.Analyse(s, usual)
	a := About{Trend: &tr, Place: catalog.Place{}, Country: &whole, CountryPlace: finland}
	for b.Loop() {
		Sentence(a, domain.Finnish)
	}
}
