package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/catalog"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/peers"
	"kuvio/internal/series"
)

// standard is one item of --with, resolved.
type standard struct {
	word   string // "mean" or "peers"; "" for a region or target
	area   series.Area
	target *float64
}

const (
	withMean   = "mean"
	withPeers  = "peers"
	withTarget = "target:"
)

// standards reads --with: regions, mean, peers and targets.
func (s *session) standards(cmd *cobra.Command, list string) ([]standard, error) {
	var all []standard
	for _, item := range withItems(list) {
		var one standard
		number, isTarget := strings.CutPrefix(item, withTarget)
		switch {
		case isTarget:
			v, err := parseTarget(number)
			if err != nil {
				return nil, usagef(cmd, "--with %s: %w", item, err)
			}
			one.target = &v
		case item == withMean || item == withPeers:
			one.word = item
		default:
			areas, err := s.areas(item)
			if syntax := (*catalog.SyntaxError)(nil); errors.As(err, &syntax) {
				return nil, usagef(cmd, "--with: %w, mean, peers or target:1.2", err)
			} else if err != nil {
				return nil, fmt.Errorf("--with: %w", err)
			}
			if len(areas) != 1 {
				return nil, usagef(cmd, "--with %s: %d regions, expected one; 'mean' is the mean of the regions compared", item, len(areas))
			}
			one.area = areas[0]
		}
		all = append(all, one)
	}
	return all, nil
}

// withItems splits the list at its commas but for one within a target's
// number, target:1,2: a region is never a bare number.
func withItems(list string) []string {
	var items []string
	for item := range strings.SplitSeq(list, ",") {
		item = strings.TrimSpace(item)
		if n := len(items); n > 0 && allDigits(item) {
			if number, ok := strings.CutPrefix(items[n-1], withTarget); ok && allDigits(strings.TrimLeft(number, "-−")) {
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

// comparison is one run of compare.
type comparison struct {
	cmd *cobra.Command
	s   *session
	o   *compareOptions

	// peersOf lists the municipalities that are like one.
	peersOf func(context.Context, domain.RegionID) ([]domain.RegionID, error)
	peersBy func(domain.RegionID) []domain.IndicatorID // what they were found by
	used    []series.Series                            // beside those compared, for the source

	peerNotes []domain.Text // what peers were found by, and for which regions not
}

// benchmarks makes the benchmarks of --with, none twice.
func (c *comparison) benchmarks(with []standard, all []series.Series) ([]compare.Benchmark, error) {
	var benchmarks []compare.Benchmark
	for _, w := range with {
		b, err := c.benchmark(w, all)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(benchmarks, func(o compare.Benchmark) bool { return o.ID == b.ID }) {
			benchmarks = append(benchmarks, b)
		}
	}
	return benchmarks, nil
}

func (c *comparison) benchmark(w standard, all []series.Series) (compare.Benchmark, error) {
	switch {
	case w.target != nil:
		return compare.Target(*w.target), nil
	case w.word == withMean:
		return compare.Mean(), nil
	case w.word == withPeers:
		return c.peers(all)
	}
	found, err := c.load([]series.Area{w.area})
	return compare.Region(w.area, found), err
}

// peers is the benchmark of each region's peers.
func (c *comparison) peers(all []series.Series) (compare.Benchmark, error) {
	of := make(map[domain.RegionID][]domain.RegionID)
	var areas []series.Area
	var without []domain.RegionID
	for i := range all {
		region := all[i].Region
		if _, ok := of[region]; ok {
			continue
		}
		ids, err := c.peersOf(c.cmd.Context(), region)
		if lacks := (*peers.TargetError)(nil); errors.As(err, &lacks) {
			of[region] = nil
			without = append(without, region)
			continue
		}
		if err != nil {
			return compare.Benchmark{}, fmt.Errorf("--with peers: %w", err)
		}
		of[region] = ids
		for _, id := range ids {
			if !slices.ContainsFunc(areas, func(a series.Area) bool { return a.ID == id }) {
				areas = append(areas, series.Area{ID: id, Name: c.s.regionName(id)})
			}
		}
	}
	if c.peersBy != nil {
		c.peerNotes = c.s.peerNotes(c.peersBy(all[0].Region), of, without)
	}
	if len(areas) == 0 {
		return compare.Peers(of, nil), nil
	}
	found, err := c.load(areas)
	if err == nil {
		err = c.population(found, areas)
	}
	return compare.Peers(of, found), err
}

// load reads the indicators compared for other areas.
func (c *comparison) load(areas []series.Area) ([]series.Series, error) {
	q, err := c.o.query(c.cmd, c.s)
	if err != nil {
		return nil, err
	}
	q.Areas = areas
	found, _, err := c.s.loader().Load(c.cmd.Context(), q)
	return found, err
}
