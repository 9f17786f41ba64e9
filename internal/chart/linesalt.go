package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// alt says of each line in words what it shows, and what was computed from it.
func (set *lineSet) alt(l domain.Lang) string {
	parts := []string{altLines(set.all, set.labels, set.multiply, set.decimals, l)}
	for i := range set.estimates {
		parts = append(parts, set.estimates[i].alt(set.labels[i].In(l), set.multiply, set.decimals, l)...)
	}
	return strings.Join(parts, " ")
}

// altLines says of each line where it begins, where it ends, and its extremes.
func altLines(all []series.Based, labels []domain.Text, multiply float64, decimals int, l domain.Lang) string {
	form := domain.Text{
		FI: "%s: alussa %s (%s), lopussa %s (%s); pienin %s (%s), suurin %s (%s).",
		SV: "%s: först %s (%s), sist %s (%s); lägst %s (%s), högst %s (%s).",
		EN: "%s: first %s (%s), last %s (%s); lowest %s (%s), highest %s (%s).",
	}
	parts := []string{domain.Text{FI: "Viivakuvio.", SV: "Linjediagram.", EN: "Line chart."}.In(l)}
	for i := range all {
		with := slices.Collect(all[i].WithValue())
		label := labels[i].In(l)
		if len(with) == 0 {
			parts = append(parts, label+": "+noData.In(l)+".")
			continue
		}
		first, last := with[0], with[len(with)-1]
		by := func(a, b series.Valued) int { return cmp.Compare(a.Value, b.Value) }
		low, high := slices.MinFunc(with, by), slices.MaxFunc(with, by)
		n := func(p series.Valued) string { return locale.Number(l, p.Value*multiply, decimals) }
		parts = append(parts, fmt.Sprintf(form.In(l), label, n(first), first.Period, n(last), last.Period, n(low), low.Period, n(high), high.Period))
		for _, seam := range line(&all[i], label, multiply, first.Period, last.Period, domain.Text{}, l).Seams {
			parts = append(parts, label+": "+seam.Label+".")
		}
	}
	return strings.Join(parts, " ")
}

// alt says in words what was computed from a series.
func (e *estimate) alt(label string, multiply float64, decimals int, l domain.Lang) (parts []string) {
	form := func(t domain.Text, args ...any) { parts = append(parts, label+": "+fmt.Sprintf(t.In(l), args...)+".") }
	num := func(v float64) string { return locale.Number(l, v*multiply, decimals) }
	between := func(lower, upper float64) string { // with as many decimals as tell the limits apart, three more at most
		for more := range 3 {
			if low, high := locale.Number(l, lower*multiply, decimals+more), locale.Number(l, upper*multiply, decimals+more); low != high {
				return low + "–" + high
			}
		}
		return locale.Number(l, lower*multiply, decimals+3) + "–" + locale.Number(l, upper*multiply, decimals+3)
	}
	var years []string
	for _, t := range e.turns() {
		years = append(years, strconv.Itoa(int(t.X)))
	}
	switch len(years) {
	case 0:
	case 1:
		form(domain.Text{FI: "käännekohta %s", SV: "vändpunkt %s", EN: "turning point %s"}, years[0])
	default:
		form(domain.Text{FI: "käännekohdat %s", SV: "vändpunkter %s", EN: "turning points %s"}, strings.Join(years, ", "))
	}
	for i := len(e.limits) - 1; i >= 0; i-- {
		if e.limits[i].known() {
			form(domain.Text{FI: "95 %%:n luottamusväli %s (%s)", SV: "95-procentigt konfidensintervall %s (%s)", EN: "95%% interval %s (%s)"}, between(e.limits[i].lower, e.limits[i].upper), e.points[i].Period)
			break
		}
	}
	var ahead []string
	for _, p := range e.trend.Forecast.Points {
		ahead = append(ahead, fmt.Sprintf("%s: %s (%s)", p.Period, num(p.Value), between(p.Lower, p.Upper)))
	}
	if len(ahead) > 0 {
		form(domain.Text{FI: "ennuste ja sen 95 %%:n väli %s", SV: "prognos med 95-procentigt intervall: %s", EN: "forecast with its 95%% interval %s"}, strings.Join(ahead, "; "))
	}
	return parts
}
