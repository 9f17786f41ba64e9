package sotkanet_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
	"kuvio/internal/source"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
	"kuvio/internal/visible"
)

// THL, Sotkanet: population on 31 December 2009, every area.
func TestRealRESTCSV(t *testing.T) {
	got := sourcetest.ReadReal(t, "sotkanet/oskari_SotkaIndicatorData.csv")
	if got.Format != source.FormatRESTCSV || len(got.Records) != 466 {
		t.Fatalf("%s, %d records, want %s, 466", got.Format, len(got.Records), source.FormatRESTCSV)
	}
	whole := sourcetest.Find(t, got.Records, func(r record.Record) bool { return r.Region.SotkanetID == 658 })
	if whole.Cell.Value != 5351427 || whole.Cell.Status != domain.OK || whole.Period != "2009" || whole.Indicator != "127" {
		t.Errorf("whole country: %+v, want 5351427 in 2009", whole)
	}
	for _, id := range []int{730, 455, 456} { // in no list of regions, and hold a real zero
		r := sourcetest.Find(t, got.Records, func(r record.Record) bool { return r.Region.SotkanetID == id })
		if r.Cell.Value != 0 || r.Cell.Status != domain.OK {
			t.Errorf("region %d: %+v, want 0", id, r.Cell)
		}
	}
	if first := got.Records[0]; first.Region.SotkanetID != 69 || first.Cell.Value != 2406 || first.Place.Line != 2 {
		t.Errorf("first record: %+v", first)
	}
}

// Placements (191) with counts, and the 0–17 population (1065), a count alone.
func TestRealRESTCSVWithCounts(t *testing.T) {
	got := sourcetest.ReadReal(t, "sotkanet/DERIVED_rest_191_1065_1991-2021.csv")
	zeros := sourcetest.CountIf(got.Records, func(r record.Record) bool {
		return r.Indicator == "191" && r.Cell.Count == 0 && r.Cell.Status == domain.OK
	})
	if zeros != 651 {
		t.Errorf("%d zeros, want 651", zeros)
	}
	in2014 := func(id domain.IndicatorID) record.Record {
		return sourcetest.Find(t, got.Records, func(r record.Record) bool {
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
	got := sourcetest.ReadReal(t, "sotkanet/webui_FinalSearch_pirkanmaa_2011.csv")
	if got.Format != source.FormatWebCSV || got.Encoding != "iso-8859-1" || len(got.Records) != 754 {
		t.Fatalf("%s, %s, %d records, want %s, iso-8859-1, 754", got.Format, got.Encoding, len(got.Records), source.FormatWebCSV)
	}
	if n := sourcetest.CountIf(got.Records, func(r record.Record) bool { return r.Cell.Status == domain.Missing }); n != 36 || len(got.Indicators) != 29 {
		t.Errorf("%d missing, %d indicators, want 36, 29", n, len(got.Indicators))
	}
	second := got.Records[1]
	if second.Region != (record.RegionKey{Code: "108", Name: "Hämeenkyrö"}) || second.Cell.Value != 17.2 || second.Gender != domain.Total {
		t.Errorf("second record: %+v", second)
	}
	if fourth := got.Records[3]; fourth.Cell.Status != domain.Missing {
		t.Errorf("Juupajoki's smoking: %+v, want missing", fourth.Cell)
	}
	if last := got.Records[753]; last.Region.Code != "358" || last.Cell.Value != 10.3 || last.Cell.Count != 192593 || last.Place.Line != 754 {
		t.Errorf("last record: %+v", last)
	}
	if in := got.Indicators[0]; in.ID != "288" || in.Title.FI != "Tupakoi päivittäin, % 8.- ja 9.-luokan oppilaista" {
		t.Errorf("first indicator: %+v", in)
	}
}

// The REST service's own rows of 2026.
func TestRealRESTJSON(t *testing.T) {
	got := sourcetest.ReadReal(t, "sotkanet/sample_json_127_2023.json")
	want := domain.NewCell(9646, domain.EmptyCell(domain.Missing).Count)
	if len(got.Records) != 1 || !got.Records[0].Cell.Equal(want) || got.Records[0].Region.SotkanetID != 52 {
		t.Errorf("got %+v", got.Records)
	}
	got = sourcetest.ReadReal(t, "sotkanet/sample_json_5513_2023.json")
	if len(got.Records) != 5 || got.Records[4].Cell.Value != 13.5 || got.Records[4].Cell.Count != 2254 || got.Records[4].Place != (record.Place{Line: 6, Object: 5}) {
		t.Errorf("got %+v", got.Records)
	}
}

func TestRealIndicators(t *testing.T) {
	got := sourcetest.ReadReal(t, "sotkanet/oskari_SotkaIndicators.json")
	if got.Format != source.FormatIndicators || len(got.Indicators) != 2434 {
		t.Fatalf("%s, %d indicators, want %s, 2434", got.Format, len(got.Indicators), source.FormatIndicators)
	}
	dashes := 0
	for _, in := range got.Indicators {
		for _, s := range []string{in.Title.FI, in.Title.SV, in.Title.EN, in.Organization.FI} {
			if !visible.Is(s) || s != strings.TrimSpace(s) || strings.Contains(s, "<br") || strings.Contains(s, "&#") {
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
	got := sourcetest.ReadReal(t, "sotkanet/sample_indicator_detail_11_indicators_2025.json")
	if len(got.Indicators) != 11 {
		t.Fatalf("%d indicators, want 11", len(got.Indicators))
	}
	in := got.Indicators[0]
	if in.ID != "186" || in.Unit != domain.UnitPer100000 || in.Decimals == nil || *in.Decimals != 1 || in.Updated != "2025-04-29" {
		t.Errorf("first: %+v", in)
	}
	if want := "Ikääntyvän väestön kuolleisuutta kuvaa indikaattori:\n- Kuolleisuus 65 vuotta täyttäneillä / 100 000 vastaavanikäistä (322)"; in.Notices.FI != want {
		t.Errorf("notices of 186: %q", in.Notices.FI)
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
	got := sourcetest.ReadReal(t, "sotkanet/oskari_SotkaRegions.json")
	if got.Format != source.FormatRegions || len(got.Regions) != 511 {
		t.Fatalf("%s, %d regions, want %s, 511", got.Format, len(got.Regions), source.FormatRegions)
	}
	at := slices.IndexFunc(got.Regions, func(r record.Region) bool { return r.ID == 499 })
	if r := got.Regions[at]; r.Code != "13" || r.Category != "MAAKUNTA" || r.Title.FI != "Keski-Suomi" {
		t.Errorf("499: %+v, want maakunta 13, Keski-Suomi", r)
	}
	got = sourcetest.ReadReal(t, "regions/sample_regions_2026_api.json")
	if len(got.Regions) != 7 || got.Regions[0].Code != "049" || !slices.Contains(got.Regions[0].MemberOf, 658) {
		t.Errorf("regions of 2026: %+v", got.Regions)
	}
}

// tag is one of HTML.
var tag = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)

// The web service's table of 16 indicators x 308 municipalities x 1990–2023,
// downloaded in 2025: the legacy workbook says the same as its copies.
func TestRealTables(t *testing.T) {
	xls := sourcetest.ReadReal(t, "sotkanet/webui_sotkanet-data.xls")
	if want := 16 * 308 * 34; len(xls.Records) != want || xls.Format != source.FormatWebTable {
		t.Fatalf("%s, %d records, want %s, %d", xls.Format, len(xls.Records), source.FormatWebTable, want)
	}
	if xls.Footer != "© THL, Statistics and Indicator Sotkanet.fi 2005-2025" || !slices.Equal(xls.Sheets, []string{"SOTKAnet"}) {
		t.Errorf("footer %q, sheets %q", xls.Footer, xls.Sheets)
	}
	if len(xls.Indicators) != 16 || xls.Indicators[0].Title != (domain.Text{EN: "At-risk-of-poverty-rate for children"}) {
		t.Errorf("indicators: %+v", xls.Indicators)
	}
	for _, name := range []string{"sotkanet/DERIVED_webui_sotkanet-data.xlsx", "sotkanet/DERIVED_webui_sotkanet-data_wide.csv"} {
		got := sourcetest.ReadReal(t, name)
		if got.Footer != xls.Footer || !slices.EqualFunc(got.Indicators, xls.Indicators, func(a, b domain.Indicator) bool { return a.ID == b.ID && a.Title == b.Title }) {
			t.Errorf("%s: footer %q, indicators %+v", name, got.Footer, got.Indicators)
		}
		same := func(a, b record.Record) bool {
			cells := a.Cell.Equal(b.Cell)
			a.Cell, b.Cell, a.Place, b.Place = domain.Cell{}, domain.Cell{}, record.Place{}, record.Place{}
			return cells && a == b
		}
		if len(got.Records) != len(xls.Records) {
			t.Fatalf("%s: %d records, want %d", name, len(got.Records), len(xls.Records))
		}
		for i := range got.Records {
			if !same(got.Records[i], xls.Records[i]) {
				t.Fatalf("%s: record %d is %+v, want %+v", name, i, got.Records[i], xls.Records[i])
			}
		}
	}
	checkRealTable(t, xls.Records)
}

// Alajärvi (005) is the table's first municipality whose code begins with two
// zeros; 3775 has real zeros and negatives; 5432 is of 2021 and 2022 only.
func checkRealTable(t *testing.T, records []record.Record) {
	t.Helper()
	at := func(id domain.IndicatorID, code string, year int) record.Record {
		return sourcetest.Find(t, records, func(r record.Record) bool {
			return r.Indicator == id && r.Region.Code == code && r.Period == domain.Year(year)
		})
	}
	if r := at("228", "005", 1995); r.Cell.Value != 10.6 || r.Region.Name != "Alajärvi" || r.Place.String() != "SOTKAnet!K4" {
		t.Errorf("228 in Alajärvi in 1995: %+v at %s, want 10.6 at K4", r, r.Place)
	}
	if r := at("228", "005", 1994); r.Cell.Status != domain.Missing {
		t.Errorf("228 in Alajärvi in 1994: %+v, want missing", r.Cell)
	}
	for year := 1990; year <= 2023; year++ {
		ok := sourcetest.CountIf(records, func(r record.Record) bool {
			return r.Indicator == "5432" && r.Period == domain.Year(year) && r.Cell.Status == domain.OK
		})
		if (ok > 0) != (year == 2021 || year == 2022) {
			t.Errorf("5432 has %d values in %d, want some in 2021 and 2022 only", ok, year)
		}
	}
	for _, tt := range []struct {
		what string
		fits func(record.Record) bool
		want int
	}{ // counted in the CSV copy by another program
		{"values", func(r record.Record) bool { return r.Cell.Status == domain.OK }, 74159},
		{"missing", func(r record.Record) bool { return r.Cell.Status == domain.Missing }, 93393},
		{"zeros", func(r record.Record) bool { return r.Cell.Value == 0 }, 7775},
		{"negatives", func(r record.Record) bool { return r.Cell.Value < 0 }, 34},
		{"zeros of 3775", func(r record.Record) bool { return r.Indicator == "3775" && r.Cell.Value == 0 }, 151},
		{"negatives of 3775", func(r record.Record) bool { return r.Indicator == "3775" && r.Cell.Value < 0 }, 7},
	} {
		if got := sourcetest.CountIf(records, tt.fits); got != tt.want {
			t.Errorf("%d %s, want %d", got, tt.what, tt.want)
		}
	}
}

// A download that broke off is an error, wherever it did.
func TestRealWorkbooksCutOff(t *testing.T) {
	for _, name := range []string{"sotkanet/webui_sotkanet-data.xls", "sotkanet/DERIVED_webui_sotkanet-data.xlsx"} {
		content := realfiles.Read(t, name)
		for _, n := range []int{9, 600, len(content) / 100, len(content) / 2, len(content) * 9 / 10} {
			if got, err := sourcetest.Read(t.Context(), sourcetest.Bytes("a", content[:n])); err == nil {
				t.Errorf("%s cut off after %d of %d bytes: %d records and no error", name, n, len(content), len(got.Records))
			}
		}
	}
}
