package catalog

import (
	"encoding/json"
	"flag"
	"os"
	"reflect"
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
		c, err := load([]byte(tt.regions))
		if err == nil {
			_, err = c.loadDivisions([]byte(tt.membership))
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// Every command waits for the regions, and most for some of the rest.
func BenchmarkLoad(b *testing.B) {
	c := Default()
	for name, load := range map[string]func() error{
		"regions":      func() error { _, err := load(data.Regions); return err },
		"divisions":    func() error { _, err := c.loadDivisions(data.Membership); return err },
		"descriptions": func() error { _, err := loadDescriptions(data.Indicators); return err },
		"names":        func() error { c.names(); return nil },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := load(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

var update = flag.Bool("update", false, "write data/indicators.json anew")

// The program reads of its indicators what people have written.
func TestDescribedAsWritten(t *testing.T) {
	text, err := os.ReadFile("../../data/indicators.yaml")
	if err != nil {
		t.Fatal(err)
	}
	written, err := ParseDescriptions("indicators.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		text, err := json.MarshalIndent(written, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("../../data/indicators.json", append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	read, err := loadDescriptions(data.Indicators)
	if err != nil || !reflect.DeepEqual(read.Descriptions, written) {
		t.Errorf("indicators.json (%v) is not what indicators.yaml says: write it anew with go test ./internal/catalog -run DescribedAsWritten -update", err)
	}
}
