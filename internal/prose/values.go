package prose

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// What is told of the values themselves, which takes no test.

// nonzero counts the values that are not 0.
func (w *writer) nonzero() int {
	n := 0
	for p := range w.tr.Series.WithValue() {
		if p.Value != 0 {
			n++
		}
	}
	return n
}

// zeros says of a series that is mostly zero that it is: of all its years where
// those without a value, suppressed or missing, cannot change that, else of the
// values known.
func (w *writer) zeros() string {
	zeros, n := w.tr.N-w.nonzero(), w.tr.N
	if 2*zeros <= n || n < stats.MinMK {
		return ""
	}
	suppressed, missing := w.unknown()
	if years := n + suppressed + missing; zeros < years && (zeros == n || 2*zeros <= years) {
		return w.zerosKnown(zeros, n, suppressed > 0, missing > 0)
	}
	annual := w.tr.First.Period.IsYear()
	subject := capital(w.head.short) + " " + w.be() + " "
	if zeros == n {
		span := during(w.tr.First.Period, w.tr.Last.Period, w.lang)
		return w.say(subject+span+" koko ajan nolla.", subject+"noll hela tiden "+span+".", subject+"zero throughout "+span+".")
	}
	when := w.say("useimmiten", "oftast", "mostly")
	if annual {
		when = w.say("useimpina vuosina", "de flesta år", "in most years")
	}
	a, b := strconv.Itoa(zeros), strconv.Itoa(n)
	return w.say(subject+when+" nolla ("+a+" arvoa "+b+" arvosta).", subject+when+" noll ("+a+" av "+b+" värden).", subject+"zero "+when+" ("+a+" of "+b+" values).")
}

// unknown counts the periods without a value: those that are suppressed, and
// those that are missing between the ones of which something is known.
func (w *writer) unknown() (suppressed, missing int) {
	gap := 0
	for p := range w.tr.Series.All() {
		switch {
		case p.Status == domain.Suppressed:
			suppressed++
		case !p.HasValue():
			if suppressed > 0 || p.Period > w.tr.First.Period {
				gap++
			}
			continue
		}
		missing, gap = missing+gap, 0
	}
	return suppressed, missing
}

// zerosKnown says how many of the known values are zero, and why the others are
// not known.
func (w *writer) zerosKnown(zeros, n int, suppressed, missing bool) string {
	why := w.say("puuttuvat", "saknas", "are missing")
	switch hidden := w.say("on salattu", "är sekretessbelagda", "are suppressed"); {
	case suppressed && missing:
		why = w.say(hidden+" tai "+why, hidden+" eller "+why, hidden+" or missing")
	case suppressed:
		why = hidden
	}
	a, b := strconv.Itoa(zeros), strconv.Itoa(n)
	if zeros == n {
		return w.say("Kaikki tiedossa olevat "+b+" arvoa ovat nollia; muiden vuosien arvot "+why+".", "Alla "+b+" kända värden är noll; övriga års värden "+why+".", "All "+b+" values known are zero; those of the other years "+why+".")
	}
	return w.say("Tiedossa olevista "+b+" arvosta "+a+" on nollia; muiden vuosien arvot "+why+".", "Av de "+b+" kända värdena är "+a+" noll; övriga års värden "+why+".", "Of the "+b+" values known, "+a+" are zero; those of the other years "+why+".")
}

// varied reports whether the values, as written, are not all the same.
func (w *writer) varied() bool {
	return !w.same(w.bounds(w.tr.First.Period, w.tr.Last.Period))
}

// narrow is the widest range, as a part of the middle value, in which a series
// is said to have stayed.
const narrow = 0.05

// ranged says between which values a series lay, as a sentence's beginning.
func (w *writer) ranged(span string) string {
	lowest, highest := w.bounds(w.tr.First.Period, w.tr.Last.Period)
	verb := w.say(w.inNumber("vaihteli ", "vaihtelivat "), "varierade ", "ranged ")
	if w.narrow(lowest, highest) {
		verb = w.say(w.inNumber("pysyi ", "pysyivät "), "låg ", "stayed ")
	}
	between := w.inRange(lowest, highest)
	return capital(w.head.short) + " " + w.say(verb+between+" "+span, verb+span+" "+between, verb+between+" "+span)
}

// jumpy is the range, as a part of the median value, from which a series is not
// said to have stayed where it was, though it has no direction.
const jumpy = 0.1

// jumped is that a steady run moved about all the same, as what goes on from its
// subject: "vaihteli välillä 20,4–34,9 ilman pysyvää muutosta". False where it did not.
func (w *writer) jumped(from, to domain.Period) (string, bool) {
	var values []float64
	for p := range w.tr.Series.WithValue() {
		if from <= p.Period && p.Period <= to {
			values = append(values, p.Value)
		}
	}
	if len(values) == 0 {
		return "", false
	}
	slices.Sort(values)
	lowest, highest := values[0], values[len(values)-1]
	median := (values[(len(values)-1)/2] + values[len(values)/2]) / 2
	if !(highest-lowest > jumpy*math.Abs(median)) || w.same(lowest, highest) {
		return "", false
	}
	between := w.inRange(lowest, highest)
	return w.say(w.inNumber("vaihteli ", "vaihtelivat ")+between+" ilman pysyvää muutosta", "varierade "+between+" utan bestående förändring", "varied "+between+" without a lasting change"), true
}

func (w *writer) narrow(lowest, highest float64) bool {
	return lowest > 0 && highest-lowest <= narrow*(lowest+highest)/2
}

// bounds are the lowest and the highest value from one period to another.
func (w *writer) bounds(from, to domain.Period) (lowest, highest float64) {
	lowest, highest = math.Inf(1), math.Inf(-1)
	for p := range w.tr.Series.WithValue() {
		if from <= p.Period && p.Period <= to {
			lowest, highest = min(lowest, p.Value), max(highest, p.Value)
		}
	}
	return lowest, highest
}

// inRange is "8,3 ja 8,5 prosentin välillä", "mellan 8,3 och 8,5 procent",
// "between 8.3 and 8.5 per cent".
func (w *writer) inRange(lowest, highest float64) string {
	if from, to := w.written(lowest).of, w.written(highest).of; w.lang == domain.Finnish && w.subject != "" && w.base() == "" && from != "" && to != "" {
		number, unit, _ := strings.Cut(from, " ")
		if _, other, _ := strings.Cut(to, " "); unit == other {
			from = number
		}
		return from + " ja " + to + " välillä"
	}
	low, high, dash := w.ends(lowest, highest)
	return w.say("välillä "+low+dash+high, "mellan "+low+" och "+high, "between "+low+" and "+high)
}

// ends are the ends of a range in words, a unit that both have said once, and
// what stands between them.
func (w *writer) ends(lowest, highest float64) (low, high, dash string) {
	low, high = w.amount(lowest), w.amount(highest)
	number, unit, _ := strings.Cut(low, " ")
	if _, other, _ := strings.Cut(high, " "); unit == other {
		low = number
	}
	if lowest < 0 || strings.Contains(low, " ") {
		return low, high, " … "
	}
	return low, high, "–"
}

// far is how small a part of its highest value a series must have come to for
// that to be told.
const far = 1.0 / 3

// fewCounted is the count under which a highest value is too much of chance to
// be told as a level.
const fewCounted = 20

// against says what part of its highest value the last one is, where it is a
// small one: "yhä" where it has risen again, else "enää".
func (w *writer) against(runs []run) string {
	last := w.tr.Last
	hole := slices.ContainsFunc(runs, func(r run) bool { return r.hole }) // what a value is of may have changed across it
	if hole || !last.Period.IsYear() || w.tr.N < leastTurning || last.Value <= 0 {
		return ""
	}
	all := slices.Collect(w.tr.Series.WithValue())
	if slices.ContainsFunc(all, func(p series.Valued) bool { return p.Value < 0 }) {
		return "" // a part of a level means nothing where values go below 0
	}
	peak := slices.MaxFunc(all, func(a, b series.Valued) int { return cmp.Compare(a.Value, b.Value) })
	if last.Value > far*peak.Value || peak.Period >= last.Period || peak.Count < fewCounted || w.series.Indicator.Unit == domain.UnitCount && peak.Value < fewCounted {
		return ""
	}
	n := locale.Number(w.lang, max(100*last.Value/peak.Value, 1), 0)
	part := w.say(n+" prosenttia", n+" procent", n+" per cent")
	if n == "1" {
		part = w.say("prosentti", part, part)
	}
	only := w.say("enää ", "bara ", "only ")
	if runs[len(runs)-1].direction == stats.Rising {
		only = w.say("yhä vain ", "fortfarande bara ", "still only ")
	}
	year, at, level := string(peak.Period), whenOf(last.Period, w.lang).at, w.amount(peak.Value)
	return capital(w.say(at+" "+w.head.short+" "+w.be()+" "+only+part+" vuoden "+year+" tasosta ("+level+").",
		at+" var "+w.head.short+" "+only+part+" av nivån år "+year+" ("+level+").",
		at+" "+w.head.short+" "+w.be()+" "+only+part+" of the level of "+year+" ("+level+")."))
}
