package cli

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// streamTrends writes the trends of every indicator as CSV without holding
// more than a few indicators: a whole bank has a million series. The store is
// read twice, since the q of each depends on the p of all, and as it was when
// this began.
func (a *app) streamTrends(cmd *cobra.Command, s *session, o *trendOptions) error {
	q, err := o.query(cmd, s)
	if err != nil {
		return err
	}
	if _, err := s.pin(cmd.Context()); err != nil {
		return err
	}
	options := o.settings(cmd, s)
	adjusted, err := adjustedPs(cmd.Context(), s.loader(), q, options)
	if err != nil {
		return err
	}
	var said streamed
	write := func(w io.Writer) error {
		said, err = streamRows(cmd.Context(), s, q, options, adjusted, w)
		return err
	}
	if o.file == "" {
		err = write(a.Stdout)
	} else {
		err = writeWhole(o.file, write)
	}
	if err != nil {
		return err
	}
	if err := a.sayNotes(&table.Table{Notes: said.notes, Source: cite.Source(said.used)}, s.lang); err != nil {
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

// adjustedPs computes the long trend of every series of the query, and returns
// their p adjusted for their number, in the order of the query.
func adjustedPs(ctx context.Context, l *series.Loader, q series.Query, o trend.Options) ([]float64, error) {
	o.LongOnly = true
	var p []float64
	_, err := series.Each(ctx, l, q, func(all []series.Series) ([]float64, error) {
		ps := make([]float64, len(all))
		for i, tr := range trend.Each(all, o) {
			ps[i] = tr.MK.P
		}
		return ps, nil
	}, func(ps []float64) error {
		p = append(p, ps...)
		return nil
	})
	return stats.BenjaminiHochberg(p), err
}

// streamed is what has been written: how many rows, their notes, and of each
// indicator a series for the source.
type streamed struct {
	rows  int
	notes []domain.Text
	used  []series.Series
}

// add takes in a part of the table. Notes are kept once, without their marks.
func (s *streamed) add(t *table.Table, trends []trend.Trend) {
	s.rows += len(trends)
	for _, n := range t.Notes {
		for _, l := range domain.Langs {
			n.Set(l, strings.TrimLeft(n.In(l), "⁰¹²³⁴⁵⁶⁷⁸⁹ "))
		}
		if !slices.Contains(s.notes, n) {
			s.notes = append(s.notes, n)
		}
	}
	for i := range trends {
		if one := trends[i].Series.Series; len(one.Points) > 0 {
			one.Points = slices.Clone(one.Points[:1])
			s.used = append(s.used, one)
			return
		}
	}
}

func streamRows(ctx context.Context, s *session, q series.Query, o trend.Options, adjusted []float64, w io.Writer) (said streamed, err error) {
	type part struct {
		all    []series.Series
		trends []trend.Trend
	}
	var out *table.Stream
	_, err = series.Each(ctx, s.loader(), q, func(all []series.Series) (part, error) {
		p := part{all: all, trends: make([]trend.Trend, len(all))}
		for i, tr := range trend.Each(all, o) {
			p.trends[i] = *tr
		}
		return p, nil
	}, func(p part) error {
		for i := range p.trends {
			p.trends[i].Q = adjusted[said.rows+i]
		}
		t := trendTable(p.all, p.trends, o.Forecast.Years > 0, s.lang)
		if out == nil {
			var err error
			if out, err = table.NewStream(w, t.Columns); err != nil {
				return err
			}
		}
		said.add(t, p.trends)
		return out.Write(t.Rows)
	})
	if err != nil || out == nil {
		return said, err
	}
	return said, out.Flush()
}
