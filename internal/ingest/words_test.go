package ingest

import (
	"math"
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/source/record"
)

// Names and codes as Statistics Finland, Kuntaliitto, Kolada and a colleague's
// spreadsheet write them.
func TestJoinByWords(t *testing.T) {
	for _, tt := range []struct {
		key  record.RegionKey
		want string // the region, or part of the error
	}{
		{record.RegionKey{Name: "Jyväskylä"}, "kunta:179"},
		{record.RegionKey{Name: "Jyväskylä", Category: "KUNTA"}, "kunta:179"},
		{record.RegionKey{Code: "5", Category: "KUNTA"}, "kunta:005"}, // a sheet lost the zeros
		{record.RegionKey{Code: "13", Name: "Keski-Suomi", Category: "MAAKUNTA"}, "maakunta:13"},
		{record.RegionKey{Name: "Keski-Suomi"}, "one region, and"},
		{record.RegionKey{Name: "Keski-Suomi", Category: "MAAKUNTA"}, "maakunta:13"},
		{record.RegionKey{Name: "KOKO MAA", Category: "MAA"}, "maa"},
		{record.RegionKey{Name: "Jyväskulä"}, "nearest: kunta:179 Jyväskylä"},
		{record.RegionKey{Name: "Jyväskulä", Category: "KUNTA"}, "nearest: kunta:179 Jyväskylä"},
		{record.RegionKey{Code: "179", Name: "Tampere", Category: "KUNTA"}, "kunta:179 is Jyväskylä"},
		{record.RegionKey{Code: "091"}, "one region, and"}, // Helsinki and Lappeenrannan seutukunta
		{record.RegionKey{Code: "180", Name: "Jyväskylän mlk", Category: "KUNTA"}, "kunta:180"},
		{record.RegionKey{Code: "573", Name: "Parainen", Category: "KUNTA"}, "nearest: kunta:445 Parainen"},
		{record.RegionKey{Name: "Upplands Väsby", Category: "kommun-se"}, "kommun-se:Upplands Väsby"},
		{record.RegionKey{Code: "E06000012", Name: "North East Lincolnshire", Category: "la-england"}, "la-england:E06000012"},
		{record.RegionKey{}, "a region"},
	} {
		j := newJoiner(catalog.Default())
		got, err := j.byWords(tt.key)
		if err == nil && string(got) != tt.want || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %q, %v; want %q", tt.key, got, err, tt.want)
		}
	}
}

// A code alone is not enough where the name says it is another country's.
func TestNameContradictsCode(t *testing.T) {
	for _, tt := range []struct {
		key  record.RegionKey
		want string
	}{
		{record.RegionKey{Code: "182", Name: "Nacka", Category: "KUNTA"}, "kunta:182 is Jämsä"},
		{record.RegionKey{Code: "1", Name: "Stockholms län", Category: "MAAKUNTA"}, "maakunta:01 is Uusimaa"},
		{record.RegionKey{Name: "Sweden", Category: "MAA"}, `"Sweden" is not Finland`},
		{record.RegionKey{Code: "098", Name: "Hollola (+ Hämeenkoski)", Category: "KUNTA"}, "kunta:098"},
		{record.RegionKey{Category: "MAA"}, "maa"},
	} {
		j := newJoiner(catalog.Default())
		got, err := j.byWords(tt.key)
		if err == nil && string(got) != tt.want || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %q, %v; want %q", tt.key, got, err, tt.want)
		}
	}
}

// In a folder one file may list as empty what another has a figure for.
func TestEmptyCellIsNoDispute(t *testing.T) {
	a, b := write(t, "a.csv", header+"191;85;2014;total;;\n191;85;2015;total;1.8;\n"), write(t, "b.csv", header+"191;85;2014;total;1.7;410\n191;85;2015;total;;\n")
	for _, files := range [][]string{{a, b}, {b, a}} {
		db := newStore(t)
		rep := take(t, importer(db), files...)
		if len(rep.Rejects) != 0 {
			t.Errorf("%v: rejects %v", files, rep.Rejects)
		}
		if got := cell(t, db, "191", "kunta:179", "2014"); got.Value != 1.7 || got.Count != 410 {
			t.Errorf("%v: 2014 is %+v", files, got)
		}
		if got := cell(t, db, "191", "kunta:179", "2015"); got.Value != 1.8 {
			t.Errorf("%v: 2015 is %+v", files, got)
		}
	}
}

// Kolada's Övertorneå is Sweden's, though Ylitornio is called so in Swedish.
func TestKoladaIsNotFinland(t *testing.T) {
	j := newJoiner(catalog.Default())
	if got, err := j.byWords(record.RegionKey{Name: "Övertorneå"}); err != nil || got != "kunta:976" {
		t.Fatalf("in a Finnish file: %q, %v", got, err)
	}
	var rejects []record.Reject
	g := gathering{data: &fileData{builders: map[domain.IndicatorID]*panel.Builder{}}, join: j, reject: func(r record.Reject) { rejects = append(rejects, r) }}
	g.take(&staged{record: record.Record{Indicator: "kolada:N31001", Region: record.RegionKey{Name: "Övertorneå"}, Gender: domain.Total, Period: "2011", Cell: domain.NewCell(843.9, math.NaN())}})
	if _, ok := j.unknown["kommun-se:Övertorneå"]; !ok || len(rejects) != 0 {
		t.Errorf("unknown %v, rejects %v", j.unknown, rejects)
	}
}
