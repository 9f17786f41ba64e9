package cli

import (
	"context"

	"github.com/spf13/cobra"

	"kuvio/internal/between"
	"kuvio/internal/report"
)

type classesOptions struct {
	selection
	output
	year   yearFlag
	limits string
	closed string
	round  int
	mixed  bool
}

func newClasses(a *app) *cobra.Command {
	o := new(classesOptions)
	cmd := &cobra.Command{
		Use:   "classes -i INDICATORS -r REGIONS --limits LIMITS",
		Short: "Count regions by class of size",
		Long: `Classes counts the regions whose value lies between two limits in one year, and
names them. The limits part the values into one class more than there are
limits: the lowest class is all below the first, the highest all from the last.

A value that lies exactly at a limit belongs to the class above it: 1,000 is in
1,000-9,999 (--closed lower). With --closed upper it belongs to the one below:
16 is in "16 or less". A sign before the limits says the same: --limits ">=24" is
"24 or more", --limits "<=16" is "16 or less". Values computed from counts are compared unrounded, others
as they are published; with --round N they are first rounded to N decimals,
halves away from zero, as they are written: with --round 0, 16.4 is 16 and 16.5
is 17.

Shares are of the regions in a class, n_below counts those in a class and in all
below it. Regions without a value are a class of their own, and so are those
whose value is suppressed, unless all it may be lies in one class.

--format sentences says it in words.`,
		Example: `  kuvio classes -i 127 --year 2015 -r kunta@maakunta:13/2015 --limits 1000,10000,20000,100000
  kuvio classes -i 1065 -r kunta@maakunta:13 --limits 16,23 --closed upper --round 0
  kuvio classes -i 1065 -r kunta@maakunta:13 --limits ">=24"
  kuvio classes -i 1315 --year 2015 -r kunta@maakunta:13/2015 --limits 10,100 --format sentences`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runClasses(cmd.Context(), o) },
	}
	o.selection.bind(cmd, false)
	o.selection.bindMoney(cmd)
	o.selection.bindBasis(a, cmd)
	o.selection.bindDecimals(cmd)
	o.output.bindWords(cmd)
	cmd.Flags().Var(&o.year, "year", "the year (default: the latest that any of the regions has)")
	cmd.Flags().StringVar(&o.limits, "limits", "", "limits of the classes, ascending, such as 1000,10000,20000, 16,23.5 or \">=24\"")
	cmd.Flags().StringVar(&o.closed, "closed", string(between.ClosedBelow), "the end of a class that belongs to it: lower or upper")
	cmd.Flags().IntVar(&o.round, "round", between.Unrounded, "round values to so many decimals first, 0 to 9 (default: as published)")
	cmd.Flags().Lookup("round").DefValue = "0" // which help leaves out
	bindMixed(cmd, &o.mixed)
	return cmd
}

func (a *app) runClasses(ctx context.Context, o *classesOptions) error {
	limits, err := o.parseOwn()
	if err != nil {
		return err
	}
	s, err := a.openFor(ctx, &o.output, false)
	if err != nil {
		return err
	}
	defer s.close()
	q, err := o.query(s.Session)
	if err != nil {
		return err
	}
	r, err := between.RunClasses(ctx, s.Session, q, o.year.Period, limits)
	if r.Areas == nil {
		return err
	}
	if err := a.sayAreas(q, r.Areas, o.mixed, s.Lang); err != nil {
		return err
	}
	if err != nil {
		return err
	}
	if o.inWords() {
		return a.printText(o.output, report.ClassesSentences(&r, limits, report.Told{Of: s.Whose(o.Regions), Places: s.Place}, s.Lang))
	}
	return a.print(o.output, report.Classes(&r, limits, s.Lang), s.Lang)
}

// parseOwn reads the flags that are the command's own.
func (o *classesOptions) parseOwn() (l between.Limits, err error) {
	if o.limits == "" {
		return l, usagef("name the limits of the classes with --limits, such as --limits 1000,10000,20000")
	}
	var signed between.Side
	if l.At, signed, err = between.ParseLimits(o.limits); err != nil {
		return l, usagef("--limits: %w", err)
	}
	if l.Closed, err = between.ParseSide(o.closed); err != nil {
		return l, usagef("--closed: %w", err)
	}
	if signed != "" {
		if o.given("closed") && l.Closed != signed {
			return l, usagef("--closed %s: the sign in --limits %s says the opposite: leave one out", o.closed, o.limits)
		}
		l.Closed = signed
	}
	l.Decimals = o.round
	if o.given("round") && (o.round < 0 || o.round > between.MaxDecimals) {
		return l, usagef("--round %d: expected a number of decimals from 0 to %d", o.round, between.MaxDecimals)
	}
	return l, nil
}
