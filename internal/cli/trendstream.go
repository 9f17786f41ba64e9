package cli

import (
	"context"
	"io"
	"slices"
	"sync"
	"unique"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/report"
	"kuvio/internal/series"
	"kuvio/internal/session"
	"kuvio/internal/table"
	"kuvio/internal/trend"
	"kuvio/internal/write"
)

// streamTrends writes the trends of a query as CSV, an indicator at a time.
func (a *app) streamTrends(ctx context.Context, s *session.Session, q series.Query, o *trendOptions, options trend.Options) error {
	var said streamed
	var lacking series.Lacking
	form, err := dialect(o.excel, true)
	if err != nil {
		return err
	}
	print := func(w io.Writer) error {
		said = streamed{dialect: form}
		var err error
		lacking, err = trend.Stream(ctx, s, q, options, func(all []series.Series, trends []trend.Trend) (heldTrends, error) {
			return said.hold(report.Trends(all, trends, report.TrendOptions{Forecast: o.forecast > 0, Part: true}, s.Lang), trends)
		}, func(held heldTrends, qs []float64) error { return said.write(w, held, qs) })
		if err != nil || said.out == nil {
			return err
		}
		return said.out.Flush()
	}
	if o.file == "" {
		err = print(a.Stdout)
	} else {
		err = write.Whole(o.file, print)
	}
	if err == nil && said.rows == 0 {
		err = session.Vain(lacking)
	}
	if err != nil {
		return err
	}
	a.sayLacking(lacking)
	if err := a.sayNotes(&table.Table{Notes: said.notes, Source: cite.Source(said.used)}); err != nil {
		return err
	}
	if said.rows == 0 {
		a.say("no rows")
	}
	if o.file != "" {
		a.say("%s", o.file)
	}
	return nil
}

// streamed is what has been written: how many rows, their notes, and of each
// indicator a series for the source.
type streamed struct {
	dialect table.Dialect
	heading sync.Once
	columns []table.Column
	out     *table.Stream // nil before the first part
	rows    int
	notes   []domain.Text
	used    []series.Series
}

// heldTrends is a part of the table whose q are not known yet. There are thousands.
type heldTrends struct {
	rows  table.Held
	notes []unique.Handle[domain.Text] // without their marks
	used  []series.Series              // the first with points, for the source
}

// hold makes a part of the table; several goroutines may at once.
func (s *streamed) hold(t *table.Table, trends []trend.Trend) (held heldTrends, err error) {
	s.heading.Do(func() { s.columns = t.Columns })
	if i := slices.IndexFunc(trends, func(tr trend.Trend) bool { return len(tr.Series.Points) > 0 }); i >= 0 {
		one := trends[i].Series.Series
		one.Points = slices.Clone(one.Points[:1])
		held.used = []series.Series{one}
	}
	for _, n := range report.Unmarked(t.Notes) {
		held.notes = append(held.notes, unique.Make(n))
	}
	held.rows, err = s.dialect.Hold(t.Rows)
	return held, err
}

// write writes a part of the table and takes it in. Notes are kept once.
func (s *streamed) write(w io.Writer, held heldTrends, qs []float64) error {
	if s.out == nil {
		var err error
		if s.out, err = table.NewStream(w, s.columns, s.dialect); err != nil {
			return err
		}
	}
	s.rows += len(qs)
	for _, n := range held.notes {
		if !slices.Contains(s.notes, n.Value()) {
			s.notes = append(s.notes, n.Value())
		}
	}
	s.used = append(s.used, held.used...)
	return s.out.Release(held.rows, func() (q table.Value) {
		q, qs = report.QValue(qs[0]), qs[1:]
		return q
	})
}
