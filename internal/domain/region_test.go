package domain

import "testing"

func TestRegionIDs(t *testing.T) {
	for _, c := range []struct {
		id, want RegionID
		category Category
		code     string
	}{
		{WholeCountry, "maa", Maa, ""},
		{AreaID(Maa, "358"), "maa", Maa, ""},
		{AreaID(Kunta, "179"), "kunta:179", Kunta, "179"},
		{AreaID("kommun", "S:t Michel"), "kommun:S:t Michel", "kommun", "S:t Michel"}, // of another country's source
		{SotkanetRegion(730), "id:730", "", "730"},
		{GroupID("saarikka"), "group:saarikka", "group", "saarikka"},
		{RestID("shp:14"), "rest:shp:14", "rest", "shp:14"},
		{RestID(GroupID("saarikka")), "rest:group:saarikka", "rest", "group:saarikka"},
		{"kunta", "kunta", "", ""},
		{"", "", "", ""},
	} {
		if c.id != c.want || c.id.Category() != c.category || c.id.Code() != c.code {
			t.Errorf("%q: category %q, code %q; want %q: %q, %q", c.id, c.id.Category(), c.id.Code(), c.want, c.category, c.code)
		}
	}
}

func TestRegionIDsOfOneKindAreNoneOfAnother(t *testing.T) {
	for id, want := range map[RegionID]struct {
		number int
		group  string
		rest   RegionID
	}{
		"maa": {}, "kunta:179": {}, "group": {}, "rest": {}, "id": {}, "grouped:x": {}, "id:x": {}, "id:0": {}, "id:-3": {}, "": {},
		"id:730":              {number: 730},
		"group:saarikka":      {group: "saarikka"},
		"rest:shp:14":         {rest: "shp:14"},
		"rest:group:saarikka": {rest: "group:saarikka"},
	} {
		number, isNumber := id.Sotkanet()
		group, isGroup := id.Group()
		rest, isRest := id.Rest()
		if isNumber != (want.number != 0) || isGroup != (want.group != "") || isRest != (want.rest != "") {
			t.Errorf("%q: number %t, group %t, rest %t", id, isNumber, isGroup, isRest)
		}
		if isNumber && number != want.number || group != want.group || rest != want.rest {
			t.Errorf("%q: number %d, group %q, rest %q", id, number, group, rest)
		}
	}
}
