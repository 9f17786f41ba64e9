package series

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// In a division of 2013, before Lavia merged into Pori (2015) and Maaninka (2015)
// and Juankoski (2017) into Kuopio.
const (
	lavia, pori                 = domain.RegionID("kunta:413"), domain.RegionID("kunta:609")
	maaninka, juankoski, kuopio = domain.RegionID("kunta:476"), domain.RegionID("kunta:174"), domain.RegionID("kunta:297")
	kokemaki                    = domain.RegionID("kunta:271")
)

// Births (1315) in made numbers that tell by their digits who was counted.
func TestMergedMembers(t *testing.T) {
	births := func(region domain.RegionID, year int, n float64) obs {
		return obs{year: year, value: n, count: nan, region: region}
	}
	for name, c := range map[string]struct {
		group Area
		cells []obs
		want  string // period: number and notes
	}{
		"a source that keeps the past apart": {
			group(lavia, pori),
			[]obs{births(lavia, 2013, 10), births(pori, 2013, 700), births(lavia, 2014, 11), births(pori, 2014, 701), births(pori, 2015, 720)},
			"2013 710 ; 2014 712 ; 2015 720 successor_used:kunta:609",
		},
		"a source that has moved the past to the heir, which is a member": {
			group(lavia, pori),
			[]obs{births(pori, 2013, 710), births(pori, 2014, 712), births(pori, 2015, 720)},
			"2013 710 successor_used:kunta:609; 2014 712 successor_used:kunta:609; 2015 720 successor_used:kunta:609",
		},
		"listed without figures is not in the data": {
			group(lavia, pori),
			[]obs{{year: 2013, region: lavia, status: domain.Missing}, births(pori, 2013, 710)},
			"2013 710 successor_used:kunta:609",
		},
		"a gap of a municipality that the source knows": {
			group(lavia, pori),
			[]obs{births(lavia, 2013, 10), births(pori, 2013, 700), births(pori, 2014, 701), births(pori, 2015, 720)},
			"2013 710 ; 2014 NaN members_missing:1; 2015 720 successor_used:kunta:609",
		},
		"figures of one gender show that the source knows it": {
			group(lavia, pori),
			[]obs{{year: 2013, value: 4, count: nan, region: lavia, gender: domain.Male}, births(pori, 2013, 700), births(pori, 2015, 720)},
			"2013 NaN members_missing:1; 2015 720 successor_used:kunta:609",
		},
		"the heir is wider than a group without it": {
			group(lavia, kokemaki),
			[]obs{births(lavia, 2014, 10), births(kokemaki, 2014, 3000), births(pori, 2014, 700), births(pori, 2015, 720), births(kokemaki, 2015, 3000)},
			"2014 3010 ; 2015 3720 successor_used:kunta:609;successor_wider:kunta:609",
		},
		"two that merged into one count it once": {
			group(maaninka, juankoski, kokemaki),
			[]obs{births(kuopio, 2013, 500), births(kokemaki, 2013, 3000), births(kuopio, 2018, 600), births(kokemaki, 2018, 3000)},
			"2013 3500 successor_used:kunta:297;successor_wider:kunta:297; 2018 3600 successor_used:kunta:297;successor_wider:kunta:297",
		},
		"one merged, the other not yet": {
			group(maaninka, juankoski),
			[]obs{births(maaninka, 2014, 1), births(juankoski, 2014, 20), births(juankoski, 2016, 21), births(kuopio, 2014, 500), births(kuopio, 2016, 600), births(kuopio, 2017, 700)},
			"2014 21 ; 2016 621 successor_used:kunta:297;successor_wider:kunta:297; 2017 700 successor_used:kunta:297;successor_wider:kunta:297",
		},
		"the heir lacks its figure too": {
			group(maaninka, juankoski, kokemaki),
			[]obs{births(kokemaki, 2018, 3000), births(kuopio, 2019, 600), births(kokemaki, 2019, 3000)},
			"2018 NaN members_missing:1; 2019 3600 successor_used:kunta:297;successor_wider:kunta:297",
		},
		"what came after a divided area is not known": {
			group("seutukunta:151", kokemaki),
			[]obs{births("seutukunta:151", 2020, 50), births(kokemaki, 2020, 3000), births(kokemaki, 2021, 3000)},
			"2020 3050 ; 2021 NaN members_missing:1",
		},
	} {
		l := Loader{Describe: indicators{"1315": {Unit: domain.UnitCount}}.describe, Store: reader{panels: fakeStore{"1315": {makePanel(t, c.cells...), ""}}}}
		s := load(t, &l, Query{Indicators: one("1315"), Areas: []Area{c.group}})
		var got []string
		for _, p := range s.Points {
			got = append(got, fmt.Sprintf("%s %v %s", p.Period, p.Published, notesAt(s, p)))
			if math.IsNaN(p.Published) != (p.Status == domain.Missing) {
				t.Errorf("%s: %s is %v and %s", name, p.Period, p.Published, p.Status)
			}
		}
		if all := strings.Join(got, "; "); all != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, all, c.want)
		}
	}
}

// The denominator under an heir's count is the heir's own.
func TestMergedMembersOfARate(t *testing.T) {
	l := Loader{Describe: indicators{"191": {Unit: domain.UnitPercent, Denominator: "1065"}}.describe, Store: reader{panels: fakeStore{
		"191":  {makePanel(t, obs{year: 2014, value: 1.5, count: 225, region: pori}, obs{year: 2014, value: 2, count: 20, region: kokemaki}), ""},
		"1065": {makePanel(t, obs{year: 2014, value: nan, count: 15000, region: pori}, obs{year: 2014, value: nan, count: 1000, region: kokemaki}, obs{year: 2014, value: nan, count: 300, region: lavia}), ""},
	}}}
	s := load(t, &l, Query{Indicators: one("191"), Areas: []Area{group(lavia, kokemaki)}})
	if p := s.Points[0]; !near(p.Published, 100*245.0/16000) || !notesAt(s, p).Has(domain.NoteSuccessorWider) {
		t.Errorf("%+v with notes %q, want 245 of 16000", p, notesAt(s, p))
	}
}
