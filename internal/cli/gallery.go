package cli

import (
	"bytes"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"kuvio/internal/chart"
	"kuvio/internal/report"
	"kuvio/internal/report/webpage"
	"kuvio/internal/write"
)

type galleryOptions struct{ output string }

func newGallery(a *app) *cobra.Command {
	o := new(galleryOptions)
	cmd := &cobra.Command{
		Use:   "gallery [FIGURE...]",
		Short: "Put the workspace's figures on one web page, with their texts and data",
		Long: `Gallery makes one web page of the figures of charts/, all of them or those named
by id or file: each picture with its alternative text and the data that is drawn. All of it
is in the page itself, so that it can be sent, kept and printed as one file.

Exit codes: 0 done, 1 no figure could be drawn, 3 some could not.`,
		Example: `  kuvio gallery -o gallery.html
  kuvio gallery kuvio-3 kuvio-4 --lang sv -o psykiatri.html`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.runGallery(cmd.Context(), o, args) },
	}
	cmd.Flags().StringVarP(&o.output, "output", "o", "gallery.html", "the page's file")
	return cmd
}

func (a *app) runGallery(ctx context.Context, o *galleryOptions, ids []string) error {
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	specs, broken, err := a.figures(s, ids)
	if err != nil {
		return err
	}
	for _, file := range broken {
		a.warn("%s", told(file.Err))
	}
	b := s.builder()
	failed := len(broken)
	var built []*chart.Figure
	for _, spec := range specs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f, err := b.Build(ctx, spec)
		if err != nil {
			a.warn("%s", told(err))
			failed++
			continue
		}
		built = append(built, f)
	}
	d, undrawn := report.Gallery(built, s.Lang)
	for _, err := range undrawn {
		a.warn("%s", told(err))
	}
	failed += len(undrawn)
	hung := len(built) - len(undrawn)
	if hung == 0 {
		return fmt.Errorf("no figure was drawn")
	}
	var page bytes.Buffer
	if err := webpage.Write(&page, d, webpage.Options{}); err != nil {
		return err
	}
	if err := write.File(o.output, page.Bytes()); err != nil {
		return err
	}
	a.say("%s: %s", near(o.output), count(hung, "figure"))
	if failed > 0 {
		return fmt.Errorf("%w: %s drawn, %d could not be", errPartial, count(hung, "figure"), failed)
	}
	return nil
}
