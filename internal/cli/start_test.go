package cli

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
)

// mostAtStart is how many allocations a package may begin with: a command that needs
// nothing of it waits for them. Patterns compiled on the way are thousands (see package
// late).
const mostAtStart = 800

// inits are the lines of GODEBUG=inittrace=1: a package, and what beginning it took.
var inits = regexp.MustCompile(`(?m)^init (kuvio/\S+) .* (\d+) allocs$`)

// No package makes every command wait for what few of them need.
func TestStart(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	found := inits.FindAllStringSubmatch(string(out), -1)
	if len(found) < 20 {
		t.Fatalf("%d packages begin, expected more: %.200s", len(found), out)
	}
	for _, m := range found {
		if n, err := strconv.Atoi(m[2]); err != nil || n > mostAtStart {
			t.Errorf("%s begins with %s allocations, expected %d at most", m[1], m[2], mostAtStart)
		}
	}
}
