package refresh

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/lock"
	"kuvio/internal/outputs"
	"kuvio/internal/session"
	"kuvio/internal/store"
	"kuvio/internal/write"
)

// Output is a figure or a table that a refresh makes.
type Output interface {
	Name() string // in the lock
	Dir() string  // that its files go into; "" where it has none
	Spec() string // tells apart what its file or entry says
	// Build reads its data and draws nothing.
	Build(ctx context.Context, s *session.Session) (Built, error)
}

// Built is an output with its data.
type Built interface {
	// Shows are the files of its data and its texts.
	Shows() []outputs.File
	// Cells tells apart what it shows.
	Cells() (string, error)
	// Draw makes the rest of its files.
	Draw(ctx context.Context) (files []outputs.File, said []string, err error)
	// Conclusions are what it says of each series it shows.
	Conclusions(ctx context.Context) ([]lock.Conclusion, error)
	Said() []string // what is outdated, lacking or strange in it
}

// Broken is a file that should be an output and is none.
type Broken struct {
	Name string
	Err  error
}

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

// outputs makes those outputs again that show something else than they did.
func (r *run) outputs(ctx context.Context) error {
	all, broken, err := r.Job.Outputs()
	if err != nil {
		return err
	}
	if err := r.none(all, broken); err != nil {
		return err
	}
	for _, b := range broken {
		if r.wanted(b.Name) {
			r.failed(ctx, Step{Name: b.Name, Err: b.Err})
		}
	}
	if err := r.markStale(ctx); err != nil {
		return err
	}
	at, err := r.standing(ctx)
	if err != nil {
		return err
	}
	r.now = &lock.Lock{Format: lock.Format, Release: r.Release, Import: at.newest, Checked: r.was.Checked, Outputs: make(map[string]lock.Output)}
	if r.Reached > 0 && r.Unreached == 0 {
		r.now.Checked = r.day()
	}
	r.leave(all, broken)
	all = slices.DeleteFunc(all, func(o Output) bool { return !r.wanted(o.Name()) })
	err = outputs.InOrder(ctx, len(all), func(ctx context.Context, i int) outcome {
		return r.decide(ctx, all[i], at)
	}, func(i int, done outcome) { r.settle(ctx, all[i], done) })
	return err
}

// wanted reports whether an output is among those that are asked for, by its name, or by
// that of a figure of which there is one for each of several regions.
func (r *run) wanted(name string) bool {
	return r.Only == nil || slices.ContainsFunc(r.Only, func(only string) bool { return name == only || strings.HasPrefix(name, only+".") })
}

// none is the error of what is asked for and is no output.
func (r *run) none(all []Output, broken []Broken) error {
	var names []string
	for _, o := range all {
		names = append(names, o.Name())
	}
	for _, b := range broken {
		names = append(names, b.Name)
	}
	slices.Sort(names)
	for _, only := range r.Only {
		if !slices.ContainsFunc(names, func(name string) bool { return name == only || strings.HasPrefix(name, only+".") }) {
			return &NoOutputError{only, names}
		}
	}
	return nil
}

// NoOutputError is that something asked for is no output of the workspace.
type NoOutputError struct {
	Name  string
	There []string
}

func (e *NoOutputError) Error() string {
	if len(e.There) == 0 {
		return fmt.Sprintf("no output %q: there are none: figures are files of charts/, tables stand under outputs: in kuvio.yaml", e.Name)
	}
	return fmt.Sprintf("no output %q: there are %s", e.Name, strings.Join(e.There, ", "))
}

// leave takes over from the last lock what this refresh does not touch: outputs that it
// was not asked for, and of those whose files are broken what was made last.
func (r *run) leave(all []Output, broken []Broken) {
	there := make(map[string]bool)
	for _, o := range all {
		there[o.Name()] = !r.wanted(o.Name())
	}
	isBroken := make(map[string]bool)
	for _, b := range broken {
		there[b.Name], isBroken[b.Name] = true, true
	}
	for name, entry := range r.was.Outputs {
		left, is := there[name]
		switch {
		case left:
			entry.Failing = entry.Failing || isBroken[name]
			r.now.Outputs[name] = entry
		case !is:
			r.Tell(Step{What: Gone, Name: name})
		}
	}
}

// standing is how the store stands: its newest import, and of every indicator the
// newest that touched it.
type standing struct {
	newest   store.VintageID
	vintages map[domain.IndicatorID]store.VintageID
}

// standing has everything that follows read at the newest import there is.
func (r *run) standing(ctx context.Context) (at standing, err error) {
	s, vintages, err := r.Session.Pinned(ctx)
	if err != nil {
		return at, err
	}
	r.Session = s
	if n := len(vintages); n > 0 {
		at.newest = vintages[n-1].ID
	}
	held, err := s.Store.Holdings(ctx)
	at.vintages = make(map[domain.IndicatorID]store.VintageID, len(held))
	for _, h := range held {
		at.vintages[h.Indicator] = h.Vintage
	}
	return at, err
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
		Langs: r.As.Langs, Formats: r.As.Formats, For: r.As.For,
		Spec: spec, Settings: r.settings(slices.Sorted(maps.Keys(reads.Vintages()))), Drawing: figure.Drawing, Cells: shown,
		Vintages: reads.Vintages(), Everything: reads.Everything(), Described: r.described(maps.Keys(reads.Vintages())), Notices: short(r.Session.Noticed(maps.Keys(reads.Vintages()))),
		Files: was.Files, Conclusions: was.Conclusions, Stale: r.stale(slices.Collect(maps.Keys(reads.Vintages()))),
	}
	if dataMoved(why) && d.entry.Cells == was.Cells && d.entry.Settings == was.Settings {
		if r.was.Release != r.Release { // which may conclude otherwise
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
	case r.was.Import == at.newest && r.was.Release == r.Release:
		return ""
	case was.Everything || was.Described != r.described(slices.Values(ids)) || r.was.Release != r.Release:
		return whyData
	}
	for id, v := range was.Vintages {
		if at.vintages[id] != v {
			return whyData
		}
	}
	return ""
}

// settle writes what was made of an output, and tells of it.
func (r *run) settle(ctx context.Context, o Output, d outcome) {
	name := o.Name()
	if d.err != nil {
		r.stays(name)
	}
	switch {
	case d.err != nil && r.Plan && r.Fetched+r.Files > 0: // which may bring what it lacks
		r.Made++
		r.Tell(Step{What: Made, Name: name, Why: whyToCome})
		return
	case d.err != nil:
		r.failed(ctx, Step{Name: name, Err: d.err})
		return
	case d.why == "":
		r.now.Outputs[name] = d.entry
		r.Unchanged++
		r.Tell(Step{What: Unchanged, Name: name, Took: d.took})
		return
	}
	for _, text := range d.said {
		r.Tell(Step{What: Lacks, Name: name, Text: text})
	}
	if r.Plan {
		r.Made++
		r.Tell(Step{What: Made, Name: name, Why: d.why})
		return
	}
	changed := []string{""}
	var err error
	if o.Dir() != "" {
		changed, err = r.put(o.Dir(), d.files)
	}
	if err != nil {
		r.stays(name)
		r.failed(ctx, Step{Name: name, Err: err})
		return
	}
	d.entry.Files = make(map[string]string, len(d.files))
	for _, f := range d.files {
		if o.Dir() == "" {
			break
		}
		d.entry.Files[r.within(filepath.Join(o.Dir(), f.Name))] = Sum(f.Content)
	}
	r.now.Outputs[name] = d.entry
	if len(changed) == 0 {
		r.Unchanged++
		r.Tell(Step{What: Unchanged, Name: name, Took: d.took})
		return
	}
	r.Made++
	pictures := slices.ContainsFunc(d.files, func(f outputs.File) bool { return f.Picture })
	for _, file := range changed {
		beside := pictures && slices.ContainsFunc(d.files, func(f outputs.File) bool { return !f.Picture && f.Name == filepath.Base(file) })
		r.Tell(Step{What: Made, Name: name, File: file, Beside: beside, Why: d.why, Took: d.took})
	}
}

// stays has the lock say of an output that failed what it said, and that it is to be
// looked at again.
func (r *run) stays(name string) {
	if before, ok := r.was.Outputs[name]; ok {
		before.Failing = true
		r.now.Outputs[name] = before
	}
}

// put writes the files of an output, all of them or none, and gives those that
// changed.
func (r *run) put(dir string, files []outputs.File) (changed []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var set write.Set
	for _, f := range files {
		set.Add(filepath.Join(dir, f.Name), f.Content)
	}
	return set.Commit()
}

// intact reports whether the files of an output are there as they were made.
func (r *run) intact(files map[string]string) bool {
	for name, hash := range files {
		content, err := os.ReadFile(filepath.Join(r.Workspace.Dir, filepath.FromSlash(name)))
		if err != nil || Sum(content) != hash {
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
