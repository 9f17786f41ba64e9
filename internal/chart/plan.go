package chart

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"kuvio/charts"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
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
// they are of the plan's. The organisations of the plan's region are known; in
// their place stand the sub-regions of another.
func PlanFor(s *session.Session, region domain.RegionID) ([]PlanFile, error) {
	files, err := fs.Glob(charts.Plan, "*.yaml")
	if err != nil {
		return nil, err
	}
	areas, err := planPlaces(s, region)
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
		if st, ok := spec.(*Structure); ok && region != planRegion {
			st.subregions(s, region, areas.members)
			if content, err = YAML(st); err != nil {
				return nil, err
			}
		}
		plan = append(plan, PlanFile{name, []byte(areas.replacer.Replace(string(content)))})
	}
	return plan, nil
}

type planAreas struct {
	members  []domain.RegionID // of the region, when the plan was made
	replacer *strings.Replacer
}

func planPlaces(s *session.Session, region domain.RegionID) (planAreas, error) {
	found, err := s.Members(string(region), planDivision)
	if err != nil {
		return planAreas{}, err
	}
	members := slices.Sorted(maps.Keys(found))
	districts := areasOf(s.Catalog, domain.Shp, members)
	if len(districts) == 0 {
		return planAreas{}, fmt.Errorf("%s: none of its municipalities belonged to a hospital district in %d", region, planDivision)
	}
	return planAreas{members, strings.NewReplacer(string(planRegion), string(region), string(planDistrict), string(districts[0].ID))}, nil
}

// areasOf are the areas of a category that municipalities belonged to when the plan
// was made, that of most of them first.
func areasOf(c *catalog.Catalog, category domain.Category, members []domain.RegionID) []catalog.Region {
	count := make(map[domain.RegionID]int)
	var areas []catalog.Region
	for _, m := range members {
		for _, of := range c.BelongsTo(m) {
			if of.Area.Category != category || of.First > planDivision || of.Last < planDivision {
				continue
			}
			if count[of.Area.ID] == 0 {
				areas = append(areas, of.Area)
			}
			count[of.Area.ID]++
		}
	}
	slices.SortFunc(areas, func(a, b catalog.Region) int {
		return cmp.Or(cmp.Compare(count[b.ID], count[a.ID]), cmp.Compare(a.ID, b.ID))
	})
	return areas
}

// subregions makes the figure one of a region's sub-regions, within the hospital
// districts that its municipalities belonged to.
func (s *Structure) subregions(of *session.Session, region domain.RegionID, members []domain.RegionID) {
	s.Title, s.Subtitle = subregionsTitle, subregionsSubtitle
	s.Source = Words{}
	s.Year, s.Outer, s.Groups = planDivision, nil, nil
	for _, district := range areasOf(of.Catalog, domain.Shp, members) {
		s.Outer = append(s.Outer, OuterSpec{Region: string(district.ID)})
	}
	groups := areasOf(of.Catalog, domain.Seutukunta, members)
	slices.SortStableFunc(groups, func(a, b catalog.Region) int { return cmp.Compare(a.ID, b.ID) })
	for _, g := range groups {
		s.Groups = append(s.Groups, GroupSpec{Title: g.Name, Members: List{fmt.Sprintf("kunta@%s/%d", g.ID, planDivision)}})
	}
}

var (
	subregionsTitle = Words{Text: domain.Text{
		FI: "Kunnat seutukunnittain {year}", SV: "Kommunerna efter ekonomisk region {year}", EN: "Municipalities by sub-region {year}",
	}}
	subregionsSubtitle = Words{Text: domain.Text{
		FI: "Sairaanhoitopiirit, joihin kunnat kuuluivat", SV: "Sjukvårdsdistrikten som kommunerna hörde till", EN: "The hospital districts to which the municipalities belonged",
	}}
)
