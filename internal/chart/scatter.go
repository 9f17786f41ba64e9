package chart

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
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

// Scatter is a figure of two indicators of areas in one year.
type Scatter struct {
	Frame `yaml:",inline"`

	X         string        `yaml:"x" flag:"x" help:"the indicator along the bottom"`
	Y         string        `yaml:"y" flag:"y" help:"the indicator up the side"`
	Regions   List          `yaml:"regions" flag:"region,r" help:"regions: kunta@maakunta:13, kunta@maa; separated by commas"`
	With      string        `yaml:"with" help:"a region whose values are drawn as a cross; the areas' medians where it is left out"`
	Focus     List          `yaml:"focus" help:"the regions the figure is about, drawn in the strong colour and named"`
	Year      When          `yaml:"year" help:"the year of both, or latest: the last in which nine of ten regions have both values"`
	SizedBy   string        `yaml:"sized_by" help:"an indicator of numbers, such as 127 (population), that the areas of the dots stand for"`
	Fit       bool          `yaml:"fit" help:"a straight line by least squares with its 95 % limits"`
	Gender    domain.Gender `yaml:"gender" help:"total, male or female"`
	Pool      int           `yaml:"pool" help:"so many years taken together, from counts and denominators"`
	Published bool          `yaml:"published" help:"values as published, not those that counts make"`
}

func (s *Scatter) check() error {
	for _, one := range []struct{ key, found string }{{"x", s.X}, {"y", s.Y}} {
		if one.found == "" {
			return faultf("$."+one.key, "%s: found no indicator, expected one, such as \"191\": 'kuvio list indicators' shows them", one.key)
		}
	}
	among := Beside{Indicator: s.X, Regions: s.Regions}
	return cmp.Or(among.check(), s.values().check())
}

func (s *Scatter) values() *Values {
	return &Values{Gender: s.Gender, Pool: s.Pool, Published: s.Published}
}

// scatterSet is what a scatter draws.
type scatterSet struct {
	spec      *Scatter
	at        domain.Period
	x, y      side
	areas     []scattered
	cross     [2]float64  // NaN for none
	named     domain.Text // of whom the cross is
	fit       stats.Line  // where it was asked for
	most      float64     // of the sizes
	sizeTitle domain.Text
}

// side is an indicator of a scatter.
type side struct {
	indicator domain.Indicator
	decimals  int
}

// scattered is an area with its two values.
type scattered struct {
	name  domain.Text
	x, y  series.Based // with the point of the year alone
	px    series.Valued
	py    series.Valued
	size  float64 // NaN for none
	focus bool
}

// both reports whether the area has both values.
func (a *scattered) both() bool { return a.px.HasValue() && a.py.HasValue() }

func (s *Scatter) build(ctx context.Context, b *Builder) (*Figure, error) {
	xs, err := b.ofIndicator(ctx, s, s.X, s.Regions.String())
	if err != nil {
		return nil, fmt.Errorf("x: %w", err)
	}
	ys, err := b.ofIndicator(ctx, s, s.Y, s.Regions.String())
	if err != nil {
		return nil, fmt.Errorf("y: %w", err)
	}
	set := &scatterSet{spec: s}
	if set.at, err = s.yearOf(xs, ys); err != nil {
		return nil, err
	}
	set.x, set.y = sideOf(xs), sideOf(ys)
	if err := set.gather(ctx, b, xs, ys); err != nil {
		return nil, err
	}
	f := &Figure{}
	if f.Empty, err = set.crossed(ctx, b); err != nil {
		return nil, err
	}
	if s.Fit {
		if f.notes, err = set.fitted(); err != nil {
			return nil, err
		}
	}
	var used []series.Based
	for i := range set.areas {
		used = append(used, set.areas[i].x, set.areas[i].y)
	}
	f.ofYear(used, set.at)
	f.notes = append(f.notes, ecologicalNote)
	f.Table = set.table()
	f.content = func(l domain.Lang) figure.Content { return set.content(l) }
	f.alt = set.alt
	f.results = levels(set.at, xs, ys)
	switch x, y := set.content(domain.Finnish).FromZero(); {
	case !x && !y:
		f.notes = append(f.notes, neitherFromZero)
	case !y:
		f.notes = append(f.notes, baselineNote)
	case !x:
		f.notes = append(f.notes, xNotFromZero)
	}
	return f, nil
}

var (
	ecologicalNote = domain.Text{
		FI: "Yhteys alueiden välillä ei kerro, että toinen johtuu toisesta, eikä sen tarvitse päteä yksittäisiin ihmisiin.",
		SV: "Ett samband mellan områden säger inte att det ena beror på det andra, och det behöver inte gälla enskilda människor.",
		EN: "That areas show two things together does not say that one comes from the other, nor need it hold for single people.",
	}
	neitherFromZero = domain.Text{FI: "Akselit eivät ala nollasta.", SV: "Axlarna börjar inte vid noll.", EN: "The axes do not start at zero."}
	xNotFromZero    = domain.Text{FI: "Vaaka-akseli ei ala nollasta.", SV: "Den vågräta axeln börjar inte vid noll.", EN: "The horizontal axis does not start at zero."}
)

// ofIndicator reads one indicator of regions, a series each.
func (b *Builder) ofIndicator(ctx context.Context, s *Scatter, indicator, regions string) ([]series.Series, error) {
	q, err := b.query(indicator, regions, s.values(), "")
	if err != nil {
		return nil, err
	}
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return nil, notHeld(err)
	}
	if kinds := series.Kinds(found.Series); len(kinds) != 1 {
		return nil, fmt.Errorf("%s: found %d kinds of series, expected one: name one indicator", indicator, len(kinds))
	}
	return found.Series, nil
}

func sideOf(all []series.Series) side {
	d := side{indicator: all[0].Indicator}
	computed := false
	for i := range all {
		one := all[i].Based()
		d.decimals = max(d.decimals, one.Decimals())
		computed = computed || one.Indicator.Unit.Per() > 0 && fromCounts(one)
	}
	d.decimals = all[0].Shown(d.decimals, computed)
	return d
}

// yearOf is the year asked for, or the last in which nearly all areas have both
// values.
func (s *Scatter) yearOf(xs, ys []series.Series) (domain.Period, error) {
	have := make(map[domain.Period]int)
	of := make(map[domain.RegionID]map[domain.Period]bool)
	for i := range xs {
		one, periods := xs[i].Based(), make(map[domain.Period]bool)
		for p := range one.WithValue() {
			periods[p.Period] = true
		}
		of[xs[i].Region] = periods
	}
	for i := range ys {
		one := ys[i].Based()
		for p := range one.WithValue() {
			if of[ys[i].Region][p.Period] {
				have[p.Period]++
			}
		}
	}
	best := mostComplete(have, len(xs))
	if best == "" {
		return "", fmt.Errorf("%s and %s: none of the regions has both values in one year: 'kuvio info -i' shows what is held", s.X, s.Y)
	}
	if s.Year == "" || s.Year == Latest {
		return best, nil
	}
	at, err := domain.ParsePeriod(string(s.Year))
	if err != nil {
		return "", faultf("$.year", "year: %v, or latest", err)
	}
	if have[at] == 0 {
		return "", fmt.Errorf("%s and %s: none of the regions has both values in %s; most have them in %s", s.X, s.Y, at, best)
	}
	return at, nil
}

// gather puts the areas' values together.
func (set *scatterSet) gather(ctx context.Context, b *Builder, xs, ys []series.Series) error {
	sizes := make(map[domain.RegionID]float64)
	if set.spec.SizedBy != "" {
		people, err := b.ofIndicator(ctx, &Scatter{}, set.spec.SizedBy, set.spec.Regions.String())
		if err != nil {
			return fmt.Errorf("sized_by: %w", err)
		}
		if u := people[0].Indicator.Unit; u.Per() > 0 || u == domain.UnitIndex {
			return faultf("$.sized_by", "sized_by: %s is measured in %s, expected numbers, such as 127 (population)", set.spec.SizedBy, u.Name().In(domain.English))
		}
		set.sizeTitle = people[0].Indicator.Title
		for i := range people {
			one := people[i].Based()
			if p, ok := one.At(set.at); ok && p.HasValue() && p.Value >= 0 {
				sizes[people[i].Region] = p.Value
				set.most = max(set.most, p.Value)
			}
		}
		if set.most == 0 {
			return fmt.Errorf("sized_by: %s has no value of these regions in %s", set.spec.SizedBy, set.at)
		}
	}
	var ids []domain.RegionID
	for i := range xs {
		ids = append(ids, xs[i].Region)
	}
	focus, err := b.focused(set.spec.Focus, ids)
	if err != nil {
		return err
	}
	for i := range xs {
		k := slices.IndexFunc(ys, func(y series.Series) bool { return y.Region == xs[i].Region })
		if k < 0 {
			continue
		}
		x, y := xs[i].Based(), ys[k].Based()
		a := scattered{name: xs[i].RegionName, x: inPeriod(&x, set.at), y: inPeriod(&y, set.at), size: math.NaN(), focus: focus[xs[i].Region]}
		a.px, _ = x.At(set.at)
		a.py, _ = y.At(set.at)
		if size, ok := sizes[xs[i].Region]; ok {
			a.size = size
		}
		set.areas = append(set.areas, a)
	}
	return nil
}

// crossed finds the values that are drawn as a cross, and says which there are not.
func (set *scatterSet) crossed(ctx context.Context, b *Builder) (lacking []string, err error) {
	if set.spec.With == "" {
		set.named = medianText
		x, errX := stats.SpreadOf(set.values(func(a *scattered) float64 { return a.px.Value }), nil)
		y, errY := stats.SpreadOf(set.values(func(a *scattered) float64 { return a.py.Value }), nil)
		set.cross = [2]float64{x.Median, y.Median}
		if errX != nil || errY != nil { // of one area there is none
			set.cross = [2]float64{math.NaN(), math.NaN()}
		}
		return nil, nil
	}
	for i, indicator := range []string{set.spec.X, set.spec.Y} {
		found, err := b.ofIndicator(ctx, set.spec, indicator, set.spec.With)
		if err != nil {
			return nil, fmt.Errorf("with: %w", err)
		}
		if len(found) != 1 {
			return nil, faultf("$.with", "with: %s is %d regions, expected one", set.spec.With, len(found))
		}
		one := found[0].Based()
		p, _ := one.At(set.at)
		set.cross[i], set.named = p.Value, found[0].RegionName
		if !p.HasValue() {
			lacking = append(lacking, fmt.Sprintf("%s: %s has no value of %s in %s", set.spec.named(), set.spec.With, indicator, set.at))
		}
	}
	return lacking, nil
}

var medianText = domain.Text{FI: "mediaani", SV: "median", EN: "median"}

// values are those of the areas that have both.
func (set *scatterSet) values(of func(*scattered) float64) (values []float64) {
	for i := range set.areas {
		if set.areas[i].both() {
			values = append(values, of(&set.areas[i]))
		}
	}
	return values
}

// fitted fits the line, and says of it what it is.
func (set *scatterSet) fitted() (notes []domain.Text, err error) {
	x, y := set.values(func(a *scattered) float64 { return a.px.Value }), set.values(func(a *scattered) float64 { return a.py.Value })
	if set.fit, err = stats.LeastSquares(x, y, level); err != nil {
		return nil, faultf("$.fit", "fit: a line cannot be fitted to %d areas: %v", len(x), err)
	}
	return []domain.Text{inEach(func(l domain.Lang) string {
		return fmt.Sprintf(fitText.In(l), set.fit.N, two(l, set.fit.Slope), locale.Range(two(l, set.fit.Lower), two(l, set.fit.Upper)))
	})}, nil
}

// two is a number with two digits that count.
func two(l domain.Lang, v float64) string {
	decimals := 0
	if v != 0 {
		decimals = max(0, 1-int(math.Floor(math.Log10(math.Abs(v)))))
	}
	return locale.Number(l, v, min(decimals, 15))
}

var fitText = domain.Text{
	FI: "Suora: pienin neliösumma, %d aluetta; kulmakerroin %s (95 %%:n väli %s).",
	SV: "Linjen: minsta kvadrater, %d områden; riktningskoefficient %s (95-procentigt intervall %s).",
	EN: "The line: least squares, %d areas; slope %s (95%% interval %s).",
}

const (
	fewAreas  = 40 // all of which are named
	mostFar   = 15 // of more, the farthest out that are named
	bandSteps = 60
)

// content is the picture in a language.
func (set *scatterSet) content(l domain.Lang) dots.Content {
	c := dots.Content{Empty: noData.In(l), X: dots.Axis{Title: set.title(set.x, l)}, Y: dots.Axis{Title: set.title(set.y, l)}}
	var areas []*scattered
	for i := range set.areas {
		if set.areas[i].both() {
			areas = append(areas, &set.areas[i])
		}
	}
	far := set.farness(areas)
	order := make([]int, len(areas))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(far[b], far[a]) })
	for n, i := range order {
		a := areas[i]
		d := dots.Dot{Name: a.name.In(l), X: a.px.Value, Y: a.py.Value, Focus: a.focus, Named: a.focus || len(areas) <= fewAreas || n < mostFar}
		if set.most > 0 {
			if math.IsNaN(a.size) {
				continue
			}
			d.Size = a.size
		}
		c.Dots = append(c.Dots, d)
	}
	if !math.IsNaN(set.cross[0]) {
		c.Up = []dots.Line{{Label: set.crossLabel(0, l), At: set.cross[0]}}
	}
	if !math.IsNaN(set.cross[1]) {
		c.Level = []dots.Line{{Label: set.crossLabel(1, l), At: set.cross[1]}}
	}
	c.Key.Named = namedText.In(l)
	if set.spec.Fit && len(areas) > 0 {
		set.addFit(&c, areas)
		c.Key.Band = bandText.In(l)
	}
	if set.most > 0 {
		c.Sizes = set.sizes(l)
	}
	return c
}

var namedText = domain.Text{FI: "alueista nimetty %d/%d", SV: "namngivna områden: %d/%d", EN: "areas named: %d/%d"}

var bandText = domain.Text{FI: "suora ja sen 95 %:n luottamusväli", SV: "linjen och dess 95-procentiga konfidensintervall", EN: "the line and its 95% confidence interval"}

// title is what stands along a scale: the indicator, which says its unit, or with it.
func (set *scatterSet) title(s side, l domain.Lang) string {
	title := s.indicator.Title.In(l)
	if domain.UnitFromTitle(title) != domain.UnitUnknown || s.indicator.Unit == domain.UnitUnknown || s.indicator.Unit == domain.UnitIndex {
		return title
	}
	return title + ", " + s.indicator.Unit.Name().In(l)
}

// crossLabel names a line of the cross, with its value.
func (set *scatterSet) crossLabel(i int, l domain.Lang) string {
	decimals := []int{set.x.decimals, set.y.decimals}[i]
	return upperFirst(set.named.In(l)) + " " + locale.Number(l, set.cross[i], decimals)
}

// farness is how far each area lies from the middle of all, in quartile distances: the
// farthest are named first.
func (set *scatterSet) farness(areas []*scattered) []float64 {
	far := make([]float64, len(areas))
	for _, of := range []func(*scattered) float64{
		func(a *scattered) float64 { return a.px.Value }, func(a *scattered) float64 { return a.py.Value },
	} {
		s, err := stats.SpreadOf(set.values(of), nil)
		if err != nil {
			continue
		}
		wide := s.P75 - s.P25
		if !(wide > 0) {
			wide = 1
		}
		for i, a := range areas {
			far[i] = math.Hypot(far[i], (of(a)-s.Median)/wide)
		}
	}
	return far
}

// addFit adds the line with its limits, from the least to the greatest x.
func (set *scatterSet) addFit(c *dots.Content, areas []*scattered) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, a := range areas {
		low, high = min(low, a.px.Value), max(high, a.px.Value)
	}
	line := dots.Curve{Look: dots.Fit}
	for k := range bandSteps + 1 {
		x := low + (high-low)*float64(k)/bandSteps
		y, lower, upper := set.fit.At(x)
		line.Points = append(line.Points, canvas.At(x, y))
		c.Band = append(c.Band, dots.Limit{X: x, Lower: lower, Upper: upper})
	}
	c.Curves = append(c.Curves, line)
}

// sizes are round numbers whose dots explain the others: the largest below the
// greatest, and a tenth of it.
func (set *scatterSet) sizes(l domain.Lang) []dots.Size {
	power := math.Pow(10, math.Floor(math.Log10(set.most)))
	round := power
	for _, m := range []float64{2, 5} {
		if m*power <= set.most {
			round = m * power
		}
	}
	var sizes []dots.Size
	for _, v := range []float64{round / 10, round} {
		sizes = append(sizes, dots.Size{Label: locale.Number(l, v, locale.Decimals(3, v)), Size: v})
	}
	sizes[1].Label += ": " + set.sizeTitle.In(l)
	return sizes
}

// table has a row an area, with both values.
func (set *scatterSet) table() *table.Table {
	t := &table.Table{Columns: []table.Column{
		{Name: "region"}, {Name: "region_name"}, {Name: "period"}, {Name: "x"}, {Name: "x_status"}, {Name: "x_note"},
		{Name: "y"}, {Name: "y_status"}, {Name: "y_note"}, {Name: "size"},
		{Name: "x_indicator"}, {Name: "x_title"}, {Name: "x_unit"}, {Name: "y_indicator"}, {Name: "y_title"}, {Name: "y_unit"},
	}}
	for i := range set.areas {
		a := &set.areas[i]
		row := []table.Value{
			table.Str(string(a.x.Region)), table.Str(a.name.In(domain.Finnish)).ForPeople(a.name), table.PeriodOf(set.at),
			table.Num(a.px.Value, set.x.decimals), table.Str(a.px.Status.String()), table.Str(a.x.NotesAt(a.px).String()),
			table.Num(a.py.Value, set.y.decimals), table.Str(a.py.Status.String()), table.Str(a.y.NotesAt(a.py).String()), table.Num(a.size, 0),
		}
		for _, s := range []side{set.x, set.y} {
			row = append(row, table.Str(string(s.indicator.ID)), table.Str(s.indicator.Title.In(domain.Finnish)), table.Str(string(s.indicator.Unit)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// alt says what the two are, how they range, how many areas lie in each corner of the
// cross, and where those in focus are.
func (set *scatterSet) alt(l domain.Lang) string {
	parts := []string{fmt.Sprintf("%s, %s, %s.", domain.Text{FI: "Hajontakuvio", SV: "Spridningsdiagram", EN: "Scatter plot"}.In(l), areas(len(set.areas), l), set.at)}
	var with, without []compare.Compared
	for i := range set.areas {
		c := compare.Compared{Comparison: compare.Comparison{Area: compare.Area{Series: &set.areas[i].x, Point: set.areas[i].px}}}
		if set.areas[i].both() {
			with = append(with, c)
		} else {
			without = append(without, c)
		}
	}
	if len(with) == 0 {
		return strings.Join(append(parts, upperFirst(noData.In(l))+"."), " ")
	}
	for _, one := range []struct {
		side
		axis domain.Text
		of   func(*scattered) series.Valued
	}{
		{set.x, domain.Text{FI: "Vaaka-akseli", SV: "Vågrät axel", EN: "Horizontal axis"}, func(a *scattered) series.Valued { return a.px }},
		{set.y, domain.Text{FI: "Pystyakseli", SV: "Lodrät axel", EN: "Vertical axis"}, func(a *scattered) series.Valued { return a.py }},
	} {
		low, high := set.ends(one.of)
		say := func(a *scattered) string {
			return written(one.of(a), 1, one.decimals, l) + altUnit(one.indicator.Unit, 1, l) + " (" + a.name.In(l) + ")"
		}
		parts = append(parts, fmt.Sprintf("%s: %s, %s – %s.", one.axis.In(l), one.indicator.Title.In(l), say(low), say(high)))
	}
	if set.spec.Fit {
		parts = append(parts, set.altDirection(l))
	}
	parts = append(parts, set.altCorners(l)...)
	for i := range set.areas {
		if a := &set.areas[i]; a.focus && a.both() {
			parts = append(parts, a.name.In(l)+": "+written(a.px, 1, set.x.decimals, l)+altUnit(set.x.indicator.Unit, 1, l)+
				domain.Text{FI: " ja ", SV: " och ", EN: " and "}.In(l)+written(a.py, 1, set.y.decimals, l)+altUnit(set.y.indicator.Unit, 1, l)+".")
		}
	}
	if len(without) > 0 {
		parts = append(parts, domain.Text{FI: "Jompikumpi tieto puuttuu: ", SV: "Någondera uppgiften saknas: ", EN: "One of the two is missing: "}.In(l)+someNames(without, l)+".")
	}
	return strings.Join(parts, " ")
}

// ends are the areas with the least and the greatest of a value.
func (set *scatterSet) ends(of func(*scattered) series.Valued) (low, high *scattered) {
	for i := range set.areas {
		a := &set.areas[i]
		if !a.both() {
			continue
		}
		if low == nil || of(a).Value < of(low).Value {
			low = a
		}
		if high == nil || of(a).Value > of(high).Value {
			high = a
		}
	}
	return low, high
}

// altDirection is the direction of the line, where its limits leave no doubt of it.
func (set *scatterSet) altDirection(l domain.Lang) string {
	switch {
	case set.fit.Lower > 0:
		return domain.Text{FI: "Suora nousee.", SV: "Linjen stiger.", EN: "The line rises."}.In(l)
	case set.fit.Upper < 0:
		return domain.Text{FI: "Suora laskee.", SV: "Linjen faller.", EN: "The line falls."}.In(l)
	}
	return domain.Text{FI: "Suora voi nousta tai laskea: selvää suuntaa ei ole.", SV: "Linjen kan stiga eller falla: ingen tydlig riktning.", EN: "The line may rise or fall: there is no clear direction."}.In(l)
}

// altCorners says how many areas are above or below the cross in each.
func (set *scatterSet) altCorners(l domain.Lang) []string {
	if math.IsNaN(set.cross[0]) || math.IsNaN(set.cross[1]) {
		return nil
	}
	var n [2][2]int
	for i := range set.areas {
		a := &set.areas[i]
		if a.both() && a.px.Value != set.cross[0] && a.py.Value != set.cross[1] {
			up, right := 0, 0
			if a.py.Value > set.cross[1] {
				up = 1
			}
			if a.px.Value > set.cross[0] {
				right = 1
			}
			n[up][right]++
		}
	}
	count := strconv.Itoa
	return []string{fmt.Sprintf("%s (%s, %s): ", upperFirst(set.named.In(l)),
		locale.Number(l, set.cross[0], set.x.decimals)+altUnit(set.x.indicator.Unit, 1, l), locale.Number(l, set.cross[1], set.y.decimals)+altUnit(set.y.indicator.Unit, 1, l)) +
		fmt.Sprintf(cornersText.In(l), count(n[1][1]), count(n[0][0]), count(n[0][1]), count(n[1][0]))}
}

var cornersText = domain.Text{
	FI: "molemmat suurempia %s alueella, molemmat pienempiä %s:lla, vain vaaka-akselin luku suurempi %s:lla, vain pystyakselin %s:lla.",
	SV: "båda högre i %s områden, båda lägre i %s, bara den vågräta axelns tal högre i %s, bara den lodrätas i %s.",
	EN: "both higher in %s areas, both lower in %s, only that of the horizontal axis higher in %s, only that of the vertical in %s.",
}
