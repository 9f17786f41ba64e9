package cli

import (
	"fmt"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

var spreadNote = text(
	"Hajonta on painottamaton, jos ei toisin sanota. CV: otoskeskihajonta jaettuna keskiarvolla. Gini: 0 = ei eroja.",
	"Spridningen är ovägd om inte annat sägs. CV: stickprovsstandardavvikelsen delad med medelvärdet. Gini: 0 = inga skillnader.",
	"Spread is unweighted unless it says otherwise. CV: sample standard deviation divided by the mean. Gini: 0 = no differences.")

var spreadColumns = []table.Column{
	{Name: "period", Title: text("Vuosi", "År", "Period")},
	{Name: "n", Title: text("n", "n", "n"), Spare: 2},
	{Name: "missing", Title: text("Puuttuu", "Saknas", "Missing"), Spare: 3},
	{Name: "mean", Title: text("Painottamaton keskiarvo", "Ovägt medelvärde", "Unweighted mean")},
	{Name: "weighted_mean", Title: text("Painotettu", "Vägt", "Weighted"), Spare: 5},
	{Name: "median", Title: text("Mediaani", "Median", "Median"), Spare: 6},
	{Name: "min", Title: text("Pienin", "Lägst", "Lowest")},
	{Name: "min_region", Title: text("Missä pienin", "Var lägst", "Where lowest"), Spare: 4},
	{Name: "max", Title: text("Suurin", "Högst", "Highest")},
	{Name: "max_region", Title: text("Missä suurin", "Var högst", "Where highest"), Spare: 4},
	{Name: "sd", Title: text("Keskihajonta", "Standardavvikelse", "SD"), Wide: true},
	{Name: "cv", Title: text("CV", "CV", "CV")},
	{Name: "gini", Title: text("Gini", "Gini", "Gini"), Spare: 1},
	{Name: "theil", Title: text("Theil", "Theil", "Theil"), Wide: true},
	{Name: "p10", Title: text("P10", "P10", "P10"), Wide: true},
	{Name: "p25", Title: text("P25", "P25", "P25"), Wide: true},
	{Name: "p75", Title: text("P75", "P75", "P75"), Wide: true},
	{Name: "p90", Title: text("P90", "P90", "P90"), Wide: true},
	{Name: "max_min", Title: text("Suurin / pienin", "Högst / lägst", "Highest / lowest"), Wide: true},
	{Name: "p90_p10", Title: text("P90 / P10", "P90 / P10", "P90 / P10"), Wide: true},
	{Name: "cv_weighted", Title: text("CV, painotettu", "CV, vägd", "CV, weighted"), Wide: true},
	{Name: "gini_weighted", Title: text("Gini, painotettu", "Gini, vägd", "Gini, weighted"), Wide: true},
	{Name: "theil_weighted", Title: text("Theil, painotettu", "Theil, vägd", "Theil, weighted"), Wide: true},
	{Name: "p90_p10_weighted", Title: text("P90 / P10, painotettu", "P90 / P10, vägd", "P90 / P10, weighted"), Wide: true},
	{Name: "weights", Title: text("Painot", "Vikter", "Weights"), Wide: true},
	noteColumn,
}

// spreadValues are the values of spreadColumns, the note still empty, of an
// indicator that is published with d decimals: values computed from counts are
// shown with one more, and means too.
func spreadValues(r between.PeriodSpread, d int) []table.Value {
	mean := d + 1
	if r.Notes.Has(domain.NoteFromCounts) {
		d++
	}
	return []table.Value{
		table.PeriodOf(r.Period), table.IntOf(r.N), table.IntOf(r.Missing),
		table.Num(r.Mean, mean), table.Num(r.WeightedMean, mean), table.Num(r.Median, mean),
		table.Num(r.Min, d), regionsWith(r.Least), table.Num(r.Max, d), regionsWith(r.Greatest),
		table.Num(r.SD, mean), table.Num(r.CV, 3), table.Num(r.Gini, 3), table.Num(r.Theil, 4),
		table.Num(r.P10, mean), table.Num(r.P25, mean), table.Num(r.P75, mean), table.Num(r.P90, mean),
		table.Num(r.MaxMin, 2), table.Num(r.P90P10, 2),
		table.Num(r.WeightedCV, 3), table.Num(r.WeightedGini, 3), table.Num(r.WeightedTheil, 4), table.Num(r.WeightedP90P10, 2),
		weightsValue(r.Weights), table.None(),
	}
}

func weightsValue(w between.Weights) table.Value {
	v := table.Str(string(w))
	if w == between.Derived {
		return v.ForPeople(text("päätelty nimittäjä", "härledd nämnare", "derived denominator"))
	}
	return v
}

// mostNamed is how many regions people read by name in one cell.
const mostNamed = 2

// regionsWith names the regions that share a value: machines read every id,
// people the names, or the number where they are many.
func regionsWith(regions []*series.Based) table.Value {
	ids := make([]string, len(regions))
	for i, r := range regions {
		ids[i] = string(r.Region)
	}
	v := table.Str(strings.Join(ids, ";"))
	if n := len(regions); n > mostNamed {
		return v.ForPeople(text(fmt.Sprintf("%d aluetta", n), fmt.Sprintf("%d områden", n), fmt.Sprintf("%d regions", n)))
	}
	return v.ForPeople(regionNames(regions))
}

// regionNames joins the names of regions for people.
func regionNames(regions []*series.Based) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		names := make([]string, len(regions))
		for i, r := range regions {
			names[i] = r.RegionName.In(l)
		}
		t.Set(l, strings.Join(names, ", "))
	}
	return t
}

// spreadKindColumns are the columns of kindColumns but the regions: a row is of
// many.
func spreadKindColumns(all []series.Series) []table.Column { return withoutRegion(kindColumns(all)) }

func spreadKindValues(s *series.Series, l domain.Lang) []table.Value {
	return withoutRegion(kindValues(s, l))
}

// withoutRegion leaves out the second and third of kindColumns, region and
// region_name.
func withoutRegion[T any](kind []T) []T { return append(kind[:1:1], kind[3:]...) }
