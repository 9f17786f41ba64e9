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
	"kuvio/internal/source/record"
	"kuvio/internal/store"
)

// job is one indicator of an import: as the store has it, nil where it has
// none, to be revised by every file that has it.
type job struct {
	number  int
	id      domain.IndicatorID
	held    *panel.Panel // as the store has it; nil where it has none
	base    *panel.Panel
	dropped bool // there was example data, which real data is not laid over
}

// revised is a job done.
type revised struct {
	job
	revision  store.Revision
	changed   bool
	confirmed *store.Confirmation // nil where nothing was
	files     []fileChanges
	lack      panel.Lack       // figures that the files no longer have
	lacked    int              // how many these were
	withdrawn int              // how many of these were withdrawn
	late      int              // figures withdrawn that newer downloads do not have
	alone     int              // such that were taken, since they are too many
	years     domain.YearRange // all of which its one file was asked for
	override  bool             // all of its files take the place of newer downloads
	unsure    bool             // whether the files cover what they hold is not certain of their format
	kept      Reason           // why the others were not
	err       error
}

// fileChanges is what one file did to one indicator.
type fileChanges struct {
	file     int
	changes  panel.Changes
	repeats  int
	rejects  []record.Reject
	division domain.YearRange // see FileReport
	without  [2]int           // see fileData
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
		feedErr = im.feed(ctx, tx, order, files, jobs)
	}()
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for j := range jobs {
				results <- im.reviseOne(j, join.ended, files)
			}
		})
	}
	go func() {
		workers.Wait()
		close(results)
	}()
	done := make([]revised, len(order))
	for r := range results {
		switch {
		case err != nil || r.err != nil:
		case r.changed:
			changed = true
			r.err = tx.PutRevision(r.revision)
		case r.confirmed != nil:
			rep.Confirmed++
			r.err = tx.PutConfirmation(*r.confirmed)
		}
		if r.err != nil && err == nil {
			err = r.err
			cancel()
		}
		r.revision, r.confirmed, r.base = store.Revision{}, nil, nil
		r.lacked, r.lack = r.lack.All(), panel.Lack{}
		done[r.number] = r
	}
	if err == nil { // else feeding was ended by it
		err = feedErr
	}
	if err != nil {
		return false, err
	}
	im.tally(done, files, rep)
	return changed, nil
}

// indicatorsOf lists the indicators of the files that were read, in the order they were
// met.
func indicatorsOf(files []*fileData) []domain.IndicatorID {
	var order []domain.IndicatorID
	met := make(map[domain.IndicatorID]bool)
	for _, data := range files {
		if data.receipt != nil {
			continue
		}
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
func (im *Importer) feed(ctx context.Context, tx store.Tx, order []domain.IndicatorID, files []*fileData, jobs chan<- job) error {
	for n, id := range order {
		base, err := tx.Panel(id)
		if err == nil {
			base, err = base.Relabel(im.Catalog.Canonical)
		}
		if err != nil && !errors.Is(err, store.ErrNotHeld) {
			return err
		}
		j := job{number: n, id: id, held: base, base: base}
		real := func(data *fileData) bool { return data.builders[id] != nil && !im.madeUp(data, id) }
		if base != nil && base.MadeUp && slices.ContainsFunc(files, real) {
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
func (im *Importer) reviseOne(j job, ended map[domain.RegionID]int, files []*fileData) revised {
	r := revised{job: j}
	var m panel.Merged
	var tagged []panel.Tagged
	var stated *panel.Panel // by the files so far
	whole := true           // all of them say what they cover, and say it all
	r.override = true
	now := j.base
	for n, data := range files {
		b := data.builders[j.id]
		if b == nil {
			continue
		}
		l, err := b.Layout()
		if err == nil {
			l.Panel.MadeUp = im.madeUp(data, j.id)
			change := fileChanges{file: n, repeats: l.Repeats, rejects: conflicts(data, j.id, l.Conflicts)}
			change.division = data.belong(l.Panel, ended)
			if stated != nil {
				change.rejects = append(change.rejects, disputes(data, j.id, &l, stated)...)
				change.repeats += l.Yield(stated)
			}
			n := l.Panel.Tally()
			change.without = [2]int{n[domain.Missing], n[domain.Suppressed]}
			complete, sure := data.record.Rejected+len(change.rejects) == 0, data.served || data.in.Covers
			if !complete || !sure {
				l.Panel.Partial()
			}
			lay := panel.Merge
			if im.overrides(data) {
				lay = panel.Override
			} else {
				r.override = false
			}
			if m, err = lay(now, l.Panel); err == nil {
				change.changes, now = m.Changes, m.Panel
				r.files = append(r.files, change)
				if r.years = data.in.Years; len(r.files) > 1 {
					r.years = domain.YearRange{} // what each covers of the other is not known
				}
				whole = whole && complete
				r.unsure = r.unsure || !sure
			}
		}
		switch {
		case err == nil && stated == nil:
			stated = l.Panel
		case err == nil:
			stated, err = together(stated, l.Panel)
		}
		if err != nil {
			r.err = fmt.Errorf("%s: indicator %s: %w", data.record.Name, j.id, err)
			return r
		}
		if m.Changes.Any() {
			tagged = append(tagged, panel.Tagged{File: n, Layout: &l, Places: m.From})
		}
	}
	if len(r.files) > 1 {
		if m, r.err = panel.Difference(j.base, now); r.err != nil {
			return r
		}
	}
	if j.base != nil && !j.base.MadeUp {
		if r.err = im.withdraw(&r, &m, stated, ended, whole); r.err != nil {
			return r
		}
	}
	switch r.changed = m.Changes.Any(); {
	case r.changed:
		m.Base = j.held
		r.revision = store.NewRevision(j.id, m, tagged)
	case m.Confirmed > 0:
		r.confirmed = &store.Confirmation{Indicator: j.id, Retrieved: m.Panel.Newest(), Retrievals: m.Panel.EncodeRetrievals()}
	}
	return r
}

// together is what two files of an import state between them.
func together(stated, more *panel.Panel) (*panel.Panel, error) {
	m, err := panel.Merge(stated, more)
	return m.Panel, err
}

// disputes takes out of a file's layout the cells that another file of the
// same import states differently, and lists them as rejects: which of the two
// is right cannot be known from their order.
func disputes(data *fileData, id domain.IndicatorID, l *panel.Layout, stated *panel.Panel) []record.Reject {
	var rejects []record.Reject
	for _, d := range l.Dispute(stated) {
		rejects = append(rejects, record.Reject{
			File: data.record.Name, Place: data.places.place(d.Tag),
			Found:    cellText(d.Cell) + " for " + keyText(id, d.Key),
			Expected: "what an earlier file of this import says, " + cellText(d.Other),
			Hint:     "the earlier one was imported: import a revised file by itself to take its place",
		})
	}
	return rejects
}

// tally adds up what was done, in the order of the files' indicators.
func (im *Importer) tally(done []revised, files []*fileData, rep *Report) {
	for _, r := range done {
		if r.dropped {
			rep.ReplacedMadeUp = append(rep.ReplacedMadeUp, r.id)
		}
		rep.lacking(&r)
		for _, f := range r.files {
			data := files[f.file]
			rec := &data.record
			rec.New, rec.Changed, rec.Missing = rec.New+f.changes.New, rec.Changed+f.changes.Changed, rec.Missing+f.changes.Missing
			data.suppressed += f.changes.Suppressed
			rec.Same += f.changes.Unchanged + f.repeats
			rec.Older += f.changes.Older
			data.division = spanning(data.division, f.division)
			data.without[0], data.without[1] = data.without[0]+f.without[0], data.without[1]+f.without[1]
			rec.Rejected += len(f.rejects)
			for _, r := range f.rejects {
				im.reject(rep, r)
			}
		}
	}
	for _, data := range files {
		stands := data.heldOf
		if im.overrides(data) || stands <= data.record.Retrieved {
			stands = ""
		}
		rep.Files = append(rep.Files, FileReport{
			File: data.record, Body: data.in.Path == "", Holds: data.order, Suppressed: data.suppressed, Indicators: len(data.indicators), Regions: len(data.regions), Skipped: data.skipped, Doubts: data.doubts,
			HeldOf: stands, Division: data.division,
		})
	}
	slices.SortFunc(rep.ReplacedMadeUp, compareIDs)
}

// contradictions looks for them before anything is stored, for a strict
// import.
func (im *Importer) contradictions(files []*fileData, rep *Report) error {
	for _, data := range files {
		if data.receipt != nil {
			continue
		}
		for _, id := range data.order {
			l, err := data.builders[id].Layout()
			if err != nil {
				return fmt.Errorf("%s: indicator %s: %w", data.record.Name, id, err)
			}
			for _, r := range conflicts(data, id, l.Conflicts) {
				im.reject(rep, r)
			}
		}
	}
	return nil
}

// conflicts lists every row of each contradiction as a reject, with the place
// of another that says otherwise.
func conflicts(data *fileData, id domain.IndicatorID, all []panel.Conflict) []record.Reject {
	var rejects []record.Reject
	for _, c := range all {
		for i, cell := range c.Cells {
			other := 0
			for c.Cells[other].Agrees(cell) {
				other++
			}
			rejects = append(rejects, record.Reject{
				File:     data.record.Name,
				Place:    data.places.place(c.Tags[i]),
				Found:    cellText(cell) + " for " + keyText(id, c.Key),
				Expected: fmt.Sprintf("what %s says, %s", spelled(data.places.place(c.Tags[other])), cellText(c.Cells[other])),
				Hint:     "neither was imported: correct one of them and import the file again",
			})
		}
	}
	return rejects
}

// spelled is a place in a sentence: "line 6", "SOTKAnet!F12".
func spelled(p record.Place) string {
	if p.Row == 0 && p.Object == 0 {
		return "line " + p.String()
	}
	return p.String()
}

// keyText says which observation it is.
func keyText(id domain.IndicatorID, k domain.Key) string {
	s := fmt.Sprintf("indicator %s, region %s, %s, %s", id, k.Region, k.Gender, k.Period)
	if k.Breakdown != "" {
		s += ", " + k.Breakdown
	}
	return s
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
