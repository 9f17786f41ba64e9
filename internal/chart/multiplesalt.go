package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// notes say of the picture what its marks do not.
func (set *panelSet) notes() (notes []domain.Text) {
	if set.spec.own() {
		notes = append(notes, domain.Text{
			FI: "Jokaisella ruudulla on oma asteikkonsa: viivojen korkeuksia ei voi verrata ruudusta toiseen.",
			SV: "Varje ruta har sin egen skala: linjernas höjd kan inte jämföras från ruta till ruta.",
			EN: "Each panel has a scale of its own: heights cannot be compared from panel to panel.",
		})
	}
	if set.spec.Cap != "" {
		notes = append(notes, domain.Text{
			FI: "Asteikko on katkaistu: nuolen vieressä on suurin arvo.",
			SV: "Skalan är avkortad: bredvid pilen står det högsta värdet.",
			EN: "The scale is cut short: the highest value stands beside the arrow.",
		})
	}
	if set.draw(domain.Finnish).CutsLimits() {
		notes = append(notes, domain.Text{
			FI: "Laajimmat luottamusvälit jatkuvat ruudun reunan yli.", SV: "De vidaste konfidensintervallen fortsätter utanför rutan.", EN: "The widest intervals reach beyond their panel.",
		})
	}
	var seams []string
	for i := range set.all {
		for _, at := range set.all[i].Seams() {
			seams = append(seams, string(at))
		}
	}
	if slices.Sort(seams); len(seams) > 0 {
		years := strings.Join(slices.Compact(seams), ", ")
		notes = append(notes, domain.Text{
			FI: "Pystyviiva: sarja vaihtuu " + years + ".", SV: "Lodrät linje: serien byts " + years + ".", EN: "Upright line: the series changes in " + years + ".",
		})
	}
	return append(notes, set.gapNotes()...)
}

// gapNotes say which lines are broken because values were suppressed, and which
// because the source has none.
func (set *panelSet) gapNotes() (notes []domain.Text) {
	first, last := set.periods()
	within := func(m moment) bool { return first.Time() <= m.Period.Time() && m.Period.Time() <= last.Time() }
	for _, gap := range gapTexts {
		var broken []int
		for i := range set.all {
			if hasValue(&set.all[i]) && slices.ContainsFunc(set.moments[i], func(m moment) bool {
				return within(m) && !m.HasValue() && (m.Status == domain.Suppressed) == gap.suppressed
			}) {
				broken = append(broken, i)
			}
		}
		if len(broken) == 0 {
			continue
		}
		var said domain.Text
		for _, l := range domain.Langs {
			said.Set(l, fmt.Sprintf(gap.text.In(l), set.named(broken, l)))
		}
		notes = append(notes, said)
	}
	return notes
}

// named are panels by their labels; many by their number.
func (set *panelSet) named(panels []int, l domain.Lang) string {
	if len(panels) > mostNamed {
		return areas(len(panels), l)
	}
	names := make([]string, len(panels))
	for k, i := range panels {
		names[k] = set.labels[i].In(l)
	}
	return strings.Join(names, ", ")
}

// alt says how many lines there are, where they end highest and lowest, which
// moved most, how they stand to each benchmark, and of which nothing is known.
func (set *panelSet) alt(l domain.Lang) string {
	say := func(t domain.Text, args ...any) string { return fmt.Sprintf(t.In(l), args...) }
	first, last := endsOf(set.periods())
	parts := []string{say(domain.Text{FI: "Pieniä viivakuvioita %s–%s, ruutuja %d.", SV: "Små linjediagram %s–%s, %d rutor.", EN: "Small line charts %s–%s, %d panels."}, first, last, len(set.all))}
	if len(series.Kinds(seriesOf(set.all))) > 1 {
		for i := range set.all {
			parts = append(parts, set.altPanel(i, l))
		}
		return strings.Join(parts, " ")
	}
	parts = append(parts, set.altEnds(l)...)
	for j := range set.benchmarks {
		parts = append(parts, set.altBeside(j, l)...)
	}
	for _, none := range []struct {
		suppressed bool
		text       domain.Text
	}{
		{true, domain.Text{FI: "Salattu: %s.", SV: "Sekretessbelagt: %s.", EN: "Suppressed: %s."}},
		{false, domain.Text{FI: "Ei tietoja: %s.", SV: "Inga uppgifter: %s.", EN: "No data: %s."}},
	} {
		var panels []int
		for i := range set.all {
			if suppressed := why(&set.all[i]) == domain.Suppressed; !hasValue(&set.all[i]) && suppressed == none.suppressed {
				panels = append(panels, i)
			}
		}
		if len(panels) > 0 {
			parts = append(parts, say(none.text, set.named(panels, l)))
		}
	}
	return strings.Join(parts, " ")
}

// amount is a panel's value in words, with its unit.
func (set *panelSet) amount(i int, p series.Valued, l domain.Lang) string {
	return written(p, set.multiply, set.decimals, l) + altUnit(set.all[i].Indicator.Unit, set.multiply, l)
}

// altPanel is one panel: where its line, or its last stretch, begins and ends.
func (set *panelSet) altPanel(i int, l domain.Lang) string {
	first, last, ok := set.ends(i)
	if seams := set.all[i].Seams(); len(seams) > 0 { // the last stretch
		for p := range set.all[i].WithValue() {
			if p.Period >= seams[len(seams)-1] {
				first = p
				break
			}
		}
	}
	switch {
	case !ok:
		return set.labels[i].In(l) + ": " + noData.In(l) + "."
	case first.Period == last.Period:
		return fmt.Sprintf("%s: %s (%s).", set.labels[i].In(l), set.amount(i, last, l), last.Period)
	}
	return fmt.Sprintf("%s: %s (%s), %s (%s).", set.labels[i].In(l), set.amount(i, first, l), first.Period, set.amount(i, last, l), last.Period)
}

// altEnds are the panels whose lines end highest and lowest, those that rose and
// fell most, and those without a value in the last year.
func (set *panelSet) altEnds(l domain.Lang) (parts []string) {
	var known, ended, suppressed []int
	for i := range set.all {
		switch {
		case !math.IsNaN(set.lastValue(i)):
			known = append(known, i)
		case !hasValue(&set.all[i]):
		case set.withheldIn(i, set.to):
			suppressed = append(suppressed, i)
		default:
			ended = append(ended, i)
		}
	}
	say := func(t domain.Text, args ...any) { parts = append(parts, fmt.Sprintf(t.In(l), args...)) }
	if len(known) == 1 {
		parts = append(parts, set.altPanel(known[0], l))
	} else if low, high := extremes(known, set.lastValue); set.lastValue(low) == set.lastValue(high) {
		say(domain.Text{FI: "Vuonna %s luku on kaikilla sama, %s.", SV: "År %s är talet detsamma överallt, %s.", EN: "In %s the value is the same everywhere, %s."}, set.to, set.amountIn(low, set.to, l))
	} else {
		say(domain.Text{FI: "Vuonna %s suurin on %s, %s, ja pienin %s, %s.", SV: "År %s har %s det högsta talet, %s, och %s det lägsta, %s.", EN: "In %s the highest is %s, %s, and the lowest %s, %s."},
			set.to, set.labels[high].In(l), set.amountIn(high, set.to, l), set.labels[low].In(l), set.amountIn(low, set.to, l))
	}
	parts = append(parts, set.altMoves(known, l)...)
	if len(suppressed) > 0 {
		say(domain.Text{FI: "Vuodelta %s tieto on salattu: %s.", SV: "För år %s är uppgiften sekretessbelagd: %s.", EN: "Suppressed in %s: %s."}, set.to, set.named(suppressed, l))
	}
	if len(ended) > 0 {
		say(domain.Text{FI: "Vuodelta %s puuttuu tieto: %s.", SV: "För år %s saknas uppgift: %s.", EN: "Without a value in %s: %s."}, set.to, set.named(ended, l))
	}
	return parts
}

// withheldIn reports whether a panel's value in a period is kept back.
func (set *panelSet) withheldIn(i int, at domain.Period) bool {
	p, held := set.all[i].At(at)
	return held && p.Status == domain.Suppressed
}

// altMoves are the panels that rose and fell most.
func (set *panelSet) altMoves(known []int, l domain.Lang) (parts []string) {
	moved := slices.DeleteFunc(slices.Clone(known), func(i int) bool { return math.IsNaN(set.change(i)) })
	if len(moved) < 2 || set.from == set.to {
		return nil
	}
	fell, rose := extremes(moved, set.change)
	ends := func(i int) string {
		return fmt.Sprintf(domain.Text{FI: "%s (ensin %s, lopuksi %s)", SV: "%s (först %s, sist %s)", EN: "%s (from %s to %s)"}.In(l), set.labels[i].In(l), set.amountIn(i, set.from, l), set.amountIn(i, set.to, l))
	}
	say := func(t domain.Text, args ...any) []string { return []string{fmt.Sprintf(t.In(l), args...)} }
	switch up, down := set.change(rose) > 0, set.change(fell) < 0; {
	case up && down:
		return say(domain.Text{FI: "Vuodesta %s eniten kasvoi %s ja väheni %s.", SV: "Sedan %s har %s ökat mest och %s minskat mest.", EN: "Since %s the largest rise is that of %s, the largest fall that of %s."}, set.from, ends(rose), ends(fell))
	case up:
		return say(domain.Text{FI: "Vuodesta %s eniten kasvoi %s.", SV: "Sedan %s har %s ökat mest.", EN: "Since %s the largest rise is that of %s."}, set.from, ends(rose))
	case down:
		return say(domain.Text{FI: "Vuodesta %s eniten väheni %s.", SV: "Sedan %s har %s minskat mest.", EN: "Since %s the largest fall is that of %s."}, set.from, ends(fell))
	}
	return nil
}

// extremes are the panels with the least and the most of something.
func extremes(panels []int, of func(int) float64) (least, most int) {
	by := func(a, b int) int { return cmp.Compare(of(a), of(b)) }
	return slices.MinFunc(panels, by), slices.MaxFunc(panels, by)
}

// amountIn is a panel's value in a period, in words.
func (set *panelSet) amountIn(i int, period domain.Period, l domain.Lang) string {
	p, _ := set.all[i].At(period)
	return set.amount(i, p, l)
}

// altBeside says how many lines end above a benchmark and how many below it: by
// their values alone, which are no verdicts.
func (set *panelSet) altBeside(j int, l domain.Lang) []string {
	above, below, asked := 0, 0, 0
	var value string
	same := true
	for i := range set.all {
		k := slices.IndexFunc(set.moments[i], func(m moment) bool { return m.Period == set.to })
		if k < 0 || math.IsNaN(set.moments[i][k].Value) || math.IsNaN(set.moments[i][k].beside[j]) {
			continue
		}
		own, other := set.moments[i][k].Value, set.moments[i][k].beside[j]
		asked++
		switch {
		case own > other:
			above++
		case own < other:
			below++
		}
		written := set.amount(i, series.Valued{Value: other}, l)
		same = same && (value == "" || value == written)
		value = written
	}
	if asked == 0 {
		return nil
	}
	counted := func(n int) string {
		if l == domain.Finnish {
			return strconv.Itoa(n) + " alueella"
		}
		return areas(n, l)
	}
	name := upperFirst(set.benchmarks[j].Name.In(l))
	if same && set.benchmarks[j].Target == nil { // which has it in its name
		name += ", " + value
	}
	return []string{fmt.Sprintf(domain.Text{FI: "%s: luku on sitä suurempi %s ja pienempi %s.", SV: "%s: talet är högre i %s och lägre i %s.", EN: "%s: the value is higher in %s and lower in %s."}.In(l), name, counted(above), counted(below))}
}
