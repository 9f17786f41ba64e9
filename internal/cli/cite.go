package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"kuvio/internal/cite"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

type citeOptions struct {
	indicators string
	format     string
	file       string
}

func newCite(a *app) *cobra.Command {
	o := new(citeOptions)
	cmd := &cobra.Command{
		Use:   "cite -i INDICATORS",
		Short: "Print the reference to indicators, as their data bank asks for it",
		Long: `Cite prints the reference to each indicator as its data bank asks to be cited, with
the day on which its newest figures were retrieved as they are held, the licence and
what else is to be known: Kolada, for one, may be named as the source of values that
it has published, and not of what was computed of them. An indicator that is not held
is cited without a day.`,
		Example: `  kuvio cite -i 191
  kuvio cite -i @plan --lang sv
  kuvio cite -i 191,2483 --format bibtex -o sources.bib`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runCite(cmd.Context(), o) },
	}
	cmd.Flags().StringVarP(&o.indicators, "indicators", "i", "", "indicators, such as 191, kolada:N31001 or @plan")
	cmd.Flags().StringVar(&o.format, "format", string(cite.AsText), "text, json, bibtex or ris")
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "write to this file")
	return cmd
}

func (a *app) runCite(ctx context.Context, o *citeOptions) error {
	format := cite.Format(o.format)
	if !slices.Contains(cite.Formats, format) {
		return usagef("--format %s: expected text, json, bibtex or ris", o.format)
	}
	if o.indicators == "" {
		return usagef("name the indicators with -i, such as -i 191,2483 or -i @plan")
	}
	s, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer s.close()
	references, err := referencesTo(ctx, s.Session, o.indicators)
	if err != nil {
		return err
	}
	text, err := cite.Write(references, format, s.Lang)
	if err != nil {
		return err
	}
	return a.printText(output{file: o.file}, text)
}

// referencesTo are the references to the indicators of a list, each once.
func referencesTo(ctx context.Context, s *session.Session, list string) ([]cite.Reference, error) {
	selectors, err := s.Selectors(list)
	if err != nil {
		return nil, selectionError(err)
	}
	var all []cite.Reference
	for _, id := range slices.Concat(selectors...) {
		if slices.ContainsFunc(all, func(r cite.Reference) bool { return r.Indicator.ID == id }) {
			continue
		}
		var held session.Extent
		is := false
		if s.Store != nil {
			held, err = s.Extent(ctx, id)
			if is = err == nil; err != nil && !errors.Is(err, store.ErrNotHeld) {
				return nil, err
			}
		}
		ind := s.Describe(id)
		if !is && ind.Title.IsZero() {
			return nil, fmt.Errorf("indicator %s is neither described nor held: search with 'kuvio list indicators QUERY'", id)
		}
		all = append(all, cite.ReferenceTo(ind, is, held.Retrieved, held.MadeUp))
	}
	return all, nil
}
