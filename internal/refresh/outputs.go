package refresh

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/outputs"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

// Output is a figure, a table or a document that a refresh makes.
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
	// Day is that of the newest download that brought or changed something it shows; "" of
	// one whose files print it themselves, or none.
	Day() string
	Said() []string // what is outdated, lacking or strange in it
}

// Folder is a Built that is a folder of many files, of its own: it writes them itself, one
// by one. The lock has of them the list, the files of Shows, by which they are known again.
type Folder interface {
	Built
	// Write has the folder hold what it is to hold, and gives how many of its files
	// changed and the list.
	Write(ctx context.Context) (changed int, list []outputs.File, said []string, err error)
}

// Document is a Built that people go on writing in: its files are all in Shows, and where
// somebody has changed them since they were made, they are left.
type Document interface {
	Built
	// Partly is what it lacks though it is made; nil for nothing.
	Partly() error
	// Renew says what to do about a file of it that somebody has changed.
	Renew(file string) string
}

// Broken is a file that should be an output and is none.
type Broken struct {
	Name string
	Err  error
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
			r.left(name, entry.Files, nil)
		}
	}
}

// standing is how the store stands: its newest import, and of every indicator the
// newest that touched it.
type standing struct {
	newest   store.VintageID
	vintages map[domain.IndicatorID]store.VintageID
	imported map[store.VintageID]string // tells apart all that was imported up to each import
}

// standing has everything that follows read at the newest import there is.
func (r *run) standing(ctx context.Context) (at standing, err error) {
	s, vintages, err := r.Session.Pinned(ctx)
	if err != nil {
		return at, err
	}
	r.Session = s
	at.imported = make(map[store.VintageID]string, len(vintages))
	for _, v := range vintages {
		all := []byte(at.imported[at.newest])
		for _, f := range v.Files {
			all = append(all, f.SHA256...)
		}
		at.newest, at.imported[v.ID] = v.ID, Sum(all)
	}
	held, err := s.Store.Holdings(ctx)
	at.vintages = make(map[domain.IndicatorID]store.VintageID, len(held))
	for _, h := range held {
		at.vintages[h.Indicator] = h.Vintage
	}
	return at, err
}
