package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kuvio/charts"
	"kuvio/data"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/session"
	"kuvio/internal/workspace"
	"kuvio/internal/write"
)

// demoDir is where the demonstration goes unless a folder is named.
const demoDir = "kuvio-demo"

// chapterDir is where its second act goes, within it: the plan's situation chapter and the
// data that it states.
const chapterDir = "chapter"

// demoFile is one file of example data and when it was fetched from its
// source, as far as that is known (data/example/README.md): "2024–" is 2024 or
// later.
type demoFile struct {
	name      string
	retrieved string
	madeUp    bool
}

var demoFiles = []demoFile{
	{"placements.csv", "2024–", false},
	{"population.csv", "2023–", false},
	{"children.csv", "2025", false},
	{"age.csv", "2020–", false},
	{"madeup-visits.csv", "2026-11-21", true},
	{"madeup-costs.csv", "2026-11-21", true},
}

// chapterFiles are those of the second act: without children.csv, whose 1244 is made up
// there for whole regions.
var chapterFiles = []demoFile{
	{"placements.csv", "2024–", false},
	{"population.csv", "2023–", false},
	{"age.csv", "2020–", false},
	{"chapter/population.csv", "2023–", false},
	{"chapter/age.csv", "2020–", false},
	{"madeup-visits.csv", "2026-11-21", true},
	{"madeup-costs.csv", "2026-11-21", true},
	{"chapter/madeup.csv", "2026-11-29", true},
}

func newDemo(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "demo [DIR]",
		Short: "Make a workspace with example data and draw the plan's figures",
		Long: `Demo makes a workspace in DIR (kuvio-demo) with example data, analyses it and
draws the figures of Keski-Suomi's 2016 plan for children's and family services
into its out/ folder. Visits and costs are made up and say so; placements,
population and children's statistics are real. In chapter/ it writes the plan's
situation chapter from data, as Word: most of what that states is made up, and says
so. Run again, it changes nothing.`,
		Args: args(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := demoDir
			if len(args) == 1 {
				dir = args[0]
			}
			return a.runDemo(cmd.Context(), dir)
		},
	}
}

func (a *app) runDemo(ctx context.Context, dir string) error {
	langs, err := a.languages()
	if err != nil {
		return err
	}
	if err := demoWorkspace(dir); err != nil {
		return err
	}
	a.dir = dir
	s, err := a.openToWrite(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	langs = a.figureLangs(s, langs)
	if err := a.demoData(ctx, s, demoFiles); err != nil {
		return err
	}
	if err := s.Refresh(ctx); err != nil {
		return err
	}
	if err := copyNew(charts.Plan, ".", s.ws.ChartsDir()); err != nil {
		return err
	}
	for _, table := range []func(context.Context) error{a.demoTrend, a.demoCompare} {
		if err := table(ctx); err != nil {
			return err
		}
		if err := printLines(a.Stdout, ""); err != nil {
			return err
		}
	}
	if err := a.render(ctx, s, new(renderOptions), nil, langs); err != nil {
		return err
	}
	chapter, err := a.demoChapter(ctx, dir, langs)
	if err != nil {
		return err
	}
	a.say("\nThe figures are in %s, the plan's chapter in %s. Next: kuvio list indicators -C %s", filepath.Join(dir, outDir), chapter, dir)
	return nil
}

// demoChapter fills the plan's situation chapter, in a workspace of its own, and gives
// the file's name. What a user has changed in it stays.
func (a *app) demoChapter(ctx context.Context, demo string, langs []domain.Lang) (string, error) {
	dir := filepath.Join(demo, chapterDir)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		if _, err := workspace.Init(dir, workspace.Beginning{}); err != nil {
			return "", err
		}
	}
	sub := *a
	sub.dir, sub.quiet, sub.lang = dir, true, string(domain.Finnish) // the chapter is written in Finnish
	s, err := sub.openToWrite(ctx)
	if err != nil {
		return "", err
	}
	defer s.close()
	if err := sub.demoData(ctx, s, chapterFiles); err != nil {
		return "", err
	}
	if err := s.Refresh(ctx); err != nil {
		return "", err
	}
	if err := copyNew(charts.Plan, ".", s.ws.ChartsDir()); err != nil {
		return "", err
	}
	template := filepath.Join(dir, "tilannekuva.md")
	if _, err := os.Stat(template); errors.Is(err, fs.ErrNotExist) {
		if err := write.File(template, charts.Chapter); err != nil {
			return "", err
		}
	}
	filled := filepath.Join(dir, outDir, "tilannekuva.docx")
	if err := os.MkdirAll(filepath.Dir(filled), 0o755); err != nil {
		return "", err
	}
	a.say("\n$ kuvio -C %s fill %s -o %s", dir, near(template), near(filled))
	return near(filled), sub.demoFill(ctx, s, template, filled)
}

// demoFill fills the template, or renews what was filled before.
func (a *app) demoFill(ctx context.Context, s *opened, template, filled string) error {
	out := filled
	if _, err := os.Stat(filled); err == nil {
		template, out = filled, ""
	}
	content, err := os.ReadFile(template)
	if err != nil {
		return err
	}
	f := &filling{app: a, s: s, file: template, kind: filepath.Ext(template), content: content}
	if err := f.asWord(out, ""); err != nil {
		return err
	}
	return f.write(ctx, "", out)
}

// demoWorkspace makes the workspace, or finds the one an earlier run made. A
// folder with anything else in it is refused.
func demoWorkspace(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) == 0 {
		_, err := workspace.Init(dir, workspace.Beginning{})
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, "data", "example", "README.md")); err != nil {
		return fmt.Errorf("%s is not empty and was not made by 'kuvio demo': name another folder", dir)
	}
	return nil
}

// demoData writes the example files into the workspace and imports them.
func (a *app) demoData(ctx context.Context, s *opened, files []demoFile) error {
	dir := near(filepath.Join(s.ws.DataDir(), "example"))
	for _, folder := range []string{"", "chapter"} {
		if err := copyNew(data.Example, path.Join("example", folder), filepath.Join(dir, folder)); err != nil {
			return err
		}
	}
	text, err := fs.ReadFile(data.Example, "example/indicators.yaml")
	if err != nil {
		return err
	}
	described, err := catalog.ParseDescriptions("example/indicators.yaml", text)
	if err != nil {
		return err
	}
	observations := 0
	for _, f := range files {
		o := &importOptions{madeUp: f.madeUp, strict: true, retrieved: f.retrieved, wait: importWait}
		rep, err := a.importFiles(ctx, s, o, []string{filepath.Join(dir, f.name)}, described.Indicators)
		if err != nil {
			return err
		}
		observations += rep.Files[0].Rows
	}
	a.say("%d observations of example data in %s (what is made up says so)", observations, dir)
	return nil
}

// copyNew copies the files of a folder that are not there yet, so that what a
// user has changed stays.
func copyNew(from fs.FS, folder, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	entries, err := fs.ReadDir(from, folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		target := filepath.Join(to, e.Name())
		if _, err := os.Stat(target); err == nil || e.IsDir() {
			continue
		}
		content, err := fs.ReadFile(from, strings.TrimPrefix(folder+"/"+e.Name(), "./"))
		if err != nil {
			return err
		}
		if err := write.File(target, content); err != nil {
			return err
		}
	}
	return nil
}

// demoTrend and demoCompare print what the commands they name print.
func (a *app) demoTrend(ctx context.Context) error {
	const indicators, regions = "1244,3126", "Jyväskylä,Jämsä,Keuruu,Laukaa,Äänekoski"
	a.say("\n$ kuvio trend -i %s -r %s", indicators, regions)
	return a.runTrend(ctx, &trendOptions{selection: selection{Selection: session.Selection{Indicators: indicators, Regions: regions, Gender: string(domain.Total)}}})
}

func (a *app) demoCompare(ctx context.Context) error {
	const indicator, year, regions, with = "191", 2021, "kunta@maakunta:13", "maa"
	a.say("\n$ kuvio compare -i %s --year %d -r %s --with %s", indicator, year, regions, with)
	return a.runCompare(ctx, &compareOptions{
		selection: selection{Selection: session.Selection{Indicators: indicator, Regions: regions, Gender: string(domain.Total)}},
		year:      yearFlag{domain.Year(year)}, with: with, confidence: defaultConfidence,
	})
}
