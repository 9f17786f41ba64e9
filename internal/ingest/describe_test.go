package ingest

import (
	"slices"
	"testing"

	"kuvio/internal/domain"
)

func web(title, id, value string) string {
	return `"` + title + `";"` + id + `";"Akaa";"020";"yhteensä";2011;` + value + ";\n"
}

// Two files that call an indicator differently: the last word stands, and the
// same files again change nothing.
func TestTwoDescriptionsDoNotTakeTurns(t *testing.T) {
	db := newStore(t)
	files := []string{write(t, "a.csv", web("Tupakoi päivittäin (%)", "288", "14,3")), write(t, "b.csv", web("Tupakoi päivittäin, % oppilaista", "288", "14,3"))}
	im := importer(db)
	im.Descriptions = []domain.Indicator{{ID: "288", Title: domain.Text{FI: "Tupakointi", EN: "Smokes daily"}, Unit: domain.UnitPercent}}
	take(t, im, files...)
	want := domain.Indicator{ID: "288", Title: domain.Text{FI: "Tupakoi päivittäin, % oppilaista", EN: "Smokes daily"}, Unit: domain.UnitPercent}
	stored, err := db.Indicators(t.Context(), []domain.IndicatorID{"288"})
	if err != nil || stored["288"] != want {
		t.Errorf("described as %+v, want %+v, %v", stored["288"], want, err)
	}
	if rep := take(t, im, files...); rep.Vintage != 0 {
		t.Errorf("the same files again made the vintage %d", rep.Vintage)
	}
}

// Regions two files describe differently, likewise.
func TestTwoDescriptionsOfARegion(t *testing.T) {
	db := newStore(t)
	region := func(name string) string {
		return `[{"id":99999,"code":"999","category":"KUNTA","title":{"fi":"` + name + `","sv":"","en":""},"memberOf":[],"uri":""}]`
	}
	files := []string{write(t, "a.json", region("Uusi")), write(t, "b.json", region("Uusin"))}
	take(t, importer(db), files...)
	stored, err := db.Regions(t.Context())
	if err != nil || len(stored) != 1 || stored[0].ID != "id:99999" || stored[0].Name.FI != "Uusin" {
		t.Errorf("stored %+v, %v", stored, err)
	}
	if rep := take(t, importer(db), files...); rep.Vintage != 0 {
		t.Errorf("the same files again made the vintage %d", rep.Vintage)
	}
	// An observation without a name does not take the name away.
	take(t, importer(db), write(t, "c.csv", header+"127;99999;2009;total;5;\n"))
	if stored, err = db.Regions(t.Context()); err != nil || len(stored) != 1 || stored[0].Name.FI != "Uusin" {
		t.Errorf("stored %+v, %v", stored, err)
	}
}

// Of a file that was not taken nothing is stored, descriptions and regions
// included.
func TestFailedFileDescribesNothing(t *testing.T) {
	db := newStore(t)
	take(t, importer(db), write(t, "real.csv", web("Tupakoi päivittäin, % oppilaista", "288", "14,3")))
	im := importer(db)
	im.MadeUp = true
	rep := take(t, im,
		write(t, "fails.csv", web("Keksitty", "288", "1,0")+web("Keksitty toinen", "289", "2,0")+`"Keksitty toinen";"289";"Keksitty";"998";"yhteensä";2011;1,0;`+"\n"),
		write(t, "other.csv", web("Keksitty kolmas", "290", "3,0")))
	if rep.Failed() != 1 || rep.Vintage != 2 || len(rep.UnknownRegions) != 0 {
		t.Fatalf("%d failed, vintage %d, unknown regions %v", rep.Failed(), rep.Vintage, rep.UnknownRegions)
	}
	stored, err := db.Indicators(t.Context(), []domain.IndicatorID{"288", "289", "290"})
	if err != nil || len(stored) != 2 || stored["288"].Title.FI != "Tupakoi päivittäin, % oppilaista" || stored["290"].ID == "" {
		t.Errorf("described %+v, %v; want 288 as it was and 290", stored, err)
	}
	if regions, err := db.Regions(t.Context()); err != nil || len(regions) != 0 {
		t.Errorf("regions %v, %v", regions, err)
	}
}

func TestUnknownIndicators(t *testing.T) {
	db := newStore(t)
	im := importer(db)
	im.Descriptions = []domain.Indicator{{ID: "oma:b", Title: domain.Text{FI: "B"}}}
	file := write(t, "a.csv", header+"oma:a;85;2014;total;1;\noma:b;85;2014;total;1;\n191;85;2014;total;1;\n")
	if rep := take(t, im, file); !slices.Equal(rep.UnknownIndicators, []domain.IndicatorID{"oma:a"}) {
		t.Errorf("nobody describes %v, want oma:a", rep.UnknownIndicators)
	}
}
