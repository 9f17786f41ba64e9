// Package lock is kuvio.lock: what every output of a workspace was made of, and
// what it concludes. Two locks say what changed between them, whatever has been
// pruned from the store since.
package lock

import (
	"kuvio/internal/domain"
	"kuvio/internal/store"
)

// Lock is the state of a workspace's outputs.
type Lock struct {
	Format  int               `json:"format"`  // of this file, from 1
	Release string            `json:"kuvio"`   // the version that wrote it
	Import  store.VintageID   `json:"import"`  // the newest there was
	Checked string            `json:"checked"` // yyyy-mm-dd, the last day on which the sources were asked
	Outputs map[string]Output `json:"outputs"` // by their names: a figure's id, a table's file, watch
}

// Output is one figure, table or watched series.
type Output struct {
	Spec        string                                 `json:"spec"`     // SHA-256 of what its file or entry says
	Settings    string                                 `json:"settings"` // of what else decides how it looks: kuvio.yaml, languages, formats
	Drawing     int                                    `json:"drawing"`  // kuvio's drawing version
	Cells       string                                 `json:"cells"`    // of what it shows: its table and its texts
	Day         string                                 `json:"day,omitempty"`
	Vintages    map[domain.IndicatorID]store.VintageID `json:"vintages"`             // of every indicator it read; 0 where none was held
	Everything  bool                                   `json:"everything,omitempty"` // it read which indicators are held: any import may change it
	Files       map[string]string                      `json:"files"`                // SHA-256 by path, with slashes, from the workspace
	Conclusions []Conclusion                           `json:"conclusions,omitempty"`
}

// Conclusion is what an output says of one series or area. Fields that do not go
// with its kind are empty.
type Conclusion struct {
	Indicator string          `json:"indicator"` // as selected: 191, 1339+3377
	Region    domain.RegionID `json:"region"`
	Gender    domain.Gender   `json:"gender,omitempty"` // "" for total
	Breakdown string          `json:"breakdown,omitempty"`
	Years     string          `json:"years"`          // first–last with a value: 1996-2023
	Last      string          `json:"last,omitempty"` // the last value, as it is shown
	Direction string          `json:"direction,omitempty"`
	Evidence  string          `json:"evidence,omitempty"`
	Turns     string          `json:"turns,omitempty"`     // the years told: "2008;2015"
	Benchmark string          `json:"benchmark,omitempty"` // maa
	Verdict   string          `json:"verdict,omitempty"`
	Rank      string          `json:"rank,omitempty"` // "5/19"
	Finding   string          `json:"finding,omitempty"`
}
