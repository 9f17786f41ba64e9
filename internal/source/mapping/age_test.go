package mapping

import "testing"

// Classes of ages are the same ones in digits and in words.
func TestAgeClasses(t *testing.T) {
	for _, tt := range []struct {
		label, want string
		certain     bool // whatever stands beside it
	}{
		{"0", "age=0", true},
		{"0-vuotiaat", "age=0", true},
		{"18-v.", "age=18", true},
		{"7-åringar", "age=7", true},
		{"65-vuotiaat ja vanhemmat", "age=65-", true},
		{"0-6-vuotiaat", "age=0-6", true},
		{"00 - 06", "age=0-6", true},
		{"15–64-vuotiaat", "age=15-64", true},
		{"18+", "age=18-", true},
		{"18-", "age=18-", true},
		{"100 -", "age=100-", true},
		{"Alle 18-vuotiaat", "age=0-17", true},
		{"alle 18 v.", "age=0-17", true},
		{"Alle 1-vuotiaat", "age=0", true},
		{"Under 18", "age=0-17", false},
		{"under 18 år", "age=0-17", true},
		{"Under 18 years", "age=0-17", true},
		{"Yngre än 7 år", "age=0-6", true},
		{"yli 65", "age=66-", false},
		{"Yli 65-vuotiaat", "age=66-", true},
		{"över 80 år", "age=81-", true},
		{"vähintään 75-vuotiaat", "age=75-", true},
		{"18 vuotta täyttäneet", "age=18-", true},
		{"75 täyttäneet", "age=75-", true},
		{"65-vuotiaat ja vanhemmat", "age=65-", true},
		{"65 år och äldre", "age=65-", true},
		{"67 år og eldre", "age=67-", true},
		{"80 år og derover", "age=80-", true},
		{"65 years and over", "age=65-", true},
		{"65 and older", "age=65-", true},
		{"65 and over", "age=65-", false},
		{"alle kouluikäiset", "age=alle-kouluikaiset", false},
		{"alle 0-vuotiaat", "age=alle-0-vuotiaat", false},
		{"alle 18 kuukautta", "age=alle-18-kuukautta", false},
	} {
		w := Word{Label: tt.label}
		if got := w.Breakdown("age"); got != tt.want || w.IsAge() != tt.certain {
			t.Errorf("%q: %s, an age: %v; want %s, %v", tt.label, got, w.IsAge(), tt.want, tt.certain)
		}
	}
	if got := (Word{Label: "alle 10"}).Breakdown("henkilosto"); got != "henkilosto=alle-10" {
		t.Errorf("no age: %s", got)
	}
	if !IsAges([]Word{{Label: "Under 18"}, {Label: "18–64 år"}, {Label: "65 and over"}, {Label: "Totalt"}}) {
		t.Error("one that says so makes all of them ages")
	}
	if IsAges([]Word{{Label: "Under 10"}, {Label: "10-49"}, {Label: "50 and over"}}) {
		t.Error("employees are no ages")
	}
}
