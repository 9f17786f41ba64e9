package source

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// ownCategory is a word for areas that the catalogue does not have.
var ownCategory = regexp.MustCompile(`^[a-z][a-z0-9-]{2,30}$`)

// fault finds the first thing that is wrong in the mapping.
func (m *Mapping) fault() *mappingFault {
	if _, err := path.Match(m.Sheet, ""); err != nil {
		return faultf("$.sheet", "sheet %q: expected a name, or one with * for any text", m.Sheet)
	}
	if m.Encoding != "" && !slices.Contains(encodings, m.Encoding) {
		return faultf("$.encoding", "encoding %q: expected one of %s", m.Encoding, strings.Join(encodings, ", "))
	}
	if m.Delimiter != "" && !slices.Contains([]string{";", ",", "|", "\t", "tab"}, m.Delimiter) {
		return faultf("$.delimiter", `delimiter %q: expected ";", ",", "|" or tab`, m.Delimiter)
	}
	if m.First < 0 || m.Last < 0 || m.Last > 0 && m.Last < m.First {
		return faultf("$.last", "first %d, last %d: expected rows counted from 1, the last not before the first", m.First, m.Last)
	}
	for i, h := range m.Header {
		if h < 0 || h == 0 && len(m.Header) > 1 || i > 0 && h <= m.Header[i-1] || i >= maxHeaderRows {
			return faultf("$.header", "header %v: expected up to %d rows in order, or [0] for none", m.Header, maxHeaderRows)
		}
		if m.First > 0 && h >= m.First {
			return faultf("$.first", "first %d: expected a row after the header's %d", m.First, h)
		}
	}
	for _, check := range []func() *mappingFault{m.constantsFault, m.columnsFault, m.indicatorsFault, m.regionsFault} {
		if f := check(); f != nil {
			return f
		}
	}
	return nil
}

// constantsFault checks what holds for the whole file.
func (m *Mapping) constantsFault() *mappingFault {
	if m.Category != "" {
		category, ok := categoryOf(m.Category)
		if !ok && ownCategory.MatchString(m.Category) {
			category, ok = m.Category, true // such as the municipalities of another country
		}
		if !ok {
			return faultf("$.category", "category %q: expected kunta, seutukunta, maakunta, shp, hva, erva, avi, ely or maa, or a word of your own for areas of another kind, such as kommun-se", m.Category)
		}
		m.Category = category
	}
	period := m.Period
	if period == periodOfSheet {
		period = ""
	}
	return constants{"$", m.Indicator, period, m.Gender, m.Breakdown, m.Decimal, m.Thousands}.fault()
}

// constants are what a mapping may say of the file and of a single column.
type constants struct {
	at                 string
	indicator          domain.IndicatorID
	period             string
	gender             domain.Gender
	breakdown          string
	decimal, thousands string
}

func (c constants) fault() *mappingFault {
	if c.indicator == placeholderID {
		return faultf(c.at+".indicator", "indicator %q: give the indicator a name of your own", c.indicator)
	}
	if c.indicator != "" {
		if _, err := domain.ParseIndicatorID(string(c.indicator)); err != nil {
			return faultf(c.at+".indicator", "indicator: %v", err)
		}
	}
	if c.period != "" {
		if _, err := domain.ParsePeriod(c.period); err != nil {
			return faultf(c.at+".period", "period: %v", err)
		}
	}
	if c.gender != "" {
		if _, err := domain.ParseGender(string(c.gender)); err != nil {
			return faultf(c.at+".gender", "gender %q: expected total, male or female", c.gender)
		}
	}
	if c.breakdown != "" {
		if _, _, ok := breakdownParts(c.breakdown); !ok {
			return faultf(c.at+".breakdown", "breakdown %q: expected KEY=VALUE such as age=0-6", c.breakdown)
		}
	}
	for _, s := range []struct{ key, mark string }{{".decimal", c.decimal}, {".thousands", c.thousands}} {
		if s.mark != "" && s.mark != "," && s.mark != "." {
			return faultf(c.at+s.key, `%s %q: expected "," or "."`, s.key[1:], s.mark)
		}
	}
	if c.decimal != "" && c.decimal == c.thousands {
		return faultf(c.at+".thousands", "thousands %q: the decimals are divided by the same", c.thousands)
	}
	return nil
}

func (m *Mapping) columnsFault() *mappingFault {
	for i, c := range m.Columns {
		at := fmt.Sprintf("$.columns[%d]", i)
		if c.Column == "" && c.At == "" {
			return faultf(at, "a column without a place: expected its header (column:), its letter (at:) or both")
		}
		if c.At != "" {
			if n, ok := columnNumber(c.At); !ok || columnName(n) != c.At {
				return faultf(at+".at", "at %q: expected a column's letter such as C", c.At)
			}
		}
		if !c.Is.known() {
			return faultf(at+".is", "is %q: expected one of %s", c.Is, roleNames())
		}
		if f := (constants{at, c.Indicator, c.Period, c.Gender, c.Breakdown, c.Decimal, c.Thousands}).fault(); f != nil {
			return f
		}
	}
	return nil
}

func (m *Mapping) indicatorsFault() *mappingFault {
	matches := map[string]bool{}
	for i, in := range m.Indicators {
		at := fmt.Sprintf("$.indicators[%d]", i)
		if _, err := domain.ParseIndicatorID(string(in.ID)); err != nil && in.ID != skipWord {
			return faultf(at+".id", "id: %v, or skip", err)
		}
		if in.ID == placeholderID {
			return faultf(at+".id", "id %q: give the indicator a name of your own", in.ID)
		}
		if in.Denominator != "" {
			if _, err := domain.ParseIndicatorID(string(in.Denominator)); err != nil {
				return faultf(at+".denominator", "denominator: %v", err)
			}
		}
		if in.Match != "" && matches[squeeze(in.Match)] {
			return faultf(at+".match", "match %q stands twice: expected it once", in.Match)
		}
		matches[squeeze(in.Match)] = true
	}
	return nil
}

func (m *Mapping) regionsFault() *mappingFault {
	for word, ref := range m.Regions {
		if _, ok := regionOf(ref); !ok && ref != skipWord {
			return faultf("$.regions", "regions: %q: %q: expected CATEGORY:CODE such as kunta:179, maa, id:NUMBER or skip", word, ref)
		}
	}
	return nil
}
