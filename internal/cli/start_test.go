package cli

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const (
	// mostAtStart is how many allocations a package may begin with: a command that needs
	// nothing of it waits for them. A pattern compiled on the way is hundreds (see
	// package late).
	mostAtStart = 250

	// mostOfAll is how many bytes all packages together may begin with, others' too: the
	// runtime may collect from 2.8 MB on, before main can put it off.
	mostOfAll = 2_600_000
)

// inits are the lines of GODEBUG=inittrace=1: a package, and what beginning it took.
var inits = regexp.MustCompile(`(?m)^init (\S+) .* (\d+) bytes, (\d+) allocs$`)

// No package makes every command wait for what few of them need.
func TestStart(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	found, own, all := inits.FindAllStringSubmatch(string(out), -1), 0, 0
	for _, m := range found {
		bytes, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		all += bytes
		if !strings.HasPrefix(m[1], "kuvio/") {
			continue
		}
		own++
		if n, err := strconv.Atoi(m[3]); err != nil || n > mostAtStart {
			t.Errorf("%s begins with %s allocations, expected %d at most", m[1], m[3], mostAtStart)
		}
	}
	if own < 20 {
		t.Fatalf("%d packages begin, expected more: %.200s", own, out)
	}
	if all > mostOfAll {
		t.Errorf("all packages begin with %d bytes, expected %d at most", all, mostOfAll)
	}
}
