package diff

import (
	"maps"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/lock"
)

// Output is a figure, a table or the watched series, and what became of it.
type Output struct {
	Name        string
	State       State
	Files       []string // that are new or others than they were; of one that is gone, those it had
	Why         []Cause  // of one that was made again
	Conclusions int      // that it says, of one that is new or gone
}

// State is what became of an output.
type State string

// The states. One that fails could not be made at the last refresh, and one that is
// behind was left out of it: they show older data than the store has.
const (
	Remade  State = "made_again"
	New     State = "new"
	Gone    State = "gone"
	Failing State = "failing"
	Behind  State = "behind"
)

// outputs finds which outputs were made again, are new, are gone or could not be made.
func (r *run) outputs() {
	names := slices.Concat(r.before.Names(), r.now.Names())
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		before, was := r.before.Outputs[name]
		now, is := r.now.Outputs[name]
		o := Output{Name: name}
		switch {
		case !is:
			o.State, o.Conclusions, o.Files = Gone, len(before.Conclusions), slices.Sorted(maps.Keys(before.Files))
		case now.Failing:
			o.State = Failing
		case r.behind(&now):
			o.State = Behind
		case !was:
			o.State, o.Conclusions, o.Files = New, len(now.Conclusions), slices.Sorted(maps.Keys(now.Files))
		case before.Cells != now.Cells || !maps.Equal(before.Files, now.Files):
			o.State, o.Files, o.Why = Remade, differing(before.Files, now.Files), r.whyMade(&before, &now)
		default:
			continue
		}
		r.Outputs = append(r.Outputs, o)
	}
}

// behind reports whether an output was made of older imports than the newest of its
// indicators when the lock was written.
func (r *run) behind(o *lock.Output) bool {
	for id, v := range o.Vintages {
		if v < r.left[id] {
			return true
		}
	}
	return false
}

// differing are the files of an output that are new or have other bytes.
func differing(before, now map[string]string) (files []string) {
	for _, file := range slices.Sorted(maps.Keys(now)) {
		if before[file] != now[file] {
			files = append(files, file)
		}
	}
	return files
}

// whyMade finds the causes for which an output was made again: what moved of the values
// that it says something of, or where it concludes nothing of its indicators, and how it
// is made.
func (r *run) whyMade(before, now *lock.Output) []Cause {
	all := make(causes)
	said := make(concluded)
	r.add(said, before.Conclusions, true)
	r.add(said, now.Conclusions, true)
	index := r.s.Config.PriceIndex
	for _, id := range movedOf(before, now) {
		t := r.touched[id]
		if t == nil || id == index || !r.tells(now) {
			continue
		}
		for i := range t.revised {
			if one := &t.revised[i]; len(said) == 0 || said.has(one.Key) {
				all.value(ofRevision[one.Cause], one)
			}
		}
		t.came(all, said)
	}
	r.byPriceIndex(all, before, now)
	if len(all) == 0 && moved(before, now) {
		all.of(ByData).Of = movedOf(before, now)
	}
	r.byMaking(all, before, now)
	return all.sorted()
}

// came adds the new values of an indicator.
func (t *touched) came(all causes, said concluded) {
	var first, last domain.Period
	n := 0
	for _, k := range t.fresh {
		if len(said) > 0 && !said.has(k) {
			continue
		}
		if t.late[k] {
			all.of(ByData).about(k.Indicator)
			continue
		}
		if n++; n == 1 || k.Period < first {
			first = k.Period
		}
		last = max(last, k.Period)
		all.of(ByNewYear).about(k.Indicator)
	}
	if n > 0 {
		one := all.of(ByNewYear)
		one.Values += n
		if one.Years == "" {
			one.Years = span(first, last)
		}
	}
}
