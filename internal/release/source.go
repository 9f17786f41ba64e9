package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// source is what a release is made of.
type source struct {
	version  string    // 0.1.0, or 0.1.0-dev.20261129.be173c6 where the commit is none's release
	commit   string    // whole; "" where it is not known
	at       time.Time // of the commit, which all files of the release have
	modified bool      // files are not as the commit has them
}

// versions are those that archives, dpkg and RPM all can have.
var versions = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$`)

// sourceOf asks git about the folder, or takes what the options say of one outside of
// git. The release is the version that the source says it is.
func sourceOf(release string, o options) (source, error) {
	s, err := fromGit(release)
	if err != nil {
		s = source{version: release + "-dev", commit: o.commit}
	} else if o.commit != "" && !strings.HasPrefix(s.commit, o.commit) {
		return s, fmt.Errorf("-commit %s: the folder is at %s", o.commit, s.commit)
	}
	if o.version != "" {
		s.version = o.version
	}
	if !versions.MatchString(s.version) {
		return s, fmt.Errorf("version %q: expected one such as 0.1.0 or 0.1.0-rc.1", s.version)
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return s, fmt.Errorf("SOURCE_DATE_EPOCH: expected seconds since 1970, got %q", epoch)
		}
		s.at = time.Unix(seconds, 0).UTC()
	}
	if s.at.IsZero() {
		return s, fmt.Errorf("the time of the source is not known (%w): set SOURCE_DATE_EPOCH to it, and -commit", err)
	}
	return s, nil
}

// fromGit is what git knows of the folder.
func fromGit(release string) (source, error) {
	head, err := git("show", "--no-patch", "--format=%H %ct", "HEAD")
	if err != nil {
		return source{}, err
	}
	commit, stamp, _ := strings.Cut(head, " ")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return source{}, fmt.Errorf("git show: expected a commit and its time, got %q", head)
	}
	changes, err := git("status", "--porcelain")
	if err != nil {
		return source{}, err
	}
	tags, err := git("tag", "--points-at", "HEAD")
	if err != nil {
		return source{}, err
	}
	s := source{version: release, commit: commit, at: time.Unix(seconds, 0).UTC(), modified: changes != ""}
	if s.modified || !slices.Contains(strings.Fields(tags), "v"+release) {
		s.version += "-dev." + s.at.Format("20060102") + "." + commit[:7]
	}
	return s, nil
}

func git(args ...string) (string, error) {
	out, err := exec.Command("git", args...).Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return strings.TrimSpace(string(out)), nil
}
