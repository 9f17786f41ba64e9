package catalog

import (
	"errors"
	"strings"
	"testing"
)

func TestParseRef(t *testing.T) {
	for in, want := range map[string]string{
		"kunta:179":              "kunta:179",
		" kunta:179 ":            "kunta:179",
		"KUNTA: 5":               "kunta:5",
		"sairaanhoitopiiri:14":   "shp:14",
		"maa":                    "maa",
		"maa:358":                "maa",
		"id:730":                 "id:730",
		"Jyväskylä":              "Jyväskylä",
		"S:t Michel":             "S:t Michel",
		"maakunta:Keski-Suomi":   "maakunta:Keski-Suomi",
		"kunta@maakunta:13":      "kunta@maakunta:13",
		"kunta@maakunta:13/2016": "kunta@maakunta:13/2016",
		"kunta@maakunta:13/all":  "kunta@maakunta:13/all",
		"kunta@maa":              "kunta@maa",
		"kunta@Pirkanmaa/2013":   "kunta@Pirkanmaa/2013",
		"kunta@group:saarikka":   "kunta@group:saarikka",
		"rest:shp:14":            "rest:shp:14",
		"muu-maa:shp:14":         "rest:shp:14",
		"group:saarikka":         "group:saarikka",
	} {
		got, err := ParseRef(in)
		if err != nil {
			t.Errorf("ParseRef(%q): %v", in, err)
		} else if got.String() != want {
			t.Errorf("ParseRef(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestParseRefErrors(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "expected one such as",
		"179":                      "kunta:179",
		"kunta:":                   "expected a code",
		"kunta:179/2016":           "only with a set",
		"id:x":                     "SOTKAnet's id",
		"id:-3":                    "SOTKAnet's id",
		"maa:1":                    "one whole country",
		"rest:maa":                 "leaves no rest",
		"rest:kunta@maa":           "one area leaves",
		"rest:":                    "expected one such as",
		"group:":                   "name without spaces",
		"group:a b":                "name without spaces",
		"x@maa":                    "before the @",
		"kunta@":                   "expected one such as",
		"kunta@maa/16":             "expected a year or all",
		"kunta@maa/kaikki":         "expected a year or all",
		"kunta@rest:shp:14":        "one area or a group",
		"kunta@kunta@maakunta:13":  "one area or a group",
		"kunta@maakunta:13/20/all": "only with a set",
	} {
		_, err := ParseRef(in)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseRef(%q): %v, want a syntax error with %q", in, err, want)
		}
	}
	if _, err := ParseRefs("maa,,kunta:179"); err == nil {
		t.Error("an empty reference in a list passed")
	}
}

// What is read is written so that it is read the same, and looking it up
// never panics.
func FuzzParseRef(f *testing.F) {
	for _, s := range []string{"kunta:179", "kunta@maakunta:13/2016", "kunta@group:x/all", "muu-maa:shp:14", "id:730", "S:t Michel", "maa", "rest:id:5", "hva:Keski-Suomi", "@", "/", "a@b/c:d"} {
		f.Add(s)
	}
	o := Options{Groups: map[string][]string{"x": {"kunta:179", "group:x"}}}
	f.Fuzz(func(t *testing.T, s string) {
		ref, err := ParseRef(s)
		if err != nil {
			return
		}
		again, err := ParseRef(ref.String())
		if err != nil {
			t.Fatalf("%q is written %q, which is not read: %v", s, ref, err)
		}
		if again.String() != ref.String() || again.Form != ref.Form {
			t.Fatalf("%q is written %q, which is read as %q", s, ref, again)
		}
		targets, err := Default().Resolve(s, o)
		if err == nil && len(targets) == 0 {
			t.Fatalf("%q resolves to nothing without an error", s)
		}
	})
}
