package ingest

import (
	"fmt"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/source"
)

// joiner turns what files say of a region into the one id kuvio knows it by,
// and remembers the regions the catalogue lacks.
type joiner struct {
	cat     *catalog.Catalog
	known   map[source.RegionKey]joined
	ids     map[int]domain.RegionID
	unknown map[domain.RegionID]domain.Region
}

type joined struct {
	id  domain.RegionID
	err error
}

func newJoiner(cat *catalog.Catalog) *joiner {
	return &joiner{
		cat: cat, known: make(map[source.RegionKey]joined),
		ids: make(map[int]domain.RegionID), unknown: make(map[domain.RegionID]domain.Region),
	}
}

// region finds the region of a record. The error says what was expected.
func (j *joiner) region(key source.RegionKey) (domain.RegionID, error) {
	if key.SotkanetID != 0 {
		id, ok := j.ids[key.SotkanetID]
		if !ok {
			id = j.cat.FromSotkanet(key.SotkanetID)
			if strings.HasPrefix(string(id), "id:") {
				j.unknown[id] = domain.Region{ID: id, Category: key.Category, Code: key.Code, Name: domain.Text{FI: key.Name}}
			}
			j.ids[key.SotkanetID] = id
		}
		return id, nil
	}
	r, ok := j.known[key]
	if !ok {
		r.id, r.err = j.byCode(key)
		j.known[key] = r
	}
	return r.id, r.err
}

// byCode joins a code and a name without a category, as SOTKAnet's web
// service writes them. Codes are unique only within a category, so the name
// decides between the regions of that code. Names drift, so a municipality
// whose name is no other region's is taken by its code alone.
func (j *joiner) byCode(key source.RegionKey) (domain.RegionID, error) {
	var fit []catalog.Region
	named := j.cat.ByName(key.Name)
	for _, r := range named {
		if c, ok := j.cat.ByCode(r.Category, key.Code); ok && c.ID == r.ID {
			fit = append(fit, r)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0].ID, nil
	case len(fit) > 1:
		return "", fmt.Errorf("one region of code %s: %s are all called %s", key.Code, list(fit), key.Name)
	case len(named) > 0:
		return "", fmt.Errorf("a name and code of one region: %s has the code %s", list(named), codes(named))
	}
	if len(key.Code) == 0 || len(key.Code) > municipalityDigits || strings.Trim(key.Code, "0123456789") != "" {
		return "", fmt.Errorf("a region the catalogue knows by name, or the three-digit code of a municipality")
	}
	if r, ok := j.cat.ByCode(catalog.Kunta, key.Code); ok {
		return r.ID, nil
	}
	code := strings.Repeat("0", municipalityDigits-len(key.Code)) + key.Code
	id := domain.RegionID("kunta:" + code)
	j.unknown[id] = domain.Region{ID: id, Category: "kunta", Code: code, Name: domain.Text{FI: key.Name}}
	return id, nil
}

const municipalityDigits = 3

func list(regions []catalog.Region) string {
	ids := make([]string, len(regions))
	for i, r := range regions {
		ids[i] = string(r.ID)
	}
	return strings.Join(ids, ", ")
}

func codes(regions []catalog.Region) string {
	all := make([]string, len(regions))
	for i, r := range regions {
		all[i] = r.Code
	}
	return strings.Join(all, ", ")
}
