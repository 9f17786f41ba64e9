package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// status is why a whole has no sum: suppressed where any of its parts is.
func (w *whole) status() domain.Status {
	status := domain.OK
	for i := range w.cells {
		switch c := &w.cells[i]; {
		case c.HasValue(), status == domain.Suppressed:
		default:
			status = c.Status
		}
	}
	return status
}

// reason is why a whole is not drawn; "" where it is: nothing, and what is below zero,
// have no shares.
func (set *partSet) reason(w *whole, l domain.Lang) string {
	if !set.percent() && !math.IsNaN(w.sum) {
		return ""
	}
	return w.undivided(l)
}

// undivided is why a whole has no shares.
func (w *whole) undivided(l domain.Lang) string {
	lacking := 0
	for i := range w.cells {
		if math.IsNaN(w.cells[i].Value) {
			lacking++
		}
	}
	suppressed := w.status() == domain.Suppressed
	switch {
	case lacking == 0 && w.sum == 0:
		return domain.Text{FI: "ei yhtään", SV: "inga", EN: "none"}.In(l)
	case lacking == 0 && math.IsNaN(w.cells[0].share):
		return domain.Text{FI: "osa on alle nollan", SV: "en del är under noll", EN: "a part is below zero"}.In(l)
	case lacking == 0:
		return ""
	case lacking == len(w.cells):
		return withoutValue(w.cells[0].Valued, l)
	case suppressed:
		return domain.Text{FI: "osa tiedoista on salattu", SV: "en del av uppgifterna är sekretessbelagda", EN: "some parts are suppressed"}.In(l)
	}
	return domain.Text{FI: "osa tiedoista puuttuu", SV: "en del av uppgifterna saknas", EN: "some parts are missing"}.In(l)
}

// notes say of the picture what its bars do not.
func (set *partSet) notes() (notes []domain.Text) {
	s := set.spec
	if s.Scale == scaleOwn {
		notes = append(notes, domain.Text{
			FI: "Jokaisella ruudulla on oma asteikkonsa: pylväiden pituuksia ei voi verrata ruudusta toiseen.",
			SV: "Varje ruta har sin egen skala: staplarnas längd kan inte jämföras från ruta till ruta.",
			EN: "Each panel has a scale of its own: lengths cannot be compared from panel to panel.",
		})
	}
	if note, ok := set.summedNote(); ok {
		notes = append(notes, note)
	}
	if set.percent() && s.Rest.IsZero() && domain.Partition(set.ages, domain.EveryAge, func(domain.AgeClass) int { return 1 }) == nil {
		notes = append(notes, domain.Text{
			FI: "Prosentit on laskettu kuvion osien summasta.",
			SV: "Procenten är beräknade av summan av figurens delar.",
			EN: "Per cent are of the sum of the parts shown.",
		})
	}
	if set.rates && set.summed() {
		notes = append(notes, domain.Text{
			FI: "Osat on laskettu yhteen: niillä oletetaan olevan sama väestö nimittäjänä.",
			SV: "Delarna är summerade: de antas ha samma befolkning som nämnare.",
			EN: "The parts are added up: they are taken to be of the same population.",
		})
	}
	if set.unequalAges() && s.As != asStacked && s.As != asShare {
		notes = append(notes, domain.Text{
			FI: "Ikäryhmissä on eri määrä ikävuosia: leveässä ryhmässä on enemmän ihmisiä.",
			SV: "Åldersgrupperna omfattar olika många årgångar: en bred grupp har fler personer.",
			EN: "Age groups span different numbers of years: a wide group has more people.",
		})
	}
	return notes
}

// unequalAges reports whether the parts are ages, some of more years than others.
func (set *partSet) unequalAges() bool {
	years := 0
	for _, c := range set.ages {
		switch n := c.To - c.From; {
		case c.Open():
		case years == 0:
			years = n + 1
		case n+1 != years:
			return true
		}
	}
	return false
}

var partForm = map[string]domain.Text{
	asSplit:   {FI: "Pylväskuvio ruuduissa", SV: "Stapeldiagram i rutor", EN: "Bar chart in panels"},
	asGrouped: {FI: "Ryhmitelty pylväskuvio", SV: "Grupperat stapeldiagram", EN: "Grouped bar chart"},
	asStacked: {FI: "Pinottu pylväskuvio", SV: "Staplat stapeldiagram", EN: "Stacked bar chart"},
	asShare:   {FI: "Pylväskuvio osuuksista (100 %)", SV: "Stapeldiagram över andelar (100 %)", EN: "100% bar chart"},
}

// toldAtMost is how many values an alternative text tells one by one; of more it
// tells the extremes.
const toldAtMost = 14

// alt tells which parts there are; of few wholes all of them, of many those in focus
// and set beside and each part's extremes; and who is missing.
func (set *partSet) alt(l domain.Lang) string {
	all := len(set.wholes)*len(set.labels) <= toldAtMost && (set.spec.Years == "" || len(set.wholes) <= 3)
	said := []string{set.lead(l, all)}
	var told []string
	inOrder := slices.Clone(set.wholes)
	slices.SortStableFunc(inOrder, func(a, b whole) int { return cmp.Compare(a.place(), b.place()) })
	for i := range inOrder {
		w := &inOrder[i]
		ends := set.spec.Years != "" && (i == 0 || i == len(set.wholes)-1)
		if set.known(w) && (all || w.benchmark || w.focus || ends) {
			told = append(told, set.said(w, l))
		}
	}
	if len(told) > 0 {
		said = append(said, strings.Join(told, " "))
	}
	if !all {
		said = append(said, set.extremes(l)...)
	}
	if far := set.farthest(l); far != "" {
		said = append(said, far)
	}
	return strings.Join(append(said, set.lacking(l)...), " ")
}

// place puts what the figure is about before what it is set beside.
func (w *whole) place() int {
	switch {
	case w.focus:
		return 0
	case w.benchmark:
		return 2
	}
	return 1
}

// lead names the parts, unless each is told with its values.
func (set *partSet) lead(l domain.Lang, told bool) string {
	names := make([]string, len(set.labels))
	for i, label := range set.labels {
		names[i] = label.In(l)
	}
	when := string(set.at)
	if set.spec.Years != "" {
		when = spanOf(set.wholes[0].period, set.wholes[len(set.wholes)-1].period)
	}
	lead := fmt.Sprintf("%s, %s: %s", partForm[set.spec.As].In(l), when, list(names, l))
	if told {
		lead = fmt.Sprintf(domain.Text{FI: "%s, %s, %d osaa", SV: "%s, %s, %d delar", EN: "%s, %s, %d parts"}.In(l), partForm[set.spec.As].In(l), when, len(names))
	}
	if set.spec.Years != "" || set.areas == 1 {
		return lead + "."
	}
	return lead + fmt.Sprintf(domain.Text{FI: "; %d aluetta.", SV: "; %d områden.", EN: "; %d areas."}.In(l), set.areas)
}

// known reports whether any part of a whole is drawn.
func (set *partSet) known(w *whole) bool {
	return slices.ContainsFunc(w.cells, func(c cell) bool { return !math.IsNaN(set.value(&c)) }) && (set.spec.As != asStacked || !math.IsNaN(w.sum))
}

// said is a whole with its parts, and their sum where it is drawn.
func (set *partSet) said(w *whole, l domain.Lang) string {
	var values []string
	for j := range w.cells {
		if c := &w.cells[j]; !math.IsNaN(set.value(c)) {
			values = append(values, set.labels[j].In(l)+" "+set.withUnit(j, c, l))
		} else {
			values = append(values, set.labels[j].In(l)+" "+withoutValue(c.Valued, l))
		}
	}
	text := upperFirst(w.name.In(l)) + ": " + strings.Join(values, "; ")
	if !math.IsNaN(w.sum) && (set.spec.As == asStacked || set.spec.As == asShare && !set.rates) {
		text += "; " + fmt.Sprintf(domain.Text{FI: "yhteensä %s", SV: "totalt %s", EN: "total %s"}.In(l), locale.Number(l, w.sum*set.multiply, set.totalDecimals())+altUnit(set.unit, set.multiply, l))
	}
	return text + "."
}

func (set *partSet) withUnit(part int, c *cell, l domain.Lang) string {
	switch {
	case set.percent():
		return set.number(c, l) + set.sign(l)
	case part < len(set.units):
		return set.number(c, l) + altUnit(set.units[part], set.multiply, l)
	}
	return set.number(c, l) + altUnit(set.unit, set.multiply, l)
}

// farthest is the part whose share differs most between what the figure is about and
// the first that it is set beside.
func (set *partSet) farthest(l domain.Lang) string {
	var own, beside *whole
	for i := range set.wholes {
		switch w := &set.wholes[i]; {
		case w.focus && own == nil:
			own = w
		case w.benchmark && beside == nil:
			beside = w
		}
	}
	if own == nil || beside == nil || !set.percent() {
		return ""
	}
	far, most := -1, 0.0
	for j := range set.labels {
		if d := math.Abs(own.cells[j].share - beside.cells[j].share); d > most {
			far, most = j, d
		}
	}
	if far < 0 {
		return ""
	}
	return fmt.Sprintf(domain.Text{FI: "Suurin ero: %s, %s %s ja %s %s.", SV: "Störst skillnad: %s, %s %s och %s %s.", EN: "Largest difference: %s, %s %s and %s %s."}.In(l), set.labels[far].In(l),
		own.name.In(l), set.withUnit(far, &own.cells[far], l), beside.name.In(l), set.withUnit(far, &beside.cells[far], l))
}

// extremes are, of each part, where it is largest and smallest.
func (set *partSet) extremes(l domain.Lang) (said []string) {
	for j := range set.labels {
		var low, high *whole
		for i := range set.wholes {
			w := &set.wholes[i]
			v := set.value(&w.cells[j])
			if w.benchmark || math.IsNaN(v) || set.spec.As == asStacked && math.IsNaN(w.sum) {
				continue
			}
			if high == nil || v > set.value(&high.cells[j]) {
				high = w
			}
			if low == nil || v < set.value(&low.cells[j]) {
				low = w
			}
		}
		if high == nil || low == high {
			continue
		}
		said = append(said, fmt.Sprintf(domain.Text{FI: "%s: eniten %s %s, vähiten %s %s.", SV: "%s: mest %s %s, minst %s %s.", EN: "%s: most %s %s, least %s %s."}.In(l), upperFirst(set.labels[j].In(l)),
			high.name.In(l), set.withUnit(j, &high.cells[j], l), low.name.In(l), set.withUnit(j, &low.cells[j], l)))
	}
	return said
}

// lacking names the wholes that are not drawn, by why.
func (set *partSet) lacking(l domain.Lang) []string {
	var reasons []string
	names := make(map[string][]string)
	for i := range set.wholes {
		w := &set.wholes[i]
		why := set.reason(w, l)
		if why == "" || set.known(w) && (len(set.wholes)*len(set.labels) <= toldAtMost || !slices.ContainsFunc(w.cells, func(c cell) bool { return math.IsNaN(c.Value) })) {
			continue
		}
		if names[why] == nil {
			reasons = append(reasons, why)
		}
		names[why] = append(names[why], w.name.In(l))
	}
	var said []string
	for _, why := range reasons {
		said = append(said, upperFirst(why)+": "+list(names[why], l)+".")
	}
	return said
}
