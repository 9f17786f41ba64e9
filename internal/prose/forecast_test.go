package prose

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// The forecast of the last year asked for is said, with both intervals, or why
// there is none; of a year that has passed as what would have been.
func TestForecastSaid(t *testing.T) {
	wavy := []float64{1, 1.2, 1.1, 1.4, 1.3, 1.6, 1.5, 1.8, 1.7, 2.0}
	for _, c := range []struct {
		name   string
		values []float64
		method trend.Method
		year   int
		lang   domain.Lang
		want   string // a part
	}{
		{"to come", wavy, trend.Drift, 2011, domain.Finnish, " Ennusteen mukaan osuus on 2,2 prosenttia vuonna 2011 (95 %:n väli 1,6–2,8; 80 %:n väli 1,8–2,6; keskimääräinen muutos jatkuu)."},
		{"passed", wavy, trend.Drift, 2012, domain.Finnish, " Ennusteen mukaan osuus olisi ollut 2,2 prosenttia vuonna 2011 (95 %:n väli 1,6–2,8; 80 %:n väli "},
		{"to come", wavy, trend.Drift, 0, domain.Swedish, " Enligt prognosen väntas andelen vara 2,2 procent år 2011 (95-procentigt intervall 1,6–2,8; 80-procentigt 1,8–2,6; "},
		{"passed", wavy, trend.Drift, 2026, domain.Swedish, " Enligt prognosen skulle andelen ha varit 2,2 procent år 2011 (95-procentigt intervall "},
		{"to come", wavy, trend.Drift, 0, domain.English, " According to the forecast the share will be 2.2 per cent in 2011 (95% interval 1.6–2.8; 80% interval 1.8–2.6; "},
		{"passed", wavy, trend.Drift, 2026, domain.English, " According to the forecast the share would have been 2.2 per cent in 2011 ("},
		{"Holt", wavy, trend.Holt, 0, domain.Finnish, "; vaimennettu Holt)."},
		{"the usual method is not named", wavy, "", 0, domain.English, "; 80% interval 1.8–2.4)."},
		{"no variation, no limits", []float64{2, 2, 2, 2, 2, 2, 2, 2}, "", 0, domain.Finnish, "osuus on 2,0 prosenttia vuonna 2009. Ennusteella ei ole väliä: arvot eivät ole vaihdelleet."},
		{"too few", wavy[:5], "", 0, domain.Finnish, " Ennustetta ei anneta: arvoja on 5, vähintään 8 tarvitaan."},
		{"below zero", []float64{9, 8, 7, 6, 5, 4, 3, 2, 1.1, 0.1}, trend.Drift, 0, domain.Finnish, " Ennustetta ei anneta: sarjan jatke menisi nollan alle."},
		{"cut at zero", []float64{5, 1, 4, 2, 5, 1, 4, 2, 5, 1}, "", 0, domain.Finnish, " Ennustevälin alaraja on katkaistu nollaan."},
		{"gaps", []float64{1, nan, 3, 4, 5, 6, 7, 8, 9, 10}, "", 0, domain.English, " No forecast: there are years without a value."},
	} {
		o := usual
		o.Forecast = trend.ForecastOptions{Years: 2, Method: c.method}
		tr := trend.Analyse(yearly(2000, c.values...), o)
		if got := Sentence(About{Trend: &tr, Place: jyvaskyla, Year: c.year}, c.lang); !strings.Contains(got, c.want) {
			t.Errorf("%s, %s: %q without %q", c.name, c.lang, got, c.want)
		}
	}
}

// No forecast is of a population to the person.
func TestForecastOfPeople(t *testing.T) {
	s := yearly(2010, 140188, 141414, 142617, 143812, 144950, 146082, 147112, 148203, 149104, 150231, 151267)
	s.Indicator.Unit = domain.UnitCount
	s.Indicator.Decimals = new(int)
	s.Indicator.Subject = domain.Text{FI: "väkiluku", SV: "folkmängden", EN: "the population"}
	o := usual
	o.Forecast.Years = 3
	tr := trend.Analyse(s, o)
	for l, want := range map[domain.Lang]string{
		domain.Finnish: "Ennusteen mukaan väkiluku on noin 154\u00a0000 vuonna 2023 (95 %:n väli 15",
		domain.Swedish: "Enligt prognosen väntas folkmängden vara ungefär 154\u00a0000 år 2023 (95-procentigt intervall 15",
		domain.English: "According to the forecast the population will be about 154,000 in 2023 (95% interval 15",
	} {
		if got := Sentence(About{Trend: &tr, Place: jyvaskyla}, l); !strings.Contains(got, want) {
			t.Errorf("%s: %q without %q", l, got, want)
		}
	}
}

// How many forecasts of the past held, in words to nine.
func TestPastSaid(t *testing.T) {
	for _, c := range []struct {
		past       stats.Past
		fi, sv, en string
	}{
		{stats.Past{}, "", "", ""},
		{stats.Past{Hits: 4, Forecasts: 5}, "Edellisistä viidestä vastaavasta ennusteesta neljä osui 95 %:n väliinsä.", "I fyra av de fem senaste motsvarande prognoserna låg utfallet inom 95-procentsintervallet.", "Four of the last five such forecasts held (95% interval)."},
		{stats.Past{Hits: 19, Forecasts: 21}, "Edellisistä 21 vastaavasta ennusteesta 19 osui 95 %:n väliinsä.", "I 19 av de 21 senaste motsvarande prognoserna låg utfallet inom 95-procentsintervallet.", "19 of the last 21 such forecasts held (95% interval)."},
		{stats.Past{Hits: 1, Forecasts: 3}, "Edellisistä kolmesta vastaavasta ennusteesta yksi osui 95 %:n väliinsä: väli on siis ollut liian kapea.", "I en av de tre senaste motsvarande prognoserna låg utfallet inom 95-procentsintervallet: intervallet har alltså varit för smalt.", "One of the last three such forecasts held (95% interval): it has been too narrow."},
		{stats.Past{Hits: 16, Forecasts: 21}, "Edellisistä 21 vastaavasta ennusteesta 16 osui 95 %:n väliinsä: väli on siis ollut liian kapea.", "I 16 av de 21 senaste motsvarande prognoserna låg utfallet inom 95-procentsintervallet: intervallet har alltså varit för smalt.", "16 of the last 21 such forecasts held (95% interval): it has been too narrow."},
		{stats.Past{Forecasts: 3}, "Yksikään kolmesta edellisestä vastaavasta ennusteesta ei osunut 95 %:n väliinsä: väli on siis ollut liian kapea.", "I ingen av de tre senaste motsvarande prognoserna låg utfallet inom 95-procentsintervallet: intervallet har alltså varit för smalt.", "None of the last three such forecasts held (95% interval): it has been too narrow."},
		{stats.Past{Hits: 9, Forecasts: 9}, "Kaikki yhdeksän edellistä vastaavaa ennustetta osuivat 95 %:n väliinsä.", "I alla de nio senaste motsvarande prognoserna låg utfallet inom 95-procentsintervallet.", "All of the last nine such forecasts held (95% interval)."},
	} {
		tr := trend.Analyse(yearly(2000, 1, 2, 3, 4), usual)
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := newWriter(About{Trend: &tr}, l).past(c.past); got != want {
				t.Errorf("%s: %q, want %q", l, got, want)
			}
		}
	}
}
