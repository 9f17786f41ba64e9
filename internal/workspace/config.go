package workspace

import (
	"errors"
	"fmt"
	"path/filepath"

	"kuvio/internal/domain"
	"kuvio/internal/strictyaml"
)

// Config is kuvio.yaml.
type Config struct {
	Lang domain.Lang `yaml:"lang"`
	// Store is where the store is, a file or a database; "" is data/kuvio.db.
	Store string `yaml:"store"`
	// Sets are named lists of indicators: "hyte" is used as @hyte.
	Sets map[string][]domain.IndicatorID `yaml:"sets"`
	// Groups are named areas made up of others: "saarikka" is used as group:saarikka.
	Groups map[string]Group `yaml:"groups"`
	// Denominators name, for a share or rate, the indicator whose count (or,
	// where its unit is a number, whose value) is the population under it.
	Denominators map[domain.IndicatorID]domain.IndicatorID `yaml:"denominators"`
	// Breaks name the years in which a definition changed: trends start anew.
	Breaks map[domain.IndicatorID][]int `yaml:"breaks"`
	// SuppressedBelow says below which count the source withholds an indicator's
	// figures, where its files do not mark that: 5 where 1 to 4 are not published.
	SuppressedBelow map[domain.IndicatorID]int `yaml:"suppressed_below"`
	// Peers are the indicators by which similar areas are found; none are the
	// usual ones.
	Peers []domain.IndicatorID `yaml:"peers"`
	// HighIs says of an indicator whether a high value is good or bad.
	HighIs map[domain.IndicatorID]domain.Polarity `yaml:"high_is"`
	// RepeatedEvents are the indicators that count events of the same persons, such
	// as visits or days.
	RepeatedEvents []domain.IndicatorID `yaml:"repeated_events"`
	// PriceIndex is the indicator of the price level of the whole country that
	// sums of money are deflated by (--real).
	PriceIndex domain.IndicatorID `yaml:"price_index"`
	// Population is the indicator of the number of inhabitants that sums of money
	// are divided by (--per capita); "" is the usual 127.
	Population domain.IndicatorID `yaml:"population"`
	// Mappings name the mapping that files of a pattern are read with.
	Mappings []FileMapping `yaml:"mappings"`
	// Sources are where data comes from at every refresh.
	Sources []Source `yaml:"sources"`
	// Outputs are the files that a refresh makes beside the figures.
	Outputs []Output `yaml:"outputs"`
	// Figures say how figures are drawn unless flags do.
	Figures Figures `yaml:"figures"`
	// MaxAge is how long ago data may last have been had from its source, or found to
	// be the newest there, before what is made of it says of which day it is; 0 is
	// for ever.
	MaxAge Duration `yaml:"max_age"`
	// Watch are series to be followed that no figure shows.
	Watch []Watch `yaml:"watch"`
	// Colors are the organisation's own, which figures are drawn in.
	Colors Colors `yaml:"colors"`
	// SteadyBand is the change in percent of the median level a year that
	// still counts as steady; 0 is the usual 1.
	SteadyBand float64 `yaml:"steady_band"`
}

// Figures say in which languages and formats figures are drawn, and for what.
type Figures struct {
	Languages []domain.Lang `yaml:"languages"`
	Formats   []string      `yaml:"formats"` // png, svg, pdf
	For       string        `yaml:"for"`     // plan, half, slide, web or WIDTHxHEIGHT
}

// Colors are an organisation's, as "#0057a8": of what a figure is about, and of
// further series in their order.
type Colors struct {
	Focus  string   `yaml:"focus"`
	Series []string `yaml:"series"`
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
		return Config{}, fmt.Errorf("%s: %w", name, withPlaces(err, content))
	}
	return c, nil
}
