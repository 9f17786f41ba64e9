package stats

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

var (
	// ErrNoIndex: the price index lacks a year. It is never interpolated.
	ErrNoIndex = errors.New("the price index has no value for a year: add it or leave the year out")
	// ErrIndex: a value of the price index is not a number above 0.
	ErrIndex = errors.New("a price index must be a number above 0")
)

// PriceIndex is a price index by year, such as the annual averages of consumer
// prices, on whatever base: only ratios are used.
type PriceIndex map[int]float64

// Real turns an amount of money of a year into the prices of the base year:
// nominal × I_base/I_year (Eurostat 2016, Handbook on Prices and Volume
// Measures in National Accounts, deflation by a price index). The amount of the
// base year itself stays as it is.
//
// Errors: ErrNoIndex where either year is missing, ErrIndex, and ErrNotFinite
// for the amount.
func (x PriceIndex) Real(nominal float64, year, base int) (float64, error) {
	all, err := x.RealSeries([]int{year}, []float64{nominal}, base)
	if err != nil {
		return math.NaN(), err
	}
	return all[0], nil
}

// RealSeries is Real for a series: an amount per year, in any order. Nothing is
// returned unless every year can be, so that no series mixes nominal and real
// amounts; the error names all the years that are missing.
//
// It panics where years and nominal differ in length.
func (x PriceIndex) RealSeries(years []int, nominal []float64, base int) ([]float64, error) {
	if len(years) != len(nominal) {
		panic("stats: years and amounts differ in length")
	}
	if !allFinite(nominal) {
		return nil, ErrNotFinite
	}
	if err := x.check(append([]int{base}, years...)); err != nil {
		return nil, err
	}
	out := make([]float64, len(nominal))
	for i, year := range years {
		out[i] = nominal[i]
		if year != base {
			out[i] = nominal[i] * x[base] / x[year]
		}
	}
	return out, nil
}

// check reports the years that the index lacks, or else the first whose value
// is no index.
func (x PriceIndex) check(years []int) error {
	missing := map[int]bool{}
	for _, year := range years {
		if _, ok := x[year]; !ok {
			missing[year] = true
		}
	}
	if len(missing) > 0 {
		var names []string
		for _, year := range slices.Sorted(maps.Keys(missing)) {
			names = append(names, strconv.Itoa(year))
		}
		return fmt.Errorf("no price index for %s: %w", strings.Join(names, ", "), ErrNoIndex)
	}
	for _, year := range years {
		if v := x[year]; !(v > 0) || !finite(v) {
			return fmt.Errorf("price index of %d is %v: %w", year, v, ErrIndex)
		}
	}
	return nil
}
