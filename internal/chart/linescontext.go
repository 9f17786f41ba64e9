package chart

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/figure/lines"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/table"
)

// Benchmarks that are no region, as compare names them.
const (
	meanOf  domain.RegionID = "mean"
	peersOf domain.RegionID = "peers"
)

// readBenchmarks reads what the areas are set beside: regions as lines of their
// own, targets, and means and peers as compare computes them year by year.
func (set *lineSet) readBenchmarks(ctx context.Context, b *Builder, q series.Query, all []series.Series) error {
	if len(set.spec.With) == 0 {
		return nil
	}
	refs, err := compare.ParseRefs(set.spec.With.String(), b.Session.Areas)
	if err != nil {
		return fmt.Errorf("with: %w", err)
	}
	several := len(series.Kinds(all)) > 1
	for _, ref := range refs {
		switch {
		case ref.Target != nil && (several || set.spec.Index != ""):
			return faultf("$.with", "with: target: %v, and no index", errSeveralIndicators)
		case ref.Target != nil:
			set.targets = append(set.targets, Step{Value: *ref.Target * set.multiply})
		case ref.Peers && len(all) > 1:
			return faultf("$.with", "with: peers: found %d regions, expected one: each has peers of its own; kind: multiples draws each beside its own", len(all))
		case ref.Mean && len(all) == 1:
			return faultf("$.with", "with: mean: found 1 region, expected several: mean is theirs")
		case ref.Mean || ref.Peers:
			err = set.readYearly(ctx, b, q, ref, all)
		case !slices.ContainsFunc(q.Areas, func(a series.Area) bool { return a.ID == ref.Area.ID }):
			err = set.readRegion(ctx, b, q, ref.Area)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (set *lineSet) readRegion(ctx context.Context, b *Builder, q series.Query, area series.Area) error {
	q.Areas = []series.Area{area}
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return notHeld(err)
	}
	for i := range found.Series {
		set.all, set.roles = append(set.all, found.Series[i].Based()), append(set.roles, lines.Benchmark)
	}
	return nil
}

// readYearly makes a line of a benchmark that compare computes for a year.
func (set *lineSet) readYearly(ctx context.Context, b *Builder, q series.Query, ref compare.Ref, all []series.Series) error {
	if len(series.Kinds(all)) > 1 {
		return faultf("$.with", "with: mean, peers: %v", errSeveralIndicators)
	}
	read, err := compare.ReadBenchmarks(ctx, b.Session, q, []compare.Ref{ref}, all)
	if err != nil {
		return notHeld(err)
	}
	for _, of := range read.All {
		first := all[0].Based()
		line := first.Plain(1, first.Indicator.Unit)
		line.Region, line.RegionName, line.Points, line.Breaks, line.Notes = domain.RegionID(of.ID), of.Name, nil, nil, nil
		decimals := first.Decimals()
		line.Asked = &decimals
		for _, period := range between.Periods(all) {
			v, from := math.NaN(), series.Point{}
			for _, c := range compare.All(all, []compare.Benchmark{of}, period, compare.Options{}) {
				if !math.IsNaN(c.BenchValue) {
					v = c.BenchValue
				}
				for _, s := range c.BenchmarkSources {
					if p, ok := s.At(period); ok {
						from.RetrievedWith(p.Point)
					}
				}
			}
			status := domain.OK
			if math.IsNaN(v) {
				status = domain.Missing
			}
			p := series.NewPoint(period, domain.Cell{Value: v, Count: math.NaN(), Status: status})
			p.RetrievedWith(from)
			line.Points = append(line.Points, p)
		}
		line.Provenance.Computed = true
		line = line.In(func(domain.Period) bool { return true })
		set.all, set.roles = append(set.all, line.Based()), append(set.roles, lines.Benchmark)
	}
	return nil
}

// setWords are the words for a list that is one set of areas: "Keski-Suomen kunnat";
// none for any other.
func (b *Builder) setWords(list List) domain.Text {
	var a subject
	if len(list) == 1 {
		b.addPlace(&a, list[0])
	}
	if len(a.places) != 1 || a.places[0].set != domain.Kunta {
		return domain.Text{}
	}
	return domain.Text{
		FI: a.genitive(domain.Finnish) + " kunnat", SV: "kommuner " + a.in(domain.Swedish), EN: "municipalities " + a.in(domain.English),
	}
}

// readOthers reads the areas in the background but for those that are drawn.
func (set *lineSet) readOthers(ctx context.Context, b *Builder, q series.Query) error {
	s := set.spec
	if len(s.Others) == 0 {
		return nil
	}
	if len(q.Indicators) > 1 {
		return faultf("$.others", "others: %v: the lines behind are of the figure's own", errSeveralIndicators)
	}
	var err error
	if q.Areas, err = b.Session.Areas(s.Others.String()); err != nil {
		return fmt.Errorf("others: %w", err)
	}
	found, err := b.Session.Load(ctx, q)
	if err != nil {
		return notHeld(err)
	}
	set.othersAre = b.setWords(s.Others)
	for i := range found.Series {
		other := found.Series[i].Based()
		if hasValue(&other) && !slices.ContainsFunc(set.all, func(s series.Based) bool { return s.Region == other.Region }) {
			set.others = append(set.others, other)
		}
	}
	return nil
}

// setIndex makes every line 100 in the index's year.
func (set *lineSet) setIndex() error {
	if set.spec.Index == "" {
		return nil
	}
	base, err := domain.ParsePeriod(set.spec.Index)
	if err != nil {
		return faultf("$.index", "index: %v", err)
	}
	indexed := func(s *series.Based) (series.Based, error) {
		p, _ := s.At(base)
		if !p.HasValue() || p.Value == 0 {
			return series.Based{}, faultf("$.index", "index: %s of %s has no value in %s, or 0, which nothing can be a share of: choose a year in which every line has one", s.Indicator.ID, s.Region, base)
		}
		if seams := s.Seams(); len(seams) > 0 {
			return series.Based{}, faultf("$.index", "index: %s of %s changes in %s, and what lies on either side has no year in common: name years on one side of it, as years: %s-", s.Indicator.ID, s.Region, seams[0], seams[len(seams)-1])
		}
		plain := s.Plain(100/p.Value, domain.UnitIndex)
		return plain.Based(), nil
	}
	for i := range set.all {
		if !hasValue(&set.all[i]) {
			continue
		}
		if set.all[i], err = indexed(&set.all[i]); err != nil {
			return err
		}
	}
	others := set.others
	set.others = nil
	for i := range others {
		if other, err := indexed(&others[i]); err == nil { // those without the year, or with a break, are not drawn
			set.others = append(set.others, other)
		}
	}
	return nil
}

// thousands reports whether the values are in a unit that is a multiple of another.
func (set *lineSet) thousands() bool {
	return slices.ContainsFunc(set.all, func(s series.Based) bool {
		unit := drawnUnit(s.Indicator.Unit, set.multiply)
		return slices.Contains([]domain.Unit{domain.UnitKiloEuro, domain.UnitMegaEuro, domain.UnitKiloCount, domain.UnitMegaCount}, unit)
	})
}

// axisUnit follows the value axis's highest number.
func (set *lineSet) axisUnit(l domain.Lang) string {
	if set.spec.Index != "" {
		return "\u00a0(" + set.spec.Index + " = 100)"
	}
	for i := range set.all {
		unit := drawnUnit(set.all[i].Indicator.Unit, set.multiply)
		switch {
		case !hasValue(&set.all[i]):
			continue
		case unit == domain.UnitKiloEuro:
			return domain.Text{FI: "\u00a0tuhatta\u00a0€", SV: "\u00a0tusen\u00a0€", EN: "\u00a0thousand\u00a0€"}.In(l)
		case unit == domain.UnitKiloCount, unit == domain.UnitMegaCount:
			return strings.ReplaceAll(altUnit(unit, 1, l), " ", "\u00a0")
		case unit.Per() > 0 && unit != domain.UnitPercent, unit == domain.UnitEuroPerInhabitant, unit == domain.UnitEuroPerPerson:
			return "\u00a0" + unit.Name().In(l)
		}
		return axisUnit(unit, 1, l)
	}
	return ""
}

// middle places a period on the axis of years: one of several years in the middle
// of them.
func middle(p domain.Period) float64 {
	return p.Time() + float64(p.LastYear()-p.Year())/2
}

// periods are those of several years, where every value is of one.
func (set *lineSet) periods(first, last domain.Period) (periods []lines.Period) {
	var all []domain.Period
	for i := range set.all {
		for p := range set.all[i].WithValue() {
			if p.Period.LastYear() == p.Period.Year() {
				return nil
			}
			if first.Year() <= p.Period.Year() && p.Period.Year() <= last.Year() && !slices.Contains(all, p.Period) {
				all = append(all, p.Period)
			}
		}
	}
	slices.SortFunc(all, func(a, b domain.Period) int { return int(2*middle(a)) - int(2*middle(b)) })
	for _, p := range all {
		if n := len(periods); n == 0 || middle(p) > periods[n-1].X {
			periods = append(periods, lines.Period{X: middle(p), Label: shortSpan(p)})
		}
	}
	return periods
}

// shortSpan is 2006–08 for 2006–2008.
func shortSpan(p domain.Period) string {
	first, last := p.Year(), p.LastYear()
	if first/100 != last/100 {
		return string(p)
	}
	return fmt.Sprintf("%d–%02d", first, last%100)
}

// drawContext draws what the lines are seen against.
func (set *lineSet) drawContext(c *lines.Content, first, last domain.Period, l domain.Lang) {
	for i := range set.others {
		c.Others = append(c.Others, set.line(&set.others[i], "", first, last, l))
		c.Others[i].Seams = nil
	}
	if n := len(set.others); n > 0 {
		c.OthersLabel = fmt.Sprintf(otherAreas(n).In(l), n)
		if !set.othersAre.IsZero() {
			c.OthersLabel = set.othersAre.In(l)
		}
	}
	if steps := set.targets; len(steps) > 0 {
		target := lines.Target{Label: set.targetLabel(l)}
		for _, step := range steps {
			from := float64(step.From)
			if step.From == 0 {
				from = float64(first.Year())
			}
			target.Steps = append(target.Steps, lines.Point{X: from, Y: step.Value})
		}
		c.Targets = append(c.Targets, target)
	}
	for _, r := range set.spec.Range {
		c.Ranges = append(c.Ranges, lines.Range{From: float64(r.From), To: float64(r.To), Text: r.Text.In(l)})
	}
	for _, a := range set.spec.Annotations {
		c.Annotations = append(c.Annotations, lines.Annotation{X: float64(a.Year), Text: a.Text.In(l)})
	}
}

func otherAreas(n int) domain.Text {
	if n == 1 {
		return domain.Text{FI: "%d muu alue", SV: "%d annat område", EN: "%d other area"}
	}
	return domain.Text{FI: "%d muuta aluetta", SV: "%d andra områden", EN: "%d other areas"}
}

var targetText = domain.Text{FI: "tavoite", SV: "mål", EN: "target"}

// targetLabel is the target's name and its value, the last where it has several.
func (set *lineSet) targetLabel(l domain.Lang) string {
	return targetText.In(l) + "\u00a0" + set.amount(set.targets[len(set.targets)-1].Value, l)
}

// amount is a value as it is drawn, with its unit.
func (set *lineSet) amount(v float64, l domain.Lang) string {
	return locale.Number(l, v, max(set.decimals, locale.Decimals(3, v))) + altUnit(set.all[0].Indicator.Unit, set.multiply, l)
}

// contextNotes say what the picture cannot.
func (set *lineSet) contextNotes() (notes []domain.Text) {
	if set.spec.Index != "" {
		notes = append(notes, inEach(func(l domain.Lang) string {
			return fmt.Sprintf(domain.Text{FI: "Indeksi: vuosi %s = 100.", SV: "Index: år %s = 100.", EN: "Index: %s = 100."}.In(l), set.spec.Index)
		}))
	}
	return notes
}

// contextAlt says in words what the lines are seen against.
func (set *lineSet) contextAlt(l domain.Lang) (parts []string) {
	var steps []string
	for _, t := range set.targets {
		step := set.amount(t.Value, l)
		if t.From > 0 {
			step = fmt.Sprintf(domain.Text{FI: "%s vuodesta %d", SV: "%s från %d", EN: "%s from %d"}.In(l), step, t.From)
		}
		steps = append(steps, step)
	}
	if len(steps) > 0 {
		parts = append(parts, upperFirst(targetText.In(l))+": "+strings.Join(steps, ", ")+".")
	}
	for _, r := range set.spec.Range {
		parts = append(parts, locale.Range(fmt.Sprint(r.From), fmt.Sprint(r.To))+": "+strings.TrimSuffix(r.Text.In(l), ".")+".")
	}
	for _, a := range set.spec.Annotations {
		parts = append(parts, fmt.Sprint(a.Year)+": "+strings.TrimSuffix(a.Text.In(l), ".")+".")
	}
	if low, high, year, ok := set.spread(); ok {
		n := len(set.others)
		parts = append(parts, fmt.Sprintf(domain.Text{FI: "Taustalla %s: %d välillä %s–%s.", SV: "I bakgrunden %s: %d mellan %s och %s.", EN: "In the background %s: in %d from %s to %s."}.In(l),
			fmt.Sprintf(otherAreas(n).In(l), n), year, locale.Number(l, low, set.decimals), set.amount(locale.Rounded(high, set.decimals), l)))
	}
	return parts
}

// spread is between what the areas in the background lie in the last year in which
// any has a value.
func (set *lineSet) spread() (low, high float64, year int, ok bool) {
	for i := range set.others {
		for p := range set.others[i].WithValue() {
			v := p.Value * set.multiply
			switch y := p.Period.Year(); {
			case y > year:
				low, high, year, ok = v, v, y, true
			case y == year:
				low, high = min(low, v), max(high, v)
			}
		}
	}
	return low, high, year, ok
}

// addContext adds to the table the areas in the background and the target.
func (set *lineSet) addContext(t *table.Table) {
	add := func(s *series.Series, row []table.Value) {
		about := about(s, set.multiply)
		for len(row)+len(about) < len(t.Columns) { // nothing is computed of them
			row = append(row, table.None())
		}
		t.Rows = append(t.Rows, append(row, about...))
	}
	for i := range set.others {
		o := &set.others[i]
		for p := range o.All() {
			add(&o.Series, drawnRow(&o.Series, o.RegionName, p.Period, table.Num(p.Value*set.multiply, set.decimals), p.Status.String(), o.NotesAt(p)))
		}
	}
	for _, step := range set.targets {
		of := set.all[0].Series
		of.Region, of.RegionName = "target", targetText
		from := domain.Period("")
		if step.From > 0 {
			from = domain.Year(step.From)
		}
		add(&of, drawnRow(&of, targetText, from, table.Num(step.Value, max(set.decimals, locale.Decimals(3, step.Value))), domain.OK.String(), nil))
	}
}
