package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"kuvio/internal/cite"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// defaultConfidence is the coverage of intervals in percent.
const defaultConfidence = 95.0

type compareOptions struct {
	selection
	output
	year       int
	with       string
	confidence float64
}

func newCompare(a *app) *cobra.Command {
	o := new(compareOptions)
	cmd := &cobra.Command{
		Use:   "compare -i INDICATORS -r REGIONS --with BENCHMARK",
		Short: "Compare regions with a benchmark in one year",
		Long: `Compare sets each region beside a benchmark and says higher, lower or no clear
difference: the whole interval of the region must lie above or below the
benchmark's value. The interval is Wilson's for a percentage, exact (count
below 10) or Byar's for other rates, and needs a count and a denominator:
the indicator named for it ('denominators:' in kuvio.yaml or the catalogue's),
else one derived from value and count with its own uncertainty. Without them
there is no interval and no verdict. Rank 1 is the highest value; regions
without a value have no rank.`,
		Example: `  kuvio compare -i 191 --year 2021 -r kunta@maakunta:13 --with maa
  kuvio compare -i 191 -r maakunta@maa --confidence 99.8 --format csv`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runCompare(cmd, o) },
	}
	o.selection.bind(cmd, false)
	o.output.bind(cmd)
	cmd.Flags().IntVar(&o.year, "year", 0, "the year (default: the latest that any of the regions has)")
	cmd.Flags().StringVar(&o.with, "with", "maa", "the benchmark: one region, such as maa or maakunta:13")
	cmd.Flags().Float64Var(&o.confidence, "confidence", defaultConfidence, "coverage of the intervals in percent, such as 95 or 99.8")
	return cmd
}

func (a *app) runCompare(cmd *cobra.Command, o *compareOptions) error {
	if err := o.output.check(cmd, a); err != nil {
		return err
	}
	if o.confidence < 50 || o.confidence >= 100 {
		return usagef(cmd, "--confidence %v: expected a percentage from 50 to under 100, such as 95 or 99.8", o.confidence)
	}
	if o.year != 0 {
		if _, err := domain.ParsePeriod(fmt.Sprint(o.year)); err != nil {
			return usagef(cmd, "--year: %w", err)
		}
	}
	s, err := a.open(cmd, false)
	if err != nil {
		return err
	}
	defer s.close()
	benchmark, err := s.areas(o.with)
	if err != nil {
		return regionError(cmd, fmt.Errorf("--with: %w", err))
	}
	if len(benchmark) != 1 {
		return usagef(cmd, "--with %s: %d regions, expected one", o.with, len(benchmark))
	}
	all, err := a.load(cmd, s, o.selection)
	if err != nil {
		return err
	}
	beside := o.selection
	beside.regions = o.with
	q, err := beside.query(cmd, s)
	if err != nil {
		return err
	}
	benchmarks, _, err := s.loader().Load(cmd.Context(), q)
	if err != nil {
		return err
	}
	t := compareTable(s, all, benchmarks, o)
	return a.print(cmd, o.output, t, s.lang)
}

// compareTable compares indicator by indicator, each in the year asked for or
// the latest year any of its regions has a value.
func compareTable(s *session, all, benchmarks []series.Series, o *compareOptions) *table.Table {
	t := &table.Table{Columns: append(kindColumns(all), compareColumns...)}
	var used []series.Series // as compared, for the source
	var notes []domain.Notes
	rows := make([]compare.Row, len(all))
	decimals := make([]int, len(all))
	for _, kind := range kinds(all) {
		members := make([]series.Series, len(kind))
		for n, i := range kind {
			members[n] = all[i]
		}
		period := domain.Year(o.year)
		if o.year == 0 {
			period = latest(all, all[kind[0]].Indicator.ID)
		}
		compared := compare.At(members, benchmarks, period, o.confidence/100)
		for n, i := range kind {
			rows[i], decimals[i] = compared[n], compareDecimals(compared)
		}
	}
	for i, r := range rows {
		t.Rows = append(t.Rows, append(kindValues(r.Series, s.lang), compareValues(r, decimals[i])...))
		notes = append(notes, r.Notes)
		used = append(used, *r.Series)
		if r.Benchmark != nil {
			used = append(used, *r.Benchmark)
		}
	}
	t.Source = cite.Source(used)
	addNotes(t, notes)
	t.Notes = append([]domain.Text{compareNote(o.confidence)}, t.Notes...)
	return t
}

// kinds groups the series that are compared and ranked together, by their
// places: those of one indicator, gender and breakdown.
func kinds(all []series.Series) [][]int {
	var groups [][]int
next:
	for i := range all {
		for g := range groups {
			if all[groups[g][0]].SameKind(&all[i]) {
				groups[g] = append(groups[g], i)
				continue next
			}
		}
		groups = append(groups, []int{i})
	}
	return groups
}

// latest is the last period in which any series of the indicator has a value.
func latest(all []series.Series, id domain.IndicatorID) domain.Period {
	var last domain.Period
	for i := range all {
		if t, _ := all[i].Values(); all[i].Indicator.ID == id && len(t) > 0 {
			last = max(last, domain.Year(int(t[len(t)-1])))
		}
	}
	return last
}

func compareNote(confidence float64) domain.Text {
	var t domain.Text
	for _, l := range domain.Langs {
		c := locale.Percent(l, confidence, locale.Decimals(2, confidence))
		t.Set(l, fmt.Sprintf(text(
			"Luottamusväli %s; suurempi tai pienempi, kun koko väli on vertailuarvon ylä- tai alapuolella. Sija 1 on suurin arvo. Erot on laskettu pyöristämättömistä arvoista.",
			"Konfidensintervall %s; högre eller lägre när hela intervallet ligger över eller under jämförelsevärdet. Rang 1 är det högsta värdet. Skillnaderna är beräknade ur oavrundade värden.",
			"Confidence interval %s; higher or lower where the whole interval is above or below the benchmark's value. Rank 1 is the highest value. Differences are of unrounded values.").In(l), c))
	}
	return t
}

var compareColumns = []table.Column{
	{Name: "period", Title: text("Vuosi", "År", "Period"), Spare: 4},
	{Name: "value", Title: text("Arvo", "Värde", "Value")},
	{Name: "lower", Title: text("alaraja", "nedre", "lower")},
	{Name: "upper", Title: text("yläraja", "övre", "upper")},
	{Name: "benchmark", Title: text("Vertailu", "Jämförelse", "Benchmark"), Wide: true},
	{Name: "benchmark_value", Title: text("Vertailuarvo", "Jämförelsevärde", "Benchmark value")},
	{Name: "difference", Title: text("Ero", "Skillnad", "Difference"), Spare: 5},
	{Name: "ratio", Title: text("Suhde", "Kvot", "Ratio"), Spare: 6},
	{Name: "verdict", Title: text("Tulos", "Resultat", "Verdict")},
	{Name: "rank", Title: text("Sija", "Rang", "Rank"), Spare: 3},
	{Name: "of", Title: text("Alueita", "Områden", "Of"), Wide: true},
	noteColumn,
}

var verdictNames = map[compare.Verdict]domain.Text{
	compare.Higher:            text("▲ suurempi", "▲ högre", "▲ higher"),
	compare.Lower:             text("▼ pienempi", "▼ lägre", "▼ lower"),
	compare.NoClearDifference: text("ei selvää eroa", "ingen klar skillnad", "no clear difference"),
	compare.NoInterval:        text("ei luottamusväliä", "inget intervall", "no interval"),
}

// compareValues are the values of compareColumns, the note still empty.
func compareValues(r compare.Row, d int) []table.Value {
	rank, of, benchmark := table.None(), table.None(), table.None()
	if r.Rank > 0 {
		rank, of = table.IntOf(r.Rank), table.IntOf(r.Of)
	}
	if r.Benchmark != nil {
		benchmark = table.Str(string(r.Benchmark.Region)).ForPeople(r.Benchmark.RegionName)
	}
	when := table.None()
	if r.Point.Period != "" && r.Point.Period != "0" {
		when = table.PeriodOf(r.Point.Period)
	}
	return []table.Value{
		when, shownValue(r.Point, d), table.Num(r.Lower, d), table.Num(r.Upper, d),
		benchmark, table.Num(r.BenchValue, d), table.SignedNum(r.Difference, d), table.Num(r.Ratio, 2),
		table.Str(string(r.Verdict)).ForPeople(verdictNames[r.Verdict]), rank, of, table.None(),
	}
}

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
