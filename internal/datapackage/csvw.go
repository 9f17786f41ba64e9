package datapackage

import (
	"encoding/json"
	"net/url"
	"strings"

	"kuvio/internal/domain"
)

// tableGroup is the package as CSV on the Web has it. Tables that say nothing else have
// the group's columns.
type tableGroup struct {
	Context     []any       `json:"@context"`
	Title       string      `json:"dc:title"`
	Description string      `json:"dc:description"`
	Created     string      `json:"dc:created,omitempty"`
	Dialect     *dialect    `json:"dialect,omitempty"`
	Schema      tableSchema `json:"tableSchema"`
}

type csvTable struct {
	URL         string   `json:"url"`
	Title       string   `json:"dc:title,omitempty"`
	Description string   `json:"dc:description,omitempty"`
	Source      []string `json:"dc:source,omitempty"`
	License     []link   `json:"dc:license,omitempty"`
}

type link struct {
	ID string `json:"@id"`
}

type dialect struct {
	Delimiter string `json:"delimiter"`
}

type tableSchema struct {
	Columns    []column `json:"columns"`
	PrimaryKey []string `json:"primaryKey"`
}

type column struct {
	Name        string            `json:"name"`
	Titles      map[string]string `json:"titles"` // by language; "und" is what stands in the file
	Description string            `json:"dc:description,omitempty"`
	Datatype    any               `json:"datatype"`
	Null        string            `json:"null"`
}

type datatype struct {
	Base   string `json:"base"`
	Format any    `json:"format"` // of texts a regular expression, of numbers how they are written
}

type numberFormat struct {
	DecimalChar string `json:"decimalChar"`
}

// CSVW writes what the package says of its tables, which are CSV, as the metadata of CSV
// on the Web. A column in which one table has years alone and another does not is one of
// texts.
func (p *Package) CSVW() ([]byte, error) {
	g := tableGroup{
		Context: []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": string(p.Lang)}},
		Title:   p.Title, Description: p.Description, Created: p.Created,
	}
	tables := make([]csvTable, len(p.Resources))
	for i, r := range p.Resources {
		t := csvTable{URL: (&url.URL{Path: r.Path}).EscapedPath(), Title: r.Title, Description: r.Description}
		for _, s := range r.Sources {
			t.Source = append(t.Source, s.Title)
		}
		for _, l := range r.Licenses {
			t.License = append(t.License, link{l.Path})
		}
		tables[i] = t
		if r.Dialect != nil {
			g.Dialect = &dialect{r.Dialect.Delimiter}
		}
		g.Schema.PrimaryKey = r.Schema.PrimaryKey
		for j, f := range r.Schema.Fields {
			c := columnOf(f)
			if i == 0 {
				g.Schema.Columns = append(g.Schema.Columns, c)
			} else if g.Schema.Columns[j].Datatype != c.Datatype {
				g.Schema.Columns[j].Datatype = "string"
			}
		}
	}
	return object(g, "tables", tables)
}

// columnOf is a field as a column.
func columnOf(f Field) column {
	c := column{Name: f.Name, Titles: map[string]string{"und": f.Name}, Description: f.Description, Datatype: f.Type}
	for _, l := range domain.Langs {
		if title := f.Titles.Own(l); title != "" {
			c.Titles[string(l)] = title
		}
	}
	switch {
	case f.Type == "year":
		c.Datatype = "gYear"
	case f.DecimalChar != "":
		c.Datatype = datatype{Base: "number", Format: numberFormat{f.DecimalChar}}
	case f.Constraints != nil && f.Constraints.Enum != nil:
		c.Datatype = datatype{Base: "string", Format: strings.Join(f.Constraints.Enum, "|")}
	}
	return c
}

// ParseCSVW reads from metadata of CSV on the Web the paths of its tables and the names of
// the columns that all of them have, as CSVW writes them; none of what is not of that form.
func ParseCSVW(content []byte) (paths, columns []string) {
	var g struct {
		Tables []csvTable `json:"tables"`
		Schema struct {
			Columns []struct {
				Name string `json:"name"`
			} `json:"columns"`
		} `json:"tableSchema"`
	}
	if err := json.Unmarshal(content, &g); err != nil {
		return nil, nil
	}
	for _, t := range g.Tables {
		if u, err := url.Parse(t.URL); err == nil {
			paths = append(paths, u.Path)
		}
	}
	for _, c := range g.Schema.Columns {
		columns = append(columns, c.Name)
	}
	return paths, columns
}
