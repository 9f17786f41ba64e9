package domain

import (
	"strings"
	"testing"
)

func TestParsePolarity(t *testing.T) {
	for _, want := range []Polarity{HighGood, HighBad} {
		if got, err := ParsePolarity(string(want)); got != want || err != nil {
			t.Errorf("%q: %q, %v", want, got, err)
		}
	}
	for _, s := range []string{"", "Good", "high", "worse"} {
		if got, err := ParsePolarity(s); err == nil || got != "" || !strings.Contains(err.Error(), "use good or bad") {
			t.Errorf("%q: %q, %v; want an error that says what may stand there", s, got, err)
		}
	}
}
