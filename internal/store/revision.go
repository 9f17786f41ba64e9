package store

import (
	"kuvio/internal/domain"
	"kuvio/internal/panel"
)

// Revision is one indicator as an import leaves it, encoded.
type Revision struct {
	Indicator domain.IndicatorID
	Vintage   VintageID // set by the store
	Changes   panel.Changes

	First, Last domain.Period // with a value or a count
	Regions     int
	Values      int // cells with a value or a count
	MadeUp      bool
	Retrieved   string // the day of its newest figures

	Frame *panel.Frame // that the panel stands on
	Data  []byte       // the panel
	Sum   int64        // its checksum
	Opens bool         // nothing was held before
	Back  []byte       // how it was before (panel.Merged.EncodeBack)
	Tags  []byte       // where the new and changed cells came from (panel.Panel.EncodeTags)
}

// Confirmation is what a download that changes nothing of an indicator says: that
// its newest panel stands as it is on a later day.
type Confirmation struct {
	Indicator  domain.IndicatorID
	Retrieved  string // the day of its newest figures
	Retrievals []byte // panel.EncodeRetrievals of its cells
}

// Origin is where one observation came from.
type Origin struct {
	Vintage Vintage
	File    File
	Tag     uint64 // the ingest package's place in the file
}

// NewRevision encodes what a merge gave, which began with the panel that the store
// holds, and which cells of it were stated by which file. It may be called by several
// goroutines at once.
func NewRevision(id domain.IndicatorID, m panel.Merged, tagged []panel.Tagged) Revision {
	r := Revision{
		Indicator: id, Changes: m.Changes, Regions: len(m.Panel.Regions), Values: m.Panel.Tally()[domain.OK],
		MadeUp: m.Panel.MadeUp, Retrieved: m.Panel.Newest(), Frame: &m.Panel.Frame, Opens: m.Base == nil, Back: m.EncodeBack(), Tags: m.Panel.EncodeTags(tagged),
	}
	r.Data, r.Sum = m.Panel.Encode()
	r.First, r.Last, _ = m.Panel.Span()
	return r
}

// Step is a revision with what it replaced.
type Step struct {
	Revision
	replaced func() (*panel.Panel, error)
}

// NewStep is a step whose replaced cells are read when they are asked for.
func NewStep(r Revision, replaced func() (*panel.Panel, error)) Step { return Step{r, replaced} }

// Replaced is the cells that the import replaced, as they were before; ErrPruned where
// they have been pruned.
func (s *Step) Replaced() (*panel.Panel, error) { return s.replaced() }
