package fill

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/catalog"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/placeholder"
	"kuvio/internal/prose"
	"kuvio/internal/report"
	"kuvio/internal/report/document"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// sum is several areas taken as one. A share has none: its mean is weighted by people.
func (a *Answers) sum(ctx context.Context, r *placeholder.Request) (string, error) {
	refs, err := a.set(r)
	if err != nil {
		return "", err
	}
	if _, err := a.resolved(refs); err != nil {
		return "", err
	}
	sel := a.selection(r, refs)
	sel.Sum = true
	q, err := a.s.Query(sel)
	if err != nil {
		return "", err
	}
	if len(q.Areas) != 1 {
		return "", fmt.Errorf("%s is no sum", refs)
	}
	s, err := a.load(ctx, sel, q.Areas[0])
	if err != nil {
		return "", err
	}
	switch unit := s.Indicator.Unit; {
	case r.Count, unit == domain.UnitCount, unit == domain.UnitEuro, unit == domain.UnitKiloEuro:
	default:
		return "", fmt.Errorf("%s is in %s, which is not summed: painotettu keskiarvo, or summa lukumäärä for the numbers behind it", s.Indicator.ID, unit.Name().In(domain.English))
	}
	p, err := at(&s, r)
	if err != nil {
		return "", fmt.Errorf("no sum of %s: %w", refs, err)
	}
	notes := s.NotesAt(p)
	a.show(notes, s.Series)
	if ref, err := catalog.ParseRef(refs); err == nil && ref.Form == catalog.RefSet { // whose sum it is
		if of, err := a.s.Region(ref.Of.String(), true); err == nil {
			whole := s.Series
			whole.Region = of
			a.tell(&whole, p)
		}
	}
	if r.Count {
		if math.IsNaN(p.Count) {
			return "", fmt.Errorf("%s has no count of all areas in %s", s.Indicator.ID, p.Period)
		}
		return locale.Number(a.s.Lang, p.Count*r.Times, 0), nil
	}
	return a.number(r, &s.Series, p.Value, s.Shown(s.DecimalsAt(&p.Point), notes.Has(domain.NoteFromCounts)))
}

// spread is the mean of areas, their range, or its ends.
func (a *Answers) spread(ctx context.Context, r *placeholder.Request) (string, error) {
	refs, err := a.set(r)
	if err != nil {
		return "", err
	}
	q, err := a.query(r, refs)
	if err != nil {
		return "", err
	}
	result, err := between.RunSpread(ctx, a.s, q, between.SpreadOptions{})
	if err != nil {
		return "", err
	}
	k := &result.Kinds[0]
	p, err := spreadAt(k, r)
	if err != nil {
		return "", err
	}
	s := &k.Series[0]
	decimals := s.Shown(k.Decimals, p.Notes.Has(domain.NoteFromCounts))
	said := func(v float64) (string, error) { return a.number(r, s, v, decimals) }
	var text string
	switch r.What {
	case placeholder.Mean:
		v := p.Mean
		if r.Weighted {
			v = p.WeightedMean
		}
		if math.IsNaN(v) {
			return "", fmt.Errorf("no weighted mean of %s: it is not known of how many people each value is", r.Indicators)
		}
		text, err = said(v)
	case placeholder.Range:
		bare := *r
		bare.Unit = false
		low, _ := a.number(&bare, s, p.Min, decimals)
		high, e := said(p.Max)
		text, err = locale.Range(low, high), e
	case placeholder.Lowest:
		text, err = a.end(r, p.Least, p.Min, said)
	case placeholder.Highest:
		text, err = a.end(r, p.Greatest, p.Max, said)
	}
	if err != nil {
		return "", err
	}
	a.showAt(k.Series, p.Period)
	if r.What != placeholder.Mean {
		a.tellAt(slices.Concat(p.Least, p.Greatest), p.Period)
	}
	if r.Weighted {
		a.show(nil, result.Used...)
	}
	return text + a.reserved(k.Series, p.Period), nil
}

// spreadAt is the spread of a request's period, or the latest that has one.
func spreadAt(k *between.KindSpread, r *placeholder.Request) (*between.PeriodSpread, error) {
	for i := len(k.Spreads) - 1; i >= 0; i-- {
		p := &k.Spreads[i]
		if math.IsNaN(p.Mean) || len(r.Periods) > 0 && p.Period != r.Periods[0] {
			continue
		}
		return p, nil
	}
	return nil, fmt.Errorf("fewer than two of the areas have a value of %s%s", r.Indicators, inYear(r))
}

// nearlyAll is the share of areas with a value from which those without one are named among
// the notes alone: below it, the sentence itself says of how many it is.
const nearlyAll = 0.9

// reserved says in brackets of which areas alone something is or, where nearly all have a
// value, has the notes say which have none.
func (a *Answers) reserved(all []series.Series, at domain.Period) string {
	var with []*series.Based
	for i := range all {
		s := all[i].Based()
		if p, _ := s.At(at); p.HasValue() {
			with = append(with, &s)
		}
	}
	switch n := float64(len(with)) / float64(len(all)); {
	case n == 1:
		return ""
	case n < nearlyAll:
		return " (" + prose.Known(with, a.s.Lang) + ")"
	}
	if said := prose.Without(all, at, a.s.Lang); !slices.Contains(a.without, said) {
		a.without = append(a.without, said)
	}
	return ""
}

// end is an end of a range: whose it is, and what.
func (a *Answers) end(r *placeholder.Request, whose []*series.Based, v float64, said func(float64) (string, error)) (string, error) {
	number, err := said(v)
	names := prose.Names(whose, a.s.Lang)
	switch r.Part {
	case placeholder.NamePart:
		return names, err
	case placeholder.ValuePart:
		return number, err
	}
	return names + " (" + number + ")", err
}

// classed parts the areas of a request by limits.
func (a *Answers) classed(ctx context.Context, r *placeholder.Request, limits between.Limits) (*between.ClassesResult, string, error) {
	refs, err := a.set(r)
	if err != nil {
		return nil, "", err
	}
	q, err := a.query(r, refs)
	if err != nil {
		return nil, "", err
	}
	limits.Decimals = between.Unrounded
	if r.Round != nil {
		limits.Decimals = *r.Round
	}
	result, err := between.RunClasses(ctx, a.s, q, period(r), limits)
	if err != nil {
		return nil, "", err
	}
	if result.Kinds[0].N == 0 {
		return nil, "", fmt.Errorf("none of the areas has a value of %s%s", r.Indicators, inYear(r))
	}
	a.showAt(result.Kinds[0].Series, result.Kinds[0].Period)
	return &result, refs, nil
}

// counted is how many areas lie on one side of a limit.
func (a *Answers) counted(ctx context.Context, r *placeholder.Request) (string, error) {
	limits, side := between.Limits{At: []float64{r.Limit}, Closed: between.ClosedBelow}, 0
	switch r.What {
	case placeholder.AtMost:
		limits.Closed = between.ClosedAbove
	case placeholder.Above:
		limits.Closed, side = between.ClosedAbove, 1
	case placeholder.AtLeast:
		side = 1
	}
	result, _, err := a.classed(ctx, r, limits)
	if err != nil {
		return "", err
	}
	k := &result.Kinds[0]
	in := k.Classes.Classes[side].Areas
	text := locale.Number(a.s.Lang, float64(len(in)), 0)
	if r.Spelt {
		var all []*series.Based
		for _, c := range k.Classes.Classes {
			all = append(all, c.Areas...)
		}
		text = prose.Counted(len(in), all, a.s.Lang)
	}
	return text + a.reserved(k.Series, k.Period), nil
}

// paragraphs are areas in classes, or beside each other and a benchmark.
func (a *Answers) paragraphs(ctx context.Context, r *placeholder.Request) (Answer, error) {
	var said []string
	if r.What == placeholder.Classes {
		limits, err := limitsOf(r)
		if err != nil {
			return Answer{}, err
		}
		result, refs, err := a.classed(ctx, r, limits)
		if err != nil {
			return Answer{}, err
		}
		said = report.ClassesParagraphs(result, limits, report.Told{Of: a.s.Whose(refs), Places: a.s.Place}, a.s.Lang)
	} else {
		result, refs, err := a.compared(ctx, r)
		if err != nil {
			return Answer{}, err
		}
		for i := range result.Comparisons {
			c := &result.Comparisons[i]
			a.show(c.Series.NotesAt(c.Point), c.Series.Series)
		}
		a.tellCompared(result)
		said = report.CompareParagraphs(result, 100*trend.Level, report.Told{Of: a.s.Whose(refs), Places: a.s.Place}, a.s.Lang)
	}
	if len(said) == 1 {
		return Answer{Text: said[0]}, nil
	}
	var blocks []document.Block
	for _, p := range said {
		blocks = append(blocks, document.Text(p))
	}
	return Answer{Blocks: blocks}, nil
}

// limitsOf are the limits of classes.
func limitsOf(r *placeholder.Request) (l between.Limits, err error) {
	if l.At, l.Closed, err = between.ParseLimits(r.Limits); err != nil {
		return l, fmt.Errorf("rajat: %w", err)
	}
	if l.Closed == "" {
		l.Closed = between.ClosedBelow
	}
	l.Decimals = between.Unrounded
	if r.Round != nil {
		l.Decimals = *r.Round
	}
	return l, nil
}

// compared are areas beside each other and the benchmarks of a request.
func (a *Answers) compared(ctx context.Context, r *placeholder.Request) (*compare.Result, string, error) {
	refs, err := a.set(r)
	if err != nil {
		return nil, "", err
	}
	q, err := a.query(r, refs)
	if err != nil {
		return nil, "", err
	}
	benchmarks, err := a.benchmarks(r)
	if err != nil {
		return nil, "", err
	}
	result, err := compare.Run(ctx, a.s, q, benchmarks, period(r), compare.Options{Level: trend.Level, Standing: true})
	if err != nil {
		return nil, "", err
	}
	if len(result.NoYear) > 0 {
		return nil, "", fmt.Errorf("none of the areas has a value of %s%s; the latest is of %s", result.NoYear[0].Indicator, inYear(r), result.NoYear[0].Latest)
	}
	return result, refs, nil
}

// tellCompared is that areas and benchmarks stand beside each other.
func (a *Answers) tellCompared(result *compare.Result) {
	for i := range result.Comparisons {
		c := &result.Comparisons[i]
		a.tell(&c.Series.Series, c.Point)
		a.tellAt(c.BenchmarkSources, c.Point.Period)
	}
}

// benchmarks are what areas are set beside: the country, where nothing else is named.
func (a *Answers) benchmarks(r *placeholder.Request) ([]compare.Ref, error) {
	beside := strings.TrimSpace(r.Beside)
	if beside == "" {
		beside = string(domain.WholeCountry)
	}
	refs, err := compare.ParseRefs(beside, a.resolved)
	if err != nil {
		return nil, fmt.Errorf("rinnalla: %w", err)
	}
	return refs, nil
}
