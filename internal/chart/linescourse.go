package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure/axis"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// course is where a line begins and ends, and its extremes where they lie between,
// given how a value is written. Each value stands once.
func course(with []series.Valued, amount func(series.Valued) string, l domain.Lang) string {
	say := func(t domain.Text, args ...any) string { return fmt.Sprintf(t.In(l), args...) }
	first, last := with[0], with[len(with)-1]
	dated := func(p series.Valued) string { return amount(p) + " (" + string(p.Period) + ")" }
	if len(with) == 1 {
		return say(domain.Text{FI: "vain %s", SV: "endast %s", EN: "only %s"}, dated(first))
	}
	by := func(a, b series.Valued) int { return cmp.Compare(a.Value, b.Value) }
	low, high := slices.MinFunc(with, by), slices.MaxFunc(with, by)
	if amount(low) == amount(high) {
		return say(domain.Text{FI: "muuttumatta %s (%s–%s)", SV: "oförändrat %s (%s–%s)", EN: "unchanged at %s (%s–%s)"}, amount(first), first.Period, last.Period)
	}
	text := moved(first, last, amount(first), amount(last), l)
	if amount(low) != amount(first) && amount(low) != amount(last) {
		text += say(domain.Text{FI: "; pienin %s", SV: "; lägst %s", EN: "; lowest %s"}, dated(low))
	}
	if amount(high) != amount(first) && amount(high) != amount(last) {
		text += say(domain.Text{FI: "; suurin %s", SV: "; högst %s", EN: "; highest %s"}, dated(high))
	}
	return text
}

// moved says from what a line has come to what.
func moved(first, last series.Valued, from, to string, l domain.Lang) string {
	if from == to {
		return fmt.Sprintf(domain.Text{FI: "alussa ja lopussa %s (%s, %s)", SV: "%s både först och sist (%s, %s)", EN: "%s both first and last (%s, %s)"}.In(l), from, first.Period, last.Period)
	}
	verb := domain.Text{FI: "nousi", SV: "steg", EN: "rose"}
	if last.Value < first.Value {
		verb = domain.Text{FI: "laski", SV: "sjönk", EN: "fell"}
	}
	form := domain.Text{FI: "%s arvosta %s (%s) arvoon %s (%s)", SV: "%s från %s (%s) till %s (%s)", EN: "%s from %s (%s) to %s (%s)"}
	if percent := strings.TrimPrefix(locale.Percent(l, 0, 0), "0"); l == domain.Finnish && strings.HasSuffix(from, percent) {
		form.FI = "%s %s (%s) %s (%s)"
		from, to = strings.TrimSuffix(from, percent)+" prosentista", strings.TrimSuffix(to, percent)+" prosenttiin"
	}
	return fmt.Sprintf(form.In(l), verb.In(l), from, first.Period, to, last.Period)
}

// standing says which line ends highest, of two since when, and of more which
// lowest; "" where they have no last period or no unit in common.
func (set *lineSet) standing(l domain.Lang) string {
	at, ok := set.lastInCommon()
	if !ok || len(set.all) < 2 {
		return ""
	}
	high, low := 0, 0
	for i := range set.all {
		if set.in(i, at) > set.in(high, at) {
			high = i
		}
		if set.in(i, at) < set.in(low, at) {
			low = i
		}
	}
	say := func(t domain.Text, args ...any) string { return fmt.Sprintf(t.In(l), args...) }
	highest, lowest := set.within(high, l), set.within(low, l)
	switch {
	case set.writtenIn(high, at, l) == set.writtenIn(low, at, l):
		return say(domain.Text{FI: "Vuonna %s luvut ovat yhtä suuret.", SV: "År %s är talen lika stora.", EN: "In %s the values are the same."}, at)
	case len(set.all) > 2:
		return say(domain.Text{FI: "Vuonna %s suurin on %s, pienin %s.", SV: "År %s är %s högst och %s lägst.", EN: "In %s the highest is %s, the lowest %s."}, at, highest, lowest)
	}
	since, to, always := set.since(high, low)
	switch {
	case always && set.spans(since, to):
		return say(domain.Text{FI: "Suurempi on koko ajan %s.", SV: "Högre hela tiden: %s.", EN: "Higher throughout: %s."}, highest)
	case always && since != to:
		return say(domain.Text{FI: "Vuosina %s suurempi on %s.", SV: "Åren %s är %s högre.", EN: "In %s the higher is %s."}, locale.Range(string(since), string(to)), highest)
	case since == at:
		return say(domain.Text{FI: "Vuonna %s suurempi on %s.", SV: "År %s är %s högre.", EN: "In %s the higher is %s."}, at, highest)
	}
	return say(domain.Text{FI: "Vuodesta %s suurempi on %s.", SV: "Sedan %s är %s högre.", EN: "Since %s the higher is %s."}, since, highest)
}

// within is a line's label within a sentence.
func (set *lineSet) within(i int, l domain.Lang) string {
	return lowerFirst(set.labels[i].In(l), string(set.all[i].Region))
}

func (set *lineSet) in(i int, at domain.Period) float64 {
	p, _ := set.all[i].At(at)
	return p.Value
}

func (set *lineSet) writtenIn(i int, at domain.Period, l domain.Lang) string {
	p, _ := set.all[i].At(at)
	return written(p, set.multiply, set.decimals, l)
}

// lastInCommon is the last period of all the lines, where they end in the same and
// have one unit.
func (set *lineSet) lastInCommon() (at domain.Period, ok bool) {
	for i := range set.all {
		with := slices.Collect(set.all[i].WithValue())
		if len(with) == 0 || set.all[i].Indicator.Unit != set.all[0].Indicator.Unit {
			return "", false
		}
		if end := with[len(with)-1].Period; i > 0 && end != at {
			return "", false
		} else {
			at = end
		}
	}
	return at, at != ""
}

// since is from when on one line has been above another in every period of both
// after their last seams, which is the last of those, and whether that is always.
func (set *lineSet) since(high, low int) (from, to domain.Period, always bool) {
	always = true
	for p := range set.all[high].WithValue() {
		other, ok := set.all[low].At(p.Period)
		switch {
		case !ok || !other.HasValue() || p.Period < set.lastSeam(high) || p.Period < set.lastSeam(low):
			continue
		case p.Value <= other.Value:
			from, always = "", false
		case from == "":
			from = p.Period
		}
		to = p.Period
	}
	return from, to, always
}

// lastSeam is where a line's last stretch begins; "" where it is all one.
func (set *lineSet) lastSeam(i int) (at domain.Period) {
	for _, seam := range set.all[i].Seams() {
		at = max(at, seam)
	}
	return at
}

// spans reports whether no line has a value before a period or after another.
func (set *lineSet) spans(from, to domain.Period) bool {
	for i := range set.all {
		for p := range set.all[i].WithValue() {
			if p.Period < from || p.Period > to {
				return false
			}
		}
	}
	return true
}

// gapTexts say of gaps, suppressed or not, where they are.
var gapTexts = []struct {
	suppressed bool
	text       domain.Text
}{
	{true, domain.Text{FI: "Aukoissa tieto on salattu: %s.", SV: "Uppgiften är sekretessbelagd i luckorna: %s.", EN: "In the gaps values are suppressed: %s."}},
	{false, domain.Text{FI: "Aukoissa tieto puuttuu: %s.", SV: "Uppgiften saknas i luckorna: %s.", EN: "In the gaps values are missing: %s."}},
}

// gapNotes say in which years between its ends a line has no value: suppressed, or
// not there. Years that a series never has, as those between the rounds of a survey,
// are none of them.
func (set *lineSet) gapNotes() (notes []domain.Text) {
	for _, gap := range gapTexts {
		whose := make([][]spell, len(set.all))
		some := false
		for i := range set.all {
			whose[i] = gapsOf(&set.all[i], gap.suppressed)
			some = some || len(whose[i]) > 0
		}
		if !some {
			continue
		}
		notes = append(notes, inEach(func(l domain.Lang) string {
			var said []string
			for i, spells := range whose {
				switch {
				case len(spells) == 0:
				case len(set.all) == 1:
					said = append(said, spellsSaid(spells, l))
				default:
					said = append(said, set.labels[i].In(l)+" "+spellsSaid(spells, l))
				}
			}
			return fmt.Sprintf(gap.text.In(l), strings.Join(said, "; "))
		}))
	}
	return append(notes, set.extentNotes()...)
}

// extentNotes say of the lines that do not reach from one end of the figure to the
// other which years they have, suppressed ones among them.
func (set *lineSet) extentNotes() []domain.Text {
	extents := make([]spell, len(set.all))
	var whole spell
	for i := range set.all {
		e := extentOf(&set.all[i])
		if extents[i] = e; e == (spell{}) {
			continue
		}
		if whole == (spell{}) {
			whole = e
		}
		whole = spell{min(whole.from, e.from), max(whole.to, e.to)}
	}
	if !slices.ContainsFunc(extents, func(e spell) bool { return e != whole && e != spell{} }) {
		return nil
	}
	return []domain.Text{inEach(func(l domain.Lang) string {
		var said []string
		for i, e := range extents {
			if e != whole && e != (spell{}) {
				said = append(said, set.labels[i].In(l)+" "+spellsSaid([]spell{e}, l))
			}
		}
		return fmt.Sprintf(domain.Text{FI: "Tietoja on vain näiltä vuosilta: %s.", SV: "Uppgifter finns bara för dessa år: %s.", EN: "Values are only of these years: %s."}.In(l), strings.Join(said, "; "))
	})}
}

// extentOf is from the first to the last year of a series that has a value or a
// suppressed one; none of one without values, or not by years.
func extentOf(s *series.Based) (e spell) {
	if !hasValue(s) {
		return spell{}
	}
	for p := range s.All() {
		switch {
		case !p.Period.IsYear():
			return spell{}
		case !p.HasValue() && p.Status != domain.Suppressed:
			continue
		case e == (spell{}):
			e.from = p.Period.Year()
		}
		e.to = p.Period.Year()
	}
	return e
}

// spell is years on end, both of them in it.
type spell struct{ from, to int }

// mostSpells is how many spells are told one by one; more by the number of years.
const mostSpells = 6

func spellsSaid(spells []spell, l domain.Lang) string {
	if len(spells) > mostSpells {
		years := 0
		for _, s := range spells {
			years += s.to - s.from + 1
		}
		return fmt.Sprintf(domain.Text{FI: "%d–%d yhteensä %d vuotta", SV: "%d–%d sammanlagt %d år", EN: "%d–%d, %d years in all"}.In(l), spells[0].from, spells[len(spells)-1].to, years)
	}
	said := make([]string, len(spells))
	for i, s := range spells {
		said[i] = locale.Range(strconv.Itoa(s.from), strconv.Itoa(s.to))
	}
	return strings.Join(said, ", ")
}

// gapsOf are the spells of years without a value, suppressed or not, from a series'
// first row on; those that are not suppressed only up to its last value.
func gapsOf(s *series.Based, suppressed bool) (spells []spell) {
	with := slices.Collect(s.WithValue())
	if len(with) == 0 {
		return nil
	}
	first, last := with[0].Period, with[len(with)-1].Period
	if suppressed { // rows of suppressed values lie before and after too
		for p := range s.All() {
			if p.Status == domain.Suppressed {
				first, last = min(first, p.Period), max(last, p.Period)
			}
		}
	}
	if !first.IsYear() || !last.IsYear() {
		return nil
	}
	step, on := usualStep(with), false // whether the year before, of those there are, is in a spell
	for year := first.Year(); year <= last.Year(); year++ {
		p, held := s.At(domain.Year(year))
		isSuppressed := held && p.Status == domain.Suppressed
		switch {
		case !isSuppressed && !p.HasValue() && betweenRounds(with, step, year):
		case p.HasValue() || isSuppressed != suppressed:
			on = false
		case on:
			spells[len(spells)-1].to = year
		default:
			spells, on = append(spells, spell{year, year}), true
		}
	}
	return spells
}

// betweenRounds reports whether a year is none of a survey's, or lies between two
// values that a line joins, as where the survey moves from even years to odd ones.
func betweenRounds(with []series.Valued, step, year int) bool {
	next := slices.IndexFunc(with, func(p series.Valued) bool { return p.Period.Year() > year })
	if next < 1 {
		return (year-with[0].Period.Year())%step != 0
	}
	before := with[next-1].Period.Year()
	return (year-before)%step != 0 || axis.Step(step).Joins(float64(before), float64(with[next].Period.Year()))
}

// leastSteps is of how many steps one is told to be the usual.
const leastSteps = 3

// usualStep is how many years lie between most values and the next; 1 where no step
// is that of most.
func usualStep(with []series.Valued) int {
	steps := make(map[int]int)
	for i := 1; i < len(with); i++ {
		step := with[i].Period.Year() - with[i-1].Period.Year()
		if steps[step]++; 2*steps[step] >= len(with) && len(with) > leastSteps && step > 1 {
			return step
		}
	}
	return 1
}
