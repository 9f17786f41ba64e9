package disclosure

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/session"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/workspace"
)

// opened is a session of a file in SOTKAnet's layout, whose counts below five are
// withheld of 191.
func opened(t *testing.T, csv string) *session.Session {
	t.Helper()
	dir := t.TempDir()
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	file := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(file, []byte("indicator;region;year;gender;primary value;absolute value\n"+csv), 0o600); err != nil {
		t.Fatal(err)
	}
	im := ingest.Importer{Store: db, Catalog: catalog.Default(), Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Who: "a test", Wait: time.Second}
	if _, err := im.Files(t.Context(), ingest.Inputs(file)); err != nil {
		t.Fatal(err)
	}
	s, err := session.New(t.Context(), db, catalog.Default(), workspace.Config{SuppressedBelow: map[domain.IndicatorID]int{"191": 5}}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Keski-Suomi's 1,018 children placed in 2021 without those of every municipality but
// one are the one's; two that are withheld hide each other. Counts as published, but for
// those withheld, which are made up.
func TestCheck(t *testing.T) {
	members, err := catalog.Default().MembersOf(domain.Kunta, "maakunta:13", 0)
	if err != nil {
		t.Fatal(err)
	}
	csv := "191;499;2021;total;2.0;1018\n1065;499;2021;total;;50718\n"
	var shown []Number
	show := func(id domain.RegionID, value float64, place string) {
		shown = append(shown, Number{Key: domain.Key{Indicator: "191", Region: id, Gender: domain.Total, Period: "2021"}, Value: value, Place: place})
	}
	show("maakunta:13", 1018, "table 1")
	for i, m := range members {
		csv += fmt.Sprintf("1065;%d;2021;total;;%d\n", m.SotkanetID, 1000)
		if i < 2 { // withheld, the second below no more; they had figures before
			csv += fmt.Sprintf("191;%d;2020;total;2.0;20\n1065;%[1]d;2020;total;;1000\n", m.SotkanetID)
			continue
		}
		csv += fmt.Sprintf("191;%d;2021;total;2.0;20\n", m.SotkanetID)
		show(m.ID, 20, "figure 2")
	}
	name := func(id domain.RegionID) string { return string(id) }
	two, err := Check(t.Context(), opened(t, csv), shown)
	if err != nil || len(two) != 0 {
		t.Errorf("with two withheld: %v, %v", two, err)
	}
	csv += fmt.Sprintf("191;%d;2021;total;2.0;20\n", members[1].SotkanetID)
	show(members[1].ID, 20, "figure 2")
	one, err := Check(t.Context(), opened(t, csv), shown)
	if err != nil || len(one) != 1 || one[0].Withheld.Region != members[0].ID || len(one[0].From) != 22 {
		t.Fatalf("with one withheld: %+v, %v", one, err)
	}
	said := one[0].Told(name)
	for _, want := range []string{"191 of " + string(members[0].ID), ", 2021, is withheld and follows from what is shown: 1,018 of maakunta:13 (maakunta:13) (table 1) − 20 of ", "(figure 2)", " and 19 more"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q, want %q", said, want)
		}
	}
	// What is not shown cannot be taken away.
	if few, err := Check(t.Context(), opened(t, csv), shown[:10]); err != nil || len(few) != 0 {
		t.Errorf("of ten: %v, %v", few, err)
	}
}

// A withheld municipality of a sub-region that is not shown follows all the same, in two
// steps: the region's 100 without its other five sub-regions, 20 each but one, is the
// sixth's, and that without Joutsa's 14 is Luhanka's. The numbers are made up.
func TestCheckInTwoSteps(t *testing.T) {
	subregions, err := catalog.Default().MembersOf(domain.Seutukunta, "maakunta:13", 0)
	if err != nil || len(subregions) < 3 {
		t.Fatalf("%v, %v", subregions, err)
	}
	joutsa, _ := catalog.Default().ByCode(domain.Kunta, "172")
	luhanka, _ := catalog.Default().ByCode(domain.Kunta, "435")
	csv := "191;499;2021;total;2.0;100\n1065;499;2021;total;;5000\n"
	show := func(id domain.RegionID, value float64) Number {
		return Number{Key: domain.Key{Indicator: "191", Region: id, Gender: domain.Total, Period: "2021"}, Value: value, Place: "table 1"}
	}
	shown := []Number{show("maakunta:13", 100)}
	for _, r := range subregions {
		count := 20
		if r.ID == "seutukunta:132" { // Joutsa's and Luhanka's
			count = 18
		} else {
			shown = append(shown, show(r.ID, 20))
		}
		csv += fmt.Sprintf("191;%d;2021;total;2.0;%d\n1065;%[1]d;2021;total;;1000\n", r.SotkanetID, count)
	}
	csv += fmt.Sprintf("191;%d;2021;total;2.0;14\n1065;%[1]d;2021;total;;700\n191;%d;2020;total;2.0;20\n1065;%[2]d;2020;total;;1000\n1065;%[2]d;2021;total;;300\n", joutsa.SotkanetID, luhanka.SotkanetID)
	s := opened(t, csv)
	if few, err := Check(t.Context(), s, shown); err != nil || len(few) != 0 {
		t.Errorf("without Joutsa: %v, %v", few, err)
	}
	leaks, err := Check(t.Context(), s, append(shown, show("kunta:172", 14)))
	if err != nil || len(leaks) != 1 || leaks[0].Withheld.Region != "kunta:435" {
		t.Fatalf("%+v, %v", leaks, err)
	}
}
