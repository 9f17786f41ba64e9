package proof

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/ingest"
	"kuvio/internal/proof/passage"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/workspace"
)

const keskiSuomi domain.RegionID = "maakunta:13"

// imported is a store of files, each imported on a day of its own.
func imported(t *testing.T, files ...string) store.Store {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for i, file := range files {
		day := time.Date(2016+i, 3, 1, 12, 0, 0, 0, time.UTC)
		im := &ingest.Importer{Store: db, Catalog: catalog.Default(), Retrieved: day.Format(time.DateOnly), Now: day, Wait: time.Second}
		if rep, err := im.Files(t.Context(), ingest.Inputs(file)); err != nil || rep.Failed() > 0 {
			t.Fatalf("%+v, %v", rep, err)
		}
	}
	return db
}

func chapterSession(t *testing.T, more ...string) *session.Session {
	t.Helper()
	s, err := session.New(t.Context(), imported(t, append([]string{"testdata/chapter.csv"}, more...)...), catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func proofed(t *testing.T, s *session.Session, name, text string) *Result {
	t.Helper()
	passages, err := passage.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(t.Context(), s, passages, Options{Subject: keskiSuomi})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func chapter(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// line writes a finding for whoever reads a failed test.
func line(f *Finding) string {
	s := fmt.Sprintf("%s %s: %s", f.Place, f.Number.Text, f.Verdict)
	if f.Why != "" {
		s += " " + string(f.Why)
	}
	if f.Taken != nil {
		s += fmt.Sprintf("; %s %s %s %s, today %v (%v), support %.2f", f.Taken.Indicator.ID, f.Taken.Region, f.Taken.Period, f.Taken.Measure, f.Taken.Today.Value, f.Taken.Today.Count, f.Support)
	}
	return s + fmt.Sprint(" ", f.Also)
}

// altered are numbers of a text and others in their place.
var altered = map[string][][2]string{
	"luku-fi.txt": {
		{"276 031", "267 031"}, {"37,5 %", "35,7 %"}, {"20,4 %", "24,0 %"}, {"2 889", "2 998"}, {"3 312 euroa", "3 132 euroa"},
		{"66,1 %", "61,6 %"}, {"283 perhettä", "238 perhettä"}, {"8,4 %", "4,8 %"}, {"584", "548"}, {"1,56 %", "1,65 %"},
	},
	"luku-fi-toisin.txt": {
		{"276 031", "276 301"}, {"20,3 prosenttia", "23,0 prosenttia"}, {"37,5 prosentissa", "38,5 prosentissa"}, {"20,4 prosenttia", "21,4 prosenttia"}, {"2 889", "2 989"},
		{"283 lapsiperhettä", "383 lapsiperhettä"}, {"8,4 prosenttia", "9,4 prosenttia"}, {"584", "594"}, {"1,56 prosenttia", "1,65 prosenttia"}, {"3 312 euroa", "3 321 euroa"},
	},
	"kapitel-sv.txt": {
		{"276 031", "276 301"}, {"20,3 procent", "23,0 procent"}, {"19,6 procent", "16,9 procent"}, {"37,5 procent", "38,5 procent"}, {"20,4 procent", "24,0 procent"},
		{"2 889", "2 989"}, {"283 barnfamiljer", "383 barnfamiljer"}, {"8,4 procent", "9,4 procent"}, {"1,56 procent", "1,65 procent"}, {"3 312 euro", "3 321 euro"},
	},
	"chapter-en.txt": {
		{"276,031", "276,301"}, {"20.3 per cent", "23.0 per cent"}, {"37.5 percent", "38.5 percent"}, {"20.4 percent", "24.0 percent"}, {"2,889", "2,989"},
		{"283 families", "383 families"}, {"8.4%", "9.4%"}, {"584", "594"}, {"1.56 per cent", "1.65 per cent"}, {"3,312 euros", "3,321 euros"},
	},
}

// score is how a text's numbers were judged: of those it states as the store has them, how
// many agree and how many are said to differ; of the ten altered, each by itself, how many
// are said to differ.
type score struct{ numbers, agree, alarms, caught int }

func scoreOf(t *testing.T, s *session.Session, name string, show bool) (sc score) {
	text := chapter(t, name)
	r := proofed(t, s, name, text)
	sc.numbers, sc.agree, sc.alarms = len(r.Findings), r.Count(Agrees), r.Count(Differs)+r.Count(WasTrue)
	for i := range r.Findings {
		if show && r.Findings[i].Verdict != Agrees {
			t.Log(line(&r.Findings[i]))
		}
	}
	for _, a := range altered[name] {
		if strings.Count(text, a[0]) == 0 {
			t.Fatalf("%s: no %q", name, a[0])
		}
		r := proofed(t, s, name, strings.Replace(text, a[0], a[1], 1))
		if r.Count(Differs) > sc.alarms {
			sc.caught++
		} else if show {
			for i := range r.Findings {
				if strings.HasPrefix(a[1], r.Findings[i].Number.Text) {
					t.Log("NOT CAUGHT", a[0], line(&r.Findings[i]))
				}
			}
		}
	}
	return sc
}

// The plan's own numbers are found, in two wordings, in Swedish and in English; ten altered
// ones are caught and nothing else is (see testdata/README.md).
func TestChapters(t *testing.T) {
	s := chapterSession(t)
	for _, c := range []struct {
		name  string
		least score
	}{
		{"luku-fi.txt", score{agree: 25, caught: 10}},
		{"luku-fi-toisin.txt", score{agree: 19, caught: 8}},
		{"kapitel-sv.txt", score{agree: 13, caught: 10}},
		{"chapter-en.txt", score{agree: 13, caught: 10}},
	} {
		got := scoreOf(t, s, c.name, testing.Verbose())
		t.Logf("%s: %+v", c.name, got)
		if got.agree < c.least.agree || got.caught < c.least.caught || got.alarms > 0 {
			t.Errorf("%s: %+v, want at least %+v and no alarms", c.name, got, c.least)
		}
	}
}
