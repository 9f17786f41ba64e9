package source

import (
	"slices"
	"strings"

	"kuvio/internal/source/mapping"
	"kuvio/internal/source/own"
	"kuvio/internal/source/record"
	"kuvio/internal/source/table"
)

// Uncounted is the Filled of a column whose cells are not counted.
const Uncounted = -1

// namedColumn is a column of a format that is known, by its name there.
type namedColumn struct {
	name string
	role mapping.Role
}

// SOTKAnet's columns, of its REST interface by their names and of its web
// service by their order; those of its tables go on with a column a year.
var (
	restColumns = []namedColumn{
		{"indicator", mapping.RoleIndicator}, {"region", mapping.RoleRegionID}, {"year", mapping.RolePeriod}, {"gender", mapping.RoleGender},
		{"primary value", mapping.RoleValue}, {"absolute value", mapping.RoleCount}, {"breakdown", mapping.RoleBreakdown},
		{"value", mapping.RoleValue}, {"absValue", mapping.RoleCount},
	}
	webColumns = []namedColumn{
		{"title", "title"}, {"id", mapping.RoleIndicator}, {"region", mapping.RoleRegionName}, {"code", mapping.RoleRegionCode},
		{"gender", mapping.RoleGender}, {"year", mapping.RolePeriod}, {"value", mapping.RoleValue}, {"absolute value", mapping.RoleCount},
	}
	webTableColumns = webColumns[:5]
)

// knownColumns are the columns of a table in a format that says all of itself,
// with examples from its first rows.
func knownColumns(format Format, rows [][]string) []table.ShapeColumn {
	var all []table.ShapeColumn
	add := func(header string, role mapping.Role, below [][]string) {
		i := len(all)
		c := table.ShapeColumn{At: record.ColumnName(i + 1), Header: header, Role: role, Filled: Uncounted}
		for _, row := range below {
			if i < len(row) && row[i] != "" && len(c.Examples) < 3 && !slices.Contains(c.Examples, row[i]) {
				c.Examples = append(c.Examples, row[i])
			}
		}
		all = append(all, c)
	}
	switch {
	case len(rows) == 0:
	case format == FormatRESTCSV:
		for _, header := range rows[0] {
			role := mapping.RoleIgnore
			for _, c := range restColumns {
				if strings.EqualFold(strings.TrimSpace(header), c.name) {
					role = c.role
				}
			}
			add(header, role, rows[1:])
		}
	case format == FormatOwn:
		for _, heading := range rows[0] {
			add(heading, own.Role(heading), rows[1:])
		}
	case format == FormatWebCSV:
		for _, c := range webColumns {
			add("", c.role, rows)
		}
	case format == FormatWebTable:
		for _, c := range webTableColumns {
			add("", c.role, rows[1:])
		}
		years := rows[0]
		for i := len(webTableColumns); i < len(years); i++ {
			add(years[i], mapping.RoleValue, rows[1:])
		}
	}
	return all
}

// dimensionColumns are the dimensions of a statistical table, each with how
// many values it has.
func dimensionColumns(dims []record.Dimension) []table.ShapeColumn {
	var all []table.ShapeColumn
	for _, d := range dims {
		name := d.Name
		if name == "" {
			name = d.Code
		}
		all = append(all, table.ShapeColumn{Header: name, Role: mapping.Role(d.Role), Filled: d.Values, Examples: d.Examples})
	}
	return all
}

// jsonColumns are the keys of SOTKAnet's JSON and Kolada's, whose records show examples.
func jsonColumns(format Format) []table.ShapeColumn {
	var keys []namedColumn
	switch format {
	case FormatRESTJSON:
		keys = append(append(keys, restColumns[:4]...), restColumns[7:]...)
	case FormatIndicators:
		keys = []namedColumn{{"id", mapping.RoleIndicator}, {"title", "description"}, {"organization", "description"}, {"primaryValueType", "description"}}
	case FormatRegions:
		keys = []namedColumn{{"id", mapping.RoleRegionID}, {"code", mapping.RoleRegionCode}, {"category", mapping.RoleCategory}, {"title", mapping.RoleRegionName}}
	case FormatKolada:
		keys = []namedColumn{{"kpi", mapping.RoleIndicator}, {"municipality", mapping.RoleRegionCode}, {"period", mapping.RolePeriod}, {"gender", mapping.RoleGender}, {"value", mapping.RoleValue}}
	}
	var all []table.ShapeColumn
	for _, key := range keys {
		all = append(all, table.ShapeColumn{Header: key.name, Role: key.role, Filled: Uncounted})
	}
	return all
}
