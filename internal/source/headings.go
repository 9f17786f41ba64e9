package source

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// allHeadings reports whether a row may be one of a header: texts, years and
// days, and no other numbers.
func allHeadings(h headRow) bool {
	for _, c := range h.cells {
		if c.kind == emptyCell {
			continue
		}
		if _, period := headingPeriod(c); period {
			continue
		}
		if _, number := parseNumeral(numberText(c.text)); c.kind != textual || number {
			return false
		}
		if _, mark := usualMarks.of(c.text); mark {
			return false
		}
	}
	return h.filled() > 0
}

// headerOverNumbers takes what stands above the first row with a text and a
// number for the header.
func headerOverNumbers(head []headRow) (tableStart, bool) {
	first := slices.IndexFunc(head, func(h headRow) bool { return hasText(h) && !allHeadings(h) && hasNumber(h) })
	if first < 0 {
		return tableStart{}, false
	}
	start := tableStart{data: first}
	for up := first - 1; up >= 0 && len(start.header) < maxHeaderRows; up-- {
		title := head[up].filled() == 1 && head[up].at(0).kind != emptyCell
		if title || head[up].last() < head[up+1].number-2 || !allHeadings(head[up]) {
			break
		}
		start.header = slices.Insert(start.header, 0, up)
	}
	return start, true
}

func hasText(h headRow) bool {
	return slices.ContainsFunc(h.cells, func(c tableCell) bool {
		_, number := parseNumeral(c.text)
		return c.kind == textual && !number
	})
}

func hasNumber(h headRow) bool {
	return slices.ContainsFunc(h.cells, func(c tableCell) bool {
		if _, period := headingPeriod(c); period {
			return false
		}
		_, number := parseNumeral(numberText(c.text))
		return c.kind == numeric && !c.date || c.kind == textual && number
	})
}

// headingPeriod reads a header's cell as a period: a year as text or number,
// or the last day of one. Marks of preliminary figures are no part of it.
func headingPeriod(c tableCell) (domain.Period, bool) {
	switch {
	case c.date:
		day := serialDay(c.number)
		return domain.Year(day.Year()), day.Month() == 12 && day.Day() == 31
	case c.kind != textual && c.kind != numeric:
		return "", false
	}
	text := stripMarks(c.String())
	if rest, found := strings.CutPrefix(text, "31.12."); found {
		text = strings.TrimSpace(rest)
	}
	p, err := domain.ParsePeriod(text)
	return p, err == nil
}
