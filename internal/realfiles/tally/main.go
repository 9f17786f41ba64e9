// Command tally reads what go test -json prints, shows of it what go test
// alone would show, and ends with how many tests were skipped for want of the real
// files (see package realfiles) and, if any were, of a PostgreSQL (postgrestest):
//
//	go test -json ./... | go run ./internal/realfiles/tally
//
// Its exit code says nothing of the tests: let the shell take go test's, with
// pipefail.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"kuvio/internal/realfiles"
	"kuvio/internal/store/postgrestest"
)

func main() {
	if err := tally(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
}

// event is a line of go test -json (go doc test2json).
type event struct{ Action, Package, Test, Output, Key string }

// test is one test of a package or, without a name, the package itself.
type test struct{ pkg, name string }

// tally copies what people want to see of a run, and counts.
func tally(from io.Reader, to io.Writer) error {
	wanted := make(map[string]int) // by the key of the mark
	said := make(map[test][]string)
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil { // not of a test
			fmt.Fprintln(to, lines.Text())
			continue
		}
		of := test{e.Package, e.Test}
		switch e.Action {
		case "build-output":
			fmt.Fprint(to, e.Output)
		case "output":
			said[of] = append(said[of], e.Output)
		case "attr":
			wanted[e.Key]++
		case "fail":
			fmt.Fprint(to, strings.Join(said[of], ""))
			delete(said, of)
		case "pass", "skip":
			if n := len(said[of]); e.Test == "" && n > 0 {
				fmt.Fprint(to, said[of][n-1])
			}
			delete(said, of)
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	fmt.Fprintln(to, sum(wanted[realfiles.Wanted]))
	if n := wanted[postgrestest.Wanted]; n > 0 {
		fmt.Fprintf(to, "PostgreSQL: tests that were skipped for want of one: %d (install it, on Debian the package postgresql, to run them)\n", n)
	}
	return nil
}

// sum is the line of the real files.
func sum(wanted int) string {
	switch wanted {
	case 0:
		return "real files: no test was skipped for want of one"
	case 1:
		return "real files: 1 test was skipped, or a part of it, for want of those in " + realfiles.Folder
	}
	return fmt.Sprintf("real files: %d tests were skipped, or parts of them, for want of those in %s", wanted, realfiles.Folder)
}
