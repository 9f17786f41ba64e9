package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/job"
	"kuvio/internal/workspace"
	"kuvio/internal/write"
)

type jobOptions struct {
	output string
	at     string
}

func newJob(a *app) *cobra.Command {
	o := new(jobOptions)
	var kinds strings.Builder
	var names []string
	for _, k := range job.Kinds {
		fmt.Fprintf(&kinds, "\n  %-9s %s", k.Name, k.Short)
		names = append(names, k.Name)
	}
	cmd := &cobra.Command{
		Use:   "job [KIND]",
		Short: "The night job ready to copy, for systemd, cron, Windows, GitHub or GitLab",
		Long: `Job prints the files by which this workspace is refreshed every night, with its path
and that of this kuvio in them, or writes them with -o; without a kind it lists the
kinds. Nothing is installed: the first lines of each file say how.
` + kinds.String() + `

What a night job does and what its exit codes mean is told by 'kuvio help night-job'.`,
		Example: `  kuvio job systemd -o ~/.config/systemd/user
  kuvio job cron --at 04:25
  kuvio job github -o .`,
		Args:      args(cobra.MaximumNArgs(1)),
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listJobs()
			}
			return a.runJob(o, args[0])
		},
	}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "folder to write the files into")
	cmd.Flags().StringVar(&o.at, "at", "03:10", "when it begins: the hour and minute of this machine's clock, of github and gitlab UTC")
	return cmd
}

func (a *app) listJobs() error {
	for _, k := range job.Kinds {
		if err := printLines(a.Stdout, fmt.Sprintf("%-9s %s", k.Name, k.Short)); err != nil {
			return err
		}
	}
	a.say("next: kuvio job %s", job.Kinds[0].Name)
	return nil
}

func (a *app) runJob(o *jobOptions, name string) error {
	kind, err := job.KindNamed(name)
	if err != nil {
		return &usageError{err: err}
	}
	at, err := time.Parse("15:04", o.at)
	if err != nil {
		return usagef("--at %s: expected an hour and minute, such as 03:10", o.at)
	}
	w, err := workspace.Find(a.dir)
	if err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	if under(os.TempDir(), program) || strings.Contains(program, "go-build") {
		a.warn("this kuvio is %s, in a folder that is emptied: put it where it stays and run this again, or change the path in the files", program)
	}
	if len(w.Config.Sources) == 0 {
		a.warn("kuvio.yaml names no sources, so that a refresh brings no data: see 'kuvio help sources'")
	}
	now := a.Now()
	files, err := kind.Files(job.Place{
		Program: program, Dir: w.Dir,
		At: time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 0, 0, now.Location()),
	})
	if err != nil {
		return err
	}
	if o.output != "" {
		return a.writeJob(o.output, files)
	}
	for i, f := range files {
		if len(files) > 1 {
			if err := printLines(a.Stdout, "# "+f.Name); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprint(a.Stdout, f.Text, map[bool]string{true: "\n"}[i < len(files)-1]); err != nil {
			return err
		}
	}
	return nil
}

// writeJob writes a job's files into a folder. One that somebody else put there stays.
func (a *app) writeJob(dir string, files []job.File) error {
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if there, err := os.ReadFile(path); err == nil && !bytes.Equal(there, f.Bytes()) {
			return fmt.Errorf("%s is there already, and stays: move it, or print the job without -o", near(path))
		}
	}
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := write.File(path, f.Bytes()); err != nil {
			return err
		}
		a.say("%s", near(path))
	}
	a.say("next: see the first lines of %s", near(filepath.Join(dir, filepath.FromSlash(files[0].Name))))
	return nil
}

// under reports whether a path is in a folder or below it.
func under(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}
