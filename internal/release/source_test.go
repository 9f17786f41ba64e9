package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// repository is a folder in git with a commit of a known time, and is gone to.
func repository(t *testing.T) (commit string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	t.Chdir(t.TempDir())
	for name, value := range map[string]string{
		"GIT_AUTHOR_NAME": "K", "GIT_AUTHOR_EMAIL": "k@localhost", "GIT_COMMITTER_NAME": "K", "GIT_COMMITTER_EMAIL": "k@localhost",
		"GIT_COMMITTER_DATE": "2026-11-30T01:00:00+02:00", "GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_SYSTEM": os.DevNull,
	} {
		t.Setenv(name, value)
	}
	for _, args := range [][]string{{"init", "--quiet"}, {"commit", "--quiet", "--allow-empty", "--message", "First"}} {
		if _, err := git(args...); err != nil {
			t.Fatal(err)
		}
	}
	commit, err := git("rev-parse", "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	return commit
}

func TestSourceInGit(t *testing.T) {
	commit := repository(t)
	at := time.Date(2026, 11, 29, 23, 0, 0, 0, time.UTC)
	is := func(name string, o options, want source) {
		t.Helper()
		if got, err := sourceOf("0.2.0", o); err != nil || got != want {
			t.Errorf("%s: %+v, %v, expected %+v", name, got, err, want)
		}
	}
	dev := "0.2.0-dev.20261129." + commit[:7]
	is("a commit between releases", options{}, source{dev, commit, at, false})
	is("a version of one's own", options{version: "0.2.0-rc.1", commit: commit[:10]}, source{"0.2.0-rc.1", commit, at, false})
	if _, err := git("tag", "v0.2.0"); err != nil {
		t.Fatal(err)
	}
	is("a release", options{}, source{"0.2.0", commit, at, false})
	if err := os.WriteFile("new.go", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	is("a release and a file that is not of it", options{}, source{dev, commit, at, true})
	if _, err := sourceOf("0.2.0", options{commit: "0123456"}); err == nil || !strings.Contains(err.Error(), commit) {
		t.Errorf("another commit than the folder's: %v", err)
	}
	for _, version := range []string{"v0.2.0", "0.2", "0.2.0-rc-1", "0.2.0 "} {
		if _, err := sourceOf("0.2.0", options{version: version}); err == nil || !strings.Contains(err.Error(), "0.1.0-rc.1") {
			t.Errorf("version %q: %v", version, err)
		}
	}
}

func TestSourceOutsideOfGit(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("GIT_CEILING_DIRECTORIES", "/")
	t.Setenv("GIT_DIR", os.DevNull)
	if _, err := sourceOf("0.2.0", options{}); err == nil || !strings.Contains(err.Error(), "SOURCE_DATE_EPOCH") {
		t.Errorf("without a time: %v", err)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1795993200")
	want := source{version: "0.2.0", commit: "be173c6", at: time.Date(2026, 11, 29, 23, 0, 0, 0, time.UTC)}
	if got, err := sourceOf("0.2.0", options{version: "0.2.0", commit: "be173c6"}); err != nil || got != want {
		t.Errorf("%+v, %v, expected %+v", got, err, want)
	}
	want = source{version: "0.2.0-dev", at: want.at}
	if got, err := sourceOf("0.2.0", options{}); err != nil || got != want {
		t.Errorf("%+v, %v, expected %+v", got, err, want)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
	if _, err := sourceOf("0.2.0", options{}); err == nil || !strings.Contains(err.Error(), "seconds since 1970") {
		t.Errorf("a time that is none: %v", err)
	}
}

// An archive has what its README links to, so that no link leads nowhere.
func TestLinked(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("HOW.md", []byte("m"), 0o644); err != nil {
		t.Fatal(err)
	}
	readme := "[how](HOW.md), [again](HOW.md), [terms](LICENSE), [site](https://example.org/x), [below](#use)"
	files, err := linked([]byte(readme))
	if err != nil || len(files) != 1 || files[0].Path != "HOW.md" || string(files[0].Body) != "m" {
		t.Errorf("%v, %v", files, err)
	}
	if _, err := linked([]byte("[gone](GONE.md)")); err == nil || !strings.Contains(err.Error(), "GONE.md") {
		t.Errorf("a link to nothing: %v", err)
	}
}
