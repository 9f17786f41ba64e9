// Package store says what kuvio keeps and how it is asked for: imports, each
// one vintage; the panel of every indicator as each vintage left it; what is
// known of indicators and of regions. Package sqlite keeps it in one file.
package store

import (
	"context"
	"errors"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

var (
	// ErrNotHeld is returned for an indicator the store has no panel of.
	ErrNotHeld = errors.New("no data")
	// ErrPruned is returned for what was held once and has been pruned.
	ErrPruned = errors.New("pruned from the store")
	// ErrBusy is returned when another process is writing for longer than
	// the writer was willing to wait; the error says who.
	ErrBusy = errors.New("another import is being written")
)

// Latest asks for the newest vintage.
const Latest VintageID = 0

// VintageID numbers vintages from 1 in the order they were committed.
type VintageID int64

// Vintage is one committed import.
type Vintage struct {
	ID        VintageID
	Imported  time.Time
	Retrieved string // yyyy-mm-dd, the day the newest of its files was fetched; of a panel, of the newest of its figures
	Files     []File
}

// Day is the day of the import, UTC, yyyy-mm-dd.
func (v Vintage) Day() string { return v.Imported.UTC().Format(time.DateOnly) }

// Known is the day on which an import's download was surely there: of a year or a
// month its last day, and that of the import at the latest.
func (v Vintage) Known() string {
	day := v.Retrieved
	if year, err := time.Parse("2006", day); err == nil {
		day = year.AddDate(1, 0, -1).Format(time.DateOnly)
	} else if month, err := time.Parse("2006-01", day); err == nil {
		day = month.AddDate(0, 1, -1).Format(time.DateOnly)
	}
	return min(day, v.Day())
}

// File is what an import read from one file. The observations add up:
// Rows = New + Changed + Same + Missing + Older + Rejected.
type File struct {
	Name      string
	SHA256    string
	Size      int64
	Format    string
	Sheets    []string // of a workbook, in the order they were read
	Retrieved string   // yyyy-mm-dd, the day this file was fetched
	Rows      int
	New       int
	Changed   int
	Same      int
	Missing   int
	Older     int // said something else than a newer download, which stands
	Rejected  int
}

// Holding is what the store has of one indicator.
type Holding struct {
	Indicator   domain.IndicatorID
	Vintage     VintageID
	Retrieved   string
	First, Last domain.Period
	Regions     int
	Values      int // cells with a value or a count
	MadeUp      bool
}

// Reader gives consistent answers while another process writes.
type Reader interface {
	// Holdings lists every indicator with data, by id.
	Holdings(context.Context) ([]Holding, error)
	// Panel returns an indicator's newest panel that is not newer than the
	// vintage, or ErrNotHeld, or ErrPruned where it has been pruned since.
	Panel(context.Context, domain.IndicatorID, VintageID) (*panel.Panel, Vintage, error)
	// Vintages lists the imports, oldest first, with their files.
	Vintages(context.Context) ([]Vintage, error)
	// Described lists the indicators that imports described, by id.
	Described(context.Context) ([]domain.IndicatorID, error)
	// Indicators returns what imports said of those of the indicators that they
	// described.
	Indicators(context.Context, []domain.IndicatorID) (map[domain.IndicatorID]domain.Indicator, error)
	// Regions returns the areas that imports named and the built-in
	// catalogue does not know.
	Regions(context.Context) ([]domain.Region, error)
	// Revisions lists what each import did to an indicator, or with "" to
	// every one, oldest first, pruned panels' too: Indicator, Vintage, Changes
	// (New and Changed), First, Last and MadeUp of them.
	Revisions(context.Context, domain.IndicatorID) ([]Revision, error)
	// Steps lists what each import did to an indicator, as Revisions does, with the
	// cells that it replaced: all ways back, read at once.
	Steps(context.Context, domain.IndicatorID) ([]Step, error)
	// Replaced returns the cells that an import replaced, as they were before;
	// ErrPruned where they have been pruned.
	Replaced(context.Context, domain.IndicatorID, VintageID) (*panel.Panel, error)
	// Origin says where an observation last changed: the newest import up to
	// the vintage that stated it as new or changed it, the file, and its tag
	// there. ErrNotHeld where no import did.
	Origin(context.Context, domain.Key, VintageID) (Origin, error)
	// Brought lists what each file of the imports up to the vintage stated as new or
	// changed of an indicator, the newest first: Origin, of all cells at once.
	Brought(context.Context, domain.IndicatorID, VintageID) ([]panel.Brought, error)
}

// Store is a Reader that can be written to, by one writer at a time.
type Store interface {
	Reader
	// Begin waits for its turn to write and starts a transaction. Whoever
	// waits in vain is told who, the current writer's words for itself.
	Begin(ctx context.Context, who string, wait time.Duration) (Tx, error)
	// AsOf is the store as it was once the vintage was committed, to be read
	// alone: later imports do not exist for it. Descriptions of indicators and
	// regions are today's. Of the downloads that confirmed it since, those of the
	// day or an earlier one do exist, and with "" those before the next import.
	// It shares the connection of the store.
	AsOf(v VintageID, day string) Store
	// Standing is a checksum of how indicators are held now: by which import each was
	// left so, and to which downloads its cells belong. It is another once an import has
	// changed or confirmed any of them.
	Standing(context.Context, []domain.IndicatorID) (string, error)
	// Prune drops old panels. It waits for its turn to write as Begin does.
	Prune(ctx context.Context, p Prune, who string, wait time.Duration) (Pruned, error)
	Close() error
}

// Tx is one import in the making. Nothing it writes is seen before Commit,
// and all of it from then on; a process that dies before leaves no trace.
type Tx interface {
	// Panel returns an indicator's newest panel, or ErrNotHeld.
	Panel(domain.IndicatorID) (*panel.Panel, error)
	// Standing is Store.Standing as this import leaves the indicators so far.
	Standing([]domain.IndicatorID) (string, error)
	// PutRevision writes an indicator as this import leaves it. That it opens what is
	// held of the indicator is an error where something is, and that it does not where
	// nothing is: the way back from it would lead nowhere.
	PutRevision(Revision) error
	// PutConfirmation writes that this import says of an indicator what was held
	// already; the last one of a panel stands.
	PutConfirmation(Confirmation) error
	// PutDay writes that a file that is held, by its SHA-256, was fetched on another
	// day than was known: again, so that what it brought stays of the day on which it
	// did or, where that day was wrong (mended), in fact.
	PutDay(sha256, day string, mended bool) error
	PutIndicator(domain.Indicator) error
	PutRegion(domain.Region) error
	// Commit ends the transaction and gives the import its number. One without
	// files only confirms what was held: it gets none, 0.
	Commit(Vintage) (VintageID, error)
	// Rollback forgets everything; after Commit it does nothing.
	Rollback() error
}
