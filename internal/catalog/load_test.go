package catalog

import (
	"strings"
	"testing"

	"kuvio/data"
)

func TestLoadErrors(t *testing.T) {
	header := strings.Join(regionColumns, ",") + "\n"
	members := strings.Join(membershipColumns, ",") + "\n"
	kunta := header + "85,kunta,179,Jyväskylä,,,,,,,\n"
	for _, tt := range []struct{ name, regions, membership, want string }{
		{"no rows", "", members, "regions.csv"},
		{"columns", "id;code\n", members, "regions.csv:1: found columns"},
		{"category", header + "1,kylä,1,X,,,,,,,\n", members, `regions.csv:2: unknown category "kylä"`},
		{"year", header + "1,kunta,1,X,,,,x,,,\n", members, `regions.csv:2: found "x", expected a whole number`},
		{"twice", kunta + "86,kunta,0179,X,,,,,,,\n", members, "regions.csv:3: kunta:0179 is listed twice"},
		{"id twice", kunta + "85,kunta,180,X,,,,,,,\n", members, "SOTKAnet's id 85"},
		{"nameless", header + "1,kunta,1,,,,,,,,\n", members, "no Finnish name"},
		{"stranger", kunta, members + "001,maakunta,13,2013,2026\n", `membership.csv:2: municipality "001"`},
		{"no area", kunta, members + "179,maakunta,13,2013,2026\n", "maakunta:13 is not in regions.csv"},
	} {
		_, err := load([]byte(tt.regions), []byte(tt.membership))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// The whole program waits for this at its start: below 15 ms.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := load(data.Regions, data.Membership); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseDescriptions(b *testing.B) {
	for b.Loop() {
		if _, err := ParseDescriptions("indicators.yaml", data.Indicators); err != nil {
			b.Fatal(err)
		}
	}
}
