package catalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/strictyaml"
)

// Descriptions are what a file of indicators says: the indicators in its
// order, and its sets of indicators by name.
type Descriptions struct {
	Indicators []domain.Indicator              `json:"indicators" yaml:"indicators"`
	Sets       map[string][]domain.IndicatorID `json:"sets" yaml:"sets"`
}

// described are Descriptions with the place of each indicator.
type described struct {
	Descriptions
	at map[domain.IndicatorID]int
}

// loadDescriptions reads package data's indicators.json. Every command that names an
// indicator waits for it, which is why it is not read from the YAML: that takes forty
// times as long.
func loadDescriptions(text []byte) (described, error) {
	var d described
	if err := json.Unmarshal(text, &d.Descriptions); err != nil {
		return described{}, fmt.Errorf("indicators.json: %w", err)
	}
	d.at = make(map[domain.IndicatorID]int, len(d.Indicators))
	for i, ind := range d.Indicators {
		d.at[ind.ID] = i
	}
	return d, nil
}

// ParseDescriptions reads a file laid out as data/indicators.yaml. Errors name
// the file and, where the YAML itself is wrong, the line: a key that means
// nothing, an id that is none, an indicator described twice or without title.
func ParseDescriptions(file string, text []byte) (Descriptions, error) {
	var d Descriptions
	if err := strictyaml.Decode(text, &d); err != nil && !errors.Is(err, strictyaml.ErrEmpty) {
		return Descriptions{}, fmt.Errorf("%s: %w", file, err)
	}
	seen := map[domain.IndicatorID]bool{}
	for i, ind := range d.Indicators {
		if _, err := domain.ParseIndicatorID(string(ind.ID)); err != nil {
			return Descriptions{}, fmt.Errorf("%s: indicator %d of the list: %w", file, i+1, err)
		}
		if seen[ind.ID] {
			return Descriptions{}, fmt.Errorf("%s: indicator %s is described twice: keep one of the two", file, ind.ID)
		}
		seen[ind.ID] = true
		if ind.Title.IsZero() {
			return Descriptions{}, fmt.Errorf("%s: indicator %s has no title: give it one in fi, sv or en", file, ind.ID)
		}
	}
	for name, ids := range d.Sets {
		for _, id := range ids {
			if _, err := domain.ParseSplice(string(id)); err != nil {
				return Descriptions{}, fmt.Errorf("%s: set %s: %w", file, name, err)
			}
		}
	}
	return d, nil
}

// Indicators lists the indicators kuvio has descriptions of.
func (c *Catalog) Indicators() []domain.Indicator {
	return slices.Clone(c.described().Indicators)
}

// Indicator finds the description of an indicator.
func (c *Catalog) Indicator(id domain.IndicatorID) (domain.Indicator, bool) {
	d := c.described()
	i, ok := d.at[id]
	if !ok {
		return domain.Indicator{}, false
	}
	return d.Indicators[i], true
}

// Set lists the indicators of a set shipped with kuvio, in its order; @plan is
// Set("plan").
func (c *Catalog) Set(name string) ([]domain.IndicatorID, bool) {
	ids, ok := c.described().Sets[name]
	return slices.Clone(ids), ok
}
