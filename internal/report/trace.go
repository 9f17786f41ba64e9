package report

import (
	"math"
	"strconv"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/revision"
	"kuvio/internal/series"
)

// Trace is a traced number for people, in lines, its parts indented under it.
func Trace(n *revision.Traced, l domain.Lang) []string {
	lines := []string{traceTitle(n, l)}
	add := func(name domain.Text, value string) {
		if value != "" {
			const width = 11 // of the longest name and a space
			field := name.In(l)
			lines = append(lines, field+strings.Repeat(" ", max(1, width-len([]rune(field))))+value)
		}
	}
	value, count := traceFigures(n, l)
	add(valueTitle, value)
	add(countTitle, count)
	if den := n.Point.Denominator; n.Rule == series.DerivedBelow && known(den.Low) != nil && known(den.High) != nil {
		add(text("Välillä", "Mellan", "Between"), locale.Range(whole(den.Low, l), whole(den.High, l)))
	}
	if n.Splice != nil {
		add(text("Ketju", "Kedja", "Splice"), n.Splice.String()+": "+string(n.Key.Indicator))
	}
	add(text("Kaava", "Formel", "Formula"), n.Formula(series.People(l)))
	if s := n.Stated; s != nil {
		add(text("Tiedosto", "Fil", "File"), where(s, l))
		add(importTitle, strconv.Itoa(int(s.Vintage.ID))+" ("+cite.Date(s.Vintage.Day(), l)+")")
		add(retrievedTitle, cite.Date(s.File.Retrieved, l))
		add(text("Muoto", "Format", "Format"), s.File.Format)
		add(same("SHA-256"), s.File.SHA256)
	}
	for _, e := range n.Earlier {
		add(text("Aiemmin", "Tidigare", "Earlier"), earlierLine(&e, l))
	}
	add(noteHeading.Title, n.Notes.Text().In(l))
	for _, part := range n.Parts {
		lines = append(lines, "")
		for _, line := range Trace(part, l) {
			if line != "" {
				line = "  " + line
			}
			lines = append(lines, line)
		}
	}
	return lines
}

var roles = map[series.Role]domain.Text{
	series.TheWhole:       text("Kokonaisuus: ", "Helheten: ", "The whole: "),
	series.ThePart:        text("Osa: ", "Delen: ", "The part: "),
	series.TheObservation: text("Julkaistu: ", "Publicerat: ", "Published: "),
	series.TheDenominator: text("Nimittäjä: ", "Nämnare: ", "Denominator: "),
	series.TheMember:      text("Jäsen: ", "Medlem: ", "Member: "),
	series.TheClass:       text("Ikäluokka: ", "Åldersklass: ", "Class: "),
}

// traceTitle is what a number is: "191 …, Keski-Suomi (maakunta:13), yhteensä, 2014".
func traceTitle(n *revision.Traced, l domain.Lang) string {
	if n.Rule == series.DerivedBelow {
		return roles[n.Role].In(l) + text("päätelty arvosta ja lukumäärästä", "härledd ur värde och antal", "derived from value and count").In(l)
	}
	k := n.Key
	of := []string{strings.TrimSpace(string(k.Indicator) + " " + n.Indicator.Title.In(l)), n.Name.In(l)}
	if of[1] != string(k.Region) {
		of[1] += " (" + string(k.Region) + ")"
	}
	of = append(of, genders[k.Gender].In(l))
	if k.Breakdown != "" {
		of = append(of, domain.BreakdownLabel(k.Breakdown).In(l))
	}
	return roles[n.Role].In(l) + strings.Join(append(of, string(k.Period)), ", ")
}

// traceFigures are the number's value and count as a table shows them.
func traceFigures(n *revision.Traced, l domain.Lang) (value, count string) {
	if n.Rule == series.DerivedBelow {
		return whole(n.Point.Denominator.Value, l), ""
	}
	decimals := n.Decimals
	if n.Notes.Has(domain.NoteFromCounts) {
		decimals++
	}
	value, count = cellFigures(n.Point.Cell(), decimals, l)
	if n.Point.Within() {
		value = locale.Within(l, n.Point.Range.Low, n.Point.Range.High, n.Decimals)
	}
	return value, count
}

// cellFigures are a cell's value and count; where there is no value, why.
func cellFigures(c domain.Cell, decimals int, l domain.Lang) (value, count string) {
	if !math.IsNaN(c.Count) {
		count = whole(c.Count, l)
	}
	switch {
	case !math.IsNaN(c.Value):
		value = locale.Number(l, c.Value, decimals)
	case c.Status == domain.Suppressed:
		value = suppressedWord.In(l)
	case math.IsNaN(c.Count):
		value = missingWord.In(l)
	}
	return value, count
}

func whole(v float64, l domain.Lang) string { return locale.Number(l, v, 0) }

// where is a place in a file: "191.csv, rivi 12" or "a.xls, SOTKAnet!F12".
func where(s *revision.Stated, l domain.Lang) string {
	if s.Place.Row > 0 {
		return s.File.Name + ", " + s.Place.String()
	}
	return s.File.Name + ", " + text("rivi ", "rad ", "line ").In(l) + s.Place.String()
}

// earlierLine is an earlier figure on one line.
func earlierLine(e *revision.Earlier, l domain.Lang) string {
	value, count := cellFigures(e.Cell, locale.Decimals(series.OperandDecimals, e.Cell.Value), l)
	switch {
	case value == "":
		value = count
	case count != "":
		value += " (" + count + ")"
	}
	if e.Cell.Status == domain.Absent {
		value = withdrawnWord.In(l)
	}
	if e.Stated == nil {
		return value
	}
	return value + ", " + importName(e.Stated.Vintage, l) + ", " + where(e.Stated, l)
}
