package prose

import (
	"math"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// data lists what was analysed.
func (p *page) data() {
	p.head(p.say("Aineisto", "Material", "Data"))
	p.add(p.titled(p.area()))
	if unit := p.tr.Series.Indicator.Unit.Name().In(p.lang); unit != "" {
		p.addf("Yksikkö: %s.", "Enhet: %s.", "Unit: %s.", unit)
	}
	if p.tr.N == 0 {
		p.addf("Arvoja ei ole.", "Det finns inga värden.", "There are no values.")
	} else {
		p.addf("Arvoja %d, %s.", "Antal värden: %d, %s.", "Values: %d, %s.", p.tr.N, locale.Range(string(p.tr.First.Period), string(p.tr.Last.Period)))
	}
	if p.tr.Turning.Weighted {
		p.addf("Suluissa lukumäärä x, jolla arvoa painotetaan käännekohtia etsittäessä.", "Inom parentes antalet x, som väger värdet när vändpunkter söks.", "In brackets the count x, by which the value is weighted when turning points are looked for.")
	}
	if p.tr.Notes.Has(domain.NoteFromCounts) {
		per := p.count(p.tr.Series.Indicator.Unit.Per())
		p.addf("Arvo on lukumäärä ÷ nimittäjä × %s; ne ovat suluissa.", "Värdet är antalet ÷ nämnaren × %s; de står inom parentes.", "The value is count ÷ denominator × %s; these are in brackets.", per)
	}
	var list []string
	for pt := range p.tr.Series.All() {
		list = append(list, p.point(pt))
	}
	if len(list) > 0 {
		p.add(strings.Join(list, "; "))
	}
}

// point is a period and its value in full, or why it has none, on one line.
func (p *page) point(pt series.Valued) string {
	return strings.ReplaceAll(string(pt.Period)+": "+p.value(pt), " ", glue)
}

// beyondPublished is how many decimals more than published a value is written
// with whose fraction stands beside it.
const beyondPublished = 3

// count is a number that is mostly a whole one.
func (p *page) count(v float64) string {
	return locale.Number(p.lang, v, locale.Decimals(mostDecimals, v))
}

func (p *page) value(pt series.Valued) string {
	switch possible := pt.Possible(); {
	case p.tr.Series.NotesAt(pt).Has(domain.NoteFromCounts):
		return locale.Number(p.lang, pt.Value, p.tr.Series.Decimals()+beyondPublished) + " (" + p.count(pt.Count) + " ÷ " + p.count(pt.Denominator.Value) + ")"
	case !math.IsNaN(pt.Value) && p.tr.Turning.Weighted:
		return p.full(pt.Value) + " (" + p.count(pt.Count) + ")"
	case !math.IsNaN(pt.Value):
		return p.full(pt.Value)
	case pt.Status != domain.Suppressed:
		return "–"
	case len(possible) > 0:
		return p.say("salattu, ", "sekretessbelagt, ", "suppressed, ") + p.stat(possible[0]) + " … " + p.stat(possible[len(possible)-1])
	}
	return p.say("salattu", "sekretessbelagt", "suppressed")
}

// full is a value with every decimal it was computed with.
func (p *page) full(v float64) string {
	digits := strconv.FormatFloat(v, 'f', -1, 64)
	_, fraction, _ := strings.Cut(digits, ".")
	return locale.Number(p.lang, v, max(p.decimals, min(len(fraction), 15)))
}
