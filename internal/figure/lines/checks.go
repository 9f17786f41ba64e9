package lines

import (
	"errors"
	"fmt"
	"iter"
	"math"

	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// How much may stand within a figure: no sheet has room for more, and to find
// that out takes long.
const (
	mostSeams  = 100  // of a series
	mostPoints = 1500 // of a series: months of a century
	mostOthers = 400  // lines in the background: all municipalities
	mostMarks  = 20   // targets, stretches and annotations each
)

func (l Content) Check() error {
	with := 0
	for _, s := range l.Series {
		if _, ok := s.last(); ok {
			with++
		}
	}
	if with > canvas.MaxSeries || len(l.Series) > 2*canvas.MaxSeries {
		return fmt.Errorf("%d series: at most %d can be told apart in one figure; split it", len(l.Series), canvas.MaxSeries)
	}
	if l.Decimals < 0 || l.Decimals > 15 {
		return fmt.Errorf("%d decimals: expected 0 to 15", l.Decimals)
	}
	for _, s := range l.Series {
		if len(s.Seams) > mostSeams {
			return fmt.Errorf("series %q: %d seams: at most %d have room in a figure", canvas.ShortTitle(s.Label), len(s.Seams), mostSeams)
		}
		if err := s.checkPoints(); err != nil {
			return err
		}
		if err := s.checkEstimates(); err != nil {
			return fmt.Errorf("series %q, %w", s.Label, err)
		}
	}
	return l.checkContext()
}

// checkContext finds what cannot be drawn of what the series are seen against.
func (l Content) checkContext() error {
	if len(l.Others) > mostOthers {
		return fmt.Errorf("%d lines in the background: at most %d can be drawn", len(l.Others), mostOthers)
	}
	for _, s := range l.Others {
		if err := s.checkPoints(); err != nil {
			return err
		}
	}
	if len(l.Targets) > mostMarks || len(l.Ranges) > mostMarks || len(l.Annotations) > mostMarks {
		return fmt.Errorf("%d targets, %d ranges and %d annotations: at most %d of each have room in a figure", len(l.Targets), len(l.Ranges), len(l.Annotations), mostMarks)
	}
	for _, t := range l.Targets {
		if len(t.Steps) == 0 {
			return fmt.Errorf("target %q: no value", canvas.ShortTitle(t.Label))
		}
		years := yearsInOrder{}
		for _, p := range t.Steps {
			if math.IsNaN(p.Y) {
				return fmt.Errorf("target %q, year %g: no value", canvas.ShortTitle(t.Label), p.X)
			}
			if err := years.next("target", p.X, p.Y); err != nil {
				return err
			}
		}
	}
	for _, r := range l.Ranges {
		if !(r.From <= r.To) {
			return fmt.Errorf("range %q: from %g to %g", canvas.ShortTitle(r.Text), r.From, r.To)
		}
	}
	return nil
}

func (s Series) checkPoints() error {
	if n := len(s.Points); n > mostPoints {
		return fmt.Errorf("series %q: %d points: at most %d can be drawn; choose fewer years", canvas.ShortTitle(s.Label), n, mostPoints)
	}
	for i, p := range s.Points {
		if !(p.X >= axis.FirstYear && p.X <= axis.LastYear) {
			return fmt.Errorf("series %q, point %d: %g is not a year from %d to %d", s.Label, i+1, p.X, axis.FirstYear, axis.LastYear)
		}
		if i > 0 && p.X <= s.Points[i-1].X {
			return fmt.Errorf("series %q: year %g comes after %g; points must be in rising order, one a year", s.Label, p.X, s.Points[i-1].X)
		}
		if !canvas.Printable(p.Y) {
			return fmt.Errorf("series %q, year %g: the value %g cannot be drawn", s.Label, p.X, p.Y)
		}
	}
	return nil
}

// checkEstimates finds what cannot be drawn of what was computed from the
// series' points.
func (s Series) checkEstimates() error {
	years := yearsInOrder{}
	for _, p := range s.Fit {
		if err := years.next("fit", p.X, p.Y); err != nil {
			return err
		}
	}
	for _, t := range s.Turns {
		years = yearsInOrder{}
		if math.IsNaN(t.Y) {
			return fmt.Errorf("turn %g: no height to mark it at", t.X)
		}
		if err := years.next("turn", t.X, t.Y); err != nil {
			return err
		}
	}
	years = yearsInOrder{}
	for _, b := range s.Band {
		if b.Lower > b.Upper {
			return fmt.Errorf("band %g: the lower limit %g is above the upper, %g", b.X, b.Lower, b.Upper)
		}
		if err := years.next("band", b.X, b.Lower, b.Upper); err != nil {
			return err
		}
	}
	return s.checkForecast()
}

func (s Series) checkForecast() error {
	if len(s.Forecast) == 0 {
		return nil
	}
	last, ok := s.last()
	if !ok {
		return errors.New("a forecast of a series without a value")
	}
	years := yearsInOrder{last.X}
	for _, f := range s.Forecast {
		if math.IsNaN(f.Y) {
			return fmt.Errorf("forecast %g: no value", f.X)
		}
		if f.Lower > f.Y || f.Upper < f.Y {
			return fmt.Errorf("forecast %g: %g is not from %g to %g", f.X, f.Y, f.Lower, f.Upper)
		}
		if err := years.next("forecast", f.X, f.Y, f.Lower, f.Upper); err != nil {
			return err
		}
	}
	return s.checkNearer()
}

// checkNearer finds a narrower interval that is not within the forecast's.
func (s Series) checkNearer() error {
	if len(s.Nearer) > 0 && len(s.Nearer) != len(s.Forecast) {
		return fmt.Errorf("%d narrower intervals of %d forecasts", len(s.Nearer), len(s.Forecast))
	}
	for i, b := range s.Nearer {
		if f := s.Forecast[i]; b.X != f.X || b.Lower < f.Lower || b.Upper > f.Upper || b.Lower > b.Upper {
			return fmt.Errorf("forecast %g: the narrower interval %g to %g of %g is not within %g to %g", f.X, b.Lower, b.Upper, b.X, f.Lower, f.Upper)
		}
	}
	return nil
}

// yearsInOrder checks that years rise and that what is drawn at them can be.
type yearsInOrder struct{ last float64 }

func (y *yearsInOrder) next(what string, year float64, values ...float64) error {
	if !(year >= axis.FirstYear && year <= axis.LastYear) {
		return fmt.Errorf("%s: %g is not a year from %d to %d", what, year, axis.FirstYear, axis.LastYear)
	}
	if year <= y.last {
		return fmt.Errorf("%s: year %g comes after %g; they must be in rising order", what, year, y.last)
	}
	y.last = year
	for _, v := range values {
		if !canvas.Printable(v) {
			return fmt.Errorf("%s, year %g: the value %g cannot be drawn", what, year, v)
		}
	}
	return nil
}

func (l Content) Labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for _, text := range l.contextLabels() {
			if !yield("a text of the plot", text) {
				return
			}
		}
		for i, s := range l.Series {
			what := fmt.Sprintf("series %d, label", i+1)
			if !yield(what, s.Label) || !yield(what, s.EndText) {
				return
			}
			for _, seam := range s.Seams {
				if !yield(fmt.Sprintf("series %d, seam_label", i+1), seam.Label) {
					return
				}
			}
		}
	}
}

// contextLabels are the texts of what the series are seen against.
func (l Content) contextLabels() []string {
	labels := []string{l.Unit, l.OthersLabel, l.ForecastLabel}
	for _, t := range l.Targets {
		labels = append(labels, t.Label)
	}
	for _, r := range l.Ranges {
		labels = append(labels, r.Text)
	}
	for _, a := range l.Annotations {
		labels = append(labels, a.Text)
	}
	for _, p := range l.Periods {
		labels = append(labels, p.Label)
	}
	return labels
}
