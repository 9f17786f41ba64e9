package series

import (
	"slices"

	"kuvio/internal/domain"
)

// region is the points of one region. Of one that has merged into another, among
// other areas, each is its own or its successor's as in a group: where the
// successor is one of the areas, or an earlier one has its figure already, a figure
// of its own that has been moved there is left out, with a note, so that nobody is
// counted twice (stats/METHODS.md, "Rates").
func (r *reading) region(s *Series, h held, area Area) ([]Point, error) {
	listed := h
	if n := len(h.panel.Periods); r.q.Listed && n > 0 {
		listed.first, listed.last = h.panel.Periods[0], h.panel.Periods[n-1]
	}
	own, err := r.points(s, listed, area.ID)
	m := area.Merged
	if err != nil || m.Successor == "" {
		return own, err
	}
	has := anyFigure(h.panel, m.ID)
	stands := r.standsIn(area)
	if !has && !stands {
		return own, nil
	}
	g := &gathered{
		members: []Member{m}, of: map[domain.RegionID]map[domain.Period]Point{m.ID: byPeriod(own)},
		held: map[domain.RegionID]bool{m.ID: has}, moved: make(map[domain.RegionID]map[domain.Period]bool),
	}
	next := *s
	next.Notes = nil
	if next.Points, err = r.points(&next, h, m.Successor); err != nil {
		return nil, err
	}
	s.Provenance.withdrawn = next.Provenance.withdrawn
	g.of[m.Successor] = byPeriod(next.Points)
	if has {
		if err := r.movedTo(s, h, g, m); err != nil {
			return nil, err
		}
	}
	points, taken := g.ofOne(m, stands, s)
	if taken && stands {
		s.Notes = s.Notes.With(next.Notes...)
	}
	return points, nil
}

// ofOne is the points of one area by what was gathered of it and its successor,
// whose figures it has where it stands in for it; taken says that it has some.
func (g *gathered) ofOne(m Member, stands bool, s *Series) (points []Point, taken bool) {
	wider := false
	for _, t := range g.periods() {
		p, ok := g.of[m.ID][t]
		if _, successor := g.source(m, t); successor {
			next, given := g.of[m.Successor][t]
			switch {
			case stands && given:
				p, ok, taken = next, true, true
			case !stands && ok && (p.Status == domain.OK || p.Status == domain.Suppressed):
				p, taken = NewPoint(t, domain.EmptyCell(domain.Missing)), true
			default:
				successor = false
			}
			if successor {
				p.say(domain.NoteSuccessorUsed, string(m.Successor))
			}
			if successor && stands && m.Wider {
				p.say(domain.NoteSuccessorWider, string(m.Successor))
			}
		}
		if !ok {
			continue
		}
		is := p.notes != nil && p.notes.Has(domain.NoteSuccessorWider)
		if len(points) > 0 && is != wider {
			s.Breaks = append(s.Breaks, t) // from here on it is another area
		}
		wider = is
		points = append(points, p)
	}
	slices.Sort(s.Breaks)
	s.Breaks = slices.Compact(s.Breaks)
	return points, taken
}

// standsIn reports whether a merged area has the figures of its successor: it is
// the first of those of the query that have merged into one that is not among them.
func (r *reading) standsIn(area Area) bool {
	if slices.ContainsFunc(r.q.Areas, func(a Area) bool { return a.ID == area.Merged.Successor }) {
		return false
	}
	first := slices.IndexFunc(r.q.Areas, func(a Area) bool { return a.Merged.Successor == area.Merged.Successor })
	return first >= 0 && r.q.Areas[first].ID == area.ID
}

func byPeriod(points []Point) map[domain.Period]Point {
	of := make(map[domain.Period]Point, len(points))
	for _, p := range points {
		of[p.Period] = p
	}
	return of
}
