package source

import (
	"math"

	"kuvio/internal/domain"
)

// quick reads a row as the service writes it, in one pass over its bytes: no
// spaces or quotes, SOTKAnet's indicators, years and breakdowns met before. It
// reports whether the row was one; any other is for split and set, which
// decide what is a reject. Both fill the record alike.
func (p *restParser) quick(line []byte) bool {
	i := 0
	for column := range p.columns.count {
		if column > 0 {
			if i == len(line) || line[i] != ';' {
				return false
			}
			i++
		}
		end := -1
		switch p.columns.at[column] {
		case columnIndicator:
			end = p.quickIndicator(line, i)
		case columnRegion:
			p.rec.Region.SotkanetID, end = digits(line, i)
			if p.rec.Region.SotkanetID == 0 {
				return false
			}
		case columnYear:
			end = p.quickYear(line, i)
		case columnGender:
			end = p.quickGender(line, i)
		case columnValue:
			p.rec.Cell.Value, end = quickNumber(line, i)
		case columnCount:
			p.rec.Cell.Count, end = quickNumber(line, i)
		case columnBreakdown:
			if i == len(line) || line[i] == ';' { // the most have none
				p.rec.Breakdown, end = "", i
			}
		}
		if end < 0 {
			return false
		}
		i = end
	}
	return i == len(line)
}

// digits reads one to nine digits from i on and returns their number and
// where they end; -1 where there are none or more.
func digits(b []byte, i int) (n, end int) {
	start := i
	for i < len(b) && b[i]-'0' <= 9 {
		n = n*10 + int(b[i]-'0')
		i++
	}
	if i == start || i > start+9 {
		return 0, -1
	}
	return n, i
}

func (p *restParser) quickIndicator(line []byte, i int) int {
	n, end := digits(line, i)
	if end < 0 || line[i] == '0' || n >= len(p.sotkanet) || p.sotkanet[n] == "" {
		return -1
	}
	p.rec.Indicator = p.sotkanet[n]
	return end
}

func (p *restParser) quickYear(line []byte, i int) int {
	n, end := digits(line, i)
	if end != i+4 || n >= len(p.years) || p.years[n] == "" {
		return -1
	}
	p.rec.Period = p.years[n]
	return end
}

func (p *restParser) quickGender(line []byte, i int) int {
	for _, g := range domain.Genders {
		if end := i + len(g); end <= len(line) && string(line[i:end]) == string(g) {
			p.rec.Gender = g
			return end
		}
	}
	return -1
}

// quickNumber reads a number of at most 15 digits, or none, up to a semicolon
// or the line's end, by the rule of parsePoint.
func quickNumber(b []byte, i int) (v float64, end int) {
	if i == len(b) || b[i] == ';' {
		return math.NaN(), i
	}
	negative := b[i] == '-'
	if negative {
		i++
	}
	var mantissa uint64
	start := i
	for i < len(b) && b[i]-'0' <= 9 {
		mantissa = mantissa*10 + uint64(b[i]-'0')
		i++
	}
	all, decimals := i-start, 0
	if all == 0 {
		return 0, -1
	}
	if i < len(b) && b[i] == '.' {
		point := i + 1
		for i = point; i < len(b) && b[i]-'0' <= 9; i++ {
			mantissa = mantissa*10 + uint64(b[i]-'0')
		}
		if decimals = i - point; decimals == 0 {
			return 0, -1
		}
	}
	if all+decimals > 15 {
		return 0, -1
	}
	v = float64(mantissa)
	if decimals > 0 {
		v /= powersOfTen[decimals]
	}
	if negative && v != 0 {
		v = -v
	}
	return v, i
}
