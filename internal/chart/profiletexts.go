package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	drawing "kuvio/internal/figure/profile"
	"kuvio/internal/locale"
	"kuvio/internal/profile"
	"kuvio/internal/stats"
	"kuvio/internal/table"
)

// content is the profile as it is drawn.
func (set *profileSet) content(l domain.Lang) drawing.Content {
	c := drawing.Content{Own: set.area.Name.In(l), Range: set.ranged, Empty: noData.In(l), Key: set.key(l), Sides: set.sides(l)}
	for _, b := range set.benchmarks {
		c.Beside = append(c.Beside, b.Name.In(l))
	}
	if slices.ContainsFunc(set.entries, func(e profile.Entry) bool { return trendOf(e.Direction) != drawing.NoTrend }) {
		c.Trend = domain.Text{FI: "Suunta", SV: "Riktning", EN: "Trend"}.In(l)
	}
	for i := range set.entries {
		c.Rows = append(c.Rows, set.row(i, l))
	}
	return c
}

// row is an entry as it is drawn.
func (set *profileSet) row(i int, l domain.Lang) drawing.Row {
	e := &set.entries[i]
	name, unit := countedApart(&e.Series.Indicator, set.indicators(), 1, l)
	r := drawing.Row{Name: name, Trend: trendOf(e.Direction), Verdict: set.drawnVerdict(i), Range: set.rangeOf(i, l)}
	var detail []string
	if unit != "" {
		detail = append(detail, unit)
	}
	if !e.Point.Period.IsZero() {
		detail = append(detail, string(e.Point.Period))
	}
	r.Detail = strings.Join(detail, ", ")
	switch {
	case e.Point.HasValue():
		r.Value = written(e.Point, 1, set.decimals(i), l)
	case e.Point.Status == domain.Suppressed:
		r.Value, r.Absent = suppressedSign.In(l), true
	default:
		r.Value, r.Absent = missingSign, true
	}
	for b := range set.benchmarks {
		text := missingSign
		if v := set.besideValue(i, b); !math.IsNaN(v) {
			text = locale.Number(l, v, set.decimals(i))
		}
		r.Beside = append(r.Beside, text)
	}
	return r
}

// indicators are those of the entries.
func (set *profileSet) indicators() (all []domain.Indicator) {
	for i := range set.entries {
		all = append(all, set.entries[i].Series.Indicator)
	}
	return all
}

// rangeOf is where an entry's value stands among the areas.
func (set *profileSet) rangeOf(i int, l domain.Lang) drawing.Range {
	nan := math.NaN()
	e, spread := &set.entries[i], &set.ranges[i]
	if spread.N == 0 {
		return drawing.Range{Own: nan, Low: nan, High: nan, LowHalf: nan, UpperHalf: nan, Reason: domain.Text{FI: "muista alueista ei tietoa", SV: "inga uppgifter om andra områden", EN: "no numbers of other areas"}.In(l)}
	}
	r := drawing.Range{Own: e.Point.Value, Low: spread.Min, High: spread.Max, LowHalf: spread.P25, UpperHalf: spread.P75, Flip: e.Series.Indicator.Polarity == domain.HighBad}
	r.LowText, r.HighText = locale.Number(l, r.Low, set.decimals(i)), locale.Number(l, r.High, set.decimals(i))
	if e.Point.HasValue() { // the area may be of another sort than those of the range
		r.Low, r.High = min(r.Low, e.Point.Value), max(r.High, e.Point.Value)
	}
	for b := range set.benchmarks {
		r.Marks = append(r.Marks, set.besideValue(i, b))
	}
	return r
}

// trendOf is the arrow of a direction.
func trendOf(d stats.Direction) drawing.Trend {
	switch d {
	case stats.Rising:
		return drawing.Up
	case stats.Falling:
		return drawing.Down
	case stats.Steady:
		return drawing.Flat
	}
	return drawing.NoTrend
}

func (set *profileSet) drawnVerdict(i int) drawing.Verdict {
	switch verdict := set.verdict(i); {
	case !set.entries[i].Point.HasValue():
	case set.entries[i].Assessment == compare.Better:
		return drawing.Better
	case set.entries[i].Assessment == compare.Worse:
		return drawing.Worse
	case verdict == compare.Higher || verdict == compare.Lower:
		return drawing.Differs
	case verdict == compare.NoClearDifference:
		return drawing.Unclear
	case verdict == compare.NoInterval:
		return drawing.NotCounted
	}
	return drawing.NoVerdict
}

// compared reports whether it is known of any row if it differs from the benchmark.
func (set *profileSet) compared() bool {
	for i := range set.entries {
		switch set.drawnVerdict(i) {
		case drawing.Better, drawing.Worse, drawing.Differs, drawing.Unclear:
			return true
		}
	}
	return false
}

// first is the benchmark that verdicts are of, as it stands within a sentence.
func (set *profileSet) first(l domain.Lang) string {
	if len(set.benchmarks) == 0 {
		return ""
	}
	return lowerFirst(set.benchmarks[0].Name.In(l), set.benchmarks[0].ID)
}

// sides are what lies at the ends of the ranges.
func (set *profileSet) sides(l domain.Lang) drawing.Sides {
	judged, plain := set.judged()
	s := drawing.Sides{Middle: set.first(l)}
	switch {
	case !plain:
		s.Left, s.Right = domain.Text{FI: "heikompi", SV: "sämre", EN: "worse"}.In(l), domain.Text{FI: "parempi", SV: "bättre", EN: "better"}.In(l)
	case !judged:
		s.Left, s.Right = domain.Text{FI: "pienempi", SV: "mindre", EN: "lower"}.In(l), domain.Text{FI: "suurempi", SV: "större", EN: "higher"}.In(l)
	default:
		s.Left, s.Right = domain.Text{FI: "heikompi*", SV: "sämre*", EN: "worse*"}.In(l), domain.Text{FI: "parempi*", SV: "bättre*", EN: "better*"}.In(l)
	}
	return s
}

// judged reports whether there are indicators with a good side, and without.
func (set *profileSet) judged() (judged, plain bool) {
	for i := range set.entries {
		switch set.entries[i].Series.Indicator.Polarity {
		case domain.HighGood, domain.HighBad:
			judged = true
		default:
			plain = true
		}
	}
	return judged, plain
}

// key is what the signs mean.
func (set *profileSet) key(l domain.Lang) drawing.Key {
	var k drawing.Key
	first := set.first(l)
	k.Verdicts[drawing.Better] = fmt.Sprintf(domain.Text{FI: "selvästi parempi kuin %s", SV: "klart bättre än %s", EN: "clearly better than %s"}.In(l), first)
	k.Verdicts[drawing.Worse] = fmt.Sprintf(domain.Text{FI: "selvästi heikompi kuin %s", SV: "klart sämre än %s", EN: "clearly worse than %s"}.In(l), first)
	k.Verdicts[drawing.Differs] = domain.Text{FI: "selvästi eri, ei parempi eikä heikompi", SV: "klart annorlunda, varken bättre eller sämre", EN: "clearly different, neither better nor worse"}.In(l)
	k.Verdicts[drawing.Unclear] = domain.Text{FI: "ei selvää eroa", SV: "ingen klar skillnad", EN: "no clear difference"}.In(l)
	k.Verdicts[drawing.NotCounted] = domain.Text{FI: "eron selvyyttä ei voi arvioida", SV: "skillnaden kan inte bedömas", EN: "difference cannot be judged"}.In(l)
	k.Verdicts[drawing.NoVerdict] = set.area.Name.In(l)
	k.Trends[drawing.Up] = domain.Text{FI: "nouseva", SV: "stigande", EN: "rising"}.In(l)
	k.Trends[drawing.Down] = domain.Text{FI: "laskeva", SV: "sjunkande", EN: "falling"}.In(l)
	k.Trends[drawing.Flat] = domain.Text{FI: "ennallaan", SV: "oförändrad", EN: "steady"}.In(l)
	if len(set.benchmarks) > 1 {
		var names []string
		for _, b := range set.benchmarks[1:] {
			names = append(names, b.Name.In(l))
		}
		k.Second = strings.Join(names, ", ")
	}
	k.All = fmt.Sprintf(domain.Text{FI: "%s pienimmästä suurimpaan", SV: "%s från lägst till högst", EN: "%s from lowest to highest"}.In(l), set.others(l))
	k.Half = domain.Text{FI: "keskimmäinen puolikas", SV: "mellersta hälften", EN: "middle half"}.In(l)
	return k
}

// others are the areas of the ranges.
func (set *profileSet) others(l domain.Lang) string {
	if set.category == domain.Kunta {
		return domain.Text{FI: "kunnat", SV: "kommunerna", EN: "municipalities"}.In(l)
	}
	return domain.Text{FI: "alueet", SV: "områdena", EN: "areas"}.In(l)
}

// notes are what must be said of the ranges and signs.
func (set *profileSet) notes() (notes []domain.Text) {
	switch {
	case len(set.benchmarks) == 0:
	case !set.compared():
		notes = append(notes, domain.Text{
			FI: "Eroja vertailuun ei voitu arvioida.",
			SV: "Skillnaderna från jämförelsen kunde inte bedömas.",
			EN: "Differences from the benchmark could not be judged.",
		})
	default:
		notes = append(notes, domain.Text{
			FI: "Selvä ero: luvun 95 %:n luottamusväli ei ulotu vertailuarvoon.",
			SV: "Klar skillnad: talets 95-procentiga konfidensintervall når inte jämförelsetalet.",
			EN: "Clearly: the number's 95% confidence interval does not reach the benchmark.",
		})
	}
	if !set.ranged {
		return notes
	}
	fewest, most := set.count()
	n := locale.Range(strconv.Itoa(fewest), strconv.Itoa(most))
	notes = append(notes, domain.Text{
		FI: "Joka rivin vaihteluvälillä on oma asteikkonsa; siinä ovat alueet, joista on luku: " + n + ".",
		SV: "Varje rads spridning har en egen skala; den omfattar de områden som har ett tal: " + n + ".",
		EN: "Each row's range has a scale of its own; it is of the areas that have a number: " + n + ".",
	})
	if judged, plain := set.judged(); judged && plain {
		notes = append(notes, domain.Text{
			FI: "* Jos suunta ei ole hyvä eikä huono, suuremmat luvut ovat oikealla.",
			SV: "* Där riktningen varken är god eller dålig ligger större tal till höger.",
			EN: "* Where no direction is good or bad, higher numbers lie to the right.",
		})
	}
	return notes
}

// table is the profile as rows of data.
func (set *profileSet) table() *table.Table {
	columns := []table.Column{
		{Name: "direction", Title: domain.Text{FI: "Suunta", SV: "Riktning", EN: "Trend"}},
		{Name: "verdict", Filed: true}, {Name: "assessment", Filed: true},
	}
	for _, b := range set.benchmarks {
		columns = append(columns, table.Column{Name: b.ID, Title: b.Name})
	}
	columns = append(columns,
		table.Column{Name: "range_n", Filed: true},
		table.Column{Name: "range_low", Title: domain.Text{FI: "Pienin", SV: "Lägst", EN: "Lowest"}},
		table.Column{Name: "range_p25", Filed: true}, table.Column{Name: "range_p75", Filed: true},
		table.Column{Name: "range_high", Title: domain.Text{FI: "Suurin", SV: "Högst", EN: "Highest"}})
	t := &table.Table{Columns: slices.Concat(drawnColumns, columns, aboutColumns)}
	for i := range set.entries {
		e, spread := &set.entries[i], &set.ranges[i]
		num := func(v float64) table.Value { return table.Num(v, set.decimals(i)) }
		row := drawnRow(&e.Series.Series, e.Series.Indicator.Title, e.Point.Period, num(e.Point.Value), e.Point.Status.String(), e.Series.NotesAt(e.Point))
		row = append(row, table.Str(string(e.Direction)), table.Str(string(set.verdict(i))), table.Str(string(e.Assessment)))
		for b := range set.benchmarks {
			row = append(row, num(set.besideValue(i, b)))
		}
		if spread.N == 0 {
			row = append(row, slices.Repeat([]table.Value{num(math.NaN())}, 5)...)
		} else {
			row = append(row, table.Num(float64(spread.N), 0), num(spread.Min), num(spread.P25), num(spread.P75), num(spread.Max))
		}
		t.Rows = append(t.Rows, append(row, about(&e.Series.Series, 1)...))
	}
	return t
}

// alt says in which indicators the area differs from its benchmark, which rise and
// fall, and in which it stands among the ends.
func (set *profileSet) alt(l domain.Lang) string {
	said := fmt.Sprintf(domain.Text{FI: "Profiili: %s, %d indikaattoria", SV: "Profil: %s, %d indikatorer", EN: "Profile: %s, %d indicators"}.In(l), set.area.Name.In(l), len(set.entries))
	if first := set.first(l); first != "" {
		said += fmt.Sprintf(domain.Text{FI: "; vertailukohta %s", SV: "; jämförs med %s", EN: "; beside %s"}.In(l), first)
	}
	parts := []string{said + "."}
	lists := []struct {
		said domain.Text
		is   func(i int) bool
		full bool // with its number and the benchmark's
	}{
		{domain.Text{FI: "Selvästi heikompi", SV: "Klart sämre", EN: "Clearly worse"}, func(i int) bool { return set.drawnVerdict(i) == drawing.Worse }, true},
		{domain.Text{FI: "Selvästi parempi", SV: "Klart bättre", EN: "Clearly better"}, func(i int) bool { return set.drawnVerdict(i) == drawing.Better }, true},
		{domain.Text{FI: "Selvästi eri", SV: "Klart annorlunda", EN: "Clearly different"}, func(i int) bool { return set.drawnVerdict(i) == drawing.Differs }, true},
		{domain.Text{FI: "Nouseva", SV: "Stigande", EN: "Rising"}, func(i int) bool { return set.entries[i].Direction == stats.Rising }, false},
		{domain.Text{FI: "Laskeva", SV: "Sjunkande", EN: "Falling"}, func(i int) bool { return set.entries[i].Direction == stats.Falling }, false},
		{domain.Text{FI: "Alueiden ylimmässä neljänneksessä", SV: "I områdenas högsta fjärdedel", EN: "In the areas' highest quarter"}, func(i int) bool {
			return set.ranges[i].N > 0 && set.entries[i].Point.Value > set.ranges[i].P75
		}, false},
		{domain.Text{FI: "Alueiden alimmassa neljänneksessä", SV: "I områdenas lägsta fjärdedel", EN: "In the areas' lowest quarter"}, func(i int) bool {
			return set.ranges[i].N > 0 && set.entries[i].Point.Value < set.ranges[i].P25
		}, false},
		{domain.Text{FI: "Tieto puuttuu", SV: "Uppgift saknas", EN: "Missing"}, func(i int) bool {
			return !set.entries[i].Point.HasValue() && set.entries[i].Point.Status != domain.Suppressed
		}, false},
		{domain.Text{FI: "Salattu", SV: "Sekretessbelagt", EN: "Suppressed"}, func(i int) bool {
			return !set.entries[i].Point.HasValue() && set.entries[i].Point.Status == domain.Suppressed
		}, false},
	}
	for _, list := range lists {
		var names []string
		for i := range set.entries {
			if list.is(i) {
				names = append(names, set.said(i, list.full, l))
			}
		}
		if len(names) > 0 {
			parts = append(parts, list.said.In(l)+": "+someOf(names, "; ", l)+".")
		}
	}
	return strings.Join(parts, " ")
}

// said is an indicator by its name and, in full, its numbers.
func (set *profileSet) said(i int, full bool, l domain.Lang) string {
	e := &set.entries[i]
	name, _ := countedApart(&e.Series.Indicator, set.indicators(), 1, l)
	if !full {
		return name
	}
	name += " " + written(e.Point, 1, set.decimals(i), l) + altUnit(e.Series.Indicator.Unit, 1, l)
	if v := set.besideValue(i, 0); !math.IsNaN(v) {
		name += " (" + set.first(l) + " " + locale.Number(l, v, set.decimals(i)) + ")"
	}
	return name
}
