package workspace

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/strictyaml"
)

// Config is kuvio.yaml.
type Config struct {
	Lang domain.Lang `yaml:"lang"`
	// Sets are named lists of indicators: "hyte" is used as @hyte.
	Sets map[string][]domain.IndicatorID `yaml:"sets"`
	// Denominators name, for a share or rate, the indicator whose count (or,
	// where its unit is a number, whose value) is the population under it.
	Denominators map[domain.IndicatorID]domain.IndicatorID `yaml:"denominators"`
	// Breaks name the years in which a definition changed: trends start anew.
	Breaks map[domain.IndicatorID][]int `yaml:"breaks"`
	// Mappings name the mapping that files of a pattern are read with.
	Mappings []FileMapping `yaml:"mappings"`
	// SteadyBand is the change in percent of the median level a year that
	// still counts as steady; 0 is the usual 1.
	SteadyBand float64 `yaml:"steady_band"`
}

// FileMapping says that files whose name fits a pattern, such as
// "vakiluku*.csv", are read with a mapping, a file of the workspace.
type FileMapping struct {
	Files string `yaml:"files"`
	Map   string `yaml:"map"`
}

// MappingFor is the mapping of the first pattern that a file's name fits; ""
// where none does.
func (c *Config) MappingFor(file string) string {
	for _, m := range c.Mappings {
		if ok, _ := filepath.Match(m.Files, filepath.Base(file)); ok {
			return m.Map
		}
	}
	return ""
}

// parseConfig reads kuvio.yaml. An error names the line and column, and shows
// the lines around it.
func parseConfig(name string, content []byte) (Config, error) {
	var c Config
	if err := strictyaml.Decode(content, &c); err != nil && !errors.Is(err, strictyaml.ErrEmpty) {
		return Config{}, fmt.Errorf("%s: %w", name, err)
	}
	if err := c.check(); err != nil {
		return Config{}, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}

func (c *Config) check() error {
	if c.Lang != "" {
		if _, err := domain.ParseLang(string(c.Lang)); err != nil {
			return fmt.Errorf("lang: %w", err)
		}
	}
	for name, set := range c.Sets {
		if name == "" || strings.ContainsAny(name, " ,@+") {
			return fmt.Errorf("sets: %q cannot be a name: use letters, digits, - and _", name)
		}
		for _, id := range set {
			if _, err := domain.ParseIndicatorID(string(id)); err != nil {
				return fmt.Errorf("sets: %s: %w", name, err)
			}
		}
	}
	for id, den := range c.Denominators {
		if _, err := domain.ParseIndicatorID(string(id)); err != nil {
			return fmt.Errorf("denominators: %w", err)
		}
		// "1065:count" is the long way to write the count of 1065.
		den = domain.IndicatorID(strings.TrimSuffix(string(den), ":count"))
		if _, err := domain.ParseIndicatorID(string(den)); err != nil {
			return fmt.Errorf("denominators: %s: %w", id, err)
		}
		c.Denominators[id] = den
	}
	for id, years := range c.Breaks {
		if _, err := domain.ParseIndicatorID(string(id)); err != nil {
			return fmt.Errorf("breaks: %w (one indicator a line; sets and splices have no breaks of their own)", err)
		}
		slices.Sort(years)
		for _, y := range years {
			if _, err := domain.ParsePeriod(fmt.Sprint(y)); err != nil {
				return fmt.Errorf("breaks: %s: %w", id, err)
			}
		}
	}
	for i, m := range c.Mappings {
		if _, err := filepath.Match(m.Files, "x"); err != nil || m.Files == "" || m.Map == "" {
			return fmt.Errorf("mappings: entry %d: expected files, a pattern such as vakiluku*.csv, and map, the mapping's file", i+1)
		}
	}
	if c.SteadyBand < 0 || c.SteadyBand > 50 {
		return fmt.Errorf("steady_band: %v: expected percent of the level a year, above 0 and up to 50", c.SteadyBand)
	}
	return nil
}
