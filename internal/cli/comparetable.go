package cli

import (
	"fmt"
	"slices"

	"kuvio/internal/between"
	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// table compares indicator by indicator, each in the year asked for or the
// latest year any of its regions has a value. An indicator's rows stand region
// by region, each with its benchmarks.
func (c *comparison) table(all []series.Series, benchmarks []compare.Benchmark) *table.Table {
	rows := c.rows(all, benchmarks)
	t := &table.Table{Columns: slices.Concat(kindColumns(all), compareColumns(rows, len(benchmarks)))}
	used := slices.Clone(c.used) // as compared, for the source
	var notes []domain.Notes
	for _, r := range rows {
		t.Rows = append(t.Rows, append(kindValues(&r.Series.Series, c.s.lang), compareValues(&r.Row, r.decimals)...))
		notes = append(notes, r.Notes)
		used = append(used, r.Series.Series)
		for _, s := range r.BenchmarkSources {
			used = append(used, s.Series)
		}
	}
	t.Source = cite.Source(used)
	addNotes(t, notes)
	t.Notes = slices.Concat(c.notes(rows, benchmarks), t.Notes)
	return t
}

// comparedRow is a row with the decimals that its indicator is shown with.
type comparedRow struct {
	compare.Row
	decimals int
}

func (c *comparison) rows(all []series.Series, benchmarks []compare.Benchmark) []comparedRow {
	each := len(benchmarks) // rows of a region
	rows := make([]comparedRow, len(all)*each)
	for _, kind := range series.Kinds(all) {
		period := domain.Year(c.o.year)
		if period.IsZero() {
			period = between.Latest(kind.Series)
		}
		compared := compare.All(kind.Series, benchmarks, period, c.o.settings())
		decimals := compareDecimals(compared)
		for n, i := range kind.At {
			for b := range each {
				rows[i*each+b] = comparedRow{compared[n*each+b], decimals}
			}
		}
	}
	return rows
}

// notes say how the table is to be read.
func (c *comparison) notes(rows []comparedRow, benchmarks []compare.Benchmark) []domain.Text {
	if len(rows) == 0 {
		return nil
	}
	var notes []domain.Text
	if period := rows[0].Point.Period; !slices.ContainsFunc(rows, func(r comparedRow) bool { return r.Point.Period != period }) && !period.IsZero() {
		notes = append(notes, named(text("Vuosi: %s.", "År: %s.", "Year: %s."), func(domain.Lang) string { return string(period) }))
	}
	if len(benchmarks) == 1 {
		notes = append(notes, named(text("Vertailukohta: %s.", "Jämförelse: %s.", "Benchmark: %s."), benchmarks[0].Name.In))
	}
	notes = append(notes, compareNote(c.o.confidence))
	notes = append(notes, c.peerNotes...)
	if slices.ContainsFunc(rows, hasFunnel) {
		notes = append(notes, funnelNote)
	}
	return notes
}

// named puts a name into a sentence, in each language.
func named(form domain.Text, name func(domain.Lang) string) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		t.Set(l, fmt.Sprintf(form.In(l), name(l)))
	}
	return t
}

func compareNote(confidence float64) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		c := locale.Percent(l, confidence, locale.Decimals(2, confidence))
		t.Set(l, fmt.Sprintf(text(
			"Luottamusväli %s, sijalla suluissa; suurempi tai pienempi, kun koko väli on vertailuarvon ylä- tai alapuolella (vertailuarvon omaa epävarmuutta ei oteta huomioon). Sija 1 on suurin arvo. Erot on laskettu pyöristämättömistä arvoista.",
			"Konfidensintervall %s, rangens inom parentes; högre eller lägre när hela intervallet ligger över eller under jämförelsevärdet (dess egen osäkerhet beaktas inte). Rang 1 är det högsta värdet. Skillnaderna är beräknade ur oavrundade värden.",
			"Confidence interval %s, that of the rank in brackets; higher or lower where the whole interval is above or below the benchmark's value (whose own uncertainty does not enter). Rank 1 is the highest value. Differences are of unrounded values.").In(l), c))
	}
	return t
}

var funnelNote = text(
	"Suppilo: alueen paikka verrattujen alueiden yhteisen tason ympärille piirretyissä rajoissa; rajat ovat sitä leveämmät, mitä pienempi alue on, ja väljemmät, jos alueet eroavat toisistaan enemmän kuin sattumalta.",
	"Tratt: områdets plats inom gränser kring de jämförda områdenas gemensamma nivå; gränserna är vidare för mindre områden, och där områdena skiljer sig mer än av en slump.",
	"Funnel: the region's place within limits about the overall level of the regions compared; the limits are wider for smaller regions, and where regions differ by more than chance.")

func hasFunnel(r comparedRow) bool { return r.Funnel != "" }

// compareDecimals is how many decimals the rows of one indicator are shown
// with: as published, and one more where values were computed from counts.
func compareDecimals(rows []compare.Row) int {
	published, computed := 0, 0
	for _, r := range rows {
		published = max(published, r.Series.Decimals())
		if r.Notes.Has(domain.NoteFromCounts) {
			computed = 1
		}
	}
	return published + computed
}
