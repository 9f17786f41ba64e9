package disclosure

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// Check finds the figures that a session's data withholds, or that kuvio.yaml's
// suppressed_below takes for withheld, and that follow from those shown. Counts and sums
// of money can be added, and rates whose counts are held: what else is shown is left out.
func Check(ctx context.Context, s *session.Session, shown []Number) ([]Leak, error) {
	byIndicator := make(map[domain.IndicatorID][]Number)
	var order []domain.IndicatorID
	for _, n := range shown {
		if byIndicator[n.Indicator] == nil {
			order = append(order, n.Indicator)
		}
		byIndicator[n.Indicator] = append(byIndicator[n.Indicator], n)
	}
	var leaks []Leak
	for _, id := range order {
		found, err := checkIndicator(ctx, s, id, byIndicator[id])
		if err != nil {
			return nil, err
		}
		leaks = append(leaks, found...)
	}
	return leaks, nil
}

// checkIndicator is Check of one indicator.
func checkIndicator(ctx context.Context, s *session.Session, id domain.IndicatorID, shown []Number) ([]Leak, error) {
	sums, regions, err := sumsOf(s, shown)
	if err != nil {
		return nil, err
	}
	q := series.Query{Indicators: []series.Selector{id.Parts()}, Areas: regions, Genders: []domain.Gender{domain.Total}, Breakdowns: []string{""}}
	for _, n := range shown {
		if n.Gender != domain.Total {
			q.Genders = domain.Genders
		}
		if n.Breakdown != "" {
			q.Breakdowns = nil // all that are held
		}
	}
	held, err := s.Load(ctx, q)
	var lacks *session.NotHeldError
	var kind *series.KindError
	switch {
	case errors.As(err, &lacks) || errors.As(err, &kind):
		return nil, nil
	case err != nil:
		return nil, err
	}
	withheld, added := split(held.Series)
	if len(withheld) == 0 {
		return nil, nil
	}
	var counted []Number
	for _, n := range shown {
		if count, ok := added[n.Key]; ok {
			n.Value = count
			counted = append(counted, n)
		}
	}
	return Find(counted, withheld, sums), nil
}

// split are the cells of series that are withheld, and what can be added of the others: the
// value of an amount, of a rate its count.
func split(all []series.Series) (withheld []domain.Key, added map[domain.Key]float64) {
	added = make(map[domain.Key]float64)
	for i := range all {
		one := all[i].Based()
		unit := one.Indicator.Unit
		amount := unit == domain.UnitCount || unit == domain.UnitEuro || unit == domain.UnitKiloEuro
		for p := range one.All() {
			k := domain.Key{Indicator: one.Indicator.ID, Region: one.Region, Gender: one.Gender, Breakdown: one.Breakdown, Period: p.Period}
			switch {
			case p.Status == domain.Suppressed:
				withheld = append(withheld, k)
			case p.HasValue() && amount:
				added[k] = p.Value
			case p.HasValue() && unit.Per() > 0 && !math.IsNaN(p.Count):
				added[k] = p.Count
			}
		}
	}
	return withheld, added
}

// sumsOf are the sums that what is shown can be carried through, and every area in them:
// those that two or more of the areas stand in, shown or in such a sum themselves. So
// what lies several steps away is found, and a sum of which one area alone is there, which
// tells nothing, is not read.
func sumsOf(s *session.Session, shown []Number) (sums []Sum, regions []series.Area, err error) {
	var ids []domain.RegionID
	seen := make(map[domain.RegionID]bool)
	take := func(id domain.RegionID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, n := range shown {
		take(n.Region)
	}
	var waiting []Sum
	for next := 0; ; {
		for ; next < len(ids); next++ {
			waiting = append(waiting, madeUp(s, ids[next])...)
		}
		waiting = slices.DeleteFunc(waiting, func(sum Sum) bool {
			if !sum.joins(seen) {
				return false
			}
			sums = append(sums, sum)
			take(sum.Whole)
			for _, part := range sum.Parts {
				take(part)
			}
			return true
		})
		if next == len(ids) {
			break
		}
	}
	for _, id := range ids {
		areas, err := s.Areas(string(id))
		if err != nil { // such as peers, which are no area that is made up of others
			continue
		}
		regions = append(regions, areas...)
	}
	return sums, regions, nil
}

// joins reports whether two or more of the sum's areas are among some.
func (s *Sum) joins(some map[domain.RegionID]bool) bool {
	n := 0
	for _, id := range append(slices.Clone(s.Parts), s.Whole) {
		if some[id] {
			n++
		}
	}
	return n >= 2
}

// madeUp are the ways in which an area is made up of others: a group of its members, what
// a larger one has beside the rest of it, and a region of the areas of a category that
// have all of its municipalities.
func madeUp(s *session.Session, id domain.RegionID) []Sum {
	areas, err := s.Areas(string(id))
	if err != nil || len(areas) != 1 {
		return nil
	}
	switch area := areas[0]; {
	case area.Part != "":
		return []Sum{{area.Whole, []domain.RegionID{area.Part, id}}}
	case len(area.Members) > 0:
		sum := Sum{Whole: id}
		for _, m := range area.Members {
			sum.Parts = append(sum.Parts, m.ID)
		}
		return []Sum{sum}
	}
	all, err := s.Catalog.MembersOf(domain.Kunta, id, 0)
	if err != nil {
		return nil
	}
	var sums []Sum
	for _, category := range domain.Categories() {
		parts, err := s.Catalog.MembersOf(category, id, 0)
		if err != nil || len(parts) < 2 {
			continue
		}
		sum, municipalities := Sum{Whole: id}, 0
		for _, part := range parts {
			sum.Parts = append(sum.Parts, part.ID)
			if category == domain.Kunta {
				municipalities++
			} else if of, err := s.Catalog.MembersOf(domain.Kunta, part.ID, 0); err == nil {
				municipalities += len(of)
			}
		}
		if municipalities == len(all) {
			sums = append(sums, sum)
		}
	}
	return sums
}

// mostTold is how many of the figures that one follows from are told of by themselves.
const mostTold = 3

// Told says what is withheld and what it follows from, each with its place; name names
// regions.
func (l *Leak) Told(name func(domain.RegionID) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, is withheld and follows from what is shown:", cellName(l.Withheld, name))
	for i, t := range l.From {
		sign := "+"
		if t.Times < 0 {
			sign = "−"
		}
		if i == mostTold && len(l.From) > mostTold+1 {
			fmt.Fprintf(&b, " and %d more", len(l.From)-mostTold)
			break
		}
		if i > 0 || sign != "+" {
			b.WriteString(" " + sign)
		}
		fmt.Fprintf(&b, " %s of %s (%s)", locale.Number(domain.English, t.Value, locale.Decimals(3, t.Value)), of(t.Key, name), t.Place)
	}
	return b.String()
}

// cellName is "191 of Toivakka (kunta:850), men, 2021".
func cellName(k domain.Key, name func(domain.RegionID) string) string {
	return string(k.Indicator) + " of " + of(k, name) + ", " + string(k.Period)
}

func of(k domain.Key, name func(domain.RegionID) string) string {
	words := []string{name(k.Region) + " (" + string(k.Region) + ")"}
	if k.Gender != domain.Total {
		words = append(words, string(k.Gender))
	}
	if k.Breakdown != "" {
		words = append(words, k.Breakdown)
	}
	return strings.Join(words, ", ")
}
