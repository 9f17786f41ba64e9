package report

import (
	"math"
	"slices"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/stats/joinpoint"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// TrendOptions say what was asked for beside the trends themselves.
type TrendOptions struct {
	Forecast bool         // each year ahead is a row
	Beside   *series.Area // the benchmark that trends were set beside; nil for none
	Alpha    float64      // with Beside: below which p the tests find a difference
	Part     bool         // the table goes on in others: without its source, and q are known later (see QValue)
}

// Trends is the table of the trends of series, one a row, and each year ahead
// after it.
func Trends(all []series.Series, trends []trend.Trend, o TrendOptions, l domain.Lang) *table.Table {
	subjects := subjectsOf(all, l)
	t := Table[trendRow]{Columns: trendTable(subjects, o), Title: trendsTitle, Notes: []domain.Text{trendNote}, Brief: []domain.Text{trendBrief}}
	t.Rows = make([]trendRow, 0, len(trends))
	for i := range trends {
		tr := &trends[i]
		c := courseOf(tr)
		c.qLater = o.Part
		t.Rows = append(t.Rows, trendRow{subject: &subjects[i], trend: c, notes: tr.Notes})
		for _, p := range tr.Forecast.Points {
			t.Rows = append(t.Rows, trendRow{subject: &subjects[i], ahead: &yearAhead{p, tr.Series.Shown(tr.Series.Decimals(), false), tr.Forecast.Method}, notes: notesAhead(tr.Notes)})
		}
	}
	if o.Beside != nil {
		tests := testsNotes(besideTests(trends), 100*(1-o.Alpha), besideTestForms)
		t.Notes = slices.Concat(t.Notes, []domain.Text{besideNote}, tests)
		t.Brief = slices.Concat(t.Brief, []domain.Text{besideBrief}, tests)
	}
	if !o.Part {
		t.Source = cite.Source(trendsUsed(trends))
	}
	if i := slices.IndexFunc(trends, func(tr trend.Trend) bool { return len(tr.Forecast.Points) > 0 }); i >= 0 {
		t.After = append(t.After, forecastNotes[trends[i].Forecast.Method])
	}
	return t.Fill()
}

// trendsUsed are the series of trends, as analysed, and of the benchmarks beside them.
func trendsUsed(trends []trend.Trend) []series.Series {
	used := make([]series.Series, 0, len(trends))
	for i := range trends {
		tr := &trends[i]
		used = append(used, tr.Series.Series)
		if tr.Against != nil && tr.Against.Benchmark != nil && tr.Against.Benchmark.N > 0 {
			used = append(used, tr.Against.Benchmark.Series.Series)
		}
	}
	return used
}

// QValue is the value of the column q.
func QValue(q float64) table.Value { return table.PValue(q, 3) }

var trendNote = text(
	"Muutos vuodessa: Theil–Senin kulmakerroin ja sen 95 %:n luottamusväli; p: Mann–Kendallin testi. Ehkä: ei varmaa, jos peräkkäiset vuodet riippuvat toisistaan. Käännevuodet: joinpoint-malli, vain pitävät. 5 v: viiden viime vuoden suunta (Fingertips).",
	"Förändring per år: Theil–Sens lutning med 95-procentigt konfidensintervall; p: Mann–Kendalls test. Kanske: inte säkert om på varandra följande år hänger ihop. Vändår: joinpoint-modell, bara de som håller. 5 år: de fem senaste årens riktning (Fingertips).",
	"Change a year: Theil–Sen slope with its 95% interval; p: Mann–Kendall test. Perhaps: not sure where successive years hang together. Turning years: joinpoint model, those alone that hold. 5 years: direction of the last five years (Fingertips).")

var (
	trendsTitle = text("Kehityssuunnat", "Utvecklingens riktning", "Trends")

	trendBrief = text(
		"Suunta: Mann–Kendallin testi. Ehkä: ei varmaa, jos peräkkäiset vuodet riippuvat toisistaan. Käännevuodet: joinpoint-malli, vain pitävät.",
		"Riktning: Mann–Kendalls test. Kanske: inte säkert om på varandra följande år hänger ihop. Vändår: joinpoint-modell, bara de som håller.",
		"Direction: Mann–Kendall test. Perhaps: not sure where successive years hang together. Turning years: joinpoint model, those alone that hold.")
)

// trendRow is a row of Trends: a trend, or a year ahead of one.
type trendRow struct {
	subject *subject
	trend   *course    // nil in the row of a year ahead
	ahead   *yearAhead // nil in the row of a trend
	notes   domain.Notes
}

// course is a trend with what its columns are made with.
type course struct {
	*trend.Trend
	decimals, slopes int // shown
	assessed         trend.Assessment
	qLater           bool
}

func courseOf(tr *trend.Trend) *course {
	d := tr.Series.Decimals()
	return &course{
		Trend: tr, decimals: shownDecimals(&tr.Series.Series, d, tr.Notes), slopes: slopeDecimals(tr.Series.Shown(d, false)),
		assessed: trend.Assess(tr.Direction, tr.Series.Indicator.Polarity),
	}
}

// slopeDecimals gives slopes two decimals more than the values, whole numbers
// one: a year's change is a small part of the level.
func slopeDecimals(values int) int {
	if values == 0 {
		return 1
	}
	return values + 2
}

func trendTable(all []subject, o TrendOptions) []Column[trendRow] {
	about := func(r *trendRow) *subject { return r.subject }
	columns := slices.Concat(
		part(subjectColumns(all), about),
		part(longColumns, func(r *trendRow) *course { return r.trend }),
		[]Column[trendRow]{noteColumn(func(r *trendRow) domain.Notes { return r.notes })},
		part(partColumns, func(r *trendRow) *course { return r.trend }))
	if o.Beside != nil {
		offPaper(columns, "first_period", "first", "change")
	}
	if o.Forecast {
		offPaper(columns, "first_period", "first", "change", "joinpoints_firm")
		columns = append(columns, part(forecastColumns, func(r *trendRow) *yearAhead { return r.ahead })...)
	}
	if o.Beside != nil {
		columns = append(columns, part(paceColumns(o.Beside), func(r *trendRow) *course { return r.beside() })...)
	}
	return append(columns, part(aboutColumns, about)...)
}

// longColumns are those of the trend over all years.
var longColumns = []Column[course]{
	{Heading: table.Column{Name: "n", Title: same("n"), Spare: 8},
		Value: func(c *course) table.Value { return table.IntOf(c.N) }},
	{Heading: table.Column{Name: "first_period", Title: firstTitle, Spare: 2, Narrow: true},
		Value: func(c *course) table.Value { return table.PeriodOf(c.First.Period) }},
	{Heading: table.Column{Name: "last_period", Title: lastTitle, Spare: 1, Narrow: true},
		Value: func(c *course) table.Value { return table.PeriodOf(c.Last.Period) }},
	{Heading: table.Column{Name: "first", Title: text("Alussa", "Första", "First"), Spare: 4, Narrow: true},
		Value: func(c *course) table.Value { return pointValue(c.First, c.decimals) }},
	{Heading: table.Column{Name: "last", Title: text("Lopussa", "Senaste", "Last"), Narrow: true},
		Value: func(c *course) table.Value { return pointValue(c.Last, c.decimals) }},
	{Heading: table.Column{Name: "change", Title: changeTitle, Spare: 5, Narrow: true},
		Value: func(c *course) table.Value { return table.SignedNum(c.Change, c.decimals) }},
	{Heading: table.Column{Name: "change_pct", Title: text("Muutos, %", "Förändring, %", "Change, %"), Spare: 4},
		Value: func(c *course) table.Value { return table.SignedNum(c.ChangePct, 0) }},
	{Heading: table.Column{Name: "ols_slope", Title: text("PNS-kulmakerroin", "MKM-lutning", "OLS slope"), Wide: true},
		Value: func(c *course) table.Value { return table.SignedNum(c.OLS.Slope, c.slopes) }},
	{Heading: table.Column{Name: "ols_lo", Title: text("PNS alaraja", "MKM nedre", "OLS lower"), Wide: true},
		Value: func(c *course) table.Value { return table.SignedNum(c.OLS.Lower, c.slopes) }},
	{Heading: table.Column{Name: "ols_hi", Title: text("PNS yläraja", "MKM övre", "OLS upper"), Wide: true},
		Value: func(c *course) table.Value { return table.SignedNum(c.OLS.Upper, c.slopes) }},
	{Heading: table.Column{Name: "ols_p", Title: text("PNS p", "MKM p", "OLS p"), Wide: true},
		Value: func(c *course) table.Value { return table.PValue(c.OLS.P, 3) }},
	{Heading: table.Column{Name: "sen_slope", Title: text("Muutos / v", "Förändring / år", "Change / year"), Spare: 3},
		Value: func(c *course) table.Value { return table.SignedNum(c.Sen.Slope, c.slopes) }},
	{Heading: table.Column{Name: "sen_lo", Title: text("alaraja", "nedre", "lower"), Spare: 7},
		Value: func(c *course) table.Value { return table.SignedNum(c.Sen.Lower, c.slopes) }},
	{Heading: table.Column{Name: "sen_hi", Title: text("yläraja", "övre", "upper"), Spare: 7},
		Value: func(c *course) table.Value { return table.SignedNum(c.Sen.Upper, c.slopes) }},
	{Heading: table.Column{Name: "mk_s", Title: same("MK S"), Wide: true},
		Value: func(c *course) table.Value {
			if c.MK.N == 0 {
				return table.None()
			}
			return table.IntOf(c.MK.S)
		}},
	{Heading: table.Column{Name: "mk_tau_b", Title: same("tau-b"), Wide: true},
		Value: func(c *course) table.Value { return table.Num(c.MK.TauB, 2) }},
	{Heading: table.Column{Name: "mk_p", Title: same("p"), Spare: 6},
		Value: func(c *course) table.Value { return table.PValue(c.MK.P, 3) }},
	{Heading: table.Column{Name: "direction", Title: directionTitle, Narrow: true},
		Value: func(c *course) table.Value {
			v := table.Str(string(c.Direction)).ForPeople(inBrackets(directionWord(c.Direction, c.Evidence), changes[c.assessed]))
			if c.Evidence == stats.Weak {
				return v.Paler()
			}
			return v
		}},
}

// partColumns are those of parts of it, and what else came to stand to the
// right of the long trend.
var partColumns = slices.Concat([]Column[course]{
	{Heading: table.Column{Name: "recent", Title: recentTitle},
		Value: func(c *course) table.Value { return word(c.Recent.Trend, recentTrends) },
		Idle:  func(c *course) bool { return c.Recent.Trend == stats.RecentNotComputed }},
	{Heading: table.Column{Name: "recent_p", Title: recentPTitle, Wide: true},
		Value: func(c *course) table.Value { return table.PValue(c.Recent.P, 3) }},
}, part(turningColumns, (*course).turning), []Column[course]{
	{Heading: table.Column{Name: "shift_period", Title: text("Tason muutos", "Nivåskifte", "Level shift"), Wide: true},
		Value: func(c *course) table.Value { return table.PeriodOf(c.Shift.Period) }},
	{Heading: table.Column{Name: "shift_p", Title: text("Tason p", "Nivå p", "Shift p"), Wide: true},
		Value: func(c *course) table.Value { return table.PValue(c.Shift.P, 3) }},
	{Heading: table.Column{Name: "q", Title: same("q"), Wide: true},
		Value: func(c *course) table.Value {
			if c.qLater {
				return table.Later()
			}
			return QValue(c.Q)
		}},
	{Heading: table.Column{Name: "scale", Title: text("Asteikko", "Skala", "Scale"), Wide: true},
		Value: func(c *course) table.Value { return table.Str(string(c.Turning.Found.Scale)) }},
	{Heading: table.Column{Name: "assessment", Title: assessmentTitle, Wide: true},
		Value: func(c *course) table.Value { return word(c.assessed, changes) }},
	{Heading: table.Column{Name: "evidence", Title: evidenceTitle, Wide: true},
		Value: func(c *course) table.Value { return word(c.Evidence, evidences) }},
	{Heading: table.Column{Name: "mk_p_corrected", Title: text("p korjattu", "p korrigerat", "p corrected"), Wide: true},
		Value: func(c *course) table.Value { return table.PValue(c.PCorrected, 3) }},
	{Heading: table.Column{Name: "autocorrelation", Title: text("Vuosien korrelaatio", "Korrelation mellan år", "Autocorrelation"), Wide: true},
		Value: func(c *course) table.Value { return table.Num(c.R, 2) }},
}, part(firmColumns, (*course).turning))

// turning are the turning points, nil where none were looked for: then their
// columns have no value, while those of a series that has no turning points
// have an empty text.
func (c *course) turning() *trend.Turning {
	if !c.Turning.Fitted() {
		return nil
	}
	return &c.Turning
}

// firmColumns are those of the turning points that are told.
var firmColumns = []Column[trend.Turning]{
	{Heading: table.Column{Name: "joinpoints_firm", Title: turningTitle, Narrow: true},
		Value: func(t *trend.Turning) table.Value { return turningYears(t.Years()) }},
}

// turningColumns are those of every turning point found.
var turningColumns = []Column[trend.Turning]{
	{Heading: table.Column{Name: "joinpoints", Title: text("Kaikki käännevuodet", "Alla vändår", "All turning years"), Wide: true},
		Value: func(t *trend.Turning) table.Value { return turningYears(t.Found.Years()) }},
	{Heading: table.Column{Name: "segment_slopes", Title: text("Jaksojen kulmakertoimet", "Periodernas lutning", "Segment slopes"), Wide: true},
		Value: func(t *trend.Turning) table.Value {
			return table.List(ofPhases(t, func(p *trend.Phase) float64 { return p.Slope }), 4)
		}},
	{Heading: table.Column{Name: "apc", Title: same("APC, %"), Wide: true},
		Value: func(t *trend.Turning) table.Value {
			if t.Found.Scale != joinpoint.Log {
				return table.None()
			}
			return table.List(ofPhases(t, func(p *trend.Phase) float64 { return p.APC }), 1)
		}},
	{Heading: table.Column{Name: "aapc", Title: same("AAPC, %"), Wide: true},
		Value: func(t *trend.Turning) table.Value { return table.SignedNum(t.Found.AAPC, 1) }},
	{Heading: table.Column{Name: "aapc_lo", Title: text("AAPC alaraja", "AAPC nedre", "AAPC lower"), Wide: true},
		Value: func(t *trend.Turning) table.Value { return table.SignedNum(t.Found.AAPCLower, 1) }},
	{Heading: table.Column{Name: "aapc_hi", Title: text("AAPC yläraja", "AAPC övre", "AAPC upper"), Wide: true},
		Value: func(t *trend.Turning) table.Value { return table.SignedNum(t.Found.AAPCUpper, 1) }},
}

func turningYears(periods []domain.Period) table.Value {
	var years []string
	for _, y := range periods {
		years = append(years, string(y))
	}
	shown := strings.Join(years, ", ")
	if shown == "" {
		shown = "–"
	}
	return table.Str(strings.Join(years, ";")).ForPeople(same(shown))
}

// ofPhases is a number of each phase found, NaN of a hole, of which nothing can
// be said.
func ofPhases(t *trend.Turning, number func(*trend.Phase) float64) []float64 {
	numbers := make([]float64, len(t.Found.Phases))
	for i := range t.Found.Phases {
		if numbers[i] = math.NaN(); !t.Found.Phases[i].Hole {
			numbers[i] = number(&t.Found.Phases[i])
		}
	}
	return numbers
}

// yearAhead is a forecast of one year.
type yearAhead struct {
	trend.ForecastPoint
	decimals int
	method   trend.Method
}

var forecastColumns = []Column[yearAhead]{
	{Heading: table.Column{Name: "period", Title: text("Ennustevuosi", "Prognosår", "Forecast year"), Narrow: true},
		Value: func(y *yearAhead) table.Value { return table.PeriodOf(y.Period) }},
	{Heading: table.Column{Name: "value", Title: text("Ennuste", "Prognos", "Forecast"), Narrow: true},
		Value: func(y *yearAhead) table.Value { return y.num(func(p *trend.ForecastPoint) float64 { return p.Value }) }},
	{Heading: table.Column{Name: "lower", Title: text("ennusteen alaraja", "prognosens nedre", "forecast lower"), Narrow: true},
		Value: func(y *yearAhead) table.Value { return y.num(func(p *trend.ForecastPoint) float64 { return p.Lower }) }},
	{Heading: table.Column{Name: "upper", Title: text("ennusteen yläraja", "prognosens övre", "forecast upper"), Narrow: true},
		Value: func(y *yearAhead) table.Value { return y.num(func(p *trend.ForecastPoint) float64 { return p.Upper }) }},
	{Heading: table.Column{Name: "forecast_method", Title: methodTitle, Wide: true},
		Value: func(y *yearAhead) table.Value { return word(y.method, methods) }},
	{Heading: table.Column{Name: "lower_80", Title: text("80 %: alaraja", "80 %: nedre", "80%: lower"), Spare: 7},
		Value: func(y *yearAhead) table.Value {
			return y.num(func(p *trend.ForecastPoint) float64 { return p.Lower80 })
		}},
	{Heading: table.Column{Name: "upper_80", Title: text("80 %: yläraja", "80 %: övre", "80%: upper"), Spare: 7},
		Value: func(y *yearAhead) table.Value {
			return y.num(func(p *trend.ForecastPoint) float64 { return p.Upper80 })
		}},
	{Heading: table.Column{Name: "past_hits", Title: text("osui", "höll", "held"), Spare: 6},
		Value: func(y *yearAhead) table.Value { return y.ofPast(y.Past.Hits) }},
	{Heading: table.Column{Name: "past_forecasts", Title: text("aiemmista", "av tidigare", "of earlier"), Spare: 6},
		Value: func(y *yearAhead) table.Value { return y.ofPast(y.Past.Forecasts) }},
}

// num is a number of the forecast, to people no surer than it is.
func (y *yearAhead) num(of func(*trend.ForecastPoint) float64) table.Value {
	exact, told := y.ForecastPoint, y.Rounded(y.decimals)
	v := table.Num(of(&exact), y.decimals)
	if of(&told) == of(&exact) || math.IsNaN(of(&exact)) {
		return v
	}
	var people domain.Text
	for _, l := range domain.Langs {
		people.Set(l, locale.Number(l, of(&told), y.decimals))
	}
	return v.ForPeople(people)
}

// ofPast is a number of forecasts of the past, none where there were too few.
func (y *yearAhead) ofPast(n int) table.Value {
	if y.Past.Forecasts == 0 {
		return table.None()
	}
	return table.IntOf(n)
}

// notesAhead are the notes of a series that a row of its forecast has too.
func notesAhead(notes domain.Notes) domain.Notes {
	return slices.DeleteFunc(slices.Clone(notes), func(n domain.Note) bool {
		return n.Code != domain.NoteMadeUp && n.Code != domain.NoteAsOf && n.Code != domain.NoteAfterBreak && n.Code != domain.NoteForecastClipped && n.Code != domain.NoteForecastFlat
	})
}

var methods = map[trend.Method]domain.Text{
	trend.Combined: text("yhdistetty", "sammanvägd", "combined"),
	trend.Holt:     text("vaimennettu Holt", "dämpad Holt", "damped Holt"),
	trend.Drift:    text("drift", "drift", "drift"),
}

var forecastNotes = map[trend.Method]domain.Text{
	trend.Combined: text(
		"Ennuste yhdistää yksinkertaisia kulkuja (viimeinen arvo pysyy, taso seuraa arvoja, muutos jatkuu tai laantuu) sen mukaan, miten ne olisivat ennustaneet sarjan omat vuodet; väli on 95 %:n. Osui: kuinka monta sarjan aiempien vuosien ennusteista, jotka tehtiin yhtä monta vuotta eteenpäin, osui 95 %:n väliinsä. Muutoksia, joita sarjassa ei ole ollut, ennuste ei tunne.",
		"Prognosen väger samman enkla förlopp (det sista värdet består, en nivå följer värdena, förändringen fortsätter eller avtar) efter hur de skulle ha förutsagt seriens egna år; intervallet är 95-procentigt. Höll: hur många av prognoserna för seriens tidigare år, lika många år framåt, som höll sig inom sitt 95-procentsintervall. Den känner inga förändringar som inte funnits i serien.",
		"The forecast weighs simple courses together (the last value stays, a level follows the values, the change goes on or dies away) by how they would have forecast the series' own years; the interval is one of 95%. Held: how many of the forecasts of the series' earlier years, as many years ahead, had the value within their 95% interval. It knows no change that the series has not seen."),
	trend.Holt: text(
		"Ennuste (vaimennettu Holt) jatkaa sarjan omaa kulkua ja 95 %:n väli sen vaihtelua; todellisissa sarjoissa väli on pitänyt harvemmin (noin 88 % vuoden ja 68 % viiden vuoden päähän).",
		"Prognosen (dämpad Holt) fortsätter seriens egen utveckling och 95-procentsintervallet dess variation; i verkliga serier har det hållit mer sällan (ungefär 88 % ett år och 68 % fem år framåt).",
		"The forecast (damped Holt) goes on from the series' own course and its 95% interval from its variation; in real series it has held less often (about 88% one year and 68% five years ahead)."),
	trend.Drift: text(
		"Ennuste (drift) jatkaa keskimääräistä vuosimuutosta ja 95 %:n väli sen vaihtelua; muutoksia, joita sarjassa ei ole ollut, se ei tunne.",
		"Prognosen (drift) fortsätter den genomsnittliga årsförändringen och 95-procentsintervallet dess variation; den känner inga förändringar som inte funnits i serien.",
		"The forecast (drift) goes on with the mean yearly change and its 95% interval with its variation; it knows no change that the series has not seen."),
}
