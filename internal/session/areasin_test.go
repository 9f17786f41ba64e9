package session

import (
	"strings"
	"testing"

	"kuvio/internal/catalog"
)

// Juankoski was a municipality until 2016, and has been a part of Kuopio since.
func TestAreasInAYear(t *testing.T) {
	s := &Session{Catalog: catalog.Default()}
	areas, err := s.AreasIn("Juankoski,Kuopio", 2015)
	if err != nil || len(areas) != 2 || areas[0].ID != "kunta:174" {
		t.Errorf("in 2015: %+v, %v", areas, err)
	}
	// Keski-Suomi had 23 municipalities in 2015, and has 22 since Kuhmoinen went to
	// Pirkanmaa in 2021; a set that names its year is of that.
	for refs, want := range map[string]int{"kunta@maakunta:13": 23, "kunta@maakunta:13/2021": 22} {
		if areas, err := s.AreasIn(refs, 2015); err != nil || len(areas) != want {
			t.Errorf("%s in 2015: %d areas, %v, want %d", refs, len(areas), err, want)
		}
	}
	if _, err := s.AreasIn("Juankoski", 2017); err == nil || !strings.Contains(err.Error(), "ended in 2016") {
		t.Errorf("in 2017: %v", err)
	}
	if _, err := s.Areas("Juankoski"); err == nil {
		t.Error("today there is a Juankoski")
	}
}
