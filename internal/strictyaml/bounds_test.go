package strictyaml

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// bomb is levels of nine aliases each, of the level before.
func bomb(levels int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < levels; i++ {
		one := fmt.Sprintf("*a%d, ", i-1)
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(one, 9), ", "))
	}
	return b.String()
}

// What would be too much is said with its line, at once.
func TestBounds(t *testing.T) {
	sets := "sets:\n" + strings.Repeat("  a: [191]\n", 20_000)
	for _, tt := range []struct{ name, content, want string }{
		{"ten levels of nine", bomb(10), "line 6: found aliases (*name) that stand for more than 100000 values"},
		{"an alias of itself", "a: &a [*a]\n", "line 1: found the alias *a before its anchor"},
		{"a merge bomb", "a: &a {x: 1}\nb: &b {<<: *a}\nc: [" + strings.Repeat("*b, ", 40_000) + "*b]\n", "line 3: found"},
		{"brackets", "# a\nany: " + strings.Repeat("[", 200_000), "line 2: found lists or keys more than 50 deep"},
		{"brackets and braces", strings.Repeat("{a: [", 20_000), "line 1: found lists or keys more than 50 deep"},
		{"brackets after quoted ones", "any: " + strings.Repeat(`["]", `, 50_000), "line 1: found lists or keys more than 50 deep"},
		{"dashes", strings.Repeat("- ", 20_000) + "x", "line 1: found lists or keys more than 50 deep"},
		{"question marks", strings.Repeat("? ", 20_000) + "x", "line 1: found lists or keys more than 50 deep"},
		{"indented keys", indented(400), "line 51: found lists or keys more than 50 deep"},
		{"tags", strings.Repeat("!a ", 20_000) + "x", "line 1: found lists or keys more than 50 deep"},
		{"sets", sets, "line 10001: found more than 10000 keys"},
		{"entries", "any: [" + strings.Repeat("1,", 100_000) + "1]", "line 1: found more than 100000 keys, values and entries"},
		{"bytes", "a: |\n" + strings.Repeat("  word\n", 200_000), "line 149797: found more than 1048576 bytes"},
	} {
		began := time.Now()
		var into any
		err := Decode([]byte(tt.content), &into)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %.200v, want it to say %q", tt.name, err, tt.want)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%s: took %v", tt.name, took)
		}
		Place([]byte(tt.content), "$.a")
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%s: with its line took %v", tt.name, took)
		}
	}
}

func indented(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// What people write with anchors is read.
func TestAliases(t *testing.T) {
	var into map[string][]string
	if err := Decode([]byte(bomb(3)), &into); err == nil {
		t.Error("lists of lists as lists of texts")
	}
	if err := Decode([]byte("a: &a [\"191\", \"127\"]\nb: *a\n"), &into); err != nil || len(into["b"]) != 2 {
		t.Errorf("%v, %v", into, err)
	}
}

func TestTextsAreVisible(t *testing.T) {
	type area struct {
		Title map[string]string `yaml:"title"`
		Names []string          `yaml:"names"`
		Any   any               `yaml:"any"`
		Next  *area             `yaml:"next"`
	}
	var got area
	err := Decode([]byte(`
title: {"f\u200bi": "\e[31mKuopio\u202e", sv: Åbo}
names: ["a\u2028b", "plain"]
any: ["\u200b", {"\u202ex": "y\u0007"}, 5]
next: {names: ["\x9b31m"]}
`), &got)
	want := area{
		Title: map[string]string{"fi": " [31mKuopio", "sv": "Åbo"}, Names: []string{"a b", "plain"},
		Any:  []any{"", map[string]any{"x": "y "}, uint64(5)},
		Next: &area{Names: []string{" 31m"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v\nwant %+v", got, err, want)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(bomb(4)))
	f.Add([]byte("a: [{b: 'c'}, \"\\u202e\"]\n? x\n: !t &y |\n  z\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		began := time.Now()
		var into map[string]any
		if err := Decode(content, &into); err != nil && err.Error() == "" {
			t.Error("an error that says nothing")
		}
		Place(content, "$.a[0].b")
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
	})
}
