package ingest

import (
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/source"
)

// Names and codes as Statistics Finland, Kuntaliitto, Kolada and a colleague's
// spreadsheet write them.
func TestJoinByWords(t *testing.T) {
	for _, tt := range []struct {
		key  source.RegionKey
		want string // the region, or part of the error
	}{
		{source.RegionKey{Name: "Jyväskylä"}, "kunta:179"},
		{source.RegionKey{Name: "Jyväskylä", Category: "KUNTA"}, "kunta:179"},
		{source.RegionKey{Code: "5", Category: "KUNTA"}, "kunta:005"}, // a sheet lost the zeros
		{source.RegionKey{Code: "13", Name: "Keski-Suomi", Category: "MAAKUNTA"}, "maakunta:13"},
		{source.RegionKey{Name: "Keski-Suomi"}, "one region, and"},
		{source.RegionKey{Name: "Keski-Suomi", Category: "MAAKUNTA"}, "maakunta:13"},
		{source.RegionKey{Name: "KOKO MAA", Category: "MAA"}, "maa"},
		{source.RegionKey{Name: "Jyväskulä"}, "nearest: kunta:179 Jyväskylä"},
		{source.RegionKey{Name: "Jyväskulä", Category: "KUNTA"}, "nearest: kunta:179 Jyväskylä"},
		{source.RegionKey{Code: "179", Name: "Tampere", Category: "KUNTA"}, "kunta:179 is Jyväskylä"},
		{source.RegionKey{Code: "091"}, "one region, and"}, // Helsinki and Lappeenrannan seutukunta
		{source.RegionKey{Code: "180", Name: "Jyväskylän mlk", Category: "KUNTA"}, "kunta:180"},
		{source.RegionKey{Code: "573", Name: "Parainen", Category: "KUNTA"}, "nearest: kunta:445 Parainen"},
		{source.RegionKey{Name: "Upplands Väsby", Category: "kommun-se"}, "kommun-se:Upplands Väsby"},
		{source.RegionKey{Code: "E06000012", Name: "North East Lincolnshire", Category: "la-england"}, "la-england:E06000012"},
		{source.RegionKey{}, "a region"},
	} {
		j := newJoiner(catalog.Default())
		got, err := j.byWords(tt.key)
		if err == nil && string(got) != tt.want || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %q, %v; want %q", tt.key, got, err, tt.want)
		}
	}
}
