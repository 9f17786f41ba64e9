package cli

import (
	"io"
	"path/filepath"
	"testing"
	"time"

	"kuvio/internal/fetch/fetchtest"
)

// region is a workspace of a region, eleven figures and a table of 34 indicators of
// 2004–2023, with a service of its own.
type region struct {
	b      *testing.B
	dir    string
	server *fetchtest.Server
	now    time.Time
}

func newRegion(b *testing.B) *region {
	b.Helper()
	r := &region{b: b, server: fetchtest.Start(b), now: time.Date(2026, 11, 20, 3, 10, 0, 0, time.UTC)}
	r.server.Bank.Years(2004, 2023)
	r.made()
	return r
}

// made makes the workspace anew.
func (r *region) made() {
	r.dir = filepath.Join(r.b.TempDir(), "plan")
	r.kuvio("init", r.dir, "--region", "Pohjois-Savo", "-q")
}

func (r *region) kuvio(args ...string) {
	r.b.Helper()
	env := Env{Stdout: io.Discard, Stderr: r.b.Output(), Now: func() time.Time { return r.now }, Getenv: func(name string) string {
		if name == "KUVIO_SOTKANET_URL" {
			return r.server.Sotkanet()
		}
		return ""
	}}
	if code := Run(r.b.Context(), env, args); code != exitDone {
		r.b.Fatalf("kuvio %q: exit code %d", args, code)
	}
}

func (r *region) refresh(flags ...string) {
	r.b.Helper()
	r.kuvio(append([]string{"refresh", "-q", "-C", r.dir}, flags...)...)
}

// BenchmarkRefresh takes what a night job meets, the service's own time (all but that of
// offline) with it: the first refresh, one that finds nothing to do, and one that finds a
// revised value, which remakes one figure.
func BenchmarkRefresh(b *testing.B) {
	b.Run("first", func(b *testing.B) {
		r := newRegion(b)
		r.refresh() // the service makes its numbers when it is first asked
		for b.Loop() {
			b.StopTimer()
			r.made()
			b.StartTimer()
			r.refresh()
		}
	})
	for name, flags := range map[string][]string{"idle": nil, "idle offline": {"--offline"}} {
		b.Run(name, func(b *testing.B) {
			r := newRegion(b)
			r.refresh()
			for b.Loop() {
				r.refresh(flags...)
			}
		})
	}
	b.Run("revised", func(b *testing.B) {
		r := newRegion(b)
		r.refresh()
		for n := 0; b.Loop(); n++ {
			r.now = r.now.AddDate(0, 0, 1)
			r.server.Bank.Set(2483, 611, 2012, "total", 300+float64(n%50), 12345)
			r.server.Bank.Touch(2483, r.now.Format(time.DateOnly))
			r.refresh()
		}
	})
}
