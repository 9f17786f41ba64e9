package prose

import (
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Real figures of data/example (THL, Sotkanet.fi), each in another language.
func TestExplainGolden(t *testing.T) {
	few := yearly(2010, 1.5, nan, 2)
	empty := yearly(2010, nan, nan)
	hidden := yearly(2010, 1, 2, nan, 4, 5, 6, 7, 8)
	hidden.Points[2].Status, hidden.Points[2].Range = domain.Suppressed, series.Range{Low: 2.5, High: 3.5, Steps: 3}
	for _, c := range []struct {
		name string
		s    series.Series
		lang domain.Lang
	}{
		{"placed-keski-suomi", children(t, example(t, "placements.csv", "191", "499", "maakunta:13"), "499"), domain.Finnish},
		{"gini-jamsa", example(t, "children.csv", "3126", "88", "kunta:182"), domain.Swedish},
		{"costs-jyvaskyla", example(t, "children.csv", "3775", "85", "kunta:179"), domain.English},
		{"zero-luhanka", example(t, "placements.csv", "191", "208", "kunta:435"), domain.English},
		{"too-few", few, domain.Finnish},
		{"empty", empty, domain.English},
		{"suppressed", hidden, domain.English},
	} {
		o := usual
		o.Forecast.Years = 2
		tr := trend.Analyse(c.s, o)
		got := strings.Join(Explain(&tr, o, c.lang), "\n") + "\n"
		path := filepath.Join("testdata", c.name+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatalf("%v; write it with go test ./internal/prose -update, and read it", err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", path, got, want)
		}
	}
}

// The Nile at Aswan, 1871–1970: R's package trend 1.1.6 has S = -1452 and
// Pettitt's K = 1836 after 1898, the year strucchange breaks at too.
func TestExplainNile(t *testing.T) {
	f, err := os.Open("../../../shared/reference/r-trend/nile.csv")
	if err != nil {
		t.Skip("no reference data: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) != 101 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	s := series.Series{Indicator: domain.Indicator{ID: "oma:nile"}, Gender: domain.Total}
	for _, row := range rows[1:] {
		v, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		s.Points = append(s.Points, series.Point{Period: domain.Period(row[0]), Cell: domain.NewCell(v, nan)})
	}
	tr := trend.Analyse(s, usual)
	lines := Explain(&tr, usual, domain.English)
	text := strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
	for _, want := range nile {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing from\n%s", want, strings.Join(lines, "\n"))
		}
	}
	if !slices.Contains(lines, "Direction: falling") {
		t.Errorf("no heading of the direction in\n%s", strings.Join(lines, "\n"))
	}
}

var nile = []string{"XX"}
