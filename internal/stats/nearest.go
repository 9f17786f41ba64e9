package stats

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// minNeighbours is the fewest areas, the target among them, whose variables
// are put on a common scale: of two, each variable always says √2.
const minNeighbours = 3

var (
	// ErrConstant: a variable is the same in every area, so that it has no
	// scale and can tell no area from another.
	ErrConstant = errors.New("a variable is the same in every area: leave it out")
	// ErrTarget: the area to be compared lacks a value.
	ErrTarget = errors.New("the area to be compared has no value of a variable")
	// ErrNeighbours: fewer than one neighbour was asked for.
	ErrNeighbours = errors.New("the number of similar areas must be 1 or more")
)

// Neighbour is an area that resembles another one.
type Neighbour struct {
	Index    int     // of the area, from 0
	Distance float64 // in standard deviations; 0 for an area that is alike in everything
	// Parts says where the distance is from: per variable, the area's value
	// less the target's, in standard deviations. Distance² is their sum of
	// squares.
	Parts []float64
}

// Nearest returns the k areas most similar to the target, nearest first, and
// fewer where there are fewer. Variables holds a slice per variable with a
// value per area, the target's at the index target.
//
// Each variable is brought to mean 0 and SD 1 (z-scores, sample SD) and areas
// are compared by Euclidean distance with equal weights (Everitt et al. 2011,
// Cluster Analysis, chapter 3). Two variables that say the same thus count twice: the choice of
// variables is the choice of weights. Equal distances are in order of index.
//
// An area with a missing value (NaN) is left out, of the means and SDs too, so
// that all distances have the same variables and scale. A variable that is the
// same in all areas left is an error and not passed over, because someone named
// it to be compared by.
//
// Errors, naming the variable by its index: ErrTooFew without a
// variable or below three complete areas, ErrTarget, ErrConstant, ErrNotFinite
// for an infinite value, ErrNeighbours. It panics where the variables differ in
// length or the target is not one of the areas.
func Nearest(target int, variables [][]float64, k int) ([]Neighbour, error) {
	if len(variables) == 0 {
		return nil, fmt.Errorf("no variable to compare by: %w", ErrTooFew)
	}
	if target < 0 || target >= len(variables[0]) {
		panic("stats: the target is not one of the areas")
	}
	if k < 1 {
		return nil, fmt.Errorf("%d asked for: %w", k, ErrNeighbours)
	}
	areas, err := completeAreas(target, variables)
	if err != nil {
		return nil, err
	}
	sds := make([]float64, len(variables))
	for j, variable := range variables {
		if sds[j], err = sdOf(variable, areas); err != nil {
			return nil, fmt.Errorf("variable %d: %w", j, err)
		}
	}
	near := make([]Neighbour, 0, len(areas)-1)
	for _, i := range areas {
		if i != target {
			near = append(near, neighbour(i, target, variables, sds))
		}
	}
	slices.SortStableFunc(near, func(a, b Neighbour) int { return cmp.Compare(a.Distance, b.Distance) })
	return near[:min(k, len(near))], nil
}

// completeAreas returns the areas that have a value of every variable.
func completeAreas(target int, variables [][]float64) ([]int, error) {
	for j, variable := range variables {
		if len(variable) != len(variables[0]) {
			panic("stats: variables differ in length")
		}
		if math.IsNaN(variable[target]) {
			return nil, fmt.Errorf("variable %d: %w", j, ErrTarget)
		}
	}
	var areas []int
	for i := range variables[0] {
		missing := func(variable []float64) bool { return math.IsNaN(variable[i]) }
		if !slices.ContainsFunc(variables, missing) {
			areas = append(areas, i)
		}
	}
	if len(areas) < minNeighbours {
		return nil, fmt.Errorf("%d areas have every variable, %d are needed: %w", len(areas), minNeighbours, ErrTooFew)
	}
	return areas, nil
}

// sdOf is the sample SD of a variable over the areas.
func sdOf(variable []float64, areas []int) (float64, error) {
	values := make([]float64, len(areas))
	for k, i := range areas {
		values[k] = variable[i]
	}
	s, err := SpreadOf(values, nil)
	if err == nil && s.SD == 0 {
		err = ErrConstant
	}
	return s.SD, err
}

// neighbour compares an area with the target. The means of the z-scores cancel
// in their difference.
func neighbour(i, target int, variables [][]float64, sds []float64) Neighbour {
	n := Neighbour{Index: i, Parts: make([]float64, len(variables))}
	for j, variable := range variables {
		n.Parts[j] = (variable[i] - variable[target]) / sds[j]
		n.Distance = math.Hypot(n.Distance, n.Parts[j])
	}
	return n
}
