package source

import (
	"bytes"
	"math"
	"strings"

	"kuvio/internal/domain"
)

// set reads one field into the record and returns what was expected where it
// cannot be read. Spaces and quotes around a field are looked for only where
// it cannot be read with them: the service writes none.
func (p *restParser) set(column restColumn, field []byte) (expected string) {
	if expected = p.setBare(column, field); expected != "" {
		if bare := unwrap(field); len(bare) < len(field) {
			return p.setBare(column, bare)
		}
	}
	return expected
}

func (p *restParser) setBare(column restColumn, field []byte) (expected string) {
	switch column {
	case columnIndicator:
		return p.setIndicator(field)
	case columnRegion:
		return p.setRegion(field)
	case columnYear:
		return p.setYear(field)
	case columnGender:
		return p.setGender(field)
	case columnValue:
		return setNumber(&p.rec.Cell.Value, field)
	case columnCount:
		return setNumber(&p.rec.Cell.Count, field)
	}
	return p.setBreakdown(unwrap(field))
}

// unwrap takes spaces and a pair of quotes off a field.
func unwrap(field []byte) []byte {
	field = bytes.TrimSpace(field)
	if n := len(field); n >= 2 && field[0] == '"' && field[n-1] == '"' {
		field = field[1 : n-1]
	}
	return field
}

func (p *restParser) setIndicator(field []byte) string {
	n, whole := parseWhole(field) // as SOTKAnet's ids are, and most are SOTKAnet's
	whole = whole && n < len(p.sotkanet) && field[0] != '0'
	if whole && p.sotkanet[n] != "" {
		p.rec.Indicator = p.sotkanet[n]
		return ""
	}
	if id, ok := p.indicators[string(field)]; ok {
		p.rec.Indicator = id
		return ""
	}
	id, err := domain.ParseIndicatorID(string(field))
	if err != nil || !printable(string(id)) {
		return "an indicator such as 191, kolada:N31001 or oma:NAME"
	}
	if whole {
		p.sotkanet[n] = id
	} else {
		p.indicators[string(id)] = id
	}
	p.rec.Indicator = id
	return ""
}

func (p *restParser) setRegion(field []byte) string {
	id, ok := parseWhole(field)
	if !ok || id == 0 {
		return "a region's SOTKAnet id, a whole number such as 658"
	}
	p.rec.Region.SotkanetID = id
	return ""
}

func (p *restParser) setYear(field []byte) string {
	year, ok := parseWhole(field)
	if !ok || len(field) != 4 || year >= len(p.years) {
		return expectYear
	}
	if p.years[year] == "" {
		period, err := domain.ParsePeriod(string(field))
		if err != nil {
			return expectYear
		}
		p.years[year] = period
	}
	p.rec.Period = p.years[year]
	return ""
}

func (p *restParser) setGender(field []byte) string {
	switch string(field) {
	case "total":
		p.rec.Gender = domain.Total
	case "male":
		p.rec.Gender = domain.Male
	case "female":
		p.rec.Gender = domain.Female
	default:
		return "total, male or female"
	}
	return ""
}

func (p *restParser) setBreakdown(field []byte) string {
	if string(field) == p.rec.Breakdown {
		return ""
	}
	text, ok := p.breakdowns[string(field)]
	if !ok {
		text = string(field)
		key, value, found := strings.Cut(text, "=")
		if text != "" && (!found || key == "" || value == "" || !printable(text)) {
			return "nothing, or a breakdown such as age=0-6"
		}
		p.breakdowns[text] = text
	}
	p.rec.Breakdown = text
	return ""
}

// setNumber reads a value or a count; an empty field is none.
func setNumber(to *float64, field []byte) string {
	if len(field) == 0 {
		*to = math.NaN()
		return ""
	}
	v, ok := parsePoint(field)
	if !ok {
		return expectPoint
	}
	*to = v
	return ""
}

// parseWhole reads a whole number of one to nine digits.
func parseWhole(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
