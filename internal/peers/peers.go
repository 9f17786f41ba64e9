// Package peers finds the areas that resemble an area most, by indicators
// that somebody names: its peers, beside which it is better seen than beside
// a whole country of cities and villages.
package peers

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// Count is how many peers an area has unless someone asks for more or fewer
// (stats/METHODS.md, "Between areas").
const Count = 7

// Peer is an area with what it is compared by.
type Peer struct {
	Region   domain.RegionID
	Distance float64   // from the target, in standard deviations; its own is 0
	Values   []float64 // one for each variable
	Z        []float64 // one for each variable: the area's value less the target's, in standard deviations
}

// Result is an area and its peers.
type Result struct {
	Target   Peer
	Peers    []Peer            // nearest first, equally near in the order they were given
	Compared int               // areas that have every variable, the target among them
	LeftOut  []domain.RegionID // areas that lack one

	// Set by Run.
	By      []Variable           // what the areas were compared by, in the order of a Peer's values
	Without []domain.IndicatorID // usual indicators that there are no values of
}

// Find returns the k areas most similar to the target among the given ones, of
// which it must be one: z-scores (sample SD over the areas that have every
// variable), equal weights, Euclidean distance (stats/METHODS.md, "Between
// areas"; see stats.Nearest). Values are taken as they are: a few large cities
// stretch the scale of a population, so that small municipalities differ
// little by it.
//
// An area that lacks a variable is left out, and listed. Errors: the target
// lacks one (*TargetError), a variable is the same everywhere
// (stats.ErrConstant), fewer than three areas have them all
// (stats.ErrTooFew), k below 1 (stats.ErrNeighbours), the target is not among
// the areas. Those of an indicator name it and its period.
func Find(target domain.RegionID, among []domain.RegionID, vars []Variable, k int) (Result, error) {
	at := slices.Index(among, target)
	if at < 0 {
		return Result{}, fmt.Errorf("%s is not one of the %d areas compared", target, len(among))
	}
	if err := lacking(target, vars); err != nil {
		return Result{}, err
	}
	r := Result{Target: Peer{Region: target, Z: make([]float64, len(vars))}}
	complete := make([]bool, len(among))
	for i, id := range among {
		complete[i] = !slices.ContainsFunc(vars, func(v Variable) bool { return !v.has(id) })
		if complete[i] {
			r.Compared++
		} else {
			r.LeftOut = append(r.LeftOut, id)
		}
	}
	columns := make([][]float64, len(vars))
	for j := range vars {
		columns[j] = vars[j].column(among, complete)
	}
	found, err := stats.Nearest(at, columns, k)
	if err != nil {
		return Result{}, blame(err, at, columns, vars)
	}
	r.Target.Values = row(columns, at)
	for _, n := range found {
		r.Peers = append(r.Peers, Peer{Region: among[n.Index], Distance: n.Distance, Values: row(columns, n.Index), Z: n.Parts})
	}
	return r, nil
}

func row(columns [][]float64, i int) []float64 {
	values := make([]float64, len(columns))
	for j := range columns {
		values[j] = columns[j][i]
	}
	return values
}

// has reports whether the area has a value of the variable.
func (v *Variable) has(id domain.RegionID) bool {
	value, ok := v.Values[id]
	return ok && !math.IsNaN(value)
}

// column is the variable's values in the order of the areas, NaN for those
// that are not complete.
func (v *Variable) column(areas []domain.RegionID, complete []bool) []float64 {
	column := make([]float64, len(areas))
	for i, id := range areas {
		column[i] = math.NaN()
		if complete[i] {
			column[i] = v.Values[id]
		}
	}
	return column
}

// TargetError is that the area whose peers are looked for cannot be compared.
// It is a stats.ErrTarget.
type TargetError struct {
	Region    domain.RegionID
	Indicator domain.IndicatorID
	Period    domain.Period
}

func (e *TargetError) Error() string {
	return fmt.Sprintf("%s has no value of indicator %s in %s, so that its peers cannot be found by it", e.Region, e.Indicator, e.Period)
}

// Unwrap makes the error a stats.ErrTarget.
func (e *TargetError) Unwrap() error { return stats.ErrTarget }

// lacking is the error where the target has no value of a variable.
func lacking(target domain.RegionID, vars []Variable) error {
	for _, v := range vars {
		if !v.has(target) {
			return &TargetError{target, v.Indicator.ID, v.Period}
		}
	}
	return nil
}

// blame is an error of stats with the indicator it is of, which stats knows by
// its index alone.
func blame(err error, target int, columns [][]float64, vars []Variable) error {
	if !errors.Is(err, stats.ErrConstant) && !errors.Is(err, stats.ErrNotFinite) {
		return err
	}
	for j, v := range vars {
		if _, one := stats.Nearest(target, columns[j:j+1], 1); one != nil {
			return fmt.Errorf("indicator %s in %s: %w", v.Indicator.ID, v.Period, errors.Unwrap(one))
		}
	}
	return err
}
