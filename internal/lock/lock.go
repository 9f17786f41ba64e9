// Package lock is kuvio.lock: what every output of a workspace was made of, and
// what it concludes. Two locks say what changed between them, whatever has been
// pruned from the store since. The file is made to be committed to git: it names
// nothing that is of one computer alone, and of two locks of the same outputs the
// lines that differ are those whose output does.
package lock

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// Format is that of the files this package writes.
const Format = 1

// Watched is the output that the series of watch: are kept as, which no file shows.
const Watched = "watch"

// Lock is the state of a workspace's outputs.
type Lock struct {
	Format  int               `json:"format"`  // of this file, from 1
	Release string            `json:"kuvio"`   // the version that wrote it
	Import  store.VintageID   `json:"import"`  // the newest there was
	Checked string            `json:"checked"` // yyyy-mm-dd, the last day on which the sources were asked
	Outputs map[string]Output `json:"outputs"` // by their names: a figure's id, a table's file, Watched
}

// Output is one figure, table or watched series.
type Output struct {
	Import      store.VintageID                        `json:"import,omitempty"`      // the newest there was when its data was last read
	Release     string                                 `json:"kuvio,omitempty"`       // the version that read it
	Store       string                                 `json:"store,omitempty"`       // of all that was imported up to then: the imports of another store have the same numbers
	Spec        string                                 `json:"spec"`                  // SHA-256, cut to 128 bits as all hashes here, of what its file or entry says
	Settings    string                                 `json:"settings"`              // of what else decides how it looks: kuvio.yaml and the three that follow
	Langs       []domain.Lang                          `json:"langs,omitempty"`       // it was made in
	Formats     []string                               `json:"formats,omitempty"`     // of its pictures
	For         string                                 `json:"for,omitempty"`         // what its pictures are made for, where that is not what its file says
	Drawing     int                                    `json:"drawing"`               // kuvio's drawing version
	Described   string                                 `json:"described"`             // of how the indicators that it read are described
	Notices     string                                 `json:"notices,omitempty"`     // of what the sources of these indicators tell their readers
	Cells       string                                 `json:"cells"`                 // of what it shows: its table and its texts
	Day         string                                 `json:"day,omitempty"`         // that it prints, as the source line has it: of the newest download that brought or changed something it shows
	Vintages    map[domain.IndicatorID]store.VintageID `json:"vintages,omitempty"`    // of every indicator it read; 0 where none was held
	Everything  bool                                   `json:"everything,omitempty"`  // it read which indicators are held: any import may change it
	Stale       map[domain.IndicatorID]string          `json:"stale,omitempty"`       // days as of which data that it shows is marked, since no source has confirmed it
	Failing     bool                                   `json:"failing,omitempty"`     // it could not be made anew: what it was stands
	Files       map[string]string                      `json:"files,omitempty"`       // SHA-256 by path, with slashes, from the workspace
	Conclusions []Conclusion                           `json:"conclusions,omitempty"` // in their order, see Sort
}

// Conclusion is what an output says of one series or area. Fields that do not go
// with its kind are empty.
type Conclusion struct {
	Kind      Kind            `json:"of"`
	Indicator string          `json:"indicator"` // as selected: 191, 1339+3377
	Region    domain.RegionID `json:"region"`
	Gender    domain.Gender   `json:"gender,omitempty"` // "" for total
	Breakdown string          `json:"breakdown,omitempty"`
	Benchmark string          `json:"benchmark,omitempty"` // maa
	Years     string          `json:"years"`               // first–last with a value: 1996-2023; of one time, that
	Last      string          `json:"last,omitempty"`      // the last value, as it is shown
	Direction string          `json:"direction,omitempty"`
	Evidence  string          `json:"evidence,omitempty"`
	Turns     string          `json:"turns,omitempty"` // the years told: "2008;2015"
	Verdict   string          `json:"verdict,omitempty"`
	Rank      string          `json:"rank,omitempty"` // "5/19"
	Finding   string          `json:"finding,omitempty"`
}

// Kind is what a conclusion is of: the command that says the same.
type Kind string

// The kinds of conclusions.
const (
	OfTrend  Kind = "trend"   // a series over years: direction, evidence, turns
	OfLevel  Kind = "compare" // an area at one time: rank, and verdict beside a benchmark
	OfChange Kind = "change"  // an area at two times: verdict (rose, fell), and finding beside a benchmark
	OfScan   Kind = "scan"    // what stands out in an area: finding
	OfSpread Kind = "spread"  // how far areas lie apart: finding
)

// Key is what a conclusion is about: two locks' conclusions of one key say the same
// thing at two times.
type Key struct {
	Kind      Kind
	Indicator string
	Region    domain.RegionID
	Gender    domain.Gender
	Breakdown string
	Benchmark string
}

// Key is what the conclusion is about.
func (c *Conclusion) Key() Key {
	return Key{c.Kind, c.Indicator, c.Region, c.Gender, c.Breakdown, c.Benchmark}
}

// Names are the names of the outputs, in their order.
func (l *Lock) Names() []string { return slices.Sorted(maps.Keys(l.Outputs)) }

// Same reports whether two locks say the same of the same outputs, whatever day they
// were checked on, and whenever and by whichever version their data was last read.
func Same(a, b *Lock) bool {
	return bytes.Equal(a.said(), b.said())
}

func (l *Lock) said() []byte {
	outputs := maps.Clone(l.Outputs)
	for name, o := range outputs {
		o.Import, o.Release, o.Store = 0, "", ""
		outputs[name] = o
	}
	return (&Lock{Outputs: outputs}).Encode()
}

// Sort puts conclusions into their order, which is by what they are about, so that
// one that changes stays where it is.
func Sort(all []Conclusion) {
	slices.SortStableFunc(all, func(a, b Conclusion) int {
		return cmp.Or(
			strings.Compare(string(a.Kind), string(b.Kind)),
			domain.IndicatorID(a.Indicator).Compare(domain.IndicatorID(b.Indicator)),
			strings.Compare(string(a.Region), string(b.Region)),
			strings.Compare(string(a.Gender), string(b.Gender)),
			strings.Compare(a.Breakdown, b.Breakdown),
			strings.Compare(a.Benchmark, b.Benchmark))
	})
}
