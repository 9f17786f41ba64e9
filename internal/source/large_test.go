package source_test

import (
	"slices"
	"testing"

	"kuvio/internal/source/sourcetest"
)

// A count that float64 would round is refused, a value that no statistic has needs
// a mapping's word, in every format.
func TestTooLarge(t *testing.T) {
	const rest = "indicator;region;year;gender;primary value;absolute value\n191;85;2020;total;"
	const table = "indicators:\n  - {id: oma:x, unit: LKM}\n"
	const wide = "Kunta;2020\nAkaa;"
	const count = "expected a count below 9007199254740992 (2^53), from where counts would be rounded"
	const value = "expected a value of at most 1e+15; where it is right, a mapping says how large values may be (largest: 1e18)"
	for _, tt := range []struct {
		yaml, text string
		rejected   string // "" for a file that is read
	}{
		{"", rest + "1;9007199254740991\n", ""},
		{"", rest + "1;9007199254740993\n", "a.csv:2: found 9.007199254740992e+15, " + count},
		{"", rest + "1;9007199254740992000\n", "a.csv:2: found 9.007199254740992e+18, " + count},
		{"", rest + "1000000000000000;\n", ""},
		{"", rest + "1e16;\n", "a.csv:2: found 1e+16, " + value},
		{"largest: 1e18", rest + "-1e16;\n", ""},
		{"", `[{"indicator":191,"region":85,"year":2020,"gender":"total","value":1e16}]`, "a.csv:1: object 1: found 1e+16, " + value},
		{table, wide + "1e300\n", "a.csv:2: found 1e+300, " + value},
		{table, wide + "-1e300\n", "a.csv:2: found -1e+300, " + value},
		{table + "largest: 1e300\n", wide + "1e300\n", ""},
		{table + "columns: [{column: Kunta, is: region}, {column: \"2020\", is: count, period: \"2020\"}]\n", wide + "9007199254740993\n", "a.csv:2: found 9.007199254740992e+15, " + count},
	} {
		got, err := sourcetest.ReadText(t, tt.yaml, tt.text)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		var want []string
		if tt.rejected != "" {
			want = []string{tt.rejected}
		}
		if !slices.Equal(got.Rejected, want) || len(got.Records) != 1-len(want) {
			t.Errorf("%s: %d records, rejects %q; want %q", tt.text, len(got.Records), got.Rejected, want)
		}
	}
}
