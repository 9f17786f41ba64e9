package prose

import (
	"math"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

func TestBeside(t *testing.T) {
	cat := catalog.Default()
	maa, province := cat.Place(domain.WholeCountry), cat.Place("maakunta:13")
	nan := math.NaN()
	for _, c := range []struct {
		name       string
		direction  stats.Direction
		pace       trend.Pace
		s          int
		slope      float64
		without    bool
		place      catalog.Place
		fi, sv, en string
	}{
		{"a faster rise", stats.Rising, trend.PaceFaster, 99, 1.04, true, maa,
			"Nousu oli nopeampaa kuin muun maan nousu: suhde siihen kasvoi 1,0 prosenttia vuodessa.",
			"Uppgången var snabbare än i övriga landet: kvoten ökade med 1,0 procent per år.",
			"The rise was faster than in the rest of the country: the ratio rose by 1.0% a year."},
		{"a slower fall", stats.Falling, trend.PaceSlower, 99, 0.52, false, maa,
			"Lasku oli hitaampaa kuin koko maan lasku: suhde siihen kasvoi 0,5 prosenttia vuodessa.",
			"Nedgången var långsammare än i hela landet: kvoten ökade med 0,5 procent per år.",
			"The fall was slower than in the whole country: the ratio rose by 0.5% a year."},
		{"another way", stats.Falling, trend.PaceDownwards, -99, -2.26, true, province,
			"Suhde muun Keski-Suomen tasoon pieneni 2,3 prosenttia vuodessa.",
			"Kvoten till nivån i övriga Mellersta Finland minskade med 2,3 procent per år.",
			"The ratio to the level in the rest of Central Finland fell by 2.3% a year."},
		{"with a year of nobody", stats.Rising, trend.PaceUpwards, 99, nan, false, province,
			"Suhde Keski-Suomen tasoon kasvoi.", "Kvoten till nivån i Mellersta Finland ökade.", "The ratio to the level in Central Finland rose."},
		{"alike", stats.Rising, trend.PaceUnclear, 0, 0, false, maa,
			"Kehitys ei eronnut tilastollisesti selvästi koko maan kehityksestä.", "Utvecklingen skilde sig inte statistiskt säkerställt från den i hela landet.",
			"Development did not differ clearly from that in the whole country."},
		{"too few", stats.TooFew, "", 0, nan, false, catalog.Place{},
			"Kehitystä ei voitu verrata vertailualueen kehitykseen: yhteisiä vuosia on liian vähän.",
			"Utvecklingen kunde inte jämföras med den i jämförelseområdet: de gemensamma åren är för få.",
			"Development could not be compared with that in the benchmark: they have too few years in common."},
	} {
		tr := trend.Trend{N: 20, Direction: c.direction, Against: &trend.Against{Pace: c.pace, Slope: c.slope, Without: c.without, MK: stats.MK{S: c.s}}}
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := Beside(&tr, c.place, l); got != want {
				t.Errorf("%s: %q, want %q", c.name, got, want)
			}
		}
	}
	hidden := trend.Trend{N: 20, Direction: stats.Unclear, Notes: domain.Notes{{Code: domain.NoteDependsOnSuppressed, Arg: "3"}}, Against: &trend.Against{Pace: trend.PaceUpwards, Slope: 2, Without: true, MK: stats.MK{S: 9}}}
	if got, want := Beside(&hidden, maa, domain.Finnish), "Suhdetta muun maan tasoon ei voi arvioida salattujen arvojen vuoksi."; got != want {
		t.Errorf("of suppressed values: %q, want %q", got, want)
	}
	if said := Beside(&trend.Trend{N: 20}, maa, domain.Finnish) + Beside(&trend.Trend{Against: &trend.Against{}}, maa, domain.Finnish); said != "" {
		t.Errorf("beside nothing, or nothing itself: %q", said)
	}
}
