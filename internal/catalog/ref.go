package catalog

import (
	"fmt"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// RefForm says what a reference is written as.
type RefForm uint8

// The kinds of references, with an example of each.
const (
	RefName  RefForm = iota // Jyväskylä
	RefArea                 // kunta:179, maa
	RefID                   // id:730
	RefSet                  // kunta@maakunta:13/2016
	RefRest                 // rest:shp:14, muu-maa:shp:14, rest:group:saarikka
	RefGroup                // group:saarikka
)

// Ref is one reference as it was written, not yet looked up. Which fields
// have a meaning depends on Form.
type Ref struct {
	Form     RefForm
	Category domain.Category // of the area, or of a set's members
	Code     string          // RefArea: the code, or a name within the category
	ID       int             // RefID: SOTKAnet's id
	Name     string          // RefName, RefGroup
	Of       *Ref            // RefSet: where its members lie; RefRest: the area left out
	Year     int             // RefSet: the year of the division; 0 for the latest
	All      bool            // RefSet: areas that have ended as well
}

// String is the reference as kuvio writes it; ParseRef reads it back.
func (r Ref) String() string {
	switch r.Form {
	case RefArea:
		return string(domain.AreaID(r.Category, r.Code))
	case RefID:
		return string(domain.SotkanetRegion(r.ID))
	case RefSet:
		s := string(r.Category) + "@" + r.Of.String()
		switch {
		case r.All:
			s += "/all"
		case r.Year != 0:
			s += "/" + strconv.Itoa(r.Year)
		}
		return s
	case RefRest:
		return string(domain.RestID(domain.RegionID(r.Of.String())))
	case RefGroup:
		return string(domain.GroupID(r.Name))
	}
	return r.Name
}

const refExamples = "expected one such as kunta:179, maa, a name, kunta@maakunta:13, rest:shp:14, id:730 or group:NAME"

// ParseRefs reads references separated by commas.
func ParseRefs(s string) ([]Ref, error) {
	var refs []Ref
	for _, one := range strings.Split(s, ",") {
		r, err := ParseRef(one)
		if err != nil {
			return nil, err
		}
		refs = append(refs, r)
	}
	return refs, nil
}

// ParseRef reads one reference. It does not look it up: "kunta:999" and
// "Nowhere" are read without complaint. The error is a *SyntaxError.
func ParseRef(s string) (Ref, error) {
	s = strings.TrimSpace(s)
	word, rest, colon := strings.Cut(s, ":")
	rest = strings.TrimSpace(rest)
	switch {
	case s == "" || strings.Contains(s, ","):
		return Ref{}, &SyntaxError{s, refExamples}
	case colon && (word == "rest" || word == "muu-maa"):
		return parseRest(s, rest)
	case colon && word == "group":
		if rest == "" || strings.ContainsAny(rest, " @/:") {
			return Ref{}, &SyntaxError{s, "expected group: and a name without spaces, /, : or @"}
		}
		return Ref{Form: RefGroup, Name: rest}, nil
	case strings.Contains(s, "@"):
		return parseSet(s)
	case strings.Contains(s, "/"):
		return Ref{}, &SyntaxError{s, "a year or /all goes only with a set, as in kunta@maakunta:13/2016"}
	case colon && word == "id":
		id, err := strconv.Atoi(rest)
		if err != nil || id <= 0 {
			return Ref{}, &SyntaxError{s, "expected SOTKAnet's id after id:, as in id:658"}
		}
		return Ref{Form: RefID, ID: id}, nil
	case s == string(domain.WholeCountry):
		return Ref{Form: RefArea, Category: domain.Maa, Code: countryCode}, nil
	case colon:
		return parseArea(s, word, rest)
	case isNumber(s):
		return Ref{}, &SyntaxError{s, fmt.Sprintf("a code needs its category, as in kunta:%s, and SOTKAnet's id is written id:%[1]s", s)}
	}
	return Ref{Form: RefName, Name: s}, nil
}

// countryCode is SOTKAnet's code of Finland in the category maa.
const countryCode = "358"

// parseArea reads "kunta:179". A word before the colon that is no category of the
// catalogue belongs to a name ("S:t Michel"), or is a category that the data
// alone has.
func parseArea(s, word, code string) (Ref, error) {
	category, err := domain.ParseCategory(word)
	switch {
	case err == nil && code == "":
		return Ref{}, &SyntaxError{s, "expected a code after the colon, as in kunta:179"}
	case err == nil && category == domain.Maa && trimZeros(code) != countryCode:
		return Ref{}, &SyntaxError{s, "there is one whole country: write maa"}
	case err == nil:
		return Ref{Form: RefArea, Category: category, Code: code}, nil
	case code == "":
		return Ref{}, &SyntaxError{s, err.Error()}
	}
	return Ref{Form: RefName, Name: s}, nil
}

// parseRest reads what follows "rest:".
func parseRest(s, of string) (Ref, error) {
	r, err := ParseRef(of)
	if err != nil {
		return Ref{}, err
	}
	switch {
	case r.Form == RefSet || r.Form == RefRest:
		return Ref{}, &SyntaxError{s, "the rest of the country is what one area leaves, as in rest:shp:14, or one group, rest:group:NAME"}
	case r.Form == RefArea && r.Category == domain.Maa:
		return Ref{}, &SyntaxError{s, "the whole country leaves no rest"}
	}
	return Ref{Form: RefRest, Of: &r}, nil
}

// parseSet reads "kunta@maakunta:13", with "/2016" or "/all" after it.
func parseSet(s string) (Ref, error) {
	members, of, _ := strings.Cut(s, "@")
	category, err := domain.ParseCategory(members)
	if err != nil {
		return Ref{}, &SyntaxError{s, "before the @: " + err.Error() + "; of a category of your own, its word alone stands for every area: " + strings.TrimSpace(members)}
	}
	set := Ref{Form: RefSet, Category: category}
	if i := strings.LastIndex(of, "/"); i >= 0 {
		suffix := strings.TrimSpace(of[i+1:])
		of = of[:i]
		if set.All = suffix == "all"; !set.All {
			set.Year, err = strconv.Atoi(suffix)
			if err != nil || len(suffix) != 4 || set.Year < 1000 {
				return Ref{}, &SyntaxError{s, "expected a year or all after the /, as in kunta@maakunta:13/2016"}
			}
		}
	}
	whole, err := ParseRef(of)
	if err != nil {
		return Ref{}, err
	}
	if whole.Form == RefSet || whole.Form == RefRest {
		return Ref{}, &SyntaxError{s, "expected one area or a group after the @, as in kunta@maakunta:13"}
	}
	set.Of = &whole
	return set, nil
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
