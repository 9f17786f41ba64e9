package prose

import (
	"math"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// forecast says the last value forecast, with its intervals and how many such
// forecasts of the past held, and why there is none where one was asked for.
func (w *writer) forecast() []string {
	var said []string
	if points := w.tr.Forecast.Points; len(points) > 0 {
		last := points[len(points)-1]
		if beyond := w.beyond(); beyond != "" {
			return append(said, beyond)
		}
		said = append(said, w.forecasted(last.Rounded(w.decimals)), w.past(last.Past))
	}
	for _, n := range w.tr.Notes {
		switch n.Code {
		case domain.NoteForecastTooFew, domain.NoteForecastGaps, domain.NoteForecastNotAnnual, domain.NoteForecastFlat:
			said = append(said, n.Sentence().In(w.lang))
		case domain.NoteForecastClipped:
			said = append(said, w.clipped())
		}
	}
	return said
}

// beyond says that the forecast itself, and not its limits alone, would lie where
// the unit has no values; "" where it does not.
func (w *writer) beyond() string {
	points, model := w.tr.Forecast.Points, w.tr.Forecast.Model.Points
	last, mean := points[len(points)-1].Value, model[len(points)-1].Mean
	switch {
	case last > mean:
		return w.say("Ennustetta ei anneta: sarjan jatke menisi nollan alle.", "Ingen prognos ges: seriens fortsättning skulle gå under noll.", "No forecast: the series would go below zero.")
	case last < mean:
		return w.say("Ennustetta ei anneta: sarjan jatke ylittäisi sata prosenttia.", "Ingen prognos ges: seriens fortsättning skulle överstiga hundra procent.", "No forecast: the series would go above 100 per cent.")
	}
	return ""
}

// clipped says at which end the intervals of the forecast told are cut.
func (w *writer) clipped() string {
	points, model := w.tr.Forecast.Points, w.tr.Forecast.Model.Points
	last, found := points[len(points)-1], model[len(points)-1]
	switch low, high := last.Lower > found.Lower, last.Upper < found.Upper; {
	case low && high:
		return w.say("Ennustevälin rajat on katkaistu nollaan ja sataan prosenttiin.", "Prognosintervallets gränser har satts till noll och hundra procent.", "The limits of the forecast are cut at zero and 100 per cent.")
	case low:
		return w.say("Ennustevälin alaraja on katkaistu nollaan.", "Prognosintervallets nedre gräns har satts till noll.", "The lower limit of the forecast is cut at zero.")
	case high:
		return w.say("Ennustevälin yläraja on katkaistu sataan prosenttiin.", "Prognosintervallets övre gräns har satts till hundra procent.", "The upper limit of the forecast is cut at 100 per cent.")
	}
	return "" // another year's are
}

// forecasted says one year's forecast, of a year that has passed as what would
// have been.
func (w *writer) forecasted(q trend.ForecastPoint) string {
	passed, short := q.Period.Year() < w.Year, w.head.short
	var text string
	if passed {
		text = w.say("Ennusteen mukaan "+short+w.inNumber(" olisi ollut ", " olisivat olleet "), "Enligt prognosen skulle "+short+" ha varit ", "According to the forecast "+short+" would have been ")
	} else {
		text = w.say("Ennusteen mukaan "+short+w.inNumber(" on ", " ovat "), "Enligt prognosen väntas "+short+" vara ", "According to the forecast "+short+" will be ")
	}
	amount := w.amount(q.Value)
	if euros := eurosOf(w.series.Indicator.Unit, q.Value); w.decimals == 0 && !math.IsNaN(q.Lower) && (math.Abs(q.Value) >= 100 || math.Abs(euros) >= 100) {
		text += w.say("noin ", "ungefär ", "about ")
		amount = strings.NewReplacer(",0 milj", " milj", ".0 milj", " milj").Replace(amount)
	}
	text += amount + " " + whenOf(q.Period, w.lang).at
	if beside := w.beside(q); beside != "" {
		text += " (" + beside + ")"
	}
	return text + "."
}

// beside are a forecast's intervals, and its method where it is not the usual
// one.
func (w *writer) beside(q trend.ForecastPoint) (text string) {
	if !math.IsNaN(q.Lower) && !math.IsNaN(q.Upper) {
		text = w.say("95 %:n väli ", "95-procentigt intervall ", "95% interval ") + w.between(q.Lower, q.Upper) +
			w.say("; 80 %:n väli ", "; 80-procentigt ", "; 80% interval ") + w.between(q.Lower80, q.Upper80)
	}
	method := ""
	switch w.tr.Forecast.Method {
	case trend.Holt:
		method = w.say("vaimennettu Holt", "dämpad Holt", "damped Holt")
	case trend.Drift:
		method = w.say("keskimääräinen muutos jatkuu", "den genomsnittliga förändringen fortsätter", "the mean change goes on")
	}
	if text != "" && method != "" {
		text += "; "
	}
	return text + method
}

// between is an interval as numbers; of money with its unit, which one end may
// have another of than the forecast.
func (w *writer) between(lower, upper float64) string {
	if unit := w.series.Indicator.Unit; w.subject != "" && !math.IsNaN(eurosOf(unit, upper)) {
		low, high, dash := w.ends(lower, upper)
		return low + dash + high
	}
	if lower < 0 {
		return w.number(lower) + " … " + w.number(upper)
	}
	return locale.Range(w.number(lower), w.number(upper))
}

// few are the numbers that are written in words, and in Finnish of how many
// ("neljästä").
var few = [...]struct {
	domain.Text
	of string
}{
	{domain.Text{FI: "yksi", SV: "en", EN: "one"}, "yhdestä"}, {domain.Text{FI: "kaksi", SV: "två", EN: "two"}, "kahdesta"},
	{domain.Text{FI: "kolme", SV: "tre", EN: "three"}, "kolmesta"}, {domain.Text{FI: "neljä", SV: "fyra", EN: "four"}, "neljästä"},
	{domain.Text{FI: "viisi", SV: "fem", EN: "five"}, "viidestä"}, {domain.Text{FI: "kuusi", SV: "sex", EN: "six"}, "kuudesta"},
	{domain.Text{FI: "seitsemän", SV: "sju", EN: "seven"}, "seitsemästä"}, {domain.Text{FI: "kahdeksan", SV: "åtta", EN: "eight"}, "kahdeksasta"},
	{domain.Text{FI: "yhdeksän", SV: "nio", EN: "nine"}, "yhdeksästä"},
}

// inWords is a number of forecasts, in Finnish also as that of which some are.
func (w *writer) inWords(n int) (number, of string) {
	if n < 1 || n > len(few) {
		return strconv.Itoa(n), strconv.Itoa(n)
	}
	return few[n-1].In(w.lang), few[n-1].of
}

// past says how many of the forecasts of the series' past held, and that the
// interval was too narrow where that is clearly fewer than it should hold; ""
// where there were too few.
func (w *writer) past(p stats.Past) string {
	n, of := w.inWords(p.Forecasts)
	hits, _ := w.inWords(p.Hits)
	held := "."
	if share := float64(p.Hits) / float64(p.Forecasts); share < trend.Level && stats.BinomialP(float64(p.Hits), float64(p.Forecasts), trend.Level) < 1-trend.Level {
		held = w.say(": väli on siis ollut liian kapea.", ": intervallet har alltså varit för smalt.", ": it has been too narrow.")
	}
	switch {
	case p.Forecasts == 0:
		return ""
	case p.Hits == 0:
		return w.say("Yksikään "+of+" edellisestä vastaavasta ennusteesta ei osunut 95 %:n väliinsä"+held,
			"I ingen av de "+n+" senaste motsvarande prognoserna låg utfallet inom 95-procentsintervallet"+held,
			"None of the last "+n+" such forecasts held (95% interval)"+held)
	case p.Hits == p.Forecasts:
		return w.say("Kaikki "+n+" edellistä vastaavaa ennustetta osuivat 95 %:n väliinsä.",
			"I alla de "+n+" senaste motsvarande prognoserna låg utfallet inom 95-procentsintervallet.",
			"All of the last "+n+" such forecasts held (95% interval).")
	}
	return w.say("Edellisistä "+of+" vastaavasta ennusteesta "+hits+" osui 95 %:n väliinsä"+held,
		"I "+hits+" av de "+n+" senaste motsvarande prognoserna låg utfallet inom 95-procentsintervallet"+held,
		capital(hits)+" of the last "+n+" such forecasts held (95% interval)"+held)
}
