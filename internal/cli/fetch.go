package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/fetch"
	"kuvio/internal/fetch/sotkanet"
	"kuvio/internal/ingest"
	"kuvio/internal/refresh"
	"kuvio/internal/session"
	"kuvio/internal/spool"
	"kuvio/internal/workspace"
)

type fetchOptions struct {
	indicators string
	years      string
	gender     string
	force      bool
	dryRun     bool
}

func newFetch(a *app) *cobra.Command {
	o := new(fetchOptions)
	cmd := &cobra.Command{
		Use:   "fetch -i INDICATORS",
		Short: "Bring indicators from SOTKAnet into the workspace's store",
		Long: `Fetch asks SOTKAnet for indicators and takes what came into the store as one
vintage. Data is asked for only where SOTKAnet says that it was updated since, or
where more years or genders are asked for than are held; the populations under
shares and rates come along. Of sets (@plan) only SOTKAnet's indicators are asked
for.

What has arrived is kept in data/spool when a later request fails or Ctrl-C is
pressed: the next fetch asks for the rest alone. An answer that is no data, has no
rows, or more than a tenth fewer than are held is refused, and what is held stays;
--force takes it.

The service asks to be spared: requests go one at a time, with a pause of half a
second. KUVIO_SOTKANET_URL, or the url of kuvio.yaml's first source of kind
sotkanet, names another address. 'kuvio refresh' does the same for all sources of
kuvio.yaml, and makes the figures again.

Exit codes: 0 done or nothing new, 1 nothing could be fetched, 2 usage, 3 some
indicators failed, 4 the service could not be reached, 130 interrupted.`,
		Example: `  kuvio fetch catalogue
  kuvio fetch -i 191,2483,2484
  kuvio fetch -i @plan --years 2000-
  kuvio fetch -i 127 --gender all --dry-run`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runFetch(cmd.Context(), o) },
	}
	o.bind(a, cmd)
	cmd.Flags().StringVarP(&o.indicators, "indicators", "i", "", "indicators and sets: 191, 1339+3377, @plan")
	cmd.Flags().StringVar(&o.years, "years", "", "years: 2000-, 2000-2021 (default: all there are)")
	cmd.Flags().StringVar(&o.gender, "gender", string(domain.Total), "total, male, female or all; of an indicator that lacks it, what there is")
	cmd.AddCommand(newFetchCatalogue(a))
	return cmd
}

func newFetchCatalogue(a *app) *cobra.Command {
	o := new(fetchOptions)
	cmd := &cobra.Command{
		Use:   "catalogue",
		Short: "Bring SOTKAnet's lists of indicators and regions",
		Long: `Catalogue brings SOTKAnet's lists of all indicators and regions, so that 'kuvio
list' and 'kuvio info' know the whole bank. The lists are large, so they are asked
for once in 30 days; --force asks now.`,
		Example: `  kuvio fetch catalogue
  kuvio list indicators psykiatria`,
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runFetchCatalogue(cmd.Context(), o) },
	}
	o.bind(a, cmd)
	return cmd
}

func (o *fetchOptions) bind(a *app, cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.force, "force", false, "ask again for what is held, and take answers that have shrunk")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "ask what is new, and say what would be fetched")
	a.bindLog(cmd)
}

func (a *app) runFetch(ctx context.Context, o *fetchOptions) error {
	if o.indicators == "" {
		return usagef("fetch what? name indicators with -i, such as -i 191 or -i @plan; 'kuvio fetch catalogue' brings the list of all")
	}
	if _, err := domain.ParseYearRange(o.years); err != nil {
		return usagef("--years: %w", err)
	}
	if _, err := session.Genders(o.gender); err != nil {
		return usagef("--gender: %w", err)
	}
	s, err := a.openForFetch(ctx, o)
	if err != nil {
		return err
	}
	defer s.close()
	if _, err := s.Selectors(o.indicators); err != nil {
		return usagef("-i: %w", err)
	}
	of := sotkanetOf(s)
	of.Indicators, of.Years, of.Gender = strings.Split(o.indicators, ","), o.years, o.gender
	res, err := a.fetch(ctx, s, o, of, func(n *refresh.Network, held *spool.Spool, ask fetch.Doer) (fetch.Source, error) {
		return n.Sotkanets(s.Session, held, of, ask)
	})
	return a.fetchEnded(res, err, o.dryRun)
}

func (a *app) runFetchCatalogue(ctx context.Context, o *fetchOptions) error {
	s, err := a.openForFetch(ctx, o)
	if err != nil {
		return err
	}
	defer s.close()
	of := sotkanetOf(s)
	var lists *sotkanet.Catalogue
	res, err := a.fetch(ctx, s, o, of, func(n *refresh.Network, held *spool.Spool, ask fetch.Doer) (fetch.Source, error) {
		lists = &sotkanet.Catalogue{Bank: n.Bank(of, held, ask), Today: a.Now()}
		return lists, nil
	})
	if err == nil && res.Fetched+res.Failed == 0 {
		a.say("the lists were fetched on %s, and are asked for once in %d days: --force asks now", lists.Held, sotkanet.CatalogueAge)
		return nil
	}
	return a.fetchEnded(res, err, o.dryRun)
}

func (a *app) openForFetch(ctx context.Context, o *fetchOptions) (*opened, error) {
	if o.dryRun {
		return a.open(ctx, false)
	}
	return a.openToWrite(ctx)
}

// sotkanetOf is how the workspace asks SOTKAnet: as its first source of that kind, or
// the usual way.
func sotkanetOf(s *opened) *workspace.Source {
	of := workspace.Source{Kind: workspace.Sotkanet}
	for _, one := range s.ws.Config.Sources {
		if one.Kind == workspace.Sotkanet {
			of.Name, of.URL, of.Pause, of.Insecure = one.Name, one.URL, one.Pause, one.Insecure
			break
		}
	}
	return &of
}

// fetch brings in what is new of a source, and says what came of it.
func (a *app) fetch(ctx context.Context, s *opened, o *fetchOptions, of *workspace.Source, source func(*refresh.Network, *spool.Spool, fetch.Doer) (fetch.Source, error)) (refresh.Result, error) {
	a.refreshing = true
	network := a.network(o.force)
	list := s.rejectsOf(&importOptions{dryRun: o.dryRun})
	asking := a.asking(network.Client(of))
	var imported *ingest.Report
	j := &refresh.Job{
		Workspace: s.ws, Session: s.Session, Network: network, Reading: s.reading, Release: release, Now: a.Now(), Plan: o.dryRun, Force: o.force,
		Import: func(ctx context.Context, inputs []ingest.Input, madeUp bool) (*ingest.Report, error) {
			asking.finish()
			return a.importInputs(ctx, s, &importOptions{madeUp: madeUp, wait: importWait, reject: list.add}, inputs, nil)
		},
		Tell: func(step refresh.Step) {
			asking.end()
			if step.Report != nil {
				imported = step.Report
			}
			a.tellStep(s.ws.Dir, step, o.dryRun)
		},
	}
	res, err := refresh.Fetch(ctx, j, of.Called(), func(held *spool.Spool) (fetch.Source, error) { return source(&network, held, asking) })
	asking.finish()
	if _, listErr := list.close(err == nil && imported != nil); err == nil {
		err = listErr
	}
	if err == nil {
		a.reportSizes(ctx, s.Session, imported)
	}
	return res, err
}

// fetchEnded gives the error that the exit code of a fetch is of; failed is what
// kept it from being done at all.
func (a *app) fetchEnded(res refresh.Result, failed error, plan bool) error {
	switch {
	case failed != nil:
		return failed
	case res.Unreached > 0 && res.Reached == 0:
		return fmt.Errorf("%w: nothing was fetched", errUnreachable)
	case res.Failed > 0 && res.Fetched == 0:
		return errors.New("nothing was fetched")
	case res.Failed > 0:
		return fmt.Errorf("%w: %d fetched, %d failed; what failed is as it was", errPartial, res.Fetched, res.Failed)
	case res.Fetched+res.Waiting == 0:
		a.say("nothing new")
	case plan:
		a.say("to do: %s", toDo(res))
	}
	return nil
}

// asking shows on a terminal that a service is being asked.
type asking struct {
	fetch.Doer
	bar *progressbar.ProgressBar // nil where nothing is shown
}

func (a *app) asking(ask fetch.Doer) *asking {
	shown := &asking{Doer: ask}
	if a.ErrTerminal && !a.quiet {
		shown.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.progress), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetDescription("asking"), progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond))
	}
	return shown
}

// Do asks.
func (s *asking) Do(ctx context.Context, r fetch.Request) (*fetch.Answer, error) {
	if s.bar != nil {
		_ = s.bar.Add(1)
	}
	return s.Doer.Do(ctx, r)
}

// end clears the line for another.
func (s *asking) end() {
	if s.bar != nil {
		_ = s.bar.Clear()
	}
}

// finish clears it for good.
func (s *asking) finish() {
	if s.bar != nil {
		_ = s.bar.Finish()
		s.bar = nil
	}
}
