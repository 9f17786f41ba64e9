package prose

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// What limits a result is said in every language, at the end.
func TestReservations(t *testing.T) {
	rising := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	madeUp, broken, across, gaps, hidden := yearly(2000, rising...), yearly(2000, rising...), yearly(2000, rising...), yearly(2000, 1, 2, nan, nan, 5, 6, 7, 8), yearly(2000, 1, 2, nan, 4, 5, 6, 7, 8)
	madeUp.MadeUp = true
	broken.Breaks = []domain.Period{"2003"}
	across.Breaks = []domain.Period{"2003"}
	hidden.Points[2].Status = domain.Suppressed
	ranged := yearly(2000, 1, 2, nan, 4, 5, 6, 7, 8)
	ranged.Points[2].Status = domain.Suppressed
	ranged.Points[2].Range = series.Range{Low: 2.5, High: 3.5, Steps: 3}
	open := yearly(2000, 1, 2, 3, nan, nan, 4, 5, 6)
	for _, i := range []int{3, 4} {
		open.Points[i].Status, open.Points[i].Range = domain.Suppressed, series.Range{Low: 0, High: 9, Steps: 4}
	}
	for _, c := range []struct {
		name       string
		s          series.Series
		across     bool
		fi, sv, en string
	}{
		{"made up", madeUp, false, "Esimerkkiaineisto, ei todellisia tilastoja.", "Exempeldata, inte verklig statistik.", "Example data, not real statistics."},
		{"after a break", broken, false, "Laskettu vuodesta 2003 alkaen, jolloin sarja vaihtui tai määritelmä muuttui.", "Beräknat från och med 2003, då serien byttes eller definitionen ändrades.", "Computed from 2003 on, when the series or its definition changed."},
		{"across a break", across, true, "Vuonna 2003 sarja vaihtui tai määritelmä muuttui; suunta on laskettu katkoksen yli.", "År 2003 byttes serien eller ändrades definitionen; riktningen är beräknad över brottet.", "In 2003 the series or its definition changed; the direction is computed across the break."},
		{"gaps", gaps, false, "Välistä puuttuu tieto kahdelta vuodelta.", "Däremellan saknas uppgift för två av åren.", "In between, data are missing for two years."},
		{"suppressed, not varied", hidden, false, "Salattuja arvoja on 1, eikä niitä ole otettu huomioon suunnassa.", "Antalet sekretessbelagda värden är 1; riktningen beaktar dem inte.", "Suppressed values: 1; the direction does not take them into account."},
		{"suppressed, varied", ranged, false, "Suunta on sama, olivatpa salatut arvot mitä tahansa (salattuja: 1).", "", ""},
		{"suppressed, decisive", open, false, "Suunta voi riippua siitä, mitä salatut arvot ovat (salattuja: 2).", "", ""},
	} {
		o := usual
		o.AcrossBreak = c.across
		tr := trend.Analyse(c.s, o)
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := Sentence(About{Trend: &tr, Place: jyvaskyla}, l); !strings.Contains(got, want) {
				t.Errorf("%s, %s: %q without %q", c.name, l, got, want)
			}
		}
	}
	// Where the suppressed values decide, nothing else is said of the course.
	tr := trend.Analyse(open, usual)
	tr.Turning = walk(yearly(2000, 1, 2, 3, 4, 5, 6), stats.Rising, "rf", 2003).Turning
	if got := Sentence(About{Trend: &tr, Place: jyvaskyla}, domain.Finnish); !strings.Contains(got, "ei ole tilastollisesti selvä") || strings.Contains(got, "nousi") || strings.Contains(got, "laskuun") {
		t.Errorf("a direction that depends on suppressed values: %q", got)
	}
}
