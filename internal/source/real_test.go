package source

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
)

// find is the one record that fits.
func find(t *testing.T, records []record.Record, fits func(record.Record) bool) record.Record {
	t.Helper()
	i := slices.IndexFunc(records, fits)
	if i < 0 {
		t.Fatal("no such record")
	}
	if slices.IndexFunc(records[i+1:], fits) >= 0 {
		t.Fatal("more than one such record")
	}
	return records[i]
}

func countIf(records []record.Record, fits func(record.Record) bool) int {
	n := 0
	for _, r := range records {
		if fits(r) {
			n++
		}
	}
	return n
}

// THL, Sotkanet: population on 31 December 2009, every area.
func TestRealRESTCSV(t *testing.T) {
	got := readReal(t, "sotkanet/oskari_SotkaIndicatorData.csv")
	if got.Format != FormatRESTCSV || len(got.records) != 466 {
		t.Fatalf("%s, %d records, want %s, 466", got.Format, len(got.records), FormatRESTCSV)
	}
	whole := find(t, got.records, func(r record.Record) bool { return r.Region.SotkanetID == 658 })
	if whole.Cell.Value != 5351427 || whole.Cell.Status != domain.OK || whole.Period != "2009" || whole.Indicator != "127" {
		t.Errorf("whole country: %+v, want 5351427 in 2009", whole)
	}
	for _, id := range []int{730, 455, 456} { // in no list of regions, and hold a real zero
		r := find(t, got.records, func(r record.Record) bool { return r.Region.SotkanetID == id })
		if r.Cell.Value != 0 || r.Cell.Status != domain.OK {
			t.Errorf("region %d: %+v, want 0", id, r.Cell)
		}
	}
	if first := got.records[0]; first.Region.SotkanetID != 69 || first.Cell.Value != 2406 || first.Place.Line != 2 {
		t.Errorf("first record: %+v", first)
	}
}

// Placements (191) with counts, and the 0–17 population (1065), a count alone.
func TestRealRESTCSVWithCounts(t *testing.T) {
	got := readReal(t, "sotkanet/DERIVED_rest_191_1065_1991-2021.csv")
	zeros := countIf(got.records, func(r record.Record) bool {
		return r.Indicator == "191" && r.Cell.Count == 0 && r.Cell.Status == domain.OK
	})
	if zeros != 651 {
		t.Errorf("%d zeros, want 651", zeros)
	}
	in2014 := func(id domain.IndicatorID) record.Record {
		return find(t, got.records, func(r record.Record) bool {
			return r.Indicator == id && r.Region.SotkanetID == 499 && r.Period == "2014"
		})
	}
	if placed := in2014("191"); placed.Cell.Count != 934 || placed.Cell.Value != 1.7 {
		t.Errorf("placed in Keski-Suomi in 2014: %+v, want 934 and 1.7", placed.Cell)
	}
	children := in2014("1065")
	if want := domain.NewCell(domain.EmptyCell(domain.Missing).Value, 54082); !children.Cell.Equal(want) {
		t.Errorf("0–17 population of Keski-Suomi in 2014: %+v, want %+v", children.Cell, want)
	}
}

// Children's welfare in Pirkanmaa 2011, downloaded in 2013.
func TestRealWebCSV(t *testing.T) {
	got := readReal(t, "sotkanet/webui_FinalSearch_pirkanmaa_2011.csv")
	if got.Format != FormatWebCSV || got.Encoding != "iso-8859-1" || len(got.records) != 754 {
		t.Fatalf("%s, %s, %d records, want %s, iso-8859-1, 754", got.Format, got.Encoding, len(got.records), FormatWebCSV)
	}
	if n := countIf(got.records, func(r record.Record) bool { return r.Cell.Status == domain.Missing }); n != 36 || len(got.Indicators) != 29 {
		t.Errorf("%d missing, %d indicators, want 36, 29", n, len(got.Indicators))
	}
	second := got.records[1]
	if second.Region != (record.RegionKey{Code: "108", Name: "Hämeenkyrö"}) || second.Cell.Value != 17.2 || second.Gender != domain.Total {
		t.Errorf("second record: %+v", second)
	}
	if fourth := got.records[3]; fourth.Cell.Status != domain.Missing {
		t.Errorf("Juupajoki's smoking: %+v, want missing", fourth.Cell)
	}
	if last := got.records[753]; last.Region.Code != "358" || last.Cell.Value != 10.3 || last.Cell.Count != 192593 || last.Place.Line != 754 {
		t.Errorf("last record: %+v", last)
	}
	if in := got.Indicators[0]; in.ID != "288" || in.Title.FI != "Tupakoi päivittäin, % 8.- ja 9.-luokan oppilaista" {
		t.Errorf("first indicator: %+v", in)
	}
}

// The REST service's own rows of 2026.
func TestRealRESTJSON(t *testing.T) {
	got := readReal(t, "sotkanet/sample_json_127_2023.json")
	want := domain.NewCell(9646, domain.EmptyCell(domain.Missing).Count)
	if len(got.records) != 1 || !got.records[0].Cell.Equal(want) || got.records[0].Region.SotkanetID != 52 {
		t.Errorf("got %+v", got.records)
	}
	got = readReal(t, "sotkanet/sample_json_5513_2023.json")
	if len(got.records) != 5 || got.records[4].Cell.Value != 13.5 || got.records[4].Cell.Count != 2254 || got.records[4].Place != (record.Place{Line: 6, Object: 5}) {
		t.Errorf("got %+v", got.records)
	}
}

func TestRealIndicators(t *testing.T) {
	got := readReal(t, "sotkanet/oskari_SotkaIndicators.json")
	if got.Format != FormatIndicators || len(got.Indicators) != 2434 {
		t.Fatalf("%s, %d indicators, want %s, 2434", got.Format, len(got.Indicators), FormatIndicators)
	}
	dashes := 0
	for _, in := range got.Indicators {
		for _, s := range []string{in.Title.FI, in.Title.SV, in.Title.EN, in.Organization.FI} {
			if !content.Printable(s) || s != strings.TrimSpace(s) || strings.Contains(s, "<br") || strings.Contains(s, "&#") {
				t.Errorf("%s: title %q", in.ID, s)
			}
			if strings.Contains(s, "–") {
				dashes++
			}
		}
	}
	if dashes == 0 {
		t.Error("no title has an en dash, want U+0096 repaired to one")
	}
	if first := got.Indicators[0]; first.ID != "4" || first.Organization.SV != "Institutet för hälsa och välfärd (THL)" || first.Decimals != nil {
		t.Errorf("first: %+v", first)
	}
}

func TestRealIndicatorDetails(t *testing.T) {
	got := readReal(t, "sotkanet/sample_indicator_detail_11_indicators_2025.json")
	if len(got.Indicators) != 11 {
		t.Fatalf("%d indicators, want 11", len(got.Indicators))
	}
	in := got.Indicators[0]
	if in.ID != "186" || in.Unit != domain.UnitPer100000 || in.Decimals == nil || *in.Decimals != 1 || in.Updated != "2025-04-29" {
		t.Errorf("first: %+v", in)
	}
	paragraphs := strings.Split(in.Description.FI, "\n")
	if len(paragraphs) != 3 || paragraphs[2] != "Väestösuhteutus on tehty THL:ssä käyttäen Tilastokeskuksen Väestötilaston tietoja." {
		t.Errorf("description of 186: %q", in.Description.FI)
	}
	for _, in := range got.Indicators {
		if tag.MatchString(in.Description.FI) || strings.Contains(in.Description.FI, "&nbsp;") {
			t.Errorf("%s: description %q", in.ID, in.Description.FI)
		}
	}
}

func TestRealRegions(t *testing.T) {
	got := readReal(t, "sotkanet/oskari_SotkaRegions.json")
	if got.Format != FormatRegions || len(got.Regions) != 511 {
		t.Fatalf("%s, %d regions, want %s, 511", got.Format, len(got.Regions), FormatRegions)
	}
	at := slices.IndexFunc(got.Regions, func(r record.Region) bool { return r.ID == 499 })
	if r := got.Regions[at]; r.Code != "13" || r.Category != "MAAKUNTA" || r.Title.FI != "Keski-Suomi" {
		t.Errorf("499: %+v, want maakunta 13, Keski-Suomi", r)
	}
	got = readReal(t, "regions/sample_regions_2026_api.json")
	if len(got.Regions) != 7 || got.Regions[0].Code != "049" || !slices.Contains(got.Regions[0].MemberOf, 658) {
		t.Errorf("regions of 2026: %+v", got.Regions)
	}
}

// tag is one of HTML.
var tag = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
