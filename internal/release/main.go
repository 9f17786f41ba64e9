// Release builds kuvio for every system it is handed out for: archives, packages for
// Debian and RPM with manual pages and completions, bills of materials and checksums.
// The same commit and the same Go give the same bytes.
//
// It is run in the project's folder, by .ci/release.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/cli"
	"kuvio/internal/release/bom"
	"kuvio/internal/release/pack"
)

// sums is the file with the checksums of the others, as sha256sum --check reads it.
const sums = "SHA256SUMS"

func main() {
	var o options
	flag.StringVar(&o.folder, "o", "dist", "the folder to write to")
	flag.Func("targets", "`SYSTEM/PROCESSOR,...` in place of all: "+joined(everyTarget), o.only)
	flag.StringVar(&o.version, "version", "", "the version, where it is not the one that cmd/kuvio has, at a commit with the tag vVERSION, or that and what comes after")
	flag.StringVar(&o.commit, "commit", "", "the commit, where the folder is not in git; SOURCE_DATE_EPOCH is its time then")
	flag.StringVar(&o.maintainer, "maintainer", "The kuvio maintainers <kuvio@localhost>", "`NAME <ADDRESS>` of who hands the packages out")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

type options struct {
	folder          string
	targets         []target // none for all
	version, commit string
	maintainer      string
}

// only reads -targets.
func (o *options) only(list string) error {
	for name := range strings.SplitSeq(list, ",") {
		i := slices.IndexFunc(everyTarget, func(t target) bool { return t.String() == name })
		if i < 0 {
			return fmt.Errorf("unknown target %q: expected of %s", name, joined(everyTarget))
		}
		o.targets = append(o.targets, everyTarget[i])
	}
	return nil
}

// run writes a release into the folder, whose files of the same names it replaces.
func run(o options) error {
	root := cli.Command()
	from, err := sourceOf(root.Version, o)
	if err != nil {
		return err
	}
	fmt.Printf("kuvio %s of %s\n", from.version, from.at.UTC().Format(time.DateTime))
	if err := os.MkdirAll(o.folder, 0o755); err != nil {
		return err
	}
	if len(o.targets) == 0 {
		o.targets = everyTarget
	}
	var lines []string
	for _, t := range o.targets {
		files, err := releaseOf(t, from, root, o.maintainer)
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(o.folder, f.name), f.body, 0o644); err != nil {
				return err
			}
			fmt.Printf("%11d  %s\n", len(f.body), f.name)
			lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256(f.body), f.name))
		}
	}
	if then, err := sourceOf(root.Version, o); err != nil {
		return err
	} else if then != from {
		return fmt.Errorf("the source was %s when it began and is %s now: build from a checkout that nobody changes", from.version, then.version)
	}
	return os.WriteFile(filepath.Join(o.folder, sums), []byte(strings.Join(lines, "")), 0o644)
}

// made is a file of the release.
type made struct {
	name string
	body []byte
}

// releaseOf builds kuvio for a target and packs it.
func releaseOf(t target, from source, root *cobra.Command, maintainer string) ([]made, error) {
	program, err := build(t, from)
	if err != nil {
		return nil, err
	}
	modules, err := bom.Linked(command, t.env())
	if err != nil {
		return nil, err
	}
	if err := bom.Holds(bytes.NewReader(program), modules); err != nil {
		return nil, err
	}
	c, err := contentsOf(program, modules, from, root)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("kuvio_%s_%s_%s", from.version, t.os, t.arch)

	var archive, bill bytes.Buffer
	write, ending := pack.TarGz, ".tar.gz"
	if t.os == "windows" {
		write, ending = pack.Zip, ".zip"
	}
	if err := write(&archive, c.archive(name, t), from.at); err != nil {
		return nil, err
	}
	if err := bom.Write(&bill, bom.Program{Name: "kuvio", Version: from.version, Licence: licence, Body: program}, modules, from.at); err != nil {
		return nil, err
	}
	files := []made{{name + ending, archive.Bytes()}, {name + ".cdx.json", bill.Bytes()}}
	if t.os != "linux" {
		return files, nil
	}

	p := packageOf(t, from, maintainer)
	var deb, rpm bytes.Buffer
	if err := pack.Deb(&deb, p, c.debian(p, from.at), from.at); err != nil {
		return nil, err
	}
	if err := pack.RPM(&rpm, p, c.rpm(), from.at); err != nil {
		return nil, err
	}
	return append(files, made{p.DebFile(), deb.Bytes()}, made{p.RPMFile(), rpm.Bytes()}), nil
}
