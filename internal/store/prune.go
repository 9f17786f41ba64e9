package store

// Prune says which panels to drop. The newest of an indicator is never
// dropped, nor where an observation came from (Origin). One of Keep and Before
// is set.
type Prune struct {
	Keep    int    // the newest panels of each indicator to keep, 1 or more
	Before  string // yyyy-mm-dd: drop what no reader needs who asks for the data as of this day or a later one
	History bool   // also the cells that the imports of dropped panels replaced
	DryRun  bool   // only say what would be dropped
}

// Pruned is what was dropped, or in a dry run what would be.
type Pruned struct {
	Panels     int
	Indicators int
	Revisions  int   // whose replaced cells were dropped
	Bytes      int64 // that the dropped data took
	Freed      int64 // by which the store's file became smaller; 0 in a dry run
}
