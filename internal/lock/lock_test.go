package lock

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// example is a lock of a figure, a table and a watched series.
func example() *Lock {
	return &Lock{
		Format: Format, Release: "0.9", Import: 3, Checked: "2026-11-28",
		Outputs: map[string]Output{
			"placements": {
				Spec: "aa", Settings: "bb", Langs: []domain.Lang{domain.Finnish}, Formats: []string{"png"}, Drawing: 1, Described: "dd", Cells: "cc", Day: "2026-11-21",
				Vintages: map[domain.IndicatorID]store.VintageID{"191": 3, "127": 1, "oma:x": 0},
				Files:    map[string]string{"out/placements.png": "ee", "out/placements.csv": "ff"},
				Conclusions: []Conclusion{
					{Kind: OfTrend, Indicator: "191", Region: "maakunta:13", Years: "1996-2021", Last: "1.9", Direction: "rising", Evidence: "clear", Turns: "2008"},
					{Kind: OfTrend, Indicator: "191", Region: "rest:maakunta:13", Years: "1996-2021", Last: "1.6", Direction: "mixed"},
				},
			},
			"out/suunnat.xlsx": {Spec: "a", Settings: "b", Drawing: 1, Cells: "c", Everything: true, Files: map[string]string{"out/suunnat.xlsx": "d"}},
			Watched: {Conclusions: []Conclusion{
				{Kind: OfLevel, Indicator: "191", Region: "kunta:179", Benchmark: "maa", Years: "2021", Last: "1.4", Verdict: "higher", Rank: "5/19"},
			}},
		},
	}
}

const encoded = `{
  "format": 1,
  "kuvio": "0.9",
  "import": 3,
  "checked": "2026-11-28",
  "outputs": {
    "out/suunnat.xlsx": {
      "spec": "a",
      "settings": "b",
      "drawing": 1,
      "described": "",
      "cells": "c",
      "everything": true,
      "files": {
        "out/suunnat.xlsx": "d"
      }
    },
    "placements": {
      "spec": "aa",
      "settings": "bb",
      "langs": [
        "fi"
      ],
      "formats": [
        "png"
      ],
      "drawing": 1,
      "described": "dd",
      "cells": "cc",
      "day": "2026-11-21",
      "vintages": {
        "127": 1,
        "191": 3,
        "oma:x": 0
      },
      "files": {
        "out/placements.csv": "ff",
        "out/placements.png": "ee"
      },
      "conclusions": [
        {"of":"trend","indicator":"191","region":"maakunta:13","years":"1996-2021","last":"1.9","direction":"rising","evidence":"clear","turns":"2008"},
        {"of":"trend","indicator":"191","region":"rest:maakunta:13","years":"1996-2021","last":"1.6","direction":"mixed"}
      ]
    },
    "watch": {
      "spec": "",
      "settings": "",
      "drawing": 0,
      "described": "",
      "cells": "",
      "conclusions": [
        {"of":"compare","indicator":"191","region":"kunta:179","benchmark":"maa","years":"2021","last":"1.4","verdict":"higher","rank":"5/19"}
      ]
    }
  }
}
`

func TestEncodeIsOfLinesToCompare(t *testing.T) {
	if got := string(example().Encode()); got != encoded {
		t.Errorf("got\n%s\nwant\n%s", got, encoded)
	}
}

func TestWhatIsEncodedIsRead(t *testing.T) {
	for name, l := range map[string]*Lock{"example": example(), "empty": {Format: Format}} {
		got, err := Parse(Name, l.Encode())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if l.Outputs == nil {
			l.Outputs = map[string]Output{}
		}
		if !reflect.DeepEqual(got, l) {
			t.Errorf("%s: got %+v\nwant %+v", name, got, l)
		}
	}
}

func TestWhatIsNoLock(t *testing.T) {
	change := func(old, new string) string { return strings.Replace(encoded, old, new, 1) }
	for _, c := range []struct{ name, content, want string }{
		{"cut off", encoded[:len(encoded)/2], "kuvio.lock:37: found the file's end, expected more: it was cut off: 'kuvio refresh' makes it anew"},
		{"empty", "", "kuvio.lock:1: found the file's end"},
		{"a comma too many", change(`"aa",`, `"aa",,`), "kuvio.lock:19: found what is no JSON"},
		{"another program's", `{"lockfileVersion": 3, "packages": {}}`, "kuvio.lock:1: found no format of a lock"},
		{"a list", `[]`, "kuvio.lock:1: found no format of a lock"},
		{"a later one", change(`"format": 1`, `"format": 2`), "kuvio.lock: found format 2, expected 1: a newer kuvio wrote it; use that one"},
		{"a conflict of the whole", "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n", "kuvio.lock:1: found the marks of a merge that git could not settle"},
		{"a conflict", change("  \"import\": 3,\n", "<<<<<<< HEAD\n  \"import\": 3,\n=======\n  \"import\": 4,\n>>>>>>> other\n"), "kuvio.lock:4: found the marks of a merge that git could not settle"},
		{"a word for a number", change(`"import": 3`, `"import": "three"`), "kuvio.lock:4: import: found a string"},
		{"a file elsewhere", change(`"out/placements.csv"`, `"../../.ssh/id"`), "placements: files: found ../../.ssh/id, expected a file within the workspace"},
		{"a rooted file", change(`"out/placements.csv"`, `"/etc/passwd"`), "expected a file within the workspace"},
		{"a day", change("2026-11-21", "21.11.2026"), "placements: day: found 21.11.2026"},
		{"an import below none", change(`"127": 1`, `"127": -1`), "placements: vintages: found 127: -1"},
		{"hidden text", change(`"rising"`, `"\u202erising"`), "kuvio.lock:41: found a text with characters that cannot be seen"},
		{"two", encoded + encoded, "found more after the end"},
	} {
		_, err := Parse(Name, []byte(c.content))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
		if e := (*Error)(nil); !errors.As(err, &e) || e.Newer != (c.name == "a later one") {
			t.Errorf("%s: %#v: a later version's is told from what is broken", c.name, err)
		}
	}
}

func TestReadAndAside(t *testing.T) {
	dir := t.TempDir()
	if l, err := Read(dir); err != nil || len(l.Outputs) > 0 || l.Format != Format {
		t.Fatalf("no file: %+v, %v, want an empty lock", l, err)
	}
	for _, want := range []string{"kuvio.lock.bak", "kuvio.lock.bak2"} {
		if err := os.WriteFile(filepath.Join(dir, Name), []byte("{"+want), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(dir); err == nil {
			t.Fatal("a broken file is read")
		}
		name, err := Aside(dir)
		if err != nil || name != want {
			t.Fatalf("aside as %q, %v, want %s", name, err, want)
		}
		if kept, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(kept) != "{"+want {
			t.Errorf("%s: %q, %v: not what it was", name, kept, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, Name), example().Encode(), 0o644); err != nil {
		t.Fatal(err)
	}
	if l, err := Read(dir); err != nil || !Same(l, example()) {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestEarlierLocksAreOfWhenOutputsChanged(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := At(dir, "2026-01-01"); !errors.Is(err, errNoneThen) {
		t.Errorf("none kept: %v", err)
	}
	cells := func(l *Lock, cells string) *Lock {
		o := l.Outputs["placements"]
		o.Cells = cells
		l.Outputs["placements"] = o
		return l
	}
	at := func(v store.VintageID, content string) *Lock {
		l := cells(example(), content)
		l.Import = v
		return l
	}
	for _, c := range []struct {
		day  string
		lock *Lock
		kept bool
	}{
		{"2026-01-10", at(1, "first"), true},
		{"2026-02-10", at(2, "first"), false}, // nothing that is shown has changed
		{"2026-03-10", at(3, "second"), true},
		{"2026-03-10", at(3, "setting"), true}, // a setting, on the same day
		{"2025-03-11", at(4, "third"), true},   // the clock was set back
	} {
		kept, err := Keep(dir, c.day, c.lock)
		if err != nil || kept != c.kept {
			t.Fatalf("%s: kept %v, %v", c.day, kept, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "locks", "note.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ when, cells string }{
		{"2026-01-10", "third"}, {"2025-01-01", ""}, {"import:1", "first"}, {"import:2", "first"}, {"import:3", "setting"}, {"import:9", "third"},
	} {
		l, _, err := At(dir, c.when)
		if c.cells == "" {
			if !errors.Is(err, errNoneThen) || !strings.Contains(err.Error(), "import 1, 2026-01-10") {
				t.Errorf("%s: %v", c.when, err)
			}
			continue
		}
		if err != nil || l.Outputs["placements"].Cells != c.cells {
			t.Errorf("%s: %+v, %v, want %s", c.when, l, err, c.cells)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "locks", "2027-01-01_import-5.json.zst"), []byte("cut"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := At(dir, "2027-02-01"); err == nil || !strings.Contains(err.Error(), "cannot be unpacked") {
		t.Errorf("a broken one: %v", err)
	}
	if kept, err := Keep(dir, "2027-02-01", at(6, "fourth")); err != nil || !kept {
		t.Errorf("after a broken one: %v, %v", kept, err)
	}
}

// What is read is written as it is read again, and nothing that is read breaks.
func FuzzParse(f *testing.F) {
	f.Add([]byte(encoded))
	f.Add([]byte(`{"format":1,"outputs":{"a":{"files":{"../x":""}}}}`))
	f.Add([]byte("<<<<<<< a\n=======\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		l, err := Parse(Name, content)
		if err != nil {
			return
		}
		once := l.Encode()
		again, err := Parse(Name, once)
		if err != nil {
			t.Fatalf("%v in\n%s", err, once)
		}
		if twice := again.Encode(); string(twice) != string(once) {
			t.Fatalf("got\n%s\nthen\n%s", once, twice)
		}
		for _, o := range l.Outputs {
			for file := range o.Files {
				if !filepath.IsLocal(filepath.FromSlash(file)) {
					t.Fatalf("%s is outside the workspace", file)
				}
			}
		}
	})
}
