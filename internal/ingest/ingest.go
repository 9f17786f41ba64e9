// Package ingest takes files into the store: it reads them with package
// source, joins their regions to the catalogue, finds contradictions, lays
// what they say over what was known, and commits the whole as one vintage or
// not at all.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/panel"
	"kuvio/internal/source/record"
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
	Retrieved string        // yyyy-mm-dd, the day the files were fetched; "" for what each file tells (see dates)
	Override  bool          // figures of older downloads take the place of newer ones, and many are withdrawn
	Now       time.Time     // when the import happens
	Who       string        // how a waiting writer is told of this one
	Wait      time.Duration // how long to wait for another writer
	Progress  func(rows int)
	Reject    func(record.Reject) // is given every row that is not imported; may be nil
	DryRun    bool                // store nothing, say what would be
	Receipts  *Receipts           // of files that need not be read again; nil reads every one
	// Descriptions are stored beside those that the files bring.
	Descriptions []domain.Indicator
}

// Report says what an import did.
type Report struct {
	Changed           bool            // the store is, or by a dry run would be, another than before
	Vintage           store.VintageID // 0 where nothing changed, and of a dry run
	Files             []FileReport
	Withdrawn         []Lacking       // figures that the files no longer have
	Late              []Lacking       // figures that newer downloads, which are held, no longer have
	Kept              []Lacking       // such figures that were not withdrawn
	Confirmed         int             // indicators of which nothing changed, as a newer download says
	Rejected          int             // rows that were not imported
	Rejects           []Rejection     // the first of them, keptRejects at the most; an unknown area is one
	UnknownRegions    []domain.Region // kept, usable by their id
	UnknownIndicators []domain.IndicatorID
	ReplacedMadeUp    []domain.IndicatorID // example data that gave way to real

	areas map[record.Reject]int // in Rejects, of unknown areas, by all but the place
}

// Rejection is a row that was not imported, the first of those that name the same
// unknown area of a file.
type Rejection struct {
	record.Reject
	Times int // rows in all
}

// FileReport is what became of one file. Where Err is set, nothing of it was
// stored.
type FileReport struct {
	store.File
	Body                bool                 // it is no file: it came from a source
	Holds               []domain.IndicatorID // that it has data of
	Suppressed          int                  // of Missing: withheld by the source
	Indicators, Regions int                  // described by the file
	Skipped             []string             // sheets and rows that are no data, and why
	Doubts              []string             // what was left out that may change what the figures are of
	HeldOf              string               // the later day that the same file is held to be of, which stands; "" where there is none
	Division            domain.YearRange     // the divisions that its areas are in, where those are not today's; else zero
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

// keptRejects bounds what a report holds of a file that is all wrong.
const keptRejects = 1000

// reject takes down a row that is not imported.
func (im *Importer) reject(rep *Report, r record.Reject) {
	rep.Rejected++
	if im.Reject != nil {
		im.Reject(r)
	}
	area := r
	if area.Place = (record.Place{}); area.Column != regionColumn {
		area = record.Reject{}
	}
	if at, met := rep.areas[area]; met {
		rep.Rejects[at].Times++
		return
	}
	if len(rep.Rejects) == keptRejects {
		return
	}
	if area != (record.Reject{}) {
		if rep.areas == nil {
			rep.areas = make(map[record.Reject]int)
		}
		rep.areas[area] = len(rep.Rejects)
	}
	rep.Rejects = append(rep.Rejects, Rejection{r, 1})
}

// Files imports files as one vintage. A file that cannot be read and rows
// that are wrong are in the report, and the rest is stored; with Strict they
// are ErrStrict. Every other error means that nothing was stored.
func (im *Importer) Files(ctx context.Context, inputs []Input) (*Report, error) {
	rep := new(Report)
	join := newJoiner(im.Catalog)
	read, err := im.readAll(ctx, inputs, join, rep)
	if err != nil {
		return nil, err
	}
	rep.UnknownRegions = join.unknownIn(read)
	if im.Strict {
		if err := im.contradictions(read, rep); err != nil {
			return rep, err
		}
		if rep.Rejected > 0 || rep.Failed() > 0 {
			return rep, im.strict(rep)
		}
	}
	if len(read) == 0 {
		return rep, nil
	}
	return rep, im.store(ctx, read, join, rep)
}

// readAll gives what is in the files, but of those that cannot be read, which are in the
// report. The error is of what keeps the whole from going on.
func (im *Importer) readAll(ctx context.Context, inputs []Input, join *joiner, rep *Report) ([]*fileData, error) {
	held := sync.OnceValues(func() (map[string]string, error) { return im.daysHeld(ctx) })
	all := make([]*fileData, len(inputs)) // nil where one cannot be read
	var err error
	for i := range inputs {
		if all[i] = im.unread(ctx, &inputs[i], join, held); all[i] != nil {
			continue
		}
		if all[i], err = im.readInput(ctx, &inputs[i], join, rep); err != nil {
			return nil, err
		}
	}
	shared := sharingOf(all)
	for more := true; more; { // one that is read may have others follow
		more = false
		for i := range all {
			if !shared.toRead(all, i) {
				continue
			}
			if all[i], err = im.readInput(ctx, &inputs[i], join, rep); err != nil {
				return nil, err
			}
			more = true
		}
	}
	return slices.DeleteFunc(all, func(data *fileData) bool { return data == nil }), nil
}

// readInput is readFile for a report: nil of a file that cannot be read.
func (im *Importer) readInput(ctx context.Context, in *Input, join *joiner, rep *Report) (*fileData, error) {
	data, err := im.readFile(ctx, in, join, func(r record.Reject) { im.reject(rep, r) })
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		rep.Files = append(rep.Files, FileReport{File: store.File{Name: in.Called()}, Err: err})
	}
	return data, nil
}

// store lays what was read over what the store has, in one transaction.
func (im *Importer) store(ctx context.Context, read []*fileData, join *joiner, rep *Report) error {
	tx, err := im.Store.Begin(ctx, im.Who, im.Wait)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	read, err = im.stillUnread(ctx, tx, read, join, rep)
	if err != nil {
		return err
	}
	taken, err := im.admit(ctx, read, rep)
	if err != nil {
		return err
	}
	rep.UnknownRegions = join.unknownIn(taken)
	if len(taken) == 0 {
		return nil
	}
	changed, err := im.revise(ctx, tx, join, taken, rep)
	if err != nil {
		return err
	}
	if im.Strict && rep.Rejected > 0 { // files of the import that say different things
		return im.strict(rep)
	}
	described, told := false, saying(taken)
	if changed || len(told) > 0 {
		described, err = im.describe(ctx, tx, told, rep)
	}
	rep.Changed = changed || described
	if err != nil || im.DryRun {
		return err // and the transaction is rolled back
	}
	receipts, err := im.receipts(tx, join, taken, rep)
	if err == nil && (rep.Changed || rep.Confirmed > 0) {
		err = im.commit(tx, taken, rep)
	}
	if err == nil {
		_ = im.Receipts.keep(receipts) // the import is stored, and without them the files are read again
	}
	return err
}

// commit ends an import that changed or confirmed something.
func (im *Importer) commit(tx store.Tx, taken []*fileData, rep *Report) error {
	err := im.redate(tx, taken)
	if err != nil {
		return err
	}
	if !rep.Changed {
		_, err = tx.Commit(store.Vintage{})
		return err
	}
	v := store.Vintage{Imported: im.Now}
	for _, data := range taken {
		v.Retrieved = max(v.Retrieved, data.record.Retrieved)
		v.Files = append(v.Files, data.record)
	}
	rep.Vintage, err = tx.Commit(v)
	return err
}

// saying are the files of which not every row was rejected: of one of which
// nothing is taken, nor is what it describes.
func saying(files []*fileData) []*fileData {
	return slices.DeleteFunc(slices.Clone(files), func(data *fileData) bool {
		return data.record.Rows > 0 && data.record.Rejected >= data.record.Rows
	})
}

func (im *Importer) strict(rep *Report) error {
	return fmt.Errorf("%w: %d rows rejected and %d files failed, and the import is strict", ErrStrict, rep.Rejected, rep.Failed())
}

// admit keeps out the files that cannot be stored whole, before any of them
// is: too large an indicator, made-up data where there is real, or figures of no day
// where there are others.
func (im *Importer) admit(ctx context.Context, read []*fileData, rep *Report) ([]*fileData, error) {
	real, held := make(map[domain.IndicatorID]bool), make(map[domain.IndicatorID]bool)
	for _, data := range read {
		for _, id := range data.order {
			real[id] = real[id] || !im.madeUp(data, id)
		}
	}
	asks := func(data *fileData) bool { return im.MadeUp || len(data.madeUp) > 0 || data.undated }
	if slices.ContainsFunc(read, asks) { // other data is laid over anything
		holdings, err := im.Store.Holdings(ctx)
		if err != nil {
			return nil, err
		}
		for _, h := range holdings {
			real[h.Indicator], held[h.Indicator] = real[h.Indicator] || !h.MadeUp, true
		}
	}
	var taken []*fileData
	for _, data := range read {
		err := im.refusal(data, real, held)
		if err != nil && im.Strict {
			return nil, fmt.Errorf("%w: %w", ErrStrict, err)
		}
		if err != nil {
			rep.Files = append(rep.Files, FileReport{File: store.File{Name: data.record.Name}, Err: err})
			continue
		}
		taken = append(taken, data)
	}
	return taken, nil
}

// madeUp reports whether a file's figures of an indicator are example data.
func (im *Importer) madeUp(data *fileData, id domain.IndicatorID) bool {
	return im.MadeUp || data.madeUp[id]
}

func (im *Importer) refusal(data *fileData, real, held map[domain.IndicatorID]bool) error {
	for _, id := range data.order {
		if data.undated && held[id] && !im.overrides(data) {
			return fmt.Errorf("%s: it does not say when its figures were downloaded, and others of indicator %s are held: say the day with --retrieved, so that older figures do not take the place of newer ones", data.record.Name, id)
		}
		if im.madeUp(data, id) && real[id] {
			return fmt.Errorf("%s: indicator %s has real data in this workspace, and made-up data is not mixed with it: import it into a workspace of its own", data.record.Name, id)
		}
		b := data.builders[id] // nil where the file was not read, which it was before
		if b == nil {
			continue
		}
		if n := b.Span(); n > panel.MaxCells {
			return fmt.Errorf("%s: indicator %s: %w: its regions, periods, genders and breakdowns span %d cells, the limit is %d: divide the file", data.record.Name, id, panel.ErrTooLarge, n, panel.MaxCells)
		}
	}
	return nil
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
