package chart

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/control"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// ControlChart is a figure of one process over months or quarters, with the limits
// within which chance keeps it.
type ControlChart struct {
	Frame  `yaml:",inline"`
	Values `yaml:",inline"`

	Indicator string `yaml:"indicator" flag:"indicator,i" help:"the indicator, of months or quarters"`
	Region    string `yaml:"region" flag:"region,r" help:"the region"`
	Years     When   `yaml:"years" help:"2018-2021, 2018-, -2021"`
	Baseline  When   `yaml:"baseline" help:"the values that limits are computed from, 2018-01-2018-12; the first 12 where it is left out. Yearly data needs one: 2010-2017"`
	Rebase    List   `yaml:"rebase" help:"where the process begins anew: 2020-03, 2021Q1"`
}

func (s *ControlChart) check() error {
	if err := s.Values.check(); err != nil {
		return err
	}
	if s.Indicator == "" {
		return faultf("$.indicator", "indicator: found none, expected one of months or quarters")
	}
	if s.Region == "" {
		return faultf("$.region", "region: found none, expected one, such as kunta:179")
	}
	if _, err := domain.ParseYearRange(string(s.Years)); err != nil {
		return faultf("$.years", "years: %v", err)
	}
	_, err := s.options()
	return err
}

// options are what the spec says of phases and limits.
func (s *ControlChart) options() (o trend.ControlOptions, err error) {
	if s.Baseline != "" {
		if o.From, o.To, err = parsePeriods(string(s.Baseline)); err != nil {
			return o, faultf("$.baseline", "baseline: found %q, expected the first period and the last, such as 2018-01-2018-12, 2018Q1-2019Q4 or 2010-2017", s.Baseline)
		}
	}
	for _, word := range s.Rebase {
		at, err := domain.ParsePeriod(word)
		if err != nil {
			return o, faultf("$.rebase", "rebase: %v", err)
		}
		o.Rebase = append(o.Rebase, at)
	}
	return o, nil
}

// parsePeriods reads two periods, the earlier first, parted by a hyphen or a dash,
// which periods may have themselves.
func parsePeriods(s string) (from, to domain.Period, err error) {
	s = strings.ReplaceAll(s, "–", "-")
	for i, r := range s {
		if r != '-' {
			continue
		}
		a, errA := domain.ParsePeriod(strings.TrimSpace(s[:i]))
		b, errB := domain.ParsePeriod(strings.TrimSpace(s[i+1:]))
		if errA == nil && errB == nil && a < b {
			return a, b, nil
		}
	}
	return "", "", errors.New("not two periods")
}

// process is a control chart's series with what it is shown with.
type process struct {
	trend.Control
	polarity domain.Polarity
	multiply float64
	decimals int
}

func (s *ControlChart) build(ctx context.Context, b *Builder) (*Figure, error) {
	q, err := b.query(s.Indicator, s.Region, &s.Values, string(s.Years))
	if err != nil {
		return nil, err
	}
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return nil, notHeld(err)
	}
	if len(found.Series) != 1 {
		return nil, fmt.Errorf("indicator %s, region %s: found %d series, expected one: name one indicator and one region", s.Indicator, s.Region, len(found.Series))
	}
	one := found.Series[0].Based()
	f := &Figure{Warnings: s.outdated(s.named())}
	f.span([]series.Based{one})
	if f.first.IsZero() {
		return nil, fmt.Errorf("%w: %s of %s, years %s; 'kuvio info -i' shows what is held", errNoValues, s.Indicator, s.Region, orAll(string(s.Years)))
	}
	o, err := s.options()
	if err != nil {
		return nil, err
	}
	c, err := trend.ControlOf(one, o)
	if errors.Is(err, trend.ErrYearly) {
		return nil, faultf("$.kind", "control: found values of years, expected months or quarters: %v; name the years the limits are of, such as baseline: %s, or draw kind: lines with turning_points", err, string(f.first)+"-"+string(domain.Year(f.first.Year()+7)))
	}
	if err != nil {
		return nil, faultf("$.baseline", "baseline: %v", err)
	}
	p := &process{Control: c, polarity: one.Indicator.Polarity, multiply: s.factor()}
	p.decimals = max(0, one.Decimals()-places(p.multiply))
	if s.Decimals != nil {
		p.decimals = min(*s.Decimals, max(0, one.Finest(one.Decimals())-places(p.multiply)))
	}
	f.noteBasis([]series.Based{one})
	f.results = courses([]series.Based{one})
	f.notes = append(f.notes, p.notes()...)
	f.Table = p.table()
	f.content = func(l domain.Lang) figure.Content { return p.draw(l) }
	f.alt = p.alt
	return f, nil
}

// mark is by what a value is told from chance: first by the limits.
func mark(phase *trend.ControlPhase, pt trend.ControlPoint) control.Mark {
	above := pt.Value > phase.Mean
	switch s := pt.Signals; {
	case s&stats.BeyondLimit != 0 && above:
		return control.High
	case s&stats.BeyondLimit != 0:
		return control.Low
	case s&(stats.OneSide|stats.NearLimit) != 0 && above:
		return control.Above
	case s&(stats.OneSide|stats.NearLimit) != 0:
		return control.Below
	case s != 0:
		return control.Way
	}
	return control.Common
}

// told is a rule on one side of the mean, or on either, with the marks of the values
// that it alone may tell from chance.
type told struct {
	rule  stats.Signals
	above bool // of values above the mean
	both  bool // of values on either side
	marks control.Mark
	text  domain.Text
}

// tolds are the rules in the order in which they are told.
var tolds = []told{
	{stats.BeyondLimit, true, false, control.High, domain.Text{FI: "ylärajan yläpuolella", SV: "ovanför övre gränsen", EN: "above the upper limit"}},
	{stats.BeyondLimit, false, false, control.Low, domain.Text{FI: "alarajan alapuolella", SV: "under undre gränsen", EN: "below the lower limit"}},
	{stats.OneSide, true, false, control.Above, domain.Text{FI: "vähintään 7 peräkkäin keskiarvon yläpuolella", SV: "minst 7 i följd över medelvärdet", EN: "7 or more in a row above the mean"}},
	{stats.OneSide, false, false, control.Below, domain.Text{FI: "vähintään 7 peräkkäin keskiarvon alapuolella", SV: "minst 7 i följd under medelvärdet", EN: "7 or more in a row below the mean"}},
	{stats.NearLimit, true, false, control.Above, domain.Text{FI: "vähintään 2 kolmesta peräkkäisestä lähellä ylärajaa", SV: "minst 2 av 3 i följd nära övre gränsen", EN: "2 or more of 3 in a row near the upper limit"}},
	{stats.NearLimit, false, false, control.Below, domain.Text{FI: "vähintään 2 kolmesta peräkkäisestä lähellä alarajaa", SV: "minst 2 av 3 i följd nära undre gränsen", EN: "2 or more of 3 in a row near the lower limit"}},
	{stats.OneWay, false, true, control.Way, domain.Text{FI: "vähintään 7 peräkkäin samaan suuntaan", SV: "minst 7 i följd i samma riktning", EN: "7 or more in a row in one direction"}},
}

// tells reports whether the rule tells a value from chance.
func (r *told) tells(phase *trend.ControlPhase, pt trend.ControlPoint) bool {
	return pt.Signals&r.rule != 0 && (r.both || (pt.Value > phase.Mean) == r.above)
}

// meaning is what a mark means in the figure: the rules that its values have.
func (p *process) meaning(m control.Mark, l domain.Lang) string {
	var texts []string
	for i := range tolds {
		r := &tolds[i]
		if r.marks == m && len(p.spans(func(phase *trend.ControlPhase, pt trend.ControlPoint) bool {
			return mark(phase, pt) == m && r.tells(phase, pt)
		})) > 0 {
			texts = append(texts, r.text.In(l))
		}
	}
	return strings.Join(texts, domain.Text{FI: " tai ", SV: " eller ", EN: " or "}.In(l))
}

// lower is a phase's lower limit; NaN where it lies below zero and no value does:
// nothing could cross it.
func (p *process) lower(phase *trend.ControlPhase) float64 {
	_, y := p.Series.Values()
	if phase.Lower < 0 && slices.Min(y) >= 0 {
		return math.NaN()
	}
	return phase.Lower
}

func (p *process) last() *trend.ControlPhase { return &p.Phases[len(p.Phases)-1] }

// number is a limit or mean in a language, with a decimal more than values of fewer
// than two.
func (p *process) number(v float64, l domain.Lang) string {
	return locale.Number(l, v*p.multiply, max(p.decimals, min(p.decimals+1, 2)))
}

var (
	meanWord  = domain.Text{FI: "keskiarvo", SV: "medelvärde", EN: "mean"}
	upperWord = domain.Text{FI: "yläraja", SV: "övre gräns", EN: "upper limit"}
	lowerWord = domain.Text{FI: "alaraja", SV: "undre gräns", EN: "lower limit"}
)

func (p *process) draw(l domain.Lang) control.Content {
	last := p.last()
	named := func(t domain.Text, v float64) string { return t.In(l) + " " + p.number(v, l) }
	c := control.Content{
		Step: p.step(), Unit: axisUnit(p.Series.Indicator.Unit, p.multiply, l), Empty: noData.In(l),
		BaselineLabel: domain.Text{FI: "rajat laskettu tästä", SV: "gränserna härifrån", EN: "limits from here"}.In(l),
		HighLabel:     p.meaning(control.High, l), LowLabel: p.meaning(control.Low, l),
		AboveLabel: p.meaning(control.Above, l), BelowLabel: p.meaning(control.Below, l), WayLabel: p.meaning(control.Way, l),
		FirstLabel: string(p.Phases[0].Points[0].Period), LastLabel: string(last.Points[len(last.Points)-1].Period),
	}
	if last.Known {
		c.MeanLabel, c.UpperLabel, c.LowerLabel = named(meanWord, last.Mean), named(upperWord, last.Upper), named(lowerWord, last.Lower)
	}
	switch p.polarity {
	case domain.HighGood:
		c.HighTone, c.LowTone = control.Better, control.Worse
	case domain.HighBad:
		c.HighTone, c.LowTone = control.Worse, control.Better
	}
	for i := range p.Phases {
		c.Phases = append(c.Phases, p.phase(&p.Phases[i], l))
	}
	return c
}

func (p *process) phase(of *trend.ControlPhase, l domain.Lang) control.Phase {
	phase := control.Phase{
		Mean: of.Mean * p.multiply, Lower: p.lower(of) * p.multiply, Upper: of.Upper * p.multiply, From: of.First.Time(), To: of.Last.Time(), Trial: of.Trial,
		Label: domain.Text{FI: "uusi taso ", SV: "ny nivå ", EN: "new level "}.In(l) + string(of.Points[0].Period),
	}
	for _, pt := range of.Points {
		phase.Points = append(phase.Points, control.Point{X: pt.Period.Time(), Y: pt.Value * p.multiply, Mark: mark(of, pt)})
	}
	return phase
}

// step is the years from one value to the next.
func (p *process) step() float64 {
	switch l, _ := p.Phases[0].Points[0].Period.Length(); l {
	case domain.Month:
		return 1.0 / 12
	case domain.Quarter:
		return 0.25
	}
	return 1
}

// notes say in plain words what the limits and marks are.
func (p *process) notes() (notes []domain.Text) {
	known, trial, unknown, cut := false, false, false, false
	for i := range p.Phases {
		phase := &p.Phases[i]
		known = known || phase.Known
		trial, unknown = trial || phase.Trial && phase.Known, unknown || !phase.Known
		cut = cut || phase.Known && math.IsNaN(p.lower(phase))
	}
	if known {
		notes = append(notes, domain.Text{
			FI: "Merkitsemättömien arvojen vaihtelu rajojen välissä on sattumaa.",
			SV: "Variationen mellan gränserna bland omärkta värden är slump.",
			EN: "The variation of unmarked values between the limits is chance.",
		})
	}
	if trial {
		notes = append(notes, domain.Text{FI: "Pisteviivoin piirretyt rajat ovat alustavia: ne on laskettu alle 12 arvosta.", SV: "Prickade gränser är preliminära: de är beräknade ur färre än 12 värden.", EN: "Dotted limits are provisional: they are computed from fewer than 12 values."})
	}
	if unknown {
		notes = append(notes, domain.Text{FI: "Alle kuudesta arvosta rajoja ei lasketa.", SV: "Ur färre än sex värden beräknas inga gränser.", EN: "Of fewer than six values no limits are computed."})
	}
	if cut {
		notes = append(notes, domain.Text{FI: "Alarajaa ei ole: se olisi alle nollan.", SV: "Undre gräns saknas: den vore under noll.", EN: "There is no lower limit: it would be below zero."})
	}
	return notes
}

// signalNames are the rules as the table has them.
var signalNames = []struct {
	stats.Signals
	name string
}{
	{stats.BeyondLimit, "beyond_limit"}, {stats.OneSide, "one_side"}, {stats.OneWay, "one_way"}, {stats.NearLimit, "near_limit"},
}

// table is every value with its phase's limits and the rules that mark it.
func (p *process) table() *table.Table {
	t := &table.Table{Columns: slices.Concat(drawnColumns, []table.Column{{Name: "phase"}, {Name: "mean"}, {Name: "lower"}, {Name: "upper"}, {Name: "limits_from"}, {Name: "limits_to"}, {Name: "signal"}}, aboutColumns)}
	num := func(v float64) table.Value { return table.Num(v*p.multiply, p.decimals) }
	limit := func(v float64) table.Value { return table.Num(v*p.multiply, p.decimals+1) }
	for pt := range p.Series.All() {
		var of *trend.ControlPhase
		var signals []string
		k := 0
		for n := range p.Phases {
			phase := &p.Phases[n]
			if at := slices.IndexFunc(phase.Points, func(c trend.ControlPoint) bool { return c.Period == pt.Period }); at >= 0 {
				of, k = phase, n+1
				for _, s := range signalNames {
					if phase.Points[at].Signals&s.Signals != 0 {
						signals = append(signals, s.name)
					}
				}
			}
		}
		row := drawnRow(&p.Series.Series, p.Series.RegionName, pt.Period, num(pt.Value), pt.Status.String(), p.Series.NotesAt(pt))
		if of == nil {
			row = append(row, slices.Repeat([]table.Value{table.None()}, 7)...)
		} else {
			row = append(row, table.IntOf(k), limit(of.Mean), limit(p.lower(of)), limit(of.Upper), table.PeriodOf(of.First), table.PeriodOf(of.Last), table.Str(strings.Join(signals, ";")))
		}
		t.Rows = append(t.Rows, append(row, about(&p.Series.Series, p.multiply)...))
	}
	return t
}

// alt says what the process keeps to, which values are no chance, and where the
// last one lies.
func (p *process) alt(l domain.Lang) string {
	say := func(t domain.Text, args ...any) string { return fmt.Sprintf(t.In(l), args...) }
	n := 0
	for _, phase := range p.Phases {
		n += len(phase.Points)
	}
	last := p.last()
	end := last.Points[len(last.Points)-1]
	unit := altUnit(p.Series.Indicator.Unit, p.multiply, l)
	from, to := endsOf(p.Phases[0].Points[0].Period, end.Period)
	parts := []string{say(domain.Text{FI: "Ohjauskortti: %s, %d arvoa %s–%s.", SV: "Styrdiagram: %s, %d värden %s–%s.", EN: "Control chart: %s, %d values from %s to %s."},
		p.Series.RegionName.In(l), n, from, to)}
	for _, phase := range p.Phases[1:] {
		parts = append(parts, say(domain.Text{FI: "Uusi taso alkaa %s.", SV: "En ny nivå börjar %s.", EN: "A new level begins in %s."}, phase.Points[0].Period))
	}
	if last.Known {
		limits := say(domain.Text{FI: "Keskiarvo on %s%s ja yläraja %s%s", SV: "Medelvärdet är %s%s och övre gränsen %s%s", EN: "The mean is %s%s and the upper limit %s%s"}, p.number(last.Mean, l), unit, p.number(last.Upper, l), unit)
		if lower := p.lower(last); !math.IsNaN(lower) {
			limits += ", " + lowerWord.In(l) + " " + p.number(lower, l) + unit
		}
		parts = append(parts, limits+".")
	}
	chance := last.Known
	for i := range tolds {
		if spans := p.spans(tolds[i].tells); len(spans) > 0 {
			chance = false
			parts = append(parts, upperFirst(tolds[i].text.In(l))+": "+strings.Join(spans, ", ")+".")
		}
	}
	if chance {
		parts = append(parts, domain.Text{FI: "Kaikki vaihtelu on sattumaa.", SV: "All variation är slump.", EN: "All variation is chance."}.In(l))
	}
	parts = append(parts, say(domain.Text{FI: "Viimeisin arvo on %s%s (%s).", SV: "Det senaste värdet är %s%s (%s).", EN: "The latest value is %s%s (%s)."}, written(end.Valued, p.multiply, p.decimals, l), unit, end.Period))
	return strings.Join(parts, " ")
}

// spans are the stretches of values that are so: 2020-01–2020-03, 2021-06.
func (p *process) spans(so func(*trend.ControlPhase, trend.ControlPoint) bool) (spans []string) {
	var from, to domain.Period
	flush := func() {
		if from != "" {
			spans = append(spans, spanOf(from, to))
		}
		from, to = "", ""
	}
	for i := range p.Phases {
		for _, pt := range p.Phases[i].Points {
			if !so(&p.Phases[i], pt) {
				flush()
				continue
			}
			from, to = cmp.Or(from, pt.Period), pt.Period
		}
		flush()
	}
	return spans
}
