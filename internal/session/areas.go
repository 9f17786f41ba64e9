package session

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// references are what the workspace adds to the resolving of references.
func (s *Session) references() catalog.Options {
	o := catalog.Options{Groups: make(map[string][]string, len(s.Config.Groups)), Own: s.regions}
	for name, g := range s.Config.Groups {
		o.Groups[name] = g.Refs()
	}
	return o
}

// Areas resolves references, separated by commas, to the areas that series are
// loaded for. Errors are those of catalog.Resolve.
func (s *Session) Areas(refs string) ([]series.Area, error) {
	return s.areas(refs, s.references())
}

// AreasIn is Areas as they were in a year: with those that have ended since, if they
// existed then, and of sets those who were their members.
func (s *Session) AreasIn(refs string, year int) ([]series.Area, error) {
	o := s.references()
	o.Ended, o.Division = true, year
	areas, err := s.areas(refs, o)
	for _, a := range areas {
		if r, ok := s.Catalog.ByID(a.ID); ok && r.Ended() && r.Last < year {
			return nil, fmt.Errorf("%s (%s) ended in %d and is no area of %d: name what it has merged into, %s", r.ID, r.Name.In(domain.English), r.Last, year, r.Successor)
		}
	}
	return areas, err
}

func (s *Session) areas(refs string, o catalog.Options) ([]series.Area, error) {
	targets, err := s.Catalog.Resolve(refs, o)
	if err != nil {
		return nil, s.orGroup(err)
	}
	areas := make([]series.Area, len(targets))
	rests := 0
	var ids []domain.RegionID
	for _, t := range targets {
		if t.Form == catalog.Area && !o.Ended { // else asked for as it was
			ids = append(ids, t.ID)
		}
	}
	merged := s.merged(ids)
	for i, t := range targets {
		a := s.Area(t.ID)
		a.Merged = merged[t.ID]
		a.Members = s.groupMembers(t.Members)
		switch t.Form {
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

// merged is what has become of the areas that have merged into another: members of
// a set of an old division, among the others.
func (s *Session) merged(ids []domain.RegionID) map[domain.RegionID]series.Member {
	of := make(map[domain.RegionID]series.Member)
	for _, m := range s.groupMembers(ids) {
		if m.Successor != "" {
			of[m.ID] = m
		}
	}
	return of
}

// sumGroup is the name under which the areas of a query are one, as a group is.
const sumGroup = "sum"

// mostNamed is how many areas taken as one are named.
const mostNamed = 3

// sumName is what areas taken as one are called: few by their names, more by
// their number.
func sumName(areas []series.Area) (name domain.Text) {
	for _, l := range domain.Langs {
		if len(areas) > mostNamed {
			name.Set(l, fmt.Sprintf(domain.Text{FI: "%d aluetta", SV: "%d områden", EN: "%d regions"}.In(l), len(areas)))
			continue
		}
		var names []string
		for _, a := range areas {
			names = append(names, a.Name.In(l))
		}
		name.Set(l, locale.List(l, names))
	}
	return name
}

// sum is the areas of references taken as one, as if kuvio.yaml had a group of
// them.
func (s *Session) sum(refs string, areas []series.Area, o catalog.Options) ([]series.Area, error) {
	if len(areas) < 2 {
		return areas, nil
	}
	o.Groups[sumGroup] = []string{refs}
	targets, err := s.Catalog.Resolve(string(domain.GroupID(sumGroup)), o)
	if err != nil {
		if inner := errors.Unwrap(err); inner != nil { // without what it says of kuvio.yaml
			err = inner
		}
		return nil, fmt.Errorf("no sum of %s: %w", refs, err)
	}
	one := series.Area{ID: targets[0].ID, Members: s.groupMembers(targets[0].Members)}
	one.Name = sumName(areas)
	return []series.Area{one}, nil
}

// SumIn is the areas of references taken as one, as they were by the division of a
// year, which sets that name one keep; 0 is today's. division is the year whose it
// then is: 0 where none is known of the year asked for.
func (s *Session) SumIn(refs string, year int) (one series.Area, division int, err error) {
	o := s.references()
	o.Division = year
	areas, err := s.areas(refs, o)
	var unknown *catalog.YearError
	if errors.As(err, &unknown) && year != 0 {
		return s.SumIn(refs, 0)
	}
	if err == nil {
		areas, err = s.sum(refs, areas, o)
	}
	if err != nil {
		return one, 0, regionsError(err)
	}
	if all, err := catalog.ParseRefs(refs); err == nil && len(all) == 1 && all[0].Year != 0 {
		year = all[0].Year
	}
	return areas[0], year, nil
}

// Region resolves a reference to one region that exists, or with ended to one
// that may have ended. Errors are those of catalog.ResolveOne.
func (s *Session) Region(ref string, ended bool) (domain.RegionID, error) {
	o := s.references()
	o.Ended = ended
	return s.Catalog.ResolveOne(ref, o)
}

// Area is one region as series are loaded for it.
func (s *Session) Area(id domain.RegionID) series.Area {
	return series.Area{ID: id, Name: s.RegionName(id)}
}

// Together is several regions as series are loaded for them beside each other:
// those of them that have merged since are not counted twice.
func (s *Session) Together(ids []domain.RegionID) []series.Area {
	merged := s.merged(ids)
	areas := make([]series.Area, len(ids))
	for i, id := range ids {
		areas[i] = s.Area(id)
		areas[i].Merged = merged[id]
	}
	return areas
}

// Members is the municipalities of an area in a year.
func (s *Session) Members(ref string, year int) (map[domain.RegionID]bool, error) {
	id, err := s.Region(ref, true)
	if err != nil {
		return nil, err
	}
	regions, err := s.Catalog.MembersOf(domain.Kunta, id, year)
	set := make(map[domain.RegionID]bool, len(regions))
	for _, r := range regions {
		set[r.ID] = true
	}
	return set, err
}

// Unlisted are the regions that imports named and the catalogue does not know,
// by id.
func (s *Session) Unlisted() []domain.Region {
	var all []domain.Region
	for _, id := range slices.Sorted(maps.Keys(s.regions)) {
		all = append(all, s.regions[id])
	}
	return all
}

// orGroup adds to the error of an unknown name the group that bears it.
func (s *Session) orGroup(err error) error {
	var unknown *catalog.UnknownError
	if !errors.As(err, &unknown) {
		return err
	}
	for name, g := range s.Config.Groups {
		for _, word := range []string{name, g.Title.FI, g.Title.SV, g.Title.EN} {
			if word != "" && catalog.Fold(word) == catalog.Fold(unknown.Ref) {
				return fmt.Errorf("%w; kuvio.yaml has a group of that name: %s", err, domain.GroupID(name))
			}
		}
	}
	return err
}

// groupMembers are the areas of a group with what has become of them.
func (s *Session) groupMembers(ids []domain.RegionID) []series.Member {
	var members []series.Member
	for _, id := range ids {
		m := series.Member{ID: id}
		if r, ok := s.Catalog.ByID(id); ok && r.Ended() {
			m.Last, m.Successor = r.Last, s.Catalog.LastSuccessor(id)
			m.Wider = m.Successor != "" && s.Catalog.Wider(m.Successor, ids)
		}
		members = append(members, m)
	}
	return members
}

// groupYears are the years in which a group existed; those of a region are all.
func (s *Session) groupYears(id domain.RegionID) domain.YearRange {
	if name, ok := id.Group(); ok {
		return s.Config.Groups[name].Years()
	}
	return domain.YearRange{}
}

var restName = domain.Text{FI: "Muu maa", SV: "Övriga landet", EN: "Rest of the country"}

var without = domain.Text{FI: "ilman: ", SV: "utan: ", EN: "without: "}

func (s *Session) restWithout(part domain.RegionID) domain.Text {
	name, t := s.RegionName(part), restName
	for _, l := range domain.Langs {
		t.Set(l, t.In(l)+" ("+without.In(l)+name.In(l)+")")
	}
	return t
}

// Place is how an area stands in a sentence: of a group, as kuvio.yaml says, and
// in Swedish and English by its title in that language.
func (s *Session) Place(id domain.RegionID) catalog.Place {
	name, ok := id.Group()
	if !ok {
		return s.Catalog.Place(id)
	}
	g := s.Config.Groups[name]
	p := catalog.Place{In: domain.Text{FI: g.Inessive}, Of: domain.Text{FI: g.Genitive}}
	if g.Title.SV != "" {
		p.In.SV = "i " + g.Title.SV
	}
	if g.Title.EN != "" {
		p.In.EN = "in " + g.Title.EN
	}
	return p
}

// Whose is how the area stands in a sentence whose members a reference to one set
// names, as kunta@maakunta:13 does; the zero Place for any other references.
func (s *Session) Whose(refs string) catalog.Place {
	all, err := catalog.ParseRefs(refs)
	if err != nil || len(all) != 1 || all[0].Form != catalog.RefSet {
		return catalog.Place{}
	}
	areas, err := s.Areas(all[0].Of.String())
	if err != nil || len(areas) != 1 {
		return catalog.Place{}
	}
	return s.Place(areas[0].ID)
}

// RegionName is the region's name, a group's title, what a rest is without, or where
// nobody named it, its id.
func (s *Session) RegionName(id domain.RegionID) domain.Text {
	if r, ok := s.Catalog.ByID(id); ok {
		return r.Name
	}
	if r, ok := s.regions[id]; ok && !r.Name.IsZero() {
		return r.Name
	}
	if name, ok := id.Group(); ok {
		if g, ok := s.Config.Groups[name]; ok && !g.Title.IsZero() {
			return g.Title
		}
		return domain.Text{FI: name}
	}
	if part, ok := id.Rest(); ok {
		return s.restWithout(part)
	}
	return domain.Text{FI: string(id)}
}

// PartsOf tells which areas are parts of a whole, by today's division: of a
// region those of the categories that it is divided into, and of the country the
// rests and groups too.
func (s *Session) PartsOf(whole series.Area) func(domain.RegionID) bool {
	members := make(map[domain.Category]map[domain.RegionID]bool)
	return func(id domain.RegionID) bool {
		r, known := s.Catalog.ByID(s.Catalog.Canonical(id))
		switch {
		case whole.Derived() || id == whole.ID:
			return false
		case !known:
			_, rest := id.Rest()
			_, group := id.Group()
			return whole.ID == domain.WholeCountry && (rest || group)
		}
		if members[r.Category] == nil {
			members[r.Category] = make(map[domain.RegionID]bool)
			found, err := s.Catalog.MembersOf(r.Category, whole.ID, 0)
			if err == nil { // else the whole is not divided into such areas
				for _, m := range found {
					members[r.Category][m.ID] = true
				}
			}
		}
		return members[r.Category][r.ID]
	}
}
