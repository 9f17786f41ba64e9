package disclosure

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

const (
	indicator = domain.IndicatorID("1315")
	period    = domain.Period("2021")
)

func key(region string, gender domain.Gender, breakdown string) domain.Key {
	return domain.Key{Indicator: indicator, Region: domain.RegionID(region), Gender: gender, Breakdown: breakdown, Period: period}
}

// said is a leak as a sum: "e = all − a − b".
func said(l Leak) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s =", name(l.Withheld))
	for i, t := range l.From {
		switch {
		case t.Times < 0:
			b.WriteString(" −")
		case i > 0:
			b.WriteString(" +")
		}
		b.WriteString(" " + name(t.Key))
	}
	return b.String()
}

func name(k domain.Key) string {
	words := []string{string(k.Region)}
	if k.Gender != domain.Total {
		words = append(words, string(k.Gender))
	}
	if k.Breakdown != "" {
		words = append(words, k.Breakdown)
	}
	return strings.Join(words, " ")
}

func TestFind(t *testing.T) {
	sums := []Sum{
		{"maakunta", []domain.RegionID{"a", "b", "c"}},
		{"maa", []domain.RegionID{"maakunta", "muu"}},
	}
	both := []domain.Gender{domain.Total, domain.Male, domain.Female}
	for name, c := range map[string]struct {
		shown, withheld []domain.Key
		want            []string
	}{
		"841 of 846: a region without its other municipalities": {
			[]domain.Key{key("maakunta", both[0], ""), key("a", both[0], ""), key("b", both[0], "")},
			[]domain.Key{key("c", both[0], "")}, []string{"c = maakunta − a − b"}},
		"two that are withheld hide each other": {
			[]domain.Key{key("maakunta", both[0], ""), key("a", both[0], "")},
			[]domain.Key{key("b", both[0], ""), key("c", both[0], "")}, nil},
		"one that is not shown hides it": {
			[]domain.Key{key("maakunta", both[0], ""), key("a", both[0], "")}, []domain.Key{key("c", both[0], "")}, nil},
		"a region that follows itself": {
			[]domain.Key{key("maa", both[0], ""), key("muu", both[0], ""), key("a", both[0], ""), key("b", both[0], "")},
			[]domain.Key{key("c", both[0], "")}, []string{"c = maa − a − b − muu"}},
		"women are the total without men": {
			[]domain.Key{key("a", both[0], ""), key("a", both[1], "")}, []domain.Key{key("a", both[2], "")}, []string{"a female = a − a male"}},
		"across genders and areas": {
			[]domain.Key{key("maakunta", both[0], ""), key("maakunta", both[1], ""), key("a", both[2], ""), key("b", both[2], "")},
			[]domain.Key{key("c", both[2], "")}, []string{"c female = maakunta − a female − b female − maakunta male"}},
		"ages": {
			[]domain.Key{key("a", both[0], "age=0-17"), key("a", both[0], "age=0-6"), key("a", both[0], "age=13-17")},
			[]domain.Key{key("a", both[0], "age=7-12")}, []string{"a age=7-12 = a age=0-17 − a age=0-6 − a age=13-17"}},
		"ages by way of classes that overlap": {
			[]domain.Key{key("a", both[0], "age=0-17"), key("a", both[0], "age=7-")},
			[]domain.Key{key("a", both[0], "age=0-6"), key("a", both[0], "age=18-")}, nil},
		"the total and all ages but one": {
			[]domain.Key{key("a", both[0], ""), key("a", both[0], "age=0-17"), key("a", both[0], "age=65-")},
			[]domain.Key{key("a", both[0], "age=18-64")}, []string{"a age=18-64 = a − a age=0-17 − a age=65-"}},
		"ages that are not all": {
			[]domain.Key{key("a", both[0], ""), key("a", both[0], "age=0-17")}, []domain.Key{key("a", both[0], "age=65-")}, nil},
		"another year is another sum": {
			[]domain.Key{key("maakunta", both[0], ""), {Indicator: indicator, Region: "a", Gender: both[0], Period: "2020"}, key("b", both[0], "")},
			[]domain.Key{key("c", both[0], "")}, nil},
		"the same shown twice": {
			[]domain.Key{key("a", both[0], ""), key("a", both[0], ""), key("a", both[1], "")}, []domain.Key{key("a", both[2], "")}, []string{"a female = a − a male"}},
		"nothing withheld": {[]domain.Key{key("maakunta", both[0], ""), key("a", both[0], ""), key("b", both[0], "")}, nil, nil},
	} {
		var shown []Number
		for _, k := range c.shown {
			shown = append(shown, Number{Key: k})
		}
		var got []string
		for _, l := range Find(shown, c.withheld, sums) {
			got = append(got, said(l))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// country is 6 municipalities in 2 regions, two genders and three classes of ages, and
// all that they add up to.
type country struct {
	values map[domain.Key]float64
	keys   []domain.Key
	sums   []Sum
}

func newCountry(r *rand.Rand) country {
	c := country{values: make(map[domain.Key]float64), sums: []Sum{
		{"north", []domain.RegionID{"a", "b", "c"}}, {"south", []domain.RegionID{"d", "e", "f"}}, {"maa", []domain.RegionID{"north", "south"}},
		{"maa", []domain.RegionID{"a", "b", "c", "d", "e", "f"}},
	}}
	within := map[string]string{"a": "north", "b": "north", "c": "north", "d": "south", "e": "south", "f": "south"}
	for municipality, region := range within {
		for _, g := range []domain.Gender{domain.Male, domain.Female} {
			for _, class := range []string{"age=0-6", "age=7-17", "age=18-"} {
				n := float64(r.IntN(200))
				for _, area := range []string{municipality, region, "maa"} {
					for _, gender := range []domain.Gender{g, domain.Total} {
						breakdowns := []string{class, ""}
						if class != "age=18-" {
							breakdowns = append(breakdowns, "age=0-17")
						}
						for _, breakdown := range breakdowns {
							c.values[key(area, gender, breakdown)] += n
						}
					}
				}
			}
		}
	}
	for k := range c.values {
		c.keys = append(c.keys, k)
	}
	slices.SortFunc(c.keys, func(a, b domain.Key) int { return cellOf(a).compare(cellOf(b)) })
	return c
}

// What is found is true: the figures it is said to follow from make it, whatever the data.
// And all is found: a withheld figure can be worked out where, of all the figures there
// could be with those shown as they are, none has another in its place.
func TestFindsAllAndNoMore(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	told, all := 0, 0
	for range 25 {
		c := newCountry(r)
		var shown []Number
		var withheld []domain.Key
		share := 0.3 + 0.65*r.Float64()
		for _, k := range c.keys {
			if r.Float64() < share {
				shown = append(shown, Number{Key: k, Value: c.values[k]})
			} else {
				withheld = append(withheld, k)
			}
		}
		found := make(map[domain.Key]bool)
		for _, l := range Find(shown, withheld, c.sums) {
			found[l.Withheld] = true
			sum := 0.0
			for _, term := range l.From {
				sum += term.Times * term.Value
			}
			if math.Abs(sum-c.values[l.Withheld]) > 1e-6 {
				t.Errorf("%s makes %v, want %v", said(l), sum, c.values[l.Withheld])
			}
		}
		determined := c.determined(shown)
		for _, k := range withheld {
			all++
			if found[k] {
				told++
			}
			if found[k] != determined[k] {
				t.Errorf("%s: found %v, and can be worked out: %v", name(k), found[k], determined[k])
			}
		}
	}
	if told == 0 || told == all {
		t.Errorf("%d of %d withheld figures can be worked out: nothing is tested", told, all)
	}
}

// determined are the figures that those shown leave no choice: every municipality's,
// gender's and class's are free, so that a figure is determined where it is a
// combination of those shown, each written as the free ones that it adds up.
func (c country) determined(shown []Number) map[domain.Key]bool {
	var rows [][]float64
	for _, n := range shown {
		rows = append(rows, c.free(n.Key))
	}
	rank := rankOf(rows)
	determined := make(map[domain.Key]bool)
	for _, k := range c.keys {
		determined[k] = rankOf(append(slices.Clone(rows), c.free(k))) == rank
	}
	return determined
}

// free is a figure as those of municipalities, genders and the finest classes in it.
func (c country) free(k domain.Key) []float64 {
	areas := map[domain.RegionID]string{"north": "abc", "south": "def", "maa": "abcdef"}
	in := areas[k.Region]
	if in == "" {
		in = string(k.Region)
	}
	row := make([]float64, 36)
	for i := range row {
		area, gender, class := string("abcdef"[i/6]), []domain.Gender{domain.Male, domain.Female}[i/3%2], []string{"age=0-6", "age=7-17", "age=18-"}[i%3]
		if strings.Contains(in, area) && (k.Gender == domain.Total || k.Gender == gender) &&
			(k.Breakdown == "" || k.Breakdown == class || k.Breakdown == "age=0-17" && class != "age=18-") {
			row[i] = 1
		}
	}
	return row
}

func rankOf(given [][]float64) int {
	rows := make([][]float64, len(given))
	for i := range given {
		rows[i] = slices.Clone(given[i])
	}
	rank := 0
	for column := range 36 {
		at := slices.IndexFunc(rows[min(rank, len(rows)):], func(row []float64) bool { return math.Abs(row[column]) > 1e-9 })
		if at < 0 {
			continue
		}
		rows[rank], rows[rank+at] = rows[rank+at], rows[rank]
		for i := rank + 1; i < len(rows); i++ {
			f := rows[i][column] / rows[rank][column]
			for j := range rows[i] {
				rows[i][j] -= f * rows[rank][j]
			}
		}
		rank++
	}
	return rank
}
