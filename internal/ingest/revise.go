package ingest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/source"
	"kuvio/internal/store"
)

// job is one indicator of an import: as the store has it, nil where it has
// none, to be revised by every file that has it.
type job struct {
	number  int
	id      domain.IndicatorID
	base    *panel.Panel
	dropped bool // there was example data, which real data is not laid over
}

// revised is a job done.
type revised struct {
	job
	revision store.Revision
	changed  bool
	files    []fileChanges
	err      error
}

// fileChanges is what one file did to one indicator.
type fileChanges struct {
	file    int
	changes panel.Changes
	repeats int
	rejects []source.Reject
}

// revise lays the files' indicators over those of the store and writes those
// that changed. The laying out and encoding is done by every processor, the
// writing by this goroutine.
func (im *Importer) revise(ctx context.Context, tx store.Tx, join *joiner, files []*fileData, rep *Report) (changed bool, err error) {
	join.axes.Sort()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	order := indicatorsOf(files)
	jobs, results := make(chan job), make(chan revised)
	var feedErr error
	go func() {
		defer close(jobs)
		feedErr = im.feed(ctx, tx, order, jobs)
	}()
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for j := range jobs {
				results <- im.reviseOne(j, files)
			}
		})
	}
	go func() {
		workers.Wait()
		close(results)
	}()
	done := make([]revised, len(order))
	for r := range results {
		if err == nil && r.err == nil && r.changed {
			changed = true
			r.err = tx.PutRevision(r.revision)
		}
		if r.err != nil && err == nil {
			err = r.err
			cancel()
		}
		r.revision, r.base = store.Revision{}, nil
		done[r.number] = r
	}
	if err = errors.Join(err, feedErr); err != nil {
		return false, err
	}
	tally(done, files, rep)
	return changed, nil
}

// indicatorsOf lists the indicators of the files in the order they were met.
func indicatorsOf(files []*fileData) []domain.IndicatorID {
	var order []domain.IndicatorID
	met := make(map[domain.IndicatorID]bool)
	for _, data := range files {
		for _, id := range data.order {
			if !met[id] {
				met[id] = true
				order = append(order, id)
			}
		}
	}
	return order
}

// feed reads each indicator as the store has it and hands it on.
func (im *Importer) feed(ctx context.Context, tx store.Tx, order []domain.IndicatorID, jobs chan<- job) error {
	for n, id := range order {
		base, err := tx.Panel(id)
		if err != nil && !errors.Is(err, store.ErrNotHeld) {
			return err
		}
		j := job{number: n, id: id, base: base}
		if base != nil && base.MadeUp && !im.MadeUp {
			j.base, j.dropped = nil, true
		}
		select {
		case jobs <- j:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// reviseOne lays every file's cells of one indicator over its base.
func (im *Importer) reviseOne(j job, files []*fileData) revised {
	r := revised{job: j}
	var m panel.Merged
	var origins []store.Tagged
	now := j.base
	for n, data := range files {
		b := data.builders[j.id]
		if b == nil {
			continue
		}
		l, err := b.Layout()
		if err == nil {
			l.Panel.MadeUp = im.MadeUp
			m, err = panel.Merge(now, l.Panel)
		}
		if err != nil {
			r.err = fmt.Errorf("%s: indicator %s: %w", data.record.Name, j.id, err)
			return r
		}
		now = m.Panel
		r.files = append(r.files, fileChanges{n, m.Changes, l.Repeats, conflicts(data, j.id, l.Conflicts)})
		if m.Changes.Any() {
			origins = append(origins, store.Tagged{File: n, Tags: l.EncodeTags(m.From)})
		}
	}
	if len(r.files) > 1 {
		if m, r.err = panel.Merge(j.base, now); r.err != nil {
			return r
		}
	}
	if r.changed = m.Changes.Any(); r.changed {
		r.revision = store.NewRevision(j.id, m, origins)
	}
	return r
}

// tally adds up what was done, in the order of the files' indicators.
func tally(done []revised, files []*fileData, rep *Report) {
	for _, r := range done {
		if r.dropped {
			rep.ReplacedMadeUp = append(rep.ReplacedMadeUp, r.id)
		}
		for _, f := range r.files {
			rec := &files[f.file].record
			rec.New, rec.Changed, rec.Missing = rec.New+f.changes.New, rec.Changed+f.changes.Changed, rec.Missing+f.changes.Missing
			rec.Same += f.changes.Unchanged + f.repeats
			rec.Rejected += len(f.rejects)
			rep.Rejects = append(rep.Rejects, f.rejects...)
		}
	}
	for _, data := range files {
		rep.Files = append(rep.Files, FileReport{File: data.record, Indicators: len(data.indicators), Regions: len(data.regions)})
	}
	slices.SortFunc(rep.ReplacedMadeUp, compareIDs)
}

// contradictions looks for them before anything is stored, for a strict
// import.
func contradictions(files []*fileData, rep *Report) error {
	for _, data := range files {
		for _, id := range data.order {
			l, err := data.builders[id].Layout()
			if err != nil {
				return fmt.Errorf("%s: indicator %s: %w", data.record.Name, id, err)
			}
			rep.Rejects = append(rep.Rejects, conflicts(data, id, l.Conflicts)...)
		}
	}
	return nil
}

// conflicts lists every row of each contradiction as a reject, with the place
// of another that says otherwise.
func conflicts(data *fileData, id domain.IndicatorID, all []panel.Conflict) []source.Reject {
	var rejects []source.Reject
	for _, c := range all {
		for i, cell := range c.Cells {
			other := 0
			for c.Cells[other].Equal(cell) {
				other++
			}
			rejects = append(rejects, source.Reject{
				File:     data.record.Name,
				Place:    data.places.place(c.Tags[i]),
				Found:    fmt.Sprintf("%s for indicator %s, region %s, %s, %s", cellText(cell), id, c.Key.Region, c.Key.Gender, c.Key.Period),
				Expected: fmt.Sprintf("what %s says, %s", data.places.place(c.Tags[other]), cellText(c.Cells[other])),
				Hint:     "neither was imported: correct one of them and import the file again",
			})
		}
	}
	return rejects
}

func cellText(c domain.Cell) string {
	number := func(v float64) string {
		if math.IsNaN(v) {
			return "none"
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprintf("value %s, count %s", number(c.Value), number(c.Count))
}
