package chart

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/ages"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/store"
	"kuvio/internal/table"
)

// Ages is a figure of a population by age, beside another as shares.
type Ages struct {
	Frame `yaml:",inline"`

	Indicator domain.IndicatorID `yaml:"indicator" flag:"indicator,i" help:"people by age: an indicator with breakdowns age=0, age=1 and so on or classes of ages"`
	Region    string             `yaml:"region" flag:"region,r" help:"the region; several are taken as one, kunta@maakunta:13, as the municipalities are of a region of which nothing is held"`
	With      string             `yaml:"with" help:"another region, drawn as an outline"`
	Year      When               `yaml:"year" help:"the year, or latest"`
	By        string             `yaml:"by" help:"gender, men and women back to back, or none; gender where both are held"`
	Classes   int                `yaml:"classes" help:"years in a class of ages: 1, 5 or 10; 5 where single years are held, else the classes held"`
}

const (
	byGender = "gender"
	byNone   = "none"
)

func (s *Ages) check() error {
	if _, err := domain.ParseIndicatorID(string(s.Indicator)); err != nil {
		return faultf("$.indicator", "indicator: %v", err)
	}
	if s.Region == "" {
		return faultf("$.region", "region: found none, expected one, such as kunta:179")
	}
	if s.With == "mean" || s.With == "peers" || strings.HasPrefix(s.With, "target:") {
		return faultf("$.with", "with: found %s, expected a region, whose people by age are drawn as an outline", s.With)
	}
	if s.By != "" && s.By != byGender && s.By != byNone {
		return faultf("$.by", "by: found %q, expected gender or none", s.By)
	}
	if s.Classes < 0 || s.Classes > 20 {
		return faultf("$.classes", "classes: found %d, expected how many years each has, such as 1, 5 or 10", s.Classes)
	}
	return nil
}

// ageSet is a population by age, and perhaps another.
type ageSet struct {
	spec    *Ages
	genders []domain.Gender
	classes []domain.AgeClass
	people  []population // of the region, and of the other
	of      []between.Ages
	at      domain.Period
}

func (s *Ages) build(ctx context.Context, b *Builder) (*Figure, error) {
	set, err := s.ages(ctx, b)
	if err != nil {
		return nil, err
	}
	f := &Figure{unit: domain.Text{FI: "% väestöstä", SV: "% av befolkningen", EN: "% of the population"}}
	used := set.used()
	f.span(used)
	f.noteProvisional(used)
	for i := range set.people {
		p := &set.people[i]
		if a := &set.of[i]; !(a.Total > 0) {
			return nil, faultf("$."+p.key, "%s: %s has no figure of %s in %s, without which no shares are known", p.key, p.area.Name.In(domain.English), set.missing(a, domain.English), set.at)
		}
		if name := p.area.Name; p.summed && p.id != "" {
			f.notes = append(f.notes, inEach(func(l domain.Lang) string {
				of := domain.Text{FI: "%s on laskettu kuntien luvuista %s.", SV: "%s är beräknat ur kommunernas tal %s.", EN: "%s is summed from municipalities %s."}
				return fmt.Sprintf(of.In(l), name.In(l), byDivision(p.in, l))
			}))
		}
	}
	f.Table = set.table()
	f.content = set.content
	f.alt = set.alt
	return f, nil
}

// ages reads the people of the region and of the other.
func (s *Ages) ages(ctx context.Context, b *Builder) (*ageSet, error) {
	held, err := b.Session.Extent(ctx, s.Indicator)
	if errors.Is(err, store.ErrNotHeld) {
		return nil, missingError([]domain.IndicatorID{s.Indicator})
	}
	if err != nil {
		return nil, err
	}
	set := &ageSet{spec: s, genders: []domain.Gender{domain.Total}}
	both := slices.Contains(held.Genders, domain.Male) && slices.Contains(held.Genders, domain.Female)
	switch {
	case s.By == byGender && !both:
		return nil, faultf("$.by", "by: found gender, but indicator %s has no figures of men and women: expected none", s.Indicator)
	case s.By != byNone && both, both && !slices.Contains(held.Genders, domain.Total):
		set.genders = []domain.Gender{domain.Male, domain.Female}
	}
	if set.classes, err = s.classes(held.Breakdowns); err != nil {
		return nil, err
	}
	q := series.Query{Indicators: []series.Selector{{s.Indicator}}, Genders: set.genders}
	for _, c := range set.classes {
		q.Breakdowns = append(q.Breakdowns, "age="+c.String())
	}
	year := 0
	if at, err := domain.ParsePeriod(string(s.Year)); err == nil && s.Year != "" {
		year = at.Year()
	}
	for _, named := range []struct{ key, refs string }{{"region", s.Region}, {"with", s.With}} {
		if named.refs == "" {
			continue
		}
		p, err := b.population(ctx, q, named.refs, year)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", named.key, err)
		}
		p.key = named.key
		set.people = append(set.people, p)
	}
	var all []series.Series
	for _, p := range set.people {
		all = append(all, p.found...)
	}
	if set.at, err = s.when(all); err != nil {
		return nil, err
	}
	for i := range set.people { // of the latest year, which is known only now, by its division
		p := &set.people[i]
		if key := p.key; p.summed && year == 0 {
			if *p, err = b.populationOf(ctx, q, p.refs, set.at.Year()); err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			p.key = key
		}
		set.of = append(set.of, between.Structure(p.based(), p.area, set.genders, set.classes, set.at))
	}
	return set, nil
}

// classes are the classes of ages drawn.
func (s *Ages) classes(breakdowns []string) ([]domain.AgeClass, error) {
	var held []domain.AgeClass
	for _, b := range breakdowns {
		if c, rest, ok := domain.CutAge(b); ok && rest == "" {
			held = append(held, c)
		}
	}
	if len(held) == 0 {
		return nil, faultf("$.indicator", "indicator: %s has no classes of ages, expected breakdowns such as age=0-4: held are %s", s.Indicator, series.ListBreakdowns(breakdowns))
	}
	classes, err := between.AgeClasses(held, s.Classes)
	var unequal *between.UnequalAges
	if errors.As(err, &unequal) {
		names := make([]string, len(unequal.Held))
		for i, c := range unequal.Held {
			names[i] = "age=" + c.String()
		}
		list := series.ListBreakdowns(names)
		if s.Classes > 0 {
			return nil, faultf("$.classes", "classes: found %d, which the ages held do not add up to: %s", s.Classes, list)
		}
		return nil, faultf("$.indicator", "indicator: %s has classes of ages of unequal widths, whose bars would mislead: %s; expected single years or classes of one width, or draw them as kind parts", s.Indicator, list)
	}
	return classes, err
}

// when is the year drawn.
func (s *Ages) when(found []series.Series) (domain.Period, error) {
	last, err := latest(found)
	if s.Year == "" || s.Year == Latest || err != nil {
		return last, err
	}
	p, err := domain.ParsePeriod(string(s.Year))
	if err != nil {
		return "", faultf("$.year", "year: %v, or latest", err)
	}
	if !slices.ContainsFunc(found, func(s series.Series) bool { one := s.Based(); v, _ := one.At(p); return v.HasValue() }) {
		return "", faultf("$.year", "year: %s has no figures of %s; the latest is of %s", s.Region, p, last)
	}
	return p, nil
}

// used are the series in the year drawn.
func (set *ageSet) used() (all []series.Based) {
	for _, p := range set.people {
		for _, s := range p.based() {
			all = append(all, inPeriod(&s, set.at))
		}
	}
	return all
}

// content is the picture in a language.
func (set *ageSet) content(l domain.Lang) figure.Content {
	c := ages.Content{Unit: percentSign(l), Age: ageHead.In(l), Empty: noData.In(l), Own: set.of[0].Area.Name.In(l)}
	if len(set.of) > 1 {
		c.Other = set.of[1].Area.Name.In(l)
	}
	for _, class := range set.classes {
		c.Classes = append(c.Classes, classLabel(class))
	}
	if !set.parted() {
		c.Sides = []ages.Side{set.side("", func(a *between.Ages, class int) float64 { return a.Between(class, class+1) })}
		return c
	}
	for g, gender := range set.genders {
		c.Sides = append(c.Sides, set.side(sideTitles[gender].In(l), func(a *between.Ages, class int) float64 { return a.Share(g, class) }))
	}
	return c
}

// parted reports whether men and women stand back to back.
func (set *ageSet) parted() bool { return len(set.genders) == 2 && set.spec.By != byNone }

func (set *ageSet) side(title string, share func(a *between.Ages, class int) float64) ages.Side {
	side := ages.Side{Title: title}
	for i := range set.classes {
		side.Shares = append(side.Shares, share(&set.of[0], i))
		if len(set.of) > 1 {
			side.Other = append(side.Other, share(&set.of[1], i))
		}
	}
	return side
}

// classLabel is a class as it stands between the bars: 0–4, 95–.
func classLabel(c domain.AgeClass) string { return strings.ReplaceAll(c.String(), "-", "–") }

var (
	ageHead    = domain.Text{FI: "Ikä", SV: "Ålder", EN: "Age"}
	sideTitles = map[domain.Gender]domain.Text{
		domain.Male:   {FI: "Miehet", SV: "Män", EN: "Men"},
		domain.Female: {FI: "Naiset", SV: "Kvinnor", EN: "Women"},
	}
)

// table is what is drawn: people and their shares.
func (set *ageSet) table() *table.Table {
	t := &table.Table{Columns: slices.Concat(drawnColumns, []table.Column{{Name: "share"}}, aboutColumns)}
	for i := range set.of {
		a, id := &set.of[i], set.people[i].id
		for g, gender := range set.genders {
			for j, class := range set.classes {
				p := a.People[g][j]
				t.Rows = append(t.Rows, slices.Concat([]table.Value{
					table.Str(a.Area.Name.In(domain.Finnish)).ForPeople(a.Area.Name), table.Str(string(set.spec.Indicator)), table.Str(string(id)),
					table.Str(a.Area.Name.In(domain.Finnish)), table.Str(string(gender)), table.Str("age=" + class.String()), table.PeriodOf(set.at),
					table.Num(p.Value, 0), table.Str(p.Status.String()), table.None(), table.Num(a.Share(g, j), shareDecimals),
				}, about(&set.people[i].found[0], 1)))
			}
		}
	}
	return t
}

// shareDecimals is how shares of classes of ages are written.
const shareDecimals = 1

// missing names the classes without a figure.
func (set *ageSet) missing(a *between.Ages, l domain.Lang) string {
	var names []string
	for g, gender := range set.genders {
		var classes []string
		for _, c := range a.Missing(g) {
			classes = append(classes, classLabel(set.classes[c]))
		}
		if len(classes) > 0 {
			names = append(names, strings.TrimSpace(sideTitles[gender].In(l)+" "+list(classes, l)))
		}
	}
	return strings.Join(names, "; ")
}

// alt tells of the young and the old, the largest class, and where the two
// populations differ most.
func (set *ageSet) alt(l domain.Lang) string {
	kind := domain.Text{FI: "Ikäpyramidi", SV: "Ålderspyramid", EN: "Population pyramid"}
	if !set.parted() {
		kind = domain.Text{FI: "Ikäjakauma", SV: "Åldersfördelning", EN: "Age structure"}
	}
	own := &set.of[0]
	name := own.Area.Name.In(l)
	parts := []string{fmt.Sprintf("%s: %s, %s, %s %s.", kind.In(l), name, set.at, locale.Number(l, own.Total, 0), domain.Text{FI: "henkilöä", SV: "personer", EN: "people"}.In(l))}
	for _, group := range []struct {
		from, to int // in ages
		text     domain.Text
	}{
		{0, 20, domain.Text{FI: "Alle 20-vuotiaita on %s", SV: "Under 20 år är %s", EN: "Under 20s are %s"}},
		{65, math.MaxInt, domain.Text{FI: "65 vuotta täyttäneitä on %s", SV: "65 år eller äldre är %s", EN: "Those aged 65 and over are %s"}},
	} {
		from, to := set.classFrom(group.from), set.classFrom(group.to)
		if from < 0 || to < 0 {
			continue
		}
		parts = append(parts, fmt.Sprintf(group.text.In(l), locale.Percent(l, own.Between(from, to), shareDecimals))+set.other(l, func(a *between.Ages) string {
			return locale.Percent(l, a.Between(from, to), shareDecimals)
		})+".")
	}
	largest := slices.MaxFunc(set.indices(), func(a, b int) int { return cmp.Compare(own.Between(a, a+1), own.Between(b, b+1)) })
	parts = append(parts, fmt.Sprintf(domain.Text{FI: "Suurin ikäluokka on %s, %s", SV: "Den största åldersklassen är %s, %s", EN: "The largest class is %s, %s"}.In(l),
		classLabel(set.classes[largest]), locale.Percent(l, own.Between(largest, largest+1), shareDecimals))+set.other(l, func(a *between.Ages) string {
		return locale.Percent(l, a.Between(largest, largest+1), shareDecimals)
	})+".")
	if len(set.of) > 1 {
		parts = append(parts, set.apart(l))
	}
	return strings.Join(parts, " ")
}

// other is what the other population has, in brackets.
func (set *ageSet) other(l domain.Lang, of func(*between.Ages) string) string {
	if len(set.of) < 2 {
		return ""
	}
	return " (" + set.of[1].Area.Name.In(l) + " " + of(&set.of[1]) + ")"
}

// apart says of which ages there are most more and most fewer than in the other.
func (set *ageSet) apart(l domain.Lang) string {
	by := func(i int) float64 { return set.of[0].Between(i, i+1) - set.of[1].Between(i, i+1) }
	compare := func(a, b int) int { return cmp.Compare(by(a), by(b)) }
	more, fewer := slices.MaxFunc(set.indices(), compare), slices.MinFunc(set.indices(), compare)
	return fmt.Sprintf(domain.Text{
		FI: "Osuus ylittää vertailun eniten luokassa %s (%s %%-yksikköä) ja alittaa sen eniten luokassa %s (%s).",
		SV: "Andelen är mest över jämförelsen i klassen %s (%s procentenheter) och mest under i klassen %s (%s).",
		EN: "The share is most above the comparison at ages %s (%s points) and most below at %s (%s).",
	}.In(l), classLabel(set.classes[more]), locale.Signed(l, by(more), shareDecimals), classLabel(set.classes[fewer]), locale.Signed(l, by(fewer), shareDecimals))
}

func (set *ageSet) indices() []int {
	all := make([]int, len(set.classes))
	for i := range all {
		all[i] = i
	}
	return all
}

// classFrom is the class that begins with an age, or the number of classes for all
// ages above; −1 where none begins there.
func (set *ageSet) classFrom(age int) int {
	if age == math.MaxInt {
		return len(set.classes)
	}
	return slices.IndexFunc(set.classes, func(c domain.AgeClass) bool { return c.From == age })
}
