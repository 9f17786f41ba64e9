package diff

import (
	"cmp"
	"maps"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/lock"
	"kuvio/internal/revision"
)

// Cause is why something changed, as far as can be shown: everything that differs
// and that it rests on.
type Cause struct {
	Kind    CauseKind
	Values  int                  // that were revised or came
	Largest *Revised             // the one that was revised farthest; nil for none
	Years   string               // that came: "2022–2023"
	Of      []domain.IndicatorID // whose values
}

// CauseKind is a kind of cause.
type CauseKind string

// The kinds, in the order in which they are told: what touched the values that a
// conclusion is of, then those it is set beside, then how they are read and shown.
const (
	ByCorrection CauseKind = "correction"
	ByDivision   CauseKind = "division"
	ByWithdrawal CauseKind = "withdrawn"
	ByNewYear    CauseKind = "new_year"
	ByOthers     CauseKind = "others"      // values of the areas or benchmarks it is set beside
	ByPriceIndex CauseKind = "price_index" // values of the price index
	ByData       CauseKind = "data"        // other values that it read, or ones that the store does not tell of any more
	ByDefinition CauseKind = "definition"  // how its indicators are described (title, unit, denominator), or what their values count
	BySpec       CauseKind = "spec"        // what its file or entry says
	BySetting    CauseKind = "setting"     // kuvio.yaml, the languages or the formats
	ByDrawing    CauseKind = "drawing"     // how kuvio draws
	ByRelease    CauseKind = "release"     // the version of kuvio
	ByNotice     CauseKind = "notice"      // what the source tells its readers
	ByAge        CauseKind = "age"         // which of its data no source has confirmed for long
)

var causeKinds = []CauseKind{
	ByCorrection, ByDivision, ByWithdrawal, ByNewYear, ByOthers, ByPriceIndex, ByData,
	ByNotice, ByDefinition, BySpec, BySetting, ByDrawing, ByRelease, ByAge,
}

// ofRevision are the kinds of causes that revisions are.
var ofRevision = map[revision.Cause]CauseKind{
	revision.Correction: ByCorrection, revision.Division: ByDivision, revision.Withdrawn: ByWithdrawal,
	revision.Definition: ByDefinition,
}

// causes gathers causes, one of each kind.
type causes map[CauseKind]*Cause

func (c causes) of(k CauseKind) *Cause {
	if c[k] == nil {
		c[k] = &Cause{Kind: k}
	}
	return c[k]
}

// value adds a revised value to a cause.
func (c causes) value(k CauseKind, r *Revised) {
	one := c.of(k)
	one.Values++
	one.about(r.Key.Indicator)
	if one.Largest == nil || farthestFirst(*r, *one.Largest) < 0 {
		one.Largest = r
	}
}

func (c *Cause) about(id domain.IndicatorID) {
	if !slices.Contains(c.Of, id) {
		c.Of = append(c.Of, id)
	}
}

// sorted are the causes in their order.
func (c causes) sorted() (all []Cause) {
	for _, k := range causeKinds {
		if c[k] != nil {
			all = append(all, *c[k])
		}
	}
	return all
}

// joined are the causes of what several outputs say, each kind once.
func joined(a, b []Cause) []Cause {
	for _, c := range b {
		if !slices.ContainsFunc(a, func(one Cause) bool { return one.Kind == c.Kind }) {
			a = append(a, c)
		}
	}
	slices.SortStableFunc(a, func(x, y Cause) int {
		return cmp.Compare(slices.Index(causeKinds, x.Kind), slices.Index(causeKinds, y.Kind))
	})
	return a
}

// why finds the causes for which a conclusion of an output is another.
func (r *run) why(p pair, before, now *lock.Output) []Cause {
	all := make(causes)
	r.byValues(all, p, now)
	r.byYears(all, p, before, now)
	r.byPriceIndex(all, before, now)
	if len(all) == 0 && moved(before, now) {
		all.of(ByData).Of = movedOf(before, now)
	}
	r.byMaking(all, before, now)
	r.ownNotices(all, p, now)
	return all.sorted()
}

// ownNotices leaves of what the sources tell their readers what they tell of the
// indicator of a conclusion. Where none of them is known to say anything now, one that
// is said no more may have been of any.
func (r *run) ownNotices(all causes, p pair, now *lock.Output) {
	notice := all[ByNotice]
	if notice == nil || len(notice.Of) == 0 || len(now.Vintages) == 1 {
		return
	}
	parts := domain.IndicatorID(p.about().Indicator).Parts()
	notice.Of = slices.DeleteFunc(notice.Of, func(id domain.IndicatorID) bool { return !slices.Contains(parts, id) })
	if len(notice.Of) == 0 {
		delete(all, ByNotice)
	}
}

// restsOn says of a value whether a conclusion is of it, or is set beside it.
func (r *run) restsOn(p pair, now *lock.Output) func(k domain.Key) (own, beside bool) {
	about := p.about()
	years := slices.Concat(yearsOf(p.before), yearsOf(p.now))
	areas := r.areas(about.Region)
	benchmark := r.areas(domain.RegionID(about.Benchmark))
	parts := domain.IndicatorID(about.Indicator).Parts()
	var denominators []domain.IndicatorID
	for _, id := range parts {
		if d := r.s.Describe(id).Denominator; d != "" {
			denominators = append(denominators, d)
		}
	}
	among := rankedAmong(about, now)
	ranked := about.Rank != "" || about.Finding != "" || about.Benchmark != "" && len(benchmark) == 0
	return func(k domain.Key) (own, beside bool) {
		if _, read := now.Vintages[k.Indicator]; !read {
			return false, false
		}
		within := len(years) == 0 || slices.ContainsFunc(years, func(y domain.YearRange) bool { return y.Contains(k.Period) })
		same := slices.Contains(parts, k.Indicator) && k.Gender == gender(about.Gender) && k.Breakdown == about.Breakdown
		divides := slices.Contains(denominators, k.Indicator)
		switch {
		case !within || !same && !divides:
			return false, false
		case slices.Contains(areas, k.Region), about.Kind == lock.OfSpread:
			return true, false
		case slices.Contains(benchmark, k.Region):
			return false, true
		}
		return false, ranked && slices.ContainsFunc(areas, func(a domain.RegionID) bool { return a.Category() == k.Region.Category() }) ||
			ranked && slices.Contains(among, k.Region)
	}
}

// rankedAmong are the areas that an output says the same of, whatever their category:
// those chosen together are ranked together.
func rankedAmong(about *lock.Conclusion, now *lock.Output) (areas []domain.RegionID) {
	k := about.Key()
	for i := range now.Conclusions {
		other := now.Conclusions[i].Key()
		region := other.Region
		if other.Region = k.Region; other == k {
			areas = append(areas, region)
		}
	}
	return areas
}

// gender is a conclusion's: "" is the total.
func gender(g domain.Gender) domain.Gender { return cmp.Or(g, domain.Total) }

// byValues finds the revised values that a conclusion rests on.
func (r *run) byValues(all causes, p pair, now *lock.Output) {
	rests := r.restsOn(p, now)
	for id := range now.Vintages {
		t := r.touched[id]
		if t == nil {
			continue
		}
		for i := range t.revised {
			one := &t.revised[i]
			switch own, beside := rests(one.Key); {
			case own:
				all.value(ofRevision[one.Cause], one)
			case beside:
				all.value(ByOthers, one)
			}
		}
	}
}

// byYears finds the years that came to a conclusion: by the new values it rests on or,
// where the store does not tell, by the years that it says it is of.
func (r *run) byYears(all causes, p pair, before, now *lock.Output) {
	rests := r.restsOn(p, now)
	var first, last domain.Period
	for id := range now.Vintages {
		t := r.touched[id]
		if t == nil {
			continue
		}
		for _, k := range t.fresh {
			switch own, beside := rests(k); {
			case own && t.late[k]:
				one := all.of(ByData)
				one.Values++
				one.about(k.Indicator)
			case own:
				one := all.of(ByNewYear)
				one.Values++
				one.about(k.Indicator)
				if first == "" || k.Period < first {
					first = k.Period
				}
				last = max(last, k.Period)
			case beside:
				one := all.of(ByOthers)
				one.Values++
				one.about(k.Indicator)
			}
		}
	}
	if one := all[ByNewYear]; one != nil {
		one.Years = span(first, last)
		return
	}
	if p.before == nil || p.now == nil || r.tells(now) || !moved(before, now) {
		return
	}
	was, is := yearsOf(p.before), yearsOf(p.now)
	if len(was) == 1 && len(is) == 1 && is[0].To > was[0].To {
		all.of(ByNewYear).Years = span(domain.Year(was[0].To+1), domain.Year(is[0].To))
	}
}

// span is the years from one period to another: "2022–2023".
func span(first, last domain.Period) string { return locale.Range(string(first), string(last)) }

// tells reports whether the store knows what was revised of the indicators of an
// output.
func (r *run) tells(o *lock.Output) bool {
	return !r.Foreign && !slices.ContainsFunc(r.Pruned, func(id domain.IndicatorID) bool { _, reads := o.Vintages[id]; return reads })
}

// areas are those whose values make a region's: of a rest the whole and the part, of a
// group its members. None where it is no region, as a mean is none.
func (r *run) areas(id domain.RegionID) []domain.RegionID {
	if part, ok := id.Rest(); ok {
		return append([]domain.RegionID{domain.WholeCountry}, r.areas(part)...)
	}
	if _, ok := id.Group(); ok {
		var members []domain.RegionID
		found, err := r.s.Areas(string(id)) // a group that kuvio.yaml has no more has no members
		if err == nil {
			for _, m := range found[0].Members {
				members = append(members, m.ID)
			}
		}
		return members
	}
	if _, ok := r.s.Catalog.ByID(id); !ok && id.Code() == "" {
		return nil
	}
	return []domain.RegionID{id}
}

// byPriceIndex finds a price index that moved and that an output was deflated by.
func (r *run) byPriceIndex(all causes, before, now *lock.Output) {
	index := r.s.Config.PriceIndex
	if v, read := now.Vintages[index]; index != "" && read && before.Vintages[index] != v {
		all.of(ByPriceIndex).about(index)
	}
}

// byMaking finds what differs in how an output was made.
func (r *run) byMaking(all causes, before, now *lock.Output) {
	if before.Notices != now.Notices {
		all.of(ByNotice).Of = r.noticed(now)
	}
	if before.Described != now.Described {
		all.of(ByDefinition)
	}
	if before.Spec != now.Spec {
		all.of(BySpec)
	}
	if before.Settings != now.Settings {
		all.of(BySetting)
	}
	if before.Drawing != now.Drawing {
		all.of(ByDrawing)
	}
	if r.before.Release != r.now.Release {
		all.of(ByRelease)
	}
	if !maps.Equal(before.Stale, now.Stale) {
		all.of(ByAge)
	}
}

// noticed are the indicators of an output of which a source tells its readers something.
func (r *run) noticed(o *lock.Output) (ids []domain.IndicatorID) {
	for id := range o.Vintages {
		if !r.s.Describe(id).Notices.IsZero() {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, domain.IndicatorID.Compare)
	return ids
}

// moved reports whether an output was made of other imports.
func moved(before, now *lock.Output) bool { return !maps.Equal(before.Vintages, now.Vintages) }

// movedOf are the indicators of which an output was made of other imports.
func movedOf(before, now *lock.Output) (ids []domain.IndicatorID) {
	for id, v := range now.Vintages {
		if before.Vintages[id] != v {
			ids = append(ids, id)
		}
	}
	for id := range before.Vintages {
		if _, still := now.Vintages[id]; !still {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, domain.IndicatorID.Compare)
	return ids
}
