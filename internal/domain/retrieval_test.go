package domain

import "testing"

func TestWhichRetrievalStands(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool // whether b stands over a
	}{
		{"2024-05-06", "2026-03-01", true},
		{"2026-03-01", "2024-05-06", false},
		{"2026-03-01", "2026-03-01", false}, // the later import does
		{"2026", "2026-03-01", true},        // some day of that year
		{"2026-03-01/2015", "2020-01-01", true},
		{"2020-01-01", "2026-03-01/2015", false},
		{"2026-03-01/2012", "2020-01-01/2015", true},
		{"2020-01-01/2015", "2026-03-01/2015", true},
		{"2020-01-01/2015", "", false}, // nothing is there
		{"", "2020-01-01", true},
	} {
		if got := ParseRetrieval(c.a).Before(ParseRetrieval(c.b)); got != c.want {
			t.Errorf("%q before %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
	for _, s := range []string{"", "2016", "2016-09-15", "2016-09-15/2015", "2016-09-15?", "2016-09-15/2015?"} {
		if got := ParseRetrieval(s).String(); got != s {
			t.Errorf("%q came back as %q", s, got)
		}
	}
}
