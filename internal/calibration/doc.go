// Package calibration measures by simulation whether what kuvio concludes
// holds as often as it says: how often an interval has the truth in it, and how
// often a trend, a turn or a difference is found where there is none, and where
// there is one.
//
// Each file measures one method, beside what a simpler rule would have given
// ("before"), and holds a goal. The usual run is small and seeded, and allows
// for so few series. The tables of README.md, of which stats/METHODS.md,
// "Calibration", has the least and the greatest, are made by
//
//	go test ./internal/calibration -run Calibration -sims 2000 -v
package calibration
