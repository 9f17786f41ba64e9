package mapping

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/strictyaml"
)

// Parse reads a mapping; name is its file's, for errors, which give
// the line and column of what is wrong.
func Parse(name string, text []byte) (Mapping, error) {
	var m Mapping
	if err := strictyaml.Decode(text, &m); err != nil && !errors.Is(err, strictyaml.ErrEmpty) {
		return Mapping{}, fmt.Errorf("%s: %w", name, err)
	}
	m.Name = name
	if fault := m.fault(); fault != nil {
		if line, column := nodeAt(text, fault.path); line > 0 {
			return Mapping{}, fmt.Errorf("%s:%d:%d: %s", name, line, column, fault.what)
		}
		return Mapping{}, fmt.Errorf("%s: %s", name, fault.what)
	}
	return m, nil
}

// fault is something wrong in a mapping and the YAML path it stands at.
type fault struct{ path, what string }

func faultf(path, format string, args ...any) *fault {
	return &fault{path, fmt.Sprintf(format, args...)}
}

// nodeAt finds the line and column of a YAML path; 0 where there is no such
// node, as for a key that is missing.
func nodeAt(text []byte, at string) (line, column int) {
	defer func() {
		if recover() != nil { // of the library; the fault is told without its place
			line, column = 0, 0
		}
	}()
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return 0, 0
	}
	for at != "" {
		if p, err := yaml.PathString(at); err == nil {
			if node, err := p.FilterFile(file); err == nil && node != nil {
				return nodePosition(node)
			}
		}
		at = at[:max(strings.LastIndexAny(at, ".["), 0)] // what it would stand in
	}
	return 0, 0
}

func nodePosition(node ast.Node) (line, column int) {
	if list, ok := node.(*ast.SequenceNode); ok && len(list.Values) > 0 {
		node = list.Values[0]
	}
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 {
		node = m.Values[0].Key
	}
	token := node.GetToken()
	if token == nil || token.Position == nil {
		return 0, 0
	}
	return token.Position.Line, token.Position.Column
}

// fault finds the first thing that is wrong in the mapping.
func (m *Mapping) fault() *fault {
	if _, err := path.Match(m.Sheet, ""); err != nil {
		return faultf("$.sheet", "sheet %q: expected a name, or one with * for any text", m.Sheet)
	}
	if m.Encoding != "" && !slices.Contains(content.Encodings, m.Encoding) {
		return faultf("$.encoding", "encoding %q: expected one of %s", m.Encoding, strings.Join(content.Encodings, ", "))
	}
	if m.Delimiter != "" && !slices.Contains([]string{";", ",", "|", "\t", "tab"}, m.Delimiter) {
		return faultf("$.delimiter", `delimiter %q: expected ";", ",", "|" or tab`, m.Delimiter)
	}
	if m.First < 0 || m.Last < 0 || m.Last > 0 && m.Last < m.First {
		return faultf("$.last", "first %d, last %d: expected rows counted from 1, the last not before the first", m.First, m.Last)
	}
	for i, h := range m.Header {
		if h < 0 || h == 0 && len(m.Header) > 1 || i > 0 && h <= m.Header[i-1] || i >= MaxHeaderRows {
			return faultf("$.header", "header %v: expected up to %d rows in order, or [0] for none", m.Header, MaxHeaderRows)
		}
		if m.First > 0 && h >= m.First {
			return faultf("$.first", "first %d: expected a row after the header's %d", m.First, h)
		}
	}
	for _, check := range []func() *fault{m.figuresFault, m.constantsFault, m.columnsFault, m.indicatorsFault, m.regionsFault, m.gendersFault} {
		if f := check(); f != nil {
			return f
		}
	}
	return nil
}

// figuresFault checks what is said of how figures are written.
func (m *Mapping) figuresFault() *fault {
	if m.Scaled != "" && m.Scaled != ScaledShown && m.Scaled != ScaledStored {
		return faultf("$.scaled", "scaled %q: expected shown or stored", m.Scaled)
	}
	if !(m.Largest >= 0 && m.Largest <= math.MaxFloat64) {
		return faultf("$.largest", "largest %v: expected a number such as 1e18", m.Largest)
	}
	return nil
}

// constantsFault checks what holds for the whole file.
func (m *Mapping) constantsFault() *fault {
	if m.Category != "" {
		category, ok := listedCategory(m.Category)
		if !ok {
			var own domain.Category
			own, ok = OwnCategory(m.Category) // such as the municipalities of another country
			category = string(own)
		}
		if !ok {
			return faultf("$.category", "category %q: expected kunta, seutukunta, maakunta, shp, hva, erva, avi, ely or maa, or a word of your own for areas of another kind, such as kommun-se", m.Category)
		}
		m.Category = category
	}
	period := m.Period
	if period == PeriodOfSheet {
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

func (c constants) fault() *fault {
	if c.indicator == PlaceholderID {
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

func (m *Mapping) columnsFault() *fault {
	for i, c := range m.Columns {
		at := fmt.Sprintf("$.columns[%d]", i)
		if c.Column == "" && c.At == "" {
			return faultf(at, "a column without a place: expected its header (column:), its letter (at:) or both")
		}
		if c.At != "" {
			if n, ok := record.ColumnNumber(c.At); !ok || record.ColumnName(n) != c.At {
				return faultf(at+".at", "at %q: expected a column's letter such as C", c.At)
			}
		}
		if !c.Is.known() {
			return faultf(at+".is", "is %q: expected one of %s", c.Is, roleNames())
		}
		if c.Region != "" && c.Is != RoleValue && c.Is != RoleCount {
			return faultf(at+".region", "region %q: expected it of a column of values or counts", c.Region)
		}
		if _, breakdown := c.Is.Breakdown(); c.Empty != "" && (c.Empty != EmptyIsTotal || c.Fill || !breakdown && c.Is != RoleGender) {
			return faultf(at+".empty", "empty %q: expected total, of a gender or a breakdown that does not say fill: true", c.Empty)
		}
		if f := (constants{at, c.Indicator, c.Period, c.Gender, c.Breakdown, c.Decimal, c.Thousands}).fault(); f != nil {
			return f
		}
	}
	return nil
}

func (m *Mapping) indicatorsFault() *fault {
	matches := map[string]bool{}
	for i, in := range m.Indicators {
		at := fmt.Sprintf("$.indicators[%d]", i)
		if _, err := domain.ParseIndicatorID(string(in.ID)); err != nil && in.ID != Skip {
			return faultf(at+".id", "id: %v, or skip", err)
		}
		if in.ID == PlaceholderID {
			return faultf(at+".id", "id %q: give the indicator a name of your own", in.ID)
		}
		if in.Denominator != "" {
			if _, err := domain.ParseIndicatorID(string(in.Denominator)); err != nil {
				return faultf(at+".denominator", "denominator: %v", err)
			}
		}
		if in.Match != "" && matches[content.Squeeze(in.Match)] {
			return faultf(at+".match", "match %q stands twice: expected it once", in.Match)
		}
		matches[content.Squeeze(in.Match)] = true
	}
	return nil
}

func (m *Mapping) gendersFault() *fault {
	for _, word := range slices.Sorted(maps.Keys(m.Genders)) {
		if _, err := domain.ParseGender(m.Genders[word]); err != nil && m.Genders[word] != Skip {
			return faultf("$.genders", "genders: %q: %q: expected total, male, female or skip", word, m.Genders[word])
		}
	}
	var f *fault
	m.gendersByKey, f = byKey("genders", m.Genders)
	return f
}

func (m *Mapping) regionsFault() *fault {
	if m.Region != "" {
		if _, ok := RegionOf(m.Region); !ok && m.Region != RegionOfSheet {
			return faultf("$.region", "region %q: expected maa for the whole country, another such as kunta:179, or sheet where the sheet's name is the region's", m.Region)
		}
		if i := slices.IndexFunc(m.Columns, func(c Column) bool { return c.Is.IsRegion() }); i >= 0 {
			return faultf("$.region", "region %q: the column of regions (is: %s) tells it: expected one of the two", m.Region, m.Columns[i].Is)
		}
	}
	for _, word := range slices.Sorted(maps.Keys(m.Regions)) {
		ref := m.Regions[word]
		if _, ok := RegionOf(ref); !ok && ref != Skip {
			return faultf("$.regions", "regions: %q: %q: expected CATEGORY:CODE such as kunta:179, maa, id:NUMBER or skip", word, ref)
		}
	}
	var f *fault
	m.regionsByKey, f = byKey("regions", m.Regions)
	return f
}
