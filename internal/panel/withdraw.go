package panel

import (
	"maps"
	"slices"

	"kuvio/internal/domain"
)

// Lack is what a download no longer has of what it covers.
type Lack struct {
	Cells   []int // places in the panel
	Scant   []int // those of years of which it lacks more than half, or all
	Covered int   // figures of the panel that it covers, those it has included

	by []domain.Retrieval // of Cells, then of Scant: the download that lacks them
}

// All is how many figures it lacks.
func (l *Lack) All() int { return len(l.Cells) + len(l.Scant) }

// Lacking finds the figures of the panel that a download does not have, though
// it covers them: it is laid over the panel already, so that their axes hold
// its own. It covers the areas of a category where it has more than half of
// those that the panel has a figure of, and two at the least unless there is one
// alone; and of these the years, genders and breakdowns of which it states
// anything. Of whole, the years that were asked of its source, it covers every one for
// the genders and breakdowns that it states at all; a zero range is none. An area that
// has ended, and a figure of a newer download, are not covered.
func (p *Panel) Lacking(download *Panel, whole domain.YearRange, ended func(domain.RegionID) bool) Lack {
	return p.lacking(p.stated(download), download, whole, ended)
}

// Late finds the figures that an older download brought to a base, over which it
// is laid in the panel, though a newer one that the base has cells of covers them
// and does not have them: had they been imported by their days, that one would
// have withdrawn them. What it states is the cells that belong to it still; one
// that is partial withdraws nothing. Of a download that lacks more than one in most
// of what it covers, and of years of which it lacks more than half, they are Scant.
func (p *Panel) Late(base *Panel, ended func(domain.RegionID) bool, most int) (l Lack) {
	newer := p.newer(base)
	if len(newer) == 0 {
		return l
	}
	late := make([]bool, p.Len())
	for i, s := range p.status {
		late[i] = s == domain.OK
	}
	base.into(&p.Frame, func(from, to int) {
		late[to] = late[to] && base.status[from] == domain.Absent
	})
	if !slices.Contains(late, true) {
		return l
	}
	scant := make(map[int]bool)
	for _, by := range newer {
		stated := make([]int, p.Len())
		for i, s := range p.status {
			if s != domain.Absent && p.retrievalAt(i) == by {
				stated[i] = i + 1
			}
		}
		of := p.lacking(stated, p, domain.YearRange{}, ended)
		few := most*of.All() <= of.Covered
		for n, i := range slices.Concat(of.Cells, of.Scant) {
			switch {
			case !late[i]:
			case few && n < len(of.Cells):
				late[i] = false
				delete(scant, i)
				l.Cells, l.by = append(l.Cells, i), append(l.by, by)
			default:
				scant[i] = true
			}
		}
	}
	l.Scant = slices.Sorted(maps.Keys(scant))
	return l
}

// newer lists the whole downloads that a base has cells of and that stand over
// one that the panel has cells of, the oldest first.
func (p *Panel) newer(base *Panel) (all []domain.Retrieval) {
	for _, by := range base.from.all {
		if !by.Partial && slices.ContainsFunc(p.from.all, func(one domain.Retrieval) bool {
			return one != (domain.Retrieval{}) && one.Before(by)
		}) {
			all = append(all, by)
		}
	}
	slices.SortFunc(all, func(a, b domain.Retrieval) int {
		switch {
		case a.Before(b):
			return -1
		case b.Before(a):
			return 1
		}
		return 0
	})
	return all
}

// lacking is Lacking for what a download states by place, see stated.
func (p *Panel) lacking(stated []int, download *Panel, whole domain.YearRange, ended func(domain.RegionID) bool) Lack {
	var l Lack
	var scant []domain.Retrieval
	for _, regions := range p.categories(ended) {
		if !p.mostly(regions, stated) {
			continue
		}
		width := p.offset(1, 0, 0)
		kinds := p.kinds(regions, stated, download)
		for at := range width {
			lacking, covered, by := p.slice(regions, at, width, stated, download)
			t := p.Periods[at%len(p.Periods)]
			none := covered == 0 && whole != (domain.YearRange{}) && whole.Contains(t)
			if kind, ok := kinds[at/len(p.Periods)]; none && ok {
				by = kind
				lacking = p.heldUntil(regions, at, width, by)
				covered = len(lacking)
			}
			l.Covered += covered
			switch {
			case none || len(lacking) > 1 && 2*len(lacking) > covered:
				l.Scant = append(l.Scant, lacking...)
				scant = append(scant, slices.Repeat([]domain.Retrieval{by}, len(lacking))...)
			default:
				l.Cells = append(l.Cells, lacking...)
				l.by = append(l.by, slices.Repeat([]domain.Retrieval{by}, len(lacking))...)
			}
		}
	}
	l.by = append(l.by, scant...)
	return l
}

// stated gives for each cell its place in the download plus one; 0 where that
// does not state it.
func (p *Panel) stated(download *Panel) []int {
	at := make([]int, p.Len())
	download.into(&p.Frame, func(from, to int) {
		if download.status[from] != domain.Absent {
			at[to] = from + 1
		}
	})
	return at
}

// categories parts the regions that have not ended by their category, unknown ones
// left out.
func (p *Panel) categories(ended func(domain.RegionID) bool) map[domain.Category][]int {
	of := make(map[domain.Category][]int)
	for i, r := range p.Regions {
		if c := r.Category(); c != "" && !ended(r) {
			of[c] = append(of[c], i)
		}
	}
	return of
}

// mostly reports whether the download has most of the regions that the panel has a
// figure of.
func (p *Panel) mostly(regions, stated []int) bool {
	width := p.offset(1, 0, 0)
	held, has := 0, 0
	for _, r := range regions {
		cells := r * width
		if !slices.Contains(p.status[cells:cells+width], domain.OK) {
			continue
		}
		held++
		if slices.ContainsFunc(stated[cells:cells+width], func(at int) bool { return at > 0 }) {
			has++
		}
	}
	return 2*has > held && has >= min(held, 2)
}

// slice looks at one year, gender and breakdown of regions.
func (p *Panel) slice(regions []int, at, width int, stated []int, download *Panel) (lacking []int, covered int, by domain.Retrieval) {
	some := false
	for _, r := range regions {
		if from := stated[r*width+at]; from > 0 {
			if one := download.retrievalAt(from - 1); !some || by.Before(one) {
				by = one
			}
			some = true
		}
	}
	if !some {
		return nil, 0, by
	}
	for _, r := range regions {
		i := r*width + at
		switch {
		case p.status[i] != domain.OK || stated[i] == 0 && by.Before(p.retrievalAt(i)):
		case stated[i] == 0:
			lacking = append(lacking, i)
			covered++
		default:
			covered++
		}
	}
	return lacking, covered, by
}

// kinds are the breakdowns and genders, by their place in a region, that a download
// states anything of, each with its newest retrieval there.
func (p *Panel) kinds(regions, stated []int, download *Panel) map[int]domain.Retrieval {
	all := make(map[int]domain.Retrieval)
	width := p.offset(1, 0, 0)
	for _, r := range regions {
		for at, from := range stated[r*width : (r+1)*width] {
			if from == 0 {
				continue
			}
			kind, one := at/len(p.Periods), download.retrievalAt(from-1)
			if by, ok := all[kind]; !ok || by.Before(one) {
				all[kind] = one
			}
		}
	}
	return all
}

// heldUntil are the figures of one year, gender and breakdown of regions that are not of
// a newer download.
func (p *Panel) heldUntil(regions []int, at, width int, by domain.Retrieval) (cells []int) {
	for _, r := range regions {
		if i := r*width + at; p.status[i] == domain.OK && !by.Before(p.retrievalAt(i)) {
			cells = append(cells, i)
		}
	}
	return cells
}

// Withdraw takes figures out of a merge's panel that its download lacks: they
// become absent, and are among the replaced.
func (m *Merged) Withdraw(l *Lack, scant bool) error {
	places := l.Cells
	if scant {
		places = append(slices.Clone(places), l.Scant...)
	}
	if len(places) == 0 {
		return nil
	}
	p := m.Panel
	var replaced Builder
	m.Replaced.Each(replaced.Add)
	if p.from.of == nil {
		one := p.retrievalOfAll()
		none := p.from.number(domain.Retrieval{})
		p.from.of = make([]uint16, p.Len())
		for i, s := range p.status {
			if p.from.of[i] = none; s != domain.Absent {
				p.from.of[i] = p.from.number(one)
			}
		}
	}
	for n, i := range places {
		replaced.Add(p.key(i), p.at(i))
		p.set(i, domain.EmptyCell(domain.Absent))
		p.from.of[i] = p.from.number(l.by[n])
	}
	m.Changes.Changed += len(places)
	m.Changes.Withdrawn += len(places)
	var err error
	m.Replaced, err = replaced.Panel()
	return err
}

// retrievalOfAll is the download that every cell belongs to.
func (p *Panel) retrievalOfAll() domain.Retrieval {
	if len(p.from.all) == 0 {
		return domain.Retrieval{}
	}
	return p.from.all[0]
}
