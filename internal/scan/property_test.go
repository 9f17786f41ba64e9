package scan

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats/statstest"
)

var peersOfOwn = []domain.RegionID{area(1), area(2), area(3), area(4), area(5), area(6), area(7)}

// shareWithFindings is the share of runs, each of so many indicators of a
// world made anew, in which anything stands out, and that of the rows.
func shareWithFindings(w world, runs, indicators int, seed uint64) (ofRuns, ofRows float64) {
	setting := among(w.areas, peersOfOwn...)
	for i := range runs {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		var all [][]series.Series
		for k := range indicators {
			all = append(all, w.series(r, fmt.Sprint(100+k)))
		}
		n := 0
		for _, row := range run(setting, all...) {
			if row.Class == StandsOut || row.Class == OwnTrend {
				n++
			}
		}
		ofRows += float64(n)
		if n > 0 {
			ofRuns++
		}
	}
	return ofRuns / float64(runs), ofRows / float64(runs*indicators)
}

// Where nothing but chance, or chance and the usual difference between areas,
// is at work, a run finds anything at all in about one of twenty at most
// (q < 5 %). 10 % leaves room for the 200 runs that a test can make: three
// standard errors are 4.6 %.
func TestNoiseIsNotFound(t *testing.T) {
	for name, w := range map[string]world{
		"rates by chance":       {areas: 40, years: 8, rate: 0.02, unit: domain.UnitPer1000, counts: true, lift: 1},
		"shares by chance":      {areas: 40, years: 8, rate: 0.2, unit: domain.UnitPercent, counts: true, lift: 1},
		"rare events":           {areas: 40, years: 8, rate: 0.0004, unit: domain.UnitPer100000, counts: true, lift: 1},
		"areas that differ":     {areas: 40, years: 8, rate: 0.02, spread: 0.25, unit: domain.UnitPer1000, counts: true, lift: 1},
		"few areas that differ": {areas: 19, years: 8, rate: 0.02, spread: 0.25, unit: domain.UnitPer1000, counts: true, lift: 1},
		"largest of nineteen":   {areas: 19, years: 8, rate: 0.02, spread: 0.1, unit: domain.UnitPer1000, counts: true, lift: 1, size: 200_000},
		"values without count":  {areas: 40, years: 8, rate: 0.02, spread: 0.25, unit: domain.UnitPercent, lift: 1},
	} {
		ofRuns, _ := shareWithFindings(w, 200, 8, 3)
		t.Logf("%s: something in %.1f %% of the runs", name, 100*ofRuns)
		if ofRuns > 0.10 {
			t.Errorf("%s: something stands out in %.1f %% of the runs", name, 100*ofRuns)
		}
	}
}

func TestSignalsAreFound(t *testing.T) {
	for name, w := range map[string]world{
		"far above the country":       {areas: 40, years: 8, rate: 0.02, spread: 0.2, unit: domain.UnitPer1000, counts: true, lift: 3},
		"a rise of 5 % a year":        {areas: 40, years: 15, rate: 0.02, spread: 0.2, unit: domain.UnitPer1000, counts: true, lift: 1, slope: 0.05},
		"a rise, without counts":      {areas: 40, years: 15, rate: 0.02, spread: 0.2, unit: domain.UnitPercent, lift: 1, slope: 0.06},
		"a fifth less than elsewhere": {areas: 40, years: 8, rate: 0.2, spread: 0.02, unit: domain.UnitPercent, counts: true, lift: 0.8},
	} {
		if _, ofRows := shareWithFindings(w, 20, 5, 5); ofRows < 0.9 {
			t.Errorf("%s: found in %.0f %% of the rows only", name, 100*ofRows)
		}
	}
}

// mixed is a run of many kinds of indicators with and without something to
// find.
func mixed() [][]series.Series {
	r := rand.New(rand.NewPCG(11, 13))
	var all [][]series.Series
	for k := range 12 {
		w := world{areas: 30, years: 9, rate: 0.01 * float64(1+k), spread: 0.1 * float64(k%3), unit: domain.UnitPercent, counts: k%4 != 0, lift: 1}
		if k%5 == 0 {
			w.lift, w.slope = 1.8, 0.04
		}
		if k%6 == 1 {
			w.rate, w.unit = 0.0003, domain.UnitPer100000
		}
		all = append(all, w.series(r, fmt.Sprint(100+k)))
	}
	return all
}

// said is what a run says, row by row.
func said(rows []Entry) []string {
	var all []string
	for _, r := range rows {
		all = append(all, fmt.Sprint(r.Series.Indicator.ID, r.Class, r.Findings, r.Value, r.Country, r.Verdict, r.Peers, r.Rank, r.Of, r.Long, r.Recent, r.Diverging, r.Own, r.P, r.Q, r.Notes))
	}
	return all
}

// The order in which a store holds indicators and areas changes nothing, nor
// does that in which members and peers are listed, but in the last digits.
func TestOrderChangesNothing(t *testing.T) {
	setting := among(30, peersOfOwn...)
	want := said(run(setting, mixed()...))
	r := rand.New(rand.NewPCG(17, 19))
	for range 10 {
		all := mixed()
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, one := range all {
			r.Shuffle(len(one), func(i, j int) { one[i], one[j] = one[j], one[i] })
		}
		if got := said(run(setting, all...)); !reflect.DeepEqual(got, want) {
			t.Fatalf("in another order\n%q\nwant\n%q", got, want)
		}
	}
	other := setting
	other.Category, other.Peers = slices.Clone(setting.Category), slices.Clone(setting.Peers)
	slices.Reverse(other.Category)
	slices.Reverse(other.Peers)
	a, b := run(setting, mixed()...), run(other, mixed()...)
	for i := range a {
		if a[i].Series.Indicator.ID != b[i].Series.Indicator.ID || a[i].Class != b[i].Class || a[i].Rank != b[i].Rank || !(statstest.Relative(a[i].Country.P, b[i].Country.P) <= 1e-9) || !(statstest.Relative(a[i].Peers.P, b[i].Peers.P) <= 1e-9) {
			t.Errorf("row %d: %s", i, said(b[i : i+1])[0])
		}
	}
}

// Entries stand by class, then by q and p; the classes and what they rest on
// agree: a finding is a test with q below the limit, no more and no less;
// every q is at least its p.
func TestOrderOfRows(t *testing.T) {
	rows := run(among(30, peersOfOwn...), mixed()...)
	seen := map[Class]int{}
	for i := range rows {
		r := &rows[i]
		seen[r.Class]++
		found := 0
		if i > 0 && compareEntries(rows[i-1], *r) >= 0 {
			t.Errorf("row %d does not come after row %d", i, i-1)
		}
		if r.Class == StandsOut && !(r.Q < 0.05) || (r.Class == StandsOut) != (len(r.Findings) > 0) || (r.Class == OwnTrend) != (r.Findings == nil && r.Own != nil) {
			t.Errorf("%s: q = %v, %v, %v", r.Class, r.Q, r.Findings, r.Own)
		}
		for _, test := range slices.Concat(r.differences(), r.ownTrends()) {
			if untested := test.about == CountryLevel && r.Country.Untested; untested && math.IsNaN(test.Q) {
				continue
			}
			if computed(*test.Test) && !(test.P >= 0 && test.P <= 1 && test.Q >= test.P && test.Q <= 1) {
				t.Errorf("p = %v, q = %v", test.P, test.Q)
			}
			if test.Q < 0.05 {
				found++
			}
		}
		if found != len(r.Findings)+len(r.Own) {
			t.Errorf("%s: %d tests with q below 5 %%, findings %v, %v", r.Series.Indicator.ID, found, r.Findings, r.Own)
		}
	}
	if seen[StandsOut] == 0 || seen[NoFinding] == 0 {
		t.Errorf("the run has %v", seen)
	}
}
