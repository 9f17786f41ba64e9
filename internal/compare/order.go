package compare

import (
	"cmp"
	"fmt"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"kuvio/internal/domain"
)

// Order is an order in which regions are told.
type Order string

// The orders; "" is that in which they were asked for.
const (
	ByValue Order = "value" // the highest first, those that share a value by name, those without one last
	ByRank  Order = "rank"  // the same
	ByName  Order = "name"
)

// ParseOrder reads an order by its name.
func ParseOrder(s string) (Order, error) {
	switch o := Order(s); o {
	case "", ByValue, ByRank, ByName:
		return o, nil
	}
	return "", fmt.Errorf("%q: expected value, rank or name", s)
}

// Sort puts the regions of each kind in an order, names as a language sorts
// them. A region's comparisons with several benchmarks stay together.
func (r *Result) Sort(by Order, l domain.Lang) {
	if by == "" {
		return
	}
	kinds := make(map[domain.Key]int) // by the place of their first region
	kindOf := func(c *Compared) domain.Key {
		return domain.Key{Indicator: c.Series.Indicator.ID, Gender: c.Series.Gender, Breakdown: c.Series.Breakdown}
	}
	for i := range r.Comparisons {
		if k := kindOf(&r.Comparisons[i]); kinds[k] == 0 {
			kinds[k] = i + 1
		}
	}
	names := collate.New(language.Make(string(l)))
	slices.SortStableFunc(r.Comparisons, func(a, b Compared) int {
		byKind := cmp.Compare(kinds[kindOf(&a)], kinds[kindOf(&b)])
		byName := cmp.Or(names.CompareString(a.Series.RegionName.In(l), b.Series.RegionName.In(l)), cmp.Compare(a.Series.Region, b.Series.Region))
		switch {
		case byKind != 0 || by == ByName:
			return cmp.Or(byKind, byName)
		case (a.Rank == 0) != (b.Rank == 0): // without a value
			return cmp.Compare(b.Rank, a.Rank)
		}
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), byName)
	})
}
