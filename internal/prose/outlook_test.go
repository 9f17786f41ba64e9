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
