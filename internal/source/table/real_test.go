package table_test

import (
	"errors"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

// realContent reads a real file as it is.
func realContent(t *testing.T, name string) content.File {
	t.Helper()
	return sourcetest.Bytes(filepath.Base(name), realfiles.Read(t, name))
}

// spot is a figure that must be among the records.
type spot struct {
	id     domain.IndicatorID
	region record.RegionKey
	period domain.Period
	value  float64 // NaN for missing
	count  float64
	at     string
}

func none() float64 { return math.NaN() }

// Counts and spots were taken from the files by another program, or from what
// they say of themselves: Kuntaliitto's sheets state how many municipalities
// each has, 452 in 2000 to 313 in 2016, 6,564 together, and each has the
// whole country besides.
func TestRealOtherTables(t *testing.T) {
	for _, tt := range []struct {
		file, mapping    string
		records, missing int
		rejects          []string
		spots            []spot
	}{
		{"other-finnish/damakes_wiki_luettelo_suomen_kunnista.csv", "damakes.yaml", 924, 0, []string{
			"damakes_wiki_luettelo_suomen_kunnista.csv:33: found 7 columns, expected 11; the row may have been cut off: download the file again",
			"damakes_wiki_luettelo_suomen_kunnista.csv:293: found 7 columns, expected 11; the row may have been cut off: download the file again",
			"damakes_wiki_luettelo_suomen_kunnista.csv:312: found 9 columns, expected 11; the row may have been cut off: download the file again",
		}, []spot{
			{"oma:vakiluku", record.RegionKey{Code: "179", Category: "KUNTA", Name: "Jyväskylä"}, "2019", 147746, none(), "65"},
			{"oma:maapinta-ala", record.RegionKey{Code: "179", Category: "KUNTA", Name: "Jyväskylä"}, "2019", 1171.02, none(), "65"},
			{"oma:vaestotiheys", record.RegionKey{Code: "005", Category: "KUNTA", Name: "Alajärvi"}, "2019", 9, none(), "3"},
		}},
		{"other-finnish/kuntaliitto_kuntajaot_ja_asukasluvut_2000-2016.xls", "kuntaliitto.yaml", 6564 + 17, 0, nil, []spot{
			{"oma:asukasluku", record.RegionKey{Category: "MAA", Name: "Koko maa"}, "1999", 5171302, none(), "2000!C14"},
			{"oma:asukasluku", record.RegionKey{Code: "980", Category: "KUNTA", Name: "Ylöjärvi"}, "2009", 30175, none(), "2010!C353"},
			{"oma:asukasluku", record.RegionKey{Code: "992", Category: "KUNTA", Name: "Äänekoski"}, "2015", 19646, none(), "2016!C327"},
		}},
		{"other/kolada_N31001.xls", "kolada.yaml", 4053, 0, nil, []spot{
			{"kolada:N31001", record.RegionKey{Category: "kommun-se", Name: "Ale"}, "1998", 1374.743002, none(), "Exported from Hypergene!D2"},
			{"kolada:N31001", record.RegionKey{Category: "kommun-se", Name: "Alingsås"}, "1998", 1089.378758, none(), "Exported from Hypergene!D16"},
			{"kolada:N31001", record.RegionKey{Category: "kommun-se", Name: "Övertorneå"}, "2011", 843.866944, none(), "Exported from Hypergene!D4054"},
		}},
		{"other/trafford_fingertips_admissions_self_harm_young_people.csv", "fingertips.yaml", 1078, 17, nil, []spot{
			{"oma:self-harm", record.RegionKey{Category: "la-england", Code: "E47000001", Name: "Greater Manchester"}, "2011/12", none(), none(), "2"},
			{"oma:self-harm", record.RegionKey{Category: "la-england", Code: "E92000001", Name: "England"}, "2017/18", 421.2, none(), ""},
			{"oma:self-harm", record.RegionKey{Category: "la-england", Code: "E10000034", Name: "Worcestershire"}, "2017/18", 344.1, none(), "1079"},
		}},
		{"sotkanet/DERIVED_ohc_placements_ind191_1991-2021.csv", "ohc.yaml", 3 * 11264, 2377 + 454, nil, []spot{
			{"oma:sijoitetut", record.RegionKey{SotkanetID: 499, Category: "MAAKUNTA", Name: "Keski-Suomi"}, "2014", none(), 934, ""},
			{"oma:lapset", record.RegionKey{SotkanetID: 499, Category: "MAAKUNTA", Name: "Keski-Suomi"}, "2014", 54082, none(), ""},
			{"oma:tyottomyys", record.RegionKey{SotkanetID: 2, Category: "KUNTA", Name: "Alajärvi"}, "1991", 11.8, none(), "3"},
		}},
		{"sotkanet/DERIVED_geofi_sotkanet_ind127_population_kunta_2000-2022.csv", "geofi127.yaml", 309 * 23, 0, nil, []spot{
			{"127", record.RegionKey{Code: "005", Category: "KUNTA"}, "2000", 11503, none(), "2"},
			{"127", record.RegionKey{Code: "179", Category: "KUNTA"}, "2002", 119620, none(), ""},
			{"127", record.RegionKey{Code: "992", Category: "KUNTA"}, "2022", 18120, none(), "7108"},
		}},
		{"other-finnish/diak_Aikasarjadata.xlsx", "diak.yaml", 2 * 3040, 3040 - 144, nil, []spot{
			{"oma:huono-osaisuus", record.RegionKey{Code: "020", Category: "KUNTA", Name: "Akaa"}, "2017–2019", 113.85527085354643, none(), "Taul1!E2"},
			{"oma:alkoholikuolleisuus", record.RegionKey{Code: "020", Category: "KUNTA", Name: "Akaa"}, "2017–2019", none(), none(), "Taul1!M2"},
			{"oma:huono-osaisuus", record.RegionKey{Code: "992", Category: "KUNTA", Name: "Äänekoski"}, "2010–2012", 176.79476647277295, none(), "Taul1!E3041"},
		}},
	} {
		t.Run(filepath.Base(tt.file), func(t *testing.T) {
			got, err := sourcetest.ReadWith(t.Context(), realContent(t, tt.file), source.Options{Map: sourcetest.Mapping(t, "tables/"+tt.mapping)})
			if err != nil {
				t.Fatal(err)
			}
			missing := sourcetest.CountIf(got.Records, func(r record.Record) bool { return r.Cell.Status == domain.Missing })
			if len(got.Records) != tt.records || missing != tt.missing || got.Format != source.FormatTable {
				t.Errorf("%s: %d records, %d missing, want %d, %d", got.Format, len(got.Records), missing, tt.records, tt.missing)
			}
			if strings.Join(got.Rejected, "\n") != strings.Join(tt.rejects, "\n") {
				t.Errorf("rejects %q\nwant %q", got.Rejected, tt.rejects)
			}
			for _, s := range tt.spots {
				r := sourcetest.Find(t, got.Records, func(r record.Record) bool { return r.Indicator == s.id && r.Region == s.region && r.Period == s.period })
				if !r.Cell.Equal(domain.NewCell(s.value, s.count)) || s.at != "" && r.Place.String() != s.at {
					t.Errorf("%+v at %s, want %+v", r, r.Place, s)
				}
			}
		})
	}
}

// The indicators of this file have names only, and each is asked for. The
// mapping that the error shows imports the file as it stands.
func TestRealTitlesAreAskedFor(t *testing.T) {
	f := realContent(t, "sotkanet/DERIVED_sotkanet-shiny_2013_keski-suomi_long.csv")
	_, err := sourcetest.Read(t.Context(), f)
	var ask *mapping.NeedError
	if !errors.As(err, &ask) || len(ask.Questions) != 1 {
		t.Fatal(err)
	}
	if want := `which indicators the 54 names in the column "Muuttuja" are: an id such as oma:NAME for each, or skip`; ask.Questions[0] != want {
		t.Errorf("asks %q, want %q", ask.Questions[0], want)
	}
	m, err := mapping.Parse("map.yaml", []byte(ask.YAML))
	if err != nil {
		t.Fatalf("%v\n%s", err, ask.YAML)
	}
	got, err := sourcetest.ReadWith(t.Context(), f, source.Options{Map: &m})
	if err != nil || len(got.Records) != 32459 || len(got.Rejected) > 0 || len(got.Indicators) != 54 {
		t.Fatalf("%d records, %d rejects, %d indicators, %v", len(got.Records), len(got.Rejected), len(got.Indicators), err)
	}
	zeros := sourcetest.CountIf(got.Records, func(r record.Record) bool { return r.Cell.Value == 0 })
	missing := sourcetest.CountIf(got.Records, func(r record.Record) bool { return r.Cell.Status == domain.Missing })
	if zeros != 92 || missing != 0 {
		t.Errorf("%d zeros and %d missing, want 92 and 0", zeros, missing)
	}
	for _, want := range []record.Record{
		{Indicator: "oma:vaestonmuutos-huoltosuhde-demografinen", Region: record.RegionKey{Category: "KUNTA", Name: "Äänekoski"}, Period: "1995", Cell: domain.NewCell(48.7, none())},
		{Indicator: "oma:vaestonmuutos-vaestoennuste-2040", Region: record.RegionKey{Category: "KUNTA", Name: "Äänekoski"}, Period: "2012", Cell: domain.NewCell(19993, none())},
		{Indicator: "oma:vaestonmuutos-tulomuuttajat-lkm", Region: record.RegionKey{Category: "SEUTUKUNTA", Name: "Saarijärvi-Viitasaaren seutukunta"}, Period: "2009", Cell: domain.NewCell(1112, none())},
	} {
		sourcetest.Find(t, got.Records, func(r record.Record) bool {
			return r.Indicator == want.Indicator && r.Region == want.Region && r.Period == want.Period && r.Cell.Equal(want.Cell)
		})
	}
}

// Files that describe regions hold no observations: nothing is imported, and
// the error says what is missing.
func TestRealRegionTables(t *testing.T) {
	for file, want := range map[string]string{
		"regions/geofi_municipality_keys_2013-2026.csv":           "which column holds the values: is: value, or is: count",
		"regions/DERIVED_municipality_changes_2013-2026.csv":      "which column holds the values: is: value, or is: count",
		"regions/keski_suomi_sotkanet_ids.csv":                    `not a layout that is known: the first line is "sotkanet_region_id,code,category,title_fi,title_sv`,
		"regions/sotkanet_hyvinvointialueet_old_new_ids.csv":      `not a layout that is known: the first line is "nimi,uusi_id,vanha_id,uusi_code,vanha_code"`,
		"other/kolada_N31001.xls":                                 `in the column "Nyckeltal" is: an id such as oma:NAME, or skip`,
		"other-finnish/diak_Aikasarjadata.xlsx":                   "which indicators the 27 columns of values are of",
		"other-finnish/damakes_wiki_luettelo_suomen_kunnista.csv": "which period the values are of",
	} {
		got, err := sourcetest.Read(t.Context(), realContent(t, file))
		if err == nil || !strings.Contains(err.Error(), want) || len(got.Records)+len(got.Rejected) > 0 {
			t.Errorf("%s: %d records, %v\nwant %s", file, len(got.Records), err, want)
		}
	}
	_, err := sourcetest.Read(t.Context(), realContent(t, "other/kolada_N31001.xls"))
	if err != nil && !strings.Contains(err.Error(), `id: "kolada:N31001" # as the file's name says: make sure`) {
		t.Errorf("no proposal of Kolada's id: %v", err)
	}
}
