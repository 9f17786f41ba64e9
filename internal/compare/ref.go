package compare

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/series"
)

// Ref names a benchmark, whose data are not read yet: one region, the mean of
// the regions compared, the peers of each, or a target.
type Ref struct {
	Area   series.Area // of a region
	Mean   bool
	Peers  bool
	Target *float64
}

// What benchmarks that are no region are called, by machines and by whoever
// names them.
const (
	meanID     = "mean"
	peersID    = "peers"
	targetWord = "target:"
)

// RefError is an item of a list of benchmarks that cannot be read.
type RefError struct {
	Item string // "" where Err says it
	Err  error
}

func (e *RefError) Error() string {
	if e.Item == "" {
		return e.Err.Error()
	}
	return e.Item + ": " + e.Err.Error()
}

func (e *RefError) Unwrap() error { return e.Err }

// ParseRefs reads a list of benchmarks, separated by commas: regions, mean,
// peers and targets such as target:1.2. areas resolves references to regions;
// what it says of one that can be read and names nothing is returned as it is,
// all else is a *RefError.
func ParseRefs(list string, areas func(refs string) ([]series.Area, error)) ([]Ref, error) {
	var all []Ref
	for _, item := range items(list) {
		r, err := parseRef(item, areas)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

func parseRef(item string, areas func(string) ([]series.Area, error)) (Ref, error) {
	if number, ok := strings.CutPrefix(item, targetWord); ok {
		v, err := parseTarget(number)
		if err != nil {
			return Ref{}, &RefError{item, err}
		}
		return Ref{Target: &v}, nil
	}
	switch item {
	case meanID:
		return Ref{Mean: true}, nil
	case peersID:
		return Ref{Peers: true}, nil
	}
	found, err := areas(item)
	var syntax *catalog.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return Ref{}, &RefError{"", fmt.Errorf("%w, mean, peers or target:1.2", err)}
	case err != nil:
		return Ref{}, err
	case len(found) != 1:
		return Ref{}, &RefError{item, fmt.Errorf("%d regions, expected one; 'mean' is the mean of the regions compared", len(found))}
	}
	return Ref{Area: found[0]}, nil
}

// items splits the list at its commas but for one within a target's number,
// target:1,2: a region is never a bare number.
func items(list string) []string {
	var items []string
	for item := range strings.SplitSeq(list, ",") {
		item = strings.TrimSpace(item)
		if n := len(items); n > 0 && allDigits(item) {
			if number, ok := strings.CutPrefix(items[n-1], targetWord); ok && allDigits(strings.TrimLeft(number, "-−")) {
				items[n-1] += "," + item
				continue
			}
		}
		items = append(items, item)
	}
	return items
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// parseTarget reads a number with a decimal point or comma.
func parseTarget(s string) (float64, error) {
	plain := strings.NewReplacer(",", ".", "−", "-").Replace(s)
	whole, fraction, found := strings.Cut(strings.TrimPrefix(plain, "-"), ".")
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || !allDigits(whole) || found && !allDigits(fraction) {
		return 0, fmt.Errorf("%q is not a number: expected one such as target:1.2 or target:1,2, in the indicator's unit", s)
	}
	return v, nil
}
