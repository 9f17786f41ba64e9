package chart

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/figure/dots"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/table"
)

// Funnel is a figure of areas by their size and value, against the limits within
// which chance would leave them.
type Funnel struct {
	Frame  `yaml:",inline"`
	Values `yaml:",inline"`

	Indicator      string `yaml:"indicator" flag:"indicator,i" help:"the indicator: 191, a splice 1339+3377, oma:NAME"`
	Regions        List   `yaml:"regions" flag:"region,r" help:"regions of one category: kunta@maakunta:13, kunta@maa"`
	Focus          List   `yaml:"focus" help:"the regions the figure is about, drawn in the strong colour"`
	Year           When   `yaml:"year" help:"the year, or latest: the last in which nine of ten regions have a value"`
	Limits         List   `yaml:"limits" help:"95, 99.8 or both"`
	Overdispersion *bool  `yaml:"overdispersion" help:"false leaves the limits at what chance alone explains, however much the regions differ"`
}

// The limits that a funnel may have.
const (
	inner = "95"
	outer = "99.8"
)

func (s *Funnel) check() error {
	if err := cmp.Or(s.among().check(), s.Values.check()); err != nil {
		return err
	}
	for _, l := range s.Limits {
		if l != inner && l != outer {
			return faultf("$.limits", "limits: found %q, expected 95 or 99.8", l)
		}
	}
	if s.Published {
		return faultf("$.published", "published: found in a funnel, expected values from counts: limits are of these")
	}
	return nil
}

// among are the areas as kinds with benchmarks name them.
func (s *Funnel) among() *Beside {
	return &Beside{Indicator: s.Indicator, Regions: s.Regions, Focus: s.Focus}
}

// funnelSet is what a funnel draws.
type funnelSet struct {
	spec     *Funnel
	at       domain.Period
	all      []compare.Compared // by id
	funnel   compare.Funnel
	bare     stats.Funnel // with the limits of chance alone, where the others are wider
	focus    map[domain.RegionID]bool
	unit     domain.Unit
	multiply float64
	decimals int
}

func (s *Funnel) build(ctx context.Context, b *Builder) (*Figure, error) {
	r, at, err := b.compared(ctx, s.among(), &s.Values, s.Year, compare.Options{Level: level})
	if err != nil {
		return nil, err
	}
	if kinds := series.Kinds(r.Series); len(kinds) > 1 {
		return nil, faultf("$.indicator", "indicator: found %s of %d kinds, expected one: name one indicator, gender and breakdown", s.Indicator, len(kinds))
	}
	set := &funnelSet{spec: s, at: at, all: r.Comparisons, unit: r.Series[0].Indicator.Unit, multiply: s.factor()}
	adjust := s.Overdispersion == nil || *s.Overdispersion
	if set.funnel, err = compare.FunnelOf(r.Comparisons, adjust); err != nil {
		return nil, set.noFunnel(err)
	}
	if set.funnel.Adjusted {
		chance, err := compare.FunnelOf(r.Comparisons, false)
		if err != nil {
			return nil, set.noFunnel(err)
		}
		set.bare = chance.Funnel
	}
	ids := make([]domain.RegionID, len(r.Series))
	for i := range r.Series {
		ids[i] = r.Series[i].Region
	}
	if set.focus, err = b.focused(s.Focus, ids); err != nil {
		return nil, err
	}
	set.decimals = max(0, r.Comparisons[0].Decimals-places(set.multiply))
	if s.Decimals != nil {
		set.decimals = *s.Decimals
	}
	var used []series.Based
	for i := range r.Comparisons {
		used = append(used, *r.Comparisons[i].Series)
	}
	f := &Figure{Warnings: s.outdated(s.named()), estimated: true}
	f.ofYear(used, at)
	f.noteLatest(s.named(), s.Year, r.Series, at)
	f.notes = append(f.notes, funnelNote)
	if set.funnel.Adjusted {
		f.notes = append(f.notes, set.widened())
	}
	f.Table = set.table()
	f.content = func(l domain.Lang) figure.Content { return set.content(l) }
	f.alt = set.alt
	f.results = func() Results { return Results{Compared: r.Comparisons} }
	if _, y := set.content(domain.Finnish).FromZero(); !y {
		f.notes = append(f.notes, baselineNote)
	}
	return f, nil
}

var (
	funnelNote = domain.Text{
		FI: "Rajojen sisällä ero kaikkien alueiden yhteisestä luvusta voi johtua sattumasta; mitä vähemmän väestöä, sitä enemmän sattuma vaikuttaa.",
		SV: "Innanför gränserna kan skillnaden från alla områdens gemensamma tal bero på slumpen; ju mindre befolkning, desto mer inverkar slumpen.",
		EN: "Within the limits the difference from the figure of all areas together may be chance; the fewer people, the more chance there is.",
	}
	widenedNote = domain.Text{
		FI: "Rajoja on levennetty, koska alueet eroavat toisistaan enemmän kuin sattuma selittäisi.",
		SV: "Gränserna har vidgats, eftersom områdena skiljer sig från varandra mer än slumpen skulle förklara.",
		EN: "The limits have been widened, since the areas differ from one another more than chance would explain.",
	}
	unwidenedText = domain.Text{
		FI: " Alarajaa ei ole levennetty %d alueella, joilla pelkän sattuman raja on jo alempana.",
		SV: " Den undre gränsen har inte vidgats för %d områden, där slumpens egen gräns redan ligger lägre.",
		EN: " The lower limit has not been widened for %d areas, where that of chance alone already lies lower.",
	}
)

// widened says that limits are wider than chance alone makes them, and for how many
// areas the lower one is not.
func (set *funnelSet) widened() domain.Text {
	in, _ := set.limits()
	unwidened := 0
	for i := range set.funnel.Areas {
		chance, drawn := set.bare.LimitsAt(set.funnel.Sizes[i]), &set.funnel.Areas[i]
		if in && chance.Lower95 > 0 && chance.Lower95 == drawn.Lower95 || !in && chance.Lower998 > 0 && chance.Lower998 == drawn.Lower998 {
			unwidened++
		}
	}
	return inEach(func(l domain.Lang) string {
		text := widenedNote.In(l)
		if unwidened > 0 {
			text += fmt.Sprintf(unwidenedText.In(l), unwidened)
		}
		return text
	})
}

// noFunnel says why there is none.
func (set *funnelSet) noFunnel(err error) error {
	switch {
	case errors.Is(err, stats.ErrTooFew) && set.unit.Per() == 0:
		return fmt.Errorf("a funnel is of shares and rates: %s is none; draw it with kind: ranked", set.spec.Indicator)
	case errors.Is(err, stats.ErrTooFew):
		return fmt.Errorf("%d regions have a count and a population in %s, expected at least %d for a funnel; draw them with kind: ranked", len(set.funnel.Compared), set.at, stats.MinDispersed)
	}
	return err
}

// limits reports which limits are drawn.
func (set *funnelSet) limits() (in, out bool) {
	l := set.spec.Limits
	return len(l) == 0 || slices.Contains(l, inner), len(l) == 0 || slices.Contains(l, outer)
}

// stand is where the i-th area is against the limits that are drawn.
func (set *funnelSet) stand(i int) dots.Stand {
	in, out := set.limits()
	switch p := set.funnel.Areas[i].Position; {
	case (p == stats.High998 || p == stats.Low998) && out:
		return dots.Far
	case p != stats.InFunnel && in:
		return dots.Beyond
	}
	return dots.Within
}

// farApart is how many times larger than the smallest area the largest must be for a
// scale of ratios.
const farApart = 50

// curvePoints is how many points a limit is drawn of.
const curvePoints = 160

// content is the picture in a language.
func (set *funnelSet) content(l domain.Lang) dots.Content {
	sizes := set.funnel.Sizes
	c := dots.Content{Empty: noData.In(l), X: dots.Axis{Log: slices.Max(sizes) > farApart*slices.Min(sizes)}, Y: dots.Axis{Title: set.unitIn(l)}}
	c.X.Title = populationText.In(l)
	if c.X.Log {
		c.X.Title += logText.In(l)
	}
	z := make(map[string]float64)
	for i, a := range set.funnel.Compared {
		z[a.Series.RegionName.In(l)] = math.Abs(set.funnel.Areas[i].AdjustedZ)
		d := dots.Dot{Name: a.Series.RegionName.In(l), X: sizes[i], Y: set.funnel.Areas[i].Value * set.multiply, Stand: set.stand(i), Focus: set.focus[a.Series.Region]}
		d.Named = d.Focus || d.Stand != dots.Within
		c.Dots = append(c.Dots, d)
	}
	// The areas farthest out are named first.
	slices.SortStableFunc(c.Dots, func(a, b dots.Dot) int {
		return cmp.Or(cmp.Compare(b.Stand, a.Stand), cmp.Compare(z[b.Name], z[a.Name]))
	})
	if set.funnel.Adjusted {
		set.addLimits(&c, set.bare, dots.Faint, dots.Faint, l)
	}
	set.addLimits(&c, set.funnel.Funnel, dots.Inner, dots.Outer, l)
	low, high := c.Span()
	c.Curves = append(c.Curves, dots.Curve{
		Label:  togetherText.In(l) + " " + locale.Number(l, set.funnel.Mean*set.multiply, set.decimals),
		Points: []canvas.Point{canvas.At(low, set.funnel.Mean*set.multiply), canvas.At(high, set.funnel.Mean*set.multiply)},
	})
	c.Key = dots.Key{Within: withinText.In(l), Faint: chanceText.In(l), Named: namedOutsideText.In(l)}
	c.Key.Beyond, c.Key.Far = fmt.Sprintf(beyondText.In(l), locale.Percent(l, 95, 0)), fmt.Sprintf(beyondText.In(l), locale.Percent(l, 99.8, 1))
	return c
}

// addLimits adds the curves of a funnel between two sizes.
func (set *funnelSet) addLimits(c *dots.Content, f stats.Funnel, in, out dots.Look, l domain.Lang) {
	low, high := c.Span()
	if low <= 0 { // of nobody there is no limit
		low = high / 1000
	}
	hasIn, hasOut := set.limits()
	curves := make([][]canvas.Point, 4)
	for k := range curvePoints + 1 {
		share := float64(k) / curvePoints
		n := low + share*(high-low)
		if c.X.Log {
			n = low * math.Pow(high/low, share)
		}
		at := f.LimitsAt(n)
		for i, v := range [4]float64{at.Lower998, at.Lower95, at.Upper95, at.Upper998} {
			curves[i] = append(curves[i], canvas.At(n, v*set.multiply))
		}
	}
	for i, points := range curves {
		isOuter := i == 0 || i == 3
		if isOuter && !hasOut || !isOuter && !hasIn {
			continue
		}
		one := dots.Curve{Look: in, Points: points}
		if isOuter {
			one.Look = out
		}
		if one.Look != dots.Faint {
			one.Label = locale.Percent(l, 95, 0)
			if isOuter {
				one.Label = locale.Percent(l, 99.8, 1)
			}
		}
		c.Curves = append(c.Curves, one)
	}
}

// unitIn is what stands over the values' scale.
func (set *funnelSet) unitIn(l domain.Lang) string {
	if unit := drawnUnit(set.unit, set.multiply); unit != domain.UnitUnknown {
		return unit.Name().In(l)
	}
	return ""
}

var (
	populationText   = domain.Text{FI: "väestö, josta luku on laskettu", SV: "befolkning som talet har beräknats på", EN: "population that the figure is of"}
	logText          = domain.Text{FI: " (logaritminen asteikko)", SV: " (logaritmisk skala)", EN: " (logarithmic scale)"}
	togetherText     = domain.Text{FI: "yhteensä", SV: "tillsammans", EN: "together"}
	withinText       = domain.Text{FI: "rajojen sisällä", SV: "innanför gränserna", EN: "within the limits"}
	beyondText       = domain.Text{FI: "%s:n rajojen ulkopuolella", SV: "utanför gränserna för %s", EN: "outside the %s limits"}
	namedOutsideText = domain.Text{FI: "ulkopuolella olevista nimetty %d/%d", SV: "namngivna av dem utanför: %d/%d", EN: "named of those outside: %d/%d"}
	chanceText       = domain.Text{FI: "rajat, jos eroja olisi vain sattumasta", SV: "gränser om skillnaderna bara berodde på slumpen", EN: "limits if differences were chance alone"}
)

// table has a row an area, and one of all together.
func (set *funnelSet) table() *table.Table {
	t := &table.Table{Columns: slices.Concat(drawnColumns, []table.Column{
		{Name: "count"}, {Name: "denominator"}, {Name: "lower_99.8"}, {Name: "lower_95"}, {Name: "upper_95"}, {Name: "upper_99.8"}, {Name: "position"},
	}, aboutColumns)}
	num := func(v float64) table.Value { return table.Num(v*set.multiply, set.decimals) }
	for i := range set.all {
		c := &set.all[i]
		row := drawnRow(&c.Series.Series, c.Series.RegionName, set.at, num(c.Point.Value), c.Point.Status.String(), c.Notes)
		at := slices.IndexFunc(set.funnel.Compared, func(a *compare.Area) bool { return a.Series.Region == c.Series.Region })
		if at < 0 {
			for range 7 {
				row = append(row, table.None())
			}
		} else {
			f := set.funnel.Areas[at]
			row = append(row, table.Num(c.Point.Count, 0), table.Num(set.funnel.Sizes[at], 0),
				num(f.Lower998), num(f.Lower95), num(f.Upper95), num(f.Upper998), table.Str(string(f.Position)))
		}
		t.Rows = append(t.Rows, append(row, about(&c.Series.Series, set.multiply)...))
	}
	s := &set.all[0].Series.Series
	row := drawnRow(s, togetherText, set.at, num(set.funnel.Mean), "together", nil)
	row[2], row[3] = table.Str(""), table.Str("")
	for range 7 {
		row = append(row, table.None())
	}
	t.Rows = append(t.Rows, append(row, about(s, set.multiply)...))
	return t
}

// alt says how many areas are within the limits, which are not, and where those in
// focus stand.
func (set *funnelSet) alt(l domain.Lang) string {
	unit := altUnit(set.unit, set.multiply, l)
	of := make(map[stats.FunnelPosition][]compare.Compared)
	for i, a := range set.funnel.Compared {
		p := set.funnel.Areas[i].Position
		if in, out := set.limits(); !in && (p == stats.High95 || p == stats.Low95) {
			p = stats.InFunnel
		} else if !out {
			p = map[stats.FunnelPosition]stats.FunnelPosition{stats.High998: stats.High95, stats.Low998: stats.Low95}[p]
			p = cmp.Or(p, set.funnel.Areas[i].Position)
		}
		of[p] = append(of[p], compare.Compared{Comparison: compare.Comparison{Area: *a}})
	}
	parts := []string{fmt.Sprintf(domain.Text{
		FI: "Suppilokuvio, %s, %s: kaikki yhteensä %s.", SV: "Trattdiagram, %s, %s: alla tillsammans %s.", EN: "Funnel plot, %s, %s: all together %s.",
	}.In(l), areas(len(set.all), l), set.at, locale.Number(l, set.funnel.Mean*set.multiply, set.decimals)+unit)}
	var said []string
	for _, one := range funnelSaid {
		areas := of[one.position]
		if len(areas) == 0 {
			continue
		}
		slices.SortStableFunc(areas, func(a, b compare.Compared) int { return cmp.Compare(b.Point.Value, a.Point.Value) })
		said = append(said, fmt.Sprintf("%s %d (%s)", one.text.In(l), len(areas), someNames(areas, l)))
	}
	said = append(said, fmt.Sprintf("%s %d", withinText.In(l), len(of[stats.InFunnel])))
	parts = append(parts, upperFirst(strings.Join(said, ", "))+".")
	for i, a := range set.funnel.Compared {
		if set.focus[a.Series.Region] {
			where := withinText.In(l)
			for _, one := range funnelSaid {
				if slices.ContainsFunc(of[one.position], func(c compare.Compared) bool { return c.Series.Region == a.Series.Region }) {
					where = one.text.In(l)
				}
			}
			parts = append(parts, fmt.Sprintf("%s: %s, %s.", a.Series.RegionName.In(l), locale.Number(l, set.funnel.Areas[i].Value*set.multiply, set.decimals)+unit, where))
		}
	}
	for _, w := range lacking(set.all, l) {
		parts = append(parts, upperFirst(w.why)+": "+someNames(w.areas, l)+".")
	}
	return strings.Join(parts, " ")
}

// funnelSaid are the words for areas outside the limits.
var funnelSaid = []struct {
	position stats.FunnelPosition
	text     domain.Text
}{
	{stats.High998, domain.Text{FI: "99,8 %:n rajan yläpuolella", SV: "ovanför gränsen för 99,8 %", EN: "above the 99.8% limit"}},
	{stats.High95, domain.Text{FI: "95 %:n rajan yläpuolella", SV: "ovanför gränsen för 95 %", EN: "above the 95% limit"}},
	{stats.Low95, domain.Text{FI: "95 %:n rajan alapuolella", SV: "under gränsen för 95 %", EN: "below the 95% limit"}},
	{stats.Low998, domain.Text{FI: "99,8 %:n rajan alapuolella", SV: "under gränsen för 99,8 %", EN: "below the 99.8% limit"}},
}
