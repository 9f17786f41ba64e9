// Package pack writes the archives and packages that a release is handed out in:
// tar.gz, zip, .deb and .rpm. The same files and the same time give the same bytes,
// wherever and whenever they are written.
package pack

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// File is a file of an archive or a package.
type File struct {
	Path    string // with slashes, from the root of the archive or of the system: usr/bin/kuvio
	Body    []byte
	Program bool // may be executed
	Licence bool // is marked as one, where a package can
}

// mode is the file's permissions.
func (f File) mode() int64 {
	if f.Program {
		return 0o755
	}
	return 0o644
}

// ordered is the files by their paths, as every writer has them.
func ordered(files []File) []File {
	return slices.SortedFunc(slices.Values(files), func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
}

// folders is every folder that files lie in, each after the one it lies in itself.
func folders(files []File) []string {
	var all []string
	for _, f := range files {
		for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
			all = append(all, dir)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Package is what a system's package manager is told of what it installs.
type Package struct {
	Name        string
	Version     string // 0.1.0, or 0.1.0-dev.20261129 for what comes before it
	Arch        string // as Go has it: amd64 or arm64
	Summary     string // a line, without a full stop
	Description string // lines; an empty one between paragraphs
	Licence     string // by SPDX
	Maintainer  string // Name <address>
	Recommends  []string
}

// paragraphs is the description as its paragraphs.
func (p Package) paragraphs() []string {
	return strings.Split(strings.TrimSpace(p.Description), "\n\n")
}

// sortable is the version as dpkg and RPM sort it: one with a tilde comes before the one
// without.
func (p Package) sortable() string { return strings.Replace(p.Version, "-", "~", 1) }
