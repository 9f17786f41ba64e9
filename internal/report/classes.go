package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Classes is the table of areas by class: kind by kind the classes between the
// limits, and those of the areas of which no class is known.
func Classes(r *between.ClassesResult, limits between.Limits, l domain.Lang) *table.Table {
	t := Table[classRow]{Title: text("Alueet luokittain", "Områden klassvis", "Regions by class"), Columns: classColumns(subjectsOf(r.Series, l), l), Notes: []domain.Text{classesNote(limits)}, Source: cite.Source(r.Used)}
	for _, k := range r.Kinds {
		about := subjectOf(&k.Series[0], l)
		add := func(class between.Class, called table.Value, placed *placedClass) {
			t.Rows = append(t.Rows, classRow{&about, class, k.Period, called, placed})
		}
		for _, class := range k.Classes.Classes {
			called := table.Str(classInterval(class, limits.Closed)).ForPeople(classLabel(class, limits, k.Whole, limitDecimals(&k.Series[0], limits)))
			add(class, called, &placedClass{class, k.Share(class), limitDecimals(&k.Series[0], limits)})
		}
		if len(k.Missing.Areas) > 0 {
			add(k.Missing, table.Str("missing").ForPeople(text("ei tietoa", "ingen uppgift", "no data")), nil)
		}
		if len(k.Suppressed.Areas) > 0 {
			add(k.Suppressed, table.Str("suppressed").ForPeople(suppressedWord), nil)
		}
	}
	return t.Fill()
}

// classesNote states the rules by which values are put into classes.
func classesNote(limits between.Limits) domain.Text {
	side := text("Rajalla oleva arvo kuuluu ylempään luokkaan", "Ett värde på gränsen hör till den övre klassen", "A value at a limit belongs to the class above it")
	if limits.Closed == between.ClosedAbove {
		side = text("Rajalla oleva arvo kuuluu alempaan luokkaan", "Ett värde på gränsen hör till den undre klassen", "A value at a limit belongs to the class below it")
	}
	rounding := text("lukumääristä laskettuja arvoja verrataan pyöristämättä, muita julkaistuina", "värden som beräknats ur antal jämförs utan avrundning, övriga som publicerade", "values computed from counts are compared unrounded, others as published")
	if d := limits.Decimals; d != between.Unrounded {
		rounding = text(
			fmt.Sprintf("arvot on ensin pyöristetty, desimaaleja %d (puolikkaat poispäin nollasta)", d),
			fmt.Sprintf("värdena är först avrundade, antal decimaler %d (halva bort från noll)", d),
			fmt.Sprintf("values are first rounded, decimals: %d (halves away from zero)", d))
	}
	share := text("Osuus luokitelluista alueista", "Andel av de klassificerade områdena", "Shares are of the regions in a class")
	return each(func(l domain.Lang) string { return side.In(l) + "; " + rounding.In(l) + ". " + share.In(l) + "." })
}

// classRow is a row of Classes.
type classRow struct {
	subject *subject
	between.Class
	period domain.Period
	called table.Value
	placed *placedClass // nil of areas of which no class is known
}

// placedClass is a class between limits.
type placedClass struct {
	between.Class
	share    float64
	decimals int // of the limits
}

// classColumns name the areas in a language to machines, and in every one to
// people.
func classColumns(all []subject, l domain.Lang) []Column[classRow] {
	placed := func(r *classRow) *placedClass { return r.placed }
	about := func(r *classRow) *subject { return r.subject }
	return slices.Concat(
		part(manyColumns(all), about),
		[]Column[classRow]{
			{Heading: table.Column{Name: "period", Title: periodTitle, Narrow: true},
				Value: func(r *classRow) table.Value { return table.PeriodOf(r.period) }},
			{Heading: table.Column{Name: "class", Title: text("Luokka", "Klass", "Class"), Narrow: true},
				Value: func(r *classRow) table.Value { return r.called }},
		},
		part(limitColumns, placed),
		[]Column[classRow]{{Heading: table.Column{Name: "n", Title: same("n"), Narrow: true},
			Value: func(r *classRow) table.Value { return table.IntOf(len(r.Areas)) }}},
		part(shareColumns, placed),
		[]Column[classRow]{
			{Heading: table.Column{Name: "regions", Title: text("Tunnukset", "Koder", "References"), Wide: true},
				Value: func(r *classRow) table.Value { return table.Str(regionIDs(r.Areas)) }},
			{Heading: table.Column{Name: "region_names", Title: text("Alueet", "Områden", "Regions"), Narrow: true},
				Value: func(r *classRow) table.Value {
					names := make([]string, len(r.Areas))
					for i, s := range r.Areas {
						names[i] = s.RegionName.In(l)
					}
					return table.Str(strings.Join(names, ";")).ForPeople(regionNames(r.Areas))
				}},
			noteColumn(func(r *classRow) domain.Notes { return r.Notes }),
		},
		part(aboutColumns, about))
}

var limitColumns = []Column[placedClass]{
	{Heading: table.Column{Name: "lower", Title: text("Alaraja", "Undre gräns", "Lower limit"), Wide: true},
		Value: func(c *placedClass) table.Value { return table.Num(finite(c.Lower), c.decimals) }},
	{Heading: table.Column{Name: "upper", Title: text("Yläraja", "Övre gräns", "Upper limit"), Wide: true},
		Value: func(c *placedClass) table.Value { return table.Num(finite(c.Upper), c.decimals) }},
}

var shareColumns = []Column[placedClass]{
	{Heading: table.Column{Name: "share", Title: text("Osuus, %", "Andel, %", "Share, %"), Spare: 2, Narrow: true},
		Value: func(c *placedClass) table.Value { return table.Num(c.share, 0) }},
	{Heading: table.Column{Name: "n_below", Title: text("Kertymä", "Kumulativt", "Cumulative"), Spare: 1},
		Value: func(c *placedClass) table.Value { return table.IntOf(c.Below) }},
}

// finite is NaN, no limit, for an infinite one.
func finite(limit float64) float64 {
	if math.IsInf(limit, 0) {
		return math.NaN()
	}
	return limit
}

// classInterval is the class for machines, as an interval: "[1000,10000)".
func classInterval(class between.Class, closed between.Side) string {
	open, end := "[", ")"
	if closed == between.ClosedAbove {
		open, end = "(", "]"
	}
	lower, upper := "-Inf", "Inf"
	if math.IsInf(class.Lower, -1) {
		open = "("
	} else {
		lower = strconv.FormatFloat(class.Lower, 'f', -1, 64)
	}
	if math.IsInf(class.Upper, 1) {
		end = ")"
	} else {
		upper = strconv.FormatFloat(class.Upper, 'f', -1, 64)
	}
	return open + lower + "," + upper + end
}

// The words of classes: below, between and above, by the end that belongs to
// them.
var classWords = map[between.Side][3]domain.Text{
	between.ClosedBelow: {
		text("alle {u}", "under {u}", "under {u}"),
		text("vähintään {l}, alle {u}", "minst {l}, under {u}", "{l} to under {u}"),
		text("vähintään {l}", "minst {l}", "{l} or more")},
	between.ClosedAbove: {
		text("enintään {u}", "högst {u}", "{u} or less"),
		text("yli {l}, enintään {u}", "över {l}, högst {u}", "over {l}, up to {u}"),
		text("yli {l}", "över {l}", "over {l}")},
}

// limitDecimals is how many decimals limits are shown with: as many as they
// have, or are asked for.
func limitDecimals(s *series.Series, limits between.Limits) int {
	return max(locale.Decimals(between.MaxDecimals, limits.At...), s.Shown(0, false))
}

// classLabel is the class for people, its limits with d decimals. Where values and limits are whole numbers
// a class between two limits is written by its first and last: "1 000–9 999".
func classLabel(class between.Class, limits between.Limits, whole bool, d int) domain.Text {
	place := 1
	switch {
	case math.IsInf(class.Lower, -1):
		place = 0
	case math.IsInf(class.Upper, 1):
		place = 2
	}
	var t domain.Text
	for _, l := range domain.Langs {
		first, last := class.Lower, class.Upper
		if place == 1 && whole && d == 0 {
			if limits.Closed == between.ClosedAbove {
				first++
			} else {
				last--
			}
			t.Set(l, locale.Range(locale.Number(l, first, 0), locale.Number(l, last, 0)))
			continue
		}
		t.Set(l, strings.NewReplacer("{l}", locale.Number(l, first, d), "{u}", locale.Number(l, last, d)).Replace(classWords[limits.Closed][place].In(l)))
	}
	return t
}
