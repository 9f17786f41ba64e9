package refresh

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/lock"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/workspace"
)

// named is an output of which only the name and the folder matter.
type named struct{ dir string }

func (n named) Name() string { return "taso" }
func (n named) Dir() string  { return n.dir }
func (n named) Spec() string { return "spec" }
func (n named) Build(context.Context, *session.Session) (Built, error) {
	panic("nothing is built to find out")
}

// Each ground on which an output is looked at again, alone.
func TestMoved(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "taso.csv")
	if err := os.WriteFile(file, []byte("1"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := session.New(t.Context(), nil, catalog.Default(), workspace.Config{}, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	ids := []domain.IndicatorID{"191", "oma:x"}
	r := &run{Job: &Job{Workspace: &workspace.Workspace{Dir: dir}, Session: s, Release: "1.0", Settings: []byte("fi")}}
	r.was = new(lock.Lock)
	was := lock.Output{
		Import: 3, Release: "1.0", Store: "three",
		Spec: "spec", Settings: r.settings(ids), Drawing: figure.Drawing, Described: r.described(func(yield func(domain.IndicatorID) bool) {
			for _, id := range ids {
				if !yield(id) {
					return
				}
			}
		}),
		Vintages: map[domain.IndicatorID]store.VintageID{"191": 2, "oma:x": 0}, Files: map[string]string{"taso.csv": Sum([]byte("1"))},
	}
	imports := map[store.VintageID]string{3: "three", 4: "four"}
	at := standing{newest: 3, imported: imports, vintages: map[domain.IndicatorID]store.VintageID{"191": 2, "127": 3}}
	if why := r.moved(named{dir}, was, "spec", at); why != "" {
		t.Fatalf("nothing moved, and it is looked at since %s", why)
	}
	for want, change := range map[string]func(r *run, was *lock.Output, spec *string, at *standing){
		whyForced:   func(r *run, _ *lock.Output, _ *string, _ *standing) { r.Force = true },
		whyFailed:   func(_ *run, was *lock.Output, _ *string, _ *standing) { was.Failing = true },
		whySpec:     func(_ *run, _ *lock.Output, spec *string, _ *standing) { *spec = "another" },
		whyDrawing:  func(_ *run, was *lock.Output, _ *string, _ *standing) { was.Drawing-- },
		whySettings: func(r *run, _ *lock.Output, _ *string, _ *standing) { r.Settings = []byte("sv") },
		whyFiles:    func(_ *run, was *lock.Output, _ *string, _ *standing) { was.Files = map[string]string{"taso.csv": "0"} },
		whyData:     func(_ *run, _ *lock.Output, _ *string, at *standing) { at.newest, at.vintages["191"] = 4, 4 },
	} {
		job := *r.Job
		changed, w, spec := &run{Job: &job, was: r.was}, was, "spec"
		then := standing{newest: at.newest, imported: imports, vintages: maps.Clone(at.vintages)}
		change(changed, &w, &spec, &then)
		if why := changed.moved(named{dir}, w, spec, then); why != want {
			t.Errorf("%q, want %q", why, want)
		}
	}
	none := was
	none.Files = nil
	if why := r.moved(named{dir}, none, "spec", at); why != whyFiles {
		t.Errorf("of no files: %q, want %q", why, whyFiles)
	}
	// What was not held and is now, and a later import of something else.
	then := standing{newest: 4, imported: imports, vintages: map[domain.IndicatorID]store.VintageID{"191": 2, "oma:x": 4}}
	if why := r.moved(named{dir}, was, "spec", then); why != whyData {
		t.Errorf("%q, want %q", why, whyData)
	}
	then = standing{newest: 4, imported: imports, vintages: map[domain.IndicatorID]store.VintageID{"191": 2, "127": 4}}
	if why := r.moved(named{dir}, was, "spec", then); why != "" {
		t.Errorf("an import of another indicator: %q", why)
	}
	// The others went on to that import without it (--only).
	then = standing{newest: 4, imported: imports, vintages: map[domain.IndicatorID]store.VintageID{"191": 4, "127": 3}}
	r.was.Import = 4
	if why := r.moved(named{dir}, was, "spec", then); why != whyData {
		t.Errorf("an import that only others have taken in: %q, want %q", why, whyData)
	}
	// Another store, whose imports have the same numbers.
	then = standing{newest: 3, imported: map[store.VintageID]string{3: "another three"}, vintages: at.vintages}
	if why := r.moved(named{dir}, was, "spec", then); why != whyData {
		t.Errorf("of another store: %q, want %q", why, whyData)
	}
	// Days as of which data is marked, of its own indicators and of others.
	s.Stale = map[domain.IndicatorID]string{"127": "2026-10-01"}
	if why := r.moved(named{dir}, was, "spec", at); why != "" {
		t.Errorf("the age of another indicator: %q", why)
	}
	s.Stale["191"] = "2026-10-01"
	if why := r.moved(named{dir}, was, "spec", at); why != whySettings {
		t.Errorf("%q, want %q", why, whySettings)
	}
}

// reading is an output that reads an indicator, and shows and concludes always the same.
type reading struct {
	named
	id domain.IndicatorID
}

func (o reading) Build(ctx context.Context, s *session.Session) (Built, error) {
	_, _, err := s.Store.Panel(ctx, o.id, store.Latest)
	if !errors.Is(err, store.ErrNotHeld) {
		return nil, err
	}
	return &watched{all: []lock.Conclusion{{Kind: lock.OfTrend, Indicator: string(o.id), Direction: "rising"}}}, nil
}

// What moved and is not shown makes nothing: but what is marked as old since may be seen
// in the pictures alone, and another version may conclude otherwise of the same.
func TestDecideByWhatIsShown(t *testing.T) {
	r, _ := begun(t)
	r.was, r.Job.Settings = new(lock.Lock), []byte("fi")
	o := reading{named{""}, "127"}
	at := standing{newest: 4, vintages: map[domain.IndicatorID]store.VintageID{"127": 4}}
	r.was.Outputs = map[string]lock.Output{}
	first := r.decide(t.Context(), o, at)
	if first.err != nil || first.why != "new" {
		t.Fatalf("%+v", first)
	}
	was := first.entry
	was.Import, was.Conclusions = 3, []lock.Conclusion{{Direction: "of then"}}
	decided := func(was lock.Output) outcome {
		r.was.Outputs[o.Name()] = was
		d := r.decide(t.Context(), o, at)
		if d.err != nil {
			t.Fatal(d.err)
		}
		return d
	}
	if d := decided(was); d.why != "" || d.entry.Conclusions[0].Direction != "of then" {
		t.Errorf("the same is shown: %+v", d)
	}
	old := was
	old.Release = "0.9"
	if d := decided(old); d.why != "" || d.entry.Release != "1.0" || d.entry.Conclusions[0].Direction != "rising" {
		t.Errorf("another version: %+v", d)
	}
	old = was
	old.Vintages, old.Described = map[domain.IndicatorID]store.VintageID{"191": 2}, r.described(slices.Values([]domain.IndicatorID{"191"}))
	r.Session.Stale = map[domain.IndicatorID]string{"127": "2026-10-01"}
	if d := decided(old); d.why != whyData {
		t.Errorf("what it reads now is marked: %+v", d)
	}
}
