package prose

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/trend"
)

// What is said after the last value: that the later ones are suppressed, that
// there are none, or nothing.
func TestEnded(t *testing.T) {
	country := yearly(2000, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
	country.Region = "maa"
	hidden, one, mixed := yearly(2000, 1, 2, nan, nan, nan, nan, nan, nan, nan, nan), yearly(2006, 1, 2, 3, nan), yearly(2000, 1, 2, nan, nan, nan, nan, nan, nan, nan, nan)
	for i := 2; i < 10; i++ {
		hidden.Points[i].Status = domain.Suppressed
	}
	one.Points[3].Status, mixed.Points[5].Status = domain.Suppressed, domain.Suppressed
	for _, c := range []struct {
		name       string
		about      About
		fi, sv, en string
	}{
		{"suppressed", About{Trend: walk(hidden, "too_few", ""), Country: &country}, "Sen jälkeiset arvot on salattu.", "Värdena därefter är sekretessbelagda.", "The values after that are suppressed."},
		{"one suppressed", About{Trend: walk(one, "too_few", ""), Country: &country}, "Sen jälkeinen arvo on salattu.", "Värdet därefter är sekretessbelagt.", "The value after that is suppressed."},
		{"suppressed and missing", About{Trend: walk(mixed, "too_few", ""), Country: &country}, "Sen jälkeen julkaistuja arvoja ei ole: osa on salattu, osa puuttuu.", "Därefter finns inga publicerade värden: en del är sekretessbelagda, en del saknas.", "After that there are no published values: some are suppressed, some are missing."},
		{"the country goes on", About{Trend: walk(yearly(2000, 1, 2, 3, 4, 5, 6, 7), "rising", ""), Country: &country, CountryPlace: finland}, "Sen jälkeen tietoja ei ole; koko maassa niitä on vuoteen 2009.", "Därefter saknas uppgifter; i hela landet finns de fram till år 2009.", "After that there are no data; in the whole country they go on until 2009."},
		{"the country goes on, no place", About{Trend: walk(yearly(2000, 1, 2, 3, 4, 5, 6, 7), "rising", ""), Country: &country}, "Sen jälkeen tietoja ei ole.", "Därefter saknas uppgifter.", "After that there are no data."},
		{"two years later", About{Trend: walk(yearly(2000, 1, 2, 3, 4, 5, 6, 7, 8), "rising", ""), Country: &country, CountryPlace: finland}, "", "", ""},
		{"no country", About{Trend: walk(yearly(2000, 1, 2, 3, 4), "rising", "")}, "", "", ""},
	} {
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := newWriter(c.about, l).ended(); got != want {
				t.Errorf("%s, %s: %q, want %q", c.name, l, got, want)
			}
		}
	}
}

// The forecast of the last year asked for is said, or why there is none.
func TestForecastSaid(t *testing.T) {
	wavy := []float64{1, 1.2, 1.1, 1.4, 1.3, 1.6, 1.5, 1.8, 1.7, 2.0}
	for _, c := range []struct {
		name   string
		values []float64
		method trend.Method
		lang   domain.Lang
		want   string // a part
	}{
		{"drift", wavy, trend.Drift, domain.Finnish, " Ennusteen mukaan osuus on 2,2 prosenttia vuonna 2011 (95 %:n väli "},
		{"drift", wavy, trend.Drift, domain.Finnish, "; keskimääräinen muutos jatkuu)."},
		{"drift", wavy, trend.Drift, domain.Swedish, " Enligt prognosen är andelen 2,2 procent år 2011 (95-procentigt intervall "},
		{"drift", wavy, trend.Drift, domain.English, " By the forecast the share will be 2.2 per cent in 2011 (95% interval "},
		{"Holt", wavy, trend.Holt, domain.Finnish, "; vaimennettu Holt)."},
		{"no variation, no limits", []float64{2, 2, 2, 2, 2, 2, 2, 2}, trend.Holt, domain.Finnish, "osuus on 2,0 prosenttia vuonna 2009 (vaimennettu Holt). Ennusteella ei ole väliä: arvot eivät ole vaihdelleet."},
		{"too few", wavy[:5], trend.Holt, domain.Finnish, " Ei ennustetta: arvoja 5, tarvitaan 8."},
		{"gaps", []float64{1, nan, 3, 4, 5, 6, 7, 8, 9, 10}, trend.Holt, domain.English, " No forecast: there are years without a value."},
	} {
		o := usual
		o.Forecast = trend.ForecastOptions{Years: 2, Method: c.method}
		tr := trend.Analyse(yearly(2000, c.values...), o)
		if got := Sentence(About{Trend: &tr, Place: jyvaskyla}, c.lang); !strings.Contains(got, c.want) {
			t.Errorf("%s, %s: %q without %q", c.name, c.lang, got, c.want)
		}
	}
}

// A subject in the plural has its verbs in the plural.
func TestPlural(t *testing.T) {
	s := yearly(2000, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28)
	s.Indicator.Unit = domain.UnitEuroPerInhabitant
	s.Indicator.Subject = domain.Text{FI: "nettokustannukset asukasta kohti", SV: "nettokostnaderna per invånare", EN: "the net costs per inhabitant"}
	for _, c := range []struct {
		tr         *trend.Trend
		fi, sv, en string
	}{
		{walk(s, "rising", ""), "Nettokustannukset asukasta kohti olivat Jyväskylässä 28,0 euroa vuonna 2009. Kustannukset nousivat 10,0 eurosta 28,0 euroon vuodesta 2000 vuoteen 2009.",
			"Nettokostnaderna per invånare var 28,0 euro i Jyväskylä år 2009. Kostnaderna steg från 10,0 euro år 2000 till 28,0 euro år 2009.",
			"The net costs per inhabitant were 28.0 euros in Jyväskylä in 2009. The costs rose from 10.0 euros in 2000 to 28.0 euros in 2009."},
		{walk(s, "unclear", "fr", 2004), "Kustannukset laskivat vuodesta 2000 vuoteen 2004 ja kääntyivät sitten nousuun.", "Kostnaderna sjönk från år 2000 till år 2004 och vände sedan uppåt.", "The costs fell between 2000 and 2004 and then turned up."},
	} {
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := Sentence(About{Trend: c.tr, Place: jyvaskyla}, l); !strings.Contains(got, want) {
				t.Errorf("%s: %q without %q", l, got, want)
			}
		}
	}
}
