package workspace

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/strictyaml"
)

// Group is an area made up of others.
type Group struct {
	Members []Reference `yaml:"members"` // areas, sets of them or other groups
	Title   domain.Text `yaml:"title"`   // what it is called; the key where it is empty
	From    int         `yaml:"from"`    // the first year in which it existed; 0 for always
	To      int         `yaml:"to"`      // the last one; 0 for today

	// Finnish forms of what it is called, for sentences: "Saarikassa", "Saarikan".
	Inessive string `yaml:"inessive"`
	Genitive string `yaml:"genitive"`
}

// Years are the years in which the group existed.
func (g Group) Years() domain.YearRange { return domain.YearRange{From: g.From, To: g.To} }

// Refs are the members as a catalogue resolves them.
func (g Group) Refs() []string {
	refs := make([]string, len(g.Members))
	for i, m := range g.Members {
		refs[i] = string(m)
	}
	return refs
}

// Reference is a reference to areas as it is written. It is read as text: to
// the YAML package kunta:016 within braces is a key with an octal number.
type Reference string

// comment is a comment after a reference, and what follows it.
var comment = late.Regexp(`(?s)\s#.*`)

// UnmarshalYAML reads the reference out of its place in the file.
func (r *Reference) UnmarshalYAML(text []byte) error {
	s := strings.TrimSpace(comment().ReplaceAllString(string(text), ""))
	if strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "'") {
		if err := strictyaml.Decode([]byte(s), &s); err != nil {
			return err
		}
	}
	if strings.ContainsAny(s, "{}[]\n") {
		return fmt.Errorf("found %q, expected a reference such as kunta:179", s)
	}
	*r = Reference(s)
	return nil
}

// checkGroups finds what cannot be read in the groups. Whether their members
// exist is found where a group is used, for some are known from the data alone.
func (c *Config) checkGroups() error {
	for _, name := range slices.Sorted(maps.Keys(c.Groups)) {
		if _, err := catalog.ParseRef(string(domain.GroupID(name))); err != nil || strings.TrimSpace(name) != name {
			return fmt.Errorf("groups: %q cannot be a name: use letters, digits, - and _", name)
		}
		if err := c.Groups[name].check(); err != nil {
			return fmt.Errorf("groups: %s: %w", name, err)
		}
	}
	return nil
}

func (g Group) check() error {
	if len(g.Members) == 0 {
		return fmt.Errorf("members: expected areas such as kunta:179, sets such as kunta@maakunta:13/2016 or groups, found none")
	}
	for _, m := range g.Members {
		refs, err := catalog.ParseRefs(string(m))
		if err != nil {
			return fmt.Errorf("members: %w", err)
		}
		for _, ref := range refs {
			if ref.Form == catalog.RefRest {
				return fmt.Errorf("members: %s is not an area: expected areas, sets of them or groups", ref)
			}
		}
	}
	for _, end := range []struct {
		key  string
		year int
	}{{"from", g.From}, {"to", g.To}} {
		if end.year == 0 {
			continue
		}
		if _, err := domain.ParsePeriod(fmt.Sprint(end.year)); err != nil {
			return fmt.Errorf("%s: %d: expected a year such as 2009", end.key, end.year)
		}
	}
	if g.To != 0 && g.From > g.To {
		return fmt.Errorf("from %d is after to %d: expected the first and the last year in which it existed", g.From, g.To)
	}
	return nil
}
