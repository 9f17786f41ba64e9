// Package bom says what a program is made of beside its own code: the modules linked
// into it, their licences with their texts, and a bill of materials.
package bom

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Module is a module that a program is linked of, Go's standard library among them.
type Module struct {
	Path, Version string
	Sum           string   // as go.sum has it; "" for the standard library
	Licences      []string // of the module itself, by SPDX
	Texts         []Text   // those too of what it has from others
}

// Text is a file in which a module says under what terms it may be passed on.
type Text struct {
	File string // within the module, with slashes
	Body []byte
}

// standard is what the standard library is called where modules are listed.
const standard = "std"

// listed is a package as 'go list' has it.
type listed struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir, Sum string
		Main                    bool
		Replace                 *struct{ Path string }
	}
}

// Linked lists the modules that a program's packages are of when it is built in an
// environment (GOOS=windows ...), in the order of their paths. A module with no licence
// that is known here is an error.
func Linked(program string, env []string) ([]Module, error) {
	packages, err := list(program, env)
	if err != nil {
		return nil, err
	}
	version, goroot, err := toolchain(env)
	if err != nil {
		return nil, err
	}
	found := map[string]*Module{standard: {Path: standard, Version: version}}
	folders := map[string][]string{standard: {goroot}} // of each module, where terms may lie
	root := map[string]string{standard: goroot}
	for _, p := range packages {
		m := p.Module
		switch {
		case m == nil || m.Main || m.Replace != nil && own(m.Replace.Path):
			continue
		case m.Replace != nil:
			return nil, fmt.Errorf("%s is replaced by %s: a release is made of modules as they are published", m.Path, m.Replace.Path)
		}
		if found[m.Path] == nil {
			found[m.Path] = &Module{Path: m.Path, Version: m.Version, Sum: m.Sum}
			root[m.Path] = m.Dir
		}
		for dir := p.Dir; len(dir) >= len(m.Dir); dir = filepath.Dir(dir) {
			folders[m.Path] = append(folders[m.Path], dir)
		}
	}
	modules := make([]Module, 0, len(found))
	for path, m := range found {
		dirs := folders[path]
		slices.Sort(dirs)
		if m.Texts, err = terms(root[path], slices.Compact(dirs)); err != nil {
			return nil, err
		}
		for _, t := range m.Texts {
			if !strings.Contains(t.File, "/") && !othersTerms.MatchString(t.File) {
				m.Licences = append(m.Licences, Licences(t.Body)...)
			}
		}
		slices.Sort(m.Licences)
		m.Licences = slices.Compact(m.Licences)
		if len(m.Licences) == 0 {
			return nil, fmt.Errorf("%s %s: no licence is found in %s: see whether it may be passed on, and what internal/release/bom knows it by", m.Path, m.Version, root[path])
		}
		modules = append(modules, *m)
	}
	slices.SortFunc(modules, func(a, b Module) int { return cmp.Compare(a.Path, b.Path) })
	return modules, nil
}

// own reports whether what a module is replaced by is a folder of the project's, whose
// code is kuvio's under whichever name.
func own(path string) bool { return strings.HasPrefix(path, "./") }

// list is the packages of a program.
func list(program string, env []string) ([]listed, error) {
	out, err := goCommand(env, "list", "-deps", "-json=Dir,Standard,Module", program)
	if err != nil {
		return nil, err
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p listed
		if err := dec.Decode(&p); err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		all = append(all, p)
	}
	return all, nil
}

// toolchain is Go's version and where it lies.
func toolchain(env []string) (version, goroot string, err error) {
	out, err := goCommand(env, "env", "GOVERSION", "GOROOT")
	if err != nil {
		return "", "", err
	}
	version, goroot, _ = strings.Cut(strings.TrimSpace(string(out)), "\n")
	return version, goroot, nil
}

func goCommand(env []string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
	}
	return out, nil
}

// termsFile is what files with terms are called, and othersTerms those that list the
// terms of what a module has from others.
var (
	termsFile   = regexp.MustCompile(`(?i)^(un)?licen[cs]e|^copying|^copyright|^notice|^patents|^third.party`)
	othersTerms = regexp.MustCompile(`(?i)(3rd|third).party`)
)

// terms reads the files with terms in folders of a module; of a folder of such files, all.
func terms(root string, dirs []string) ([]Text, error) {
	var texts []Text
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if !termsFile.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") {
				continue
			}
			err := filepath.WalkDir(filepath.Join(dir, e.Name()), func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				body, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				within, err := filepath.Rel(root, path)
				texts = append(texts, Text{filepath.ToSlash(within), body})
				return err
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return texts, nil
}
