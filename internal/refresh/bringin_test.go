package refresh

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/fetch"
	"kuvio/internal/ingest"
	"kuvio/internal/lock"
	"kuvio/internal/session"
	"kuvio/internal/source"
	"kuvio/internal/spool"
	"kuvio/internal/store"
	"kuvio/internal/store/sqlite"
	"kuvio/internal/workspace"
)

// begun is a refresh of an empty store, on 20 November 2026, and what it tells.
func begun(t *testing.T, sources ...workspace.Source) (r *run, told *[]Step) {
	t.Helper()
	dir := t.TempDir()
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "kuvio.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	config := workspace.Config{Sources: sources}
	s, err := session.New(t.Context(), db, catalog.Default(), config, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	w := &workspace.Workspace{Dir: dir, Config: config}
	held, err := spool.Open(w.SpoolDir())
	if err != nil {
		t.Fatal(err)
	}
	told = new([]Step)
	return &run{spool: held, Job: &Job{
		Workspace: w, Session: s, Release: "1.0",
		Now:     time.Date(2026, 11, 20, 3, 10, 0, 0, time.UTC),
		Reading: func(mapping, sheet, path string) ingest.Reading { return func() (o source.Options, _ error) { return } },
		Tell:    func(step Step) { *told = append(*told, step) },
	}}, told
}

// What waits is imported at once, example data apart; rows that were rejected are a
// failure, a body that is lost is fetched anew, and one that could not be read waits.
func TestBringIn(t *testing.T) {
	r, _ := begun(t,
		workspace.Source{Kind: workspace.Kolada, Name: "kolada"},
		workspace.Source{Kind: workspace.Address, Name: "covering", Covers: true},
		workspace.Source{Kind: workspace.Address, Name: "made up", MadeUp: true})
	for _, of := range []string{"kolada", "covering", "made up", "unknown", "lost", "broken"} {
		body := spool.Body{Entry: spool.Entry{Key: of, Source: of, Name: of + ".csv"}, Content: []byte(of)}
		if err := r.spool.Put(r.Now, body); err != nil {
			t.Fatal(err)
		}
	}
	var imports []string
	r.Import = func(_ context.Context, inputs []ingest.Input, madeUp bool) (*ingest.Report, error) {
		rep := new(ingest.Report)
		text := fmt.Sprintf("made up %t:", madeUp)
		for _, in := range inputs {
			text += fmt.Sprintf(" %s covers %t;", in.Name, in.Covers)
			f := ingest.FileReport{File: store.File{Name: in.Name}, Holds: []domain.IndicatorID{"191", "oma:x"}}
			switch in.Name {
			case "lost.csv":
				f.Err = fmt.Errorf("gone: %w", spool.ErrLost)
			case "broken.csv":
				f.Err = fmt.Errorf("no table")
			case "unknown.csv":
				rep.Rejected = 2
			case "covering.csv":
				rep.Kept = []ingest.Lacking{{Indicator: "191", Figures: 12, Why: ingest.TooMany}}
			}
			rep.Files = append(rep.Files, f)
		}
		imports = append(imports, text)
		return rep, nil
	}
	file := sourceFile{path: "raw/a.csv", source: &workspace.Source{Kind: workspace.Files, MadeUp: true}, entry: spool.Entry{
		Key: "file raw/a.csv", Name: "raw/a.csv", SHA256: spool.SHA256([]byte("a")), Size: 1, Retrieved: "2026-11-20", Checked: "2026-11-20",
	}}
	if err := r.bringIn(t.Context(), []sourceFile{file}); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"made up false: broken.csv covers false; covering.csv covers true; kolada.csv covers true; lost.csv covers false; unknown.csv covers false;",
		"made up true: made up.csv covers false; raw/a.csv covers false;",
	}
	if !reflect.DeepEqual(imports, want) {
		t.Errorf("imported %q, want %q", imports, want)
	}
	if r.Failed != 4 { // two bodies, the rejected rows, and what was too much to withdraw
		t.Errorf("%d failed, want 4", r.Failed)
	}
	if pending := r.spool.Pending(); len(pending) != 1 || pending[0].Key != "broken" {
		t.Errorf("waiting: %+v", pending)
	}
	if _, ok := r.spool.Last("lost"); ok {
		t.Error("what is lost counts as fetched")
	}
	for _, key := range []string{"kolada", file.entry.Key} {
		if e, ok := r.spool.Last(key); !ok || !e.Imported || e.Holds != "191,oma:x" {
			t.Errorf("%s: %+v", key, e)
		}
	}
}

// Of a forced refresh only what it fetched itself goes before newer data: not what waited
// from before, nor a file.
func TestForceIsOfWhatWasFetched(t *testing.T) {
	for _, force := range []bool{false, true} {
		r, _ := begun(t)
		r.Force = force
		body := func(key string) spool.Body {
			return spool.Body{Entry: spool.Entry{Key: key, Source: "sotkanet", Name: key}, Content: []byte(key)}
		}
		if err := r.spool.Put(r.Now, body("before")); err != nil {
			t.Fatal(err)
		}
		get := func(context.Context) ([]fetch.Body, error) { return []fetch.Body{body("now")}, nil }
		if err := r.get(t.Context(), &remote{name: "sotkanet"}, &fetch.Piece{Get: get}); err != nil {
			t.Fatal(err)
		}
		over := make(map[string]bool)
		r.Import = func(_ context.Context, inputs []ingest.Input, _ bool) (*ingest.Report, error) {
			for _, in := range inputs {
				over[in.Name] = in.Override
			}
			return new(ingest.Report), nil
		}
		file := sourceFile{path: "raw/a.csv", source: &workspace.Source{Kind: workspace.Files}, entry: spool.Entry{Key: "file raw/a.csv", Name: "raw/a.csv"}}
		if err := r.bringIn(t.Context(), []sourceFile{file}); err != nil {
			t.Fatal(err)
		}
		if want := map[string]bool{"before": false, "now": force, "raw/a.csv": false}; !maps.Equal(over, want) {
			t.Errorf("force %t: overrides %v, want %v", force, over, want)
		}
	}
}

// A look at what there is to do finds what arrived before and waits, without a source
// that has anything new.
func TestPlanOfWhatWaits(t *testing.T) {
	r, told := begun(t)
	for _, key := range []string{"a", "b"} {
		if err := r.spool.Put(r.Now, spool.Body{Entry: spool.Entry{Key: key, Source: "sotkanet", Name: key}, Content: []byte(key)}); err != nil {
			t.Fatal(err)
		}
	}
	r.Plan = true
	r.Job.Outputs = func() ([]Output, []Broken, error) { return nil, nil, nil }
	res, err := Run(t.Context(), r.Job)
	if err != nil || !res.Stale() || res.Waiting != 2 || len(*told) != 1 || (*told)[0].Source != "sotkanet" {
		t.Errorf("%+v, told %+v, %v", res, *told, err)
	}
}

// The sources were all asked only where each gave an answer.
func TestCheckedIsOfAllSources(t *testing.T) {
	for _, test := range []struct {
		reached, unreached int
		want               string
	}{{0, 0, "2026-11-01"}, {0, 2, "2026-11-01"}, {1, 1, "2026-11-01"}, {2, 0, "2026-11-20"}} {
		r, _ := begun(t)
		r.was, r.Reached, r.Unreached = &lock.Lock{Checked: "2026-11-01"}, test.reached, test.unreached
		r.Job.Outputs = func() ([]Output, []Broken, error) { return nil, nil, nil }
		if err := r.outputs(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r.now.Checked != test.want {
			t.Errorf("%d reached, %d not: checked %s, want %s", test.reached, test.unreached, r.now.Checked, test.want)
		}
	}
}

// A day is not older than allowed on the last day allowed, and a source that found
// nothing newer keeps an indicator fresh.
func TestStaleOf(t *testing.T) {
	r, _ := begun(t)
	held := holding{"191": "2026-10-20", "127": "2026-10-21", "oma:x": "2026-01-01", "oma:y": "2026-01-01"}
	got, err := StaleOf(t.Context(), held.reader(r.Session.Store), []spool.Entry{
		{Holds: "oma:x,9", Checked: "2026-11-20"}, {Holds: "oma:y", Checked: "2025-01-01"},
	}, r.Now.AddDate(0, 0, -30))
	want := map[domain.IndicatorID]string{"191": "2026-10-20", "oma:y": "2026-01-01"}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}

// holding is a store that says of what day each indicator is.
type holding map[domain.IndicatorID]string

func (h holding) reader(db store.Store) store.Reader { return holdingReader{db, h} }

type holdingReader struct {
	store.Store
	held holding
}

func (h holdingReader) Holdings(context.Context) (all []store.Holding, err error) {
	for id, day := range h.held {
		all = append(all, store.Holding{Indicator: id, Retrieved: day})
	}
	return all, nil
}
