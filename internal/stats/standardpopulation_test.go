package stats

import "testing"

// The nineteen classes as PHEindicatormethods has them (esp2013), of which ours
// divide the first and the last.
func TestESP2013(t *testing.T) {
	nineteen := []float64{5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000}
	of := make([]float64, len(nineteen))
	next := 0
	for _, b := range ESP2013 {
		if b.From != next {
			t.Errorf("a band from %d follows one up to %d", b.From, next-1)
		}
		next = b.To + 1
		of[min(b.From/5, len(of)-1)] += b.People
	}
	for i, want := range nineteen {
		if of[i] != want {
			t.Errorf("class %d has %g people; want %g", i, of[i], want)
		}
	}
	if last := ESP2013[len(ESP2013)-1]; last.To != OpenAge {
		t.Errorf("the last band ends at %d", last.To)
	}
}
