package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// alt says of each line in words what it shows, and what was computed from it.
func (set *lineSet) alt(l domain.Lang) string {
	parts := []string{altLines(set.all, set.labels, set.multiply, set.decimals, l)}
	for i := range set.all {
		for _, at := range set.all[i].Seams() {
			parts = append(parts, upperFirst(set.labels[i].In(l))+": "+set.seamLabel(&set.all[i], at, l)+".")
		}
	}
	for i := range set.estimates {
		parts = append(parts, set.estimates[i].alt(set.labels[i].In(l), set.multiply, set.decimals, l)...)
	}
	return strings.Join(parts, " ")
}

// What an end of a line is besides; said at the end instead of once more.
var (
	alsoLowest  = domain.Text{FI: ", samalla pienin", SV: ", samtidigt lägst", EN: ", also the lowest"}
	alsoHighest = domain.Text{FI: ", samalla suurin", SV: ", samtidigt högst", EN: ", also the highest"}
)

// altLines says of each line where it begins, where it ends, and its extremes,
// each value once.
func altLines(all []series.Based, labels []domain.Text, multiply float64, decimals int, l domain.Lang) string {
	parts := []string{domain.Text{FI: "Viivakuvio.", SV: "Linjediagram.", EN: "Line chart."}.In(l)}
	for i := range all {
		with := slices.Collect(all[i].WithValue())
		label := upperFirst(labels[i].In(l))
		if len(with) == 0 {
			parts = append(parts, label+": "+noData.In(l)+".")
			continue
		}
		amount := func(p series.Valued) string {
			return written(p, multiply, decimals, l) + altUnit(all[i].Indicator.Unit, multiply, l) + " (" + string(p.Period) + ")"
		}
		parts = append(parts, label+": "+altLine(with, amount, l)+".")
	}
	return strings.Join(parts, " ")
}

// altLine is a line's ends and extremes, given how a value is written.
func altLine(with []series.Valued, amount func(series.Valued) string, l domain.Lang) string {
	first, last := with[0], with[len(with)-1]
	if len(with) == 1 {
		return domain.Text{FI: "vain ", SV: "endast ", EN: "only "}.In(l) + amount(first)
	}
	by := func(a, b series.Valued) int { return cmp.Compare(a.Value, b.Value) }
	low, high := slices.MinFunc(with, by), slices.MaxFunc(with, by)
	begins, ends := domain.Text{FI: "alussa ", SV: "först ", EN: "first "}.In(l)+amount(first), domain.Text{FI: "lopussa ", SV: "sist ", EN: "last "}.In(l)+amount(last)
	if low.Value == high.Value {
		return begins + "; " + ends
	}
	var extremes []string
	for _, e := range []struct {
		point  series.Valued
		called domain.Text
		also   domain.Text
	}{
		{low, domain.Text{FI: "pienin ", SV: "lägst ", EN: "lowest "}, alsoLowest},
		{high, domain.Text{FI: "suurin ", SV: "högst ", EN: "highest "}, alsoHighest},
	} {
		switch e.point.Value {
		case first.Value:
			begins += e.also.In(l)
		case last.Value:
			ends += e.also.In(l)
		default:
			extremes = append(extremes, e.called.In(l)+amount(e.point))
		}
	}
	join := ", "
	if len(extremes) < 2 { // an end has a clause of its own
		join = "; "
	}
	text := begins + join + ends
	if len(extremes) > 0 {
		text += "; " + strings.Join(extremes, ", ")
	}
	return text
}

// drawnUnit is the unit of values as they are drawn; unknown where the factor
// leaves them none.
func drawnUnit(unit domain.Unit, multiply float64) domain.Unit {
	switch {
	case unit == domain.UnitKiloEuro && multiply == 1000:
		return domain.UnitEuro
	case unit == domain.UnitEuro && multiply == 1e-3:
		return domain.UnitKiloEuro
	case unit == domain.UnitKiloEuro && multiply == 1e-3, unit == domain.UnitEuro && multiply == 1e-6:
		return domain.UnitMegaEuro
	case multiply != 1:
		return domain.UnitUnknown
	}
	return unit
}

// altUnit is what stands after a value as it is drawn; nothing where it has no
// unit.
func altUnit(unit domain.Unit, multiply float64, l domain.Lang) string {
	unit = drawnUnit(unit, multiply)
	switch {
	case unit == domain.UnitPercent:
		return strings.TrimPrefix(locale.Percent(l, 0, 0), "0")
	case unit == domain.UnitKiloEuro:
		return domain.Text{FI: " tuhatta euroa", SV: " tusen euro", EN: " thousand euros"}.In(l)
	case unit.Per() > 0, unit.Money(), unit == domain.UnitMegaEuro:
		return " " + unit.Name().In(l)
	}
	return ""
}

// written is a value as a figure and its alternative text write it: between its
// bounds, where no more is known.
func written(p series.Valued, multiply float64, decimals int, l domain.Lang) string {
	if p.Within() {
		return locale.Within(l, p.Range.Low*multiply, p.Range.High*multiply, decimals)
	}
	return locale.Number(l, p.Value*multiply, decimals)
}

// turnsSaid are the words for what happens at turning points.
var turnsSaid = []struct {
	change    trend.Change
	one, many domain.Text
}{
	{trend.Turned, domain.Text{FI: "käännekohta %s", SV: "vändpunkt %s", EN: "turning point %s"},
		domain.Text{FI: "käännekohdat %s", SV: "vändpunkter %s", EN: "turning points %s"}},
	{trend.Slower, domain.Text{FI: "muutos hidastui vuodesta %s", SV: "förändringen bromsade in från år %s", EN: "the change slowed down from %s"},
		domain.Text{FI: "muutos hidastui vuosista %s", SV: "förändringen bromsade in från åren %s", EN: "the change slowed down from %s"}},
	{trend.Faster, domain.Text{FI: "muutos nopeutui vuodesta %s", SV: "förändringen tilltog från år %s", EN: "the change gathered pace from %s"},
		domain.Text{FI: "muutos nopeutui vuosista %s", SV: "förändringen tilltog från åren %s", EN: "the change gathered pace from %s"}},
}

// turnedIn are the years of a ring at which a change happens.
func (e *estimate) turnedIn(c trend.Change) (years []string) {
	for _, t := range e.turns() {
		if at := domain.Year(int(t.X)); e.trend.Turning.ChangeAt(at) == c {
			years = append(years, string(at))
		}
	}
	return years
}

// alt says in words what was computed from a series.
func (e *estimate) alt(label string, multiply float64, decimals int, l domain.Lang) (parts []string) {
	form := func(t domain.Text, args ...any) {
		parts = append(parts, upperFirst(label)+": "+fmt.Sprintf(t.In(l), args...)+".")
	}
	num := func(v float64) string { return locale.Number(l, v*multiply, decimals) }
	between := func(lower, upper float64) string { // with as many decimals as tell the limits apart, three more at most
		if lower == upper { // both cut at what the unit allows
			return num(lower)
		}
		for more := range 3 {
			if low, high := locale.Number(l, lower*multiply, decimals+more), locale.Number(l, upper*multiply, decimals+more); low != high {
				return low + "–" + high
			}
		}
		return locale.Number(l, lower*multiply, decimals+3) + "–" + locale.Number(l, upper*multiply, decimals+3)
	}
	for _, said := range turnsSaid {
		if years := e.turnedIn(said.change); len(years) == 1 {
			form(said.one, years[0])
		} else if len(years) > 1 {
			form(said.many, strings.Join(years, ", "))
		}
	}
	for i := len(e.limits) - 1; i >= 0; i-- {
		if e.limits[i].known() {
			form(domain.Text{FI: "95 %%:n luottamusväli %s (%s)", SV: "95-procentigt konfidensintervall %s (%s)", EN: "95%% interval %s (%s)"}, between(e.limits[i].lower, e.limits[i].upper)+altUnit(e.trend.Series.Indicator.Unit, multiply, l), e.points[i].Period)
			break
		}
	}
	var ahead []string
	for _, p := range e.trend.Forecast.Points {
		p = p.Rounded(e.trend.Series.Decimals())
		text := string(p.Period) + ": " + num(p.Value)
		if !math.IsNaN(p.Lower) {
			text += " (" + between(p.Lower, p.Upper) + "; " + between(p.Lower80, p.Upper80) + ")"
		}
		ahead = append(ahead, text)
	}
	switch {
	case len(ahead) == 0:
	case math.IsNaN(e.trend.Forecast.Points[0].Lower):
		form(domain.Text{FI: "ennuste %s", SV: "prognos: %s", EN: "forecast %s"}, strings.Join(ahead, ", "))
	default:
		form(domain.Text{FI: "ennuste sekä sen 95 ja 80 %%:n väli %s", SV: "prognos med 95- och 80-procentigt intervall: %s", EN: "forecast with its 95%% and 80%% intervals %s"}, strings.Join(ahead, ", "))
	}
	return parts
}
