// Package refresh makes true what a workspace's kuvio.yaml names: it asks the sources
// what is new, imports what came as one vintage, and makes those figures and
// tables again that show something else than they did. What it would do is found out
// first, so that a refresh with nothing to do reads little and writes nothing.
package refresh

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"kuvio/internal/ingest"
	"kuvio/internal/lock"
	"kuvio/internal/session"
	"kuvio/internal/spool"
	"kuvio/internal/workspace"
	"kuvio/internal/write"
)

// Job is a refresh to be done.
type Job struct {
	Workspace *workspace.Workspace
	Session   *session.Session // of its store, open to be written to unless only a plan is asked for
	Network   Network
	// Outputs are the figures and tables, and files that are none; they are asked for
	// when the data is there.
	Outputs func() ([]Output, []Broken, error)
	// Import takes files and bodies into the store as one vintage.
	Import func(ctx context.Context, inputs []ingest.Input, madeUp bool) (*ingest.Report, error)
	// Reading says how a file is read: by a mapping, or that of kuvio.yaml for its name.
	Reading func(mapping, sheet, path string) ingest.Reading

	Release  string
	Settings []byte        // what decides how outputs look besides their own files
	As       lock.Output   // the languages, formats and purpose that outputs are made in, formats and purpose of what is made
	Now      time.Time     // by the clock of the workspace
	MaxAge   time.Duration // data that was not confirmed for longer is marked as of its day; 0 for never
	Plan     bool          // only say what would be done
	Offline  bool          // ask no source over the network
	Force    bool          // fetch and make again what has not changed, and take answers that have shrunk
	Only     []string      // the outputs to make; nil for all

	// Tell is told of every step as it is done.
	Tell func(Step)
}

// What says what a step did.
type What string

// The steps. Of a plan they are what would be done.
const (
	Asked     What = "asked"     // a source, what is new
	Fetched   What = "fetched"   // something of a source
	Imported  What = "imported"  // what came
	Made      What = "made"      // an output
	Unchanged What = "unchanged" // an output is as it was
	Gone      What = "gone"      // files of an output are not made any more, and are left
	Failed    What = "failed"    // a source, a file or an output: what there was stands
	Lacks     What = "lacks"     // what is outdated, lacking or strange in an output that was made
	Said      What = "said"      // what people should know besides
)

// Step is one thing that was done, or would be.
type Step struct {
	What   What
	Source string // its name
	Name   string // of the piece or the output
	File   string // that was written; "" of an output without any
	Beside bool   // it is the data or the text of a picture
	Why    string
	Text   string // of what is said, or the files that are left
	Err    error
	Took   time.Duration
	Report *ingest.Report // of an import
}

// Result is what a refresh did, or a plan found to do.
type Result struct {
	Reached, Unreached int // sources over the network that gave an answer, and that gave none
	Fetched            int // pieces
	Waiting            int // of a plan: bodies that arrived before and are to be imported
	Files              int // of sources, new or changed
	Made, Unchanged    int // outputs
	Failed             int // sources, files and outputs
}

// Stale reports whether a plan found something to do.
func (r Result) Stale() bool { return r.Arrives() || r.Made > 0 }

// Arrives reports whether a plan found something to import.
func (r Result) Arrives() bool { return r.Fetched+r.Waiting+r.Files > 0 }

// run is a refresh being done.
type run struct {
	*Job
	Result
	spool *spool.Spool
	came  []string // keys of the bodies that this run fetched
	was   *lock.Lock
	now   *lock.Lock
}

// Run does the job. The error is of what keeps it from being done at all; what
// fails of it is told, and counted.
func Run(ctx context.Context, j *Job) (Result, error) {
	r := &run{Job: j}
	err := r.run(ctx)
	return r.Result, err
}

func (r *run) run(ctx context.Context) error {
	done, err := r.begin(ctx)
	if err != nil {
		return err
	}
	defer done()
	if r.was, err = r.last(); err != nil {
		return err
	}
	files, err := r.sources(ctx)
	switch {
	case err == nil && r.Plan:
		r.waits()
	case err == nil:
		err = r.bringIn(ctx, files)
	}
	if err == nil {
		err = r.outputs(ctx)
	}
	if err != nil || r.Plan {
		return err
	}
	return r.keep()
}

// begin waits for its turn, and opens the spool.
func (r *run) begin(ctx context.Context) (done func(), err error) {
	done = func() {}
	if !r.Plan {
		alone, err := r.alone(ctx)
		if err != nil {
			return done, err
		}
		done = alone.Release
	}
	if r.spool, err = spool.Open(r.Workspace.SpoolDir()); err != nil {
		done()
		return done, err
	}
	for _, text := range r.spool.Damaged() {
		r.Tell(Step{What: Said, Text: text})
	}
	if newest := r.spool.Newest(); newest > r.day() {
		r.Tell(Step{What: Said, Text: fmt.Sprintf("the clock of this computer says %s, and something arrived on %s already: what arrives now is taken to be of that day; set the clock right", r.day(), newest)})
	}
	if err := r.anew(ctx); err != nil {
		done()
		return func() {}, err
	}
	return done, nil
}

// anew has what arrived before taken in again where the store has lost all it held:
// nothing of it is asked for twice, and what no source gives any more is not lost.
func (r *run) anew(ctx context.Context) error {
	vintages, err := r.Session.Store.Vintages(ctx)
	if err != nil || len(vintages) > 0 || r.Plan {
		return err
	}
	waiting, err := r.spool.Again()
	if waiting > 0 {
		r.Tell(Step{What: Said, Text: fmt.Sprintf("the store holds nothing, and began anew: %d answers of sources that are in %s are taken in again; imports by hand and earlier states are not there", waiting, filepath.Base(r.Workspace.SpoolDir()))})
	}
	return err
}

// alone waits for its turn: one refresh works in a workspace at a time.
func (r *run) alone(ctx context.Context) (*write.Lock, error) {
	if err := os.MkdirAll(r.Workspace.DataDir(), 0o755); err != nil {
		return nil, err
	}
	l, err := write.TakeLock(ctx, filepath.Join(r.Workspace.DataDir(), "refresh"), write.Who("refresh", r.Now), 0)
	if err != nil {
		return nil, err
	}
	if left := l.Left; left != "" {
		r.Tell(Step{What: Said, Text: left + " did not end; going on"})
	}
	return l, nil
}

// last is the lock of the last refresh. One that cannot be read is put aside, and
// everything is looked at anew.
func (r *run) last() (*lock.Lock, error) {
	was, err := lock.Read(r.Workspace.Dir)
	var bad *lock.Error
	if !errors.As(err, &bad) || bad.Newer {
		return was, err
	}
	if r.Plan {
		r.Tell(Step{What: Said, Text: err.Error()})
		return new(lock.Lock), nil
	}
	name, aside := lock.Aside(r.Workspace.Dir)
	if aside != nil {
		return nil, errors.Join(err, aside)
	}
	r.Tell(Step{What: Said, Text: fmt.Sprintf("%v: it is now %s, and everything is looked at anew", err, name)})
	return new(lock.Lock), nil
}

// keep writes the lock where it says something else than it did, and keeps a copy of
// it where its outputs do.
func (r *run) keep() error {
	content := r.now.Encode()
	if bytes.Equal(content, r.was.Encode()) {
		return nil
	}
	if !lock.Same(r.was, r.now) {
		if _, err := lock.Keep(r.Workspace.DataDir(), r.day(), r.now); err != nil {
			return err
		}
	}
	return write.File(filepath.Join(r.Workspace.Dir, lock.Name), content)
}

// failed tells of what went wrong with a part, unless the whole was interrupted.
func (r *run) failed(ctx context.Context, s Step) {
	if ctx.Err() != nil {
		return
	}
	s.What = Failed
	r.Failed++
	r.Tell(s)
}

// day is today, by the clock of the workspace.
func (r *run) day() string { return r.Now.Format(time.DateOnly) }

// each are the errors that one joins.
func each(err error) []error {
	if err == nil {
		return nil
	}
	var many interface{ Unwrap() []error }
	if errors.As(err, &many) {
		return many.Unwrap()
	}
	return []error{err}
}
