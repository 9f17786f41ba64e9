package cli

import (
	"github.com/spf13/cobra"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

type trendOptions struct {
	selection
	output
	acrossBreaks bool
}

func newTrend(a *app) *cobra.Command {
	o := new(trendOptions)
	cmd := &cobra.Command{
		Use:   "trend -i INDICATORS -r REGIONS",
		Short: "Say how indicators have moved",
		Long: `Trend gives each series its level, its change, its slope a year with limits
(Theil-Sen; least squares beside it), the Mann-Kendall test and a direction:

  rising, falling   Mann-Kendall p < 0.05, by the sign of Sen's slope
  steady            the 95 % interval of Sen's slope lies within 1 % of the
                    median level a year (steady_band in kuvio.yaml)
  unclear           the values allow no conclusion
  too_few           fewer than four values: nothing is computed

Years without a value are left out, and slopes are per calendar year. The test
corrects for equal values; up to ten values without equal ones it is exact.
The slope is the median of those of all pairs of years; its interval is that
of Sen (1968), which four values without equal ones do not have. Where the
values are mostly equal the test may find a direction that the median slope,
0, does not show; a note says so. Least squares is beside it under --wide and
in CSV and JSON, with limits from Student's t.

Where a definition or series changed, only the part after it is analysed.`,
		Example: `  kuvio trend -i 1244,3126 -r kunta@maakunta:13 --years 1990-2023
  kuvio trend -i @plan -r maakunta:13 --format xlsx -o trends.xlsx`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runTrend(cmd, o) },
	}
	o.selection.bind(cmd, true)
	o.output.bind(cmd)
	cmd.Flags().BoolVar(&o.acrossBreaks, "across-breaks", false, "analyse across changes of definition too")
	return cmd
}

func (a *app) runTrend(cmd *cobra.Command, o *trendOptions) error {
	s, err := a.openFor(cmd, &o.output, false)
	if err != nil {
		return err
	}
	defer s.close()
	all, err := a.load(cmd, s, o.selection)
	if err != nil {
		return err
	}
	options := s.trendOptions()
	options.AcrossBreak = o.acrossBreaks
	return a.print(cmd, o.output, trendTable(all, trend.All(all, options), s.lang), s.lang)
}

func trendTable(all []series.Series, trends []trend.Trend, l domain.Lang) *table.Table {
	t := &table.Table{Columns: append(kindColumns(all), trendColumns...), Source: cite.Source(all)}
	var notes []domain.Notes
	for i := range trends {
		t.Rows = append(t.Rows, append(kindValues(&all[i], l), trendValues(&trends[i])...))
		notes = append(notes, trends[i].Notes)
	}
	addNotes(t, notes)
	t.Notes = append([]domain.Text{trendNote}, t.Notes...)
	return t
}

var trendNote = text(
	"Muutos vuodessa: Theil–Senin kulmakerroin ja sen 95 %:n luottamusväli; p: Mann–Kendallin testi.",
	"Förändring per år: Theil–Sens lutning med 95-procentigt konfidensintervall; p: Mann–Kendalls test.",
	"Change a year: Theil–Sen slope with its 95% interval; p: Mann–Kendall test.")

var trendColumns = []table.Column{
	{Name: "n", Title: text("n", "n", "n"), Spare: 6},
	{Name: "first_period", Title: text("Alku", "Från", "From"), Spare: 2},
	{Name: "last_period", Title: text("Loppu", "Till", "To"), Spare: 1},
	{Name: "first", Title: text("Alussa", "Första", "First"), Spare: 4},
	{Name: "last", Title: text("Lopussa", "Senaste", "Last")},
	{Name: "change", Title: text("Muutos", "Förändring", "Change"), Spare: 4},
	{Name: "change_pct", Title: text("Muutos, %", "Förändring, %", "Change, %"), Spare: 3},
	{Name: "ols_slope", Title: text("PNS-kulmakerroin", "MKM-lutning", "OLS slope"), Wide: true},
	{Name: "ols_lo", Title: text("PNS alaraja", "MKM nedre", "OLS lower"), Wide: true},
	{Name: "ols_hi", Title: text("PNS yläraja", "MKM övre", "OLS upper"), Wide: true},
	{Name: "ols_p", Title: text("PNS p", "MKM p", "OLS p"), Wide: true},
	{Name: "sen_slope", Title: text("Muutos / v", "Förändring / år", "Change / year")},
	{Name: "sen_lo", Title: text("alaraja", "nedre", "lower"), Spare: 5},
	{Name: "sen_hi", Title: text("yläraja", "övre", "upper"), Spare: 5},
	{Name: "mk_s", Title: text("MK S", "MK S", "MK S"), Wide: true},
	{Name: "mk_tau_b", Title: text("tau-b", "tau-b", "tau-b"), Wide: true},
	{Name: "mk_p", Title: text("p", "p", "p"), Spare: 3},
	{Name: "direction", Title: text("Suunta", "Riktning", "Direction")},
	noteColumn,
}

var directionNames = map[stats.Direction]domain.Text{
	stats.Rising:  text("↗ nouseva", "↗ stigande", "↗ rising"),
	stats.Falling: text("↘ laskeva", "↘ fallande", "↘ falling"),
	stats.Steady:  text("→ vakaa", "→ stabil", "→ steady"),
	stats.Unclear: text("? epäselvä", "? oklar", "? unclear"),
	stats.TooFew:  text("– liian vähän", "– för få", "– too few"),
}

// trendValues are the values of trendColumns but the note.
func trendValues(tr *trend.Trend) []table.Value {
	d := tr.Series.Decimals()
	slope := slopeDecimals(d)
	s := table.None()
	if tr.MK.N > 0 {
		s = table.IntOf(tr.MK.S)
	}
	return []table.Value{
		table.IntOf(tr.N), period(tr.First), period(tr.Last),
		table.Num(tr.First.Value, d), table.Num(tr.Last.Value, d), table.SignedNum(tr.Change, d), table.SignedNum(tr.ChangePct, 0),
		table.SignedNum(tr.OLS.Slope, slope), table.SignedNum(tr.OLS.Lower, slope), table.SignedNum(tr.OLS.Upper, slope), table.PValue(tr.OLS.P, 3),
		table.SignedNum(tr.Sen.Slope, slope), table.SignedNum(tr.Sen.Lower, slope), table.SignedNum(tr.Sen.Upper, slope),
		s, table.Num(tr.MK.TauB, 2), table.PValue(tr.MK.P, 3),
		table.Str(string(tr.Direction)).ForPeople(directionNames[tr.Direction]), table.None(),
	}
}

func period(p series.Point) table.Value {
	if p.Period == "" {
		return table.None()
	}
	return table.PeriodOf(p.Period)
}

// slopeDecimals gives slopes two decimals more than the values, whole numbers
// one: a year's change is a small part of the level.
func slopeDecimals(values int) int {
	if values == 0 {
		return 1
	}
	return values + 2
}
