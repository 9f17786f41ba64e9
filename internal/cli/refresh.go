package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/ingest"
	"kuvio/internal/lock"
	"kuvio/internal/refresh"
	"kuvio/internal/workspace"
)

type refreshOptions struct {
	check   bool
	dryRun  bool
	offline bool
	force   bool
	only    []string
	maxAge  string
	formats string
	purpose string
}

func newRefresh(a *app) *cobra.Command {
	o := new(refreshOptions)
	cmd := &cobra.Command{
		Use:   "refresh",
		Short: "Ask the sources what is new, and make figures, tables and documents true again",
		Long: `Refresh makes true what kuvio.yaml names, and nothing else: it asks its sources
what is new, imports what came as one vintage, and makes those figures of charts/
and those outputs again that show something else than they did. Files that would be
the same keep their bytes and times. What each was made of, and what it concludes, is
written into kuvio.lock; 'kuvio diff' says what changed. A filled text that somebody
has changed since is left as it is, and said (exit code 3).

SOTKAnet is asked for data only where it says that its data was updated. What has
arrived is kept when a later request fails, and taken in by the next refresh. One
source or figure that fails leaves the rest done, and everything of its own as it
was. 'kuvio help sources' has the keys of sources and outputs, 'kuvio help
night-job' how to run it every night.

Exit codes: 0 done or nothing to do, 1 error, 2 usage, 3 done in part, 4 no source
could be reached, 5 --check found something to do, 130 interrupted.`,
		Example: `  kuvio refresh
  kuvio refresh --check && echo "nothing to do"
  kuvio refresh --dry-run
  kuvio refresh --offline --only kuvio-3
  kuvio refresh -q --log-format json --max-age 30d`,
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runRefresh(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.check, "check", false, "do nothing, and end with exit code 5 where there is something to do")
	flags.BoolVar(&o.dryRun, "dry-run", false, "do nothing, and say what would be done")
	flags.BoolVar(&o.offline, "offline", false, "ask no source over the network: files, figures and tables alone")
	flags.BoolVar(&o.force, "force", false, "fetch and make again what has not changed, and take answers that have become much shorter")
	flags.StringSliceVar(&o.only, "only", nil, "make these figures or outputs alone, by id or file")
	flags.StringVar(&o.maxAge, "max-age", "", "mark data that no source has confirmed for longer, such as 30d, as of its day (default: kuvio.yaml's max_age)")
	flags.StringVar(&o.formats, "format", "", formatHelp+" (default: those of kuvio.yaml, or png)")
	flags.StringVar(&o.purpose, "for", "", "what figures are for: plan, half, slide, web or WIDTHxHEIGHT (default: kuvio.yaml's, or what their files say)")
	a.bindLog(cmd)
	return cmd
}

func (a *app) runRefresh(ctx context.Context, o *refreshOptions) error {
	began := time.Now()
	langs, err := a.languages()
	if err != nil {
		return err
	}
	plan := o.check || o.dryRun
	open := func(ctx context.Context) (*opened, error) { return a.openWriting(ctx, o.refused) }
	if plan {
		open = func(ctx context.Context) (*opened, error) { return a.open(ctx, false) }
	}
	s, err := open(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	j, err := a.refreshJob(ctx, s, o, langs)
	if err != nil {
		return err
	}
	j.Plan = plan
	res, err := refresh.Run(ctx, j)
	var none *refresh.NoOutputError
	if errors.As(err, &none) {
		return usagef("--only: %w", err)
	}
	if err != nil {
		return err
	}
	return a.refreshEnded(o, res, time.Since(began))
}

// refused is what a refresh says of a store into which nothing can be written: an error
// where a source on the network is to be asked for what would be. Outputs need no more
// than to read, and files that are new are refused when they are imported.
func (o *refreshOptions) refused(ws *workspace.Workspace, cannot error) error {
	asks := slices.ContainsFunc(ws.Config.Sources, func(s workspace.Source) bool { return s.Kind != workspace.Files })
	if o.offline || !asks {
		return nil
	}
	return fmt.Errorf("%w; 'kuvio refresh --offline' makes outputs of the data that is there, and asks no source", cannot)
}

// refreshJob is what a refresh of the workspace is to do.
func (a *app) refreshJob(ctx context.Context, s *opened, o *refreshOptions, langs []domain.Lang) (*refresh.Job, error) {
	a.refreshing = true
	maxAge, err := maxAge(o.maxAge, time.Duration(s.ws.Config.MaxAge))
	if err != nil {
		return nil, err
	}
	making, err := a.making(s, o, langs)
	if err != nil {
		return nil, err
	}
	list := s.rejectsOf(&importOptions{})
	j := &refresh.Job{
		Workspace: s.ws, Session: s.Session, Network: a.network(o.force), Outputs: making.all,
		Import: func(ctx context.Context, inputs []ingest.Input, madeUp bool) (*ingest.Report, error) {
			return a.importInputs(ctx, s, &importOptions{madeUp: madeUp, wait: importWait, reject: list.add}, inputs, nil)
		},
		Reading: s.reading, Release: release, Settings: making.settings(), As: making.as(), Now: a.Now(), MaxAge: maxAge,
		Offline: o.offline, Force: o.force, Only: named(o.only), Tell: func(step refresh.Step) {
			a.tellStep(s.ws.Dir, step, o.check || o.dryRun)
			a.reportSizes(ctx, s.Session, step.Report)
		},
	}
	return j, nil
}

func maxAge(word string, usual time.Duration) (time.Duration, error) {
	if word == "" {
		return usual, nil
	}
	d, err := workspace.ParseDuration(word)
	if err != nil {
		return 0, usagef("--max-age: %w", err)
	}
	return d, nil
}

// named are outputs by their names: a figure may be given as its file, charts/ID.yaml.
func named(only []string) []string {
	for i, name := range only {
		if isFile(name) {
			only[i] = strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
		}
	}
	return only
}

// making is how a refresh makes the outputs of a workspace.
type making struct {
	*app
	s       *opened
	langs   []domain.Lang
	formats []figure.Format
	purpose string
}

// making reads how outputs are made: by flags, or by kuvio.yaml.
func (a *app) making(s *opened, o *refreshOptions, langs []domain.Lang) (*making, error) {
	set := s.ws.Config.Figures
	m := &making{app: a, s: s, langs: a.figureLangs(s, langs), purpose: cmp.Or(o.purpose, set.For)}
	if _, err := figure.ParsePurpose(m.purpose); m.purpose != "" && err != nil {
		return nil, usagef("--for: %w", err)
	}
	var err error
	m.formats, err = pictureFormats(cmp.Or(o.formats, strings.Join(set.Formats, ","), string(figure.FormatPNG)))
	return m, err
}

// settings is what decides how outputs look besides their files: kuvio.yaml but for
// where data comes from and what is made of it, the languages and the formats.
func (m *making) settings() []byte {
	text, _ := json.Marshal(struct {
		Config  string
		Langs   []domain.Lang
		Formats []figure.Format
		For     string
	}{m.s.ws.Config.Drawn(), m.langs, m.formats, m.purpose}) // texts and numbers always can be
	return text
}

// as is how outputs are made, as the lock has it.
func (m *making) as() lock.Output {
	o := lock.Output{Langs: m.langs, For: m.purpose}
	for _, f := range m.formats {
		o.Formats = append(o.Formats, string(f))
	}
	return o
}

// all are the outputs of the workspace, and the files that should be some.
func (m *making) all() (all []refresh.Output, broken []refresh.Broken, err error) {
	dir := near(m.s.ws.ChartsDir())
	specs, bad, err := chart.ReadDir(os.DirFS(m.s.ws.ChartsDir()), dir, m.s.Lang)
	if err != nil {
		return nil, nil, err
	}
	specs, bad = expanded(m.s.builder(), specs, bad)
	for _, b := range bad {
		broken = append(broken, refresh.Broken{Name: b.ID, Err: b.Err})
	}
	for _, spec := range specs {
		o, err := m.figure(spec)
		if err != nil {
			broken = append(broken, refresh.Broken{Name: spec.Head().ID, Err: err})
			continue
		}
		all = append(all, o)
	}
	for i := range m.s.ws.Config.Outputs {
		o, err := m.output(&m.s.ws.Config.Outputs[i], specs)
		if err != nil {
			broken = append(broken, refresh.Broken{Name: o.Name(), Err: err})
			continue
		}
		all = append(all, o)
	}
	if watch := m.s.ws.Config.Watch; len(watch) > 0 {
		all = append(all, refresh.Watch(watch))
	}
	return all, broken, nil
}

// output is an entry of outputs: as an output, with what is wrong with it whatever the data.
func (m *making) output(of *workspace.Output, figures []chart.Spec) (refresh.Output, error) {
	switch of.Command {
	case exploring:
		return m.site(of)
	case fillingIn:
		return m.fill(of, figures)
	}
	t := &tableOutput{m, of}
	return t, t.check(figures)
}

// figure is a figure as an output.
func (m *making) figure(spec chart.Spec) (refresh.Output, error) {
	if m.purpose != "" {
		spec.Head().For, spec.Head().Size = m.purpose, chart.Size{}
	}
	f := refresh.Figure{Spec: spec, Files: os.DirFS(m.s.ws.Dir), Folder: filepath.Join(m.s.ws.Dir, outDir), Langs: m.langs, Formats: m.formats}
	return f.Output()
}

// refreshEnded sums up, and gives the error that the exit code is of.
func (a *app) refreshEnded(o *refreshOptions, res refresh.Result, since time.Duration) error {
	if o.check || o.dryRun {
		switch {
		case res.Failed > 0:
			return fmt.Errorf("%w: %d could not be looked at", errPartial, res.Failed)
		case res.Stale() && o.check:
			return fmt.Errorf("%w: %s", errStale, toDo(res))
		case res.Stale():
			a.say("to do: %s", toDo(res))
		default:
			a.say("nothing to do")
		}
		return nil
	}
	switch {
	case res.Unreached > 0 && res.Reached == 0:
		return fmt.Errorf("%w: %s from what is held", errUnreachable, did(res))
	case res.Failed > 0:
		return fmt.Errorf("%w: %s, %d failed", errPartial, did(res), res.Failed)
	case res.Made+res.Fetched+res.Files == 0:
		a.note(slog.LevelInfo, eventUnchanged, "nothing has changed", took(since))
	default:
		a.note(slog.LevelInfo, eventMessage, did(res), took(since))
	}
	return nil
}

func toDo(res refresh.Result) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{res.Fetched, "download"}, {res.Waiting, "waiting download"}, {res.Files, "file"}, {res.Made, "output"}} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.what))
		}
	}
	return strings.Join(parts, ", ")
}

func did(res refresh.Result) string {
	return fmt.Sprintf("%s made, %d as they were", count(res.Made, "output"), res.Unchanged)
}

// network is how sources on the network are asked.
func (a *app) network(force bool) refresh.Network {
	n := refresh.Network{Agent: "kuvio/" + release, Sotkanet: a.Getenv("KUVIO_SOTKANET_URL"), Force: force}
	if a.log != nil {
		n.Log = slog.New(a.log)
	}
	return n
}
