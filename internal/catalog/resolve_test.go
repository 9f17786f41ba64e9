package catalog

import (
	"errors"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

var workspace = Options{Groups: map[string][]string{
	// The plan's organisations of 2016.
	"saarikka": {"kunta:226", "Kivijärvi", "Kannonkoski", "kunta:312,kunta:729"},
	"jyte":     {"Jyväskylä", "Hankasalmi", "Muurame", "Uurainen"},
	"both":     {"group:jyte", "group:saarikka", "kunta:179"},
	"lansi":    {"maakunta:04", "kunta:179"},
	"ring":     {"group:ring"},
	"merged":   {"Valtimo"},
	"derived":  {"rest:shp:14"},
	"empty":    {},
	"divided":  {"seutukunta:151"},
	"twice":    {"Laukaa", "maakunta:13"},
	"nested":   {"group:jyte", "group:twice"},
	"moved":    {"maakunta:13", "Kuhmoinen"}, // Kuhmoinen left Keski-Suomi in 2021
	"abroad":   {"kunta:179", "pohjoismaat:752"},
	"europe":   {"eurooppa:752"},
	"country":  {"Jyväskylä", "maa"},
	"levels":   {"shp:14", "maakunta:06"}, // have no municipality in common
	"crossing": {"shp:14", "shp:06", "maakunta:13"},
}}

func ids(targets []Target) string {
	var all []string
	for _, t := range targets {
		all = append(all, string(t.ID))
	}
	return strings.Join(all, " ")
}

func TestResolve(t *testing.T) {
	for in, want := range map[string]string{
		"kunta:179":                             "kunta:179",
		"kunta:5":                               "kunta:005",
		"Jyväskylä, maa, kunta:179":             "kunta:179 maa",
		"id:658,id:885,id:730":                  "maa hva:15 id:730",
		"hva:11":                                "hva:11",
		"shp:14":                                "shp:14", // an ended category keeps its areas
		"maakunta:Keski-Suomi,hva:keski-suomi":  "maakunta:13 hva:15",
		"rest:shp:14,muu-maa:shp:14":            "rest:shp:14",
		"rest:id:612":                           "rest:shp:14",
		"rest:group:jyte,muu-maa:group:jyte":    "rest:group:jyte",
		"group:moved":                           "group:moved",
		"group:levels,group:abroad":             "group:levels group:abroad",
		"kunta@group:merged":                    "kunta:911", // as the group says: it is a composition of its time
		"group:jyte":                            "group:jyte",
		"kunta@group:jyte":                      "kunta:179 kunta:077 kunta:500 kunta:892",
		"kunta@seutukunta:151/2020":             "kunta:152 kunta:399",
		"kunta@seutukunta:151/all":              "kunta:152 kunta:399",
		"kunta@id:561":                          "kunta:172 kunta:435", // Joutsan seutukunta: Joutsa, Luhanka
		"seutukunta@maakunta:15":                "seutukunta:152 seutukunta:153 seutukunta:154",
		"seutukunta@maakunta:15/all":            "seutukunta:151 seutukunta:152 seutukunta:153 seutukunta:154",
		"shp@maakunta:13":                       "shp:14", // lies within, though it lacks Jämsä
		"maakunta@nuts1:2,kunta:179,maakunta:1": "maakunta:21 kunta:179 maakunta:01",
	} {
		got, err := Default().Resolve(in, workspace)
		if err != nil {
			t.Errorf("Resolve(%q): %v", in, err)
		} else if ids(got) != want {
			t.Errorf("Resolve(%q) = %s, want %s", in, ids(got), want)
		}
	}
}

func TestResolveSets(t *testing.T) {
	for in, want := range map[string]int{
		"kunta@maakunta:13":      22,
		"kunta@maakunta:13/2016": 23,
		"kunta@maakunta:13/all":  22, // Kuhmoinen left but has not ended
		"kunta@maa":              308,
		"kunta@maa/2022":         309,
		"kunta@maa/all":          320,
		"maakunta@maa":           19,
		"hva@maa":                23,
		"shp@maa":                21,
		"kunta@maakunta:04/all":  20, // Satakunta: 16, and Lavia, Köyliö, Luvia, Honkajoki
		"kunta@shp:10/all":       9,
		"kunta@group:lansi":      17,
		"kunta@group:both":       9,
	} {
		got, err := Default().Resolve(in, workspace)
		if err != nil || len(got) != want {
			t.Errorf("Resolve(%q) = %d: %s, %v; want %d", in, len(got), ids(got), err, want)
		}
	}
}

func TestResolveKinds(t *testing.T) {
	got, err := Default().Resolve("muu-maa:shp:14,group:saarikka", workspace)
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Form != Rest || got[0].Part != "shp:14" {
		t.Errorf("rest: %+v", got[0])
	}
	if got[1].Form != Group || len(got[1].Members) != 5 {
		t.Errorf("group: %+v", got[1])
	}
	if n := len(Expand(got)); n != 6 {
		t.Errorf("expanded to %d targets, want 6", n)
	}
}

func TestResolveEnded(t *testing.T) {
	for in, successors := range map[string][]domain.RegionID{
		"kunta:911":                {"kunta:541"}, // Valtimo merged into Nurmes in 2020
		"id:410":                   {"kunta:541"},
		"Pertunmaa":                {"kunta:507"},
		"rest:kunta:413":           {"kunta:609"},
		"seutukunta:151":           {"seutukunta:142", "seutukunta:152"},
		"kunta@seutukunta:151":     {"seutukunta:142", "seutukunta:152"},
		"maa,kunta:179, Honkajoki": {"kunta:214"},
	} {
		_, err := Default().Resolve(in, workspace)
		var ended *EndedError
		if !errors.As(err, &ended) {
			t.Errorf("Resolve(%q): %v, want an EndedError", in, err)
			continue
		}
		var got []domain.RegionID
		for _, s := range ended.Successors {
			got = append(got, s.ID)
		}
		if len(got) != len(successors) || got[0] != successors[0] || got[len(got)-1] != successors[len(got)-1] {
			t.Errorf("Resolve(%q): successors %v, want %v", in, got, successors)
		}
	}
	_, err := Default().Resolve("kunta:911", workspace)
	if want := "kunta:911 Valtimo ended 2019: use kunta:541 Nurmes"; err == nil || err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
	if id, err := Default().ResolveOne("Valtimo", Options{Ended: true}); err != nil || id != "kunta:911" {
		t.Errorf("with Ended: %s, %v", id, err)
	}
}

func TestResolveAmbiguous(t *testing.T) {
	_, err := Default().Resolve("Keski-Suomi", workspace)
	var ambiguous *AmbiguousError
	if !errors.As(err, &ambiguous) || len(ambiguous.Candidates) != 3 {
		t.Fatalf("Keski-Suomi: %v", err)
	}
	for _, id := range []string{"maakunta:13", "shp:14", "hva:15"} {
		if !strings.Contains(err.Error(), id) {
			t.Errorf("%q does not list %s", err, id)
		}
	}
}

func TestResolveErrors(t *testing.T) {
	for in, want := range map[string]string{
		"Jyvaskyla":              "did you mean kunta:179 Jyväskylä",
		"kunta:Jyvaskyla":        "did you mean kunta:179 Jyväskylä",
		"kunta:999":              `unknown region "kunta:999": no kunta has that code`,
		"hva:22":                 "changed in 2024",
		"Qqqqqqqq":               `unknown region "Qqqqqqqq"`,
		"kunta@maakunta:13/2010": "write a year of 2013–2026",
		"kunta@shp:14/2023":      "write a year of 2013–2022",
		"kunta@hva:15/2016":      "write a year of 2018–2026",
		"kunta@id:730":           `unknown region "id:730"`,
		"kunta@eurooppa:246":     "not made up of Finland's municipalities",
		"maakunta@hva:90":        "no maakunta lay wholly in hva:90",
		"kunta@kunta:179":        "do not consist of",
		"rest:eurooppa:752":      "not a part of Finland",
		"rest:id:730":            "not known to be a part of Finland",
		"kylä:5":                 `unknown category of regions "kylä"`,
		"kunta":                  "every area of the category is kunta@maa",
		"kylä@maa":               "its word alone stands for every area: kylä",
		"group:jytte":            "the workspace has abroad, both, country, crossing,",
		"group:ring":             "kuvio.yaml: groups: ring contains itself: ring → ring",
		"group:derived":          "kuvio.yaml: groups: derived: rest:shp:14 is not an area",
		"group:empty":            "kuvio.yaml: groups: empty: no members",
		"group:divided":          "kuvio.yaml: groups: divided: seutukunta:151",
		"group:twice":            "kuvio.yaml: groups: twice: kunta:410 Laukaa and maakunta:13 Keski-Suomi both have kunta:410 Laukaa (2026)",
		"group:country":          "kunta:179 Jyväskylä and maa Koko maa both have kunta:179 Jyväskylä",
		"group:crossing":         "groups: crossing: shp:14 Keski-Suomen sairaanhoitopiiri and maakunta:13 Keski-Suomi both have",
		"kunta@group:nested":     "kuvio.yaml: groups: nested: ",
		"rest:group:europe":      "not a part of Finland",
		"maakunta@group:jyte":    "do not consist of",
	} {
		got, err := Default().Resolve(in, workspace)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Resolve(%q) = %s, %v; want %q", in, ids(got), err, want)
		}
	}
	var group *GroupError
	if _, err := Default().Resolve("group:x", Options{}); !errors.As(err, &group) || !strings.Contains(err.Error(), "names no groups; name them under 'groups:' in kuvio.yaml") {
		t.Errorf("no groups: %v", err)
	}
	if _, err := Default().ResolveOne("kunta@maa", Options{}); err == nil {
		t.Error("ResolveOne took a set")
	}
}

func BenchmarkResolveAll(b *testing.B) {
	for b.Loop() {
		if _, err := Default().Resolve("kunta@maa/all", Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
