package workspace

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/store"
	"kuvio/internal/strictyaml"
)

// check finds what cannot be meant, a key at a time.
func (c *Config) check() error {
	if c.Lang != "" {
		if _, err := domain.ParseLang(string(c.Lang)); err != nil {
			return fmt.Errorf("lang: %w", err)
		}
	}
	for _, l := range c.Figures.Languages {
		if _, err := domain.ParseLang(string(l)); err != nil {
			return fmt.Errorf("figures: languages: %w", err)
		}
	}
	if c.SteadyBand < 0 || c.SteadyBand > 50 {
		return fmt.Errorf("steady_band: %v: expected percent of the level a year, above 0 and up to 50", c.SteadyBand)
	}
	return errors.Join(c.checkStore(), c.checkSets(), c.checkGroups(), c.checkMoney(), c.checkDenominators(), c.checkBreaks(), c.checkRepeated(), c.checkSuppressed(), c.checkPolarities(), c.checkPeers(), c.checkMappings(), c.checkSources(), c.checkOutputs(), c.checkWatch())
}

// checkStore finds what is no address, and one that says to whoever reads kuvio.yaml
// what nobody should know.
func (c *Config) checkStore() error {
	a, err := store.ParseAddress(c.Store, "")
	if err == nil && a.HasPassword() {
		err = errors.New("found a password in it, and many may read this file: take it out, and give it by PGPASSWORD, a line of ~/.pgpass or KUVIO_STORE ('kuvio help store')")
	}
	if err != nil {
		return &keyError{"store", err}
	}
	return nil
}

func (c *Config) checkSets() error {
	for name, set := range c.Sets {
		if name == "" || strings.ContainsAny(name, " ,@+") {
			return fmt.Errorf("sets: %q cannot be a name: use letters, digits, - and _", name)
		}
		for _, id := range set {
			if _, err := domain.ParseSplice(string(id)); err != nil {
				return fmt.Errorf("sets: %s: %w", name, err)
			}
		}
	}
	return nil
}

// checkMoney finds what cannot be an indicator among those that sums of money
// are computed with.
func (c *Config) checkMoney() error {
	for _, setting := range []struct {
		key string
		id  *domain.IndicatorID
	}{{"price_index", &c.PriceIndex}, {"population", &c.Population}} {
		if *setting.id == "" {
			continue
		}
		*setting.id = withoutCount(*setting.id)
		if _, err := domain.ParseIndicatorID(string(*setting.id)); err != nil {
			return fmt.Errorf("%s: %w", setting.key, err)
		}
	}
	return nil
}

// withoutCount is an indicator whose count is meant: "1065:count" is the long
// way to write 1065.
func withoutCount(id domain.IndicatorID) domain.IndicatorID {
	return domain.IndicatorID(strings.TrimSuffix(string(id), ":count"))
}

func (c *Config) checkDenominators() error {
	for id, den := range c.Denominators {
		if _, err := domain.ParseIndicatorID(string(id)); err != nil {
			return fmt.Errorf("denominators: %w", err)
		}
		den = withoutCount(den)
		if _, err := domain.ParseIndicatorID(string(den)); err != nil {
			return fmt.Errorf("denominators: %s: %w", id, err)
		}
		c.Denominators[id] = den
	}
	return nil
}

func (c *Config) checkBreaks() error {
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
	return nil
}

func (c *Config) checkRepeated() error {
	for _, id := range c.RepeatedEvents {
		if _, err := domain.ParseIndicatorID(string(id)); err != nil {
			return fmt.Errorf("repeated_events: %w (name each part of a splice)", err)
		}
	}
	return nil
}

// Below 2 nothing is withheld, since a count of 0 is of nobody; no source
// withholds thousands.
const minBelow, maxBelow = 2, 1000

func (c *Config) checkSuppressed() error {
	for id, below := range c.SuppressedBelow {
		if _, err := domain.ParseIndicatorID(string(id)); err != nil {
			return fmt.Errorf("suppressed_below: %w (one indicator a line; name each part of a splice)", err)
		}
		if below < minBelow || below > maxBelow {
			return fmt.Errorf("suppressed_below: %s: %d: expected the count below which figures are withheld, %d to %d", id, below, minBelow, maxBelow)
		}
	}
	return nil
}

func (c *Config) checkPolarities() error {
	for id, polarity := range c.HighIs {
		if _, err := domain.ParseIndicatorID(string(id)); err != nil {
			return fmt.Errorf("high_is: %w (one indicator a line)", err)
		}
		if _, err := domain.ParsePolarity(string(polarity)); err != nil {
			return fmt.Errorf("high_is: %s: %w", id, err)
		}
	}
	return nil
}

func (c *Config) checkMappings() error {
	for i, m := range c.Mappings {
		if _, err := filepath.Match(m.Files, "x"); err != nil || m.Files == "" || m.Map == "" {
			return fmt.Errorf("mappings: entry %d: expected files, a pattern such as vakiluku*.csv, and map, the mapping's file", i+1)
		}
	}
	return nil
}

// entryError is what is wrong with an entry of a list, and at which of its keys; ""
// where it is one that the entry lacks.
type entryError struct {
	list string
	n    int // from 0
	key  string
	err  error
}

func (e *entryError) Error() string {
	text := fmt.Sprintf("%s: entry %d: ", e.list, e.n+1)
	if e.key != "" {
		text += e.key + ": "
	}
	return text + e.err.Error()
}

func (e *entryError) Unwrap() error { return e.err }

// place is where the key, or else the entry, stands in the file.
func (e *entryError) place(content []byte) (line, column int) {
	entry := fmt.Sprintf("$.%s[%d]", e.list, e.n)
	if line, column = strictyaml.Place(content, entry+"."+e.key); e.key == "" || line == 0 {
		line, column = strictyaml.Place(content, entry)
	}
	return line, column
}

// keyError is what is wrong with a key.
type keyError struct {
	key string
	err error
}

func (e *keyError) Error() string { return e.key + ": " + e.err.Error() }
func (e *keyError) Unwrap() error { return e.err }

func (e *keyError) place(content []byte) (line, column int) {
	return strictyaml.Place(content, "$."+e.key)
}

// withPlaces puts before what is wrong with entries and keys where they stand, as errors of the
// YAML's form have it: [line:column].
func withPlaces(err error, content []byte) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, one := range joined.Unwrap() {
			all = append(all, withPlaces(one, content))
		}
		return errors.Join(all...)
	}
	var at interface {
		error
		place(content []byte) (line, column int)
	}
	if errors.As(err, &at) {
		if line, column := at.place(content); line > 0 {
			return fmt.Errorf("[%d:%d] %w", line, column, err)
		}
	}
	return err
}
