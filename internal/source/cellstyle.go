package source

import (
	"strconv"
	"strings"
	"time"
)

// cellStyles are the formats of a workbook's cells, as far as they change
// what a number means.
type cellStyles struct {
	formats  []int                 // the number of the format of each style
	meaning  map[int]numberMeaning // of the workbook's own formats
	from1904 bool                  // days are counted from 1 January 1904
}

// numberMeaning is what a format makes of a number.
type numberMeaning uint8

const (
	plainNumber numberMeaning = iota
	dayNumber
	percentNumber
)

// name notes one of the workbook's own formats by its text.
func (st *cellStyles) name(format int, text string) {
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
	case strings.ContainsAny(shown, "yv") || strings.Contains(shown, "d") && strings.Contains(shown, "m"):
		return dayNumber
	}
	return plainNumber
}

// apply gives a number the meaning that its style has: a day, or a share that
// is shown in per cent and is read as it is shown. A style there is not, as
// some programs write, means nothing.
func (st *cellStyles) apply(c tableCell, style int) tableCell {
	if c.kind != numeric || style < 0 || style >= len(st.formats) {
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
	case dayNumber:
		if st.from1904 {
			c.number += 1462
		}
		c.date = 1 <= c.number && c.number < maxSerial
	case percentNumber:
		c.number = timesHundred(c.number)
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

// serialDay is the day of a workbook's number, counted from 30 December 1899
// so that days after February 1900 come out right.
func serialDay(v float64) time.Time {
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(v))
}

// mergedCells is a range of merged cells: rows from 1, columns from 0.
type mergedCells struct{ top, bottom, left, right int }

// maxMerges bounds how many merged ranges of a sheet are kept.
const maxMerges = 1 << 16

// parseMerged reads a range such as "B2:D3".
func parseMerged(ref string) (mergedCells, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return mergedCells{}, false
	}
	left, ok1 := columnNumber(from)
	right, ok2 := columnNumber(to)
	top, err1 := strconv.Atoi(strings.TrimLeft(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	bottom, err2 := strconv.Atoi(strings.TrimLeft(to, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return mergedCells{top, bottom, left - 1, right - 1}, ok1 && ok2 && err1 == nil && err2 == nil && top <= bottom && left <= right
}
