package table

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

func TestJSONRoundTrip(t *testing.T) {
	table := &Table{Columns: []Column{{Name: "z"}, {Name: "a"}, {Name: `"odd" name`}}}
	for i, s := range awkward {
		table.Rows = append(table.Rows, []Value{Str(s), Num(float64(i)/3, 1), None()})
	}
	got := render(t, table, JSON, Options{})
	var rows []map[string]any
	if err := json.Unmarshal([]byte(got), &rows); err != nil {
		t.Fatalf("%v in\n%s", err, got)
	}
	if len(rows) != len(awkward) {
		t.Fatalf("%d rows, want %d", len(rows), len(awkward))
	}
	for i, s := range awkward {
		odd, present := rows[i][`"odd" name`]
		if rows[i]["z"] != string([]rune(s)) || rows[i]["a"] != Undusted(float64(i)/3) || odd != nil || !present {
			t.Errorf("%q is read back as %v", s, rows[i])
		}
	}
	if lines := strings.Count(got, "\n"); lines != len(awkward)+2 {
		t.Errorf("%d lines for %d rows, want one each and the brackets", lines, len(awkward))
	}
}

func TestJSONShape(t *testing.T) {
	table := &Table{Columns: []Column{{Name: "z"}, {Name: "a"}}}
	if got := render(t, table, JSON, Options{}); got != "[]\n" {
		t.Errorf("no rows: %q", got)
	}
	table.Rows = [][]Value{{Num(math.Inf(1), 0), Num(-1e-7, 0)}, {Str("<0–17>"), IntOf(9007199254740993)}} // 2^53+1, which no float64 holds
	want := "[\n{\"z\":null,\"a\":-1e-07},\n{\"z\":\"<0–17>\",\"a\":9007199254740993}\n]\n"
	if got := render(t, table, JSON, Options{}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzJSONString(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		table := &Table{Columns: []Column{{Name: "a"}}, Rows: [][]Value{{Str(s)}}}
		var rows []map[string]string
		if err := json.Unmarshal([]byte(render(t, table, JSON, Options{})), &rows); err != nil {
			t.Fatal(err)
		}
		if got, want := rows[0]["a"], string([]rune(s)); got != want { // a rune of U+FFFD for each byte that is no UTF-8
			t.Errorf("%q is read back as %q", s, got)
		}
	})
}
