package catalog

import (
	"testing"

	"kuvio/internal/domain"
)

// Mergers since 2013 (Statistics Finland's divisions): Lavia into Pori 2015,
// Köyliö into Säkylä 2016, Maaninka 2015 and Juankoski 2017 into Kuopio, Valtimo
// into Nurmes 2020.
func TestLastSuccessor(t *testing.T) {
	for id, want := range map[domain.RegionID]domain.RegionID{
		"kunta:413": "kunta:609", "kunta:319": "kunta:783", "kunta:476": "kunta:297", "kunta:174": "kunta:297", "kunta:911": "kunta:541",
		"kunta:609":      "", // exists
		"seutukunta:151": "", // was divided
		"shp:04":         "", // with its whole category, which goes on in its last division
		"kunta:999":      "",
	} {
		if got := Default().LastSuccessor(id); got != want {
			t.Errorf("LastSuccessor(%s) = %q, want %q", id, got, want)
		}
	}
}

func TestWider(t *testing.T) {
	for _, c := range []struct {
		name      string
		successor domain.RegionID
		areas     []domain.RegionID
		want      bool
	}{
		{"Lavia became a part of Pori, which was there before", "kunta:609", []domain.RegionID{"kunta:413"}, true},
		{"Pori itself is in the group", "kunta:609", []domain.RegionID{"kunta:413", "kunta:609"}, false},
		{"both of Kuopio's, but not Kuopio", "kunta:297", []domain.RegionID{"kunta:174", "kunta:476"}, true},
		{"one of Kuopio's, and not the other", "kunta:297", []domain.RegionID{"kunta:476"}, true},
		{"Kuopio stands for all that is in it", "kunta:297", []domain.RegionID{"kunta:476", "kunta:297"}, false},
	} {
		if got := Default().Wider(c.successor, c.areas); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// A municipality made of others has no more than those: Jämsä of 2009 was made of
// Jämsä and Jämsänkoski. The catalogue's own mergers, all since 2013, are into
// municipalities that were there before, hence a catalogue made for the case.
func TestLastSuccessorThatIsNew(t *testing.T) {
	c, err := load([]byte(`sotkanet_id,category,code,name_fi,name_sv,name_en,first_year,last_year,successor,old_ids,aliases
,maa,358,Koko maa,,,,,,,
,kunta,901,Vanha,,,,2008,kunta:903,,
,kunta,902,Koski,,,,2008,kunta:903,,
,kunta,903,Uusi,,,2009,2014,kunta:904,,
,kunta,904,Uusin,,,2015,,,,
,kunta,905,Pieni,,,,2010,kunta:903,,
`))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.LastSuccessor("kunta:901"); got != "kunta:904" {
		t.Errorf("successor through two mergers %q, want kunta:904", got)
	}
	for name, tt := range map[string]struct {
		areas []domain.RegionID
		want  bool
	}{
		"all that merged":     {[]domain.RegionID{"kunta:901", "kunta:902", "kunta:903", "kunta:905"}, false},
		"not the one between": {[]domain.RegionID{"kunta:901", "kunta:902", "kunta:905"}, false},
		"not the later one":   {[]domain.RegionID{"kunta:901", "kunta:902"}, true},
		"the one between":     {[]domain.RegionID{"kunta:903"}, false},
		"one of the first":    {[]domain.RegionID{"kunta:901", "kunta:905"}, true},
	} {
		if got := c.Wider("kunta:904", tt.areas); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Keski-Suomi's wellbeing county has Jämsä too, which was in Pirkanmaa's district,
// and Itä-Savo's district went into Etelä-Savo's county.
func TestCameInPlace(t *testing.T) {
	c := Default()
	for district, want := range map[domain.RegionID]domain.RegionID{"shp:14": "hva:15", "shp:06": "hva:08", "shp:11": "hva:12", "maakunta:13": "", "kunta:911": "", "shp:99": ""} {
		got, ok := c.CameInPlace(district)
		if got.ID != want || ok != (want != "") {
			t.Errorf("%s: %s, %v, want %s", district, got.ID, ok, want)
		}
	}
}
