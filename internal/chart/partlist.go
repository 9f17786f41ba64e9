package chart

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// PartSpec is one part of a whole: a breakdown, held or summed, a gender, or an
// indicator; what it does not name is the figure's.
type PartSpec struct {
	Indicator string        `yaml:"indicator" help:"in place of the figure's"`
	Breakdown string        `yaml:"breakdown" help:"held, or summed from classes of ages"`
	Gender    domain.Gender `yaml:"gender" help:"male or female"`
	Label     domain.Text   `yaml:"label" help:"its name; made from the data where it is left out"`
}

// PartList is parts of a whole, as words separated by commas or with a label each.
type PartList []PartSpec

// UnmarshalYAML reads a list of parts, or their words in one text.
func (p *PartList) UnmarshalYAML(decode func(any) error) error {
	var found any
	if err := decode(&found); err != nil {
		return err
	}
	if _, list := found.([]any); list {
		return decode((*[]PartSpec)(p))
	}
	words, err := plainWord(found)
	if err != nil {
		return err
	}
	*p = nil
	for word := range strings.SplitSeq(words, ",") {
		*p = append(*p, partNamed(strings.TrimSpace(word)))
	}
	return nil
}

// UnmarshalYAML reads a word, or what a part is of by keys.
func (p *PartSpec) UnmarshalYAML(decode func(any) error) error {
	var found any
	if err := decode(&found); err != nil {
		return err
	}
	if _, keys := found.(map[string]any); keys {
		type byKeys PartSpec
		return decode((*byKeys)(p))
	}
	word, err := plainWord(found)
	*p = partNamed(word)
	return err
}

// partNamed is the part that a word names.
func partNamed(word string) PartSpec {
	switch g := domain.Gender(word); {
	case g == domain.Male || g == domain.Female || g == domain.Total:
		return PartSpec{Gender: g}
	case strings.Contains(word, "="):
		return PartSpec{Breakdown: word}
	}
	return PartSpec{Indicator: word}
}

// parts are those of the spec: where it names none, its indicators.
func (s *Parts) parts() PartList {
	if len(s.Parts) > 0 {
		return s.Parts
	}
	var list PartList
	for word := range strings.SplitSeq(s.Indicator, ",") {
		list = append(list, PartSpec{Indicator: strings.TrimSpace(word)})
	}
	return list
}

func (s *Parts) checkParts() error {
	list := s.parts()
	if len(list) == 1 {
		return faultf("$.parts", "parts: found one, expected several, such as age=0-6,age=7-12 or male,female or indicators 1081,1083; of one value an area, kind: ranked draws bars")
	}
	seen := make(map[PartSpec]bool)
	for i, p := range list {
		at := fmt.Sprintf("$.parts[%d]", i)
		if p.Indicator == "" && s.Indicator == "" {
			return faultf(at, "part %d: found no indicator, expected one here or for the figure, such as indicator: \"191\"", i+1)
		}
		if _, err := domain.ParseBreakdown(p.Breakdown); err != nil {
			return faultf(at+".breakdown", "part %d: breakdown: %v", i+1, err)
		}
		if p.Gender != "" {
			if _, err := domain.ParseGender(string(p.Gender)); err != nil {
				return faultf(at+".gender", "part %d: gender: found %q, expected male or female", i+1, p.Gender)
			}
		}
		p.Label = domain.Text{}
		if seen[p] {
			return faultf(at, "part %d: found twice, expected once: what is counted twice does not add up", i+1)
		}
		seen[p] = true
	}
	return s.checkOverlap(list)
}

// checkOverlap finds ages that are in two parts, which the sum would count twice.
func (s *Parts) checkOverlap(list PartList) error {
	for i, p := range list {
		c, rest, ok := domain.CutAge(parsed(p.Breakdown))
		for j, q := range list[:i] {
			d, other, both := domain.CutAge(parsed(q.Breakdown))
			if ok && both && rest == other && p.Indicator == q.Indicator && p.Gender == q.Gender && c.From <= d.To && d.From <= c.To && (s.As == asStacked || s.As == asShare || s.Percent) {
				return faultf(fmt.Sprintf("$.parts[%d]", i), "part %d: %s overlaps with %s of part %d, so that their sum counts some twice", i+1, p.Breakdown, q.Breakdown, j+1)
			}
		}
	}
	return nil
}

var genderNames = map[domain.Gender]domain.Text{
	domain.Male:   {FI: "Miehet", SV: "Män", EN: "Men"},
	domain.Female: {FI: "Naiset", SV: "Kvinnor", EN: "Women"},
	domain.Total:  {FI: "Yhteensä", SV: "Totalt", EN: "Total"},
}

// label is what the part is called: as the spec says, else by what it differs in
// from the others.
func (p PartSpec) label(of map[domain.RegionID]series.Series, among PartList) domain.Text {
	if !p.Label.IsZero() {
		return p.Label
	}
	var said []domain.Text
	if p.Breakdown == "" && p.Gender == "" || slices.ContainsFunc(among, func(o PartSpec) bool { return o.Indicator != p.Indicator }) {
		for _, one := range of { // all of one indicator
			said = append(said, inEach(func(l domain.Lang) string { name, _ := domain.TitleParts(one.Indicator.Title.In(l)); return name }))
			break
		}
	}
	if p.Breakdown != "" {
		said = append(said, domain.BreakdownLabel(parsed(p.Breakdown)))
	}
	if p.Gender != "" {
		said = append(said, genderNames[p.Gender])
	}
	var label domain.Text
	for _, l := range domain.Langs {
		words := make([]string, len(said))
		for i, t := range said {
			words[i] = t.In(l)
		}
		label.Set(l, upperFirst(strings.Join(words, ", ")))
	}
	return label
}
