package prose

import (
	"testing"

	"kuvio/internal/domain"
)

func TestWhen(t *testing.T) {
	for _, c := range []struct {
		period domain.Period
		lang   domain.Lang
		want   when
	}{
		{"2021", domain.Finnish, when{"vuonna 2021", "vuodesta 2021", "vuoteen 2021", "vuoteen 2021"}},
		{"2021", domain.Swedish, when{"år 2021", "från år 2021", "till år 2021", "fram till år 2021"}},
		{"2021", domain.English, when{"in 2021", "between 2021", "and 2021", "until 2021"}},
		{"2017–2019", domain.Finnish, when{"jaksolla 2017–2019", "jaksosta 2017–2019", "jaksoon 2017–2019", "jaksoon 2017–2019"}},
		{"2017–2019", domain.Swedish, when{"under perioden 2017–2019", "från perioden 2017–2019", "till perioden 2017–2019", "fram till perioden 2017–2019"}},
		{"2011/12", domain.Finnish, when{"kaudella 2011/12", "kaudesta 2011/12", "kauteen 2011/12", "kauteen 2011/12"}},
		{"2023Q1", domain.Finnish, when{"vuoden 2023 ensimmäisellä neljänneksellä", "vuoden 2023 ensimmäisestä neljänneksestä", "vuoden 2023 ensimmäiseen neljännekseen", "vuoden 2023 ensimmäiseen neljännekseen"}},
		{"2023Q4", domain.English, when{"in the fourth quarter of 2023", "between the fourth quarter of 2023", "and the fourth quarter of 2023", "until the fourth quarter of 2023"}},
		{"2023Q3", domain.Swedish, when{"tredje kvartalet 2023", "från tredje kvartalet 2023", "till tredje kvartalet 2023", "fram till tredje kvartalet 2023"}},
		{"2023-05", domain.Finnish, when{"toukokuussa 2023", "toukokuusta 2023", "toukokuuhun 2023", "toukokuuhun 2023"}},
		{"2023-12", domain.Swedish, when{"i december 2023", "från december 2023", "till december 2023", "fram till december 2023"}},
		{"2023-01", domain.English, when{"in January 2023", "between January 2023", "and January 2023", "until January 2023"}},
		{"2017–2019", domain.English, when{"in 2017–2019", "between 2017–2019", "and 2017–2019", "until 2017–2019"}},
	} {
		if got := whenOf(c.period, c.lang); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.period, c.lang, got, c.want)
		}
	}
}

func TestDuring(t *testing.T) {
	for _, c := range []struct {
		from, to   domain.Period
		fi, sv, en string
	}{
		{"1991", "2021", "vuosina 1991–2021", "åren 1991–2021", "in 1991–2021"},
		{"2010–2012", "2017–2019", "vuosina 2010–2019", "åren 2010–2019", "in 2010–2019"},
		{"2011/12", "2020/21", "kausina 2011/12–2020/21", "under perioden 2011/12–2020/21", "in 2011/12–2020/21"},
		{"2019Q1", "2023Q4", "vuosina 2019–2023", "åren 2019–2023", "in 2019–2023"},
		{"2023-01", "2023-12", "vuonna 2023", "år 2023", "in 2023"},
	} {
		for l, want := range map[domain.Lang]string{domain.Finnish: c.fi, domain.Swedish: c.sv, domain.English: c.en} {
			if got := during(c.from, c.to, l); got != want {
				t.Errorf("%s to %s in %s: %q, want %q", c.from, c.to, l, got, want)
			}
		}
	}
}
