package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kuvio/internal/cite"
	"kuvio/internal/diff"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/lock"
	"kuvio/internal/revision"
	"kuvio/internal/stats"
)

// Page is what changed, in the words of one language, before it is laid out: what is
// to be looked at first, then conclusions, years, values, and figures and tables.
type Page struct {
	Lang     domain.Lang
	Title    string
	When     string // from which import to which
	Said     string // what is in it, or that there is nothing
	Sections []Section
	Notes    []string
}

// Section is a part of a page: rows gathered under what they are of, as cells of a
// table and, for a terminal, as lines.
type Section struct {
	Heading string
	Of      string   // the heading of what rows are of
	Columns []string // of the cells
	Rows    []SectionRow
	Left    string // what was left out; "" for nothing
}

// SectionRow is a row of a section, for tables and for lines.
type SectionRow struct {
	Of    string   // what it is of, under which rows are gathered
	Cells []string // more of it
	Lines []string // the same told: the row, and what is to be known of it
}

// mostRows is how many rows of a section people read; files for machines have all.
const mostRows = 30

// diffPage makes a page of a diff.
type diffPage struct {
	*diff.Diff
	names    Names
	describe func(domain.IndicatorID) domain.Indicator
	l        domain.Lang
}

// DiffPage is what changed, in words.
func DiffPage(d *diff.Diff, names Names, describe func(domain.IndicatorID) domain.Indicator, l domain.Lang) *Page {
	p := &diffPage{d, names, describe, l}
	page := &Page{Lang: l, Title: p.in(text("Mikä muuttui", "Vad som har ändrats", "What changed")), When: p.when(), Said: p.said(), Notes: p.notes()}
	for _, s := range []Section{p.standouts(), p.conclusions(), p.years(), p.values(), p.revised(), p.outputs()} {
		if n := len(s.Rows); n > 0 {
			if n > mostRows {
				s.Rows = s.Rows[:mostRows]
				s.Left = fmt.Sprintf(p.in(text("ja %d muuta", "och %d till", "and %d more")), n-mostRows)
			}
			page.Sections = append(page.Sections, s)
		}
	}
	return page
}

func (p *diffPage) in(t domain.Text) string { return t.In(p.l) }

// form fills a sentence of three languages.
func (p *diffPage) form(t domain.Text, args ...any) string { return fmt.Sprintf(t.In(p.l), args...) }

// when is from which import to which.
func (p *diffPage) when() string {
	now := p.moment(p.Now)
	switch {
	case p.Before.Import == 0:
		return p.form(text("alusta: %s", "från början: %s", "from the beginning: %s"), now)
	case p.Before.Import == p.Now.Import:
		return now
	}
	return p.moment(p.Before) + " → " + now
}

func (p *diffPage) moment(m diff.Moment) string {
	s := p.in(text("tuonti", "import", "import")) + " " + strconv.Itoa(int(m.Import))
	if m.Day != "" {
		s += " (" + cite.Date(m.Day, p.l) + ")"
	}
	return s
}

// said sums up a diff in a line.
func (p *diffPage) said() string {
	if p.Empty() {
		return p.in(text("Mikään ei ole muuttunut.", "Ingenting har ändrats.", "Nothing has changed."))
	}
	revised, made, failing := 0, 0, 0
	for i := range p.Values {
		revised += p.Values[i].N
	}
	for i := range p.Outputs {
		switch p.Outputs[i].State {
		case diff.Remade, diff.New:
			made++
		case diff.Failing, diff.Behind:
			failing++
		}
	}
	var parts []string
	for _, part := range []struct {
		n         int
		one, many domain.Text
	}{
		{len(p.Standouts), text("%s katsottava arvo", "%s värde att granska", "%s value to be looked at"), text("%s katsottavaa arvoa", "%s värden att granska", "%s values to be looked at")},
		{len(p.Conclusions), text("%s päätelmä muuttui", "%s slutsats ändrades", "%s conclusion changed"), text("%s päätelmää muuttui", "%s slutsatser ändrades", "%s conclusions changed")},
		{p.newYears(), text("%s indikaattori sai uusia vuosia", "%s indikator fick nya år", "%s indicator has new years"), text("%s indikaattoria sai uusia vuosia", "%s indikatorer fick nya år", "%s indicators have new years")},
		{revised, text("%s arvo tarkistettiin", "%s värde reviderades", "%s value was revised"), text("%s arvoa tarkistettiin", "%s värden reviderades", "%s values were revised")},
		{made, text("%s kuvio tai taulukko tehtiin", "%s figur eller tabell gjordes", "%s figure or table was made"), text("%s kuviota tai taulukkoa tehtiin", "%s figurer eller tabeller gjordes", "%s figures and tables were made")},
		{failing, text("%s kuvio tai taulukko jäi ennalleen", "%s figur eller tabell blev som den var", "%s figure or table was left as it was"), text("%s kuviota tai taulukkoa jäi ennalleen", "%s figurer eller tabeller blev som de var", "%s figures and tables were left as they were")},
	} {
		switch {
		case part.n == 1:
			parts = append(parts, p.form(part.one, "1"))
		case part.n > 1:
			parts = append(parts, p.form(part.many, p.number(part.n)))
		}
	}
	if len(parts) == 0 {
		return p.in(text("Muu on ennallaan.", "Annat är oförändrat.", "All else is as it was."))
	}
	return capital(strings.Join(parts, ", ")) + "."
}

func (p *diffPage) number(n int) string { return locale.Number(p.l, float64(n), 0) }

// newYears is how many indicators have years that no area had a value of.
func (p *diffPage) newYears() (n int) {
	for i := range p.Years {
		if len(p.Years[i].Periods) > 0 {
			n++
		}
	}
	return n
}

// indicator is an indicator by its number and title, a splice by those of its last part.
func (p *diffPage) indicator(id domain.IndicatorID) string {
	parts := id.Parts()
	ind := p.describe(parts[len(parts)-1])
	ind.ID = id
	return strings.Join(strings.Fields(p.in(Heading(ind))), " ")
}

// area is an area, with the gender and the breakdown that values are of; "" is all that
// a spread is of.
func (p *diffPage) area(r domain.RegionID, g domain.Gender, breakdown string) string {
	words := []string{p.in(text("alueet", "områdena", "the areas"))}
	if r != "" {
		words[0] = p.in(p.names(r))
	}
	if g != "" && g != domain.Total {
		words = append(words, p.in(genders[g]))
	}
	if breakdown != "" {
		words = append(words, p.in(domain.BreakdownLabel(breakdown)))
	}
	return strings.Join(words, ", ")
}

func (p *diffPage) of(k domain.Key) string { return p.area(k.Region, k.Gender, k.Breakdown) }

// cell is a figure as people read it; what is no more says so.
func (p *diffPage) cell(c domain.Cell, decimals int) string {
	switch {
	case c.Status == domain.Suppressed:
		return p.in(suppressedWord)
	case c.Status == domain.Missing:
		return p.in(missingWord)
	case c.Status == domain.Absent:
		return p.in(withdrawnWord)
	case math.IsNaN(c.Value):
		return locale.Number(p.l, c.Count, 0)
	}
	return locale.Number(p.l, c.Value, decimals)
}

// pair are two figures; where their values look alike it is by their counts that they
// differ.
func (p *diffPage) pair(old, now domain.Cell, decimals int) (before, after string) {
	before, after = p.cell(old, decimals), p.cell(now, decimals)
	if before == after && !math.IsNaN(old.Count) && !math.IsNaN(now.Count) {
		count := func(c domain.Cell) string { return " (" + locale.Number(p.l, c.Count, 0) + ")" }
		return before + count(old), after + count(now)
	}
	return before, after
}

// times is a ratio: "×4,0".
func (p *diffPage) times(t float64) string {
	decimals := 1
	if t < 2 {
		decimals = 2
	}
	return "×" + locale.Number(p.l, t, decimals)
}

// change is how far a value was revised: in percent or, where it is far up, in times.
func (p *diffPage) change(r *diff.Revised) string {
	t := r.Times()
	switch {
	case math.IsNaN(t):
		return ""
	case t >= 2:
		return p.times(t)
	}
	by := locale.Percent(p.l, 100*(t-1), 1)
	if t > 1 {
		by = "+" + by
	}
	return by
}

var (
	indicatorHeading = text("Indikaattori", "Indikator", "Indicator")
	beforeHeading    = text("Ennen", "Före", "Before")
	nowHeading       = text("Nyt", "Nu", "Now")
	whyHeading       = text("Miksi", "Varför", "Why")
	whereHeading     = text("Missä", "Var", "Where")
)

func (p *diffPage) columns(all ...domain.Text) []string {
	var words []string
	for _, t := range all {
		words = append(words, p.in(t))
	}
	return words
}

// standouts are the values to be looked at first.
func (p *diffPage) standouts() Section {
	s := Section{
		Heading: p.in(text("Katso ensin nämä", "Se först på dessa", "Look at these first")),
		Of:      p.in(indicatorHeading),
		Columns: p.columns(regionTitle, periodTitle, beforeHeading, nowHeading, whyHeading),
	}
	for i := range p.Standouts {
		one := &p.Standouts[i]
		of, area, why := p.indicator(one.Indicator.ID), p.of(one.Key), p.standsOut(one)
		before, now := "–", p.cell(one.New, one.Decimals)
		told := now
		if one.Old.Status != domain.Absent {
			before, now = p.pair(one.Old, one.New, one.Decimals)
			told = before + " → " + now
		}
		s.Rows = append(s.Rows, SectionRow{
			Of: of, Cells: []string{area, string(one.Key.Period), before, now, why},
			Lines: []string{area + " " + string(one.Key.Period) + ": " + told, why},
		})
	}
	return s
}

// standsOut says why a value does.
func (p *diffPage) standsOut(s *diff.Standout) string {
	var why []string
	if s.Alike > 0 {
		why = append(why, p.form(text(
			"%s arvoa muuttui samassa suhteessa: toinen yksikkö tai määritelmä, tai lähteen virhe",
			"%s värden ändrades i samma proportion: en annan enhet eller definition, eller källans fel",
			"%s values changed by one factor: another unit or definition, or a mistake of the source"), p.number(s.Alike)))
	}
	if s.Past > 0 {
		why = append(why, p.form(text(
			"korjaus %s; tätä indikaattoria oli korjattu enintään %s",
			"rättelse %s; indikatorn hade rättats högst %s",
			"corrected %s; the indicator had been corrected %s at most"), p.times(1+s.Size), p.times(1+s.Past)))
	}
	if l := s.Leap; l != nil {
		why = append(why, p.form(text("%s naapurivuoteen nähden (%s: %s)", "%s jämfört med grannåret (%s: %s)", "%s its neighbour (%s: %s)"),
			p.times(l.Times), string(l.Period), p.cell(l.Cell, s.Decimals)))
	}
	return strings.Join(why, "; ")
}

// concludedRow is what is said of a conclusion that changed, whatever area it is of.
type concludedRow struct{ of, beside, told, why, where string }

// conclusions are those that changed.
func (p *diffPage) conclusions() Section {
	s := Section{
		Heading: p.in(text("Muuttuneet päätelmät", "Ändrade slutsatser", "Conclusions that changed")),
		Of:      p.in(indicatorHeading),
		Columns: p.columns(regionTitle, changeTitle, whyHeading, whereHeading),
	}
	var last concludedRow
	var areas []string // of it
	for i := range p.Conclusions {
		c := &p.Conclusions[i]
		row := concludedRow{
			of: p.indicator(domain.IndicatorID(c.Key.Indicator)), beside: c.Key.Benchmark,
			told: p.parts(c), why: p.causes(c.Key, c.Why), where: strings.Join(c.Outputs, ", "),
		}
		if row == last { // said of several areas, and so in one row
			s.Rows = s.Rows[:len(s.Rows)-1]
		} else {
			last, areas = row, nil
		}
		areas = append(areas, p.area(c.Key.Region, c.Key.Gender, c.Key.Breakdown))
		of := strings.Join(areas, ", ")
		if row.beside != "" {
			of += " " + p.form(text("(vertailu: %s)", "(jämfört med: %s)", "(beside %s)"), p.benchmark(row.beside))
		}
		s.Rows = append(s.Rows, SectionRow{
			Of: row.of, Cells: []string{of, row.told, row.why, row.where},
			Lines: []string{of + ": " + row.told, p.in(whyHeading) + ": " + row.why, p.in(whereHeading) + ": " + row.where},
		})
	}
	return s
}

// benchmark is what a conclusion is beside, an area by its name.
func (p *diffPage) benchmark(b string) string {
	if t, ok := benchmarkWords[b]; ok {
		return p.in(t)
	}
	if target, ok := strings.CutPrefix(b, "target:"); ok {
		return p.in(text("tavoite", "mål", "target")) + " " + target
	}
	return p.in(p.names(domain.RegionID(b)))
}

var benchmarkWords = map[string]domain.Text{
	"mean":  text("keskiarvo", "medelvärdet", "the mean"),
	"peers": text("verrokit", "jämförelseområdena", "the peers"),
}

var partNames = map[diff.Field]domain.Text{
	diff.Direction: text("suunta", "riktning", "direction"),
	diff.Evidence:  text("näyttö", "evidens", "evidence"),
	diff.Turns:     text("käännevuodet", "vändår", "turning years"),
	diff.Verdict:   text("tulos", "resultat", "verdict"),
	diff.Rank:      text("sija", "rang", "rank"),
	diff.Finding:   text("löydös", "fynd", "finding"),
}

// partName is what a part is called in a conclusion of a kind: what classes find is a
// class, and a trend's verdict is how it moves beside another.
func partName(f diff.Field, of lock.Kind) domain.Text {
	switch {
	case f == diff.Finding && of == lock.OfLevel:
		return text("luokka", "klass", "class")
	case f == diff.Verdict && of == lock.OfTrend:
		return text("kehitys vertailuun nähden", "utveckling mot jämförelsen", "trend beside it")
	case f == diff.Verdict && of == lock.OfChange:
		return text("muutos", "förändring", "change")
	case f == diff.Finding && of == lock.OfChange:
		return text("muutos vertailuun nähden", "förändring mot jämförelsen", "change beside it")
	case f == diff.Direction && of == lock.OfSpread:
		return text("alueiden erot", "områdenas skillnader", "differences between areas")
	}
	return partNames[f]
}

// parts are what of a conclusion changed: before and now.
func (p *diffPage) parts(c *diff.Conclusion) string {
	fields := c.Fields
	if len(fields) == 0 {
		fields = diff.Fields
	}
	var all []string
	for _, f := range fields {
		if f == diff.Evidence && slices.Contains(fields, diff.Direction) {
			continue // told with the direction
		}
		name, before, now := p.in(partName(f, c.Key.Kind)), p.concluded(f, c.Before), p.concluded(f, c.Now)
		switch {
		case before == now:
		case c.Before == nil:
			all = append(all, name+" "+now)
		case c.Now == nil:
			all = append(all, name+" "+before)
		default:
			all = append(all, name+" "+before+" → "+now)
		}
	}
	told := strings.Join(all, "; ")
	switch {
	case c.Before == nil:
		return p.in(text("uusi: ", "ny: ", "new: ")) + told
	case c.Now == nil:
		return p.in(text("ei enää: ", "inte längre: ", "no more: ")) + told
	}
	return told
}

// years are the years that came.
func (p *diffPage) years() Section {
	s := Section{
		Heading: p.in(text("Uudet vuodet", "Nya år", "New years")),
		Of:      p.in(indicatorHeading),
		Columns: p.columns(periodTitle, areasHeading),
	}
	for i := range p.Years {
		y := &p.Years[i]
		of, when := p.indicator(y.Indicator.ID), locale.Range(string(y.First()), string(y.Last()))
		areas := p.number(y.Areas)
		told := p.form(text("%s, alueita %s", "%s, områden %s", "%s, areas %s"), when, areas)
		switch {
		case when == "":
			when = p.in(text("aiempia vuosia", "tidigare år", "earlier years"))
			told = p.form(text("%s uutta arvoa aiempiin vuosiin, alueita %s", "%s nya värden för tidigare år, områden %s", "%s new values of earlier years, areas %s"), p.number(y.Cells), areas)
		case !y.Held:
			when += " (" + p.in(text("uusi indikaattori", "ny indikator", "new indicator")) + ")"
			told = p.form(text("uusi indikaattori, %s, alueita %s", "ny indikator, %s, områden %s", "new indicator, %s, areas %s"), locale.Range(string(y.First()), string(y.Last())), areas)
		}
		s.Rows = append(s.Rows, SectionRow{Of: of, Cells: []string{when, areas}, Lines: []string{told}})
	}
	return s
}

// values sum up what was revised, indicator by indicator.
func (p *diffPage) values() Section {
	s := Section{
		Heading: p.in(text("Tarkistetut arvot", "Reviderade värden", "Revised values")),
		Of:      p.in(indicatorHeading),
		Columns: p.columns(text("Arvoja", "Värden", "Values"), areasHeading, text("Syyt", "Orsaker", "Causes"), text("Suurin tarkistus", "Största revideringen", "The farthest")),
	}
	for i := range p.Values {
		v := &p.Values[i]
		of := p.indicator(v.Indicator.ID)
		var kinds []string
		for _, c := range []revision.Cause{revision.Correction, revision.Division, revision.Definition, revision.Withdrawn} {
			if n := v.Causes[c]; n > 0 {
				kinds = append(kinds, p.in(revisionKinds[c])+" "+p.number(n))
			}
		}
		causes, far := strings.Join(kinds, ", "), p.revisedLine(&v.Rows[0], v.Decimals)
		told := p.form(text("arvoja %s, alueita %s: %s", "värden %s, områden %s: %s", "values %s, areas %s: %s"), p.number(v.N), p.number(v.Areas), causes)
		s.Rows = append(s.Rows, SectionRow{
			Of: of, Cells: []string{p.number(v.N), p.number(v.Areas), causes, far},
			Lines: []string{told, p.in(text("suurin: ", "störst: ", "the farthest: ")) + far},
		})
	}
	return s
}

var areasHeading = text("Alueita", "Områden", "Areas")

// revisedLine tells of one revised value.
func (p *diffPage) revisedLine(r *diff.Revised, decimals int) string {
	before, now := p.pair(r.Old, r.New, decimals)
	s := p.of(r.Key) + " " + string(r.Key.Period) + ": " + before + " → " + now
	if by := p.change(r); by != "" {
		s += " (" + by + ")"
	}
	if r.Back {
		s += p.in(text(", poistettu välillä", ", tillbakadragen däremellan", ", withdrawn in between"))
	}
	return s
}

// revised are the revised values that outputs say something of.
func (p *diffPage) revised() Section {
	s := Section{
		Heading: p.in(text("Niistä kuvioissa ja taulukoissa", "Av dem i figurer och tabeller", "Of them in figures and tables")),
		Of:      p.in(indicatorHeading),
		Columns: p.columns(regionTitle, periodTitle, beforeHeading, nowHeading, changeTitle, whyHeading),
	}
	for i := range p.Values {
		v := &p.Values[i]
		of := p.indicator(v.Indicator.ID)
		for j := range v.Rows {
			r := &v.Rows[j]
			if !r.Shown {
				continue
			}
			before, now := p.pair(r.Old, r.New, v.Decimals)
			kind, told := p.in(revisionKinds[r.Cause]), p.revisedLine(r, v.Decimals)
			if r.Cause != revision.Withdrawn { // which says so
				told += ", " + kind
			}
			s.Rows = append(s.Rows, SectionRow{
				Of: of, Cells: []string{p.of(r.Key), string(r.Key.Period), before, now, p.change(r), kind},
				Lines: []string{told},
			})
		}
	}
	return s
}

var outputStates = map[diff.State]domain.Text{
	diff.Remade:  text("tehty uudelleen", "gjord på nytt", "made again"),
	diff.New:     text("uusi", "ny", "new"),
	diff.Gone:    text("poistunut", "borta", "gone"),
	diff.Failing: text("epäonnistuu nyt", "misslyckas nu", "failing now"),
	diff.Behind:  text("jäi vanhoihin tietoihin", "blev kvar vid äldre uppgifter", "left with older data"),
}

// outputs are the figures and tables of which something became.
func (p *diffPage) outputs() Section {
	s := Section{
		Heading: p.in(text("Kuviot ja taulukot", "Figurer och tabeller", "Figures and tables")),
		Of:      p.in(text("Mitä", "Vad", "What")),
		Columns: p.columns(text("Kuvio tai taulukko", "Figur eller tabell", "Figure or table"), whyHeading),
	}
	states := []diff.State{diff.Failing, diff.Behind, diff.Remade, diff.New, diff.Gone}
	sorted := slices.Clone(p.Outputs)
	slices.SortStableFunc(sorted, func(a, b diff.Output) int { return slices.Index(states, a.State) - slices.Index(states, b.State) })
	for i := range sorted {
		o := &sorted[i]
		state, why := p.in(outputStates[o.State]), p.kinds(o.Why)
		switch o.State {
		case diff.Failing:
			why = p.in(text("'kuvio refresh' kertoo miksi", "'kuvio refresh' säger varför", "'kuvio refresh' says why"))
		case diff.Behind:
			why = p.in(text("'kuvio refresh' tekee sen", "'kuvio refresh' gör den", "'kuvio refresh' makes it"))
		}
		told := o.Name
		if why != "" {
			told += ": " + why
		}
		s.Rows = append(s.Rows, SectionRow{Of: state, Cells: []string{o.Name, why}, Lines: []string{told}})
	}
	return s
}

// notes are what is to be known of the whole.
func (p *diffPage) notes() (notes []string) {
	if p.Standing > 0 && !p.Empty() {
		notes = append(notes, p.form(text("Ennallaan olevia päätelmiä: %s.", "Oförändrade slutsatser: %s.", "Conclusions that stand as they were: %s."), p.number(p.Standing)))
	}
	if len(p.Pruned) > 0 {
		notes = append(notes, p.form(text("Aiemmat arvot on karsittu, tarkistuksia ei voi luetella: %s.", "Tidigare värden har gallrats, revideringar kan inte räknas upp: %s.", "Earlier values have been pruned, so that revisions cannot be listed: %s."), domain.Some(p.Pruned)))
	}
	if p.Foreign {
		notes = append(notes, p.in(text("Lukituksen tuonnit eivät ole tässä varastossa: arvoja ei voi verrata, päätelmät on verrattu.", "Låsfilens importer finns inte i det här lagret: värden kan inte jämföras, slutsatserna har jämförts.", "The imports of the lock are not in this store: values cannot be compared, conclusions have been.")))
	}
	if p.Later > 0 {
		notes = append(notes, p.form(text("Viimeisen päivityksen jälkeen tuotu: %s. 'kuvio refresh' tekee kuviot niistä.", "Importerat efter den senaste uppdateringen: %s. 'kuvio refresh' gör figurerna av dem.", "Imported since the last refresh: %s. 'kuvio refresh' makes the figures of it."), p.number(p.Later)))
	}
	return notes
}

// concluded is a part of a conclusion as people read it, a direction with how sure it is.
func (p *diffPage) concluded(f diff.Field, c *lock.Conclusion) string {
	code := f.In(c)
	if code == "" {
		return "–"
	}
	var said []string
	for one := range strings.SplitSeq(code, ";") {
		w, ok := concludedWords()[f][one]
		if !ok {
			w = same(one)
		}
		said = append(said, p.in(w))
	}
	told := strings.Join(said, ", ")
	if sure := diff.Evidence.In(c); f == diff.Direction && sure != "" {
		told += " (" + p.in(partNames[diff.Evidence]) + " " + p.in(evidences[stats.Evidence(sure)]) + ")"
	}
	return told
}

// concludedWords are the words of the codes that conclusions have.
var concludedWords = sync.OnceValue(func() map[diff.Field]map[string]domain.Text {
	return map[diff.Field]map[string]domain.Text{
		diff.Direction: unmarked(directions),
		diff.Evidence:  unmarked(evidences),
		diff.Verdict:   joinedWords(unmarked(verdicts), unmarked(changeVerdicts), unmarked(paces)),
		diff.Finding:   joinedWords(unmarked(findings), unmarked(verdicts), unmarked(changeVerdicts), unmarked(directions)),
	}
})

// unmarked are words without the marks before them.
func unmarked[T ~string](words map[T]domain.Text) map[string]domain.Text {
	all := make(map[string]domain.Text, len(words))
	for code, t := range words {
		all[string(code)] = each(func(l domain.Lang) string {
			word := t.In(l)
			if mark, rest, ok := strings.Cut(word, " "); ok && len([]rune(mark)) == 1 {
				return rest
			}
			return word
		})
	}
	return all
}

func joinedWords(all ...map[string]domain.Text) map[string]domain.Text {
	joined := make(map[string]domain.Text)
	for _, words := range all {
		for code, t := range words {
			joined[code] = t
		}
	}
	return joined
}
