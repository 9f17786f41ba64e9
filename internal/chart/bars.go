package chart

import (
	"context"
	"fmt"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/parts"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// Bars is a figure of breakdowns of one indicator in one year, a panel an area.
type Bars struct {
	Frame  `yaml:",inline"`
	Values `yaml:",inline"`

	Indicator  domain.IndicatorID `yaml:"indicator" flag:"indicator,i" help:"the indicator"`
	Year       int                `yaml:"year" help:"the year"`
	Categories []CategorySpec     `yaml:"categories" flag:"-" help:"the bars: a breakdown and its name each"`
	Panels     []PanelSpec        `yaml:"panels" flag:"-" help:"the regions side by side"`
}

// CategorySpec is one bar in every panel: a breakdown, held or summed, and its name.
type CategorySpec struct {
	Breakdown string      `yaml:"breakdown" help:"held, or summed from classes of ages"`
	Label     domain.Text `yaml:"label" help:"its name"`
}

// PanelSpec is one area of a bar figure.
type PanelSpec struct {
	Region string      `yaml:"region" help:"the region"`
	Title  domain.Text `yaml:"title" help:"the region's name where it is left out"`
	Focus  bool        `yaml:"focus" help:"drawn in the strong colour"`
}

func (s *Bars) check() error {
	if err := s.Values.check(); err != nil {
		return err
	}
	if _, err := domain.ParseIndicatorID(string(s.Indicator)); err != nil {
		return faultf("$.indicator", "indicator: %v", err)
	}
	if len(s.Panels) == 0 || len(s.Categories) == 0 || s.Year == 0 {
		return faultf("$.kind", "bars need a year, categories with a breakdown each, and panels with a region each")
	}
	for i, c := range s.Categories {
		if _, err := domain.ParseBreakdown(c.Breakdown); err != nil {
			return faultf(fmt.Sprintf("$.categories[%d].breakdown", i), "category %d: breakdown: %v", i+1, err)
		}
	}
	return nil
}

func (s *Bars) build(ctx context.Context, b *Builder) (*Figure, error) {
	gender := s.Gender
	if gender == "" {
		gender = domain.Total
	}
	q := series.Query{
		Basis:      s.basis(),
		Indicators: []series.Selector{{s.Indicator}}, Genders: []domain.Gender{gender},
		Years: domain.YearRange{From: s.Year, To: s.Year},
	}
	for _, c := range s.Categories {
		q.Breakdowns = append(q.Breakdowns, parsed(c.Breakdown))
	}
	for i, panel := range s.Panels {
		areas, err := b.Session.Areas(panel.Region)
		if err != nil {
			return nil, fmt.Errorf("panel %d: %w", i+1, err)
		}
		if len(areas) != 1 {
			return nil, fmt.Errorf("panel %d: %s is %d regions, expected one", i+1, panel.Region, len(areas))
		}
		q.Areas = append(q.Areas, areas[0])
	}
	found, lacking, err := b.Session.Loader().Load(ctx, q)
	if err != nil {
		return nil, err
	}
	if len(lacking.Missing) > 0 {
		return nil, missingError(lacking.Missing)
	}
	if len(lacking.Kinds) > 0 {
		return nil, lacking.Kinds[0]
	}
	ordered, labels := s.categorise(q.Areas, found)
	f := &Figure{Warnings: s.outdated(s.named()), Table: drawn(ordered, labels, 1, 0)}
	f.noteBasis(ordered)
	f.span(ordered)
	f.content = func(l domain.Lang) figure.Content { return s.barContent(q.Areas, ordered, l) }
	f.alt = func(l domain.Lang) string { return s.altBars(q.Areas, ordered, l) }
	return f, nil
}

// parsed is a breakdown of a spec, which has been checked.
func parsed(breakdown string) string {
	b, _ := domain.ParseBreakdown(breakdown)
	return b
}

// categorise puts the series into the order of the panels, and within each of
// the categories: series[panel*len(categories)+category]. They come a category
// after the other, with a series for each area.
func (s *Bars) categorise(areas []series.Area, found []series.Series) (ordered []series.Based, labels []domain.Text) {
	for a := range areas {
		for c := range s.Categories {
			ordered, labels = append(ordered, found[c*len(areas)+a].Based()), append(labels, s.Categories[c].Label)
		}
	}
	return ordered, labels
}

func (s *Bars) barContent(areas []series.Area, ordered []series.Based, l domain.Lang) parts.Content {
	bars := parts.Content{Empty: noData.In(l)}
	for _, c := range s.Categories {
		bars.Categories = append(bars.Categories, c.Label.In(l))
	}
	for i, spec := range s.Panels {
		panel := parts.Panel{Title: s.panelTitle(i, areas).In(l), Focus: spec.Focus, Decimals: s.barDecimals(ordered)}
		for j := range s.Categories {
			p, _ := ordered[i*len(s.Categories)+j].At(domain.Year(s.Year))
			panel.Bars = append(panel.Bars, parts.Bar{Value: p.Value, Text: withoutValue(p, l)})
		}
		bars.Panels = append(bars.Panels, panel)
	}
	return bars
}

func (s *Bars) barDecimals(ordered []series.Based) int {
	most, finest := 0, 0
	for i := range ordered {
		most = max(most, ordered[i].Decimals())
		finest = max(finest, ordered[i].Finest(ordered[i].Decimals()))
	}
	if s.Decimals != nil {
		return min(*s.Decimals, finest)
	}
	return most
}

func (s *Bars) panelTitle(i int, areas []series.Area) domain.Text {
	if !s.Panels[i].Title.IsZero() {
		return s.Panels[i].Title
	}
	return areas[i].Name
}

// withoutValue says why a point has no value; "" where it has one.
func withoutValue(p series.Valued, l domain.Lang) string {
	switch {
	case p.HasValue():
		return ""
	case p.Status == domain.Suppressed:
		return domain.Text{FI: "salattu", SV: "sekretessbelagd", EN: "suppressed"}.In(l)
	}
	return domain.Text{FI: "tieto puuttuu", SV: "uppgift saknas", EN: "missing"}.In(l)
}

func (s *Bars) altBars(areas []series.Area, ordered []series.Based, l domain.Lang) string {
	parts := []string{domain.Text{FI: "Pylväskuvio.", SV: "Stapeldiagram.", EN: "Bar chart."}.In(l)}
	for i := range s.Panels {
		var values []string
		for j, c := range s.Categories {
			p, _ := ordered[i*len(s.Categories)+j].At(domain.Year(s.Year))
			value := withoutValue(p, l)
			if value == "" {
				value = locale.Number(l, p.Value, s.barDecimals(ordered))
			}
			values = append(values, c.Label.In(l)+" "+value)
		}
		parts = append(parts, s.panelTitle(i, areas).In(l)+": "+strings.Join(values, "; ")+".")
	}
	return strings.Join(parts, " ")
}
