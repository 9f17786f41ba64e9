package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"kuvio/internal/chart"
	"kuvio/internal/figure"
	"kuvio/internal/gallery"
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
	var figures []gallery.Figure
	for _, spec := range specs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f, err := a.shown(ctx, b, spec, s)
		if err != nil {
			a.warn("%s", told(err))
			failed++
			continue
		}
		figures = append(figures, f)
	}
	if len(figures) == 0 {
		return fmt.Errorf("no figure was drawn")
	}
	page, err := gallery.Page(figures, s.Lang)
	if err != nil {
		return err
	}
	if err := write.File(o.output, page); err != nil {
		return err
	}
	a.say("%s: %s", near(o.output), count(len(figures), "figure"))
	if failed > 0 {
		return fmt.Errorf("%w: %s drawn, %d could not be", errPartial, count(len(figures), "figure"), failed)
	}
	return nil
}

// shown is a figure for the page.
func (a *app) shown(ctx context.Context, b *chart.Builder, spec chart.Spec, s *opened) (g gallery.Figure, err error) {
	f, err := b.Build(ctx, spec)
	if err != nil {
		return g, err
	}
	picture, err := f.Draw(s.Lang)
	if err != nil {
		return g, err
	}
	svg, err := picture.In(figure.FormatSVG)
	if err != nil {
		return g, err
	}
	return gallery.Figure{ID: f.ID, Title: f.Heading(s.Lang), Subtitle: f.Subheading(s.Lang), File: f.File(), SVG: svg, Alt: f.Alt(s.Lang), Table: f.Table}, nil
}
