package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure/change"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// reason is why no change is drawn; "" where one is.
func (r *changeRow) reason(l domain.Lang, set *changeSet) string {
	from, to := withoutValue(r.from, l), withoutValue(r.to, l)
	switch {
	case r.from.Value == r.from.Value && r.to.Value == r.to.Value:
		if at := r.parted(); at != "" {
			return strings.ReplaceAll(seamText.In(l), "{first}", string(at))
		}
		return ""
	case from == to:
		return from
	case from == "":
		return fmt.Sprintf("%s %s", to, set.to)
	case to == "":
		return fmt.Sprintf("%s %s", from, set.from)
	}
	return fmt.Sprintf("%s %s, %s %s", from, set.from, to, set.to)
}

// changeHead stands over the changes: of percentages they are in points.
func (set *changeSet) changeHead() domain.Text {
	if set.percent() {
		return domain.Text{FI: "Muutos, %-yks.", SV: "Förändring, %-enh.", EN: "Change, %-points"}
	}
	return domain.Text{FI: "Muutos", SV: "Förändring", EN: "Change"}
}

func (set *changeSet) signed(v float64, l domain.Lang) string {
	return locale.Signed(l, v*set.multiply, set.decimalsOf(v))
}

// decimalsOf are those of a difference: the values' own, or where these would write
// it as zero, as many as give it two digits.
func (set *changeSet) decimalsOf(v float64) int {
	v = math.Abs(v * set.multiply)
	if !(v > 0) || math.IsInf(v, 0) || locale.Rounded(v, set.decimals) != 0 {
		return set.decimals
	}
	largest := 0.0
	for i := range set.rows {
		largest = max(largest, math.Abs(set.rows[i].to.Value*set.multiply))
	}
	if v < 1e-9*largest { // what is left of subtracting equal numbers
		return set.decimals
	}
	return min(15, 1-int(math.Floor(math.Log10(v))))
}

var (
	courseWords = map[change.Course]domain.Text{
		change.Rise:     {FI: "nousi", SV: "steg", EN: "rose"},
		change.Fall:     {FI: "laski", SV: "sjönk", EN: "fell"},
		change.Unclear:  {FI: "ei selvää muutosta", SV: "ingen klar förändring", EN: "no clear change"},
		change.Unjudged: {FI: "sattuman osuutta ei tiedetä", SV: "slumpens andel är okänd", EN: "share of chance unknown"},
	}
	unchangedText = domain.Text{FI: "ennallaan", SV: "oförändrad", EN: "unchanged"}
	limitsKey     = domain.Text{FI: "muutoksen 95 %:n luottamusväli nuolen alusta", SV: "förändringens 95 % konfidensintervall från pilens början", EN: "95% confidence interval of the change, from the arrow’s start"}
	better        = domain.Text{FI: "parempaan", SV: "till det bättre", EN: "for the better"}
	worse         = domain.Text{FI: "heikompaan", SV: "till det sämre", EN: "for the worse"}
)

// key explains the signs that the figure has.
func (set *changeSet) key(l domain.Lang) []change.Sign {
	has := make(map[change.Course]bool)
	limits := false
	for i := range set.rows {
		r := &set.rows[i]
		if r.reason(l, set) != "" {
			continue
		}
		limits = limits || r.judged()
		if !r.benchmark {
			has[set.course(r)] = true
		}
	}
	var signs []change.Sign
	for _, c := range []change.Course{change.Rise, change.Fall, change.Unclear, change.Unjudged} {
		if has[c] {
			sign := change.Sign{Course: c, Open: !set.judged || c == change.Unjudged, Text: courseWords[c].In(l) + set.goodOrBad(c, l)}
			if c == change.Unjudged && !set.judged {
				sign.Text, sign.Still = unchangedText.In(l), true
			}
			signs = append(signs, sign)
		}
	}
	if limits && set.limits() && set.spec.As != asSlope {
		signs = append(signs, change.Sign{Limits: true, Text: limitsKey.In(l)})
	}
	return signs
}

// goodOrBad says in brackets what a course means where the workspace says whether
// high is good or bad.
func (set *changeSet) goodOrBad(c change.Course, l domain.Lang) string {
	if c != change.Rise && c != change.Fall || set.polarity != domain.HighGood && set.polarity != domain.HighBad {
		return ""
	}
	word := worse
	if (c == change.Rise) == (set.polarity == domain.HighGood) {
		word = better
	}
	return " (" + word.In(l) + ")"
}

// notes are what the picture needs said.
func (set *changeSet) notes(pooled bool) (notes []domain.Text) {
	if pooled {
		notes = append(notes, domain.Text{
			FI: fmt.Sprintf("Luvut ovat kolmelta vuodelta yhteensä, koska useimmilla alueilla tapauksia on vuodessa alle %d.", few),
			SV: fmt.Sprintf("Talen är för tre år sammantagna, eftersom de flesta områden har färre än %d fall per år.", few),
			EN: fmt.Sprintf("Figures are of three years together, as most areas have fewer than %d cases a year.", few),
		})
	}
	drawn := set.content(domain.Finnish).(change.Content)
	zero, limits := drawn.Cut()
	if zero {
		notes = append(notes, domain.Text{FI: "Asteikko ei ala nollasta.", SV: "Skalan börjar inte vid noll.", EN: "The scale does not start at zero."})
	}
	if limits {
		notes = append(notes, domain.Text{
			FI: "Luottamusväli jatkuu asteikon ulkopuolelle, jos sen päässä ei ole viivaa.",
			SV: "Konfidensintervallet fortsätter utanför skalan där det inte slutar i ett streck.",
			EN: "A confidence interval goes on beyond the scale where no line ends it.",
		})
	}
	if set.judged && !set.from.IsYear() {
		notes = append(notes, domain.Text{
			FI: "Vuodet on oletettu toisistaan riippumattomiksi: jos samat henkilöt ovat mukana useana vuonna, luottamusväli on liian kapea.",
			SV: "Åren antas vara oberoende av varandra: om samma personer ingår flera år är konfidensintervallet för smalt.",
			EN: "Years are taken as independent: where the same persons are in several, the confidence interval is too narrow.",
		})
	}
	for i := range set.rows {
		for _, n := range set.rows[i].notes {
			if said := n.Sentence(); n.Code == domain.NoteAcrossBreak && !slices.Contains(notes, said) {
				notes = append(notes, said)
			}
		}
	}
	if !set.judged {
		notes = append(notes, domain.Text{
			FI: "Kuinka suuri osa muutoksista on sattumaa, ei voi arvioida, sillä lukumääriä ei ole.",
			SV: "Hur mycket av förändringarna som är slump går inte att bedöma, eftersom antalen saknas.",
			EN: "How much of the changes is chance cannot be told, as there are no counts.",
		})
	}
	return notes
}

// alt tells of how many areas rose and fell, which most, the benchmarks and those
// in focus, and who is missing.
func (set *changeSet) alt(l domain.Lang) string {
	kind := domain.Text{FI: "Nuolikuvio", SV: "Pildiagram", EN: "Arrow chart"}
	if set.spec.As == asSlope {
		kind = domain.Text{FI: "Kaltevuuskuvio", SV: "Lutningsdiagram", EN: "Slope chart"}
	}
	years := domain.Text{FI: "vuodesta %s vuoteen %s", SV: "från %s till %s", EN: "from %s to %s"}
	if !set.from.IsYear() {
		years.FI = "vuosista %s vuosiin %s"
	}
	areas, by := set.byCourse(l)
	parts := []string{fmt.Sprintf(domain.Text{FI: "%s: muutos %s, alueita %d.", SV: "%s: förändring %s, områden: %d.", EN: "%s: change %s, areas: %d."}.In(l),
		kind.In(l), fmt.Sprintf(years.In(l), set.from, set.to), areas)}
	parts = append(parts, set.counted(by, l))
	if areas > 1 {
		parts = append(parts, set.extremes(by, l)...)
	}
	parts = append(parts, set.singled(areas == 1, l)...)
	if set.judged {
		parts = append(parts, domain.Text{FI: "Suluissa muutoksen 95 %:n luottamusväli.", SV: "Inom parentes förändringens 95 % konfidensintervall.", EN: "In brackets the 95% confidence interval of the change."}.In(l))
	}
	return strings.Join(append(parts, set.withoutChange(l)...), " ")
}

// byCourse counts the areas, and parts those with a change by the way it went.
func (set *changeSet) byCourse(l domain.Lang) (areas int, by map[change.Course][]*changeRow) {
	by = make(map[change.Course][]*changeRow)
	for i := range set.rows {
		r := &set.rows[i]
		if r.benchmark {
			continue
		}
		areas++
		if r.reason(l, set) == "" {
			by[set.course(r)] = append(by[set.course(r)], r)
		}
	}
	return areas, by
}

// extremes tell which area rose and which fell most; of one in focus only the name,
// as its figures are told after.
func (set *changeSet) extremes(by map[change.Course][]*changeRow, l domain.Lang) (parts []string) {
	for _, c := range []struct {
		course change.Course
		word   domain.Text
	}{
		{change.Rise, domain.Text{FI: "Suurin nousu", SV: "Störst ökning", EN: "Largest rise"}},
		{change.Fall, domain.Text{FI: "Suurin lasku", SV: "Störst minskning", EN: "Largest fall"}},
	} {
		most := set.most(by[c.course], c.course)
		if most == nil {
			continue
		}
		said := most.name.In(l)
		if !most.focus {
			said = set.said(most, l)
		}
		parts = append(parts, c.word.In(l)+": "+said+".")
	}
	return parts
}

// singled are the benchmarks and the areas in focus, or all.
func (set *changeSet) singled(all bool, l domain.Lang) []string {
	var told []string
	for i := range set.rows {
		if r := &set.rows[i]; (all || r.benchmark || r.focus) && r.reason(l, set) == "" {
			told = append(told, set.said(r, l))
		}
	}
	if len(told) == 0 {
		return nil
	}
	return []string{upperFirst(strings.Join(told, "; ")) + "."}
}

// withoutChange names the areas of which no change is drawn, by why.
func (set *changeSet) withoutChange(l domain.Lang) (parts []string) {
	var reasons []string
	names := make(map[string][]string)
	for i := range set.rows {
		r := &set.rows[i]
		reason := r.reason(l, set)
		if reason == "" {
			continue
		}
		if names[reason] == nil {
			reasons = append(reasons, reason)
		}
		names[reason] = append(names[reason], r.name.In(l))
	}
	for _, reason := range reasons {
		parts = append(parts, upperFirst(reason)+": "+list(names[reason], l)+".")
	}
	return parts
}

// counted says how many areas took which course.
func (set *changeSet) counted(by map[change.Course][]*changeRow, l domain.Lang) string {
	heads := map[change.Course]domain.Text{
		change.Rise:     {FI: "nousi selvästi", SV: "klar ökning", EN: "clear rise"},
		change.Fall:     {FI: "laski selvästi", SV: "klar minskning", EN: "clear fall"},
		change.Unclear:  courseWords[change.Unclear],
		change.Unjudged: courseWords[change.Unjudged],
	}
	if !set.judged {
		heads[change.Rise], heads[change.Fall] = courseWords[change.Rise], courseWords[change.Fall]
		heads[change.Unjudged] = unchangedText
	}
	var counts []string
	for _, c := range []change.Course{change.Rise, change.Fall, change.Unclear, change.Unjudged} {
		if n := len(by[c]); n > 0 || c == change.Rise || c == change.Fall {
			counts = append(counts, fmt.Sprintf("%s %d", heads[c].In(l), n))
		}
	}
	return upperFirst(strings.Join(counts, ", ")) + "."
}

// most is the area whose change is largest.
func (set *changeSet) most(rows []*changeRow, c change.Course) *changeRow {
	if len(rows) == 0 {
		return nil
	}
	return slices.MaxFunc(rows, func(a, b *changeRow) int {
		d := a.move.Difference.Value - b.move.Difference.Value
		if c == change.Fall {
			d = -d
		}
		switch {
		case d > 0:
			return 1
		case d < 0:
			return -1
		}
		return 0
	})
}

// said is an area's two values, the change and its limits.
func (set *changeSet) said(r *changeRow, l domain.Lang) string {
	from, to := set.withUnit(r.from, l), set.withUnit(r.to, l)
	how := domain.Text{FI: "arvosta %s arvoon %s", SV: "från %s till %s", EN: "from %s to %s"}
	if set.percent() {
		how.FI = "%s:sta %s:iin"
	}
	text := fmt.Sprintf("%s %s, %s", r.name.In(l), fmt.Sprintf(how.In(l), from, to), set.signed(r.move.Difference.Value, l))
	if d := r.move.Difference; r.judged() {
		text += " (" + set.signed(d.Lower, l) + "…" + set.signed(d.Upper, l) + ")"
		if r.verdict == compare.NoClearChange {
			text += ", " + courseWords[change.Unclear].In(l)
		}
	}
	return text
}

// percent reports whether the values drawn are percentages.
func (set *changeSet) percent() bool { return set.unit == domain.UnitPercent && set.multiply == 1 }

func (set *changeSet) withUnit(p series.Valued, l domain.Lang) string {
	number := written(p, set.multiply, set.decimals, l)
	if !set.percent() {
		return number
	}
	return number + percentSign(l)
}
