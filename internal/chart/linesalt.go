package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// alt says what each line shows, in a sentence, and then how the lines stand to
// one another.
func (set *lineSet) alt(l domain.Lang) string {
	parts := []string{domain.Text{FI: "Viivakuvio.", SV: "Linjediagram.", EN: "Line chart."}.In(l)}
	for i := range set.all {
		parts = append(parts, upperFirst(set.labels[i].In(l))+": "+strings.Join(set.clauses(i, l), "; ")+".")
	}
	if standing := set.standing(l); standing != "" {
		parts = append(parts, standing)
	}
	return strings.Join(parts, " ")
}

// clauses say of a line where it begins and ends, its extremes and seams, and what
// was computed from it.
func (set *lineSet) clauses(i int, l domain.Lang) []string {
	one := &set.all[i]
	with := slices.Collect(one.WithValue())
	if len(with) == 0 {
		return []string{withoutAny(one, l)}
	}
	clauses := set.courses(i, with, l)
	if step := usualStep(with); step > 1 && with[0].Period.IsYear() {
		clauses = append(clauses, fmt.Sprintf(domain.Text{FI: "tieto %d vuoden välein", SV: "uppgift med %d års mellanrum", EN: "a value every %d years"}.In(l), step))
	}
	if set.estimates != nil {
		clauses = append(clauses, set.estimates[i].alt(set.multiply, set.decimals, l)...)
	}
	return clauses
}

// courses say how a line runs, each stretch between its seams by itself: what lies on
// either side of one is not to be compared.
func (set *lineSet) courses(i int, with []series.Valued, l domain.Lang) (clauses []string) {
	one := &set.all[i]
	amount := func(p series.Valued) string {
		return written(p, set.multiply, set.decimals, l) + altUnit(one.Indicator.Unit, set.multiply, l)
	}
	for _, at := range one.Seams() {
		before := slices.IndexFunc(with, func(p series.Valued) bool { return p.Period >= at })
		if before > 0 {
			clauses = append(clauses, course(with[:before], amount, l))
		}
		clauses, with = append(clauses, set.seamLabel(one, at, l)), with[before:]
	}
	return append(clauses, course(with, amount, l))
}

// withoutAny says why a line has no value at all.
func withoutAny(s *series.Based, l domain.Lang) string {
	if why(s) == domain.Suppressed {
		return withoutValue(series.Valued{Point: series.Point{Status: domain.Suppressed}, Value: math.NaN()}, l)
	}
	return noData.In(l)
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
	case unit == domain.UnitCount && multiply == 1e-3:
		return domain.UnitKiloCount
	case unit == domain.UnitCount && multiply == 1e-6:
		return domain.UnitMegaCount
	case multiply != 1 && unit.Per() > 0: // of a thousand where of a hundred times ten
		for _, rate := range []domain.Unit{domain.UnitPercent, domain.UnitPer1000, domain.UnitPer10000, domain.UnitPer100000} {
			if math.Abs(unit.Per()*multiply-rate.Per()) < 1e-9 {
				return rate
			}
		}
		return domain.UnitUnknown
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
		return percentSign(l)
	case unit == domain.UnitKiloEuro:
		return domain.Text{FI: " tuhatta euroa", SV: " tusen euro", EN: " thousand euros"}.In(l)
	case unit == domain.UnitKiloCount:
		return domain.Text{FI: " tuhatta", SV: " tusen", EN: " thousand"}.In(l)
	case unit == domain.UnitMegaCount:
		return domain.Text{FI: " miljoonaa", SV: " miljoner", EN: " million"}.In(l)
	case unit.Per() > 0, unit.Money(), unit == domain.UnitMegaEuro:
		return " " + unit.Name().In(l)
	}
	return ""
}

// percentSign is the sign as it follows a number.
func percentSign(l domain.Lang) string { return strings.TrimPrefix(locale.Percent(l, 0, 0), "0") }

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

// alt says in words what was computed from a series, a clause each.
func (e *estimate) alt(multiply float64, decimals int, l domain.Lang) (parts []string) {
	form := func(t domain.Text, args ...any) {
		parts = append(parts, fmt.Sprintf(t.In(l), args...))
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
		form(domain.Text{FI: "ennuste %s", SV: "prognos %s", EN: "forecast %s"}, strings.Join(ahead, ", "))
	default:
		form(domain.Text{FI: "ennuste sekä sen 95 ja 80 %%:n väli %s", SV: "prognos med 95- och 80-procentigt intervall: %s", EN: "forecast with its 95%% and 80%% intervals %s"}, strings.Join(ahead, ", "))
	}
	return parts
}
