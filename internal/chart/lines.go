package chart

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

func (b *Builder) lines(ctx context.Context, s *Spec) (*Figure, error) {
	years, err := domain.ParseYearRange(s.Years)
	if err != nil {
		return nil, err
	}
	multiply := s.Multiply
	if multiply == 0 {
		multiply = 1
	}
	var all []series.Series
	var labels []domain.Text
	for i, one := range s.Series {
		found, err := b.one(ctx, one, s.Gender, years)
		if err != nil {
			return nil, fmt.Errorf("series %d: %w", i+1, err)
		}
		if s.FromCounts {
			found = found.FromCounts()
		}
		label := one.Label
		if label.IsZero() {
			label = found.RegionName
		}
		all, labels = append(all, found), append(labels, label)
	}
	decimals := 0
	for i := range all {
		decimals = max(decimals, max(0, all[i].Decimals()-places(multiply)))
	}
	if s.Decimals != nil {
		decimals = *s.Decimals
	}
	f := &Figure{Spec: s, Table: drawn(all, labels, multiply, decimals)}
	f.span(all)
	if f.first == "" {
		return nil, fmt.Errorf("no values to draw: %s, years %s; 'kuvio info -i' shows what is held", seriesNames(s), orAll(s.Years))
	}
	for i := range all {
		if _, y := all[i].Values(); len(y) == 0 {
			f.Warnings = append(f.Warnings, fmt.Sprintf("%s: series %d (%s of %s) has no values", s.file, i+1, s.Series[i].Indicator, s.Series[i].Region))
		}
	}
	if s.FromCounts {
		f.notes = append(f.notes, domain.Note{Code: domain.NoteFromCounts}.Sentence())
	}
	f.content = func(l domain.Lang) figure.Content {
		lines := figure.Lines{ZeroBase: s.ZeroBase, EndValues: s.EndValues, Decimals: decimals, Empty: noData.In(l)}
		for i := range all {
			lines.Series = append(lines.Series, line(&all[i], labels[i].In(l), multiply, domain.Period(f.first), domain.Period(f.last), s.SeamLabel, l))
		}
		return lines
	}
	f.alt = func(l domain.Lang) string { return altLines(all, labels, multiply, decimals, l) }
	return f, nil
}

var noData = domain.Text{FI: "ei tietoja", SV: "inga uppgifter", EN: "no data"}

// places is how many decimals a factor takes off: 1000 takes three.
func places(multiply float64) int { return int(math.Round(math.Log10(math.Abs(multiply)))) }

// one reads the one series a spec names.
func (b *Builder) one(ctx context.Context, spec SeriesSpec, gender domain.Gender, years domain.YearRange) (series.Series, error) {
	selectors, err := series.ParseSelectors(spec.Indicator, b.Sets)
	if err != nil {
		return series.Series{}, err
	}
	areas, err := b.Areas(spec.Region)
	if err != nil {
		return series.Series{}, err
	}
	q := series.Query{Indicators: selectors, Areas: areas, Years: years}
	if gender != "" {
		q.Genders = []domain.Gender{gender}
	}
	found, missing, err := b.Loader.Load(ctx, q)
	if err != nil {
		return series.Series{}, err
	}
	if len(missing) > 0 {
		return series.Series{}, missingError(missing)
	}
	if len(found) != 1 {
		return series.Series{}, fmt.Errorf("indicator %s, region %s: found %d series, expected one: name one indicator without breakdowns and one region", spec.Indicator, spec.Region, len(found))
	}
	return found[0], nil
}

func missingError(missing []domain.IndicatorID) error {
	ids := make([]string, len(missing))
	for i, id := range missing {
		ids[i] = string(id)
	}
	return fmt.Errorf("no data of indicator %s in this workspace: import it with 'kuvio import FILE'", strings.Join(ids, ", "))
}

// line is a series as a figure draws it between two years, with a seam at
// every break that parts two of its points. The years outside are those in
// which no series of the figure has a value.
func line(s *series.Series, label string, multiply float64, from, to domain.Period, seamLabel domain.Text, l domain.Lang) figure.Series {
	out := figure.Series{Label: label}
	for _, p := range s.Points {
		if from.Year() <= p.Period.Year() && p.Period.Year() <= to.Year() {
			out.Points = append(out.Points, figure.Point{X: p.Period.Time(), Y: p.Value * multiply})
		}
	}
	for _, at := range s.Seams() {
		text := seamLabel
		if text.IsZero() {
			text = seamText
		}
		out.Seams = append(out.Seams, figure.Seam{X: at.Time(), Label: strings.ReplaceAll(text.In(l), "{first}", string(at))})
	}
	return out
}

var seamText = domain.Text{FI: "sarja vaihtuu {first}", SV: "serien byts {first}", EN: "series changes {first}"}

// altLines says of each line where it begins, where it ends, and its extremes.
func altLines(all []series.Series, labels []domain.Text, multiply float64, decimals int, l domain.Lang) string {
	form := domain.Text{
		FI: "%s: alussa %s (%s), lopussa %s (%s); pienin %s (%s), suurin %s (%s).",
		SV: "%s: först %s (%s), sist %s (%s); lägst %s (%s), högst %s (%s).",
		EN: "%s: first %s (%s), last %s (%s); lowest %s (%s), highest %s (%s).",
	}
	parts := []string{domain.Text{FI: "Viivakuvio.", SV: "Linjediagram.", EN: "Line chart."}.In(l)}
	for i := range all {
		var with []series.Point
		for _, p := range all[i].Points {
			if !math.IsNaN(p.Value) {
				with = append(with, p)
			}
		}
		label := labels[i].In(l)
		if len(with) == 0 {
			parts = append(parts, label+": "+noData.In(l)+".")
			continue
		}
		first, last := with[0], with[len(with)-1]
		by := func(a, b series.Point) int {
			switch {
			case a.Value < b.Value:
				return -1
			case a.Value > b.Value:
				return 1
			}
			return 0
		}
		low, high := slices.MinFunc(with, by), slices.MaxFunc(with, by)
		n := func(p series.Point) string { return locale.Number(l, p.Value*multiply, decimals) }
		parts = append(parts, fmt.Sprintf(form.In(l), label, n(first), first.Period, n(last), last.Period, n(low), low.Period, n(high), high.Period))
		for _, seam := range line(&all[i], label, multiply, first.Period, last.Period, domain.Text{}, l).Seams {
			parts = append(parts, label+": "+seam.Label+".")
		}
	}
	return strings.Join(parts, " ")
}

// seriesNames names what a spec asks for, in an error.
func seriesNames(s *Spec) string {
	names := make([]string, len(s.Series))
	for i, one := range s.Series {
		names[i] = one.Indicator + " of " + one.Region
	}
	return strings.Join(names, ", ")
}

func orAll(years string) string {
	if years == "" {
		return "all"
	}
	return years
}
