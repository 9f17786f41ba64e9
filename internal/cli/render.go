package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/strictyaml"
	"kuvio/internal/workspace"
)

type renderOptions struct {
	output     string
	formats    string
	purpose    string
	allowEmpty bool
	locked     bool
}

// outDir is where figures go in a workspace unless -o says otherwise.
const outDir = "out"

func newRender(a *app) *cobra.Command {
	o := new(renderOptions)
	cmd := &cobra.Command{
		Use:   "render [FIGURE...]",
		Short: "Draw the workspace's figures",
		Long: `Render draws the figures of charts/*.yaml, all of them or those named by id or
file, as PNG, SVG or PDF. Beside each picture stand its data (.csv) and its alternative text
(.txt). Several languages at once (--lang fi,sv,en) put the language into the names:
kuvio-3.sv.png. A file whose content would not change is left alone.

What of this is the same every time, kuvio.yaml may say under figures:.

--for draws them for a purpose, in place of what their files say, with type as large
as it needs: plan (16 × 9 cm), half of a page's width (8 × 7 cm), slide (33.87 × 19.05
cm), web (800 pixels across), or a size in centimetres, as 20x12. Where rows ask for
more height, they have it, but for slides and sizes.

--locked makes figures as kuvio.lock says they were made, from the data of then, whatever
has been imported since, into the folder of -o; with --as-of DAY or import:N as an earlier
lock says. It says whether each file has the bytes of then. What figures and
kuvio.yaml say has to be what they said: git has it ('git checkout COMMIT -- charts
kuvio.yaml kuvio.lock').

Exit codes: 0 done, 1 no figure could be drawn, 3 some could not.`,
		Example: `  kuvio render
  kuvio render kuvio-3 kuvio-4 --lang fi,sv -o figures
  kuvio render --format png,svg,pdf --for slide
  kuvio render kuvio-3 -o kuvio-3.svg
  kuvio render kuvio-3 --locked -o earlier`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.runRender(cmd.Context(), o, args) },
	}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "folder for the figures, or one figure's file: NAME.svg (default: out/ in the workspace)")
	cmd.Flags().StringVar(&o.formats, "format", "", formatHelp)
	cmd.Flags().StringVar(&o.purpose, "for", "", "what they are for: plan, half, slide, web or WIDTHxHEIGHT")
	cmd.Flags().BoolVar(&o.locked, "locked", false, "as kuvio.lock says they were made, from the data of then")
	cmd.Flags().BoolVar(&o.allowEmpty, "allow-empty", false, "series without data are no reason for exit code 3")
	return cmd
}

func (a *app) runRender(ctx context.Context, o *renderOptions, ids []string) error {
	if o.locked {
		return a.renderLocked(ctx, o, ids)
	}
	langs, err := a.languages()
	if err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	return a.render(ctx, s, o, ids, a.figureLangs(s, langs))
}

// figureLangs are the languages that figures are drawn in: those of a list given with
// --lang, else the one that is said, else kuvio.yaml's.
func (a *app) figureLangs(s *opened, given []domain.Lang) []domain.Lang {
	switch set := s.ws.Config.Figures.Languages; {
	case given != nil:
		return given
	case a.lang == "" && a.Getenv("KUVIO_LANG") == "" && len(set) > 0:
		return set
	}
	return []domain.Lang{s.Lang}
}

// settle reads where, in which formats and for what figures are drawn: by flags, else
// by kuvio.yaml.
func (o *renderOptions) settle(d *drawing, set workspace.Figures) (err error) {
	o.purpose = cmp.Or(o.purpose, set.For)
	if _, err := figure.ParsePurpose(o.purpose); o.purpose != "" && err != nil {
		return usagef("--for: %w", err)
	}
	if _, err := figure.ParseFormat(strings.TrimPrefix(filepath.Ext(o.output), ".")); err == nil {
		d.dir, d.name, d.formats, err = pictureFile(o.output, o.formats)
		return err
	}
	if o.output != "" {
		d.dir = o.output
	}
	d.formats, err = pictureFormats(cmp.Or(o.formats, strings.Join(set.Formats, ","), string(figure.FormatPNG)))
	return err
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

// render draws the figures named, or all. A figure that cannot be drawn does not
// keep the others from it.
func (a *app) render(ctx context.Context, s *opened, o *renderOptions, ids []string, langs []domain.Lang) error {
	d := drawing{app: a, builder: s.builder(), langs: langs, dir: filepath.Join(s.ws.Dir, outDir), allowEmpty: o.allowEmpty}
	if err := o.settle(&d, s.ws.Config.Figures); err != nil {
		return err
	}
	specs, broken, err := a.figures(s, ids)
	if err != nil {
		return err
	}
	if all := len(specs) + len(broken); d.name != "" && all > 1 {
		return usagef("-o %s: one file for %s: name the figure, or a folder", o.output, count(all, "figure"))
	}
	if len(specs) > 0 {
		d.id = specs[0].Head().ID // named by d.name, where there is one
	}
	if err := os.MkdirAll(cmp.Or(d.dir, "."), 0o755); err != nil {
		return err
	}
	if o.purpose != "" {
		for _, spec := range specs {
			head := spec.Head()
			head.For, head.Size = o.purpose, chart.Size{}
		}
	}
	d.recover()
	for _, file := range broken {
		a.warn("%s", told(file.Err))
	}
	return d.drawAll(ctx, specs, len(broken))
}

// figures are the specs named by id or file, or all of the workspace, and the files
// of theirs that are none.
func (a *app) figures(s *opened, names []string) (specs []chart.Spec, broken []chart.Broken, err error) {
	dir := near(s.ws.ChartsDir())
	specs, broken, err = chart.ReadDir(os.DirFS(s.ws.ChartsDir()), dir, s.Lang)
	if err != nil {
		return nil, nil, err
	}
	for _, name := range names {
		file := fileOf(name, dir)
		if !isFile(name) || filepath.ToSlash(filepath.Dir(file)) == dir && filepath.Ext(file) == ".yaml" { // read above, if it is there
			continue
		}
		content, err := strictyaml.Read(os.Open(name))
		if err != nil {
			return nil, nil, err
		}
		spec, err := chart.Parse(file, content, s.Lang)
		if err != nil {
			broken = append(broken, chart.Broken{ID: name, File: file, Err: err})
			continue
		}
		specs = append(specs, spec)
	}
	specs, broken = expanded(s.builder(), specs, broken)
	if len(names) > 0 { // what is wrong with the others is no fault of these
		return choose(specs, broken, names, dir)
	}
	if len(specs) == 0 && len(broken) == 0 {
		return nil, nil, fmt.Errorf("there are no figures in %s: 'kuvio demo' makes a workspace with examples", dir)
	}
	return specs, broken, nil
}

// isFile reports whether a name is that of a figure's file.
func isFile(name string) bool {
	ending := filepath.Ext(name)
	return ending == ".yaml" || ending == ".yml"
}

// fileOf is the file that a name stands for: itself or, where there is none of that
// name, one of the folder of figures, with or without .yaml.
func fileOf(name, dir string) string {
	bare := filepath.Base(name) == name
	if !isFile(name) {
		name += ".yaml"
	} else if _, err := os.Lstat(name); err == nil {
		bare = false
	}
	if bare {
		name = filepath.Join(dir, name)
	}
	return filepath.ToSlash(near(name))
}

// expanded are specs with those that are of each of several regions as one for
// each; what keeps one from that is among the broken.
func expanded(b *chart.Builder, specs []chart.Spec, broken []chart.Broken) ([]chart.Spec, []chart.Broken) {
	var all []chart.Spec
	for _, spec := range specs {
		each, bad := b.Each(spec)
		all, broken = append(all, each...), append(broken, bad...)
	}
	return all, broken
}

// isOf reports whether a spec is the figure of an id, or one of those that it has for
// each region.
func isOf(s chart.Spec, id string) bool {
	return s.Head().ID == id || strings.HasPrefix(s.Head().ID, id+".")
}

// choose picks the figures of the names, whole and broken.
func choose(specs []chart.Spec, broken []chart.Broken, names []string, dir string) (chosen []chart.Spec, bad []chart.Broken, err error) {
	for _, name := range names {
		file, found := fileOf(name, dir), false
		for _, s := range specs {
			if isOf(s, name) || s.Head().File() == file {
				found = true
				if !slices.Contains(chosen, s) {
					chosen = append(chosen, s)
				}
			}
		}
		for _, b := range broken {
			if b.ID == name || b.File == file {
				found = true
				if !slices.Contains(bad, b) {
					bad = append(bad, b)
				}
			}
		}
		if !found {
			return nil, nil, noFigure(specs, broken, name, dir)
		}
	}
	return chosen, bad, nil
}

// noFigure says which figures there are in place of one that is not.
func noFigure(specs []chart.Spec, broken []chart.Broken, name, dir string) error {
	var there []string
	for _, s := range specs {
		id, _, _ := strings.Cut(s.Head().ID, ".")
		there = append(there, id)
	}
	for _, b := range broken {
		there = append(there, b.ID)
	}
	if len(there) == 0 {
		return fmt.Errorf("no figure %q in %s: there are none; 'kuvio demo' makes a workspace with examples", name, dir)
	}
	slices.Sort(there)
	return fmt.Errorf("no figure %q in %s: there are %s", name, dir, strings.Join(slices.Compact(there), ", "))
}
