package cli

import (
	"context"
	"io"
	"slices"

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
		lacking, err = trend.Stream(ctx, s, q, options, func(all []series.Series, trends []trend.Trend) error {
			return said.write(w, report.Trends(all, trends, report.TrendOptions{Forecast: o.forecast > 0}, s.Lang), trends)
		})
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
	out     *table.Stream // nil before the first part
	rows    int
	notes   []domain.Text
	used    []series.Series
}

// write writes a part of the table and takes it in. Notes are kept once,
// without their marks.
func (s *streamed) write(w io.Writer, t *table.Table, trends []trend.Trend) error {
	if s.out == nil {
		var err error
		if s.out, err = table.NewStream(w, t.Columns, s.dialect); err != nil {
			return err
		}
	}
	s.rows += len(trends)
	for _, n := range report.Unmarked(t.Notes) {
		if !slices.Contains(s.notes, n) {
			s.notes = append(s.notes, n)
		}
	}
	for i := range trends {
		if one := trends[i].Series.Series; len(one.Points) > 0 {
			one.Points = slices.Clone(one.Points[:1])
			s.used = append(s.used, one)
			break
		}
	}
	return s.out.Write(t.Rows)
}
