package catalog

import (
	"cmp"
	"fmt"
	"slices"
)

// set lists the members of a set such as kunta@maakunta:13/2016.
func (r resolver) set(ref Ref) ([]Region, error) {
	if ref.Of.Form == RefGroup {
		return r.setOfGroup(ref)
	}
	whole, ok, err := r.find(*ref.Of)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, r.unknown(ref.Of.String())
	}
	members, err := r.membersOf(ref, whole)
	if err != nil {
		return nil, err
	}
	if len(members) == 0 {
		return nil, fmt.Errorf("%s has no members: no %s lay wholly in %s in that division", ref, ref.Category, whole.Label())
	}
	return members, nil
}

// membersOf lists the members of the set within one area. Only with a year or
// /all may that area have ended.
func (r resolver) membersOf(ref Ref, whole Region) ([]Region, error) {
	year := cmp.Or(ref.Year, r.Division)
	switch {
	case ref.All:
		return r.everMembers(ref.Category, whole)
	case year == 0 && whole.Ended():
		return nil, fmt.Errorf("%w (its last division is %s@%s/%d)", r.ended(whole), ref.Category, whole.ID, whole.Last)
	}
	return r.MembersOf(ref.Category, whole.ID, year)
}

// setOfGroup lists the members of a set such as kunta@group:NAME: those areas
// of the group that are of the set's category, and the members of the others.
func (r resolver) setOfGroup(ref Ref) ([]Region, error) {
	ids, err := r.group(ref.Of.Name)
	if err != nil {
		return nil, err
	}
	var all []Region
	for _, id := range ids {
		region, ok := r.ByID(id)
		if !ok {
			return nil, fmt.Errorf("%s: %w", ref, r.unknown(string(id)))
		}
		members := []Region{region}
		if region.Category != ref.Category {
			if members, err = r.membersOf(ref, region); err != nil {
				return nil, fmt.Errorf("%s: %w", ref, err)
			}
		}
		for _, m := range members {
			if !slices.ContainsFunc(all, func(a Region) bool { return a.ID == m.ID }) {
				all = append(all, m)
			}
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s has no members: the group has none of category %s", ref, ref.Category)
	}
	return all, nil
}
