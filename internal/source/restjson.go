package source

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// jsonKeys are the keys of a row of /json, in restColumn's order; the last is
// this project's own.
var jsonKeys = []string{"indicator", "region", "year", "gender", "value", "absValue", "breakdown"}

// restJSON reads the rows of the REST service's /json. Its rows say the same
// as those of /csv and are read by the same rules.
func (r *run) restJSON() error {
	p := restParser{run: r, indicators: map[string]domain.IndicatorID{}, breakdowns: map[string]string{}}
	return r.eachObject(func(raw json.RawMessage, place Place) error {
		var row map[string]json.RawMessage
		if err := json.Unmarshal(raw, &row); err != nil || row == nil {
			return r.bad(Reject{Place: place, Found: string(raw), Expected: "an object with the keys " + strings.Join(jsonKeys[:columnBreakdown], ", ")})
		}
		for key := range row {
			if !slices.Contains(jsonKeys, key) {
				return fmt.Errorf("%s:%s: found the key %q, expected only keys that are known (%s): rename or remove it",
					r.file.Name, place, excerpt(key), strings.Join(jsonKeys, ", "))
			}
		}
		return p.object(row, place)
	})
}

// object emits or rejects one row.
func (p *restParser) object(row map[string]json.RawMessage, place Place) error {
	p.rec.Place = place
	for i, key := range jsonKeys {
		column := restColumn(i)
		raw := row[key]
		if string(raw) == "null" {
			raw = nil
		}
		field, expected := jsonField(column, raw)
		if expected == "" {
			expected = p.set(column, field)
		}
		if expected != "" {
			return p.bad(Reject{Place: place, Column: key, Found: string(raw), Expected: expected})
		}
	}
	p.rec.Cell = domain.NewCell(p.rec.Cell.Value, p.rec.Cell.Count)
	if !isCount(p.rec.Cell.Count, p.rec.Cell.Value) {
		return p.bad(Reject{Place: place, Column: jsonKeys[columnCount], Found: string(row[jsonKeys[columnCount]]), Expected: expectCount})
	}
	return p.emitRecord()
}

// jsonField takes the text out of a JSON value: numbers where the service
// writes numbers, strings for gender and breakdown; an indicator may be both.
func jsonField(column restColumn, raw json.RawMessage) (field []byte, expected string) {
	if len(raw) == 0 {
		return nil, ""
	}
	if raw[0] != '"' {
		if column == columnGender || column == columnBreakdown {
			return nil, "a string"
		}
		return raw, ""
	}
	if column != columnIndicator && column != columnGender && column != columnBreakdown {
		return nil, "a JSON number"
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, "a string"
	}
	return []byte(s), ""
}
