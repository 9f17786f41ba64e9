package between

import (
	"context"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/session"
)

// Areas are the areas of a query, as they are set beside each other.
type Areas struct {
	session.Found
	Absorbed []series.Area // that have merged into one of them and have figures of their own
}

// Categories lists the categories that areas are of, in the order in which each
// first appears; those of SOTKAnet's numbers are not known.
func Categories(all []series.Series) []domain.Category {
	var categories []domain.Category
	for i := range all {
		category := all[i].Region.Category()
		if category != "" && !slices.Contains(categories, category) {
			categories = append(categories, category)
		}
	}
	return categories
}

// ReadAreas reads the areas of a query. year is the one looked at; 0 is every
// year of it. The areas are nil where nothing was found.
func ReadAreas(ctx context.Context, s *session.Session, q series.Query, year int) (*Areas, error) {
	found, err := s.Load(ctx, q)
	if err != nil {
		return nil, err
	}
	a := &Areas{Found: found}
	a.Absorbed, err = s.Absorbed(ctx, q, year)
	return a, err
}

// SpreadOptions are the settings of a run of spreads.
type SpreadOptions struct {
	Weights      domain.IndicatorID // whose people the areas are weighted by; "" for the values' denominators
	Converge     bool               // also whether the areas draw together
	AcrossBreaks bool               // with Converge: across changes of definition too
}

// KindSpread is the spread of the areas of one kind, year by year.
type KindSpread struct {
	Series      []series.Series
	Decimals    int // that values are published with
	Spreads     []PeriodSpread
	Convergence *Convergence // nil unless asked for
}

// SpreadResult is what a run of spreads found.
type SpreadResult struct {
	*Areas
	Kinds []KindSpread
	Used  []series.Series // the people that areas were weighted by or values computed with, for the source
}

// RunSpread measures how far the areas of a query lie apart, kind by kind.
// Where that ends in an error, it gives what was found until then; Areas is nil
// where nothing was.
func RunSpread(ctx context.Context, s *session.Session, q series.Query, o SpreadOptions) (r SpreadResult, err error) {
	if r.Areas, err = ReadAreas(ctx, s, q, 0); err != nil {
		return r, err
	}
	w := census{ctx, s, q}
	for _, k := range series.Kinds(r.Series) {
		ind := k.Series[0].Indicator
		weights, err := w.weights(o.Weights, ind)
		if err != nil {
			return r, err
		}
		one := KindSpread{Series: k.Series, Spreads: Spreads(k.Series, weights)}
		for i := range k.Series {
			one.Decimals = max(one.Decimals, k.Series[i].Decimals())
		}
		used, err := w.used(ind, one.Spreads)
		if err != nil {
			return r, err
		}
		r.Used = append(r.Used, used...)
		if o.Converge {
			c := Converge(k.Series, s.Direction(), o.AcrossBreaks)
			one.Convergence = &c
		}
		r.Kinds = append(r.Kinds, one)
	}
	return r, nil
}

// KindClasses is the areas of one kind by class.
type KindClasses struct {
	Series []series.Series
	Classes
}

// ClassesResult is what a run of classes found.
type ClassesResult struct {
	*Areas
	Kinds []KindClasses
	Used  []series.Series // the areas as classed, for the source
}

// RunClasses parts the areas of a query into classes, kind by kind, by their
// value in the period or, where it is "", in the latest in which one of them
// has a value. Where it ends in an error, it gives what was found until then;
// Areas is nil where nothing was.
func RunClasses(ctx context.Context, s *session.Session, q series.Query, period domain.Period, l Limits) (r ClassesResult, err error) {
	if r.Areas, err = ReadAreas(ctx, s, q, period.Year()); err != nil {
		return r, err
	}
	for i := range r.Series {
		r.Used = append(r.Used, r.Series[i].Based().Series)
	}
	for _, k := range series.Kinds(r.Series) {
		at := period
		if at.IsZero() {
			at = Latest(k.Series)
		}
		c := Classify(k.Series, at, l)
		c.Missing.sayMerged(s.Catalog)
		r.Kinds = append(r.Kinds, KindClasses{k.Series, c})
	}
	return r, nil
}
