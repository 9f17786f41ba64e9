package source

import (
	"fmt"
	"strings"
)

// restColumn is a column of the REST service's CSV.
type restColumn uint8

const (
	columnIndicator restColumn = iota
	columnRegion
	columnYear
	columnGender
	columnValue
	columnCount
	columnBreakdown
)

// restColumnNames are the columns' names in a header. A file may do without
// the last two: it then has no counts, or no breakdown.
var restColumnNames = [...]string{"indicator", "region", "year", "gender", "primary value", "absolute value", "breakdown"}

// restColumns is a file's own order of the columns.
type restColumns struct {
	count int
	at    [len(restColumnNames)]restColumn // which column stands at a position
	of    [len(restColumnNames)]int        // at which position a column stands; -1 for not at all
}

func columnNames(header string) []string {
	names := strings.Split(header, ";")
	for i, name := range names {
		names[i] = strings.ToLower(strings.Trim(name, "\" \t"))
	}
	return names
}

// isRESTHeader reports whether a line was meant as the header of this layout:
// it names the indicator and at least two more of the columns.
func isRESTHeader(line []byte) bool {
	known := map[string]bool{}
	for _, name := range columnNames(string(line)) {
		for _, column := range restColumnNames {
			if name == column {
				known[name] = true
			}
		}
	}
	return len(known) >= 3 && known[restColumnNames[columnIndicator]]
}

// parseRESTHeader reads the header. A column that is not known is an error
// and not passed over: it might divide the observations further.
func parseRESTHeader(header string) (restColumns, error) {
	var c restColumns
	for i := range c.of {
		c.of[i] = -1
	}
	names := columnNames(header)
	for i, name := range names {
		column := restColumn(0)
		for int(column) < len(restColumnNames) && restColumnNames[column] != name {
			column++
		}
		switch {
		case int(column) == len(restColumnNames):
			return c, fmt.Errorf("column %d is %q, expected only columns that are known (%s): rename or remove it",
				i+1, excerpt(name), strings.Join(restColumnNames[:], ", "))
		case c.of[column] >= 0:
			return c, fmt.Errorf("columns %d and %d are both %q, expected it once", c.of[column]+1, i+1, name)
		}
		c.at[i], c.of[column] = column, i
	}
	c.count = len(names)
	for column := columnIndicator; column <= columnValue; column++ {
		if c.of[column] < 0 {
			return c, fmt.Errorf("no column %q: found %s, expected %s", restColumnNames[column],
				strings.Join(names, ", "), strings.Join(restColumnNames[:columnBreakdown], ", "))
		}
	}
	return c, nil
}
