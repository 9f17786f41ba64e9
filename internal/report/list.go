package report

import (
	"strconv"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

// Listed is an indicator, and what is held of it, nil where nothing is.
type Listed struct {
	domain.Indicator
	Held *store.Holding
}

// Indicators is the list of indicators. left are described, without data and
// left out of it.
func Indicators(all []Listed, left int, l domain.Lang) *table.Table {
	t := Table[Listed]{Title: text("Indikaattorit", "Indikatorer", "Indicators"), Columns: indicatorColumns(l), Rows: all}
	if left > 0 {
		count := strconv.Itoa(left)
		t.After = append(t.After, text("Kuvattuja indikaattoreita, joista ei ole tietoja: "+count+"; --all tai hakusana näyttää ne.",
			"Beskrivna indikatorer utan data: "+count+"; --all eller ett sökord visar dem.",
			"Indicators described but without data: "+count+"; --all or a query shows them."))
	}
	return t.Fill()
}

func indicatorColumns(l domain.Lang) []Column[Listed] {
	columns := []Column[Listed]{
		{Heading: table.Column{Name: "indicator", Title: text("Nro", "Nr", "No."), Narrow: true},
			Value: func(i *Listed) table.Value { return table.Str(string(i.ID)) }},
		{Heading: table.Column{Name: "title", Title: indicatorColumn.Heading.Title, Narrow: true},
			Value: func(i *Listed) table.Value { return table.Str(i.Title.In(l)) }},
		{Heading: table.Column{Name: "unit", Title: unitTitle, Spare: 1, Narrow: true},
			Value: func(i *Listed) table.Value { return unitValue(i.Unit) }},
	}
	columns = append(columns, part(holdingColumns, func(i *Listed) *store.Holding { return i.Held })...)
	return append(columns, noteColumn(func(i *Listed) domain.Notes {
		if i.Held == nil || !i.Held.MadeUp {
			return nil
		}
		return domain.Notes{{Code: domain.NoteMadeUp}}
	}))
}

var holdingColumns = []Column[store.Holding]{
	{Heading: table.Column{Name: "first_period", Title: firstTitle, Narrow: true},
		Value: func(h *store.Holding) table.Value { return table.PeriodOf(h.First) }},
	{Heading: table.Column{Name: "last_period", Title: lastTitle, Narrow: true},
		Value: func(h *store.Holding) table.Value { return table.PeriodOf(h.Last) }},
	{Heading: table.Column{Name: "regions", Title: text("Alueita", "Områden", "Regions"), Spare: 2, Narrow: true},
		Value: func(h *store.Holding) table.Value { return table.IntOf(h.Regions) }},
	{Heading: table.Column{Name: "values", Title: text("Arvoja", "Värden", "Values"), Wide: true},
		Value: func(h *store.Holding) table.Value { return table.IntOf(h.Values) }},
	{Heading: table.Column{Name: "retrieved", Title: retrievedTitle, Wide: true},
		Value: func(h *store.Holding) table.Value { return table.Str(h.Retrieved).ForPeople(dateText(h.Retrieved)) }},
}

// Regions is the list of regions: those of the catalogue, then those that
// imports alone know.
func Regions(known []catalog.Region, unlisted []domain.Region, l domain.Lang) *table.Table {
	t := Table[listedRegion]{Title: text("Alueet", "Områden", "Regions"), Columns: listedColumns(l)}
	for i := range known {
		t.Rows = append(t.Rows, listedRegion{known[i].ID, known[i].Name, categoryValue(known[i].Category), &known[i]})
	}
	for _, r := range unlisted {
		t.Rows = append(t.Rows, listedRegion{r.ID, r.Name, table.Str(r.Category), nil})
	}
	return t.Fill()
}

// listedRegion is a row of Regions.
type listedRegion struct {
	id       domain.RegionID
	name     domain.Text
	category table.Value
	known    *catalog.Region // nil where the catalogue does not know it
}

func categoryValue(c domain.Category) table.Value {
	return table.Str(string(c)).ForPeople(each(c.Name))
}

func listedColumns(l domain.Lang) []Column[listedRegion] {
	return append([]Column[listedRegion]{
		{Heading: table.Column{Name: "region", Title: referenceTitle},
			Value: func(r *listedRegion) table.Value { return table.Str(string(r.id)) }},
		{Heading: table.Column{Name: "region_name", Title: regionTitle},
			Value: func(r *listedRegion) table.Value { return table.Str(r.name.In(l)) }},
		{Heading: table.Column{Name: "category", Title: levelTitle},
			Value: func(r *listedRegion) table.Value { return r.category }},
	}, part(catalogColumns, func(r *listedRegion) *catalog.Region { return r.known })...)
}

var catalogColumns = []Column[catalog.Region]{
	{Heading: table.Column{Name: "sotkanet_id", Title: sotkanetTitle},
		Value: func(r *catalog.Region) table.Value { return ungrouped(r.SotkanetID) }},
	{Heading: table.Column{Name: "last_year", Title: text("Päättyi", "Upphörde", "Ended")},
		Value: func(r *catalog.Region) table.Value { return ungrouped(r.Last) }},
	{Heading: table.Column{Name: "successor", Title: successorTitle},
		Value: func(r *catalog.Region) table.Value {
			if r.Successor == "" {
				return table.None()
			}
			return table.Str(string(r.Successor))
		}},
}

// ungrouped is a year or another number that is not grouped; 0 is none.
func ungrouped(n int) table.Value {
	if n == 0 {
		return table.None()
	}
	return table.YearOf(n)
}
