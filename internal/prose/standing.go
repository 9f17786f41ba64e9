package prose

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// Standing is what paragraphs on areas of one kind, compared in one period, are
// made of.
type Standing struct {
	All      [][]compare.Compared // of each area, with its benchmarks
	About    []domain.RegionID    // the areas that are told of; nil for all
	Of       catalog.Place        // of the area that they are the members of, where they are one's
	Places   Places
	Level    float64 // coverage of the intervals
	Decimals int
}

// mostEach is how many areas are told of one by one.
const mostEach = 5

// mostOrdered is how many areas are listed in their order.
const mostOrdered = 25

// standings writes about one Standing.
type standings struct {
	voice
	Standing
	told   [][]compare.Compared
	noun   areaNoun
	period domain.Period
}

// Compare puts a comparison into paragraphs: of two areas or more what they have
// together (the sum, the mean, lowest and highest and how sure these are), how
// many of them stand above or below each benchmark, which have no value, and
// where they stand among all that were compared; then a few areas one by one.
//
// Only a verdict of package compare is told as a difference; ranks are told
// with their intervals where they have them. A sum or mean of areas of which one
// has no value is not told as theirs.
func Compare(s Standing, l domain.Lang) []string {
	if len(s.All) == 0 {
		return nil
	}
	first := s.All[0][0]
	w := &standings{voice: newVoice(&first.Series.Series, s.Decimals, l), Standing: s, told: s.All, period: first.Point.Period}
	if s.About != nil {
		w.told = slices.DeleteFunc(slices.Clone(s.All), func(rows []compare.Compared) bool { return !slices.Contains(s.About, rows[0].Series.Region) })
	}
	w.noun = nounOf(seriesOf(w.told))
	var paragraphs []string
	if len(w.told) > 1 {
		paragraphs = append(paragraphs, w.together(), w.order())
	}
	if len(w.told) <= mostEach || len(w.told) == 1 {
		for _, rows := range w.told {
			paragraphs = append(paragraphs, w.one(rows))
		}
	}
	return slices.DeleteFunc(paragraphs, func(p string) bool { return p == "" })
}

func seriesOf(all [][]compare.Compared) []*series.Based {
	of := make([]*series.Based, len(all))
	for i, rows := range all {
		of[i] = rows[0].Series
	}
	return of
}

// together is the paragraph on areas as a whole.
func (w *standings) together() string {
	var with [][]compare.Compared
	var missing, suppressed []*series.Based
	for _, rows := range w.told {
		switch p := rows[0].Point; {
		case p.HasValue():
			with = append(with, rows)
		case p.Status == domain.Suppressed:
			suppressed = append(suppressed, rows[0].Series)
		default:
			missing = append(missing, rows[0].Series)
		}
	}
	if len(with) == 0 {
		return strings.Join(append([]string{w.heading(len(w.told)) + w.say(": ei tietoja.", ": uppgifter saknas.", ": there are no data.")}, w.lacking(nil, suppressed)...), " ")
	}
	var said []string
	if len(with) > 1 {
		said = append(said, w.middle(with, len(w.told)), w.ends(with))
	}
	if len(with) == 1 && len(w.told) > mostEach { // of which the value would not be told
		said = append(said, w.one(with[0]))
	}
	if len(w.told) > mostEach { // fewer are told of one by one
		for b := range w.told[0] {
			said = append(said, w.beside(with, b))
		}
	}
	if w.About != nil {
		said = append(said, w.amongAll(with))
	}
	if len(w.told) > mostEach {
		said = append(said, w.lacking(missing, suppressed)...)
	}
	return strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), " ")
}

// heading names what is told, for areas whose number is n.
func (w *standings) heading(n int) string {
	name := w.titled("")
	if w.subject != "" {
		name = w.named()
	}
	return name + ", " + w.within(n) + ", " + whenOf(w.period, w.lang).at
}

// within is "Keski-Suomen 23 kunnassa", "i 23 kommuner i Mellersta Finland".
func (w *standings) within(n int) string {
	return within(w.noun, n, w.Of, w.lang)
}

func within(noun areaNoun, n int, of catalog.Place, l domain.Lang) string {
	text := noun.where(n, false, l)
	switch {
	case l == domain.Finnish && of.Of.FI != "":
		return of.Of.FI + " " + text
	case l != domain.Finnish && own(of.In, l) != "":
		return text + " " + own(of.In, l)
	}
	return text
}

// middle says the sum or the mean of areas with a value, of so many in all.
func (w *standings) middle(with [][]compare.Compared, of int) string {
	sum, count, denominator, counted := 0.0, 0.0, 0.0, true
	for _, rows := range with {
		p := rows[0].Point
		sum += p.Value
		count, denominator = count+p.Count, denominator+p.Denominator.Value
		counted = counted && !math.IsNaN(p.Count) && p.Denominator.Value > 0
	}
	unit := w.series.Indicator.Unit
	at, in := whenOf(w.period, w.lang).at, w.within(len(with))
	if len(with) < of {
		in += w.say(", joista on tieto,", " (de som har uppgift)", " (those with data)")
	}
	mean := w.amount(sum / float64(len(with)))
	subject := w.titled("") + ": " + w.head.short
	if w.subject != "" {
		subject = w.named()
	}
	if unit == domain.UnitCount || unit == domain.UnitKiloEuro || unit == domain.UnitEuro {
		total := w.amount(sum)
		per := w.say(" "+w.noun.one.FI+"a kohti", " per "+w.noun.one.SV, " per "+w.noun.one.EN)
		if w.noun.one.FI == "alue" || w.noun.one.FI == "hyvinvointialue" {
			per = w.say(" "+w.noun.many.FI+" kohti", per, per)
		}
		return w.say(subject+" "+w.be()+" "+in+" yhteensä "+total+" "+at+", keskimäärin "+mean+per+".",
			subject+" var sammanlagt "+total+" "+in+" "+at+", i genomsnitt "+mean+per+".",
			subject+" "+w.be()+" "+total+" in all "+in+" "+at+", on average "+mean+per+".")
	}
	kind := w.say("painottamaton keskiarvo", "ovägt medelvärde", "unweighted mean")
	if per := unit.Per(); per > 0 && counted {
		kind += w.say("; kaikki yhteen laskien ", "; sammantaget ", "; taken together ") + w.amount(count/denominator*per)
	}
	return w.say(subject+" "+w.be()+" "+in+" keskimäärin "+mean+" "+at, subject+" var i genomsnitt "+mean+" "+in+" "+at, subject+" averaged "+mean+" "+in+" "+at) + " (" + kind + ")."
}

// superlatives of a subject: "suurin", "högst", "highest".
func (w *voice) superlative(high bool) string {
	switch {
	case high && w.head.high:
		return w.say(w.inNumber("korkein", "korkeimmat"), "högst", "highest")
	case high && w.head.number:
		return w.say(w.inNumber("suurin", "suurimmat"), "störst", "largest")
	case high:
		return w.say(w.inNumber("suurin", "suurimmat"), "högst", "highest")
	case w.head.high:
		return w.say(w.inNumber("matalin", "matalimmat"), "lägst", "lowest")
	case w.head.number:
		return w.say(w.inNumber("pienin", "pienimmät"), "minst", "smallest")
	}
	return w.say(w.inNumber("pienin", "pienimmät"), "lägst", "lowest")
}

// ends are the highest and the lowest of areas, all that are written alike, and
// how uncertain their ranks are.
func (w *standings) ends(with [][]compare.Compared) string {
	sorted := w.sorted(with)
	top, bottom := sorted[0][0], sorted[len(sorted)-1][0]
	alike := func(v float64) []*series.Based {
		return seriesOf(slices.DeleteFunc(slices.Clone(sorted), func(rows []compare.Compared) bool { return !w.same(rows[0].Point.Value, v) }))
	}
	text := w.extremes(w.Places, w.noun, alike(top.Point.Value), top.Point.Value, alike(bottom.Point.Value), bottom.Point.Value)
	if w.same(top.Point.Value, bottom.Point.Value) {
		return text
	}
	return text + w.uncertain(top, bottom)
}

// sorted are areas from the highest value to the lowest.
func (w *standings) sorted(with [][]compare.Compared) [][]compare.Compared {
	return slices.SortedStableFunc(slices.Values(with), func(a, b []compare.Compared) int { return cmp.Compare(b[0].Point.Value, a[0].Point.Value) })
}

// mostNamedAlike is how many areas that share a value are named.
const mostNamedAlike = 3

// extremes says where a value is highest and where lowest.
func (w *voice) extremes(places Places, noun areaNoun, highest []*series.Based, high float64, lowest []*series.Based, low float64) string {
	if w.same(high, low) {
		return w.say(capital(w.head.short)+" "+w.be()+" kaikissa "+w.amount(high)+".", capital(w.head.short)+" var "+w.amount(high)+" i alla.", capital(w.head.short)+" "+w.be()+" "+w.amount(high)+" in all of them.")
	}
	side := func(areas []*series.Based, v float64) string {
		in := noun.where(len(areas), false, w.lang)
		if len(areas) <= mostNamedAlike {
			in = wheres(areas, places, w.lang)
		}
		return in + " (" + w.amount(v) + ")"
	}
	return capital(w.head.short) + " " + w.be() + " " + w.superlative(true) + " " + side(highest, high) + " " + and.In(w.lang) + " " + w.superlative(false) + " " + side(lowest, low) + "."
}

// uncertain says how far the ranks of the two ends can be relied on, where that
// was computed and they are not sure.
func (w *standings) uncertain(top, bottom compare.Compared) string {
	if w.series.Indicator.Unit.Per() > 0 && top.RankLower == 0 {
		return w.say(" Sijojen epävarmuutta ei ole laskettu, joten järjestys voi johtua sattumasta.", " Rangernas osäkerhet är inte beräknad, så ordningen kan bero på slumpen.", " The uncertainty of the ranks was not computed, so the order may be due to chance.")
	}
	var parts []string
	for _, end := range []struct {
		row  compare.Compared
		name string
	}{{top, w.say("suurimman sijan", "den högsta", "the highest")}, {bottom, w.say("pienimmän sijan", "den lägsta", "the lowest")}} {
		if end.row.RankLower == end.row.RankUpper {
			continue
		}
		if len(parts) > 0 && w.lang == domain.Finnish {
			end.name = "pienimmän"
		}
		ranks := rankRange(end.row)
		parts = append(parts, w.say(end.name+" "+ranks, ranks+" för "+end.name, ranks+" for "+end.name))
	}
	if len(parts) == 0 {
		return ""
	}
	among := ""
	if len(w.told) < len(w.All) {
		all := nounOf(seriesOf(w.All)).count(top.Of, w.lang)
		among = w.say(" kaikkien joukossa", " bland alla "+all, " among all "+all)
	}
	if w.lang == domain.Finnish {
		parts[0] = strings.Replace(parts[0], "sijan ", "sijan "+w.percent()+":n luottamusväli on"+among+" ", 1)
	}
	return w.say(" Järjestys ei ole varma: ", " Ordningen är inte säker: rangens konfidensintervall ("+w.percent()+")"+among+" är ", " The order is not certain: the "+w.percent()+" interval of the rank"+among+" is ") + listed(parts, w.lang) + "."
}

func rankRange(r compare.Compared) string {
	return locale.Range(strconv.Itoa(r.RankLower), strconv.Itoa(r.RankUpper))
}

func (w *standings) percent() string {
	level := 100 * w.Level
	return locale.Percent(w.lang, level, locale.Decimals(2, level))
}

// order lists areas from the highest value to the lowest, where they are more
// than are told of one by one, and not too many to read.
func (w *standings) order() string {
	with := slices.DeleteFunc(slices.Clone(w.told), func(rows []compare.Compared) bool { return !rows[0].Point.HasValue() })
	if len(with) <= mostEach || len(with) > mostOrdered {
		return ""
	}
	sorted := w.sorted(with)
	parts := make([]string, len(sorted))
	for i, name := range names(seriesOf(sorted), w.lang) {
		parts[i] = name + " " + w.number(sorted[i][0].Point.Value)
	}
	unit := strings.TrimSpace(w.unitAfter())
	if unit != "" {
		unit = " (" + unit + ")"
	}
	order := "Suurimmasta pienimpään"
	if w.head.high {
		order = "Korkeimmasta matalimpaan"
	}
	return w.say(order+unit+": ", "I storleksordning"+unit+": ", "From highest to lowest"+unit+": ") + strings.Join(parts, "; ") + "."
}

// amongAll says how many of the areas are in the lowest and highest tenth of
// all that were compared, by their ranks, and how many of them for sure where the
// ranks have intervals.
func (w *standings) amongAll(with [][]compare.Compared) string {
	of := with[0][0].Of
	tenth := of / 10
	if tenth == 0 || len(with) == of {
		return ""
	}
	var lowest, highest, surelyLowest, surelyHighest []*series.Based
	for _, rows := range with {
		r := rows[0]
		switch {
		case r.Rank <= tenth:
			if highest = append(highest, r.Series); r.RankLower > 0 && r.RankUpper <= tenth {
				surelyHighest = append(surelyHighest, r.Series)
			}
		case r.Rank > of-tenth:
			if lowest = append(lowest, r.Series); r.RankLower > of-tenth {
				surelyLowest = append(surelyLowest, r.Series)
			}
		}
	}
	noun := nounOf(seriesOf(w.All))
	be, known := "are", ""
	if len(lowest) == 1 {
		be = "is"
	}
	if of < len(w.All) {
		known = w.say(", joista on tieto,", " som har uppgift", " with data")
	}
	if len(lowest)+len(highest) == 0 {
		none := w.spelt(0).sv
		return w.say("Näistä ei yksikään kuulu kaikkien "+strconv.Itoa(of)+" "+genitiveMany(noun)+known+" pienimpään eikä suurimpaan kymmenesosaan.",
			capital(none)+" av dessa hör till den lägsta eller den högsta tiondelen av alla "+noun.count(of, w.lang)+known+".",
			"None of these is in the lowest or the highest tenth of all "+noun.count(of, w.lang)+known+".")
	}
	of1, of2 := w.numberOf(lowest, " av dessa", " of these"), w.numberOf(highest, "", "")
	text := w.say("Kaikista "+noun.outOf(of, w.lang)+known+" pienimpään kymmenesosaan kuuluu näistä "+of1+" ja suurimpaan "+of2+".",
		"Av alla "+noun.count(of, w.lang)+known+" hör till den lägsta tiondelen "+of1+" och till den högsta "+of2+".",
		"Among all "+noun.count(of, w.lang)+known+", "+of1+" "+be+" in the lowest tenth and "+of2+" in the highest.")
	if with[0][0].RankLower == 0 {
		return text
	}
	sure1, sure2 := w.forNumber(surelyLowest), w.forNumber(surelyHighest)
	return text + w.say(" Koko sijan luottamusväli on pienimmässä kymmenesosassa "+sure1+" ja suurimmassa "+sure2+".",
		" Hela rangens konfidensintervall ligger i den lägsta tiondelen för "+sure1+" och i den högsta för "+sure2+".",
		" The whole interval of the rank lies in the lowest tenth for "+sure1+" and in the highest for "+sure2+".")
}

// numberOf is how many areas there are, in Swedish and English of what, and of
// few which: "kaksi (Jämsä, Multia)".
func (w *standings) numberOf(areas []*series.Based, sv, en string) string {
	number := w.spelt(len(areas))
	return w.say(number.fi, number.sv+sv, number.en+en) + inBrackets(areas, w.lang)
}

// forNumber is whom something holds for: "kahdella (Jämsä, Multia)".
func (w *standings) forNumber(areas []*series.Based) string {
	number := w.spelt(len(areas))
	return w.say(number.at, number.sv, number.en) + inBrackets(areas, w.lang)
}

// spelt is a number of areas, none among them.
func (w *standings) spelt(n int) smallNumber {
	number, _ := spelling(n)
	switch {
	case n == 0 && w.noun.neuter:
		return smallNumber{fi: "ei yksikään", at: "ei yhdelläkään", sv: "inget", en: "none"}
	case n == 0:
		return smallNumber{fi: "ei yksikään", at: "ei yhdelläkään", sv: "ingen", en: "none"}
	case n == 1 && w.noun.neuter:
		number.sv = "ett"
	}
	return number
}

// one is the sentences on one area: its value, its rank among all and how sure
// that is, and how it stands to the benchmarks.
func (w *standings) one(rows []compare.Compared) string {
	r := rows[0]
	at := whenOf(w.period, w.lang).at
	in := own(w.Places(r.Series.Region).In, w.lang)
	name := names([]*series.Based{r.Series}, w.lang)[0]
	if !r.Point.HasValue() {
		why := w.say("tieto puuttuu", "uppgift saknas", "there are no data")
		if r.Point.Status == domain.Suppressed {
			why = w.say("tieto on salattu", "uppgiften är sekretessbelagd", "the value is suppressed")
		}
		subject := w.titled(name)
		if w.subject != "" {
			subject = w.named(name)
		}
		if w.period.IsZero() {
			return subject + ": " + why + "."
		}
		return subject + ": " + why + " (" + string(w.period) + ")."
	}
	amount, rank := w.amount(r.Point.Value), w.rank(r)
	text := ""
	switch {
	case w.subject == "":
		text = w.titled(name) + ", " + amount + " " + at
	case in == "":
		text = w.named(name) + " " + w.be() + " " + amount + " " + at
	case w.lang == domain.Finnish:
		text = w.named() + " " + w.be() + " " + in + " " + amount + " " + at
	default:
		text = w.named() + " " + w.be() + " " + amount + " " + in + " " + at
	}
	said := []string{text + rank + "."}
	for b := range rows {
		said = append(said, w.oneBeside(rows[b]))
	}
	return strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), " ")
}

// rank goes on from a value: its place among all that were compared, and among
// all of the country where that is another.
func (w *standings) rank(r compare.Compared) string {
	var said []string
	if r.Rank > 0 && r.Of > 1 {
		noun := nounOf(seriesOf(w.All))
		of := " " + noun.outOf(r.Of, w.lang)
		if w.head.plural {
			of = w.say(" "+strconv.Itoa(r.Of)+" "+genitiveMany(noun)+" joukossa", of, of)
		}
		said = append(said, w.nth(placeOf(r))+of+w.howSure(r))
	}
	if r.Country.Of > 1 && r.Country.Of != r.Of {
		said = append(said, w.nth(r.Country)+" "+w.ofCountry(r.Country, nounOf([]*series.Based{r.Series})))
	}
	if len(said) == 0 {
		return ""
	}
	return ", " + listed(said, w.lang)
}

// placeOf is an area's place among all that were compared.
func placeOf(r compare.Compared) compare.Place {
	return compare.Place{Rank: r.Rank, Of: r.Of, Below: r.RankBelow}
}

// fromBelow reports whether a place is told from the lowest, which is the nearer end.
func fromBelow(p compare.Place) bool { return p.Below < p.Rank }

// howSure goes on from a place: the interval of the rank, counted from the end that the
// place is told from, where it was computed and is more than the place itself.
func (w *standings) howSure(r compare.Compared) string {
	low, high := r.RankLower, r.RankUpper
	if low == 0 {
		return ""
	}
	if p := placeOf(r); fromBelow(p) { // equal values share the lowest place from either end
		low, high = min(p.Of+1-high, p.Below), max(p.Of+1-low, p.Below)
	}
	if low == high {
		return ""
	}
	ranks := locale.Range(strconv.Itoa(low), strconv.Itoa(high))
	return w.say(" (sijan "+w.percent()+":n luottamusväli "+ranks+")", " (rangens konfidensintervall "+ranks+")", " ("+w.percent()+" interval of the rank "+ranks+")")
}

// nth is a place counted from the nearer end: "kolmanneksi pienin", "41. suurin".
func (w *standings) nth(p compare.Place) string {
	n, high := p.Rank, !fromBelow(p)
	if !high {
		n = p.Below
	}
	super := w.superlative(high)
	if nth, small := spelling(n); small {
		return w.say(nth.nth+super, nth.nthSV+super, "the "+nth.nthEN+super)
	}
	from := "den lägsta"
	if high {
		from = "den högsta"
	}
	return w.say(strconv.Itoa(n)+". "+super, "nummer "+strconv.Itoa(n)+" från "+from, "number "+strconv.Itoa(n)+" from the "+super)
}

// ofCountry goes on from a place among all areas of the country that have a
// value: "koko maan 308 kunnasta".
func (w *standings) ofCountry(p compare.Place, noun areaNoun) string {
	fi := "koko maan " + noun.outOf(p.Of, domain.Finnish)
	if w.head.plural {
		fi = "koko maan " + strconv.Itoa(p.Of) + " " + genitiveMany(noun) + " joukossa"
	}
	sv, en := "av hela landets "+noun.count(p.Of, domain.Swedish), "of the country's "+noun.count(p.Of, domain.English)
	if p.Of < p.Areas {
		fi += ", joista on tieto"
		sv, en = "av landets "+noun.count(p.Of, domain.Swedish)+" med uppgift", en+" with data"
	}
	return w.say(fi, sv, en)
}

// genitiveMany is the genitive after a number: "23 kunnan".
func genitiveMany(noun areaNoun) string {
	for _, end := range []string{"ssa", "ssä", "lla", "llä"} {
		if stem, ok := strings.CutSuffix(noun.in, end); ok {
			return stem + "n"
		}
	}
	return noun.in
}

// genitives are the genitives of the plural, "kuntien".
func genitives(noun areaNoun) string {
	switch one := noun.one.FI; one {
	case "hyvinvointialue", "alue":
		return one + "iden"
	case "sairaanhoitopiiri":
		return one + "en"
	default:
		return strings.TrimSuffix(one, "a") + "ien"
	}
}
