package sotkanet_test

import (
	"fmt"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

// SOTKAnet's own layouts take the marks that every table does, and points where
// the download's own figures show what they divide.
func TestNumbersOfADownload(t *testing.T) {
	const decimal, zeros = `decimal: "."`, `zero: ["-"]`
	layouts := []struct {
		name string
		text func(figures []string) string
	}{
		{"web CSV", func(figures []string) string {
			var b strings.Builder
			for i, s := range figures {
				fmt.Fprintf(&b, "\"T\";\"191\";\"Jyväskylä\";\"179\";\"yhteensä\";%d;\"%s\";\n", 2015+i, s)
			}
			return b.String()
		}},
		{"web table", func(figures []string) string {
			years := ""
			for i := range figures {
				years += fmt.Sprint(";", 2015+i)
			}
			return ";;;;" + years + "\nT;191;Jyväskylä;179;yhteensä;" + strings.Join(figures, ";") + "\n"
		}},
		{"REST CSV", func(figures []string) string {
			text := "indicator;region;year;gender;primary value;absolute value\n"
			for i, s := range figures {
				text += fmt.Sprintf("191;85;%d;total;%s;\n", 2015+i, s)
			}
			return text
		}},
	}
	for _, tt := range []struct{ figures, mapping, want, rest string }{ // rest: of the REST service, whose decimals have a point
		{"..|.|-|x|1,5", "", "missing|missing|missing|suppressed|1.5", "missing|missing|missing|suppressed|!"},
		{"...|*|NA|1.5|2", "", "suppressed|suppressed|missing|1.5|2", ""},
		{"1.5|1.234|2.75", "", "1.5|1.234|2.75", ""},
		{"1,5|1.234", "", "1.5|!", "!|1.234"},
		{"1,5|1,234|1 234,5", "", "1.5|1.234|1234.5", "!|!|!"},
		{"1.234|2.345", "", "!|!", "1.234|2.345"},
		{"1.234|2.345", decimal, "1.234|2.345", ""},
		{"1.234|2,5", `thousands: "."`, "1234|2.5", ""},
		{"1,234|2,5", `decimal: ","`, "1.234|2.5", ""},
		{"1.234|2,5", `decimal: ","`, "!|2.5", ""},
		{"1,234.5|1,234", "", "1234.5|1234", "!|!"},
		{"-|0", zeros, "0|0", ""},
		{"3,5 p|12³|ei tietoa|1.2.3", "", "3.5 p|12|!|!", "!|!|!|!"},
	} {
		figures := strings.Split(tt.figures, "|")
		for _, layout := range layouts {
			want := tt.want
			if layout.name == "REST CSV" && tt.rest != "" {
				want = tt.rest
			}
			var opts source.Options
			if tt.mapping != "" {
				m, err := mapping.Parse("map.yaml", []byte(tt.mapping))
				if err != nil {
					t.Fatal(err)
				}
				opts.Map = &m
			}
			got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("a.csv", layout.text(figures)), opts)
			if err != nil {
				t.Errorf("%s of %s by %q: %v", layout.name, tt.figures, tt.mapping, err)
				continue
			}
			all := make([]string, len(figures))
			for i := range all {
				all[i] = "!" // rejected
			}
			for _, r := range got.Records {
				said := r.Cell.Status.String()
				if said == "ok" {
					said = fmt.Sprint(r.Cell.Value)
				}
				if r.Cell.Provisional {
					said += " p"
				}
				all[r.Period.Year()-2015] = said
			}
			if said := strings.Join(all, "|"); said != want || len(got.Rejected) != strings.Count(want, "!") {
				t.Errorf("%s of %s by %q: %s, want %s; rejects %q", layout.name, tt.figures, tt.mapping, said, want, got.Rejected)
			}
		}
	}
}
