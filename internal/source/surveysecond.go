package source

// looksLikeHeader reports whether a row after a gap is the header of another
// table: two texts or more that differ where the table has numbers, and no
// region where it has regions. A row of remarks in the place of values
// ("Luhanka;ei tietoa;ei tietoa") is one of the same table.
func (s *survey) looksLikeHeader(cells []tableCell) bool {
	texts := map[string]bool{}
	for i, c := range cells {
		if i >= len(s.columns) || !s.columns[i].numbersOnly() || c.kind == emptyCell {
			continue
		}
		_, period := headingPeriod(c)
		if c.kind != textual && !period {
			return false
		}
		_, number := parseNumeral(numberText(c.text))
		_, mark := s.marks.of(c.text)
		if (number || mark || isBelow(c.text)) && !period || texts[c.String()] {
			return false
		}
		texts[c.String()] = true
	}
	return len(texts) >= 2 && !s.holdsRegion(cells)
}

// holdsRegion reports whether a row has a region where the table has regions:
// one that its code or prefix shows, or one that a row before was of.
func (s *survey) holdsRegion(cells []tableCell) bool {
	at := max(s.region, 0)
	if at >= len(cells) || at >= len(s.columns) {
		return false
	}
	text := squeeze(cells[at].String())
	if headerRole(text) != "" {
		return false
	}
	key := splitRegion(text)
	_, met := s.columns[at].words[text]
	return text != "" && (met || key.Code != "" || key.Category != "")
}
