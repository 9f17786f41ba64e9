package refresh

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/fetch/sotkanet"
	"kuvio/internal/ingest"
	"kuvio/internal/spool"
	"kuvio/internal/workspace"
)

// arrived is what is to be imported, and what is noted of it once it is.
type arrived struct {
	inputs  []ingest.Input
	entries []spool.Entry
}

// bringIn imports what waits in the spool and the files that changed, all as one
// vintage, but example data apart from what is real.
func (r *run) bringIn(ctx context.Context, files []sourceFile) error {
	var real, madeUp arrived
	for _, e := range r.spool.Pending() {
		to, in := &real, ingest.Input{Body: func() ([]byte, error) { return r.spool.Body(e.SHA256) }, Name: e.Name, Retrieved: e.Retrieved, Years: sotkanet.Years(e), Override: r.Force && slices.Contains(r.came, e.Key)}
		if s := r.called(e.Source); s != nil {
			in.Covers = s.Covers || s.Kind == workspace.Kolada // whose answers are put together to all there is
			in.Options = r.Reading(r.whole(s.Map), s.Sheet, e.Name)
			if s.MadeUp {
				to = &madeUp
			}
		}
		to.inputs, to.entries = append(to.inputs, in), append(to.entries, e)
	}
	for _, f := range files {
		to := &real
		if f.source.MadeUp {
			to = &madeUp
		}
		in := ingest.Input{Path: f.path, Name: f.entry.Name, Covers: f.source.Covers, Retrieved: f.source.Retrieved, Options: r.Reading(r.whole(f.source.Map), f.source.Sheet, f.path)}
		to.inputs, to.entries = append(to.inputs, in), append(to.entries, f.entry)
	}
	for _, a := range []struct {
		arrived
		madeUp bool
	}{{real, false}, {madeUp, true}} {
		if len(a.inputs) == 0 {
			continue
		}
		if err := r.take(ctx, a.arrived, a.madeUp); err != nil {
			return err
		}
	}
	return r.Session.Refresh(ctx)
}

// waits tells a plan of what waits in the spool, source by source: it arrived, and the
// refresh that fetched it ended before it was imported.
func (r *run) waits() {
	var sources []string
	for _, e := range r.spool.Pending() {
		r.Waiting++
		if !slices.Contains(sources, e.Source) {
			sources = append(sources, e.Source)
			r.Tell(Step{What: Imported, Source: e.Source, Why: "arrived before"})
		}
	}
}

// called is the source of kuvio.yaml of a name; nil for none.
func (r *run) called(name string) *workspace.Source {
	all := r.Workspace.Config.Sources
	if i := slices.IndexFunc(all, func(s workspace.Source) bool { return shown(&s) == name }); i >= 0 {
		return &all[i]
	}
	return nil
}

// whole is a path of kuvio.yaml, which begins at the workspace's folder, from the root on; ""
// for none.
func (r *run) whole(name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(r.Workspace.Dir, name)
}

// take imports what arrived, and notes what of it was taken.
func (r *run) take(ctx context.Context, a arrived, madeUp bool) error {
	rep, err := r.Import(ctx, a.inputs, madeUp)
	if err != nil {
		return err
	}
	r.Tell(Step{What: Imported, Report: rep})
	reports := make(map[string]*ingest.FileReport, len(rep.Files))
	for i := range rep.Files {
		f := &rep.Files[i]
		reports[f.Name] = f
	}
	r.Failed += rep.Failed()
	if rep.Rejected > 0 {
		r.Failed++
	}
	if slices.ContainsFunc(rep.Kept, func(l ingest.Lacking) bool { return l.Why == ingest.TooMany }) {
		r.Failed++ // figures stand that their source has no more
	}
	var taken []spool.Entry
	var lost []string
	for _, e := range a.entries {
		switch f := reports[e.Name]; {
		case f != nil && errors.Is(f.Err, spool.ErrLost):
			lost = append(lost, e.Key)
		case f != nil && f.Err == nil:
			e.Holds, e.Rejected = holds(f.Holds), f.Rejected
			taken = append(taken, e)
		}
	}
	return errors.Join(r.spool.Imported(taken...), r.spool.Forget(lost...))
}

// holds are the indicators of a file as the spool notes them.
func holds(ids []domain.IndicatorID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, ",")
}
