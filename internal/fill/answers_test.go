package fill

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/disclosure"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/report/document"
	"kuvio/internal/session"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/workspace"
)

// opened is a session of files.
func opened(t *testing.T, config workspace.Config, files ...string) *session.Session {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	im := ingest.Importer{Store: db, Catalog: catalog.Default(), Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Who: "a test", Wait: time.Second}
	if _, err := im.Files(t.Context(), ingest.Inputs(files...)); err != nil {
		t.Fatal(err)
	}
	s, err := session.New(t.Context(), db, catalog.Default(), config, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func csv(t *testing.T, rows string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(file, []byte("indicator;region;year;gender;primary value;absolute value\n"+rows), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func answers(t *testing.T, s *session.Session, subject string, l domain.Lang) *Answers {
	t.Helper()
	in := *s
	in.Lang = l
	a, err := NewAnswers(&in, subject, "", 2026, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const example = "../../data/example/"

// What the example data says: 191 and 1065 of THL (Sotkanet.fi), 127 of Statistics Finland.
// 934 children of 54,042 were placed outside the home in Keski-Suomi in 2014.
func TestAnswers(t *testing.T) {
	s := opened(t, workspace.Config{}, example+"placements.csv", example+"population.csv", example+"chapter/population.csv")
	by := map[domain.Lang]*Answers{}
	for _, l := range domain.Langs {
		by[l] = answers(t, s, "maakunta:13", l)
	}
	for words, want := range map[string]domain.Text{
		"191 2014":                              {FI: "1,73", SV: "1,73", EN: "1.73"},
		"191 Keski-Suomi 2014 desimaalit 1":     {FI: "1,7", SV: "1,7", EN: "1.7"},
		"191 2014 yksikkö":                      {FI: "1,73\u00a0%", SV: "1,73\u00a0%", EN: "1.73%"},
		"191 2014 yksikkö sanoin":               {FI: "1,73 prosenttia", SV: "1,73 procent", EN: "1.73 per cent"},
		"191 2014 lukumäärä":                    {FI: "934", SV: "934", EN: "934"},
		"191 vuosi":                             {FI: "2021", SV: "2021", EN: "2021"},
		"127 2015":                              {FI: "273\u00a0446", SV: "273\u00a0446", EN: "273,446"}, // without Kuhmoinen, which left in 2021
		"127 2015 ×0.001":                       {FI: "273,446", SV: "273,446", EN: "273.446"},
		"191 muutos 2010 2014":                  {FI: "+0,17", SV: "+0,17", EN: "+0.17"},
		"191 muutos 2010–2014 yksikkö":          {FI: "+0,17 prosenttiyksikköä", SV: "+0,17 procentenheter", EN: "+0.17 percentage points"},
		"127 Luhanka muutos 2000 2020 %":        {FI: "−25,3\u00a0%", SV: "−25,3\u00a0%", EN: "−25.3%"},
		"127 Luhanka muutos 2000 2020":          {FI: "−237", SV: "−237", EN: "−237"},
		"191 suunta":                            {FI: "nouseva", SV: "stigande", EN: "rising"},
		"127 2015 sija":                         {FI: "viidenneksi suurin", SV: "femte störst", EN: "the fifth largest"},
		"127 Keski-Suomi 2015 sija maakunnat":   {FI: "viidenneksi suurin", SV: "femte störst", EN: "the fifth largest"},
		"127 Luhanka 2015 sija kunnat":          {FI: "pienin", SV: "minst", EN: "the smallest"},
		"127 2015 summa kunnat":                 {FI: "275\u00a0780", SV: "275\u00a0780", EN: "275,780"},
		"127 2015 summa kunta@maakunta:13":      {FI: "273\u00a0446", SV: "273\u00a0446", EN: "273,446"},
		"127 2015 pienin kunnat":                {FI: "Luhanka (761)", SV: "Luhanka (761)", EN: "Luhanka (761)"},
		"127 2015 pienin kunnat arvo":           {FI: "761", SV: "761", EN: "761"},
		"127 2015 suurin kunnat nimi":           {FI: "Jyväskylä", SV: "Jyväskylä", EN: "Jyväskylä"},
		"127 2015 vaihteluväli kunnat":          {FI: "761–137\u00a0368", SV: "761–137\u00a0368", EN: "761–137,368"},
		"127 2015 alle 10000 kunnat":            {FI: "18", SV: "18", EN: "18"},
		"127 2015 alle 1000 kunnat sanoin":      {FI: "yksi kunta", SV: "en kommun", EN: "one municipality"},
		"127 2015 alle 761 kunnat":              {FI: "0", SV: "0", EN: "0"}, // Luhanka's own
		"127 2015 enintään 761 kunnat":          {FI: "1", SV: "1", EN: "1"},
		"127 2015 yli 137368 kunnat":            {FI: "0", SV: "0", EN: "0"}, // Jyväskylä's own
		"127 2015 vähintään 137368 kunnat":      {FI: "1", SV: "1", EN: "1"},
		"127 2015 yli 200000 kunnat sanoin":     {FI: "ei yhtään kuntaa", SV: "ingen kommun", EN: "no municipalities"},
		"1065 2015 >=24 kunnat pyöristys 0":     {FI: "4", SV: "4", EN: "4"},
		"1065 2015 painotettu keskiarvo kunnat": {FI: "19,6", SV: "19,6", EN: "19.6"},
		"alue":                                  {FI: "Keski-Suomi", SV: "Mellersta Finland", EN: "Central Finland"},
		"alueen":                                {FI: "Keski-Suomen", SV: "Mellersta Finlands", EN: "Central Finland’s"},
		"Alueella":                              {FI: "Keski-Suomessa", SV: "I Mellersta Finland", EN: "In Central Finland"},
		"191 muu maa 2014":                      {FI: "1,54", SV: "1,54", EN: "1.54"},
		"191 maakunta 2014":                     {FI: "1,73", SV: "1,73", EN: "1.73"},
	} {
		for l, a := range by {
			got, err := a.Answer(t.Context(), words)
			if err != nil || got.Text != want.In(l) {
				t.Errorf("{{%s}} in %s: %q, %v, want %q", words, l, got.Text, err, want.In(l))
			}
		}
	}
	for words, want := range map[string]string{
		"191 1950":               "there are values of 1990–2021",
		"191 Pohjois-Savo 2014":  "is the name of several regions: write one of maakunta:11",
		"191 Luhanka 2021":       "no value of 191 for Luhanka in 2021",
		"191 käänne":             "no year in which the series turned for sure",
		"191 summa kunnat 2014":  "is in %, which is not summed",
		"127 2050 summa kunnat":  "no sum of",
		"127 2015 yksikkö ×1000": "leave yksikkö out",
		"127 2015 lukumäärä":     "no count",
		"191 seutukunta 2014":    "has no sub-region",
		"191 2014 sija hva@maa":  "is not among the areas",
		"taulukko arvot":         "a table of which indicators",
		"kuvio kuvio-3":          "no figures outside a workspace",
	} {
		got, err := by[domain.English].Answer(t.Context(), words)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("{{%s}}: %q, %v, want %q", words, got.Text, err, want)
		}
	}
	said, err := by[domain.English].Answer(t.Context(), "sources")
	if err != nil || !strings.Contains(said.Text, "191, 1065") || !strings.Contains(said.Text, "127") {
		t.Errorf("%q, %v", said.Text, err)
	}
	of2014, err := by[domain.Finnish].Answer(t.Context(), "taulukko arvot 191 2014")
	if err != nil || len(of2014.Blocks) != 1 || len(of2014.Blocks[0].(*document.Table).Table.Rows) != 1 {
		t.Errorf("a table of 2014: %+v, %v", of2014, err)
	}
	table, err := by[domain.Finnish].Answer(t.Context(), "taulukko profiili 191,127")
	if err != nil || len(table.Blocks) != 1 {
		t.Errorf("%+v, %v", table, err)
	}
}

// Counts alone are subtracted too, and one area alone has no place.
func TestChangeOfCountsAndPlaceOfOne(t *testing.T) {
	file := csv(t, fmt.Sprintf("1065;%[1]d;2014;total;;54082\n1065;%[1]d;2021;total;;50000\n", member(t, "maakunta:13")))
	a := answers(t, opened(t, workspace.Config{}, file), "maakunta:13", domain.Finnish)
	if got, err := a.Answer(t.Context(), "1065 lukumäärä muutos 2014 2021"); err != nil || got.Text != "−4\u00a0082" {
		t.Errorf("%q, %v", got.Text, err)
	}
	one := answers(t, opened(t, workspace.Config{}, csv(t, fmt.Sprintf("127;%d;2015;total;761;\n", member(t, "kunta:435")))), "maakunta:13", domain.Finnish)
	if got, err := one.Answer(t.Context(), "127 Luhanka 2015 sija kunnat"); err == nil || !strings.Contains(err.Error(), "is the only one of") {
		t.Errorf("%q, %v", got.Text, err)
	}
	if got, err := a.Answer(t.Context(), "1065 muutos 2014 2021"); err == nil || !strings.Contains(err.Error(), "count alone") {
		t.Errorf("%q, %v", got.Text, err)
	}
}

// member is SOTKAnet's number of a municipality.
func member(t *testing.T, id domain.RegionID) int {
	t.Helper()
	r, ok := catalog.Default().ByID(id)
	if !ok {
		t.Fatal(id)
	}
	return r.SotkanetID
}

// Not all municipalities have a value: what is said of those that have says so.
func TestOfThoseThatHaveAValue(t *testing.T) {
	rows := ""
	for id, value := range map[domain.RegionID]int{"kunta:179": 100, "kunta:077": 100, "kunta:172": 300} {
		rows += fmt.Sprintf("127;%d;2015;total;%d;\n", member(t, id), value)
	}
	a := answers(t, opened(t, workspace.Config{}, csv(t, rows)), "maakunta:13", domain.Finnish)
	for words, want := range map[string]string{
		"127 2015 keskiarvo kunnat desimaalit 0": "167 (kolmessa kunnassa, joista on tieto)",
		"127 2015 alle 200 kunnat sanoin":        "kaksi kuntaa (kolmessa kunnassa, joista on tieto)",
		"127 Joutsa 2015 sija kunnat":            "suurin kolmesta kunnasta, joista on tieto",
		"127 Jyväskylä 2015 sija kunnat":         "pienin kolmesta kunnasta, joista on tieto (sama arvo: Hankasalmi)",
	} {
		if got, err := a.Answer(t.Context(), words); err != nil || got.Text != want {
			t.Errorf("{{%s}}: %q, %v, want %q", words, got.Text, err, want)
		}
	}
	if got, err := a.Answer(t.Context(), "127 2015 summa kunnat"); err == nil {
		t.Errorf("a sum without one: %q", got.Text)
	}
}

// Where nearly all have a value the number stands alone, and the notes name those that have
// none: here Jyväskylä of the 23 of Keski-Suomi in 2015.
func TestOfNearlyAll(t *testing.T) {
	members, err := catalog.Default().MembersOf(domain.Kunta, "maakunta:13", 2015)
	if err != nil {
		t.Fatal(err)
	}
	rows := ""
	for _, one := range members {
		if one.ID != "kunta:179" {
			rows += fmt.Sprintf("127;%d;2015;total;100;\n", one.SotkanetID)
		}
	}
	for l, want := range map[domain.Lang]string{
		domain.Finnish: " (127), 2015: tieto puuttuu yhdeltä kunnalta (Jyväskylä).",
		domain.Swedish: " (127), 2015: uppgift saknas för en kommun (Jyväskylä).",
		domain.English: " (127), 2015: data are missing for one municipality (Jyväskylä).",
	} {
		a := answers(t, opened(t, workspace.Config{}, csv(t, rows)), "maakunta:13", l)
		for words, want := range map[string]string{"127 2015 keskiarvo kunnat desimaalit 0": "100", "127 2015 alle 200 kunnat": "22"} {
			if got, err := a.Answer(t.Context(), words); err != nil || got.Text != want {
				t.Errorf("{{%s}}: %q, %v, want %q", words, got.Text, err, want)
			}
		}
		notes, err := a.Answer(t.Context(), "huomautukset")
		if err != nil || len(notes.Blocks) == 0 || !a.Reserved() {
			t.Fatalf("%s: %+v, %v", l, notes, err)
		}
		if got := notes.Blocks[len(notes.Blocks)-1].(*document.Note).Text; !strings.HasSuffix(got, want) {
			t.Errorf("%s: %q, want it to end with %q", l, got, want)
		}
	}
}

// Of 1,018 children in all and those of every municipality but one, the one's are left.
func TestWithheldFollows(t *testing.T) {
	members, err := catalog.Default().MembersOf(domain.Kunta, "maakunta:13", 0)
	if err != nil {
		t.Fatal(err)
	}
	rows := "191;499;2021;total;2.0;1018\n1065;499;2021;total;;50718\n"
	for i, m := range members {
		rows += fmt.Sprintf("1065;%d;2021;total;;1000\n", m.SotkanetID)
		year := 2021
		if i == 0 { // withheld; it had figures before
			year = 2020
			rows += fmt.Sprintf("1065;%d;2020;total;;1000\n", m.SotkanetID)
		}
		rows += fmt.Sprintf("191;%d;%d;total;2.0;20\n", m.SotkanetID, year)
	}
	s := opened(t, workspace.Config{SuppressedBelow: map[domain.IndicatorID]int{"191": 5}}, csv(t, rows))
	a := answers(t, s, "maakunta:13", domain.Finnish)
	check := func() []disclosure.Leak {
		found, err := disclosure.Check(t.Context(), s, a.Shown(func(words string) string { return "line of " + words }))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if _, err := a.Answer(t.Context(), "191 2021"); err != nil || len(check()) != 0 {
		t.Errorf("of one figure: %v, %v", check(), err)
	}
	if _, err := a.Answer(t.Context(), "taulukko arvot 191 kunnat 2021–2021"); err == nil {
		t.Error("2021–2021 is no period")
	}
	if _, err := a.Answer(t.Context(), "taulukko arvot 191 kunnat 2021"); err != nil {
		t.Fatal(err)
	}
	found := check()
	if len(found) != 1 || found[0].Withheld.Region != members[0].ID || found[0].From[0].Place != "line of 191 2021" {
		t.Errorf("%+v", found)
	}
}

func TestTheDocumentsArea(t *testing.T) {
	s := opened(t, workspace.Config{}, csv(t, "127;499;2015;total;276031;\n"))
	for _, c := range []struct{ given, own, want string }{
		{"", "maakunta:13", "maakunta:13"},
		{"", "", ""},
		{"Pohjois-Savo", "maakunta:13", "maakunta:11"},
		{"Pohjois-Savo", "Keski-Suomen sairaanhoitopiiri", "shp:13"},
		{"Jyväskylä", "maakunta:13", "kunta:179"},
		{"Pohjois-Savo", "", "several regions"},
		{"kunta@maakunta:13", "", "22 regions, expected one"},
		{"", "Nowhere", "unknown region"},
	} {
		a, err := NewAnswers(s, c.given, c.own, 2026, nil)
		if err != nil {
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%+v: %v", c, err)
			}
			continue
		}
		if a.Subject() != c.want {
			t.Errorf("%+v: %s", c, a.Subject())
		}
	}
}
