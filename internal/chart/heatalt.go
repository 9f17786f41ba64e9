package chart

import (
	"fmt"
	"math"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// alt says in a few sentences what the table shows.
func (g *heatGrid) alt(l domain.Lang) string {
	parts := []string{g.altShape(l)}
	switch {
	case len(g.kinds) == 1:
		parts = append(parts, g.altExtremes(l), g.altChange(l))
		if g.shade == byVerdict {
			parts = append(parts, g.altVerdicts(l))
		}
	case g.shade == byVerdict:
		parts = append(parts, g.altBeside(l)...)
	}
	parts = append(parts, g.altAbsent(l)...)
	return strings.Join(notEmpty(parts), " ")
}

func notEmpty(parts []string) (said []string) {
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return said
}

// altShape is what the rows and columns are.
func (g *heatGrid) altShape(l domain.Lang) string {
	said := domain.Text{FI: "Taulukko: ", SV: "Tabell: ", EN: "Table: "}.In(l)
	if len(g.kinds) > 1 {
		said += fmt.Sprintf(domain.Text{FI: "%d indikaattoria, ", SV: "%d indikatorer, ", EN: "%d indicators, "}.In(l), len(g.kinds))
	}
	if len(g.kinds) > 1 && g.byYear {
		said += g.kinds[0].all[0].RegionName.In(l)
	} else {
		said += areas(len(g.regions()), l)
	}
	if g.byYear {
		said += ", " + spanOf(g.firstYear(), g.lastYear())
	}
	return said + "."
}

func (g *heatGrid) firstYear() domain.Period { return g.years[0] }
func (g *heatGrid) lastYear() domain.Period  { return g.years[len(g.years)-1] }

// amount is a number with its unit.
func (g *heatGrid) amount(c *heatCell, l domain.Lang) string {
	return g.written(c, l) + altUnit(g.kinds[c.kind].all[0].Indicator.Unit, g.spec.factor(), l)
}

// altExtremes are the highest and lowest of the last year and of all, and the
// benchmarks.
func (g *heatGrid) altExtremes(l domain.Lang) string {
	last := len(g.years) - 1
	var high, low, most *heatCell
	with := 0
	var beside []string
	for _, r := range g.ordered(l) {
		c := &r.cells[last]
		if r.benchmark {
			if c.point.HasValue() {
				beside = append(beside, g.name(r, l)+" "+g.amount(c, l))
			}
			continue
		}
		for i := range r.cells {
			if one := &r.cells[i]; one.point.HasValue() && (most == nil || one.point.Value > most.point.Value) {
				most = one
			}
		}
		if !c.point.HasValue() {
			continue
		}
		with++
		if high == nil || c.point.Value > high.point.Value {
			high = c
		}
		if low == nil || c.point.Value < low.point.Value {
			low = c
		}
	}
	if high == nil {
		return fmt.Sprintf(domain.Text{FI: "Vuodelta %s ei ole lukuja.", SV: "För %s finns inga tal.", EN: "There are no numbers of %s."}.In(l), g.lastYear())
	}
	said := fmt.Sprintf("%s: ", g.lastYear())
	switch {
	case with == 1 && len(g.regions()) > 1:
		said += fmt.Sprintf(onlyOne.In(l), g.amount(high, l)+" ("+high.name.In(l)+")")
	case high.point.Value == low.point.Value:
		said += alike(with, len(g.regions()), g.amount(high, l), l)
	default:
		said += fmt.Sprintf(domain.Text{FI: "suurin %s %s, pienin %s %s", SV: "högst %s %s, lägst %s %s", EN: "highest %s %s, lowest %s %s"}.In(l), high.name.In(l), g.amount(high, l), low.name.In(l), g.amount(low, l))
	}
	if len(beside) > 0 {
		said += "; " + strings.Join(beside, ", ")
	}
	if most.at != high.at && most.point.Value > high.point.Value {
		said += fmt.Sprintf(domain.Text{FI: ". Koko taulukon suurin: %s %s (%s)", SV: ". Högst i hela tabellen: %s %s (%s)", EN: ". Highest of the whole table: %s %s (%s)"}.In(l), most.name.In(l), g.amount(most, l), most.at)
	}
	return said + "."
}

// altChange says how the areas' numbers differ between the first year and the last,
// where the two compare.
func (g *heatGrid) altChange(l domain.Lang) string {
	if len(g.years) < 2 || len(g.seams()) > 0 {
		return ""
	}
	up, down, same := 0, 0, 0
	var most, least *heatRow
	change := func(r *heatRow) float64 { return g.shown(&r.cells[len(r.cells)-1]) - g.shown(&r.cells[0]) }
	rows := g.ordered(l)
	for i := range rows {
		r := &rows[i]
		d := change(r)
		if r.benchmark || math.IsNaN(d) {
			continue
		}
		switch {
		case d > 0:
			if up++; most == nil || d > change(most) {
				most = r
			}
		case d < 0:
			if down++; least == nil || d < change(least) {
				least = r
			}
		default:
			same++
		}
	}
	if up+down+same == 0 {
		return ""
	}
	said := fmt.Sprintf(domain.Text{FI: "%s: suureni %d alueella, pieneni %d alueella, ennallaan %d", SV: "%s: ökade i %d, minskade i %d, oförändrat i %d", EN: "%s: up in %d, down in %d, the same in %d"}.In(l),
		spanOf(g.firstYear(), g.lastYear()), up, down, same)
	for _, e := range []struct {
		row  *heatRow
		said domain.Text
	}{
		{most, domain.Text{FI: "eniten suureni %s (%s → %s)", SV: "mest ökade %s (%s → %s)", EN: "most up %s (%s → %s)"}},
		{least, domain.Text{FI: "eniten pieneni %s (%s → %s)", SV: "mest minskade %s (%s → %s)", EN: "most down %s (%s → %s)"}},
	} {
		if e.row != nil {
			said += "; " + fmt.Sprintf(e.said.In(l), g.name(*e.row, l), g.written(&e.row.cells[0], l), g.amount(&e.row.cells[len(e.row.cells)-1], l))
		}
	}
	return said + "."
}

// shown is a number as it is written.
func (g *heatGrid) shown(c *heatCell) float64 {
	return locale.Rounded(c.point.Value*g.spec.factor(), g.kinds[c.kind].decimals)
}

// altVerdicts lists the areas that differ clearly from the benchmark in the last
// year.
func (g *heatGrid) altVerdicts(l domain.Lang) string {
	var higher, lower []string
	with, compared := 0, 0
	for _, r := range g.ordered(l) {
		c := &r.cells[len(r.cells)-1]
		if r.benchmark || !c.point.HasValue() || string(r.region) == g.first.ID {
			continue
		}
		with++
		if c.compared() {
			compared++
		}
		switch c.verdict {
		case compare.Higher:
			higher = append(higher, g.name(r, l))
		case compare.Lower:
			lower = append(lower, g.name(r, l))
		}
	}
	switch {
	case with == 0:
		return ""
	case compared == 0:
		return fmt.Sprintf("%s: %s.", g.lastYear(), fmt.Sprintf(notCompared.In(l), g.firstName(l)))
	}
	said := fmt.Sprintf("%s, %s: %s; %s: %s.", g.lastYear(), fmt.Sprintf(domain.Text{FI: "selvästi suurempi kuin %s", SV: "klart större än %s", EN: "clearly higher than %s"}.In(l), g.firstName(l)), someOf(higher, ", ", l),
		domain.Text{FI: "selvästi pienempi", SV: "klart mindre", EN: "clearly lower"}.In(l), someOf(lower, ", ", l))
	if compared < with {
		said += " " + fmt.Sprintf(domain.Text{FI: "Verrattu %d/%d.", SV: "Jämförda: %d av %d.", EN: "Compared: %d of %d."}.In(l), compared, with)
	}
	return said
}

// notCompared is that nothing could be set beside a benchmark.
var notCompared = domain.Text{FI: "vertailua (%s) ei voitu tehdä", SV: "jämförelse (%s) kunde inte göras", EN: "no comparison (%s) could be made"}

// compared reports whether it is known if the number differs clearly from the benchmark.
func (c *heatCell) compared() bool {
	switch c.verdict {
	case compare.Higher, compare.Lower, compare.NoClearDifference:
		return c.point.HasValue()
	}
	return false
}

// someOf lists names with a sign between them, the first of them where they are many.
func someOf(names []string, between string, l domain.Lang) string {
	if len(names) == 0 {
		return domain.Text{FI: "ei mikään", SV: "inget", EN: "none"}.In(l)
	}
	return listWith(names, between, l)
}

// altBeside says of each area in which indicators it differs clearly: of the one in
// focus, or the first, with the numbers, of the others how many.
func (g *heatGrid) altBeside(l domain.Lang) (said []string) {
	if g.byYear {
		return nil
	}
	told := g.told()
	for j := range g.rows[0].cells {
		if g.rows[0].cells[j].region == "" || j >= len(g.regions()) {
			continue
		}
		var good, bad, other []string
		compared := 0
		for _, r := range g.rows {
			c := &r.cells[j]
			if !c.compared() {
				continue
			}
			compared++
			name := g.name(r, l) + " " + g.amount(c, l) + fmt.Sprintf(" (%s %s)", g.firstName(l), locale.Number(l, c.beside*g.spec.factor(), g.kinds[c.kind].decimals))
			switch _, class := verdictTint(c); class {
			case 1:
				bad = append(bad, name)
			case 2:
				other = append(other, name)
			case 3:
				good = append(good, name)
			}
		}
		area := g.rows[0].cells[j].name.In(l)
		if compared == 0 {
			said = append(said, fmt.Sprintf("%s: %s.", area, fmt.Sprintf(notCompared.In(l), g.firstName(l))))
			continue
		}
		if j != told {
			said = append(said, fmt.Sprintf(domain.Text{FI: "%s: selvästi heikompi %d, parempi %d, muuten eri %d.", SV: "%s: klart sämre %d, bättre %d, annars annorlunda %d.", EN: "%s: clearly worse %d, better %d, otherwise different %d."}.In(l), area, len(bad), len(good), len(other)))
			continue
		}
		said = append(said, fmt.Sprintf(domain.Text{FI: "%s: selvästi heikompi: %s. Selvästi parempi: %s. Muuten selvästi eri: %s.", SV: "%s: klart sämre: %s. Klart bättre: %s. Annars klart annorlunda: %s.", EN: "%s: clearly worse: %s. Clearly better: %s. Otherwise clearly different: %s."}.In(l),
			area, someOf(bad, "; ", l), someOf(good, "; ", l), someOf(other, "; ", l)))
	}
	return said
}

// told is the column whose verdicts are told with their numbers.
func (g *heatGrid) told() int {
	for j := range g.rows[0].cells {
		if g.focus[g.rows[0].cells[j].region] {
			return j
		}
	}
	return 0
}

// altAbsent names the rows in which numbers are missing and those in which they are
// suppressed.
func (g *heatGrid) altAbsent(l domain.Lang) (said []string) {
	for _, why := range []struct {
		suppressed    bool
		whole, partly domain.Text
	}{
		{false, domain.Text{FI: "Tieto puuttuu kokonaan: %s.", SV: "Uppgift saknas helt: %s.", EN: "No numbers at all: %s."}, domain.Text{FI: "Tieto puuttuu osaksi: %s.", SV: "Uppgift saknas delvis: %s.", EN: "Some numbers missing: %s."}},
		{true, domain.Text{FI: "Salattu kokonaan: %s.", SV: "Helt sekretessbelagt: %s.", EN: "All suppressed: %s."}, domain.Text{FI: "Salattu osaksi: %s.", SV: "Delvis sekretessbelagt: %s.", EN: "Some suppressed: %s."}},
	} {
		var whole, partly []string
		for _, r := range g.ordered(l) {
			n := 0
			for i := range r.cells {
				p := &r.cells[i].point
				if !p.HasValue() && (p.Status == domain.Suppressed) == why.suppressed {
					n++
				}
			}
			switch n {
			case 0:
			case len(r.cells):
				whole = append(whole, g.name(r, l))
			default:
				partly = append(partly, fmt.Sprintf("%s (%d/%d)", g.name(r, l), n, len(r.cells)))
			}
		}
		if len(whole) > 0 {
			said = append(said, fmt.Sprintf(why.whole.In(l), someOf(whole, ", ", l)))
		}
		if len(partly) > 0 {
			said = append(said, fmt.Sprintf(why.partly.In(l), someOf(partly, ", ", l)))
		}
	}
	return said
}
