package workspace

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/strictyaml"
)

// SourceKind says how a source is asked.
type SourceKind string

// The kinds of sources.
const (
	Sotkanet SourceKind = "sotkanet" // the REST interface 1.1 of SOTKAnet or a mirror of it
	PxWeb    SourceKind = "pxweb"    // a table of PxWeb, by a saved query
	Kolada   SourceKind = "kolada"   // Kolada's interface, version 3
	Address  SourceKind = "url"      // any address of a file that can be imported
	Files    SourceKind = "file"     // files and folders
)

// SourceKinds lists them, in the order they are offered.
var SourceKinds = []SourceKind{Sotkanet, PxWeb, Kolada, Address, Files}

// Source is where data comes from at every refresh.
type Source struct {
	Kind       SourceKind `yaml:"kind"`
	Name       string     `yaml:"name"`       // what messages call it; its kind, or what it asks, where it is empty
	Indicators Words      `yaml:"indicators"` // of sotkanet and kolada: ids and sets, "@plan"
	Years      string     `yaml:"years"`      // "2000-"; "" for all there are
	Gender     string     `yaml:"gender"`     // of sotkanet: total (usual), male, female or all
	URL        string     `yaml:"url"`        // of a url or pxweb source its address; of others in place of the service's own
	Query      string     `yaml:"query"`      // of pxweb: the file of the saved query
	Path       Words      `yaml:"path"`       // of file: files, folders and patterns
	Map        string     `yaml:"map"`        // the mapping that its files are read with
	Sheet      string     `yaml:"sheet"`      // of a workbook
	Covers     bool       `yaml:"covers"`     // its files hold all there is of their indicators, years and kinds of area
	MadeUp     bool       `yaml:"made_up"`    // they hold example data
	Retrieved  string     `yaml:"retrieved"`  // of file: yyyy-mm-dd, or as much as is known, the day they were fetched
	Pause      Duration   `yaml:"pause"`      // between two requests, where that is longer than usual
	Insecure   bool       `yaml:"insecure"`   // plain http, beyond this machine too
}

// Called is what messages call a source.
func (s *Source) Called() string {
	switch {
	case s.Name != "":
		return s.Name
	case s.Kind == Files:
		return strings.Join(s.Path, ", ")
	case s.Kind == Address || s.Kind == PxWeb:
		return s.URL
	}
	return string(s.Kind)
}

// Words are one word, or a list of them.
type Words []string

// String is the list as a flag has it.
func (w Words) String() string { return strings.Join(w, ",") }

// UnmarshalYAML reads a word, several between commas, or a list.
func (w *Words) UnmarshalYAML(decode func(any) error) error {
	var list []string
	if err := decode(&list); err == nil {
		*w = list
		return nil
	}
	var word string
	if err := decode(&word); err != nil {
		return err
	}
	*w = nil
	for part := range strings.SplitSeq(word, ",") {
		*w = append(*w, strings.TrimSpace(part))
	}
	return nil
}

// Duration is a time such as 2s or 500ms.
type Duration time.Duration

// UnmarshalYAML reads it as Go writes it, with days too: 30d.
func (d *Duration) UnmarshalYAML(decode func(any) error) error {
	var word string
	if err := decode(&word); err != nil {
		return err
	}
	parsed, err := ParseDuration(word)
	*d = Duration(parsed)
	return err
}

// ParseDuration reads a time such as 500ms, 2s, 12h or 30d.
func ParseDuration(word string) (time.Duration, error) {
	var days int
	if n, err := fmt.Sscanf(word, "%dd", &days); n == 1 && err == nil && word == fmt.Sprintf("%dd", days) && days >= 0 {
		return time.Duration(days) * 24 * time.Hour, nil
	}
	d, err := time.ParseDuration(word)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("found %q, expected a time such as 2s, 12h or 30d", word)
	}
	return d, nil
}

// IsDay reports whether a word is a day, yyyy-mm-dd, or as much of one as is known.
func IsDay(word string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, word); err == nil {
			return true
		}
	}
	return false
}

func (c *Config) checkSources() error {
	for i := range c.Sources {
		if key, err := c.Sources[i].check(); err != nil {
			return &entryError{"sources", i, key, err}
		}
	}
	return nil
}

// keysOf are the keys that a kind cannot do without, and those it has besides.
var keysOf = map[SourceKind]struct{ needed, may []string }{
	Sotkanet: {[]string{"indicators"}, []string{"years", "gender", "url", "pause", "insecure"}},
	PxWeb:    {[]string{"url", "query"}, []string{"map", "pause", "insecure"}},
	Kolada:   {[]string{"indicators"}, []string{"years", "url", "pause", "insecure"}},
	Address:  {[]string{"url"}, []string{"map", "sheet", "covers", "made_up", "pause", "insecure"}},
	Files:    {[]string{"path"}, []string{"map", "sheet", "covers", "made_up", "retrieved"}},
}

// given are the keys that a source has, but for kind and name.
func (s *Source) given() (keys []string) {
	for _, key := range []struct {
		name string
		has  bool
	}{
		{"indicators", len(s.Indicators) > 0}, {"years", s.Years != ""}, {"gender", s.Gender != ""}, {"url", s.URL != ""},
		{"query", s.Query != ""}, {"path", len(s.Path) > 0}, {"map", s.Map != ""}, {"sheet", s.Sheet != ""},
		{"covers", s.Covers}, {"made_up", s.MadeUp}, {"retrieved", s.Retrieved != ""}, {"pause", s.Pause != 0}, {"insecure", s.Insecure},
	} {
		if key.has {
			keys = append(keys, key.name)
		}
	}
	return keys
}

// check finds what cannot be meant, and at which key.
func (s *Source) check() (key string, err error) {
	keys, ok := keysOf[s.Kind]
	switch {
	case s.Kind == "":
		return "", fmt.Errorf("a source needs kind: %s", oneOf(SourceKinds))
	case !ok:
		near := ""
		if kind := strictyaml.Near(string(s.Kind), words(SourceKinds), 2); kind != "" {
			near = ": did you mean " + kind + "?"
		}
		return "kind", fmt.Errorf("found %q, expected %s%s", s.Kind, oneOf(SourceKinds), near)
	}
	given := s.given()
	for _, key := range keys.needed {
		if !slices.Contains(given, key) {
			return "", fmt.Errorf("a source of kind %s needs %s", s.Kind, key)
		}
	}
	for _, key := range given {
		if !slices.Contains(keys.needed, key) && !slices.Contains(keys.may, key) {
			return key, fmt.Errorf("a source of kind %s has none: it has %s", s.Kind, strings.Join(slices.Concat(keys.needed, keys.may), ", "))
		}
	}
	if _, err := domain.ParseYearRange(s.Years); err != nil {
		return "years", err
	}
	if s.Gender != "" && s.Gender != "all" {
		if _, err := domain.ParseGender(s.Gender); err != nil {
			return "gender", err
		}
	}
	if s.Retrieved != "" && !IsDay(s.Retrieved) {
		return "retrieved", fmt.Errorf("found %q, expected a day such as 2024-05-06, or a month or year, where the day is not known", s.Retrieved)
	}
	for _, pattern := range s.Path {
		if _, err := filepath.Match(pattern, "x"); err != nil || pattern == "" {
			return "path", fmt.Errorf("found %q, expected a file, a folder or a pattern such as data/*.csv", pattern)
		}
	}
	return "", nil
}

func words[T ~string](all []T) (list []string) {
	for _, w := range all {
		list = append(list, string(w))
	}
	return list
}

// oneOf lists words: a, b or c.
func oneOf[T ~string](all []T) string {
	list := words(all)
	return strings.Join(list[:len(list)-1], ", ") + " or " + list[len(list)-1]
}
