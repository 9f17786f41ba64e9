package prose

import (
	"math"
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// of is one year's share x of n in percent, published with one decimal, with its exact denominator.
func of(x, n float64) series.Series {
	s := yearly(2014, math.Round(1000*x/n)/10)
	s.Points[0].Count = x
	s.Points[0].Denominator = series.Denominator{Value: n, Low: n, High: n}
	return s
}

// The area has 170 of 10 000, 1.7 %: by Wilson's method 1.46 to 1.97 %.
func TestCountry(t *testing.T) {
	area, noInterval := of(170, 10000), yearly(2014, 1.7)
	whole := func(value float64) *series.Series {
		c := yearly(2014, value)
		c.Region, c.RegionName = "maa", domain.Text{FI: "Koko maa", SV: "Hela landet", EN: "Whole country"}
		return &c
	}
	rest := area
	rest.Region = domain.RestID("kunta:179")
	madeUp, otherGender, otherYear, itself := whole(1.2), whole(1.2), whole(1.2), whole(1.2)
	madeUp.MadeUp, otherGender.Gender, otherYear.Points[0].Period, itself.Region = true, domain.Male, "2013", "kunta:179"
	large := of(17_400, 1_000_000) // 1.74 %, 1.71 to 1.77: higher than 1.70, and written alike
	for _, c := range []struct {
		name    string
		area    series.Series
		country *series.Series
		place   catalog.Place
		fi      string
	}{
		{"the rest of the country", rest, whole(1.4), finland, ""},
		{"higher", area, whole(1.4), finland, "Osuus oli suurempi kuin koko maassa (1,4 prosenttia)."},
		{"lower", area, whole(2.1), finland, "Osuus oli pienempi kuin koko maassa (2,1 prosenttia)."},
		{"not clear", area, whole(1.5), finland, "Koko maassa osuus oli 1,5 prosenttia; ero ei ole tilastollisesti selvä."},
		{"no interval", noInterval, whole(1.4), finland, "Koko maassa osuus oli 1,4 prosenttia."},
		{"higher but written alike", large, whole(1.7), finland, "Osuus oli hieman suurempi kuin koko maassa (molemmat pyöristyvät 1,7 prosenttiin)."},
		{"no place", area, whole(1.4), catalog.Place{}, "Osuus oli suurempi kuin vertailualueella ”Koko maa” (1,4 prosenttia)."},
		{"no value", area, whole(nan), finland, ""},
		{"another year", area, otherYear, finland, ""},
		{"another gender", area, otherGender, finland, ""},
		{"made up", area, madeUp, finland, ""},
		{"the country itself", area, itself, finland, ""},
		{"none", area, nil, finland, ""},
	} {
		tr := trend.Analyse(c.area, usual)
		got := newWriter(About{Trend: &tr, Place: jyvaskyla, Country: c.country, CountryPlace: c.place}, domain.Finnish).country()
		if got != c.fi {
			t.Errorf("%s: %q, want %q", c.name, got, c.fi)
		}
	}
	tr := trend.Analyse(area, usual)
	a := About{Trend: &tr, Place: jyvaskyla, Country: whole(1.5), CountryPlace: finland}
	for l, want := range map[domain.Lang]string{
		domain.Swedish: " I hela landet var andelen 1,5 procent; skillnaden är inte statistiskt säkerställd. ",
		domain.English: " In the whole country the share was 1.5 per cent; the difference is not statistically clear. ",
	} {
		if got := Sentence(a, l); !strings.Contains(got, want) {
			t.Errorf("%s: %q without %q", l, got, want)
		}
	}
}
