package compare

import (
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// A benchmark that may be anything from 1.63 to 1.95 is exceeded above 1.95, not
// above its middle. Jämsä's 77 of 3,249 are 1.90 to 2.95 % by Wilson.
func TestVerdictBesideABenchmarkWithinBounds(t *testing.T) {
	area := share("kunta:182", 2.4, 77, 3249)
	b := area.Based()
	p, _ := b.At("2014")
	uncounted := in2014(domain.UnitPercent, "kunta:182", 2.4, nan, noDenominator)
	u := uncounted.Based()
	none, _ := u.At("2014")
	for _, c := range []struct {
		p         series.Valued
		low, high float64
		want      Verdict
	}{{p, 1.63, 1.95, NoClearDifference}, {p, 1.63, 1.85, Higher}, {p, 2.9, 3.1, NoClearDifference}, {p, 3, 3.1, Lower}, {none, 1, 1.1, NoInterval}} {
		m := mark{value: (c.low + c.high) / 2, within: series.Range{Low: c.low, High: c.high}}
		if got := m.apart(c.p, domain.UnitPercent, 0.95).verdict(); got != c.want {
			t.Errorf("beside %v to %v: %s, want %s", c.low, c.high, got, c.want)
		}
		if c.want == NoInterval {
			continue
		}
		if got := m.p(c.p, domain.UnitPercent); (got < 0.05) != (c.want != NoClearDifference) {
			t.Errorf("beside %v to %v: p %v", c.low, c.high, got)
		}
	}
}
