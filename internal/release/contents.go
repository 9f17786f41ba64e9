package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/release/bom"
	"kuvio/internal/release/manual"
	"kuvio/internal/release/pack"
)

// licence is kuvio's own.
const licence = "MIT"

// contents is what is handed out for a target.
type contents struct {
	program                    []byte
	readme, licence, changelog []byte
	shown                      []pack.File // what the README links to
	others                     []byte      // licences of what the program is made of beside
	pages                      []manual.Page
	completions                []completion
}

// completion is what a shell completes kuvio's command lines by.
type completion struct {
	shell string // and the file's ending
	body  []byte
}

// contentsOf reads the project's texts and makes what is made of the commands.
func contentsOf(program []byte, modules []bom.Module, from source, root *cobra.Command) (*contents, error) {
	c := &contents{program: program, pages: manual.Pages(root, "kuvio "+from.version, from.at)}
	for _, text := range []struct {
		file string
		to   *[]byte
	}{{"README.md", &c.readme}, {"LICENSE", &c.licence}, {"CHANGELOG.md", &c.changelog}} {
		var err error
		if *text.to, err = os.ReadFile(text.file); err != nil {
			return nil, err
		}
	}
	var err error
	if c.shown, err = linked(c.readme); err != nil {
		return nil, err
	}
	if c.others, err = othersTerms(modules); err != nil {
		return nil, err
	}
	for _, s := range []struct {
		shell string
		write func(io.Writer) error
	}{
		{"bash", func(w io.Writer) error { return root.GenBashCompletionV2(w, true) }},
		{"zsh", root.GenZshCompletion},
		{"fish", func(w io.Writer) error { return root.GenFishCompletion(w, true) }},
		{"ps1", root.GenPowerShellCompletionWithDesc},
	} {
		var b bytes.Buffer
		if err := s.write(&b); err != nil {
			return nil, err
		}
		c.completions = append(c.completions, completion{s.shell, b.Bytes()})
	}
	return c, nil
}

// othersTerms is the licences of the modules and of the data within the program.
func othersTerms(modules []bom.Module) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("kuvio is made of its own code (LICENSE), of these modules, and of data that is\ndescribed at the end.\n\n")
	for _, m := range modules {
		fmt.Fprintf(&b, "%s %s\n", m.Path, m.Version)
	}
	part := func(title string, body []byte) {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", rule, title, bytes.TrimSpace(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))))
	}
	for _, m := range modules {
		for _, t := range m.Texts {
			part(m.Path+" "+m.Version+": "+t.File, t.Body)
		}
	}
	for _, file := range []string{"data/README.md", "data/example/README.md"} {
		body, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		part("kuvio's "+file, body)
	}
	return b.Bytes(), nil
}

const rule = "--------------------------------------------------------------------------------"

// links finds the files of the project that a text in Markdown links to or shows.
var links = regexp.MustCompile(`\]\(([^():#]+)\)`)

// linked is the files that the README links to, but those that an archive has anyway.
func linked(readme []byte) ([]pack.File, error) {
	var files []pack.File
	for _, m := range links.FindAllSubmatch(readme, -1) {
		name := string(m[1])
		if name == "LICENSE" || name == "CHANGELOG.md" || slices.ContainsFunc(files, func(f pack.File) bool { return f.Path == name }) {
			continue
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("README.md links to what is not there: %w", err)
		}
		files = append(files, pack.File{Path: name, Body: body})
	}
	return files, nil
}

// archive is the files of the archive for a target, in a folder of its name.
func (c *contents) archive(name string, t target) []pack.File {
	files := []pack.File{
		{Path: t.program(), Body: c.program, Program: true},
		{Path: "README.md", Body: c.readme},
		{Path: "LICENSE", Body: c.licence},
		{Path: "THIRD-PARTY-LICENSES.txt", Body: c.others},
		{Path: "CHANGELOG.md", Body: c.changelog},
	}
	files = append(files, c.shown...)
	for _, s := range c.completions {
		files = append(files, pack.File{Path: "completions/kuvio." + s.shell, Body: s.body})
	}
	if t.os != "windows" {
		for _, p := range c.pages {
			files = append(files, pack.File{Path: fmt.Sprintf("man/man%d/%s", p.Section, p.File()), Body: p.Body})
		}
	}
	for i, f := range files {
		files[i].Path = path.Join(name, f.Path)
	}
	return files
}

// packageOf is what package managers are told.
func packageOf(t target, from source, maintainer string) pack.Package {
	return pack.Package{
		Name: "kuvio", Version: from.version, Arch: t.arch, Licence: licence, Maintainer: maintainer,
		Summary: "Trends, comparisons and figures from regional welfare indicators",
		Description: `kuvio reads what SOTKAnet and other data banks of regional statistics
give, keeps every revision, says which way an indicator has moved and
which municipalities stand apart from the country, and draws a plan's
figures as PNG, SVG or PDF in Finnish, Swedish or English.

It is a command for terminals and for night jobs; 'kuvio demo' makes a
workspace with example data.`,
		Recommends: []string{"ca-certificates"}, // to fetch from data banks
	}
}

// installed is the files that both kinds of packages put in the same places.
func (c *contents) installed(zsh string) []pack.File {
	files := []pack.File{{Path: "usr/bin/kuvio", Body: c.program, Program: true}}
	for _, p := range c.pages {
		files = append(files, pack.File{Path: fmt.Sprintf("usr/share/man/man%d/%s.gz", p.Section, p.File()), Body: gzipped(p.Body)})
	}
	places := map[string]string{
		"bash": "usr/share/bash-completion/completions/kuvio",
		"zsh":  zsh + "/_kuvio",
		"fish": "usr/share/fish/vendor_completions.d/kuvio.fish",
	}
	for _, s := range c.completions {
		if place := places[s.shell]; place != "" {
			files = append(files, pack.File{Path: place, Body: s.body})
		}
	}
	return files
}

// debian is the files of the package for Debian, whose policy says where texts lie.
func (c *contents) debian(p pack.Package, at time.Time) []pack.File {
	const doc = "usr/share/doc/kuvio/"
	entry := fmt.Sprintf("kuvio (%s) unstable; urgency=medium\n\n  * What is new is in changelog.gz.\n\n -- %s  %s\n",
		p.DebVersion(), p.Maintainer, at.UTC().Format(time.RFC1123Z))
	return append(c.installed("usr/share/zsh/vendor-completions"),
		pack.File{Path: doc + "copyright", Body: bytes.Join([][]byte{c.licence, c.others}, []byte("\n"+rule+"\n"))},
		pack.File{Path: doc + "changelog.gz", Body: gzipped(c.changelog)},
		pack.File{Path: doc + "changelog.Debian.gz", Body: gzipped([]byte(entry))},
		pack.File{Path: doc + "README.md.gz", Body: gzipped(c.readme)},
		pack.File{Path: "usr/share/lintian/overrides/kuvio", Body: []byte(lintian)},
	)
}

// lintian is what Debian's lintian would find and is meant so.
const lintian = `# One file without cgo, which needs no library of the system.
kuvio: statically-linked-binary [usr/bin/kuvio]
# The licences of all modules stand whole where every package has its own, also those
# that Debian has in common-licenses.
kuvio: copyright-file-contains-full-apache-2-license
# No package of the archive.
kuvio: initial-upload-closes-no-bugs *
`

// rpm is the files of the package for Fedora and openSUSE.
func (c *contents) rpm() []pack.File {
	const doc, terms = "usr/share/doc/kuvio/", "usr/share/licenses/kuvio/"
	return append(c.installed("usr/share/zsh/site-functions"),
		pack.File{Path: terms + "LICENSE", Body: c.licence, Licence: true},
		pack.File{Path: terms + "THIRD-PARTY-LICENSES.txt", Body: c.others, Licence: true},
		pack.File{Path: doc + "CHANGELOG.md", Body: c.changelog},
		pack.File{Path: doc + "README.md", Body: c.readme},
	)
}

// gzipped is a text compressed, without a name or a time.
func gzipped(body []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // of a level there is none of
	}
	z.Write(body) // into memory, which does not fail
	z.Close()
	return b.Bytes()
}
