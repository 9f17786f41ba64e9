package cli

import (
	"errors"
	"fmt"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// references are what the workspace adds to the resolving of references; ended
// lets areas through that have ended.
func (s *session) references(ended bool) catalog.Options {
	o := catalog.Options{Ended: ended}
	if s.ws == nil {
		return o
	}
	o.Groups = make(map[string][]string, len(s.ws.Config.Groups))
	for name, g := range s.ws.Config.Groups {
		o.Groups[name] = g.Refs()
	}
	return o
}

// areas resolves references to the areas series are loaded for.
func (s *session) areas(refs string) ([]series.Area, error) {
	o := s.references(false)
	o.Known = s.named
	targets, err := s.cat.Resolve(refs, o)
	if err != nil {
		return nil, s.orGroup(err)
	}
	areas := make([]series.Area, len(targets))
	rests := 0
	for i, t := range targets {
		a := series.Area{ID: t.ID, Name: s.regionName(t.ID), Members: s.groupMembers(t.Members)}
		switch t.Kind {
		case catalog.Rest:
			a.Whole, a.Part, a.Name, a.Years = domain.WholeCountry, t.Part, restName, s.groupYears(t.Part)
			rests++
		case catalog.Group:
			a.Years = s.groupYears(t.ID)
		}
		areas[i] = a
	}
	for i, a := range areas {
		if a.Part != "" && rests > 1 { // one alone needs no telling apart
			areas[i].Name = s.restWithout(a.Part)
		}
	}
	return areas, nil
}

// orGroup adds to the error of an unknown name the group that bears it.
func (s *session) orGroup(err error) error {
	var unknown *catalog.UnknownError
	if s.ws == nil || !errors.As(err, &unknown) {
		return err
	}
	for name, g := range s.ws.Config.Groups {
		for _, word := range []string{name, g.Title.FI, g.Title.SV, g.Title.EN} {
			if word != "" && catalog.Fold(word) == catalog.Fold(unknown.Ref) {
				return fmt.Errorf("%w; kuvio.yaml has a group of that name: %s", err, domain.GroupID(name))
			}
		}
	}
	return err
}

// groupMembers are the areas of a group with what has become of them.
func (s *session) groupMembers(ids []domain.RegionID) []series.Member {
	var members []series.Member
	for _, id := range ids {
		m := series.Member{ID: id}
		if r, ok := s.cat.ByID(id); ok && r.Ended() {
			m.Last, m.Heir = r.Last, s.cat.Heir(id)
			m.Wider = m.Heir != "" && s.cat.Wider(m.Heir, ids)
		}
		members = append(members, m)
	}
	return members
}

// groupYears are the years in which a group existed; those of a region are all.
func (s *session) groupYears(id domain.RegionID) domain.YearRange {
	if name, ok := id.Group(); ok {
		return s.ws.Config.Groups[name].Years()
	}
	return domain.YearRange{}
}

var restName = domain.Text{FI: "muu maa", SV: "övriga landet", EN: "rest of the country"}

func (s *session) restWithout(part domain.RegionID) domain.Text {
	name, t := s.regionName(part), restName
	for _, l := range domain.Langs {
		t.Set(l, t.In(l)+" ("+text("ilman: ", "utan: ", "without: ").In(l)+name.In(l)+")")
	}
	return t
}

// regionName is the region's name, a group's title, or where nobody named it,
// its id.
func (s *session) regionName(id domain.RegionID) domain.Text {
	if r, ok := s.cat.ByID(id); ok {
		return r.Name
	}
	if r, ok := s.regions[id]; ok && !r.Name.IsZero() {
		return r.Name
	}
	if name, ok := id.Group(); ok && s.ws != nil {
		if title := s.ws.Config.Groups[name].Title; !title.IsZero() {
			return title
		}
		return domain.Text{FI: name}
	}
	return domain.Text{FI: string(id)}
}
