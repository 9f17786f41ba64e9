package cli

import (
	"slices"
	"testing"
)

func TestVersionSaysWhatItWasBuiltOf(t *testing.T) {
	const commit = "be173c6fd0123456789012345678901234567890"
	for name, test := range map[string]struct {
		built built
		lines []string
		line  string
	}{
		"a release": {
			built{Version: "0.1.0", Commit: commit, Committed: "2026-11-29T12:15:00+02:00", Go: "go1.26.8", OS: "windows", Arch: "arm64"},
			[]string{"kuvio 0.1.0", "commit " + commit + " of 2026-11-29 10:15 UTC", "go1.26.8 for windows/arm64"},
			"kuvio 0.1.0 (commit be173c6fd012, go1.26.8, windows/arm64)",
		},
		"files that no commit has": {
			built{Version: "0.1.0-dev", Commit: commit, Committed: "2026-11-29T10:15:00Z", Modified: true, Go: "go1.26.8", OS: "linux", Arch: "amd64"},
			[]string{"kuvio 0.1.0-dev", "commit " + commit + " of 2026-11-29 10:15 UTC, with changes since", "go1.26.8 for linux/amd64"},
			"kuvio 0.1.0-dev (commit be173c6fd012 and changes, go1.26.8, linux/amd64)",
		},
		"outside of git": {
			built{Version: "0.1.0-dev", Go: "go1.26.8", OS: "linux", Arch: "amd64"},
			[]string{"kuvio 0.1.0-dev", "commit not known: built outside of git, or by 'go run'", "go1.26.8 for linux/amd64"},
			"kuvio 0.1.0-dev (commit not known, go1.26.8, linux/amd64)",
		},
		"a commit named in short": {
			built{Version: "0.1.0", Commit: "be173c6", Go: "go1.26.8", OS: "darwin", Arch: "arm64"},
			[]string{"kuvio 0.1.0", "commit be173c6", "go1.26.8 for darwin/arm64"},
			"kuvio 0.1.0 (commit be173c6, go1.26.8, darwin/arm64)",
		},
	} {
		if got := test.built.lines(); !slices.Equal(got, test.lines) {
			t.Errorf("%s: %q, expected %q", name, got, test.lines)
		}
		if got := test.built.line(); got != test.line {
			t.Errorf("%s: %q, expected %q", name, got, test.line)
		}
	}
}
