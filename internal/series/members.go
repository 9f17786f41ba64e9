package series

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/store"
)

// gathered is the figures of a group's areas, and of those they have merged
// into since.
type gathered struct {
	members []Member // by id, so that no sum depends on the order they are written in
	of      map[domain.RegionID]map[domain.Period]Point
	held    map[domain.RegionID]bool                   // of members that have ended: whether the source has any figure
	moved   map[domain.RegionID]map[domain.Period]bool // of those: periods in which a later import gave their heir's figure
	places  int                                        // decimals that the figures are published with
}

// gather reads the figures of the members.
func (r *reading) gather(s *Series, h held, members []Member) (*gathered, error) {
	g := &gathered{members: slices.Clone(members), of: make(map[domain.RegionID]map[domain.Period]Point), held: make(map[domain.RegionID]bool), moved: make(map[domain.RegionID]map[domain.Period]bool)}
	slices.SortFunc(g.members, func(a, b Member) int { return cmp.Compare(a.ID, b.ID) })
	var all []Point
	for _, m := range g.members {
		if m.Last != 0 {
			g.held[m.ID] = anyFigure(h.panel, m.ID)
		}
		for _, id := range []domain.RegionID{m.ID, m.Heir} {
			if _, ok := g.of[id]; ok || id == "" {
				continue
			}
			points, err := r.member(s, h, id)
			if err != nil {
				return nil, err
			}
			g.of[id] = make(map[domain.Period]Point, len(points))
			for _, p := range points {
				g.of[id][p.Period] = p
			}
			all = append(all, points...)
		}
	}
	for _, m := range g.members {
		if m.Heir != "" && g.held[m.ID] {
			if err := r.movedTo(s, g, m); err != nil {
				return nil, err
			}
		}
	}
	g.places = decimals(s.Indicator, all)
	return g, nil
}

// movedTo finds the periods in which the heir's figure is of a later import than
// any of the member's own: an older download with the member's past and a newer
// one that has moved it to the heir lie in one panel, and both would count the
// same people.
func (r *reading) movedTo(s *Series, g *gathered, m Member) error {
	last, err := r.newest(s, g, m.ID, nil)
	if err != nil {
		return err
	}
	g.moved[m.ID] = make(map[domain.Period]bool)
	_, err = r.newest(s, g, m.Heir, func(t domain.Period, v store.VintageID) { g.moved[m.ID][t] = v > last })
	return err
}

// newest is the latest import that gave a figure of an area; each, if not nil,
// is told that of every period.
func (r *reading) newest(s *Series, g *gathered, area domain.RegionID, each func(domain.Period, store.VintageID)) (last store.VintageID, err error) {
	for t, p := range g.of[area] {
		if p.Status != domain.OK {
			continue
		}
		o, err := r.l.Store.Origin(r.ctx, domain.Key{Indicator: s.Indicator.ID, Region: area, Gender: s.Gender, Breakdown: s.Breakdown, Period: t}, r.q.Vintage)
		if errors.Is(err, store.ErrNotHeld) { // under an id that the catalogue has since learnt
			continue
		}
		if err != nil {
			return 0, err
		}
		last = max(last, o.Vintage.ID)
		if each != nil {
			each(t, o.Vintage.ID)
		}
	}
	return last, nil
}

// member reads the observations of one area of a group. What is said of them
// is said of the group, and does not bear on the other areas.
func (r *reading) member(s *Series, h held, id domain.RegionID) ([]Point, error) {
	one := *s
	one.Notes = nil
	points, err := r.points(&one, h, id)
	if err != nil {
		return nil, err
	}
	if perPerson(s.Indicator) {
		if err := r.persons(&one, points, id); err != nil {
			return nil, err
		}
	}
	s.Notes, s.denominatorRetrieved = s.Notes.With(one.Notes...), one.denominatorRetrieved
	return points, nil
}

// anyFigure reports whether the panel has a figure of the region, of any kind
// and period.
func anyFigure(p *panel.Panel, region domain.RegionID) bool {
	for _, breakdown := range p.Breakdowns {
		for _, gender := range p.Genders {
			cells, _ := p.Series(region, breakdown, gender)
			if slices.ContainsFunc(cells, func(c domain.Cell) bool { return c.Status == domain.OK || c.Status == domain.Suppressed }) {
				return true
			}
		}
	}
	return false
}

// periods are those of which the source says something of a member or an heir.
func (g *gathered) periods() []domain.Period {
	all := make(map[domain.Period]bool)
	for _, points := range g.of {
		for t := range points {
			all[t] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// share is what one area brings to a period of a group.
type share struct {
	region domain.RegionID
	point  Point
	heir   bool // the figure stands for areas that have merged into this one
	wider  bool // and is of more than those
}

// at is what the areas bring to a period, each area once.
func (g *gathered) at(t domain.Period) []share {
	shares := make([]share, 0, len(g.members))
	place := make(map[domain.RegionID]int, len(g.members))
	for _, m := range g.members {
		id, heir := g.source(m, t)
		i, ok := place[id]
		if !ok {
			p, ok := g.of[id][t]
			if !ok {
				p = Point{Period: t, Cell: domain.EmptyCell(domain.Absent), Denominator: noDenominator}
			}
			i, place[id] = len(shares), len(shares)
			shares = append(shares, share{region: id, point: p})
		}
		shares[i].heir = shares[i].heir || heir
		shares[i].wider = shares[i].wider || heir && m.Wider
	}
	return shares
}

// source is the area whose figure of the period is a member's: its own, or that
// of the area it has merged into. The heir's is taken after the merger, and
// before it where the source has no figure of the member in any year: it has
// then moved the member's past to its heir (a back-cast: stats/METHODS.md,
// "Rates"). Where the source has figures of the member, a year without one is a
// gap, unless a later import has moved them to its heir.
func (g *gathered) source(m Member, t domain.Period) (id domain.RegionID, heir bool) {
	own := g.of[m.ID][t]
	if g.moved[m.ID][t] {
		return m.Heir, true
	}
	if m.Heir == "" || own.Status == domain.OK || t.Year() <= m.Last && g.held[m.ID] {
		return m.ID, false
	}
	return m.Heir, true
}
