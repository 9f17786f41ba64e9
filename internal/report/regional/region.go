package regional

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"kuvio/internal/chart"
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/profile"
	"kuvio/internal/prose"
	"kuvio/internal/report"
	"kuvio/internal/report/document"
	"kuvio/internal/scan"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/trend"
)

// Region is what a report on one region is made of.
type Region struct {
	Area    series.Area
	Scan    scan.Result
	Profile *profile.Result // of the indicators of which the region has a value
	session *session.Session
	options Options
	with    []compare.Ref
	people  *prose.About // on the inhabitants; nil where they are not held
	closer  []closer     // those told of one by one
	trends  trends       // of the entries
}

// closer is an indicator told of by itself.
type closer struct {
	*scan.Entry
	about    prose.About
	standing *compare.Result // among the areas of its category; nil where there are none to stand among
	drawn    []*chart.Figure
}

// ReadRegion reads what a report on the one region of a query is made of: its indicators
// beside the benchmarks that with names. Its errors are those of scan.Run and profile.Run;
// with them the result holds what was found until then.
func ReadRegion(ctx context.Context, b *chart.Builder, q series.Query, with []compare.Ref, o Options) (*Region, error) {
	s := b.Session
	r := &Region{Area: q.Areas[0], session: s, options: o, with: with}
	var err error
	if r.Scan, err = scan.Run(ctx, s, q, o.FDR); err != nil {
		return r, err
	}
	if err := r.readProfile(ctx, q); err != nil {
		return r, err
	}
	if err := r.readPeople(ctx, q); err != nil {
		return r, err
	}
	for i := range r.Scan.Entries {
		r.trends = append(r.trends, &r.Scan.Entries[i].Trend)
	}
	for _, e := range r.worthTelling() {
		one, err := r.readCloser(ctx, q, e)
		if err != nil {
			return r, err
		}
		r.closer = append(r.closer, one)
	}
	return r, r.drawCloser(ctx, b)
}

// worthTelling are the indicators that say something, so many of them: a difference that
// was shown comes first, then a value apart from the country's, a trend of its own, a
// turn and a movement of the last five years. What only wavers, is of long ago or too small to show anything is told of in a line.
func (r *Region) worthTelling() []*scan.Entry {
	var all []*scan.Entry
	weight := func(e *scan.Entry) int {
		long := e.Class == scan.OwnTrend && slices.Contains(e.Own, scan.LongTrend)
		for i, found := range []bool{e.Class == scan.StandsOut, differs(e), long, hasTurned(&e.Trend), e.Class == scan.OwnTrend} {
			if found {
				return i
			}
		}
		return -1
	}
	old := r.trends.old()
	for i := range r.Scan.Entries {
		if e := &r.Scan.Entries[i]; e.Trend.N > 0 && !old(&e.Trend) && weight(e) >= 0 {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b *scan.Entry) int { return weight(a) - weight(b) })
	return all[:min(len(all), r.options.Top)]
}

// differs reports whether an entry's value differs from the country's by its limits. That
// is so of the comparison alone, whatever their number, and no finding of the report.
func differs(e *scan.Entry) bool { return e.Verdict == compare.Higher || e.Verdict == compare.Lower }

// readProfile reads the table: the indicators of which the region has a value, in the
// order in which they were asked for.
func (r *Region) readProfile(ctx context.Context, q series.Query) error {
	p, err := profile.Run(ctx, r.session, q, r.with, profile.Options{Level: trend.Level, Trend: trend.Options{Direction: r.session.Direction()}})
	if err != nil {
		return err
	}
	p.Entries = slices.DeleteFunc(p.Entries, func(e profile.Entry) bool { return math.IsNaN(e.Point.Value) })
	r.Profile = p
	return nil
}

// readPeople reads how many live in the region, which says how large its numbers can be.
func (r *Region) readPeople(ctx context.Context, q series.Query) error {
	q.Indicators, q.Genders, q.Breakdowns = []series.Selector{{r.session.Population()}}, nil, []string{""}
	found, err := r.session.Load(ctx, q)
	var lacks *session.NotHeldError
	var kind *series.KindError
	switch {
	case errors.As(err, &lacks) || errors.As(err, &kind):
		return nil
	case err != nil:
		return err
	}
	tr := trend.Analyse(found.Series[0], trend.Options{Direction: r.session.Direction()})
	if tr.N > 0 {
		about := prose.AboutOf(r.session.Place, &tr, nil)
		r.people = &about
	}
	return nil
}

// readCloser reads where an indicator's value stands among the areas of its category.
func (r *Region) readCloser(ctx context.Context, q series.Query, e *scan.Entry) (closer, error) {
	c := closer{Entry: e, about: prose.AboutOf(r.session.Place, &e.Trend, countryOf(e))}
	among := r.among()
	if among == "" {
		return c, nil
	}
	areas, err := r.session.Areas(among)
	if err != nil {
		return c, err
	}
	q = ofKind(q, &e.Series)
	q.Areas = areas
	c.standing, err = compare.Run(ctx, r.session, q, r.with, e.Period, compare.Options{Level: trend.Level, Standing: true})
	return c, err
}

// ofKind is a query for the kind of a series alone.
func ofKind(q series.Query, s *series.Series) series.Query {
	q.Indicators, q.Genders, q.Breakdowns = []series.Selector{s.Indicator.ID.Parts()}, []domain.Gender{s.Gender}, []string{s.Breakdown}
	return q
}

// mostRanked is how many indicators are drawn among the areas of the region's category.
const mostRanked = 2

// drawCloser makes the figures of what is told one by one: a line of each, and of the
// first whose ranks are known well enough the areas too.
func (r *Region) drawCloser(ctx context.Context, b *chart.Builder) error {
	ranked := 0
	for i := range r.closer {
		c := &r.closer[i]
		with, err := benchmarksOf(ctx, b, &c.Series, r.withWords())
		if err != nil {
			return err
		}
		f, err := lines(ctx, b, &c.Series, &c.Trend, with)
		if err != nil {
			return err
		}
		if f != nil {
			c.drawn = append(c.drawn, f)
		}
		if ranked == mostRanked || !c.stands() {
			continue
		}
		ranked++
		f, err = b.Build(ctx, &chart.Ranked{
			Frame:  chart.Frame{ID: figureID("alueet", &c.Series), Kind: "ranked"},
			Beside: chart.Beside{Indicator: string(c.Series.Indicator.ID), Regions: chart.List{r.among()}, With: with[max(0, len(with)-1):], Focus: chart.List{string(r.Area.ID)}},
			Values: values(&c.Series), Year: chart.When(c.Period),
		})
		if err != nil {
			return err
		}
		c.drawn = append(c.drawn, f)
	}
	return nil
}

// stands reports whether a place among the areas says something: they are not in the order
// of their size, most of them have a value, and where these are shares and rates, or
// nobody knows what they are, it is known how far chance reaches.
func (c *closer) stands() bool {
	if c.standing == nil || len(c.standing.Series) < 2 || c.Rank == 0 {
		return false
	}
	valued, limited := 0, 0
	for i := range c.standing.Comparisons {
		row := &c.standing.Comparisons[i]
		if row.Point.HasValue() {
			valued++
		}
		if !math.IsNaN(row.Lower) {
			limited++
		}
	}
	all, unit := len(c.standing.Comparisons), c.Series.Indicator.Unit
	return 2*valued > all && (2*limited > all || unit.Per() == 0 && unit != domain.UnitUnknown)
}

// countryOf is the country's series of an entry, for prose.
func countryOf(e *scan.Entry) []series.Series {
	if e.CountrySeries == nil {
		return nil
	}
	return []series.Series{*e.CountrySeries}
}

// withWords are the benchmarks as figures name them.
func (r *Region) withWords() []string {
	var words []string
	for _, ref := range r.with {
		switch {
		case ref.Peers:
			words = append(words, "peers")
		case ref.Target == nil && !ref.Mean:
			words = append(words, string(ref.Area.ID))
		}
	}
	return words
}

// among names the areas that the region stands among: a municipality those of its region,
// others those of the country; "" where there are none.
func (r *Region) among() string {
	region, known := r.session.Catalog.ByID(r.Area.ID)
	if r.Area.Derived() || !known || region.Category == domain.Maa || len(r.Scan.Setting.Category) == 0 {
		return ""
	}
	whole := domain.WholeCountry
	if region.Category == domain.Kunta {
		if m, ok := Within(r.session, r.Area.ID); ok {
			whole = m
		}
	}
	return string(region.Category) + "@" + string(whole)
}

// Within is the maakunta that a municipality belongs to today.
func Within(s *session.Session, kunta domain.RegionID) (domain.RegionID, bool) {
	for _, m := range s.Catalog.BelongsTo(kunta) {
		if m.Area.Category == domain.Maakunta && m.Last >= s.Catalog.Last() {
			return m.Area.ID, true
		}
	}
	return "", false
}

// Document is the report in a language.
func (r *Region) Document(l domain.Lang) (*document.Document, error) {
	w := newWriter(l, r.trends)
	r.matters(w)
	r.useProfile(w)
	w.heading(1, tableHeading)
	r.table(w, "luvut", latestCaption, false)
	if err := r.tellCloser(w); err != nil {
		return nil, err
	}
	r.others(w)
	w.lacking(r.Scan.Missing, r.session.Describe)
	r.table(w, oldTable, oldCaption, true)
	w.end(readNote, report.ScanSummary(&r.Scan, 100*r.options.FDR))
	w.begin(r.title(l), len(r.Profile.Entries))
	return w.Document, nil
}

// oldTable is the id of the table of old figures.
const oldTable = "vanhat"

// table adds the table of the indicators with recent figures or of those with old ones;
// nothing where there are none.
func (r *Region) table(w *writer, id string, caption domain.Text, old bool) {
	some := *r.Profile
	some.Entries = nil
	for _, e := range r.Profile.Entries {
		if (e.Point.Period.LastYear() < r.trends.recent()) == old {
			some.Entries = append(some.Entries, e)
		}
	}
	if len(some.Entries) > 0 {
		w.tabled(report.Profile(&some, r.Area, false, r.session.RegionName, w.Lang), id, w.in(caption)+", "+r.Area.Name.In(w.Lang))
	}
}

func (r *Region) title(l domain.Lang) string {
	name := r.Area.Name.In(l)
	return text(name+" lukuina", name+" i siffror", name+" in figures").In(l)
}

// matters tells what matters most: what stands out and what has moved.
func (r *Region) matters(w *writer) {
	w.heading(1, mattersHeading)
	if r.people != nil {
		w.add(document.Text(prose.Level(*r.people, w.Lang)))
		w.use(r.people.Trend.Series.Series)
	}
	var g inGroups
	var standOut, recent []string
	old := r.trends.old()
	for i := range r.Scan.Entries {
		e := &r.Scan.Entries[i]
		if e.Trend.N == 0 || old(&e.Trend) {
			continue
		}
		about := prose.AboutOf(r.session.Place, &e.Trend, countryOf(e))
		w.use(e.Series)
		of := groupOf(&e.Trend, slices.Contains(e.Own, scan.LongTrend))
		g[of] = append(g[of], about)
		if e.Class == scan.StandsOut {
			standOut = append(standOut, prose.Level(about, w.Lang)+" "+report.StandsOutBy(e, w.Lang))
		}
		if of > fell && slices.Contains(e.Own, scan.RecentTrend) {
			recent = append(recent, w.names[&e.Trend]+": "+w.in(recentWords[e.Trend.Recent.Trend]))
		}
	}
	w.counted(&g)
	w.listed(standsOutLead, standOut)
	for of := turned; of <= fell; of++ {
		w.listed(leads[of], g.courses(of, w.Lang))
	}
	w.listed(recentLead, recent)
}

// useProfile takes the series of the table into the sources.
func (r *Region) useProfile(w *writer) {
	for i := range r.Profile.Entries {
		e := &r.Profile.Entries[i]
		w.use(e.Series.Series)
		for _, b := range e.Beside {
			for _, source := range b.Sources {
				w.use(source.Series)
			}
		}
	}
}

// tellCloser tells of indicators one by one.
func (r *Region) tellCloser(w *writer) error {
	if len(r.closer) == 0 {
		return nil
	}
	w.heading(1, closerHeading)
	for i := range r.closer {
		c := &r.closer[i]
		w.add(&document.Heading{Level: 2, Text: w.names[&c.Entry.Trend]})
		said := []string{r.level(c, w.Lang), prose.Onward(c.about, w.Lang)}
		if slices.Contains(c.Own, scan.RecentTrend) && !slices.Contains(c.Own, scan.LongTrend) {
			said = append(said, w.in(recentSentences[c.Trend.Recent.Trend]))
		}
		w.add(document.Text(strings.Join(said, " ")))
		for _, f := range c.drawn {
			if err := w.draw(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// level says where an indicator is: among the areas of its category, where that says
// something, and beside the benchmarks.
func (r *Region) level(c *closer, l domain.Lang) string {
	if !c.stands() {
		return prose.Level(c.about, l)
	}
	each := max(1, len(c.standing.All))
	s := prose.Standing{
		About: []domain.RegionID{r.Area.ID}, Of: r.session.Whose(r.among()), Places: r.session.Place, Level: trend.Level,
		Decimals: c.Trend.Series.Shown(c.Trend.Series.Decimals(), false), // as the rest of the paragraph has them
	}
	for i := range c.standing.Series {
		s.All = append(s.All, c.standing.Comparisons[i*each:(i+1)*each])
	}
	return strings.TrimSpace(strings.Join(prose.Compare(s, l), " ") + " " + prose.Ended(c.about, l))
}

// others names the indicators of which nothing is found, by why.
func (r *Region) others(w *writer) {
	var g inGroups
	var small []*trend.Trend
	old := r.trends.old()
	for i := range r.Scan.Entries {
		e := &r.Scan.Entries[i]
		of := groupOf(&e.Trend, slices.Contains(e.Own, scan.LongTrend))
		switch {
		case e.Trend.N == 0 || old(&e.Trend) || of <= fell:
		case e.Class == scan.TooSmall:
			small = append(small, &e.Trend)
		default:
			g[of] = append(g[of], prose.About{Trend: &e.Trend})
		}
	}
	w.othersOf(&g, small)
}
