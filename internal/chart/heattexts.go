package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure/heat"
	"kuvio/internal/table"
)

// Signs of cells without a number.
const missingSign = ".."

var (
	suppressedSign  = domain.Text{FI: "salattu", SV: "sekr.", EN: "supp."}
	suppressedMeans = domain.Text{FI: "pieni luku, jota ei julkaista", SV: "sekretessbelagd", EN: "suppressed"}
)

// content is the table as it is drawn.
func (g *heatGrid) content(l domain.Lang) heat.Content {
	c := heat.Content{
		Signs: []heat.Sign{{Text: missingSign, Means: statuses["missing"].In(l)}, {Text: suppressedSign.In(l), Means: suppressedMeans.In(l)}},
		Empty: noData.In(l), Classes: g.classTexts(l), Scale: heat.Sequential,
	}
	switch {
	case g.shade == byVerdict:
		c.Scale = heat.Verdict
		c.Marks = heat.Marks{Higher: fmt.Sprintf(higherThan.In(l), g.firstName(l)), Lower: fmt.Sprintf(lowerThan.In(l), g.firstName(l))}
	case g.middle:
		c.Scale = heat.Diverging
	}
	for _, col := range g.columns() {
		c.Columns = append(c.Columns, heat.Column{Heading: col.heading.In(l), Seam: col.seam, Focus: g.focus[col.region]})
	}
	for _, r := range g.ordered(l) {
		row := heat.Row{Name: g.name(r, l), Focus: g.focus[r.region], Benchmark: r.benchmark}
		if len(g.kinds) > 1 {
			row.Detail = g.detail(r, l)
		}
		for i := range r.cells {
			row.Cells = append(row.Cells, g.cell(&r.cells[i], l))
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

var (
	higherThan = domain.Text{FI: "suurempi kuin %s", SV: "större än %s", EN: "higher than %s"}
	lowerThan  = domain.Text{FI: "pienempi kuin %s", SV: "mindre än %s", EN: "lower than %s"}
)

// firstName is what verdicts are beside, as it is written within a sentence.
func (g *heatGrid) firstName(l domain.Lang) string {
	return lowerFirst(g.first.Name.In(l), g.first.ID)
}

// detail is what stands below an indicator's name: its unit, and its year where the
// columns have none.
func (g *heatGrid) detail(r heatRow, l domain.Lang) string {
	var parts []string
	if _, unit := g.counted(r.kind, l); unit != "" {
		parts = append(parts, unit)
	}
	if at := g.kinds[r.kind].at; !at.IsZero() {
		parts = append(parts, string(at))
	}
	return strings.Join(parts, ", ")
}

// heatColumn heads a column.
type heatColumn struct {
	heading domain.Text
	region  domain.RegionID
	seam    bool // a series of the table breaks here
}

func (g *heatGrid) columns() (columns []heatColumn) {
	for i := range g.rows[0].cells {
		c := g.rows[0].cells[i]
		if !g.byYear {
			columns = append(columns, heatColumn{heading: c.name, region: c.region})
			continue
		}
		year := string(c.at)
		columns = append(columns, heatColumn{heading: domain.Text{FI: year, SV: year, EN: year}, seam: slices.Contains(g.seams(), c.at)})
	}
	return columns
}

// seams are the years from which on the numbers of at least half the rows do not
// compare with those before.
func (g *heatGrid) seams() (seams []domain.Period) {
	for _, at := range g.years {
		n := 0
		for _, r := range g.rows {
			if s := r.cells[0].series; s != nil && slices.Contains(s.Seams(), at) {
				n++
			}
		}
		if 2*n >= len(g.rows) {
			seams = append(seams, at)
		}
	}
	return seams
}

// cell is a number as it is written, and its tint.
func (g *heatGrid) cell(c *heatCell, l domain.Lang) heat.Cell {
	switch {
	case !c.point.HasValue() && c.point.Status == domain.Suppressed:
		return heat.Cell{Text: suppressedSign.In(l), Absent: true}
	case !c.point.HasValue():
		return heat.Cell{Text: missingSign, Absent: true}
	}
	cell := heat.Cell{Text: g.written(c, l)}
	switch {
	case g.shade == byVerdict:
		cell.Mark, cell.Class = verdictTint(c)
	case g.shade != noShade:
		cell.Class = g.limits.Class(c.point.Value*g.spec.factor()) + 1
	}
	return cell
}

func (g *heatGrid) written(c *heatCell, l domain.Lang) string {
	return written(c.point, g.spec.factor(), g.kinds[c.kind].decimals, l)
}

// verdictTint is how a clear difference is shown: worse, different where the
// indicator has no good side, or better.
func verdictTint(c *heatCell) (m heat.Mark, class int) {
	switch c.verdict {
	case compare.Higher:
		m = heat.Higher
	case compare.Lower:
		m = heat.Lower
	default:
		return heat.Unmarked, 0
	}
	switch c.assessment {
	case compare.Worse:
		return m, 1
	case compare.Better:
		return m, 3
	}
	return m, 2
}

// classTexts are what the tints say.
func (g *heatGrid) classTexts(l domain.Lang) []string {
	switch g.shade {
	case noShade:
		return nil
	case byVerdict:
		return []string{tintWorse.In(l), tintOther.In(l), tintBetter.In(l)}
	}
	return g.ranges(l)
}

var (
	tintBetter = domain.Text{FI: "selvästi parempi", SV: "klart bättre", EN: "clearly better"}
	tintWorse  = domain.Text{FI: "selvästi heikompi", SV: "klart sämre", EN: "clearly worse"}
	tintOther  = domain.Text{FI: "selvästi eri, suunta ei hyvä eikä huono", SV: "klart annorlunda, varken bättre eller sämre", EN: "clearly different, neither good nor bad"}
)

// notes are what must be said of the tints and the years.
func (g *heatGrid) notes() (notes []domain.Text) {
	switch {
	case g.shade == byVerdict && g.comparisons() == 0:
		notes = append(notes, domain.Text{
			FI: fmt.Sprintf("Lukuja ei voitu verrata: %s.", g.uncompared(domain.Finnish)),
			SV: fmt.Sprintf("Talen kunde inte jämföras: %s.", g.uncompared(domain.Swedish)),
			EN: fmt.Sprintf("The numbers could not be compared: %s.", g.uncompared(domain.English)),
		})
	case g.shade == byVerdict:
		notes = append(notes, domain.Text{
			FI: "Sävy ja kolmio: ero on selvä, eli luvun 95 %:n luottamusväli ei ulotu vertailuarvoon. Muut luvut eivät eroa siitä selvästi, tai lukumääriä ei tiedetä.",
			SV: "Färg och triangel: skillnaden är klar, dvs. talets 95-procentiga konfidensintervall når inte jämförelsetalet. De övriga talen skiljer sig inte klart från det, eller så är antalen inte kända.",
			EN: "Tint and triangle: the difference is clear, as the number's 95% confidence interval does not reach the benchmark. The other numbers do not differ clearly from it, or the counts are not known.",
		})
		notes = append(notes, g.byChance()...)
	case g.middle:
		notes = append(notes, domain.Text{FI: "Sävyt vaihtuvat nollan kohdalla.", SV: "Färgen byts vid noll.", EN: "The colour changes at zero."})
	case g.shade == byQuantile && len(g.limits.At) > 0:
		notes = append(notes, domain.Text{
			FI: "Sävyt: taulukon luvut on jaettu suuruuden mukaan suunnilleen yhtä suuriin luokkiin.",
			SV: "Färgerna: talen i tabellen är efter storlek indelade i ungefär lika stora klasser.",
			EN: "Tints: the numbers of the table, by size, in classes of about as many each.",
		})
	}
	for _, at := range g.seams() {
		notes = append(notes, domain.Text{
			FI: "Pystyviiva: sarja vaihtuu " + string(at) + ", eivätkä luvut sen eri puolilla ole vertailukelpoisia.",
			SV: "Lodrätt streck: serien byts " + string(at) + ", och talen på olika sidor är inte jämförbara.",
			EN: "Upright line: the series changes in " + string(at) + ", and the numbers on either side do not compare.",
		})
	}
	return append(notes, g.otherBreaks()...)
}

// comparisons is how many numbers were compared with the benchmark.
func (g *heatGrid) comparisons() (n int) {
	for _, r := range g.rows {
		for i := range r.cells {
			if r.cells[i].compared() {
				n++
			}
		}
	}
	return n
}

// uncompared is why none could be.
func (g *heatGrid) uncompared(l domain.Lang) string {
	if g.known() {
		return uncounted.In(l)
	}
	return fmt.Sprintf(noBeside.In(l), g.firstName(l))
}

// known reports whether the benchmark has a number beside any.
func (g *heatGrid) known() bool {
	return slices.ContainsFunc(g.besideValues(), func(v float64) bool { return !math.IsNaN(v) })
}

var (
	noBeside  = domain.Text{FI: "vertailuarvoa (%s) ei ole", SV: "jämförelsetal (%s) saknas", EN: "there is no number of the benchmark (%s)"}
	uncounted = domain.Text{FI: "lukumääriä ei tiedetä", SV: "antalen är inte kända", EN: "the counts are not known"}
)

// manyTests is from how many comparisons on some are bound to seem clear.
const manyTests = 20

// byChance says how many differences would seem clear if there were none.
func (g *heatGrid) byChance() []domain.Text {
	n := g.comparisons()
	if n < manyTests {
		return nil
	}
	chance := math.Round(float64(n) * (1 - level))
	return []domain.Text{{
		FI: fmt.Sprintf("Vertailuja on %d: vaikka eroja ei olisi, noin %.0f näyttäisi selvältä sattumalta.", n, chance),
		SV: fmt.Sprintf("Jämförelserna är %d: även utan skillnader skulle omkring %.0f se klara ut av en slump.", n, chance),
		EN: fmt.Sprintf("There are %d comparisons: without any differences, about %.0f would seem clear by chance.", n, chance),
	}}
}

// otherBreaks say which rows break where no line shows it.
func (g *heatGrid) otherBreaks() []domain.Text {
	shown := g.seams()
	var broken domain.Text
	for _, r := range g.rows {
		if s := r.cells[0].series; s != nil && g.byYear {
			for _, at := range s.Seams() {
				if slices.Contains(g.years[1:], at) && !slices.Contains(shown, at) {
					for _, l := range domain.Langs {
						name := g.name(r, l) + " " + string(at)
						if before := broken.Own(l); before != "" {
							name = before + ", " + name
						}
						broken.Set(l, name)
					}
				}
			}
		}
	}
	if broken.IsZero() {
		return nil
	}
	return []domain.Text{{
		FI: "Sarja vaihtuu, eivätkä aiemmat luvut ole vertailukelpoisia: " + broken.FI + ".",
		SV: "Serien byts, och tidigare tal är inte jämförbara: " + broken.SV + ".",
		EN: "The series changes, and earlier numbers do not compare: " + broken.EN + ".",
	}}
}

// table is the numbers as rows of data.
func (g *heatGrid) table() *table.Table {
	t := &table.Table{Columns: slices.Concat(drawnColumns, []table.Column{{Name: "benchmark_value", Title: domain.Text{FI: "Vertailuarvo", SV: "Jämförelsetal", EN: "Benchmark"}}, {Name: "verdict", Filed: true}}, aboutColumns)}
	multiply := g.spec.factor()
	for _, r := range g.ordered(domain.Finnish) {
		for i := range r.cells {
			c := &r.cells[i]
			decimals := g.kinds[c.kind].decimals
			of, notes := g.kinds[c.kind].all[0], domain.Notes(nil)
			if c.series != nil {
				of, notes = c.series.Series, c.series.NotesAt(c.point)
			} else {
				of.Region, of.RegionName = c.region, c.name
			}
			row := drawnRow(&of, c.name, c.at, table.Num(c.point.Value*multiply, decimals), c.point.Status.String(), notes)
			row = append(row, table.Num(c.beside*multiply, decimals), table.Str(string(c.verdict)))
			t.Rows = append(t.Rows, append(row, about(&of, multiply)...))
		}
	}
	return t
}
