package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"kuvio/internal/series"
	"kuvio/internal/stats"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// streamTrends writes the trends of every indicator as CSV without holding
// more than a few indicators: a whole bank has a million series. The store is
// read twice, since the q of each depends on the p of all.
func (a *app) streamTrends(cmd *cobra.Command, s *session, o *trendOptions) error {
	q, err := o.query(cmd, s)
	if err != nil {
		return err
	}
	options := o.settings(cmd, s)
	adjusted, err := adjustedPs(cmd.Context(), s.loader(), q, options)
	if err != nil {
		return err
	}
	if o.file == "" {
		return streamRows(cmd.Context(), s, q, options, adjusted, a.Stdout)
	}
	if err := writeWhole(o.file, func(w io.Writer) error {
		return streamRows(cmd.Context(), s, q, options, adjusted, w)
	}); err != nil {
		return err
	}
	a.say("%s", o.file)
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

func streamRows(ctx context.Context, s *session, q series.Query, o trend.Options, adjusted []float64, w io.Writer) error {
	type part struct {
		all    []series.Series
		trends []trend.Trend
	}
	var out *table.Stream
	next := 0
	_, err := series.Each(ctx, s.loader(), q, func(all []series.Series) (part, error) {
		p := part{all: all, trends: make([]trend.Trend, len(all))}
		for i, tr := range trend.Each(all, o) {
			p.trends[i] = *tr
		}
		return p, nil
	}, func(p part) error {
		for i := range p.trends {
			p.trends[i].Q = adjusted[next]
			next++
		}
		t := trendTable(p.all, p.trends, o.Forecast.Years > 0, s.lang)
		if out == nil {
			var err error
			if out, err = table.NewStream(w, t.Columns); err != nil {
				return err
			}
		}
		return out.Write(t.Rows)
	})
	if err != nil || out == nil {
		return err
	}
	return out.Flush()
}

// writeWhole writes a file through its neighbour, so that it is there as a
// whole or not at all.
func writeWhole(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".part")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer os.Remove(f.Name()) // not there any more once it is renamed
	err = write(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
