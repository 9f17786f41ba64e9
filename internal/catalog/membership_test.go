package catalog

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
)

func TestMembersOf(t *testing.T) {
	for _, tt := range []struct {
		category domain.Category
		of       domain.RegionID
		year     int
		want     int
	}{
		// Municipalities of Finland and of Keski-Suomi, Statistics Finland.
		{domain.Kunta, "maa", 2013, 320},
		{domain.Kunta, "maa", 2016, 313},
		{domain.Kunta, "maa", 2022, 309},
		{domain.Kunta, "maa", 0, 308},
		{domain.Kunta, "maakunta:13", 2016, 23},
		{domain.Kunta, "maakunta:13", 2020, 23},
		{domain.Kunta, "maakunta:13", 2021, 22},
		{domain.Kunta, "maakunta:13", 0, 22},
		{domain.Kunta, "hva:15", 0, 22},
		{domain.Kunta, "shp:14", 2016, 21},
		{domain.Kunta, "shp:14", 0, 21},
		{domain.Kunta, "seutukunta:151", 2020, 2}, // Isokyrö, Laihia
		{domain.Kunta, "shp:10", 2022, 9},         // with Pertunmaa, merged in 2025
		{domain.Kunta, "shp:10", 0, 8},
		{domain.Maakunta, "maa", 0, 19},
		{domain.Seutukunta, "maa", 2020, 70},
		{domain.Seutukunta, "maa", 0, 69},
		{domain.Seutukunta, "maakunta:13", 0, 6},
		{domain.Hva, "maa", 0, 23},
		{domain.Shp, "maa", 0, 21},
		{domain.Shp, "erva:4", 0, 5}, // Itä- and Etelä-Savo, Pohjois-Karjala, Pohjois-Savo, Keski-Suomi
		{domain.Maakunta, "suuralue:3", 0, 5},
		{domain.Maakunta, "nuts1:1", 0, 18},
		{domain.Avi, "maa", 0, 7},
		{domain.Kunta, "yta:3", 2023, 52}, // Kanta-Häme 11, Pirkanmaa 23, Etelä-Pohjanmaa 18
		{domain.Maakunta, "seutukunta:131", 0, 0},
	} {
		got, err := Default().MembersOf(tt.category, tt.of, tt.year)
		if err != nil {
			t.Errorf("MembersOf(%s, %s, %d): %v", tt.category, tt.of, tt.year, err)
			continue
		}
		if len(got) != tt.want {
			t.Errorf("MembersOf(%s, %s, %d) = %d: %s; want %d", tt.category, tt.of, tt.year, len(got), labels(got), tt.want)
		}
	}
}

// DOMAIN: of the plan's 23 municipalities 21 were in the hospital district of
// Keski-Suomi, Jämsä and Kuhmoinen in Pirkanmaa's.
func TestHospitalDistrictsOfThePlan(t *testing.T) {
	plan, err := Default().MembersOf(domain.Kunta, "maakunta:13", 2016)
	if err != nil {
		t.Fatal(err)
	}
	own, err := Default().MembersOf(domain.Kunta, "shp:14", 2016)
	if err != nil {
		t.Fatal(err)
	}
	var elsewhere []string
	for _, k := range plan {
		if slices.ContainsFunc(own, func(r Region) bool { return r.ID == k.ID }) {
			continue
		}
		for _, m := range Default().BelongsTo(k.ID) {
			if m.Area.Category == domain.Shp && (m.Area.ID != "shp:06" || m.First != 2013 || m.Last != 2022) {
				t.Errorf("%s in %s %d–%d", k.Name.FI, m.Area.ID, m.First, m.Last)
			}
		}
		elsewhere = append(elsewhere, k.Name.FI)
	}
	if want := []string{"Jämsä", "Kuhmoinen"}; !slices.Equal(elsewhere, want) {
		t.Errorf("outside shp:14: %v, want %v", elsewhere, want)
	}
}

func TestBelongsTo(t *testing.T) {
	var got []Membership
	for _, m := range Default().BelongsTo("kunta:291") { // Kuhmoinen
		if m.Area.Category == domain.Maakunta {
			got = append(got, m)
		}
	}
	if len(got) != 2 ||
		got[0].Area.ID != "maakunta:13" || got[0].First != 2013 || got[0].Last != 2020 ||
		got[1].Area.ID != "maakunta:06" || got[1].First != 2021 || got[1].Last != 2026 {
		t.Errorf("Kuhmoinen's maakunnat: %+v", got)
	}
	if got := Default().BelongsTo("maakunta:13"); got != nil {
		t.Errorf("BelongsTo(maakunta:13) = %+v", got)
	}
}

func TestMembersOfErrors(t *testing.T) {
	var year *YearError
	if _, err := Default().MembersOf(domain.Kunta, "maakunta:13", 2010); !errors.As(err, &year) || year.Known != (domain.YearRange{From: 2013, To: 2026}) {
		t.Errorf("2010: %v", err)
	}
	if _, err := Default().MembersOf(domain.Kunta, "shp:14", 2023); !errors.As(err, &year) || year.Known != (domain.YearRange{From: 2013, To: 2022}) {
		t.Errorf("shp 2023: %v", err)
	}
	for _, pair := range []struct {
		part  domain.Category
		whole domain.RegionID
	}{{domain.Kunta, "kunta:179"}, {domain.Eurooppa, "maa"}, {domain.Kunta, "eurooppa:246"}, {domain.Maa, "maakunta:13"}, {domain.Kunta, "kunta:000"}, {domain.Yta, "erva:3"}} {
		if got, err := Default().MembersOf(pair.part, pair.whole, 0); err == nil {
			t.Errorf("MembersOf(%s, %s) = %s, want an error", pair.part, pair.whole, labels(got))
		}
	}
}

// In every year every municipality is in one area of each category whose
// division is known, except that the wellbeing counties looking back leave
// out Valtimo and Honkajoki (Statistics Finland's keys of 2018–2020).
func TestDivisionsAreComplete(t *testing.T) {
	c := Default()
	for _, category := range []domain.Category{domain.NUTS1, domain.Suuralue, domain.Maakunta, domain.Seutukunta, domain.Hva, domain.Yta, domain.Shp, domain.Erva, domain.Avi, domain.Ely} {
		years, ok := c.DivisionYears(category)
		if !ok {
			t.Fatalf("no division of %s", category)
		}
		for y := years.From; y <= years.To; y++ {
			for kunta, spans := range c.divided().spans {
				if _, exists := c.area(kunta, domain.Kunta, y); !exists {
					continue
				}
				n := 0
				for _, s := range spans {
					if c.regions[s.area].Category == category && s.first <= y && y <= s.last {
						n++
					}
				}
				id := c.regions[kunta].ID
				if n != 1 && !(category == domain.Hva && y <= 2020 && (id == "kunta:911" || id == "kunta:099")) {
					t.Errorf("%s %d: %s is in %d areas", category, y, c.regions[kunta].Label(), n)
				}
			}
		}
	}
}

// Against the file the membership was made from.
func TestMembershipAgreesWithItsSource(t *testing.T) {
	keys := realfiles.Read(t, "regions/geofi_municipality_keys_2013-2026.csv")
	rows, err := csv.NewReader(bytes.NewReader(keys)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	c := Default()
	columns := map[string]domain.Category{
		"maakunta_code": domain.Maakunta, "seutukunta_code": domain.Seutukunta, "sairaanhoitop_code": domain.Shp,
		"hyvinvointialue_code": domain.Hva, "yhteistyoalue_code": domain.Yta, "avi_code": domain.Avi, "ely_code": domain.Ely,
	}
	for _, row := range rows[1:] {
		var years ints
		kunta, ok := c.ByCode(domain.Kunta, row[1])
		if !ok {
			t.Fatalf("municipality %s is not known", row[1])
		}
		year := years.read(row[0])
		for i, name := range rows[0] {
			category, ok := columns[name]
			if !ok || row[i] == "" {
				continue
			}
			code := row[i]
			if category == domain.Shp && code == "0" {
				code = "22" // Åland
			}
			area, in := c.area(c.byID[kunta.ID], category, year)
			if want, ok := c.ByCode(category, code); !ok || !in || c.regions[area].ID != want.ID {
				t.Errorf("%d %s: in %s, want %s:%s", year, kunta.Label(), c.regions[area].ID, category, code)
			}
		}
	}
}
