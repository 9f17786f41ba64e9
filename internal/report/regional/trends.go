package regional

import (
	"cmp"
	"context"
	"math"
	"slices"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/prose"
	"kuvio/internal/report"
	"kuvio/internal/report/document"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/trend"
)

// Trends is what a report on how the indicators of one region have moved is made of.
type Trends struct {
	trend.Result
	Area    series.Area
	session *session.Session
	options Options
	beside  *series.Area // the country; nil of the country itself
	about   []prose.About
	drawn   []*chart.Figure
}

// ReadTrends reads what a report on the movements of the one region of a query is made of.
// Its errors are those of trend.Run.
func ReadTrends(ctx context.Context, b *chart.Builder, q series.Query, o Options) (*Trends, error) {
	s := b.Session
	r := &Trends{Area: q.Areas[0], session: s, options: o}
	settings := trend.Options{Direction: s.Direction()}
	var err error
	if r.Result, err = trend.Run(ctx, s, q, settings); err != nil {
		return r, err
	}
	if r.Area.ID != domain.WholeCountry {
		country := s.Area(domain.WholeCountry)
		r.beside = &country
		if err := trend.Beside(ctx, s, q, country, r.Trends, settings); err != nil {
			return r, err
		}
	}
	if r.about, err = prose.Abouts(ctx, s, q, r.Trends, 0); err != nil {
		return r, err
	}
	return r, r.draw(ctx, b)
}

// all are the trends by their place.
func (r *Trends) all() trends {
	all := make(trends, len(r.Trends))
	for i := range r.Trends {
		all[i] = &r.Trends[i]
	}
	return all
}

// group is the group of a trend, sure where its q is below the limit.
func (r *Trends) group(tr *trend.Trend) group { return groupOf(tr, tr.Q < r.options.FDR) }

// apart reports whether a trend was shown to go otherwise than the country's.
func (r *Trends) apart(tr *trend.Trend) bool {
	return tr.Against != nil && tr.Against.Pace != "" && tr.Against.Pace != trend.PaceUnclear &&
		tr.Against.Q < r.options.FDR && !tr.Notes.Has(domain.NoteDependsOnSuppressed)
}

// draw makes the figures: of those that go otherwise than the country, then of those that
// turned, rose or fell, the surest first.
func (r *Trends) draw(ctx context.Context, b *chart.Builder) error {
	var worth []*trend.Trend
	old := r.all().old()
	for _, tr := range r.all() {
		if !old(tr) && (r.apart(tr) || r.group(tr) <= fell) {
			worth = append(worth, tr)
		}
	}
	slices.SortStableFunc(worth, func(a, b *trend.Trend) int {
		if x, y := r.apart(a), r.apart(b); x != y {
			if x {
				return -1
			}
			return 1
		}
		return cmp.Compare(orOne(a.Q), orOne(b.Q))
	})
	for _, tr := range worth {
		if len(r.drawn) == r.options.Top {
			break
		}
		i := slices.Index(r.all(), tr)
		var with []string
		if r.beside != nil {
			var err error
			if with, err = benchmarksOf(ctx, b, &r.Series[i], []string{string(r.beside.ID)}); err != nil {
				return err
			}
		}
		f, err := lines(ctx, b, &r.Series[i], tr, with)
		if err != nil {
			return err
		}
		if f != nil {
			r.drawn = append(r.drawn, f)
		}
	}
	return nil
}

// orOne is a q, 1 where there is none.
func orOne(q float64) float64 {
	if math.IsNaN(q) {
		return 1
	}
	return q
}

// Document is the report in a language.
func (r *Trends) Document(l domain.Lang) (*document.Document, error) {
	w := newWriter(l, r.all())
	w.heading(1, mattersHeading)
	g := r.grouped(w)
	w.counted(g)
	w.listed(paceLead, r.paces(w))
	for of := turned; of <= fell; of++ {
		w.listed(leads[of], g.courses(of, l))
	}
	r.table(w)
	if len(r.drawn) > 0 {
		w.heading(1, figuresHeading)
	}
	for _, f := range r.drawn {
		if err := w.draw(f); err != nil {
			return nil, err
		}
	}
	w.othersOf(g, nil)
	w.lacking(r.Missing, r.session.Describe)
	w.end(readNote, paceNote)
	w.begin(text("Kehityssuunnat: ", "Utvecklingsriktningar: ", "Trends: ").In(l)+r.Area.Name.In(l), len(r.held()))
	return w.Document, nil
}

// held are the places of the trends of which there is a value.
func (r *Trends) held() []int {
	var held []int
	for i := range r.Trends {
		if r.Trends[i].N > 0 {
			held = append(held, i)
		}
	}
	return held
}

// grouped are the indicators with recent values by how they moved.
func (r *Trends) grouped(w *writer) *inGroups {
	g := new(inGroups)
	old := w.trends.old()
	for i := range r.Trends {
		tr := &r.Trends[i]
		if tr.N == 0 || old(tr) {
			continue
		}
		of := r.group(tr)
		g[of] = append(g[of], r.about[i])
	}
	for of := range g { // the surest first
		slices.SortStableFunc(g[of], func(a, b prose.About) int { return cmp.Compare(orOne(a.Trend.Q), orOne(b.Trend.Q)) })
	}
	return g
}

// paces say which indicators go otherwise than the country's.
func (r *Trends) paces(w *writer) []string {
	var said []string
	old := w.trends.old()
	for i := range r.Trends {
		tr := &r.Trends[i]
		if r.apart(tr) && !old(tr) {
			said = append(said, prose.Subject(r.about[i], w.Lang)+" – "+lowered(prose.Beside(tr, r.session.Place(r.beside.ID), w.Lang)))
		}
	}
	return said
}

// table adds the table of the indicators that have a value.
func (r *Trends) table(w *writer) {
	var read []series.Series
	var some []trend.Trend
	for _, i := range r.held() {
		read, some = append(read, r.Series[i]), append(some, r.Trends[i])
		w.use(r.Series[i])
		if a := r.Trends[i].Against; a != nil && a.Benchmark != nil {
			w.use(a.Benchmark.Series.Series)
		}
	}
	t := report.Trends(read, some, report.TrendOptions{Beside: r.beside, Alpha: r.session.Direction().Alpha}, w.Lang)
	for i := range t.Columns { // in one table, of one region
		c := &t.Columns[i]
		c.Section = false
		c.Wide = c.Wide || c.Name == "region_name"
	}
	w.heading(1, tableHeading)
	w.tabled(t, "suunnat", w.in(trendsCaption)+", "+r.Area.Name.In(w.Lang))
}
