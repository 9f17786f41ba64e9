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
	about
	gender                  table.Value
	region, name, breakdown string // name is the region's
	total                   bool   // whether the gender is
}

// about is what a row says of its indicator.
type about struct{ indicator, title, unit table.Value }

func aboutOf(ind domain.Indicator, l domain.Lang) about {
	return about{indicator: table.Str(string(ind.ID)).ForPeople(Heading(ind)), title: table.Str(ind.Title.In(l)), unit: unitValue(ind.Unit)}
}

func subjectOf(s *series.Series, l domain.Lang) subject {
	return aboutOf(s.Indicator, l).seriesOf(s, l)
}

func (a about) seriesOf(s *series.Series, l domain.Lang) subject {
	return a.subject(domain.Key{Region: s.Region, Gender: s.Gender, Breakdown: s.Breakdown}, s.RegionName.In(l))
}

func subjectOfKey(ind domain.Indicator, k domain.Key, name string, l domain.Lang) subject {
	return aboutOf(ind, l).subject(k, name)
}

func (a about) subject(k domain.Key, name string) subject {
	return subject{
		about: a, gender: word(k.Gender, genders),
		region: string(k.Region), name: name, breakdown: k.Breakdown, total: k.Gender == domain.Total,
	}
}

// subjectsOf are the subjects of series. What is said of an indicator is made once for
// those of it that follow each other.
func subjectsOf(all []series.Series, l domain.Lang) []subject {
	subjects := make([]subject, len(all))
	var a about
	for i := range all {
		if s := &all[i]; i == 0 || s.Indicator != all[i-1].Indicator {
			a = aboutOf(s.Indicator, l)
		}
		subjects[i] = a.seriesOf(&all[i], l)
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
	total, whole := true, true
	for i := range all {
		total, whole = total && all[i].total, whole && all[i].breakdown == ""
	}
	return []Column[subject]{
		{Heading: table.Column{Name: "gender", Title: text("Sukupuoli", "Kön", "Gender"), Wide: total, Narrow: true},
			Value: func(s *subject) table.Value { return s.gender }},
		{Heading: table.Column{Name: "breakdown", Title: text("Ryhmä", "Grupp", "Breakdown"), Wide: whole, Narrow: true},
			Value: func(s *subject) table.Value {
				if s.breakdown == "" {
					return table.Str("")
				}
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
