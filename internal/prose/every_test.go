package prose

import (
	"fmt"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// Values of every third year leave two out; values of three-year spells leave
// none out, and are not called values of every third year.
func TestEvery(t *testing.T) {
	third, spells := yearly(2000), yearly(2000)
	for i := range 5 {
		cell := domain.NewCell(float64(i), nan)
		third.Points = append(third.Points, series.NewPoint(domain.Year(2000+3*i), cell))
		spells.Points = append(spells.Points, series.NewPoint(domain.Period(fmt.Sprintf("%d–%d", 2000+3*i, 2002+3*i)), cell))
	}
	for _, c := range []struct {
		name       string
		of         series.Series
		fi, sv, en string
	}{
		{"every third year", third, "Arvo on joka kolmannelta vuodelta.", "Värden finns för vart tredje år.", "There is a value for every third year."},
		{"spells of three years", spells, "Arvot on laskettu kolmen vuoden jaksoilta.", "Värdena gäller treårsperioder.", "Values are of three-year periods."},
	} {
		tr := trend.Analyse(c.of, usual)
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := newWriter(About{Trend: &tr}, l).every(domain.Note{Code: domain.NoteEvery, Arg: "3"}); got != want {
				t.Errorf("%s: %q, want %q", c.name, got, want)
			}
		}
	}
}
