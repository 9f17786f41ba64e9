package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
)

// release is kuvio's version, which outputs and requests name. The next one's
// stands here as soon as one is out.
const release = "0.1.0"

// What .ci/release says by the linker (-X). In other builds all but the version is
// what go build notes of git, which it does not where the checkout is a worktree.
var (
	version   = release + "-dev" // of a build that is no release
	commit    string
	committed string // RFC 3339
	modified  string // "true" or ""
)

// built is what is known of how this kuvio came about.
type built struct {
	Version   string `json:"version"`
	Commit    string `json:"commit,omitempty"`    // "" where it is not known
	Committed string `json:"committed,omitempty"` // RFC 3339, UTC
	Modified  bool   `json:"modified,omitempty"`  // of files that were not as the commit has them
	Go        string `json:"go"`
	OS        string `json:"os"`
	Arch      string `json:"arch"`
}

// howBuilt reads what go build noted in the program.
func howBuilt() built {
	b := built{Version: version, Commit: commit, Committed: committed, Modified: modified == "true", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok || commit != "" {
		return b
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Committed = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// program tells this kuvio from others that may do something otherwise: by its commit or,
// where that does not say all, by its file; "" where that cannot be found.
func (b built) program() string {
	if b.Commit != "" && !b.Modified {
		return b.Commit
	}
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s of %d bytes at %d", path, info.Size(), info.ModTime().UnixNano())
}

// lines is what 'kuvio version' prints.
func (b built) lines() []string {
	from := "commit not known: built outside of git, or by 'go run'"
	if b.Commit != "" {
		from = "commit " + b.Commit
		if at, err := time.Parse(time.RFC3339, b.Committed); err == nil {
			from += " of " + at.UTC().Format("2006-01-02 15:04 UTC")
		}
		if b.Modified {
			from += ", with changes since"
		}
	}
	return []string{"kuvio " + b.Version, from, fmt.Sprintf("%s for %s/%s", b.Go, b.OS, b.Arch)}
}

// line is the same in one, what 'kuvio --version' prints.
func (b built) line() string {
	from := "commit not known"
	if b.Commit != "" {
		from = "commit " + b.Commit[:min(12, len(b.Commit))]
		if b.Modified {
			from += " and changes"
		}
	}
	return fmt.Sprintf("kuvio %s (%s, %s, %s/%s)", b.Version, from, b.Go, b.OS, b.Arch)
}

func newVersion(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version, the commit it was built of, and by which Go",
		Args:  args(cobra.NoArgs),
		RunE:  func(*cobra.Command, []string) error { return a.runVersion(format) },
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	return cmd
}

func (a *app) runVersion(format string) error {
	b := howBuilt()
	switch format {
	case "text":
		return printLines(a.Stdout, b.lines()...)
	case "json":
		out, err := json.MarshalIndent(b, "", "  ")
		if err != nil {
			return err
		}
		return printLines(a.Stdout, string(out))
	}
	return usagef("--format %s: expected text or json", format)
}
