package cli

import (
	"math"
	"strconv"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/table"
)

var classColumns = []table.Column{
	{Name: "period", Title: text("Vuosi", "År", "Period")},
	{Name: "class", Title: text("Luokka", "Klass", "Class")},
	{Name: "lower", Title: text("Alaraja", "Undre gräns", "Lower limit"), Wide: true},
	{Name: "upper", Title: text("Yläraja", "Övre gräns", "Upper limit"), Wide: true},
	{Name: "n", Title: text("n", "n", "n")},
	{Name: "share", Title: text("Osuus, %", "Andel, %", "Share, %"), Spare: 2},
	{Name: "n_below", Title: text("Kertymä", "Kumulativt", "Cumulative"), Spare: 1},
	{Name: "regions", Title: text("Tunnukset", "Koder", "References"), Wide: true},
	{Name: "region_names", Title: text("Alueet", "Områden", "Regions")},
	noteColumn,
}

// classValues are the values of classColumns of a class between limits, the
// note still empty.
func classValues(c *between.Classes, class between.Class, limits between.Limits, l domain.Lang) []table.Value {
	lower, upper := finite(class.Lower), finite(class.Upper)
	d := locale.Decimals(between.MaxDecimals, limits.At...)
	ids, names := classRegions(class, l)
	return []table.Value{
		table.PeriodOf(c.Period),
		table.Str(classInterval(class, limits.Closed)).ForPeople(classLabel(class, limits, c.Whole)),
		table.Num(lower, d), table.Num(upper, d),
		table.IntOf(len(class.Areas)), table.Num(c.Share(class), 0), table.IntOf(class.Below),
		ids, names, table.None(),
	}
}

// unplacedValues are those of the areas of which no class is known.
func unplacedValues(c *between.Classes, class between.Class, name string, title domain.Text, l domain.Lang) []table.Value {
	ids, names := classRegions(class, l)
	return []table.Value{
		table.PeriodOf(c.Period), table.Str(name).ForPeople(title), table.None(), table.None(),
		table.IntOf(len(class.Areas)), table.None(), table.None(),
		ids, names, table.None(),
	}
}

// classRegions are the ids and the names of a class's areas, joined by a
// semicolon for machines.
func classRegions(class between.Class, l domain.Lang) (ids, names table.Value) {
	var id, name []string
	for _, s := range class.Areas {
		id, name = append(id, string(s.Region)), append(name, s.RegionName.In(l))
	}
	return table.Str(strings.Join(id, ";")), table.Str(strings.Join(name, ";")).ForPeople(regionNames(class.Areas))
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

// classLabel is the class for people. Where values and limits are whole numbers
// a class between two limits is written by its first and last: "1 000–9 999".
func classLabel(class between.Class, limits between.Limits, whole bool) domain.Text {
	d := locale.Decimals(between.MaxDecimals, limits.At...)
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
