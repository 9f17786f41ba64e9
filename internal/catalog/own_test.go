package catalog

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

// areasOfOwn are areas that only the data names: postal codes, Sweden's
// municipalities, a municipality that ended before the catalogue begins.
var areasOfOwn = func() map[domain.RegionID]domain.Region {
	own := make(map[domain.RegionID]domain.Region)
	for id, name := range map[domain.RegionID]string{
		"postinumero:00100": "Helsinki Keskusta", "postinumero:40100": "Jyväskylä Keskus", "postinumero:40200": "",
		"kommun-se:0180": "Stockholm", "kommun-se:Övertorneå": "Övertorneå", "kommun-se:1980": "Västerås",
		"osa-alue:091 101": "Vironniemi", "osa-alue:1": "Keskusta", "osa-alue:01": "Keskusta", "kunta:180": "Jyväskylän mlk", "id:730": "",
	} {
		own[id] = domain.Region{ID: id, Category: string(id.Category()), Code: id.Code(), Name: domain.Text{FI: name}}
	}
	return own
}()

func TestOwnAreas(t *testing.T) {
	for in, want := range map[string]string{
		"postinumero:40100":          "postinumero:40100",
		"Postinumero:40100":          "postinumero:40100",
		" postinumero: 00100 ":       "postinumero:00100",
		"postinumero:100":            "postinumero:00100", // a sheet has dropped the zeros
		"postinumero":                "postinumero:00100 postinumero:40100 postinumero:40200",
		"POSTINUMERO, maa":           "postinumero:00100 postinumero:40100 postinumero:40200 maa",
		"kommun-se:0180":             "kommun-se:0180",
		"kommun-se:180":              "kommun-se:0180",
		"kommun-se:Övertorneå":       "kommun-se:Övertorneå",
		"kommun-se:o\u0308vertorneå": "kommun-se:Övertorneå", // letters taken apart
		"kommun-se:stockholm":        "kommun-se:0180",
		"Västerås":                   "kommun-se:1980",
		"Övertorneå":                 "kunta:976", // the catalogue comes first
		"osa-alue:091 101":           "osa-alue:091 101",
		"osa-alue:1":                 "osa-alue:1",
		"osa-alue:01":                "osa-alue:01",
		"kunta:180":                  "kunta:180",
		"id:730":                     "id:730",
	} {
		got, err := Default().Resolve(in, Options{Own: areasOfOwn})
		if err != nil || strings.Join(idsOf(got), " ") != want {
			t.Errorf("Resolve(%q) = %v, %v; want %s", in, idsOf(got), err, want)
		}
	}
}

func TestOwnAreaErrors(t *testing.T) {
	for in, want := range map[string]string{
		"postinumero:99999":      "the data has no postinumero of that code",
		"postinumeru:40100":      "or of the data's own: kommun-se, osa-alue, postinumero",
		"osa-alue:001":           "is the name of several regions: write one of osa-alue:01 Keskusta, osa-alue:1 Keskusta",
		"osa-alue:keskusta":      "several regions",
		"postinumero@maa":        "its word alone stands for every area: postinumero",
		"rest:postinumero:40100": "not known to be a part of Finland",
	} {
		if got, err := Default().Resolve(in, Options{Own: areasOfOwn}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Resolve(%q) = %v, %v; want %q", in, idsOf(got), err, want)
		}
	}
}

// A group may have areas that only the data names.
func TestGroupOfOwnAreas(t *testing.T) {
	o := Options{Own: areasOfOwn, Groups: map[string][]string{"centre": {"postinumero:40100", "postinumero:40200"}, "every": {"postinumero"}}}
	for name, want := range map[string]int{"group:centre": 2, "group:every": 3} {
		got, err := Default().Resolve(name, o)
		if err != nil || len(got) != 1 || len(got[0].Members) != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func idsOf(targets []Target) []string {
	var all []string
	for _, t := range targets {
		all = append(all, string(t.ID))
	}
	return slices.Clip(all)
}
