package sheet

import (
	"strconv"
	"strings"
	"time"

	"kuvio/internal/source/record"
)

// styles are the formats of a workbook's cells, as far as they change
// what a number means.
type styles struct {
	formats  []int                 // the number of the format of each style
	meaning  map[int]numberMeaning // of the workbook's own formats
	from1904 bool                  // days are counted from 1 January 1904
}

// numberMeaning is what a format makes of a number.
type numberMeaning uint8

const (
	plainNumber numberMeaning = iota
	dayNumber
	yearNumber // of a day of which the year alone is shown
	percentNumber
	thousandsNumber // and what follows it is thousands of these
)

// name notes one of the workbook's own formats by its text.
func (st *styles) name(format int, text string) {
	if st.meaning == nil {
		st.meaning = map[int]numberMeaning{}
	}
	st.meaning[format] = meaningOf(text)
}

// meaningOf reads a format such as "d.m.yyyy" or "0.0 %"; what stands in
// quotes, in brackets or after a backslash is shown as it is.
func meaningOf(format string) numberMeaning {
	format, _, _ = strings.Cut(strings.ToLower(format), ";")
	var b strings.Builder
	quoted, bracketed := false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			bracketed = true
		case c == ']':
			bracketed = false
		case bracketed:
		case c == '\\' || c == '_' || c == '*':
			i++
		default:
			b.WriteByte(c)
		}
	}
	switch shown := b.String(); {
	case strings.ContainsAny(shown, "0#?"):
		if strings.Contains(shown, "%") {
			return percentNumber
		}
		if n := scaleOf(shown); n > 0 {
			return thousandsNumber + numberMeaning(n-1)
		}
	case strings.Trim(shown, "y ") == "" && strings.Contains(shown, "y"):
		return yearNumber
	case strings.ContainsAny(shown, "yv") || strings.Contains(shown, "d") && strings.Contains(shown, "m"):
		return dayNumber
	}
	return plainNumber
}

// scaleOf is by how many thousands a format divides what it shows: a comma with no
// place for a digit after it, before the decimals or the end, is one (ECMA-376
// 18.8.31), "#,##0," and "0.0,,".
func scaleOf(shown string) int {
	n := 0
	for part := range strings.SplitSeq(shown, ".") {
		if last := strings.LastIndexAny(part, "0#?"); last >= 0 {
			rest := part[last+1:]
			n += len(rest) - len(strings.TrimLeft(rest, ","))
		}
	}
	return min(n, 3)
}

// apply gives a number the meaning that its style has: a day, or a year or a share
// in per cent, which are read as they are shown. A style there is not, as
// some programs write, means nothing.
func (st *styles) apply(c Cell, style int) Cell {
	if c.Type != Numeric || style < 0 || style >= len(st.formats) {
		return c
	}
	format := st.formats[style]
	meaning, own := st.meaning[format]
	if !own {
		switch { // ECMA-376 18.8.30
		case 14 <= format && format <= 17, format == 22, 27 <= format && format <= 31, format == 36, 50 <= format && format <= 58:
			meaning = dayNumber
		case format == 9 || format == 10:
			meaning = percentNumber
		}
	}
	switch meaning {
	case dayNumber, yearNumber:
		if st.from1904 {
			c.Number += 1462
		}
		if c.Date = 1 <= c.Number && c.Number < maxSerial; c.Date && meaning == yearNumber {
			return numberCell(float64(c.Day().Year()))
		}
	case percentNumber:
		c.Number, c.Percent = timesHundred(c.Number), true
	default:
		if meaning >= thousandsNumber {
			c.Thousands = uint8(meaning-thousandsNumber) + 1
		}
	}
	return c
}

// timesHundred moves the decimal point, so that 0.07 is 7 and not
// 7.000000000000001.
func timesHundred(v float64) float64 {
	w, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', -1, 64)+"e2", 64)
	if err != nil {
		return v * 100
	}
	return w
}

// maxSerial is the number of 31 December 9999, the last day of a workbook.
const maxSerial = 2958466

// Day is the day of a workbook's number, counted from 30 December 1899
// so that days after February 1900 come out right.
func (c Cell) Day() time.Time {
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(c.Number))
}

// dayCell is a cell of a day that is written out, "2020-01-31" or with a time
// after it, as the strict kind of Office Open XML and OpenDocument have it.
func dayCell(s string) Cell {
	day, err := time.Parse(time.DateOnly, s[:min(len(s), len(time.DateOnly))])
	if err != nil {
		return TextCell(s)
	}
	c := Cell{Type: Numeric, Date: true}
	c.Number = day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
	if c.Number < 1 || c.Number >= maxSerial {
		return TextCell(s)
	}
	return c
}

// Merge is a range of merged cells: rows from 1, columns from 0.
type Merge struct{ Top, Bottom, Left, Right int }

// maxMerges bounds how many merged ranges of a sheet are kept.
const maxMerges = 1 << 16

// parseMerged reads a range such as "B2:D3".
func parseMerged(ref string) (Merge, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return Merge{}, false
	}
	left, ok1 := record.ColumnNumber(from)
	right, ok2 := record.ColumnNumber(to)
	top, err1 := strconv.Atoi(strings.TrimLeft(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	bottom, err2 := strconv.Atoi(strings.TrimLeft(to, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return Merge{top, bottom, left - 1, right - 1}, ok1 && ok2 && err1 == nil && err2 == nil && top <= bottom && left <= right
}
