package panel

import (
	"slices"

	"kuvio/internal/domain"
)

// Brought is the cells that one file brought or changed, by their places on a frame, and
// the day on which it was retrieved.
type Brought struct {
	Retrieved string

	axes   *Frame
	places []int
}

// ReadBrought reads which cells EncodeTags wrote the tags of on a frame, the last file's
// first; day gives the day on which a file was retrieved.
func ReadBrought(f *Frame, data []byte, day func(file int) string) ([]Brought, error) {
	tags, err := readTags(f, data)
	if err != nil {
		return nil, err
	}
	all := make([]Brought, 0, len(tags))
	for _, t := range slices.Backward(tags) {
		all = append(all, Brought{day(t.file), f, t.places})
	}
	return all, nil
}

// Relabel is what was brought with its regions renamed.
func (b Brought) Relabel(name func(domain.RegionID) domain.RegionID) Brought {
	axes := *b.axes
	axes.Regions = make([]domain.RegionID, len(b.axes.Regions))
	for i, r := range b.axes.Regions {
		axes.Regions[i] = name(r)
	}
	b.axes = &axes
	return b
}

// ByChange is the panel with every cell belonging to the download that last brought
// or changed it, given what each brought, the newest first. A cell that none of them
// brought, or that has been withdrawn, belongs to the one it did.
func (p *Panel) ByChange(all []Brought) *Panel {
	from := retrievals{all: slices.Clone(p.from.all), of: make([]uint16, p.Len())}
	none := from.number(domain.Retrieval{})
	left := 0
	for i, s := range p.status {
		from.of[i] = none
		if n, ok := p.numberAt(i); ok {
			from.of[i] = n
		}
		if s != domain.Absent {
			left++
		}
	}
	known := make([]bool, p.Len())
	for n := 0; n < len(all) && left > 0; n++ {
		by := from.number(domain.Retrieval{Day: all[n].Retrieved})
		all[n].into(p, func(i int) {
			if !known[i] && p.status[i] != domain.Absent {
				known[i], from.of[i] = true, by
				left--
			}
		})
	}
	changed := *p
	changed.from = from
	return &changed
}

// into calls f with the place in a panel of every cell that it has.
func (b *Brought) into(p *Panel, f func(int)) {
	regions, breakdowns := found(b.axes.Regions, p.Regions), found(b.axes.Breakdowns, p.Breakdowns)
	genders, periods := found(b.axes.Genders, p.Genders), found(b.axes.Periods, p.Periods)
	for _, place := range b.places {
		t := place % len(periods)
		place /= len(periods)
		g := place % len(genders)
		place /= len(genders)
		bd := place % len(breakdowns)
		r := place / len(breakdowns)
		if regions[r] >= 0 && breakdowns[bd] >= 0 && genders[g] >= 0 && periods[t] >= 0 {
			f(p.offset(regions[r], breakdowns[bd], genders[g]) + periods[t])
		}
	}
}

// found gives for each label its place on a sorted axis; -1 where that lacks it.
func found[T ~string](labels, axis []T) []int {
	places := make([]int, len(labels))
	for i, label := range labels {
		at, ok := slices.BinarySearch(axis, label)
		if !ok {
			at = -1
		}
		places[i] = at
	}
	return places
}
