package cli

import (
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

var trendNote = text(
	"Muutos vuodessa: Theil–Senin kulmakerroin ja sen 95 %:n luottamusväli; p: Mann–Kendallin testi. Käännevuodet: joinpoint-malli. 5 v: viiden viime vuoden suunta (Fingertips).",
	"Förändring per år: Theil–Sens lutning med 95-procentigt konfidensintervall; p: Mann–Kendalls test. Vändår: joinpoint-modell. 5 år: de fem senaste årens riktning (Fingertips).",
	"Change a year: Theil–Sen slope with its 95% interval; p: Mann–Kendall test. Turning years: joinpoint model. 5 years: direction of the last five years (Fingertips).")

var trendColumns = []table.Column{
	{Name: "n", Title: text("n", "n", "n"), Spare: 8},
	{Name: "first_period", Title: text("Alku", "Från", "From"), Spare: 2},
	{Name: "last_period", Title: text("Loppu", "Till", "To"), Spare: 1},
	{Name: "first", Title: text("Alussa", "Första", "First"), Spare: 4},
	{Name: "last", Title: text("Lopussa", "Senaste", "Last")},
	{Name: "change", Title: text("Muutos", "Förändring", "Change"), Spare: 5},
	{Name: "change_pct", Title: text("Muutos, %", "Förändring, %", "Change, %"), Spare: 4},
	{Name: "ols_slope", Title: text("PNS-kulmakerroin", "MKM-lutning", "OLS slope"), Wide: true},
	{Name: "ols_lo", Title: text("PNS alaraja", "MKM nedre", "OLS lower"), Wide: true},
	{Name: "ols_hi", Title: text("PNS yläraja", "MKM övre", "OLS upper"), Wide: true},
	{Name: "ols_p", Title: text("PNS p", "MKM p", "OLS p"), Wide: true},
	{Name: "sen_slope", Title: text("Muutos / v", "Förändring / år", "Change / year"), Spare: 3},
	{Name: "sen_lo", Title: text("alaraja", "nedre", "lower"), Spare: 7},
	{Name: "sen_hi", Title: text("yläraja", "övre", "upper"), Spare: 7},
	{Name: "mk_s", Title: text("MK S", "MK S", "MK S"), Wide: true},
	{Name: "mk_tau_b", Title: text("tau-b", "tau-b", "tau-b"), Wide: true},
	{Name: "mk_p", Title: text("p", "p", "p"), Spare: 6},
	{Name: "direction", Title: text("Suunta", "Riktning", "Direction")},
	noteColumn,
	{Name: "recent", Title: text("5 v", "5 år", "5 years")},
	{Name: "recent_p", Title: text("5 v p", "5 år p", "5 years p"), Wide: true},
	{Name: "joinpoints", Title: text("Käännevuodet", "Vändår", "Turning years")},
	{Name: "segment_slopes", Title: text("Jaksojen kulmakertoimet", "Periodernas lutning", "Segment slopes"), Wide: true},
	{Name: "apc", Title: text("APC, %", "APC, %", "APC, %"), Wide: true},
	{Name: "aapc", Title: text("AAPC, %", "AAPC, %", "AAPC, %"), Wide: true},
	{Name: "aapc_lo", Title: text("AAPC alaraja", "AAPC nedre", "AAPC lower"), Wide: true},
	{Name: "aapc_hi", Title: text("AAPC yläraja", "AAPC övre", "AAPC upper"), Wide: true},
	{Name: "shift_period", Title: text("Tason muutos", "Nivåskifte", "Level shift"), Wide: true},
	{Name: "shift_p", Title: text("Tason p", "Nivå p", "Shift p"), Wide: true},
	{Name: "q", Title: text("q", "q", "q"), Wide: true},
	{Name: "scale", Title: text("Asteikko", "Skala", "Scale"), Wide: true},
	{Name: "assessment", Title: text("Arvio", "Bedömning", "Assessment"), Wide: true},
}

var directionNames = map[stats.Direction]domain.Text{
	stats.Rising:  text("↗ nouseva", "↗ stigande", "↗ rising"),
	stats.Falling: text("↘ laskeva", "↘ fallande", "↘ falling"),
	stats.Steady:  text("→ vakaa", "→ stabil", "→ steady"),
	stats.Unclear: text("? epäselvä", "? oklar", "? unclear"),
	stats.TooFew:  text("– liian vähän", "– för få", "– too few"),
}

var recentNames = map[stats.RecentTrend]domain.Text{
	stats.RecentRising:      text("↗ nouseva", "↗ stigande", "↗ rising"),
	stats.RecentFalling:     text("↘ laskeva", "↘ fallande", "↘ falling"),
	stats.RecentNoChange:    text("ei muutosta", "ingen förändring", "no change"),
	stats.RecentNotComputed: text("–", "–", "–"),
}

var assessmentNames = map[trend.Assessment]domain.Text{
	trend.Better: text("parempaan", "till det bättre", "for the better"),
	trend.Worse:  text("huonompaan", "till det sämre", "for the worse"),
}

// trendValues are the values of trendColumns, the note still empty.
func trendValues(tr *trend.Trend) []table.Value {
	d := tr.Series.Decimals()
	slope := slopeDecimals(d)
	s := table.None()
	if tr.MK.N > 0 {
		s = table.IntOf(tr.MK.S)
	}
	assessed := trend.Assess(tr.Direction, tr.Series.Indicator.Polarity)
	return slices.Concat([]table.Value{
		table.IntOf(tr.N), table.PeriodOf(tr.First.Period), table.PeriodOf(tr.Last.Period),
		table.Num(tr.First.Value, d), table.Num(tr.Last.Value, d), table.SignedNum(tr.Change, d), table.SignedNum(tr.ChangePct, 0),
		table.SignedNum(tr.OLS.Slope, slope), table.SignedNum(tr.OLS.Lower, slope), table.SignedNum(tr.OLS.Upper, slope), table.PValue(tr.OLS.P, 3),
		table.SignedNum(tr.Sen.Slope, slope), table.SignedNum(tr.Sen.Lower, slope), table.SignedNum(tr.Sen.Upper, slope),
		s, table.Num(tr.MK.TauB, 2), table.PValue(tr.MK.P, 3),
		table.Str(string(tr.Direction)).ForPeople(directionText(tr.Direction, assessed)), table.None(),
		table.Str(string(tr.Recent.Trend)).ForPeople(recentNames[tr.Recent.Trend]), table.PValue(tr.Recent.P, 3),
	}, turningValues(&tr.Turning), []table.Value{
		table.PeriodOf(tr.Shift.Period), table.PValue(tr.Shift.P, 3), table.PValue(tr.Q, 3),
		table.Str(string(tr.Turning.Scale)), table.Str(string(assessed)).ForPeople(assessmentNames[assessed]),
	})
}

// turningValues are the values from joinpoints to aapc_hi. A series that has
// no turning points has an empty text; one in which none were looked for has
// no value at all.
func turningValues(t *trend.Turning) []table.Value {
	if !t.Fitted() {
		return make([]table.Value, 6)
	}
	var years []string
	var slopes, rates []float64
	for _, y := range t.Years() {
		years = append(years, string(y))
	}
	for _, p := range t.Phases {
		slope, rate := p.Slope, p.APC
		if p.Hole { // of which nothing can be said
			slope, rate = math.NaN(), math.NaN()
		}
		slopes, rates = append(slopes, slope), append(rates, rate)
	}
	shown := strings.Join(years, ", ")
	if shown == "" {
		shown = "–"
	}
	apc := table.None()
	if t.Scale == joinpoint.Log {
		apc = table.List(rates, 1)
	}
	return []table.Value{
		table.Str(strings.Join(years, ";")).ForPeople(text(shown, shown, shown)), table.List(slopes, 4), apc,
		table.SignedNum(t.AAPC, 1), table.SignedNum(t.AAPCLower, 1), table.SignedNum(t.AAPCUpper, 1),
	}
}

// directionText is the direction, with better or worse beside it where the
// workspace says which it is.
func directionText(d stats.Direction, a trend.Assessment) domain.Text {
	t := directionNames[d]
	if a == "" {
		return t
	}
	for _, l := range domain.Langs {
		t.Set(l, t.In(l)+" ("+assessmentNames[a].In(l)+")")
	}
	return t
}

// slopeDecimals gives slopes two decimals more than the values, whole numbers
// one: a year's change is a small part of the level.
func slopeDecimals(values int) int {
	if values == 0 {
		return 1
	}
	return values + 2
}

// forecastColumns are filled in the rows of forecasts alone, where those of
// the trend are empty.
var forecastColumns = []table.Column{
	{Name: "period", Title: text("Ennustevuosi", "Prognosår", "Forecast year")},
	{Name: "value", Title: text("Ennuste", "Prognos", "Forecast")},
	{Name: "lower", Title: text("ennusteen alaraja", "prognosens nedre", "forecast lower")},
	{Name: "upper", Title: text("ennusteen yläraja", "prognosens övre", "forecast upper")},
	{Name: "forecast_method", Title: text("Menetelmä", "Metod", "Method"), Wide: true},
}

var forecastNotes = map[trend.Method]domain.Text{
	trend.Holt: text(
		"Ennuste (vaimennettu Holt) jatkaa sarjan omaa kulkua ja 95 %:n väli sen vaihtelua; muutoksia, joita sarjassa ei ole ollut, se ei tunne.",
		"Prognosen (dämpad Holt) fortsätter seriens egen utveckling och 95-procentsintervallet dess variation; den känner inga förändringar som inte funnits i serien.",
		"The forecast (damped Holt) goes on from the series' own course and its 95% interval from its variation; it knows no change that the series has not seen."),
	trend.Drift: text(
		"Ennuste (drift) jatkaa keskimääräistä vuosimuutosta ja 95 %:n väli sen vaihtelua; muutoksia, joita sarjassa ei ole ollut, se ei tunne.",
		"Prognosen (drift) fortsätter den genomsnittliga årsförändringen och 95-procentsintervallet dess variation; den känner inga förändringar som inte funnits i serien.",
		"The forecast (drift) goes on with the mean yearly change and its 95% interval with its variation; it knows no change that the series has not seen."),
}

func forecastValues(tr *trend.Trend, p trend.ForecastPoint) []table.Value {
	d := tr.Series.Decimals()
	return []table.Value{table.PeriodOf(p.Period), table.Num(p.Value, d), table.Num(p.Lower, d), table.Num(p.Upper, d), table.Str(string(tr.Forecast.Method))}
}

// notesAhead are the notes of a series that a row of its forecast has too.
func notesAhead(notes domain.Notes) domain.Notes {
	return slices.DeleteFunc(slices.Clone(notes), func(n domain.Note) bool {
		return n.Code != domain.NoteMadeUp && n.Code != domain.NoteAfterBreak && n.Code != domain.NoteForecastClipped && n.Code != domain.NoteForecastFlat
	})
}
