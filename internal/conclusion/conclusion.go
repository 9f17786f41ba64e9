// Package conclusion says in a few words what an output concludes of each series and
// area that it shows: in which direction it moves and how sure that is, where it
// turned, how it stands to a benchmark, its rank. They are what the commands say of
// the same, so that two locks can be compared without the data.
package conclusion

import (
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/chart"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/profile"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/trend"
)

// Of is what a figure concludes, by the settings of a session.
func Of(s *session.Session, f *chart.Figure) []lock.Conclusion {
	r := f.Results()
	return inOrder(
		courses(r.Courses, s),
		levels(r.Compared),
		changes(r.Changes),
		profiled(r.Profile, r.Benchmarks, s))
}

// inOrder are conclusions in their order, one of each.
func inOrder(parts ...[]lock.Conclusion) []lock.Conclusion {
	all := slices.Concat(parts...)
	lock.Sort(all)
	return slices.CompactFunc(all, func(a, b lock.Conclusion) bool { return a.Key() == b.Key() })
}

// about is what every conclusion says of the series that it is of.
func about(kind lock.Kind, s *series.Series) lock.Conclusion {
	c := lock.Conclusion{Kind: kind, Indicator: string(s.Indicator.ID), Region: s.Region, Breakdown: s.Breakdown}
	if s.Gender != domain.Total {
		c.Gender = s.Gender
	}
	return c
}

// value is a point's value with so many decimals, or why it has none.
func value(p series.Valued, decimals int) string {
	switch {
	case p.HasValue():
		return strconv.FormatFloat(p.Value, 'f', decimals, 64)
	case p.Status == domain.Suppressed:
		return p.Status.String()
	}
	return ""
}

// period is a period as flags have it: years taken together with a hyphen.
func period(p domain.Period) string { return strings.ReplaceAll(string(p), "–", "-") }

// courses are those of series over years.
func courses(all []series.Series, s *session.Session) []lock.Conclusion {
	return trends(trend.All(all, trend.Options{Direction: s.Direction()}))
}

// trends are those of trends, and of their pace beside a benchmark's; none of a series
// without values.
func trends(all []trend.Trend) (made []lock.Conclusion) {
	for i := range all {
		tr := &all[i]
		if tr.N == 0 {
			continue
		}
		c := about(lock.OfTrend, &tr.Series.Series)
		c.Years = period(tr.First.Period) + "-" + period(tr.Last.Period)
		c.Last = value(tr.Last, tr.Series.Shown(tr.Series.Decimals(), tr.Notes.Has(domain.NoteFromCounts)))
		c.Direction, c.Evidence = string(tr.Direction), string(tr.Evidence)
		var turns []string
		for _, year := range tr.Turning.Years() {
			turns = append(turns, string(year))
		}
		c.Turns = strings.Join(turns, ";")
		made = append(made, c)
	}
	return made
}

// paces are those of trends beside a benchmark's.
func paces(all []trend.Trend, benchmark domain.RegionID) (made []lock.Conclusion) {
	for i := range all {
		if tr := &all[i]; tr.Against != nil && tr.Against.Pace != "" {
			c := about(lock.OfTrend, &tr.Series.Series)
			c.Years = period(tr.First.Period) + "-" + period(tr.Last.Period)
			c.Benchmark, c.Verdict = string(benchmark), string(tr.Against.Pace)
			made = append(made, c)
		}
	}
	return made
}

// levels are those of areas at one time; none of an area of which nothing is known
// then, nor of one beside itself.
func levels(all []compare.Compared) (made []lock.Conclusion) {
	for i := range all {
		r := &all[i]
		c := about(lock.OfLevel, &r.Series.Series)
		c.Last = value(r.Point, r.Decimals)
		if c.Last == "" || r.Benchmark == string(r.Series.Region) {
			continue
		}
		c.Years, c.Benchmark, c.Verdict = period(r.Point.Period), r.Benchmark, string(r.Verdict)
		if r.Rank > 0 && r.Of > 1 {
			c.Rank = strconv.Itoa(r.Rank) + "/" + strconv.Itoa(r.Of)
		}
		made = append(made, c)
	}
	return made
}

// changes are those of areas at two times.
func changes(all []compare.Changed) (made []lock.Conclusion) {
	for i := range all {
		r := &all[i]
		if r.Verdict == compare.None || r.Benchmark == string(r.Series.Region) {
			continue
		}
		c := about(lock.OfChange, &r.Series.Series)
		c.Years = period(r.From.Period) + "," + period(r.To.Period)
		c.Last = value(r.To, r.Decimals)
		c.Verdict, c.Benchmark, c.Finding = string(r.Verdict), r.Benchmark, string(r.Standing)
		made = append(made, c)
	}
	return made
}

// profiled are those of an area by many indicators: of each its trend, and its level
// beside each benchmark.
func profiled(entries []profile.Entry, benchmarks []compare.Benchmark, s *session.Session) (made []lock.Conclusion) {
	var all []series.Series
	for i := range entries {
		e := &entries[i]
		if !e.Point.HasValue() {
			continue
		}
		all = append(all, e.Series.Series)
		decimals := e.Series.Shown(e.Series.Decimals(), e.Series.NotesAt(e.Point).Has(domain.NoteFromCounts))
		for n, beside := range e.Beside {
			if beside.Verdict == compare.None {
				continue
			}
			c := about(lock.OfLevel, &e.Series.Series)
			c.Years, c.Last = period(e.Point.Period), value(e.Point, decimals)
			c.Benchmark, c.Verdict = benchmarks[n].ID, string(beside.Verdict)
			made = append(made, c)
		}
	}
	return append(courses(all, s), made...)
}

// scanned are the findings of a scan: what stands out.
func scanned(r *scan.Result) (made []lock.Conclusion) {
	for i := range r.Entries {
		e := &r.Entries[i]
		if e.Class != scan.StandsOut {
			continue
		}
		c := about(lock.OfScan, &e.Series)
		c.Years = period(e.Period)
		c.Last = strconv.FormatFloat(e.Value, 'f', e.Trend.Series.Shown(e.Trend.Series.Decimals(), e.Notes.Has(domain.NoteFromCounts)), 64)
		c.Direction, c.Evidence, c.Verdict = string(e.Trend.Direction), string(e.Trend.Evidence), string(e.Verdict)
		if e.Rank > 0 && e.Of > 1 {
			c.Rank = strconv.Itoa(e.Rank) + "/" + strconv.Itoa(e.Of)
		}
		found := make([]string, len(e.Findings))
		for n, f := range e.Findings {
			found[n] = string(f)
		}
		c.Finding = strings.Join(found, ";")
		made = append(made, c)
	}
	return made
}

// spread are how far areas lie apart in the last year, by the coefficient of variation,
// and whether they draw together. They are of no region.
func spread(r *between.SpreadResult) (made []lock.Conclusion) {
	for i := range r.Kinds {
		k := &r.Kinds[i]
		if len(k.Spreads) == 0 {
			continue
		}
		last := &k.Spreads[len(k.Spreads)-1]
		c := about(lock.OfSpread, &k.Series[0])
		c.Region, c.Years = "", period(last.Period)
		c.Last = strconv.FormatFloat(last.CV, 'f', 3, 64)
		if k.Convergence != nil {
			c.Direction = string(k.Convergence.Direction)
		}
		made = append(made, c)
	}
	return made
}

// classes are the class of each area, from 1 below the first limit.
func classes(r *between.ClassesResult) (made []lock.Conclusion) {
	for i := range r.Kinds {
		k := &r.Kinds[i]
		for n := range k.Classes.Classes {
			for _, s := range k.Classes.Classes[n].Areas {
				p, _ := s.At(k.Period)
				c := about(lock.OfLevel, &s.Series)
				c.Years, c.Last = period(k.Period), value(p, s.Shown(s.Decimals(), s.NotesAt(p).Has(domain.NoteFromCounts)))
				c.Finding = strconv.Itoa(n+1) + "/" + strconv.Itoa(len(k.Classes.Classes))
				made = append(made, c)
			}
		}
	}
	return made
}
