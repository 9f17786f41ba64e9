package catalog

import (
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"kuvio/internal/domain"
)

func TestEveryRegion(t *testing.T) {
	c := Default()
	// 511 areas of SOTKAnet's list of about 2015, 23 wellbeing counties and
	// 6 co-operation areas.
	if n := len(c.Regions()); n != 540 {
		t.Errorf("%d regions, want 540", n)
	}
	width := map[domain.Category]int{domain.Kunta: 3, domain.Seutukunta: 3, domain.Maakunta: 2, domain.Shp: 2, domain.Ely: 2, domain.Hva: 2}
	for _, r := range c.Regions() {
		if w := width[r.Category]; w != 0 && len(r.Code) != w {
			t.Errorf("%s: code %q, want %d digits", r.ID, r.Code, w)
		}
		if r.Last != 0 && r.Category.Ended() == 0 && r.ID != "seutukunta:151" {
			s, ok := c.ByID(r.Successor)
			if !ok || s.Ended() || s.Category != r.Category {
				t.Errorf("%s ended %d: successor %q is no area of today", r.ID, r.Last, r.Successor)
			}
		}
		if e := r.Category.Ended(); e != 0 && r.Last != e {
			t.Errorf("%s: last year %d, want its category's %d", r.ID, r.Last, e)
		}
		if r.SotkanetID == 0 && r.Category != domain.Yta {
			t.Errorf("%s has no SOTKAnet id", r.ID)
		}
		for _, name := range r.names() {
			if name != strings.TrimSpace(name) || !norm.NFC.IsNormalString(name) || strings.ContainsFunc(name, isControl) {
				t.Errorf("%s: name %q is not clean", r.ID, name)
			}
		}
		if r.Name.FI == "" || r.Name.SV == "" || r.Name.EN == "" {
			t.Errorf("%s lacks a name: %+v", r.ID, r.Name)
		}
		if got := c.Canonical(r.ID); got != r.ID {
			t.Errorf("Canonical(%s) = %s", r.ID, got)
		}
	}
}

func isControl(r rune) bool { return r < ' ' || 0x7f <= r && r < 0xa0 }

// A merged municipality's successor was in the same areas of the abolished
// categories, so that leaving the merged one out of their latest division
// loses nothing.
func TestSuccessorsStandForTheMerged(t *testing.T) {
	c := Default()
	for _, r := range c.Regions() {
		if r.Category != domain.Kunta || !r.Ended() {
			continue
		}
		for _, category := range []domain.Category{domain.Shp, domain.Erva} {
			years, _ := c.DivisionYears(category)
			year := min(years.To, r.Last)
			was, _ := c.area(c.byID[r.ID], category, year)
			is, _ := c.area(c.byID[r.Successor], category, year)
			if was != is {
				t.Errorf("%s was in %s, its successor in %s", r.Label(), c.regions[was].ID, c.regions[is].ID)
			}
		}
	}
}

func TestListingOrder(t *testing.T) {
	col := collate.New(language.Finnish)
	var before Region
	for _, r := range Default().Regions() {
		if r.Category == domain.Kunta && before.Category == domain.Kunta && col.CompareString(before.Name.FI, r.Name.FI) > 0 {
			t.Errorf("%s stands before %s", before.Name.FI, r.Name.FI)
		}
		before = r
	}
}

func TestBySotkanet(t *testing.T) {
	for _, tt := range []struct {
		id   int
		want domain.RegionID
	}{
		{658, "maa"},
		{85, "kunta:179"},
		{2, "kunta:005"},
		{499, "maakunta:13"},
		{612, "shp:14"},
		{930, "ely:10"},
		// regions/sotkanet_hyvinvointialueet_old_new_ids.csv: renumbered 2024
		{965, "hva:15"},
		{885, "hva:15"},
		{877, "hva:11"},
		{960, "hva:90"},
		// In data of ind. 127 but in no region list.
		{730, "id:730"},
		{455, "id:455"},
	} {
		if got := Default().FromSotkanet(tt.id); got != tt.want {
			t.Errorf("FromSotkanet(%d) = %s, want %s", tt.id, got, tt.want)
		}
	}
	if _, ok := Default().BySotkanet(730); ok {
		t.Error("BySotkanet(730) found a region")
	}
}

func TestByCode(t *testing.T) {
	for _, tt := range []struct {
		category domain.Category
		code     string
		want     domain.RegionID
	}{
		{domain.Kunta, "5", "kunta:005"},
		{domain.Kunta, "005", "kunta:005"},
		{domain.Kunta, "0179", "kunta:179"},
		{domain.Maakunta, "6", "maakunta:06"},
		{domain.Hva, "11", "hva:11"}, // Etelä-Karjala; Keski-Suomi's until 2024
		{domain.Maa, "358", "maa"},
		{domain.Kunta, "999", ""},
		{domain.Kunta, "", ""},
		{domain.Kunta, "0", ""},
	} {
		if got, _ := Default().ByCode(tt.category, tt.code); got.ID != tt.want {
			t.Errorf("ByCode(%s, %q) = %s, want %s", tt.category, tt.code, got.ID, tt.want)
		}
	}
	if r, _ := Default().ByCode(domain.Hva, "11"); r.Name.FI != "Etelä-Karjalan hyvinvointialue" {
		t.Errorf("hva:11 is %s", r.Name.FI)
	}
}

func TestCanonical(t *testing.T) {
	for in, want := range map[domain.RegionID]domain.RegionID{
		"id:658":    "maa",
		"id:885":    "hva:15",
		"id:730":    "id:730",
		"kunta:5":   "kunta:005",
		"kunta:179": "kunta:179",
		"maa":       "maa",
		"maa:358":   "maa",
		"kunta:999": "kunta:999",
		"nonsense":  "nonsense",
		"id:x":      "id:x",
	} {
		if got := Default().Canonical(in); got != want {
			t.Errorf("Canonical(%s) = %s, want %s", in, got, want)
		}
	}
}
