package cli

import (
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/outputs"
	"kuvio/internal/session"
)

// app is what every command shares: the environment and the global flags.
type app struct {
	*Env
	dir     string
	lang    string
	quiet   bool
	noColor bool
	asOf    string

	fromCounts bool // values from counts were asked for, as was needed once

	refreshing bool // imports are of what a refresh or a fetch brings

	read   *session.Session // that was opened last; nil for none
	within *session.Session // in which the command runs, of another command; nil for one of its own
	kept   *[]outputs.File  // documents go here in place of the disk; nil for the disk
}

func newRoot(env *Env) *cobra.Command { return rootOf(&app{Env: env}) }

func rootOf(a *app) *cobra.Command {
	askedVersion := false
	root := &cobra.Command{
		Use:   "kuvio",
		Short: "Trends, comparisons and figures from regional welfare indicators",
		Long: `kuvio turns regional welfare indicators into trends, comparisons and figures.

With example data: a workspace, two tables and the figures of a plan:

  kuvio demo

Which way an indicator has moved, in words, in that workspace:

  kuvio -C kuvio-demo trend -i 191 -r maakunta:13 --format sentences --lang en

With your own files: each municipality of Keski-Suomi beside the country:

  kuvio init plan && cd plan
  kuvio import ~/Downloads/191.csv
  kuvio compare -i 191 -r kunta@maakunta:13 --with maa`,
		SilenceUsage: true, SilenceErrors: true, SuggestionsMinimumDistance: 2,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case askedVersion:
				return printLines(a.Stdout, howBuilt().line())
			case len(args) == 0:
				return cmd.Help()
			}
			return unknownCommand(cmd, args[0])
		},
	}
	root.Flags().BoolVarP(&askedVersion, "version", "v", false, "version for kuvio") // cobra's own wants a template
	flags := root.PersistentFlags()
	flags.StringVarP(&a.dir, "dir", "C", ".", "the workspace's folder, or one inside it")
	flags.StringVar(&a.lang, "lang", "", "language: fi, sv or en (default: KUVIO_LANG, kuvio.yaml's, or fi)")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "print results and errors only")
	flags.BoolVar(&a.noColor, "no-color", false, "no bold or dim text (also: NO_COLOR)")
	a.bindAsOf(root)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{cmd.CommandPath(), flagError(cmd, err)}
	})
	root.AddGroup(&cobra.Group{ID: "work", Title: "Commands:"}, &cobra.Group{ID: "start", Title: "Getting started:"})
	for _, c := range []*cobra.Command{newInit(a), newDemo(a)} {
		c.GroupID = "start"
		root.AddCommand(c)
	}
	for _, c := range []*cobra.Command{
		newFetch(a), newImport(a), newRefresh(a), newInspect(a),
		newList(a), newInfo(a),
		newValues(a), newTrend(a), newCompare(a), newSpread(a), newClasses(a), newPeers(a), newProfile(a), newScan(a), newReport(a),
		newChart(a), newRender(a), newCheck(a), newGallery(a), newExplore(a), newFigures(a),
		newFill(a),
		newDiff(a), newHistory(a), newTrace(a), newProof(a), newCite(a),
		newPrune(a), newStore(a), newExport(a),
		newJob(a),
	} {
		c.GroupID = "work"
		root.AddCommand(c)
	}
	root.AddCommand(newVersion(a))
	root.AddCommand(topics()...)
	root.SetHelpCommand(newHelp(root))
	root.InitDefaultHelpCmd() // adds it
	root.InitDefaultCompletionCmd()
	return root
}

func unknownCommand(cmd *cobra.Command, name string) error {
	return &usageError{cmd.CommandPath(), unknown("command", cmd, name)}
}

// usagef is a usage error of the command that runs.
func usagef(format string, args ...any) error {
	return &usageError{err: fmt.Errorf(format, args...)}
}

// args wraps cobra's checks of arguments so that they count as usage errors.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return &usageError{cmd.CommandPath(), err}
		}
		return nil
	}
}

// noArgs is for commands that take flags alone, and says which.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("unexpected %q: indicators are named with -i, regions with -r", args[0])
	}
	return nil
}

// say prints a message to stderr, unless the user wants quiet.
func (a *app) say(format string, args ...any) {
	a.note(slog.LevelInfo, eventMessage, fmt.Sprintf(format, args...))
}

// warn prints a message to stderr, quiet or not.
func (a *app) warn(format string, args ...any) {
	a.note(slog.LevelWarn, eventMessage, fmt.Sprintf(format, args...))
}

// language is --lang, else KUVIO_LANG, else the workspace's, else Finnish.
func (a *app) language(workspace domain.Lang) (domain.Lang, error) {
	for _, from := range []struct{ name, value string }{{"--lang", a.lang}, {"KUVIO_LANG", a.Getenv("KUVIO_LANG")}} {
		if from.value == "" {
			continue
		}
		l, err := domain.ParseLang(from.value)
		if err != nil {
			return "", usagef("%s: %w", from.name, err)
		}
		return l, nil
	}
	if workspace != "" {
		return workspace, nil
	}
	return domain.Finnish, nil
}
