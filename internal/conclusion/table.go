package conclusion

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/profile"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/trend"
	"kuvio/internal/workspace"
)

// usualLevel is the coverage of the intervals that verdicts rest on.
const usualLevel = 95.0

// Table is what a table of outputs: concludes: what its command finds of the same
// query. A command that concludes nothing has none.
func Table(ctx context.Context, s *session.Session, o workspace.Output) ([]lock.Conclusion, error) {
	run, ok := commands[o.Command]
	if !ok {
		return nil, nil
	}
	sel, err := selected(o.Flags)
	if err == nil {
		var found []lock.Conclusion
		if found, err = run(ctx, s, sel, o.Flags); err == nil {
			return inOrder(found), nil
		}
	}
	return nil, fmt.Errorf("%s: %w", o.To, err)
}

// commands are the commands that conclude something.
var commands = map[string]func(context.Context, *session.Session, session.Selection, map[string]string) ([]lock.Conclusion, error){
	"values": ofTrend, "trend": ofTrend, "compare": ofCompare, "profile": ofProfile, "scan": ofScan, "spread": ofSpread, "classes": ofClasses,
	"report region": ofRegionReport, "report trend": ofTrendReport,
}

// ofRegionReport is what a report on a region concludes: what a scan of the same does.
func ofRegionReport(ctx context.Context, s *session.Session, sel session.Selection, flags map[string]string) ([]lock.Conclusion, error) {
	return ofScan(ctx, s, until(sel, flags), flags)
}

// ofTrendReport is what a report on trends concludes: their directions, and how each goes
// beside the country's.
func ofTrendReport(ctx context.Context, s *session.Session, sel session.Selection, flags map[string]string) ([]lock.Conclusion, error) {
	asked := map[string]string{"all": "true"} // those named, or every one held, by their totals
	if area, err := s.Region(sel.Regions, false); err == nil && area != domain.WholeCountry {
		asked["with"] = string(domain.WholeCountry)
	}
	return ofTrend(ctx, s, until(sel, flags), asked)
}

// until is a selection without the years after a report's.
func until(sel session.Selection, flags map[string]string) session.Selection {
	if year := flag(flags, "year"); year != "" {
		sel.Years = "-" + year
	}
	return sel
}

// selected is the selection that flags make.
func selected(flags map[string]string) (sel session.Selection, err error) {
	sel = session.Selection{
		Indicators: flag(flags, "indicator", "indicators"), Regions: flag(flags, "region", "regions"),
		Gender: flag(flags, "gender"), Years: flag(flags, "years"), Real: flag(flags, "real"), Per: flag(flags, "per"), Standard: flag(flags, "standardise"),
		Sum: isSet(flags, "sum"), Published: isSet(flags, "published"),
	}
	if sel.Gender == "" {
		sel.Gender = string(domain.Total)
	}
	if b := flag(flags, "breakdown"); b != "" {
		sel.Breakdowns = strings.Split(b, ",")
	}
	if pool := flag(flags, "pool"); pool != "" {
		if sel.Pool, err = strconv.Atoi(pool); err != nil {
			return sel, fmt.Errorf("pool: found %s, expected a number of years", pool)
		}
	}
	if decimals := flag(flags, "decimals"); decimals != "" {
		n, err := strconv.Atoi(decimals)
		if err != nil {
			return sel, fmt.Errorf("decimals: found %s, expected a number", decimals)
		}
		sel.Decimals = &n
	}
	return sel, nil
}

// flag is a flag by any of its names; "" where it is not given.
func flag(flags map[string]string, names ...string) string {
	for _, name := range names {
		if v := flags[name]; v != "" {
			return v
		}
	}
	return ""
}

func isSet(flags map[string]string, name string) bool { return flags[name] == "true" }

// query is a selection as a query; with all, of totals unless it names breakdowns, and
// of every indicator held where it names none.
func query(ctx context.Context, s *session.Session, sel session.Selection, all bool) (series.Query, error) {
	q, err := s.Query(sel)
	if err != nil || !all {
		return q, err
	}
	if q.Indicators == nil {
		q.Indicators, err = s.Held(ctx)
	}
	if q.Breakdowns == nil && q.Standard == nil {
		q.Breakdowns = []string{""}
	}
	return q, err
}

func ofTrend(ctx context.Context, s *session.Session, sel session.Selection, flags map[string]string) ([]lock.Conclusion, error) {
	q, err := query(ctx, s, sel, isSet(flags, "all"))
	if err != nil {
		return nil, err
	}
	o := trend.Options{Direction: s.Direction(), AcrossBreak: isSet(flags, "across-breaks")}
	r, err := trend.Run(ctx, s, q, o)
	if err != nil {
		return nil, err
	}
	made := trends(r.Trends)
	if with := flag(flags, "with"); with != "" {
		areas, err := s.Areas(with)
		if err != nil || len(areas) != 1 {
			return made, err
		}
		if err := trend.Beside(ctx, s, q, areas[0], r.Trends, o); err != nil {
			return nil, err
		}
		made = append(made, paces(r.Trends, areas[0].ID)...)
	}
	return made, nil
}

// benchmarks are those of a table's with, the whole country where it names none.
func benchmarks(s *session.Session, flags map[string]string) ([]compare.Ref, error) {
	with, given := flags["with"]
	if !given {
		with = string(domain.WholeCountry)
	}
	if with == "" {
		return nil, nil
	}
	return compare.ParseRefs(with, s.Areas)
}

// year is that of a table; "" for the latest.
func year(flags map[string]string) (domain.Period, error) {
	if flag(flags, "year") == "" {
		return "", nil
	}
	return domain.ParsePeriod(flag(flags, "year"))
}

func ofCompare(ctx context.Context, s *session.Session, sel session.Selection, flags map[string]string) ([]lock.Conclusion, error) {
	q, err := query(ctx, s, sel, false)
	if err != nil {
		return nil, err
	}
	refs, err := benchmarks(s, flags)
	if err != nil {
		return nil, err
	}
	level, err := percent(flags, "confidence", usualLevel)
	if err != nil {
		return nil, err
	}
	if times := flag(flags, "change"); times != "" {
		t, err := compare.ParseTimes(times)
		if err != nil {
			return nil, err
		}
		r, err := compare.RunChange(ctx, s, q, refs, compare.ChangeOptions{Times: t, AcrossBreaks: isSet(flags, "across-breaks"), Level: level})
		if err != nil {
			return nil, err
		}
		return changes(r.Changes), nil
	}
	at, err := year(flags)
	if err != nil {
		return nil, err
	}
	r, err := compare.Run(ctx, s, q, refs, at, compare.Options{Level: level})
	if err != nil {
		return nil, err
	}
	return levels(r.Comparisons), nil
}

func ofProfile(ctx context.Context, s *session.Session, sel session.Selection, flags map[string]string) ([]lock.Conclusion, error) {
	q, err := query(ctx, s, sel, false)
	if err != nil {
		return nil, err
	}
	refs, err := benchmarks(s, flags)
	if err != nil {
		return nil, err
	}
	at, err := year(flags)
	if err != nil {
		return nil, err
	}
	r, err := profile.Run(ctx, s, q, refs, profile.Options{Level: usualLevel / 100, Trend: trend.Options{Direction: s.Direction()}, Period: at})
	if err != nil {
		return nil, err
	}
	return profiled(r.Entries, r.All, s), nil
}

// usualFDR is the limit of a scan's q in percent where a table names none.
const usualFDR = 5.0

// percent is a flag in percent as a share.
func percent(flags map[string]string, name string, usual float64) (float64, error) {
	word := flag(flags, name)
	if word == "" {
		return usual / 100, nil
	}
	v, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return 0, fmt.Errorf("%s: found %s, expected a percentage", name, word)
	}
	return v / 100, nil
}

func ofScan(ctx context.Context, s *session.Session, sel session.Selection, flags map[string]string) ([]lock.Conclusion, error) {
	q, err := query(ctx, s, sel, true)
	if err != nil {
		return nil, err
	}
	if len(q.Areas) != 1 {
		return nil, errors.New("region: expected one: a scan is of one region")
	}
	limit, err := percent(flags, "fdr", usualFDR)
	if err != nil {
		return nil, err
	}
	r, err := scan.Run(ctx, s, q, limit)
	if err != nil {
		return nil, err
	}
	return scanned(&r), nil
}

func ofSpread(ctx context.Context, s *session.Session, sel session.Selection, flags map[string]string) ([]lock.Conclusion, error) {
	q, err := query(ctx, s, sel, false)
	if err != nil {
		return nil, err
	}
	r, err := between.RunSpread(ctx, s, q, between.SpreadOptions{
		Weights: domain.IndicatorID(flag(flags, "weights")), Converge: isSet(flags, "explain"), AcrossBreaks: isSet(flags, "across-breaks"),
	})
	if err != nil {
		return nil, err
	}
	return spread(&r), nil
}

func ofClasses(ctx context.Context, s *session.Session, sel session.Selection, flags map[string]string) ([]lock.Conclusion, error) {
	q, err := query(ctx, s, sel, false)
	if err != nil {
		return nil, err
	}
	at, err := year(flags)
	if err != nil {
		return nil, err
	}
	var l between.Limits
	var signed between.Side
	if l.At, signed, err = between.ParseLimits(flag(flags, "limits")); err != nil {
		return nil, err
	}
	l.Closed = cmp.Or(signed, between.ClosedBelow)
	if side := flag(flags, "closed"); side != "" {
		if l.Closed, err = between.ParseSide(side); err != nil {
			return nil, err
		}
	}
	if round := flag(flags, "round"); round != "" {
		if l.Decimals, err = strconv.Atoi(round); err != nil {
			return nil, fmt.Errorf("round: found %s, expected a number of decimals", round)
		}
	}
	r, err := between.RunClasses(ctx, s, q, at, l)
	if err != nil {
		return nil, err
	}
	return classes(&r), nil
}

// Watched is what the series of watch: conclude: their trends, and in the latest year
// their levels beside the whole country. What keeps an entry from that is told of it
// alone, joined; those of the others are given all the same.
func Watched(ctx context.Context, s *session.Session, watch []workspace.Watch) ([]lock.Conclusion, error) {
	var all []lock.Conclusion
	var wrong []error
	for i, w := range watch {
		sel := session.Selection{Indicators: strings.Join(w.Indicators, ","), Regions: strings.Join(w.Regions, ","), Gender: string(domain.Total)}
		for _, run := range []string{"trend", "compare"} {
			found, err := commands[run](ctx, s, sel, nil)
			if err != nil {
				wrong = append(wrong, fmt.Errorf("kuvio.yaml: watch: entry %d: %w", i+1, err))
				break
			}
			all = append(all, found...)
		}
	}
	return inOrder(all), errors.Join(wrong...)
}
