// Package ingest takes files into the store: it reads them with package
// source, joins their regions to the catalogue, finds contradictions, lays
// what they say over what was known, and commits the whole as one vintage or
// not at all.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/source"
	"kuvio/internal/store"
)

// ErrStrict is returned where a row was rejected or a file failed and the
// importer is strict. Nothing was stored.
var ErrStrict = errors.New("nothing was imported")

// Importer imports files into a store.
type Importer struct {
	Store     store.Store
	Catalog   *catalog.Catalog
	MadeUp    bool          // the files hold example data, not real statistics
	Strict    bool          // one bad row or file fails the import
	Retrieved string        // yyyy-mm-dd, the day the files were fetched
	Now       time.Time     // when the import happens
	Who       string        // how a waiting writer is told of this one
	Wait      time.Duration // how long to wait for another writer
	Progress  func(rows int)
	// Descriptions are stored beside those that the files bring.
	Descriptions []domain.Indicator
}

// Report says what an import did.
type Report struct {
	Vintage           store.VintageID // 0 where nothing changed
	Files             []FileReport
	Rejects           []source.Reject
	UnknownRegions    []domain.Region // kept, usable by their id
	UnknownIndicators []domain.IndicatorID
	ReplacedMadeUp    []domain.IndicatorID // example data that gave way to real
}

// FileReport is what became of one file. Where Err is set, nothing of it was
// stored.
type FileReport struct {
	store.File
	Indicators, Regions int // described by the file
	Err                 error
}

// Failed counts the files that could not be read.
func (r *Report) Failed() int {
	n := 0
	for _, f := range r.Files {
		if f.Err != nil {
			n++
		}
	}
	return n
}

// Files imports files as one vintage. A file that cannot be read and rows
// that are wrong are in the report, and the rest is stored; with Strict they
// are ErrStrict. Every other error means that nothing was stored.
func (im *Importer) Files(ctx context.Context, paths []string) (*Report, error) {
	rep := new(Report)
	join := newJoiner(im.Catalog)
	var read []*fileData
	for _, path := range paths {
		data, err := im.readFile(ctx, path, join, func(r source.Reject) { rep.Rejects = append(rep.Rejects, r) })
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			rep.Files = append(rep.Files, FileReport{File: store.File{Name: path}, Err: err})
			continue
		}
		read = append(read, data)
	}
	for _, r := range join.unknown {
		rep.UnknownRegions = append(rep.UnknownRegions, r)
	}
	slices.SortFunc(rep.UnknownRegions, func(a, b domain.Region) int { return compareIDs(a.ID, b.ID) })
	if im.Strict && (len(rep.Rejects) > 0 || rep.Failed() > 0) {
		return rep, fmt.Errorf("%w: %d rows rejected and %d files failed, and the import is strict", ErrStrict, len(rep.Rejects), rep.Failed())
	}
	if len(read) == 0 {
		return rep, nil
	}
	return rep, im.store(ctx, read, rep)
}

// store merges what was read into the store, in one transaction.
func (im *Importer) store(ctx context.Context, read []*fileData, rep *Report) error {
	tx, err := im.Store.Begin(ctx, im.Who, im.Wait)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	m := merging{im: im, tx: tx, work: make(map[domain.IndicatorID]*work)}
	for _, data := range read {
		f := FileReport{File: data.record, Indicators: len(data.indicators), Regions: len(data.regions)}
		f.Err = m.file(data, &f.File)
		if f.Err == nil {
			f.Same += data.repeats
		} else if im.Strict {
			return fmt.Errorf("%w: %w", ErrStrict, f.Err)
		}
		rep.Files = append(rep.Files, f)
	}
	changed, err := m.put(rep)
	if err != nil {
		return err
	}
	described, err := im.describe(ctx, tx, read, rep)
	if err != nil || !changed && !described {
		return err
	}
	v := store.Vintage{Imported: im.Now, Retrieved: im.Retrieved}
	for _, f := range rep.Files {
		if f.Err == nil {
			v.Files = append(v.Files, f.File)
		}
	}
	rep.Vintage, err = tx.Commit(v)
	return err
}

// merging lays the files of one import over the store's panels.
type merging struct {
	im   *Importer
	tx   store.Tx
	work map[domain.IndicatorID]*work
}

// work is one indicator during an import: as the store has it, nil where it
// has none, and as the files leave it.
type work struct {
	base, now *panel.Panel
	dropped   bool // base was made up and is not merged with
}

func (m *merging) file(data *fileData, f *store.File) error {
	merged := make(map[domain.IndicatorID]*panel.Panel)
	for _, id := range data.order {
		w, err := m.at(id)
		if err != nil {
			return err
		}
		older := w.now
		if older != nil && older.MadeUp != m.im.MadeUp {
			if m.im.MadeUp {
				return fmt.Errorf("%s: indicator %s has real data in this workspace, and made-up data is not mixed with it: import it into a workspace of its own", data.record.Name, id)
			}
			older, w.dropped = nil, true
		}
		now, _, ch, err := panel.Merge(older, data.panels[id])
		if err != nil {
			return fmt.Errorf("%s: indicator %s: %w", data.record.Name, id, err)
		}
		merged[id] = now
		f.New, f.Changed, f.Same, f.Missing = f.New+ch.New, f.Changed+ch.Changed, f.Same+ch.Unchanged, f.Missing+ch.Missing
	}
	for id, now := range merged { // only once the whole file has gone through
		m.work[id].now = now
	}
	return nil
}

func (m *merging) at(id domain.IndicatorID) (*work, error) {
	if w := m.work[id]; w != nil {
		return w, nil
	}
	p, err := m.tx.Panel(id)
	if err != nil && !errors.Is(err, store.ErrNotHeld) {
		return nil, err
	}
	w := &work{base: p, now: p}
	m.work[id] = w
	return w, nil
}

// put writes the panels that differ from before.
func (m *merging) put(rep *Report) (changed bool, err error) {
	for id, w := range m.work {
		base := w.base
		if w.dropped {
			base = nil
			rep.ReplacedMadeUp = append(rep.ReplacedMadeUp, id)
		}
		if w.now == base {
			continue
		}
		now, replaced, ch, err := panel.Merge(base, w.now)
		if err != nil {
			return false, err
		}
		if !ch.Any() {
			continue
		}
		changed = true
		if err := m.tx.PutPanel(id, now, replaced, ch); err != nil {
			return false, err
		}
	}
	slices.SortFunc(rep.ReplacedMadeUp, compareIDs)
	return changed, nil
}

// describe stores what the files say of indicators and regions, and reports
// the indicators nobody describes.
func (im *Importer) describe(ctx context.Context, tx store.Tx, read []*fileData, rep *Report) (changed bool, err error) {
	stored, err := im.Store.Indicators(ctx)
	if err != nil {
		return false, err
	}
	put := func(ind domain.Indicator) error {
		was := stored[ind.ID]
		now := ind.Or(was)
		if reflect.DeepEqual(was, now) {
			return nil
		}
		stored[ind.ID] = now
		changed = true
		return tx.PutIndicator(now)
	}
	described := slices.Clone(im.Descriptions)
	for _, data := range read {
		described = append(described, data.indicators...)
	}
	for _, ind := range described {
		if err := put(ind); err != nil {
			return false, err
		}
	}
	for _, data := range read {
		for _, id := range data.order {
			_, inStore := stored[id]
			_, inCatalog := im.Catalog.Indicator(id)
			if !inStore && !inCatalog && !slices.Contains(rep.UnknownIndicators, id) {
				rep.UnknownIndicators = append(rep.UnknownIndicators, id)
			}
		}
	}
	regions, err := im.regions(ctx, tx, read, rep)
	return changed || regions, err
}

// regions stores the areas the catalogue lacks, named by a file of regions or
// by an observation.
func (im *Importer) regions(ctx context.Context, tx store.Tx, read []*fileData, rep *Report) (changed bool, err error) {
	stored, err := im.Store.Regions(ctx)
	if err != nil {
		return false, err
	}
	was := make(map[domain.RegionID]domain.Region, len(stored))
	for _, r := range stored {
		was[r.ID] = r
	}
	named := slices.Clone(rep.UnknownRegions)
	for _, data := range read {
		for _, r := range data.regions {
			if _, ok := im.Catalog.BySotkanet(r.ID); !ok {
				named = append(named, domain.Region{ID: im.Catalog.FromSotkanet(r.ID), Category: r.Category, Code: r.Code, Name: r.Title})
			}
		}
	}
	for _, r := range named {
		if old, ok := was[r.ID]; ok && (old == r || r.Name.IsZero()) {
			continue
		}
		was[r.ID] = r
		changed = true
		if err := tx.PutRegion(r); err != nil {
			return false, err
		}
	}
	return changed, nil
}

func compareIDs[T ~string](a, b T) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
