package fill

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/placeholder"
	"kuvio/internal/prose"
	"kuvio/internal/report"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// at is the point that a request is of: in its period, or the latest that has a value.
// One without a value is an error that says why.
func at(s *series.Based, r *placeholder.Request) (series.Valued, error) {
	if len(r.Periods) == 0 {
		var last series.Valued
		for p := range s.WithValue() {
			last = p
		}
		if last.Period.IsZero() {
			return last, fmt.Errorf("no value of %s for %s in any year", s.Indicator.ID, s.RegionName.In(domain.English))
		}
		return last, nil
	}
	return in(s, r.Periods[0], r.Count)
}

// in is the point of a period.
func in(s *series.Based, period domain.Period, count bool) (series.Valued, error) {
	p, ok := s.At(period)
	of := fmt.Sprintf("of %s for %s in %s", s.Indicator.ID, s.RegionName.In(domain.English), period)
	switch {
	case ok && (p.HasValue() || p.Within() || count && !math.IsNaN(p.Count)):
		return p, nil
	case ok && p.Status == domain.Suppressed:
		return p, fmt.Errorf("the value %s is suppressed at its source", of)
	case ok && p.CountsOnly():
		return p, fmt.Errorf("there is a count alone %s: lukumäärä gives it", of)
	case ok:
		return p, fmt.Errorf("the value %s is missing at its source", of)
	}
	return p, fmt.Errorf("no value %s: %s", of, held(s))
}

// held says of which periods there are values.
func held(s *series.Based) string {
	var all []domain.Period
	for p := range s.WithValue() {
		all = append(all, p.Period)
	}
	if len(all) == 0 {
		return "there is none of any year"
	}
	return "there are values of " + locale.Range(string(all[0]), string(all[len(all)-1]))
}

// value is the value of a request, or the period that it is of.
func (a *Answers) value(ctx context.Context, r *placeholder.Request) (string, error) {
	s, err := a.series(ctx, r)
	if err != nil {
		return "", err
	}
	p, err := at(&s, r)
	if err != nil {
		return "", err
	}
	notes := s.NotesAt(p)
	a.show(notes, s.Series)
	if r.What == placeholder.Period {
		return string(p.Period), nil
	}
	a.tell(&s.Series, p)
	if r.Count {
		if math.IsNaN(p.Count) {
			return "", fmt.Errorf("%s has no count behind its value in %s", s.Indicator.ID, p.Period)
		}
		return locale.Number(a.s.Lang, p.Count*r.Times, 0), nil
	}
	decimals := s.Shown(s.DecimalsAt(&p.Point), notes.Has(domain.NoteFromCounts))
	if p.Within() && !p.HasValue() {
		return a.bounds(p, decimals), nil
	}
	return a.number(r, &s.Series, p.Value, decimals)
}

// bounds is a value of which is only known between which it lies.
func (a *Answers) bounds(p series.Valued, decimals int) string {
	return locale.Within(a.s.Lang, p.Range.Low, p.Range.High, decimals)
}

// number writes a value of a series as a request has it: multiplied, with its unit.
func (a *Answers) number(r *placeholder.Request, s *series.Series, v float64, decimals int) (string, error) {
	l := a.s.Lang
	if r.Times != 1 {
		scale := math.Pow10(decimals)
		v = math.Round(v*scale) / scale * r.Times // as it is shown
		decimals = max(0, decimals-int(math.Round(math.Log10(r.Times))))
		if r.Decimals != nil {
			decimals = *r.Decimals
		}
		if r.Unit {
			if s.Indicator.Unit != domain.UnitKiloEuro || r.Times != 1000 {
				return "", fmt.Errorf("with ×%v the unit is not %q any more: leave yksikkö out and write it", r.Times, s.Indicator.Unit.Name().In(l))
			}
			euros := *s
			euros.Indicator.Unit = domain.UnitEuro
			s = &euros
		}
	}
	if r.Unit {
		return prose.Amount(s, v, decimals, r.Spelt, l), nil
	}
	return locale.Number(l, v, decimals), nil
}

// change is what a value changed by between two periods.
func (a *Answers) change(ctx context.Context, r *placeholder.Request) (string, error) {
	s, err := a.series(ctx, r)
	if err != nil {
		return "", err
	}
	from, to := r.Periods[0], r.Periods[1]
	if from > to {
		from, to = to, from
	}
	decimals := 0
	var notes domain.Notes
	var ends [2]series.Valued
	for i, period := range []domain.Period{from, to} {
		p, err := in(&s, period, r.Count)
		if err != nil {
			return "", err
		}
		ends[i] = p
		notes = notes.With(s.NotesAt(p)...)
		decimals = max(decimals, s.DecimalsAt(&p.Point))
	}
	if slices.ContainsFunc(s.Breaks, func(b domain.Period) bool { return from < b && b <= to }) {
		return "", fmt.Errorf("%s changed its definition between %s and %s: what it was and is cannot be subtracted", s.Indicator.ID, from, to)
	}
	a.show(notes, s.Series)
	a.tell(&s.Series, ends[:]...)
	l := a.s.Lang
	if r.Count {
		change := ends[1].Count - ends[0].Count
		if math.IsNaN(change) {
			return "", fmt.Errorf("%s has no counts behind its values in %s and %s", s.Indicator.ID, from, to)
		}
		return locale.Signed(l, change*r.Times, 0), nil
	}
	two := s.Series.In(func(p domain.Period) bool { return p == from || p == to })
	tr := trend.Analyse(two, trend.Options{LongOnly: true})
	if tr.N != 2 {
		return "", fmt.Errorf("%s has no value of its own in %s and %s: what is known only within a range is not subtracted", s.Indicator.ID, from, to)
	}
	switch {
	case r.Percent && math.IsNaN(tr.ChangePct):
		return "", fmt.Errorf("the value of %s was not above 0: there is no change in per cent", from)
	case r.Percent:
		decimals = 1
		if r.Decimals != nil {
			decimals = *r.Decimals
		}
		return locale.Signed(l, tr.ChangePct, decimals) + percentSign(l), nil
	}
	decimals = s.Shown(decimals, notes.Has(domain.NoteFromCounts))
	number, err := a.number(r, &s.Series, tr.Change, decimals)
	if points := prose.PointsOf(s.Indicator.Unit, l); err == nil && r.Unit && points != "" {
		return locale.Signed(l, tr.Change, decimals) + " " + points, nil
	}
	if tr.Change > 0 && err == nil && locale.Signed(l, tr.Change, decimals) != locale.Number(l, tr.Change, decimals) {
		number = "+" + number
	}
	return number, err
}

func percentSign(l domain.Lang) string {
	if l == domain.English {
		return "%"
	}
	return "\u00a0%"
}

// course is the direction of a series, its turning years or a paragraph on it.
func (a *Answers) course(ctx context.Context, r *placeholder.Request) (string, error) {
	area, err := a.one(r)
	if err != nil {
		return "", err
	}
	s, err := a.series(ctx, r)
	if err != nil {
		return "", err
	}
	q, err := a.s.Query(a.selection(r, ""))
	if err != nil {
		return "", err
	}
	q.Areas = []series.Area{area}
	if q.Years, err = years(r.Periods); err != nil {
		return "", err
	}
	kept := s.Series
	if q.Years != (domain.YearRange{}) {
		kept = s.Series.In(q.Years.Contains)
	}
	tr := trend.Analyse(kept, trend.Options{Direction: a.s.Direction()})
	l := a.s.Lang
	a.show(tr.Notes, kept)
	switch r.What {
	case placeholder.Direction:
		if tr.N < 4 {
			return "", fmt.Errorf("%d values are too few for a direction, expected 4 or more", tr.N)
		}
		return report.Direction(tr.Direction, tr.Evidence).In(l), nil
	case placeholder.Turn:
		turns := tr.Turning.Years()
		if len(turns) == 0 {
			return "", errors.New("no year in which the series turned for sure: 'kuvio trend --segments' says what was found")
		}
		words := make([]string, len(turns))
		for i, y := range turns {
			words[i] = string(y)
		}
		return locale.List(l, words), nil
	}
	if tr.N == 0 {
		return "", fmt.Errorf("no value of %s for %s in these years", s.Indicator.ID, area.ID)
	}
	abouts, err := prose.Abouts(ctx, a.s, q, []trend.Trend{tr}, a.year)
	if err != nil {
		return "", err
	}
	a.tell(&kept, tr.First, tr.Last)
	if c := abouts[0].Country; c != nil {
		a.show(nil, *c)
		country := c.Based()
		a.tellAt([]*series.Based{&country}, tr.Last.Period)
	}
	return prose.Sentence(abouts[0], l), nil
}

// yearsOf are the years of which figures are shown: one alone is that year.
func yearsOf(periods []domain.Period) (domain.YearRange, error) {
	if len(periods) == 1 {
		return domain.YearRange{From: periods[0].Year(), To: periods[0].LastYear()}, nil
	}
	return years(periods)
}

// years are those from the first period to the last; one alone is the last that is
// looked at.
func years(periods []domain.Period) (domain.YearRange, error) {
	switch len(periods) {
	case 0:
		return domain.YearRange{}, nil
	case 1:
		if p := periods[0]; p.LastYear() > p.Year() {
			return domain.YearRange{From: p.Year(), To: p.LastYear()}, nil
		}
		return domain.YearRange{To: periods[0].Year()}, nil
	}
	r := domain.YearRange{From: periods[0].Year(), To: periods[1].LastYear()}
	if r.From > r.To {
		return r, fmt.Errorf("%s and %s: expected the first year before the last", periods[0], periods[1])
	}
	return r, nil
}

// rank is where an area stands among others, in words.
func (a *Answers) rank(ctx context.Context, r *placeholder.Request) (string, error) {
	area, err := a.one(r)
	if err != nil {
		return "", err
	}
	refs, err := a.set(r)
	if err != nil {
		return "", err
	}
	q, err := a.query(r, refs)
	if err != nil {
		return "", err
	}
	if !slices.ContainsFunc(q.Areas, func(b series.Area) bool { return b.ID == area.ID }) {
		return "", fmt.Errorf("%s is not among the areas of %s", area.ID, refs)
	}
	result, err := compare.Run(ctx, a.s, q, nil, period(r), compare.Options{Level: trend.Level, Standing: true})
	if err != nil {
		return "", err
	}
	standing := prose.Standing{Places: a.s.Place, Level: trend.Level}
	for i := range result.Comparisons {
		standing.All = append(standing.All, result.Comparisons[i:i+1])
		standing.Decimals = result.Comparisons[i].Decimals
	}
	for i := range result.Comparisons {
		if c := &result.Comparisons[i]; c.Series.Region == area.ID && c.Of == 1 {
			return "", fmt.Errorf("%s is the only one of %s with a value of %s%s: a place is among two or more", area.ID, refs, r.Indicators, inYear(r))
		}
	}
	said := prose.Nth(standing, area.ID, a.s.Lang)
	if said == "" {
		return "", fmt.Errorf("%s has no value of %s to be ranked by%s", area.ID, r.Indicators, inYear(r))
	}
	for i := range result.Comparisons {
		if c := &result.Comparisons[i]; c.Series.Region == area.ID {
			a.show(c.Series.NotesAt(c.Point), c.Series.Series)
		}
	}
	return said, nil
}

// period is the one that a request names; "" is the latest.
func period(r *placeholder.Request) domain.Period {
	if len(r.Periods) == 0 {
		return ""
	}
	return r.Periods[0]
}

func inYear(r *placeholder.Request) string {
	if len(r.Periods) == 0 {
		return ""
	}
	return " in " + string(r.Periods[0])
}
