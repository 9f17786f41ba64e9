package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/chart"
)

func newCheck(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "check [FIGURE|FILE...]",
		Short: "Find what is wrong with the workspace's figures, without drawing them",
		Long: `Check reads every figure of charts/, or those named by id or file, and says what
would go wrong: keys that mean nothing, with the near name; data that is not held;
texts that lack a language of --lang; what does not fit its size; colours of
kuvio.yaml that are too light or cannot be told apart, and outputs that cannot be made. Each problem
has the file's name and, where it has one, its line and column.

Exit codes: 0 all in order, 1 a figure cannot be drawn, 3 something is lacking.`,
		Example: `  kuvio check
  kuvio check charts/sijoitetut.yaml --lang fi,sv`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.runCheck(cmd.Context(), args) },
	}
}

func (a *app) runCheck(ctx context.Context, names []string) error {
	langs, err := a.languages()
	if err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	langs = a.figureLangs(s, langs)
	specs, broken, err := a.figures(s, names)
	if err != nil {
		return err
	}
	bad, lacking := 0, 0
	say := func(p chart.Problem) error { return printLines(a.Stdout, told(errors.New(p.Text))) }
	for _, file := range broken {
		bad++
		for _, text := range chart.Told(file.Err) {
			if err := say(chart.Problem{Text: text}); err != nil {
				return err
			}
		}
	}
	b := s.builder()
	for _, p := range b.ColorProblems() {
		lacking++
		if err := say(p); err != nil {
			return err
		}
	}
	if len(names) == 0 {
		for i := range s.ws.Config.Outputs {
			of := &s.ws.Config.Outputs[i]
			err := (&tableOutput{of: of}).check(specs)
			if of.Command == exploring {
				_, err = (&making{app: a, s: s}).site(of)
			}
			if err != nil {
				lacking++
				if err := say(chart.Problem{Text: err.Error()}); err != nil {
					return err
				}
			}
		}
	}
	for _, spec := range specs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		problems := b.Problems(ctx, spec, langs)
		for _, p := range problems {
			if err := say(p); err != nil {
				return err
			}
		}
		switch {
		case slices.ContainsFunc(problems, func(p chart.Problem) bool { return p.Fatal }):
			bad++
		case len(problems) > 0:
			lacking++
		}
	}
	switch all := len(specs) + len(broken); {
	case bad > 0:
		return fmt.Errorf("%d of %s cannot be drawn", bad, count(all, "figure"))
	case lacking > 0:
		return fmt.Errorf("%w: %s can be drawn, with what is said above", errPartial, count(all, "figure"))
	default:
		a.say("%s in order", count(all, "figure"))
	}
	return nil
}
