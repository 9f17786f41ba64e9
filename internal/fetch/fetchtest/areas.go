package fetchtest

import (
	"slices"
	"sync"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
)

// area is an area of SOTKAnet's list, with the municipalities it is made of.
type area struct {
	catalog.Region
	municipalities []int // places in areas; of a municipality its own
	memberOf       []int // SOTKAnet's ids of the larger areas
}

// category is SOTKAnet's word for a category of areas, and the word of an
// indicator's classification.
var category = map[domain.Category][2]string{
	"avi":         {"ALUEHALLINTOVIRASTO", "Aluehallintovirasto"},
	"ely":         {"ELY-KESKUS", "ELY-keskus"},
	"erva":        {"ERVA", "Erva"},
	"euralueet":   {"EURALUEET", ""},
	"eurooppa":    {"EUROOPPA", ""},
	"hva":         {"HYVINVOINTIALUE", ""}, // the service leaves it out
	"kunta":       {"KUNTA", "Kunta"},
	"maa":         {"MAA", "Maa"},
	"maakunta":    {"MAAKUNTA", "Maakunta"},
	"nuts1":       {"NUTS1", "Nuts1"},
	"pohjoismaat": {"POHJOISMAAT", ""},
	"seutukunta":  {"SEUTUKUNTA", "Seutukunta"},
	"shp":         {"SAIRAANHOITOPIIRI", "Sairaanhoitopiiri"},
	"suuralue":    {"SUURALUE", "Suuralue"},
}

// areas are the areas that have data: today's municipalities and what they make,
// in today's division, hospital districts in their last. SOTKAnet casts history
// back likewise.
var areas = sync.OnceValue(func() []area {
	known := catalog.Default()
	var all []area
	at := map[domain.RegionID]int{}
	for _, r := range known.Regions() {
		if r.SotkanetID != 0 && category[r.Category][0] != "" && (r.Category != domain.Kunta || !r.Ended()) {
			at[r.ID] = len(all)
			all = append(all, area{Region: r})
		}
	}
	for i := range all {
		if all[i].Category != domain.Kunta {
			continue
		}
		last := map[domain.Category]catalog.Membership{}
		for _, m := range known.BelongsTo(all[i].ID) {
			if m.Last > last[m.Area.Category].Last {
				last[m.Area.Category] = m
			}
		}
		larger := []domain.RegionID{all[i].ID, domain.WholeCountry}
		for _, m := range last {
			larger = append(larger, m.Area.ID)
		}
		for _, id := range larger {
			if j, ok := at[id]; ok {
				all[j].municipalities = append(all[j].municipalities, i)
				if j != i {
					all[i].memberOf = append(all[i].memberOf, all[j].SotkanetID)
				}
			}
		}
		slices.Sort(all[i].memberOf)
	}
	return all
})
