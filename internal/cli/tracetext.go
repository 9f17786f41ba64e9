package cli

import (
	"math"
	"strconv"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// traceText is a traced number for people, its parts indented under it.
func traceText(n *traced, l domain.Lang) []string {
	d := n.derivation
	lines := []string{n.title(l)}
	add := func(name domain.Text, value string) {
		if value != "" {
			const width = 11 // of the longest name and a space
			field := name.In(l)
			lines = append(lines, field+strings.Repeat(" ", max(1, width-len([]rune(field))))+value)
		}
	}
	value, count := n.figures(l)
	add(text("Arvo", "Värde", "Value"), value)
	add(text("Lukumäärä", "Antal", "Count"), count)
	if n.Lower != nil && n.Upper != nil {
		add(text("Välillä", "Mellan", "Between"), locale.Range(whole(*n.Lower, l), whole(*n.Upper, l)))
	}
	if n.Splice != "" {
		add(text("Ketju", "Kedja", "Splice"), n.Splice+": "+string(n.Indicator))
	}
	add(text("Kaava", "Formel", "Formula"), formula(d, people(l)))
	if s := n.stated; s != nil {
		add(text("Tiedosto", "Fil", "File"), s.where(l))
		add(text("Tuonti", "Import", "Import"), strconv.Itoa(int(s.Vintage))+" ("+cite.Date(day(s.vintage), l)+")")
		add(text("Haettu", "Hämtad", "Retrieved"), cite.Date(s.Retrieved, l))
		add(text("Muoto", "Format", "Format"), s.Format)
		add(text("SHA-256", "SHA-256", "SHA-256"), s.SHA256)
	}
	for _, e := range n.Earlier {
		add(text("Aiemmin", "Tidigare", "Earlier"), e.line(l))
	}
	add(text("Huom.", "Anm.", "Note"), d.Notes.Text().In(l))
	for _, part := range n.Parts {
		lines = append(lines, "")
		for _, line := range traceText(part, l) {
			if line != "" {
				line = "  " + line
			}
			lines = append(lines, line)
		}
	}
	return lines
}

var roleNames = map[series.Role]domain.Text{
	series.TheWhole:       text("Kokonaisuus: ", "Helheten: ", "The whole: "),
	series.ThePart:        text("Osa: ", "Delen: ", "The part: "),
	series.TheObservation: text("Julkaistu: ", "Publicerat: ", "Published: "),
	series.TheDenominator: text("Nimittäjä: ", "Nämnare: ", "Denominator: "),
	series.TheMember:      text("Jäsen: ", "Medlem: ", "Member: "),
}

// title is what a number is: "191 …, Keski-Suomi (maakunta:13), yhteensä, 2014".
func (n *traced) title(l domain.Lang) string {
	if n.Rule == series.DerivedBelow {
		return roleNames[n.Role].In(l) + text("päätelty arvosta ja lukumäärästä", "härledd ur värde och antal", "derived from value and count").In(l)
	}
	of := []string{strings.TrimSpace(string(n.Indicator) + " " + n.Title), n.RegionName}
	if n.RegionName != string(n.Region) {
		of[1] += " (" + string(n.Region) + ")"
	}
	of = append(of, genderNames[n.Gender].In(l))
	if n.Breakdown != "" {
		of = append(of, n.Breakdown)
	}
	return roleNames[n.Role].In(l) + strings.Join(append(of, string(n.Period)), ", ")
}

// figures are the number's value and count as a table shows them.
func (n *traced) figures(l domain.Lang) (value, count string) {
	d := n.derivation
	if d.Rule == series.DerivedBelow {
		return whole(d.Point.Denominator.Value, l), ""
	}
	return cellFigures(d.Point.Cell(), d.Decimals, l)
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
		value = text("salattu", "dold", "suppressed").In(l)
	case math.IsNaN(c.Count):
		value = text("puuttuu", "saknas", "missing").In(l)
	}
	return value, count
}

func whole(v float64, l domain.Lang) string { return locale.Number(l, v, 0) }

// where is a place in a file: "191.csv, rivi 12" or "a.xls, SOTKAnet!F12".
func (s *stated) where(l domain.Lang) string {
	if s.place.Row > 0 {
		return s.File + ", " + s.Place
	}
	return s.File + ", " + text("rivi ", "rad ", "line ").In(l) + s.Place
}

// line is an earlier figure on one line.
func (e *earlier) line(l domain.Lang) string {
	value, count := cellFigures(e.cell, locale.Decimals(operandDecimals, e.cell.Value), l)
	switch {
	case value == "":
		value = count
	case count != "":
		value += " (" + count + ")"
	}
	if e.stated == nil {
		return value
	}
	return value + ", " + importName(e.vintage, l) + ", " + e.where(l)
}
