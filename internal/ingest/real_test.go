package ingest

import (
	"math"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
)

// realSpans are the years in which the table of 2025 has values.
var realSpans = map[domain.IndicatorID]struct{ first, last domain.Period }{
	"228": {"1995", "2023"}, "3126": {"1995", "2023"}, "1077": {"1990", "2023"}, "1078": {"2000", "2023"}, "1244": {"1990", "2023"},
	"1886": {"1990", "2020"}, "1872": {"1997", "2020"}, "3775": {"1993", "2022"}, "5520": {"1993", "2022"}, "3795": {"1993", "2020"},
	"3796": {"1993", "2020"}, "4684": {"2015", "2022"}, "4692": {"2015", "2022"}, "3517": {"2015", "2023"}, "5432": {"2021", "2022"}, "5812": {"2021", "2022"},
}

// The web service's table of 2025, 16 indicators of 308 municipalities in
// 1990–2023, is the same whatever file it comes in.
func TestRealTableInThreeFormats(t *testing.T) {
	names := []string{"webui_sotkanet-data.xls", "DERIVED_webui_sotkanet-data.xlsx", "DERIVED_webui_sotkanet-data_wide.csv"}
	var files []string
	for _, name := range names {
		files = append(files, realfiles.Path(t, "sotkanet/"+name))
	}
	db := newStore(t)
	rep := take(t, importer(db), files[0])
	if f := rep.Files[0]; len(rep.Rejects) != 0 || len(rep.UnknownRegions) != 0 || f.Rows != 16*308*34 || f.New != 74159 || f.Missing != 93393 {
		t.Fatalf("%+v, %d rejects, unknown regions %v; want %d rows", f.File, len(rep.Rejects), rep.UnknownRegions, 16*308*34)
	}
	holdings, err := db.Holdings(t.Context())
	if err != nil || len(holdings) != 16 {
		t.Fatalf("%d indicators, %v, want 16", len(holdings), err)
	}
	for _, h := range holdings {
		want := realSpans[h.Indicator]
		if h.Regions != 308 || h.First != want.first || h.Last != want.last {
			t.Errorf("%s: %d regions with values in %s–%s; want 308, %s–%s", h.Indicator, h.Regions, h.First, h.Last, want.first, want.last)
		}
		if p := held(t, db, h.Indicator); len(p.Regions) != 308 || p.Periods[0] != "1990" || p.Periods[len(p.Periods)-1] != "2023" {
			t.Errorf("%s: a panel of %d regions, %s–%s: years without a value are listed too", h.Indicator, len(p.Regions), p.Periods[0], p.Periods[len(p.Periods)-1])
		}
	}
	// The other two say the same in every cell.
	for _, file := range files[1:] {
		rep := take(t, importer(db), file)
		if f := rep.Files[0]; f.Same != 74159 || f.Missing != 93393 || f.New != 0 || f.Changed != 0 || len(rep.Rejects) != 0 {
			t.Errorf("%+v: not what %s says", f.File, names[0])
		}
	}
	if got := cell(t, db, "3126", "kunta:179", "1995"); got.Value != 20.8 {
		t.Errorf("Gini of Jyväskylä 1995: %+v, want 20.8", got)
	}
	if got := cell(t, db, "3126", "kunta:179", "1990"); got.Status != domain.Missing {
		t.Errorf("Gini of Jyväskylä 1990: %+v, want missing", got)
	}
}

// Population of 2009, every area: ids 730, 455 and 456 are in no list.
func TestRealRESTCSV(t *testing.T) {
	db := newStore(t)
	rep := take(t, importer(db), realfiles.Path(t, "sotkanet/oskari_SotkaIndicatorData.csv"))
	if f := rep.Files[0]; f.Rows != 466 || f.New != 466 || f.Missing != 0 || len(rep.Rejects) != 0 {
		t.Errorf("%+v, rejects %v", f.File, rep.Rejects)
	}
	var unknown []domain.RegionID
	for _, r := range rep.UnknownRegions {
		unknown = append(unknown, r.ID)
	}
	if len(unknown) != 3 || unknown[0] != "id:455" || unknown[1] != "id:456" || unknown[2] != "id:730" {
		t.Errorf("unknown regions %v, want 455, 456 and 730", unknown)
	}
	if got := cell(t, db, "127", "maa", "2009"); got.Value != 5351427 {
		t.Errorf("whole country: %+v", got)
	}
}

// 29 indicators of 24 municipalities, a hospital district and the country.
func TestRealWebCSV(t *testing.T) {
	db := newStore(t)
	rep := take(t, importer(db), realfiles.Path(t, "sotkanet/webui_FinalSearch_pirkanmaa_2011.csv"))
	if f := rep.Files[0]; f.Rows != 754 || f.New != 718 || f.Missing != 36 || len(rep.Rejects) != 0 || len(rep.UnknownRegions) != 0 {
		t.Errorf("%+v, rejects %v, unknown regions %v", f.File, rep.Rejects, rep.UnknownRegions)
	}
	if got := cell(t, db, "1820", "maa", "2011"); !got.Equal(domain.NewCell(10.3, 192593)) {
		t.Errorf("whole country: %+v", got)
	}
	if got := cell(t, db, "1820", "shp:06", "2011"); !got.Equal(domain.NewCell(11, 18979)) {
		t.Errorf("Pirkanmaa's hospital district: %+v, want its own figure and not a municipality's", got)
	}
}

// Counts are kept where the value is empty, and zeros where they are real.
func TestRealCountsWithoutValues(t *testing.T) {
	db := newStore(t)
	rep := take(t, importer(db), realfiles.Path(t, "sotkanet/DERIVED_rest_191_1065_1991-2021.csv"))
	if f := rep.Files[0]; f.Missing != 0 || len(rep.Rejects) != 0 || f.New != f.Rows {
		t.Errorf("%+v, %d rejects", f.File, len(rep.Rejects))
	}
	if got := cell(t, db, "1065", "maakunta:13", "2014"); !got.Equal(domain.NewCell(math.NaN(), 54082)) {
		t.Errorf("children of Keski-Suomi 2014: %+v, want a count of 54,082 and no value", got)
	}
	if got := cell(t, db, "191", "maakunta:13", "2014"); !got.Equal(domain.NewCell(1.7, 934)) {
		t.Errorf("placed in Keski-Suomi 2014: %+v", got)
	}
	zeros := 0
	held(t, db, "191").Each(func(_ domain.Key, c domain.Cell) {
		if c.Count == 0 && c.Status == domain.OK {
			zeros++
		}
	})
	if zeros != 651 {
		t.Errorf("%d zeros, want 651", zeros)
	}
}
