package report

import (
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// subject is what a row is of: an indicator in a region, of a gender and a
// breakdown. It is made once for all rows of a series.
type subject struct {
	indicator, gender       table.Value
	title, unit             table.Value // the indicator's
	region, name, breakdown string      // name is the region's
	total                   bool        // whether the gender is
}

func subjectOf(s *series.Series, l domain.Lang) subject {
	key := domain.Key{Indicator: s.Indicator.ID, Region: s.Region, Gender: s.Gender, Breakdown: s.Breakdown}
	return subjectOfKey(s.Indicator, key, s.RegionName.In(l), l)
}

func subjectOfKey(ind domain.Indicator, k domain.Key, name string, l domain.Lang) subject {
	return subject{
		title: table.Str(ind.Title.In(l)), unit: unitValue(ind.Unit),
		indicator: table.Str(string(ind.ID)).ForPeople(Heading(ind)), gender: word(k.Gender, genders),
		region: string(k.Region), name: name, breakdown: k.Breakdown, total: k.Gender == domain.Total,
	}
}

func subjectsOf(all []series.Series, l domain.Lang) []subject {
	subjects := make([]subject, len(all))
	for i := range all {
		subjects[i] = subjectOf(&all[i], l)
	}
	return subjects
}

// subjectColumns are the columns that say what a row is of. Gender and breakdown
// are shown to people only where they tell the subjects apart.
func subjectColumns(all []subject) []Column[subject] {
	return slices.Concat([]Column[subject]{indicatorColumn}, regionColumns, kindColumns(all))
}

// manyColumns are those of rows that are of many regions.
func manyColumns(all []subject) []Column[subject] {
	return append([]Column[subject]{indicatorColumn}, kindColumns(all)...)
}

var indicatorColumn = Column[subject]{
	Heading: table.Column{Name: "indicator", Title: text("Indikaattori", "Indikator", "Indicator"), Section: true, Narrow: true},
	Value:   func(s *subject) table.Value { return s.indicator },
}

var regionColumns = []Column[subject]{
	{Heading: table.Column{Name: "region", Title: referenceTitle, Wide: true},
		Value: func(s *subject) table.Value { return table.Str(s.region) }},
	{Heading: table.Column{Name: "region_name", Title: regionTitle, Narrow: true},
		Value: func(s *subject) table.Value { return table.Str(s.name) }},
}

// aboutColumns say what the numbers of a row are, for whoever has them in a file
// without the headings that people read; they stand last of all.
var aboutColumns = []Column[subject]{
	{Heading: table.Column{Name: "indicator_title", Title: text("Indikaattorin nimi", "Indikatorns namn", "Indicator title"), Filed: true},
		Value: func(s *subject) table.Value { return s.title }},
	{Heading: table.Column{Name: "unit", Title: unitTitle, Filed: true},
		Value: func(s *subject) table.Value { return s.unit }},
}

// unitValue is a unit: its code for machines, and its name for people.
func unitValue(u domain.Unit) table.Value { return table.Str(string(u)).ForPeople(u.Name()) }

// kindColumns are the gender and the breakdown.
func kindColumns(all []subject) []Column[subject] {
	total := !slices.ContainsFunc(all, func(s subject) bool { return !s.total })
	whole := !slices.ContainsFunc(all, func(s subject) bool { return s.breakdown != "" })
	return []Column[subject]{
		{Heading: table.Column{Name: "gender", Title: text("Sukupuoli", "Kön", "Gender"), Wide: total, Narrow: true},
			Value: func(s *subject) table.Value { return s.gender }},
		{Heading: table.Column{Name: "breakdown", Title: text("Ryhmä", "Grupp", "Breakdown"), Wide: whole, Narrow: true},
			Value: func(s *subject) table.Value {
				return table.Str(s.breakdown).ForPeople(domain.BreakdownLabel(s.breakdown))
			}},
	}
}

// Heading is an indicator as a heading over its rows: number, title and, where
// the title does not say it, the unit.
func Heading(ind domain.Indicator) domain.Text {
	unsaid := ind.Unit != domain.UnitUnknown && domain.UnitFromTitle(ind.Title.FI) == domain.UnitUnknown
	return each(func(l domain.Lang) string {
		h := string(ind.ID)
		if title := ind.Title.In(l); title != "" {
			h += "  " + title
		}
		if unsaid {
			h += " (" + ind.Unit.Name().In(l) + ")"
		}
		return h
	})
}

// shownDecimals is how many decimals the values of an entry with these notes
// are shown with, that are published with so many.
func shownDecimals(s *series.Series, published int, notes domain.Notes) int {
	return s.Shown(published, notes.Has(domain.NoteFromCounts))
}
