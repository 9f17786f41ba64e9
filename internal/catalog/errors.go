package catalog

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// SyntaxError is a reference that cannot be read.
type SyntaxError struct {
	Ref  string // as written
	Want string // what was expected, and what to write instead
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%q is not a reference to a region: %s", e.Ref, e.Want)
}

// UnknownError is a reference to a region the catalogue does not have.
type UnknownError struct {
	Ref     string
	Nearest []Region // up to three whose names are near
	Note    string   // what else may explain it, or ""
}

func (e *UnknownError) Error() string {
	text := fmt.Sprintf("unknown region %q", e.Ref)
	if e.Note != "" {
		text += ": " + e.Note
	}
	if len(e.Nearest) > 0 {
		text += ": did you mean " + labels(e.Nearest) + "?"
	}
	return text
}

// AmbiguousError is a name that several regions bear.
type AmbiguousError struct {
	Name       string
	Candidates []Region
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q is the name of several regions: write one of %s", e.Name, labels(e.Candidates))
}

// EndedError is a reference to an area that has merged or been divided.
type EndedError struct {
	Region Region
	// Successors are the areas that have its municipalities today: the one
	// it merged into, or those it was divided between.
	Successors []Region
}

func (e *EndedError) Error() string {
	text := fmt.Sprintf("%s ended %d", e.Region.Label(), e.Region.Last)
	switch len(e.Successors) {
	case 0:
		return text + " and has no successor"
	case 1:
		return text + ": use " + e.Successors[0].Label()
	}
	return text + ": it was divided between " + labels(e.Successors)
}

// YearError is a set in a year whose division is not known.
type YearError struct {
	Category domain.Category // of the set's members
	Of       Region          // the area they are to lie in
	Year     int
	Known    domain.YearRange
}

func (e *YearError) Error() string {
	return fmt.Sprintf("%s@%s/%d: the division of %d is not known: write a year of %d–%d, or none for the latest",
		e.Category, e.Of.ID, e.Year, e.Year, e.Known.From, e.Known.To)
}

// GroupError is a reference to a group the workspace does not have.
type GroupError struct {
	Name  string
	Known []string // the groups there are, sorted
}

func (e *GroupError) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("unknown group %q: the workspace names no groups; name them under 'groups:' in kuvio.yaml", e.Name)
	}
	return fmt.Sprintf("unknown group %q: the workspace has %s; name others under 'groups:' in kuvio.yaml", e.Name, strings.Join(e.Known, ", "))
}

// unknown makes an UnknownError with what may explain it.
func (c *Catalog) unknown(ref string) error {
	category, code := domain.RegionID(ref).Category(), domain.RegionID(ref).Code()
	if word, err := domain.ParseCategory(ref); err == nil && word != domain.Maa {
		return &UnknownError{Ref: ref, Note: "every area of the category is " + string(word) + "@" + string(domain.WholeCountry)}
	}
	if !slices.Contains(domain.Categories(), category) {
		return &UnknownError{Ref: ref, Nearest: c.Nearest(ref)}
	}
	e := &UnknownError{Ref: ref, Note: "no " + string(category) + " has that code"}
	if strings.Trim(code, "0123456789") != "" {
		e.Note, e.Nearest = "no "+string(category)+" has that name or code", c.Nearest(code)
	} else if category == domain.Hva {
		e.Note += " (the codes of wellbeing counties changed in 2024)"
	}
	return e
}

// ended makes an EndedError of an area that has ended.
func (c *Catalog) ended(r Region) error {
	e := &EndedError{Region: r}
	if s, ok := c.ByID(r.Successor); ok {
		e.Successors = []Region{s}
		return e
	}
	whole := c.byID[r.ID]
	successors := map[int]bool{}
	for _, kunta := range c.members(domain.Kunta, whole, r.Last) {
		if successor, ok := c.area(kunta, r.Category, c.Last()); ok {
			successors[successor] = true
		}
	}
	for i := range c.regions {
		if successors[i] {
			e.Successors = append(e.Successors, c.regions[i])
		}
	}
	return e
}

func labels(regions []Region) string {
	all := make([]string, len(regions))
	for i, r := range regions {
		all[i] = r.Label()
	}
	return strings.Join(all, ", ")
}
