package catalog

import (
	"errors"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// Resolve looks up references separated by commas and lists what they stand
// for in the order written, each target once. A set is listed as its members:
// municipalities in Finnish alphabetical order, other areas by code. A group
// is one target; Expand replaces it by its members.
//
// A group is a composition somebody wrote down, maybe long ago: members of it
// that have merged since are kept (see LastSuccessor) and no error.
//
// An id of SOTKAnet's that the catalogue does not know is kept as "id:730".
// Errors are *SyntaxError, *UnknownError, *AmbiguousError, *EndedError,
// *YearError and *GroupError, or plain where two areas are no pair of a whole
// and its parts; the first one found is returned.
func (c *Catalog) Resolve(s string, o Options) ([]Target, error) {
	refs, err := ParseRefs(s)
	if err != nil {
		return nil, err
	}
	r := resolver{c, o, nil}
	var all []Target
	for _, ref := range refs {
		targets, err := r.targets(ref)
		if err != nil {
			return nil, err
		}
		all = append(all, targets...)
	}
	return unique(all), nil
}

// ResolveOne is Resolve for a reference to exactly one region.
func (c *Catalog) ResolveOne(s string, o Options) (domain.RegionID, error) {
	targets, err := c.Resolve(s, o)
	if err != nil {
		return "", err
	}
	if len(targets) != 1 || targets[0].Form != Area {
		return "", &SyntaxError{s, "expected a single region, such as kunta:179"}
	}
	return targets[0].ID, nil
}

// resolver is one call of Resolve; within are the groups being looked up.
type resolver struct {
	*Catalog
	Options
	within []string
}

func (r resolver) targets(ref Ref) ([]Target, error) {
	switch ref.Form {
	case RefSet:
		regions, err := r.set(ref)
		if err != nil {
			return nil, err
		}
		targets := make([]Target, len(regions))
		for i, m := range regions {
			targets[i].ID = m.ID
		}
		return targets, nil
	case RefGroup:
		members, err := r.group(ref.Name)
		if err != nil {
			return nil, err
		}
		return []Target{{Form: Group, ID: domain.GroupID(ref.Name), Members: members}}, nil
	case RefRest:
		return r.rest(ref)
	case RefName:
		if all := r.allOf(ref.Name); len(all) > 0 && len(r.ByName(ref.Name)) == 0 {
			return all, nil
		}
	}
	id, err := r.one(ref)
	if err != nil {
		return nil, err
	}
	return []Target{{ID: id}}, nil
}

// one looks up a reference to one area.
func (r resolver) one(ref Ref) (domain.RegionID, error) {
	if id := domain.RegionID(ref.String()); len(r.Own) > 0 {
		_, own := r.Own[id]
		if _, listed := r.byID[id]; own && !listed {
			return id, nil
		}
	}
	region, ok, err := r.find(ref)
	var unknown *UnknownError
	if errors.As(err, &unknown) {
		if own, ambiguous := r.ownArea(ref.String()); own != "" || ambiguous != nil {
			return own, ambiguous
		}
		err = r.ofNoCategory(ref, err)
	}
	switch {
	case err != nil:
		return "", err
	case !ok:
		return domain.SotkanetRegion(ref.ID), nil
	case region.Ended() && !r.Ended && !r.inheritable(region):
		return "", r.ended(region)
	}
	return region.ID, nil
}

// ofNoCategory is the error of a reference that nothing is found for: where what
// stands before its colon is no category and a number follows, that is what is
// wrong with it.
func (r resolver) ofNoCategory(ref Ref, unknown error) error {
	word, code, divided := strings.Cut(ref.String(), ":")
	if !divided || !isNumber(strings.TrimSpace(code)) {
		return unknown
	}
	_, err := domain.ParseCategory(word)
	own := r.ownCategories()
	switch {
	case err == nil:
		return unknown
	case slices.Contains(own, strings.ToLower(word)):
		return &UnknownError{Ref: ref.String(), Note: "the data has no " + word + " of that code; 'kuvio list regions " + word + "' lists those it has"}
	case len(own) > 0:
		return &SyntaxError{ref.String(), err.Error() + ", or of the data's own: " + strings.Join(own, ", ")}
	}
	return &SyntaxError{ref.String(), err.Error()}
}

// find looks up the region of a reference to one area, ended or not; ok is
// false for an id of SOTKAnet's that is not known.
func (r resolver) find(ref Ref) (region Region, ok bool, err error) {
	switch ref.Form {
	case RefID:
		region, ok = r.BySotkanet(ref.ID)
		return region, ok, nil
	case RefArea:
		if region, ok = r.ByCode(ref.Category, ref.Code); ok {
			return region, true, nil
		}
		region, err = r.named(ref.Code, ref.String(), ref.Category)
	default:
		region, err = r.named(ref.Name, ref.Name)
	}
	return region, err == nil, err
}

// named looks up a name. An area that has ended does not make the name of one
// that exists ambiguous.
func (r resolver) named(name, ref string, categories ...domain.Category) (Region, error) {
	found := r.ByName(name, categories...)
	if exist := slices.DeleteFunc(slices.Clone(found), Region.Ended); len(exist) > 0 {
		found = exist
	}
	switch len(found) {
	case 0:
		return Region{}, r.unknown(ref)
	case 1:
		return found[0], nil
	}
	return Region{}, &AmbiguousError{Name: name, Candidates: found}
}

// rest resolves "rest:shp:14" and "rest:group:NAME".
func (r resolver) rest(ref Ref) ([]Target, error) {
	if ref.Of.Form == RefGroup {
		return r.restOfGroup(ref)
	}
	id, err := r.one(*ref.Of)
	if err != nil {
		return nil, err
	}
	if err := r.leavesRest(ref, id); err != nil {
		return nil, err
	}
	return []Target{{Form: Rest, ID: domain.RestID(id), Part: id}}, nil
}

// leavesRest finds whether an area is a part of Finland and not all of it.
func (r resolver) leavesRest(ref Ref, id domain.RegionID) error {
	part, ok := r.ByID(id)
	if !ok {
		return &SyntaxError{ref.String(), string(id) + " is not known to be a part of Finland, which alone leaves a rest"}
	}
	if _, ok := r.DivisionYears(part.Category); !ok || part.Category == domain.Maa {
		return &SyntaxError{ref.String(), part.Label() + " is not a part of Finland that leaves a rest"}
	}
	return nil
}
