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
	if _, err := s.AreasIn("Juankoski", 2017); err == nil || !strings.Contains(err.Error(), "ended in 2016") {
		t.Errorf("in 2017: %v", err)
	}
	if _, err := s.Areas("Juankoski"); err == nil {
		t.Error("today there is a Juankoski")
	}
}
