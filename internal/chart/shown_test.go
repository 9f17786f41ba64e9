package chart

import (
	"bytes"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kuvio/data"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/workspace"
)

// ofEveryKind are a figure of each kind.
var ofEveryKind = map[string]string{
	"ranked":    "indicator: \"191\"\nregions: maakunta@maa\nwith: maa\n",
	"lines":     "indicator: \"191\"\nregions: maakunta:13,maakunta:06\nwith: maa,mean\nothers: maakunta@maa\ntrend_line: true\nturning_points: true\ninterval: true\nforecast: 2\n",
	"change":    "indicator: \"191\"\nregions: maakunta@maa\nyears: 2011,2021\n",
	"ages":      "region: kunta:179\nindicator: oma:vaesto-ika\nby: gender\n",
	"parts":     "gender: female\nregions: kunta:179\nindicator: oma:vaesto-ika\nparts: [age=0-17, age=18-64, age=65-]\n",
	"multiples": "indicator: \"191\"\nregions: maakunta@maa\nwith: maa\n",
	"table":     "indicator: \"191\"\nregions: maakunta@maa\n",
	"profile":   "indicators: [\"191\"]\nregion: maakunta:13\nwith: maa\n",
	"control":   "indicator: \"191\"\nregion: maakunta:13\nbaseline: 1990-2010\n",
	"funnel":    "indicator: \"191\"\nregions: maakunta@maa\n",
	"scatter":   "x: \"191\"\ny: \"191\"\nregions: maakunta@maa\nyear: 2020\n",
	"map":       "indicator: \"191\"\nregions: maakunta:01,maakunta:13\nfile: kartat/maakunnat.json\n",
	"tiles":     "indicator: \"191\"\nregions: maakunta@maa\n",
	"structure": "regions: kunta@maakunta:13\nby: seutukunta\n",
}

// What is shown is the same where the bytes of every file are, and another where some
// are: a value, a title, a colour, a size.
func TestShownIsWhatTheFilesAreOf(t *testing.T) {
	db := exampleStore(t, "placements.csv")
	importInto(t, db, "people.csv", people())
	files := fstest.MapFS{"kartat/maakunnat.json": {Data: squares("natcode", "01", "13")}}
	on := func(db store.Store, config workspace.Config) *Builder {
		t.Helper()
		s, err := session.New(t.Context(), db, catalog.Default(), config, domain.Finnish)
		if err != nil {
			t.Fatal(err)
		}
		return &Builder{Session: s, Files: files}
	}
	shown := func(b *Builder, text string) (hash string, svg func() []byte) {
		t.Helper()
		s, err := Parse("charts/a.yaml", []byte("id: a\n"+text), domain.Finnish)
		if err != nil {
			t.Fatal(err)
		}
		f, err := b.Build(t.Context(), s)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		hash, err = f.Shown([]domain.Lang{domain.Finnish})
		if err != nil {
			t.Fatal(err)
		}
		return hash, func() []byte {
			p, err := f.Draw(domain.Finnish)
			if err != nil {
				t.Fatal(err)
			}
			svg, err := p.In(figure.FormatSVG)
			if err != nil {
				t.Fatal(err)
			}
			return svg
		}
	}
	colored := on(db, workspace.Config{Colors: workspace.Colors{Focus: "#0057a8"}})
	revised := peopleStore(t)
	placements, err := fs.ReadFile(data.Example, path.Join("example", "placements.csv"))
	if err != nil {
		t.Fatal(err)
	}
	importInto(t, revised, "placements.csv", regexp.MustCompile(`(?m)(;202[01];total;)2\.0;`).ReplaceAll(placements, []byte("${1}2.9;")))
	corrected := on(revised, workspace.Config{})
	b := on(db, workspace.Config{})
	for _, kind := range Kinds {
		text := "kind: " + string(kind.Kind) + "\n" + ofEveryKind[string(kind.Kind)]
		hash, svg := shown(b, text)
		if again, same := shown(b, text); again != hash || !bytes.Equal(svg(), same()) {
			t.Errorf("%s: another at the second time", kind.Kind)
		}
		for _, change := range []string{"title: Toinen\n", "size: {width: 17}\n", "for: slide\n", "notes: [Huomaa]\n", "source: Lähde\n"} {
			if other, _ := shown(b, text+change); other == hash {
				t.Errorf("%s: shows the same with %s", kind.Kind, change)
			}
		}
		if other, _ := shown(colored, text); other == hash {
			t.Errorf("%s: shows the same in other colours", kind.Kind)
		}
		if strings.Contains(text, "\"191\"") {
			if other, _ := shown(corrected, text); other == hash {
				t.Errorf("%s: shows the same with other values", kind.Kind)
			}
		} else if other, drawn := shown(corrected, text); other != hash || !bytes.Equal(drawn(), svg()) {
			t.Errorf("%s: shows something else with other values of what it does not show", kind.Kind)
		}
	}
}

// Content of a kind of figure that holds anything but numbers and texts could not be
// told from another.
func TestContentsAreOfNumbersAndTexts(t *testing.T) {
	db := exampleStore(t, "placements.csv")
	importInto(t, db, "people.csv", people())
	b := builder(t, db)
	b.Files = fstest.MapFS{"kartat/maakunnat.json": {Data: squares("natcode", "01", "13")}}
	for kind, text := range ofEveryKind {
		f, err := b.Build(t.Context(), spec(t, "kind: "+kind+"\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		var walk func(at string, of reflect.Type, above []reflect.Type)
		walk = func(at string, of reflect.Type, above []reflect.Type) {
			switch of.Kind() {
			case reflect.Func, reflect.Chan, reflect.UnsafePointer, reflect.Complex64, reflect.Complex128, reflect.Uintptr:
				t.Errorf("%s: %s is of %s", kind, at, of)
			case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
				if slices.Contains(above, of) {
					t.Errorf("%s: %s holds itself", kind, at)
					return
				}
				walk(at, of.Elem(), append(above, of))
			case reflect.Struct:
				for i := range of.NumField() {
					walk(at+"."+of.Field(i).Name, of.Field(i).Type, above)
				}
			}
		}
		walk("content", reflect.TypeOf(f.content(domain.Finnish)), nil)
	}
}

// What a spec says does not depend on its comments, and depends on all else and on the
// file of boundaries that it names.
func TestSaid(t *testing.T) {
	b := builder(t, emptyStore(t))
	said := func(text string) string {
		t.Helper()
		s, err := Parse("charts/a.yaml", []byte("id: a\n"+text), domain.Finnish)
		if err != nil {
			t.Fatal(err)
		}
		hash, err := b.Said(s)
		if err != nil {
			t.Fatal(err)
		}
		return hash
	}
	text := "kind: map\n" + ofEveryKind["map"]
	b.Files = fstest.MapFS{"kartat/maakunnat.json": {Data: squares("natcode", "01", "13")}}
	first := said(text)
	if said("# a comment\n"+text) != first {
		t.Error("a comment makes it another")
	}
	if said(strings.Replace(text, "maakunta:01", "maakunta:02", 1)) == first {
		t.Error("another region is the same")
	}
	b.Files = fstest.MapFS{"kartat/maakunnat.json": {Data: squares("natcode", "01", "14")}}
	if said(text) == first {
		t.Error("other boundaries are the same")
	}
}
