package peers

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
)

// The peers of Jyväskylä among Finland's municipalities by population (127,
// 2022), children's low income rate and Gini coefficient (228, 3126, 2023) of
// SOTKAnet; places and distances by an independent computation in Python. Of
// 308 municipalities 282 have all three.
func TestJyvaskyla(t *testing.T) {
	population := read(t, "DERIVED_geofi_sotkanet_ind127_population_kunta_2000-2022.csv", ',')
	table := read(t, "DERIVED_webui_sotkanet-data_wide.csv", ';')
	year := slices.Index(table[1], "2023")
	values := map[string]map[domain.RegionID]float64{"127": {}, "228": {}, "3126": {}}
	var areas []domain.RegionID
	for _, row := range population {
		if row[1] == "2022" {
			values["127"][domain.RegionID("kunta:"+row[0])] = number(t, row[2])
		}
	}
	for _, row := range table[2:] {
		if len(row) <= year || values[row[1]] == nil {
			continue
		}
		id := domain.RegionID("kunta:" + row[3])
		if !slices.Contains(areas, id) {
			areas = append(areas, id)
		}
		if row[year] != "" {
			values[row[1]][id] = number(t, row[year])
		}
	}
	vars := []Variable{
		{Indicator: domain.Indicator{ID: "127"}, Period: "2022", Values: values["127"]},
		{Indicator: domain.Indicator{ID: "228"}, Period: "2023", Values: values["228"]},
		{Indicator: domain.Indicator{ID: "3126"}, Period: "2023", Values: values["3126"]},
	}
	r, err := Find("kunta:179", areas, vars, Count)
	if err != nil {
		t.Fatal(err)
	}
	if r.Compared != 282 || len(r.LeftOut) != 26 {
		t.Errorf("%d compared, %d left out, want 282 and 26", r.Compared, len(r.LeftOut))
	}
	for i, want := range []struct {
		id       domain.RegionID
		distance float64
	}{
		{"kunta:398", 0.6898338224265499}, {"kunta:297", 0.7723184477917352}, {"kunta:564", 1.2635839536272688}, {"kunta:167", 1.4049869972812485},
		{"kunta:405", 1.4613994799978938}, {"kunta:609", 1.47543013490061}, {"kunta:905", 1.476436078393329},
	} {
		if p := r.Peers[i]; p.Region != want.id || !about(p.Distance, want.distance) {
			t.Errorf("place %d: %s at %v, want %s at %v", i+1, p.Region, p.Distance, want.id, want.distance)
		}
	}
}

func read(t *testing.T, name string, comma rune) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(realfiles.Read(t, "sotkanet/"+name)))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
