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

	Data     []byte   // the whole panel
	Replaced []byte   // the cells that changed, as they were before
	Origins  []Tagged // where the new and changed cells came from
}

// Confirmation is what a download that changes nothing of an indicator says: that
// its newest panel stands as it is on a later day.
type Confirmation struct {
	Indicator  domain.IndicatorID
	Retrieved  string // the day of its newest figures
	Retrievals []byte // panel.EncodeRetrievals of its cells
}

// Tagged is the cells of a revision that one file of the import stated, with
// their tags (panel.Layout.EncodeTags).
type Tagged struct {
	File      int    // its place in Vintage.Files, from 0
	Retrieved string // yyyy-mm-dd, the day the file was fetched
	Tags      []byte
}

// Origin is where one observation came from.
type Origin struct {
	Vintage Vintage
	File    File
	Tag     uint64 // the ingest package's place in the file
}

// NewRevision encodes what a merge gave. It may be called by several
// goroutines at once.
func NewRevision(id domain.IndicatorID, m panel.Merged, origins []Tagged) Revision {
	r := Revision{
		Indicator: id, Changes: m.Changes, Regions: len(m.Panel.Regions), Values: m.Panel.Tally()[domain.OK],
		MadeUp: m.Panel.MadeUp, Retrieved: m.Panel.Newest(), Data: m.Panel.Encode(), Replaced: m.Replaced.Encode(), Origins: origins,
	}
	r.First, r.Last, _ = m.Panel.Span()
	return r
}
