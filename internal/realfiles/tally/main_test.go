package main

import (
	"strings"
	"testing"
)

// A run as go test -json prints it: a package that does not build, one that
// passes with a test skipped for want of a file, one with a test that fails.
const run = `{"ImportPath":"kuvio/internal/a","Action":"build-output","Output":"a.go:1:1: expected 'package'\n"}
{"Action":"start","Package":"kuvio/internal/b"}
{"Action":"attr","Package":"kuvio/internal/b","Test":"TestShared","Key":"postgres-wanted","Value":"there is none"}
{"Action":"run","Package":"kuvio/internal/b","Test":"TestReal"}
{"Action":"output","Package":"kuvio/internal/b","Test":"TestReal","Output":"=== RUN   TestReal\n"}
{"Action":"attr","Package":"kuvio/internal/b","Test":"TestReal","Key":"real-file-wanted","Value":"sotkanet/191.csv"}
{"Action":"output","Package":"kuvio/internal/b","Test":"TestReal","Output":"--- SKIP: TestReal (0.00s)\n"}
{"Action":"skip","Package":"kuvio/internal/b","Test":"TestReal"}
{"Action":"output","Package":"kuvio/internal/b","Output":"PASS\n"}
{"Action":"output","Package":"kuvio/internal/b","Output":"ok  \tkuvio/internal/b\t(cached)\n"}
{"Action":"pass","Package":"kuvio/internal/b"}
{"Action":"output","Package":"kuvio/internal/c","Test":"TestScripts","Output":"=== RUN   TestScripts\n"}
{"Action":"attr","Package":"kuvio/internal/c","Test":"TestScripts","Key":"real-file-wanted","Value":"the rest of a script"}
{"Action":"output","Package":"kuvio/internal/c","Test":"TestScripts","Output":"    c_test.go:5: exit code 1, want 0\n"}
{"Action":"fail","Package":"kuvio/internal/c","Test":"TestScripts"}
{"Action":"output","Package":"kuvio/internal/c","Output":"FAIL\tkuvio/internal/c\t0.1s\n"}
{"Action":"fail","Package":"kuvio/internal/c"}
FAIL
`

func TestTally(t *testing.T) {
	var got strings.Builder
	if err := tally(strings.NewReader(run), &got); err != nil {
		t.Fatal(err)
	}
	want := `a.go:1:1: expected 'package'
ok  	kuvio/internal/b	(cached)
=== RUN   TestScripts
    c_test.go:5: exit code 1, want 0
FAIL	kuvio/internal/c	0.1s
FAIL
real files: 2 tests were skipped, or parts of them, for want of those in ../shared/sources
PostgreSQL: tests that were skipped for want of one: 1 (install it, on Debian the package postgresql, to run them)
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

func TestTallyOfNothingWanted(t *testing.T) {
	if got := sum(0); got != "real files: no test was skipped for want of one" {
		t.Error(got)
	}
}
