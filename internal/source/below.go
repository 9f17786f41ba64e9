package source

import (
	"regexp"
	"slices"
)

// belowLimit is how tables write that a number is too small to be told: "<5",
// "< 5", "≤4", "alle 5", "under 5".
var belowLimit = regexp.MustCompile(`^(?i:[<≤]|alle |under |below |fewer than |less than )\s*\d{1,3}$`)

// isBelow reports whether a cell says that its number is too small to be told.
// Most texts are told apart by their last byte alone.
func isBelow(text string) bool {
	n := len(text)
	return 1 < n && n < 20 && '0' <= text[n-1] && text[n-1] <= '9' && belowLimit.MatchString(squeeze(text))
}

// noteBelow keeps the first such words of a column.
func (c *column) noteBelow(text string) {
	if text = squeeze(text); len(c.lows) < maxWordsWide && !slices.Contains(c.lows, text) {
		c.lows = append(c.lows, text)
	}
}

// suppressions are such words in columns of values. Those that the mapping
// names are marks, and not among them.
func (p *plan) suppressions() []string {
	var all []string
	for _, m := range p.measures {
		for _, of := range m.columns() {
			if of.column < 0 {
				continue
			}
			for _, word := range p.survey.columns[of.column].lows {
				if !slices.Contains(all, word) {
					all = append(all, word)
				}
			}
		}
	}
	return all
}

// askBelow asks what such words stand for, where they are more than a few
// cells that can be rejected one by one.
func (p *plan) askBelow() {
	for _, m := range p.measures {
		for _, of := range m.columns() {
			if of.column < 0 {
				continue
			}
			if c := p.survey.columns[of.column]; c.below*50 > c.numbers {
				p.ask("what %s in the column %s stands for: a value that is kept secret (suppressed: [%s])",
					quote(c.lows[0]), p.columnName(of.column), quote(c.lows[0]))
				return
			}
		}
	}
}
