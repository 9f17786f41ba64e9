package refresh

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/outputs"
	"kuvio/internal/write"
)

// settle writes what was made of an output, and tells of it.
func (r *run) settle(ctx context.Context, o Output, d outcome) {
	name := o.Name()
	if d.err != nil {
		r.stays(name)
	}
	switch {
	case d.err != nil && r.Plan && r.Arrives(): // which may bring what it lacks
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
	doc, _ := d.built.(Document)
	if file := r.edited(o, doc); file != "" {
		r.stays(name)
		r.failed(ctx, Step{Name: name, Err: fmt.Errorf("%s: not written over, since somebody has changed it: %s", file, doc.Renew(file))})
		return
	}
	if r.Plan {
		r.planned(ctx, name, &d)
		return
	}
	changed, err := r.write(ctx, o, &d)
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
	if doc != nil && doc.Partly() != nil { // told every time, until it is put right
		d.entry.Failing = true
		r.failed(ctx, Step{Name: name, Err: doc.Partly()})
	}
	r.now.Outputs[name] = d.entry
	r.left(name, r.was.Outputs[name].Files, d.entry.Files)
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

// planned tells what would be made of an output, and what a document lacks as it did.
func (r *run) planned(ctx context.Context, name string, d *outcome) {
	if doc, ok := d.built.(Document); ok && doc.Partly() != nil {
		r.failed(ctx, Step{Name: name, Err: doc.Partly()})
		if d.entry.Cells == r.was.Outputs[name].Cells {
			return
		}
	}
	r.Made++
	r.Tell(Step{What: Made, Name: name, Why: d.why})
}

// edited is the file of a document that is neither as it was made nor as it would be made
// now: somebody has written in it. "" for none.
func (r *run) edited(o Output, d Document) string {
	if d == nil {
		return ""
	}
	was := r.was.Outputs[o.Name()].Files
	for _, f := range d.Shows() {
		file := filepath.Join(o.Dir(), f.Name)
		there, err := os.ReadFile(file)
		if err == nil && Sum(there) != was[r.within(file)] && !bytes.Equal(there, f.Content) {
			return file
		}
	}
	return ""
}

// write puts what was made of an output on the disk, and gives what changed: the paths of
// files, of a folder itself, and of what has no files an empty one.
func (r *run) write(ctx context.Context, o Output, d *outcome) (changed []string, err error) {
	folder, ok := d.built.(Folder)
	switch {
	case o.Dir() == "":
		return []string{""}, nil
	case !ok:
		return r.put(o.Dir(), d.files)
	}
	n, list, said, err := folder.Write(ctx)
	for _, text := range said {
		r.Tell(Step{What: Lacks, Name: o.Name(), Text: text})
	}
	if d.files = list; n > 0 {
		changed = []string{o.Dir()}
	}
	return changed, err
}

// left tells of the files that an output was made as and is no more, of another language
// or name: nobody makes them true again, and who shows them should know.
func (r *run) left(name string, was, now map[string]string) {
	var files []string
	for file := range was {
		if _, made := now[file]; made {
			continue
		}
		if _, err := os.Lstat(filepath.Join(r.Workspace.Dir, filepath.FromSlash(file))); err == nil {
			files = append(files, file)
		}
	}
	if len(files) > 0 {
		slices.Sort(files)
		r.Tell(Step{What: Gone, Name: name, Text: strings.Join(files, ", ")})
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
