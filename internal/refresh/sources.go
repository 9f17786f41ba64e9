package refresh

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"kuvio/internal/fetch"
	"kuvio/internal/ingest"
	"kuvio/internal/spool"
	"kuvio/internal/workspace"
)

// sourceFile is a file of a source that is new, or another than was imported.
type sourceFile struct {
	path   string
	source *workspace.Source
	entry  spool.Entry
}

// sources asks every source what is new, puts what came into the spool and gives the
// files that are to be imported.
func (r *run) sources(ctx context.Context) (files []sourceFile, err error) {
	var remotes []remote
	if !r.Offline {
		remotes = r.remotes(ctx)
	}
	for i := range remotes {
		if err := r.ask(ctx, &remotes[i]); err != nil {
			return nil, err
		}
	}
	for i := range r.Workspace.Config.Sources {
		if s := &r.Workspace.Config.Sources[i]; s.Kind == workspace.Files {
			files = append(files, r.look(ctx, s)...)
		}
	}
	return files, ctx.Err()
}

// ask fetches what a source has that is new. The error is of what keeps the whole
// from going on.
func (r *run) ask(ctx context.Context, s *remote) error {
	began := time.Now()
	pieces, err := s.News(ctx)
	for _, one := range each(err) {
		r.failed(ctx, Step{Source: s.name, Err: one})
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if len(pieces) == 0 && fetch.Unreachable(err) {
		r.Unreached++
		return nil
	}
	r.Reached++
	r.Tell(Step{What: Asked, Source: s.name, Why: fmt.Sprintf("%d of %d new", newOf(pieces), len(pieces)), Took: time.Since(began)})
	var same []string
	for i := range pieces {
		p := &pieces[i]
		for _, text := range p.Said {
			r.Tell(Step{What: Said, Source: s.name, Name: p.Name, Text: text})
		}
		if p.Why == "" {
			same = append(same, p.Key)
			continue
		}
		if err := r.get(ctx, s, p); err != nil {
			return err
		}
	}
	if r.Plan {
		return nil
	}
	return r.spool.Checked(same, r.day())
}

func newOf(pieces []fetch.Piece) (n int) {
	for _, p := range pieces {
		if p.Why != "" {
			n++
		}
	}
	return n
}

// get fetches a piece into the spool.
func (r *run) get(ctx context.Context, s *remote, p *fetch.Piece) error {
	step := Step{What: Fetched, Source: s.name, Name: p.Name, Why: p.Why}
	if r.Plan {
		r.Fetched++
		r.Tell(step)
		return nil
	}
	began := time.Now()
	bodies, err := p.Get(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		step.Err = err
		r.failed(ctx, step)
		return nil
	}
	for i := range bodies {
		bodies[i].Source = s.name
		r.came = append(r.came, bodies[i].Key)
	}
	if err := r.spool.Put(r.Now, bodies...); err != nil {
		return err
	}
	r.Fetched++
	step.Took = time.Since(began)
	r.Tell(step)
	return nil
}

// look finds the files of a source that are new or have changed.
func (r *run) look(ctx context.Context, s *workspace.Source) (found []sourceFile) {
	if day := r.day(); s.Retrieved > day[:min(len(day), len(s.Retrieved))] {
		r.failed(ctx, Step{Source: shown(s), Err: fmt.Errorf("retrieved: found %s, expected the day its files were fetched, which is today (%s) at the latest", s.Retrieved, day)})
		return nil
	}
	for _, path := range s.Path {
		paths, err := r.expand(path)
		if err != nil {
			r.failed(ctx, Step{Source: shown(s), Err: err})
		}
		for _, path := range paths {
			f, changed, err := r.fileAt(s, path)
			switch {
			case err != nil:
				r.failed(ctx, Step{Source: shown(s), Err: err})
			case changed:
				r.Files++
				found = append(found, f)
				if r.Plan {
					r.Tell(Step{What: Imported, Source: shown(s), File: path, Why: "new or changed"})
				}
			case f.entry.Rejected > 0:
				r.stillRejected(ctx, s, &f)
			}
		}
	}
	return found
}

// stillRejected tells of a file, as it was when it was imported, that some of its rows were
// not taken. It is not imported again: without the file that it contradicts it would take
// that one's place.
func (r *run) stillRejected(ctx context.Context, s *workspace.Source, f *sourceFile) {
	text := fmt.Sprintf("%d of its rows were rejected when it was imported, and it has not changed since: correct it or take it out of the source; 'kuvio refresh --force' reads it again and names them", f.entry.Rejected)
	if r.Plan {
		r.Tell(Step{What: Said, Source: shown(s), Name: f.entry.Name, Text: text})
		return
	}
	r.failed(ctx, Step{Source: shown(s), Err: fmt.Errorf("%s: %s", f.entry.Name, text)})
}

// expand are the files that a path of a source stands for, from the workspace.
func (r *run) expand(path string) ([]string, error) { return ingest.FilesOf(r.whole(path)) }

// fileAt looks at a file, and reports whether it is another than the one that was
// imported last, or read otherwise. A file whose size and time are those of then is.
func (r *run) fileAt(s *workspace.Source, path string) (f sourceFile, changed bool, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return f, false, err
	}
	read, err := r.readBy(s, path)
	if err != nil {
		return f, false, err
	}
	f = sourceFile{path: path, source: s, entry: spool.Entry{
		Key: "file " + r.within(path), Source: shown(s), Name: r.within(path), Size: info.Size(), Updated: read,
		Modified: info.ModTime().UTC().Format(time.RFC3339Nano), Retrieved: r.day(), Checked: r.day(), Imported: true,
	}}
	last, ok := r.spool.Last(f.entry.Key)
	held := ok && last.Updated == f.entry.Updated && !r.Force
	if held {
		f.entry.Rejected = last.Rejected
	}
	if held && last.Size == f.entry.Size && last.Modified == f.entry.Modified {
		return f, false, nil
	}
	if f.entry.SHA256, err = hashOf(path); err != nil {
		return f, false, err
	}
	if ok && last.SHA256 == f.entry.SHA256 && last.Updated != f.entry.Updated {
		r.Tell(Step{What: Said, Source: shown(s), Name: r.within(path), Text: otherwise})
	}
	return f, !held || last.SHA256 != f.entry.SHA256, nil
}

// otherwise is what people should know where the same file is read by another mapping.
const otherwise = "it is read otherwise than before (a mapping, a sheet or a key of its source has changed): what only the earlier reading said stays in the store; where that was wrong, 'kuvio trace' tells it, and a store made anew has none of it"

// within is a path from the workspace's folder, with slashes.
func (r *run) within(path string) string {
	if short, err := filepath.Rel(r.Workspace.Dir, path); err == nil && filepath.IsLocal(short) {
		path = short
	}
	return filepath.ToSlash(path)
}

func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
