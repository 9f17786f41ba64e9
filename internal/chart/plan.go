package chart

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"kuvio/charts"
	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/session"
)

// The plan's figures are of these areas; those of another region take their places.
const (
	planRegion   = domain.RegionID("maakunta:13")
	planDistrict = domain.RegionID("shp:14")
	planDivision = 2015 // of municipalities, when it was made
)

// PlanFile is a figure of the plan as a file of charts/.
type PlanFile struct {
	Name    string
	Content []byte
}

// PlanFor are the plan's figures for a region: of it where they are of the plan's
// region, of the hospital district that most of its municipalities belonged to where
// they are of the plan's, and all of what SOTKAnet has. The organisations of the
// plan's region are known; in their place stand the sub-regions of another.
func PlanFor(s *session.Session, region domain.RegionID) ([]PlanFile, error) {
	files, err := fs.Glob(charts.Plan, "*.yaml")
	if err != nil {
		return nil, err
	}
	switch region.Category() {
	case domain.Maakunta, domain.Shp, domain.Seutukunta:
	default:
		return nil, fmt.Errorf("found %s (%s), but the plan's figures are of a region of %d: expected a maakunta or shp, such as maakunta:11 or its name", region, s.RegionName(region).In(domain.Finnish), planDivision)
	}
	places, err := planPlaces(s, region)
	if err != nil {
		return nil, err
	}
	var plan []PlanFile
	for _, name := range files {
		content, err := fs.ReadFile(charts.Plan, name)
		if err != nil {
			return nil, err
		}
		spec, err := Parse("charts/"+name, content, domain.Finnish)
		if err != nil {
			return nil, err
		}
		switch s := spec.(type) {
		case *Parts:
			s.ofSotkanet()
			content, err = YAML(s)
		case *Structure:
			if region != planRegion {
				s.subregions(region)
				content, err = YAML(s)
			}
		}
		if err != nil {
			return nil, err
		}
		plan = append(plan, PlanFile{name, []byte(places.Replace(string(content)))})
	}
	return plan, nil
}

// planAges are SOTKAnet's shares of the population by age, which leave nobody out.
var planAges = []struct {
	id   domain.IndicatorID
	ages domain.Text
}{
	{"7", domain.Text{FI: "0–6 vuotta", SV: "0–6 år", EN: "0–6 years"}},
	{"167", domain.Text{FI: "7–15 vuotta", SV: "7–15 år", EN: "7–15 years"}},
	{"168", domain.Text{FI: "16–24 vuotta", SV: "16–24 år", EN: "16–24 years"}},
	{"169", domain.Text{FI: "25–64 vuotta", SV: "25–64 år", EN: "25–64 years"}},
	{"170", domain.Text{FI: "65–74 vuotta", SV: "65–74 år", EN: "65–74 years"}},
	{"171", domain.Text{FI: "75 vuotta täyttäneet", SV: "75 år och äldre", EN: "75 years and over"}},
}

// PlanIndicators are what the plan's figures for a region are of, beside @plan.
func PlanIndicators() (ids []domain.IndicatorID) {
	for _, p := range planAges {
		ids = append(ids, p.id)
	}
	return ids
}

// ofSotkanet makes the figure one of SOTKAnet's classes of ages in the latest year:
// what it is of in the plan is a table of Statistics Finland's that names no maakunta.
func (s *Parts) ofSotkanet() {
	s.Indicator, s.Year, s.Percent, s.Parts = "", Latest, false, nil
	for _, p := range planAges {
		s.Parts = append(s.Parts, PartSpec{Indicator: string(p.id), Label: p.ages})
	}
}

// The years that the plan's figures end in: those of its data, and of the example's.
var planEnd = []struct {
	years  *regexp.Regexp
	onward string
}{
	{regexp.MustCompile(`(?m)^years: ([0-9]{4})-20(?:14|21)$`), "years: $1-"},
	{regexp.MustCompile(`(?m)^years: \[([0-9]{4}), 2021\]$`), "years: [$1, latest]"},
	{regexp.MustCompile(`(?m)^year: 2021$`), "year: latest"},
}

// Onward is the figure up to the latest year that there is, in place of the plan's.
func (f PlanFile) Onward() PlanFile {
	for _, end := range planEnd {
		f.Content = end.years.ReplaceAll(f.Content, []byte(end.onward))
	}
	return f
}

// planPlace is a region of a plan's figure.
var planPlace = late.Regexp(`\b(?:kunta|maakunta|shp|seutukunta|hva):[0-9]+\b`)

// OfAnother reports whether a figure of the plan that is there already is of another
// region than this one: none of this one's places is in it, but others are.
func (f PlanFile) OfAnother(there []byte) bool {
	own, found := planPlace().FindAllString(string(f.Content), -1), planPlace().FindAllString(string(there), -1)
	return len(own) > 0 && len(found) > 0 && !slices.ContainsFunc(found, func(place string) bool { return slices.Contains(own, place) })
}

// planID is the id of a figure of the plan in its file.
var planID = late.Regexp(`(?m)^id: *(\S+)$`)

// Beside is the figure as one that stands beside that of another region: with its own
// in the name of its file and in its id, kuvio-1-maakunta-15.
func (f PlanFile) Beside(region domain.RegionID) PlanFile {
	of := "-" + string(region.Category()) + "-" + region.Code()
	return PlanFile{strings.TrimSuffix(f.Name, ".yaml") + of + ".yaml", planID().ReplaceAll(f.Content, []byte("id: ${1}"+of))}
}

// planPlaces puts a region and its hospital district in the place of the plan's.
func planPlaces(s *session.Session, region domain.RegionID) (*strings.Replacer, error) {
	found, err := s.Members(string(region), planDivision)
	if err != nil {
		return nil, err
	}
	members := slices.Sorted(maps.Keys(found))
	districts := areasOf(s.Catalog, domain.Shp, members, planDivision)
	if len(districts) == 0 {
		return nil, fmt.Errorf("%s: none of its municipalities belonged to a hospital district in %d", region, planDivision)
	}
	return strings.NewReplacer(string(planRegion), string(region), string(planDistrict), string(districts[0].ID)), nil
}

// subregions makes the figure one of a region's sub-regions, within the hospital
// districts that its municipalities belonged to.
func (s *Structure) subregions(region domain.RegionID) {
	s.Title, s.Subtitle = subregionsTitle, subregionsSubtitle
	s.Source = Words{}
	s.Year, s.Outer, s.Groups = planDivision, nil, nil
	s.Regions, s.By, s.Within = List{"kunta@" + string(region)}, string(domain.Seutukunta), string(domain.Shp)
}

var (
	subregionsTitle = Words{Text: domain.Text{
		FI: "Kunnat seutukunnittain {year}", SV: "Kommunerna efter ekonomisk region {year}", EN: "Municipalities by sub-region {year}",
	}}
	subregionsSubtitle = Words{Text: domain.Text{
		FI: "Sairaanhoitopiirit, joihin kunnat kuuluivat", SV: "Sjukvårdsdistrikten som kommunerna hörde till", EN: "The hospital districts to which the municipalities belonged",
	}}
)

// Instead is a figure that was made of one region as one of another: of it where it is of
// the one, of its hospital district where it is of the one's. Organisations that are
// named in it are the one's alone; in their place stand the other's sub-regions.
func (b *Builder) Instead(spec Spec, of, region domain.RegionID) (Spec, error) {
	if of == region {
		return spec, nil
	}
	head := spec.Head()
	places := map[domain.RegionID]domain.RegionID{of: region}
	if from, ok := b.Session.Catalog.Counterpart(of, domain.Shp); ok {
		if to, ok := b.Session.Catalog.Counterpart(region, domain.Shp); ok {
			places[from.ID] = to.ID
		}
	}
	if s, ok := spec.(*Structure); ok && len(s.Groups) > 0 {
		other := *s
		other.subregions(region)
		spec = &other
	}
	content, err := YAML(spec)
	if err != nil {
		return nil, err
	}
	moved := planPlace().ReplaceAllFunc(content, func(place []byte) []byte {
		if to, ok := places[domain.RegionID(place)]; ok {
			return []byte(to)
		}
		return place
	})
	return Parse(head.File(), moved, b.Session.Lang)
}
