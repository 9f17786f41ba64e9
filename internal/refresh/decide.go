package refresh

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/lock"
	"kuvio/internal/outputs"
	"kuvio/internal/store"
	"kuvio/internal/write"
)

// outcome is what became of an output.
type outcome struct {
	why   string // it was made; "" where it is as it was
	entry lock.Output
	built Built // nil where nothing moved
	files []outputs.File
	said  []string
	err   error
	took  time.Duration
}

// decide finds out whether an output is to be made, and makes it in memory.
func (r *run) decide(ctx context.Context, o Output, at standing) (d outcome) {
	began := time.Now()
	defer func() { d.took = time.Since(began) }()
	was, before := r.was.Outputs[o.Name()]
	spec := o.Spec()
	why := "new"
	if before {
		why = r.moved(o, was, spec, at)
	}
	d.entry = was
	if why == "" {
		return d
	}
	read, reads := store.Recorded(r.Session.Store)
	if d.built, d.err = o.Build(ctx, r.Session.On(read)); d.err != nil {
		return d
	}
	shown, err := d.built.Cells()
	if err != nil {
		d.err = err
		return d
	}
	d.entry = lock.Output{
		Import: at.newest, Release: r.Release, Store: at.imported[at.newest],
		Langs: r.As.Langs, Formats: r.As.Formats, For: r.As.For,
		Spec: spec, Settings: r.settings(slices.Sorted(maps.Keys(reads.Vintages()))), Drawing: figure.Drawing, Cells: shown, Day: d.built.Day(),
		Vintages: reads.Vintages(), Everything: reads.Everything(), Described: r.described(maps.Keys(reads.Vintages())), Notices: short(r.Session.Noticed(maps.Keys(reads.Vintages()))),
		Files: was.Files, Conclusions: was.Conclusions, Stale: r.stale(slices.Collect(maps.Keys(reads.Vintages()))),
	}
	if dataMoved(why) && d.entry.Cells == was.Cells && d.entry.Settings == was.Settings {
		if was.Release != r.Release { // which may conclude otherwise
			d.entry.Conclusions, d.err = d.built.Conclusions(ctx)
		}
		return d // what moved, it does not show
	}
	d.why, d.said = why, d.built.Said()
	if r.Plan {
		return d
	}
	drawn, said, err := d.built.Draw(ctx)
	if err == nil {
		d.files, d.said = slices.Concat(d.built.Shows(), drawn), append(d.said, said...)
		d.entry.Conclusions, err = d.built.Conclusions(ctx)
	}
	d.err = err
	return d
}

// The reasons for which an output is looked at again.
const (
	whyToCome   = "its data is to come"
	whyForced   = "asked for"
	whyFailed   = "it could not be made the last time"
	whySpec     = "what its file says has changed"
	whySettings = "kuvio.yaml, the languages or the formats have changed"
	whyDrawing  = "kuvio draws it otherwise now"
	whyFiles    = "its files are gone, or not those that were made"
	whyData     = "its data has changed"
)

// dataMoved reports whether an output is looked at for its data alone.
func dataMoved(why string) bool { return why == whyData }

// moved says why an output may be another than it was; "" where it cannot.
func (r *run) moved(o Output, was lock.Output, spec string, at standing) string {
	ids := slices.Sorted(maps.Keys(was.Vintages))
	switch {
	case r.Force:
		return whyForced
	case was.Failing:
		return whyFailed
	case was.Spec != spec:
		return whySpec
	case was.Drawing != figure.Drawing:
		return whyDrawing
	case was.Settings != r.settings(ids):
		return whySettings
	case o.Dir() != "" && !r.intact(was.Files):
		return whyFiles
	case was.Store != at.imported[was.Import]: // it was made of another store
		return whyData
	case was.Import == at.newest && was.Release == r.Release:
		return ""
	case was.Everything || was.Described != r.described(slices.Values(ids)) || was.Release != r.Release:
		return whyData
	}
	for id, v := range was.Vintages {
		if at.vintages[id] != v {
			return whyData
		}
	}
	return ""
}

// intact reports whether the files of an output are there as they were made.
func (r *run) intact(files map[string]string) bool {
	for name, hash := range files {
		content, err := os.ReadFile(filepath.Join(r.Workspace.Dir, filepath.FromSlash(name)))
		if err != nil || Sum(content) != hash {
			return false
		}
		if path.Base(name) == write.TreeList && !write.TreeIntact(filepath.Join(r.Workspace.Dir, filepath.FromSlash(path.Dir(name))), content) {
			return false
		}
	}
	return len(files) > 0
}

// settings tells apart what decides how an output of some indicators looks: the
// workspace's settings, and the days as of which data of theirs is marked.
func (r *run) settings(ids []domain.IndicatorID) string {
	return Settings(r.Settings, r.stale(ids))
}

// stale are the days as of which data of indicators is marked.
func (r *run) stale(ids []domain.IndicatorID) map[domain.IndicatorID]string {
	days := make(map[domain.IndicatorID]string)
	for _, id := range ids {
		if day := r.Session.Stale[id]; day != "" {
			days[id] = day
		}
	}
	return days
}

// Settings tells apart what decides how an output looks: settings of the workspace, and
// days as of which data is marked.
func Settings(settings []byte, stale map[domain.IndicatorID]string) string {
	h := sha256.New()
	h.Write(settings)
	for _, id := range slices.Sorted(maps.Keys(stale)) {
		fmt.Fprintln(h, id, stale[id])
	}
	return hex.EncodeToString(h.Sum(nil)[:hashed])
}

// described tells apart the descriptions of indicators.
func (r *run) described(ids iter.Seq[domain.IndicatorID]) string {
	return short(r.Session.Described(ids))
}

// hashed is how many bytes of a hash are kept: 128 bits, so that the lock can be read.
const hashed = 16

// short is as much of a hash in hexadecimal as is kept.
func short(hash string) string { return hash[:min(len(hash), 2*hashed)] }

// Sum tells contents apart.
func Sum(content []byte) string {
	h := sha256.Sum256(content)
	return hex.EncodeToString(h[:hashed])
}
