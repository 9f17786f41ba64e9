package source

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
)

// realMapped reads a real file with a mapping of testdata/pxweb.
func realMapped(t *testing.T, name, mapping string) result {
	t.Helper()
	got, err := readMapped(t, inMemory(filepath.Base(name), realfiles.Read(t, name)), mappingFile(t, "pxweb/"+mapping))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Statistics Finland's population of 2019 by area, age and sex: 311 areas ×
// 102 ages × 3 sexes. The year stands in the names of the columns.
func TestRealPxWebCSV(t *testing.T) {
	got := realMapped(t, "other-finnish/reina_005_11re_2019.csv", "11re-2019.yaml")
	if got.Format != FormatPxWeb || got.Encoding != "iso-8859-1" || len(got.records) != 311*102*3 || len(got.rejects) > 0 {
		t.Fatalf("%s in %s: %d records, rejects %q; want %d", got.Format, got.Encoding, len(got.records), got.rejects[:min(3, len(got.rejects))], 311*102*3)
	}
	if n := countIf(got.records, func(r record.Record) bool { return r.Cell.Status != domain.OK }); n > 0 {
		t.Errorf("%d without a value, want none", n)
	}
	if n := countIf(got.records, func(r record.Record) bool { return r.Gender == domain.Total && r.Cell.Value == 0 }); n != 527 {
		t.Errorf("%d zeros of both sexes, want 527", n)
	}
	checkWanted(t, got.records, []wanted{
		{record.RegionKey{Category: "MAA", Name: "KOKO MAA"}, "2019", domain.Total, "", "oma:11re-vaesto", value(5525292), "4"},
		{record.RegionKey{Name: "Jyväskylä"}, "2019", domain.Male, "age=0", "oma:11re-vaesto", value(593), ""},
		{record.RegionKey{Name: "Äänekoski"}, "2019", domain.Female, "age=100-", "oma:11re-vaesto", value(1), "31725"},
		{record.RegionKey{Name: "Maarianhamina - Mariehamn"}, "2019", domain.Total, "age=17", "", value(119), ""},
	})
	if in := got.Indicators[0]; len(got.Indicators) != 1 || in.Title.FI != "Väestö 31.12." || in.Unit != domain.UnitCount {
		t.Errorf("indicators %+v", got.Indicators)
	}
}

// Without a mapping the file asks one thing, and says what it can.
func TestRealPxWebCSVAsks(t *testing.T) {
	_, err := readMapped(t, inMemory("a.csv", realfiles.Read(t, "other-finnish/reina_005_11re_2019.csv")), nil)
	var need *mapping.NeedError
	if !errors.As(err, &need) || len(need.Questions) != 1 || !strings.Contains(need.YAML, `id: "oma:11re-vaesto"`) || !strings.Contains(need.YAML, `match: "Väestö 31.12."`) {
		t.Fatalf("%v, want one question with the table's own code in the answer", err)
	}
}

// Population by sex in 308 municipalities; the file says neither its year nor
// what is counted. The sum is over both sexes.
func TestRealPxWebCSVWithoutYear(t *testing.T) {
	got := realMapped(t, "other-finnish/statfin_11re_sukupuoli_kunnittain_2021.csv", "11re-2021.yaml")
	if got.Format != FormatPxWeb || got.Encoding != "utf-8" || len(got.records) != 308*3 || len(got.rejects) > 0 {
		t.Fatalf("%s in %s: %d records, rejects %q; want %d", got.Format, got.Encoding, len(got.records), got.rejects, 308*3)
	}
	checkWanted(t, got.records, []wanted{
		{record.RegionKey{Category: "KUNTA", Name: "Akaa"}, "2021", domain.Total, "", "oma:vaesto", value(16467), "2"},
		{record.RegionKey{Category: "KUNTA", Name: "Jyväskylä"}, "2021", domain.Male, "", "oma:vaesto", value(71204), "64"},
		{record.RegionKey{Category: "KUNTA", Name: "Äänekoski"}, "2021", domain.Female, "", "oma:vaesto", value(9068), "309"},
	})
	sum := 0.0
	for _, r := range got.records {
		if r.Gender == domain.Total {
			sum += r.Cell.Value
		}
	}
	if sum != 5548241 {
		t.Errorf("the whole country has %v, want 5548241", sum)
	}
}

// Voters of 2021 in 293 municipalities, "091 Helsinki" in one cell.
func TestRealPxWebCSVWithCodes(t *testing.T) {
	got := realMapped(t, "other-finnish/statfin_vakiluku_kunnittain.csv", "aanioikeutetut.yaml")
	if got.Format != FormatPxWeb || got.Encoding != "iso-8859-1" || len(got.records) != 293 || len(got.rejects) > 0 {
		t.Fatalf("%s in %s: %d records, rejects %q; want 293", got.Format, got.Encoding, len(got.records), got.rejects)
	}
	checkWanted(t, got.records, []wanted{
		{record.RegionKey{Code: "091", Name: "Helsinki"}, "2021", domain.Total, "", "oma:aanioikeutetut", value(542830), "2"},
		{record.RegionKey{Code: "179", Name: "Jyväskylä"}, "2021", domain.Total, "", "oma:aanioikeutetut", value(116874), "214"},
		{record.RegionKey{Code: "976", Name: "Ylitornio"}, "2021", domain.Total, "", "oma:aanioikeutetut", value(3396), "294"},
	})
}
