package catalog

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kuvio/internal/domain"
)

// ownCategories lists the categories of the areas that only the data names,
// besides those the catalogue has.
func (o Options) ownCategories() []string {
	found := make(map[string]bool)
	for id := range o.Own {
		if c := id.Category(); c != "" && !slices.Contains(domain.Categories(), c) {
			found[string(c)] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// ownArea finds the area that only the data names by a reference to it: its id,
// its category with its code or its name, or its name alone. Codes are found as
// they are written before those whose leading zeros differ.
func (o Options) ownArea(ref string) (domain.RegionID, error) {
	ref = norm.NFC.String(ref)
	if _, ok := o.Own[domain.RegionID(ref)]; ok {
		return domain.RegionID(ref), nil
	}
	category, code, divided := strings.Cut(ref, ":")
	category, code = strings.ToLower(strings.TrimSpace(category)), strings.TrimSpace(code)
	if !divided {
		category, code = "", ref
	}
	var byCode, byName []Region
	for _, id := range slices.Sorted(maps.Keys(o.Own)) {
		r := o.Own[id]
		switch {
		case divided && string(id.Category()) != category:
		case divided && id.Code() == code:
			return id, nil
		case divided && strings.EqualFold(trimZeros(id.Code()), trimZeros(code)):
			byCode = append(byCode, ownRegion(r))
		case hasName(r.Name, code):
			byName = append(byName, ownRegion(r))
		}
	}
	found := byCode
	if len(found) == 0 {
		found = byName
	}
	switch len(found) {
	case 0:
		return "", nil
	case 1:
		return found[0].ID, nil
	}
	return "", &AmbiguousError{Name: ref, Candidates: found}
}

func hasName(name domain.Text, word string) bool {
	for _, l := range domain.Langs {
		if name.In(l) != "" && nameKey(name.In(l)) == nameKey(word) {
			return true
		}
	}
	return false
}

// ownRegion is an area that only the data names, in the form errors list areas in.
func ownRegion(r domain.Region) Region { return Region{ID: r.ID, Code: r.Code, Name: r.Name} }

// allOf lists every area of a category that only the data has, for a reference
// that is the category's word alone; nothing for any other.
func (o Options) allOf(word string) []Target {
	var all []Target
	for _, id := range slices.Sorted(maps.Keys(o.Own)) {
		if strings.EqualFold(string(id.Category()), word) && !slices.Contains(domain.Categories(), id.Category()) {
			all = append(all, Target{ID: id})
		}
	}
	return all
}
