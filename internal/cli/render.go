package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
)

type renderOptions struct {
	dir        string
	allowEmpty bool
}

// outDir is where figures go in a workspace unless -o says otherwise.
const outDir = "out"

func newRender(a *app) *cobra.Command {
	o := new(renderOptions)
	cmd := &cobra.Command{
		Use:   "render [FIGURE...]",
		Short: "Draw the workspace's figures",
		Long: `Render draws the figures of charts/*.yaml, all of them or those named by id, as
PNGs. Beside each picture stand its data (.csv) and its alternative text (.txt).
Several languages at once (--lang fi,sv,en) put the language into the names:
kuvio-3.sv.png. A file whose content would not change is left alone.

Exit codes: 0 done, 1 no figure could be drawn, 3 some could not.`,
		Example: `  kuvio render
  kuvio render kuvio-3 kuvio-4 --lang fi,sv -o figures`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.runRender(cmd.Context(), o, args) },
	}
	cmd.Flags().StringVarP(&o.dir, "output", "o", "", "folder for the figures (default: out/ in the workspace)")
	cmd.Flags().BoolVar(&o.allowEmpty, "allow-empty", false, "series without data are no reason for exit code 3")
	return cmd
}

func (a *app) runRender(ctx context.Context, o *renderOptions, ids []string) error {
	langs, err := a.languages()
	if err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	if langs == nil {
		langs = []domain.Lang{s.Lang}
	}
	dir := o.dir
	if dir == "" {
		dir = filepath.Join(s.ws.Dir, outDir)
	}
	return a.render(ctx, s, o, ids, langs, dir)
}

// languages reads a list of languages off --lang, and leaves the flag with
// the first; nil where there is no list.
func (a *app) languages() ([]domain.Lang, error) {
	if !strings.Contains(a.lang, ",") {
		return nil, nil
	}
	var langs []domain.Lang
	for part := range strings.SplitSeq(a.lang, ",") {
		l, err := domain.ParseLang(strings.TrimSpace(part))
		if err != nil {
			return nil, usagef("--lang: %w", err)
		}
		if !slices.Contains(langs, l) {
			langs = append(langs, l)
		}
	}
	a.lang = string(langs[0])
	return langs, nil
}

// render draws the figures named, or all, into a folder. A figure that
// cannot be drawn does not keep the others from it.
func (a *app) render(ctx context.Context, s *opened, o *renderOptions, ids []string, langs []domain.Lang, dir string) error {
	specs, broken, err := a.figures(s, ids)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, file := range broken {
		a.warn("%s", told(file.Err))
	}
	d := drawing{app: a, builder: &chart.Builder{Session: s.Session}, langs: langs, dir: dir, allowEmpty: o.allowEmpty}
	failed, drawn, lacking := len(broken), 0, 0
	for _, spec := range specs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		incomplete, err := d.draw(ctx, spec)
		if err != nil {
			a.warn("%s", told(err))
			failed++
			continue
		}
		if drawn++; incomplete {
			lacking++
		}
	}
	switch {
	case failed > 0 && drawn == 0:
		return errors.New("no figure was drawn")
	case failed > 0:
		return fmt.Errorf("%w: %s drawn, %d could not be", errPartial, count(drawn, "figure"), failed)
	case lacking > 0:
		return fmt.Errorf("%w: %s drawn, %d of them not complete", errPartial, count(drawn, "figure"), lacking)
	}
	return nil
}

// figures are the specs named, or all of the workspace, and the files of theirs
// that are none.
func (a *app) figures(s *opened, ids []string) (specs []chart.Spec, broken []chart.Broken, err error) {
	specs, broken, err = chart.ReadDir(os.DirFS(s.ws.ChartsDir()), near(s.ws.ChartsDir()), s.Lang)
	if err != nil {
		return nil, nil, err
	}
	specs, broken = expanded(&chart.Builder{Session: s.Session}, specs, broken)
	if len(ids) > 0 { // what is wrong with the others is no fault of these
		broken = slices.DeleteFunc(broken, func(b chart.Broken) bool { return !slices.Contains(ids, b.ID) })
		ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
			return slices.ContainsFunc(broken, func(b chart.Broken) bool { return b.ID == id }) && !slices.ContainsFunc(specs, func(s chart.Spec) bool { return isOf(s, id) })
		})
		if specs, err = choose(specs, ids, near(s.ws.ChartsDir())); err != nil {
			return nil, nil, err
		}
	}
	if len(specs) == 0 && len(broken) == 0 {
		return nil, nil, fmt.Errorf("there are no figures in %s: 'kuvio demo' makes a workspace with examples", near(s.ws.ChartsDir()))
	}
	return specs, broken, nil
}

// expanded are specs with those that are of each of several regions as one for
// each; what keeps one from that is among the broken.
func expanded(b *chart.Builder, specs []chart.Spec, broken []chart.Broken) ([]chart.Spec, []chart.Broken) {
	var all []chart.Spec
	for _, spec := range specs {
		each, err := b.Each(spec)
		if err != nil {
			broken = append(broken, chart.Broken{ID: spec.Head().ID, Err: err})
		}
		all = append(all, each...)
	}
	return all, broken
}

// isOf reports whether a spec is the figure of an id, or one of those that it has for
// each region.
func isOf(s chart.Spec, id string) bool {
	return s.Head().ID == id || strings.HasPrefix(s.Head().ID, id+".")
}

// choose picks the specs of the ids.
func choose(specs []chart.Spec, ids []string, dir string) ([]chart.Spec, error) {
	var chosen []chart.Spec
	for _, id := range ids {
		before := len(chosen)
		for _, s := range specs {
			if isOf(s, id) {
				chosen = append(chosen, s)
			}
		}
		if len(chosen) > before {
			continue
		}
		var there []string
		for _, s := range specs {
			name, _, _ := strings.Cut(s.Head().ID, ".")
			there = append(there, name)
		}
		if len(there) == 0 {
			return nil, fmt.Errorf("no figure %q in %s: there are none; 'kuvio demo' makes a workspace with examples", id, dir)
		}
		return nil, fmt.Errorf("no figure %q in %s: there are %s", id, dir, strings.Join(slices.Compact(there), ", "))
	}
	return chosen, nil
}
