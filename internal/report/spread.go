package report

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Spread is the table of how far areas lie apart: kind by kind a row for each
// period, and below it whether they draw together where that was asked for.
func Spread(r *between.SpreadResult, l domain.Lang) *table.Table {
	t := Table[spreadRow]{Title: text("Alueiden väliset erot", "Skillnader mellan områden", "Differences between regions"), Columns: spreadColumns(subjectsOf(r.Series, l)), Notes: []domain.Text{spreadNote}, Source: cite.Source(slices.Concat(r.Series, r.Used))}
	for _, k := range r.Kinds {
		about := subjectOf(&k.Series[0], l)
		for _, row := range k.Spreads {
			t.Rows = append(t.Rows, newSpreadRow(row, &about, &k))
		}
		if k.Convergence != nil {
			t.Notes = append(t.Notes, convergenceTexts(&k.Series[0], k.Convergence)...)
		}
	}
	if len(t.Notes) > 1 {
		t.Notes = append(t.Notes, convergenceCaution)
	}
	return t.Fill()
}

var spreadNote = text(
	"Hajonta on painottamaton, ellei toisin mainita. CV: otoskeskihajonta jaettuna keskiarvolla. Gini: 0 = ei eroja.",
	"Spridningen är ovägd om inte annat sägs. CV: stickprovsstandardavvikelsen delad med medelvärdet. Gini: 0 = inga skillnader.",
	"Spread is unweighted unless it says otherwise. CV: sample standard deviation divided by the mean. Gini: 0 = no differences.")

// spreadRow is a row of Spread.
type spreadRow struct {
	between.PeriodSpread
	subject         *subject
	decimals, means int // shown, of values and of means
}

// newSpreadRow is a row of a kind: values that were computed from counts, and their
// means, are shown with one decimal more than published, and so are means of numbers,
// which are not rounded.
func newSpreadRow(r between.PeriodSpread, of *subject, k *between.KindSpread) spreadRow {
	s := &k.Series[0]
	return spreadRow{r, of, shownDecimals(s, k.Decimals, r.Notes), s.Shown(k.Decimals, r.Notes.Has(domain.NoteFromCounts) || s.Indicator.Unit == domain.UnitCount)}
}

func spreadColumns(all []subject) []Column[spreadRow] {
	about := func(r *spreadRow) *subject { return r.subject }
	return slices.Concat(
		part(manyColumns(all), about),
		measureColumns, weightedColumns,
		[]Column[spreadRow]{noteColumn(func(r *spreadRow) domain.Notes { return r.Notes })},
		part(aboutColumns, about))
}

// measureColumns are the measures in which every area counts the same, and the
// weighted mean beside them.
var measureColumns = []Column[spreadRow]{
	{Heading: table.Column{Name: "period", Title: periodTitle, Narrow: true},
		Value: func(r *spreadRow) table.Value { return table.PeriodOf(r.Period) }},
	{Heading: table.Column{Name: "n", Title: same("n"), Spare: 2},
		Value: func(r *spreadRow) table.Value { return table.IntOf(r.N) }},
	{Heading: table.Column{Name: "missing", Title: text("Puuttuu", "Saknas", "Missing"), Spare: 3},
		Value: func(r *spreadRow) table.Value { return table.IntOf(r.Missing) }},
	{Heading: table.Column{Name: "mean", Title: text("Painottamaton keskiarvo", "Ovägt medelvärde", "Unweighted mean"), Narrow: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.Mean, r.means) }},
	{Heading: table.Column{Name: "weighted_mean", Title: text("Painotettu", "Vägt", "Weighted"), Spare: 5},
		Value: func(r *spreadRow) table.Value { return table.Num(r.WeightedMean, r.means) }},
	{Heading: table.Column{Name: "median", Title: text("Mediaani", "Median", "Median"), Spare: 6},
		Value: func(r *spreadRow) table.Value { return table.Num(r.Median, r.means) }},
	{Heading: table.Column{Name: "min", Title: text("Pienin", "Lägst", "Lowest"), Narrow: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.Min, r.decimals) }},
	{Heading: table.Column{Name: "min_region", Title: text("Missä pienin", "Var lägst", "Where lowest"), Spare: 4, Narrow: true},
		Value: func(r *spreadRow) table.Value { return regionsWith(r.Least) }},
	{Heading: table.Column{Name: "max", Title: text("Suurin", "Högst", "Highest"), Narrow: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.Max, r.decimals) }},
	{Heading: table.Column{Name: "max_region", Title: text("Missä suurin", "Var högst", "Where highest"), Spare: 4, Narrow: true},
		Value: func(r *spreadRow) table.Value { return regionsWith(r.Greatest) }},
	{Heading: table.Column{Name: "sd", Title: text("Keskihajonta", "Standardavvikelse", "SD"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.SD, r.means) }},
	{Heading: table.Column{Name: "cv", Title: same("CV"), Narrow: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.CV, 3) }},
	{Heading: table.Column{Name: "gini", Title: same("Gini"), Spare: 1},
		Value: func(r *spreadRow) table.Value { return table.Num(r.Gini, 3) }},
	{Heading: table.Column{Name: "theil", Title: same("Theil"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.Theil, 4) }},
	{Heading: table.Column{Name: "p10", Title: same("P10"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.P10, r.means) }},
	{Heading: table.Column{Name: "p25", Title: same("P25"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.P25, r.means) }},
	{Heading: table.Column{Name: "p75", Title: same("P75"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.P75, r.means) }},
	{Heading: table.Column{Name: "p90", Title: same("P90"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.P90, r.means) }},
	{Heading: table.Column{Name: "max_min", Title: text("Suurin / pienin", "Högst / lägst", "Highest / lowest"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.MaxMin, 2) }},
	{Heading: table.Column{Name: "p90_p10", Title: same("P90 / P10"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.P90P10, 2) }},
}

var weightedColumns = []Column[spreadRow]{
	{Heading: table.Column{Name: "cv_weighted", Title: text("CV, painotettu", "CV, vägd", "CV, weighted"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.WeightedCV, 3) }},
	{Heading: table.Column{Name: "gini_weighted", Title: text("Gini, painotettu", "Gini, vägd", "Gini, weighted"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.WeightedGini, 3) }},
	{Heading: table.Column{Name: "theil_weighted", Title: text("Theil, painotettu", "Theil, vägd", "Theil, weighted"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.WeightedTheil, 4) }},
	{Heading: table.Column{Name: "p90_p10_weighted", Title: text("P90 / P10, painotettu", "P90 / P10, vägd", "P90 / P10, weighted"), Wide: true},
		Value: func(r *spreadRow) table.Value { return table.Num(r.WeightedP90P10, 2) }},
	{Heading: table.Column{Name: "weights", Title: text("Painot", "Vikter", "Weights"), Wide: true},
		Value: func(r *spreadRow) table.Value {
			v := table.Str(string(r.Weights))
			if r.Weights == between.Derived {
				return v.ForPeople(text("päätelty nimittäjä", "härledd nämnare", "derived denominator"))
			}
			return v
		}},
}

// mostNamed is how many regions people read by name in one cell.
const mostNamed = 2

// regionsWith names the regions that share a value: machines read every id,
// people the names, or the number where they are many.
func regionsWith(regions []*series.Based) table.Value {
	v := table.Str(regionIDs(regions))
	if n := len(regions); n > mostNamed {
		return v.ForPeople(text(fmt.Sprintf("%d aluetta", n), fmt.Sprintf("%d områden", n), fmt.Sprintf("%d regions", n)))
	}
	return v.ForPeople(regionNames(regions))
}

// regionIDs joins the ids of regions for machines.
func regionIDs(regions []*series.Based) string {
	ids := make([]string, len(regions))
	for i, r := range regions {
		ids[i] = string(r.Region)
	}
	return strings.Join(ids, ";")
}

// regionNames joins the names of regions for people.
func regionNames(regions []*series.Based) domain.Text {
	return each(func(l domain.Lang) string {
		return list(regions, func(r *series.Based) string { return r.RegionName.In(l) })
	})
}
