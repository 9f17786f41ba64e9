package catalog

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// group lists the areas of a workspace's group.
func (r resolver) group(name string) ([]domain.RegionID, error) {
	members, ok := r.Groups[name]
	if !ok {
		e := &GroupError{Name: name}
		for known := range r.Groups {
			e.Known = append(e.Known, known)
		}
		slices.Sort(e.Known)
		return nil, e
	}
	if slices.Contains(r.within, name) {
		return nil, fmt.Errorf("kuvio.yaml: groups: %s contains itself: %s", r.within[0], strings.Join(append(r.within, name), " → "))
	}
	r.within = append(slices.Clone(r.within), name)
	ids, err := r.membersOfGroup(members)
	if err == nil {
		err = r.apart(ids)
	}
	switch {
	case err != nil && len(r.within) > 1: // the outermost group names them all
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("kuvio.yaml: groups: %s: %w", name, err)
	}
	return ids, nil
}

func (r resolver) membersOfGroup(members []string) ([]domain.RegionID, error) {
	var all []Target
	for _, m := range members {
		refs, err := ParseRefs(m)
		if err != nil {
			return nil, err
		}
		for _, ref := range refs {
			if ref.Form == RefRest {
				return nil, fmt.Errorf("%s is not an area: expected areas, sets of them or groups", ref)
			}
			targets, err := r.targets(ref)
			if err != nil {
				return nil, err
			}
			all = append(all, targets...)
		}
	}
	var ids []domain.RegionID
	for _, t := range Expand(all) {
		ids = append(ids, t.ID)
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("no members: expected areas such as kunta:179, sets such as kunta@maakunta:13/2016 or groups")
	}
	return ids, nil
}

// apart finds areas of a group that share municipalities, which would be
// counted twice: in the latest division that both have.
func (r resolver) apart(ids []domain.RegionID) error {
	var places []int
	for _, id := range ids {
		if i, ok := r.byID[id]; ok {
			places = append(places, i)
		}
	}
	for n, b := range places {
		for _, a := range places[:n] {
			if r.regions[a].Category == domain.Kunta && r.regions[b].Category == domain.Kunta {
				continue
			}
			if shared, year, ok := r.shared(a, b); ok {
				return fmt.Errorf("%s and %s both have %s (%d): expected members that have nothing in common, for it would be counted twice",
					r.regions[a].Label(), r.regions[b].Label(), r.regions[shared].Label(), year)
			}
		}
	}
	return nil
}

// shared is a municipality that two areas both had in the latest year in which
// both were.
func (r resolver) shared(a, b int) (kunta, year int, ok bool) {
	year = r.Last()
	for _, area := range []Region{r.regions[a], r.regions[b]} {
		years, ok := r.DivisionYears(area.Category)
		if !ok {
			return 0, 0, false
		}
		year = min(year, years.To)
		if area.Last != 0 {
			year = min(year, area.Last)
		}
	}
	for i := range r.regions { // in their order, so that the same one is named each time
		if r.regions[i].Category != domain.Kunta {
			continue
		}
		inA, okA := r.area(i, r.regions[a].Category, year)
		inB, okB := r.area(i, r.regions[b].Category, year)
		if okA && okB && inA == a && inB == b {
			return i, year, true
		}
	}
	return 0, 0, false
}

// restOfGroup resolves "rest:group:NAME".
func (r resolver) restOfGroup(ref Ref) ([]Target, error) {
	members, err := r.group(ref.Of.Name)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		if err := r.leavesRest(ref, m); err != nil {
			return nil, err
		}
	}
	part := domain.GroupID(ref.Of.Name)
	return []Target{{Form: Rest, ID: domain.RestID(part), Part: part, Members: members}}, nil
}
