package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"kuvio/internal/domain"
)

// maxMapping is the largest mapping that is read, in bytes.
const maxMapping = 1 << 20

// ParseMapping reads a mapping; name is its file's, for errors, which give
// the line and column of what is wrong.
func ParseMapping(name string, text []byte) (Mapping, error) {
	var m Mapping
	if len(text) > maxMapping {
		return Mapping{}, fmt.Errorf("%s: found a mapping of %d bytes, expected at most %d", name, len(text), maxMapping)
	}
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(&m); err != nil && !errors.Is(err, io.EOF) {
		return Mapping{}, fmt.Errorf("%s: %s", name, yaml.FormatError(err, false, true))
	}
	m.name = name
	if fault := m.fault(); fault != nil {
		if line, column := nodeAt(text, fault.path); line > 0 {
			return Mapping{}, fmt.Errorf("%s:%d:%d: %s", name, line, column, fault.what)
		}
		return Mapping{}, fmt.Errorf("%s: %s", name, fault.what)
	}
	return m, nil
}

// mappingFault is something wrong in a mapping and the YAML path it stands at.
type mappingFault struct{ path, what string }

func faultf(path, format string, args ...any) *mappingFault {
	return &mappingFault{path, fmt.Sprintf(format, args...)}
}

// nodeAt finds the line and column of a YAML path; 0 where there is no such
// node, as for a key that is missing.
func nodeAt(text []byte, at string) (line, column int) {
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
		if !ok {
			return faultf("$.category", "category %q: expected kunta, seutukunta, maakunta, shp, hva, erva, avi, ely or maa", m.Category)
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
