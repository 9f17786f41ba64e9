package catalog

import (
	"slices"
	"strings"
	"testing"

	"kuvio/data"
	"kuvio/internal/domain"
)

func TestPlace(t *testing.T) {
	for _, tt := range []struct {
		id             domain.RegionID
		fi, sv, en, of string
	}{
		{"maa", "koko maassa", "i hela landet", "in the whole country", "koko maan"},
		{"id:658", "koko maassa", "i hela landet", "in the whole country", "koko maan"},
		{"rest:shp:14", "muualla maassa", "i övriga landet", "in the rest of the country", "muun maan"},
		{"kunta:179", "Jyväskylässä", "i Jyväskylä", "in Jyväskylä", "Jyväskylän"},
		{"kunta:91", "Helsingissä", "i Helsingfors", "in Helsinki", "Helsingin"},
		{"kunta:284", "Koskella Tl", "i Koskis", "in Koski Tl", "Kosken Tl"},
		{"kunta:599", "Pedersören kunnassa", "i Pedersöre", "in Pedersöre", "Pedersören kunnan"},
		// Reuters ruta 15.10.2008 (Kotus), "I eller på Kimitoön?"
		{"kunta:035", "Brändössä", "i Brändö", "in Brändö", "Brändön"},
		{"kunta:318", "Kökarissa", "på Kökar", "in Kökar", "Kökarin"},
		{"kunta:322", "Kemiönsaarella", "i Kimitoöns kommun", "in Kimitoön", "Kemiönsaaren"},
		{"nuts1:1", "Manner-Suomessa", "i Fastlandsfinland", "in Mainland Finland", "Manner-Suomen"},
		{"maakunta:01", "Uudellamaalla", "i Nyland", "in Uusimaa", "Uudenmaan"},
		{"maakunta:13", "Keski-Suomessa", "i Mellersta Finland", "in Central Finland", "Keski-Suomen"},
		{"maakunta:21", "Ahvenanmaalla", "på Åland", "in Åland", "Ahvenanmaan"},
		{"suuralue:3", "Länsi-Suomen suuralueella", "i Västra Finlands storområde", "in the major region of Western Finland", "Länsi-Suomen suuralueen"},
		{"seutukunta:135", "Äänekosken seutukunnassa", "i Äänekoski ekonomiska region", "in the sub-region of Äänekoski", "Äänekosken seutukunnan"},
		{"seutukunta:153", "Suupohjan rannikkoseudulla", "i Sydösterbotten ekonomiska region", "in the sub-region of Sydösterbotten", "Suupohjan rannikkoseudun"},
		{"seutukunta:213", "", "i Ålands skärgård ekonomiska region", "in the sub-region of Ålands skärgård", ""},
		{"hva:15", "Keski-Suomen hyvinvointialueella", "i Mellersta Finlands välfärdsområde", "in the wellbeing services county of Central Finland", "Keski-Suomen hyvinvointialueen"},
		{"hva:90", "Helsingin kaupungissa", "i Helsingfors stad", "in the City of Helsinki", "Helsingin kaupungin"},
		{"yta:3", "Sisä-Suomen yhteistyöalueella", "i Inre Finlands samarbetsområde", "in the Inland Finland collaborative area", "Sisä-Suomen yhteistyöalueen"},
		{"shp:14", "Keski-Suomen sairaanhoitopiirissä", "i Mellersta Finlands sjukvårdsdistrikt", "in the Central Finland hospital district", "Keski-Suomen sairaanhoitopiirin"},
		{"erva:3", "Tampereen Yliopistosairaalan erityisvastuualueella", "inom specialupptagningsområdet för Tammerfors universitetssjukhus", "in the Tampere University hospital special responsibility area", "Tampereen Yliopistosairaalan erityisvastuualueen"},
		{"avi:4", "Länsi- ja Sisä-Suomen AVIn alueella", "inom området för Västra och Inre Finlands RFV", "in the area of the Western and Inland Finland AVI", "Länsi- ja Sisä-Suomen AVIn alueen"},
		{"avi:7", "Ahvenanmaan valtionviraston alueella", "inom området för statens ämbetsverk på Åland", "in the area of the State Department of Åland", "Ahvenanmaan valtionviraston alueen"},
		{"ely:10", "Keski-Suomen ELY-keskuksen alueella", "inom området för Mellersta Finlands ELY-central", "in the area of the Central Finland ELY Centre", "Keski-Suomen ELY-keskuksen alueen"},
		{"pohjoismaat:33", "Pohjoismaissa", "i Norden", "in the Nordic countries", "Pohjoismaiden"},
		{"eurooppa:196", "", "på Cypern", "in Cyprus", "Kyproksen"},
		{"group:naapurit", "", "", "", ""},
		{"id:730", "", "", "", ""},
		{"", "", "", "", ""},
	} {
		want := Place{In: domain.Text{FI: tt.fi, SV: tt.sv, EN: tt.en}, Of: domain.Text{FI: tt.of}}
		if got := Default().Place(tt.id); got != want {
			t.Errorf("Place(%s) = %+v, want %+v", tt.id, got, want)
		}
	}
}

// Every area has its forms, but for those whose usage is divided or whose
// Finnish name is Swedish.
func TestEveryRegionHasAPlace(t *testing.T) {
	var without []domain.RegionID
	for _, r := range Default().Regions() {
		p := Default().Place(r.ID)
		if p.In.FI == "" {
			without = append(without, r.ID)
		} else if p.Of.FI == "" {
			t.Errorf("%s: %q has no genitive", r.Label(), p.In.FI)
		}
		if p.In.SV == "" || p.In.EN == "" {
			t.Errorf("%s: %+v", r.Label(), p.In)
		}
	}
	want := []domain.RegionID{"seutukunta:154", "seutukunta:211", "seutukunta:212", "seutukunta:213", "eurooppa:196", "eurooppa:470"}
	if !slices.Equal(without, want) {
		t.Errorf("no local case for %v, expected %v", without, want)
	}
}

// A row stands for a region under its canonical id and says what no rule says.
func TestPlaceRowsAreNeeded(t *testing.T) {
	c := Default()
	for id, p := range listedPlaces() {
		r, ok := c.ByID(id)
		if !ok {
			t.Errorf("places.csv: %s is not in regions.csv", id)
			continue
		}
		in, of := finnishPlace(r.Name.FI)
		if in != "" && in == p.In.FI || of != "" && of == p.Of.FI ||
			p.In.SV == swedishPlace(r.Name.SV) || p.In.EN == englishPlace(r.Name.EN) {
			t.Errorf("%s: %+v repeats a rule", r.Label(), p)
		}
	}
	if n := len(listedPlaces()); n < 309 {
		t.Errorf("%d rows, fewer than there are municipalities", n)
	}
}

func TestLoadPlacesErrors(t *testing.T) {
	header := strings.Join(placeColumns, ",") + "\n"
	for _, tt := range []struct{ text, want string }{
		{"", "places.csv"},
		{"region,fi\n", "places.csv:1: found columns"},
		{header + "maa,koko maassa\n", "wrong number of fields"},
		{header + "maa,a,b,,\nmaa,a,b,,\n", "places.csv:3: maa is listed twice"},
	} {
		if _, err := loadPlaces([]byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.text, err, tt.want)
		}
	}
	if _, err := loadPlaces(data.Places); err != nil {
		t.Error(err)
	}
}

// A sentence costs one look-up: below a microsecond.
func BenchmarkPlace(b *testing.B) {
	c := Default()
	for b.Loop() {
		c.Place("shp:14")
	}
}
