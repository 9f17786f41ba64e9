// Package workspace is the folder an analyst works in: kuvio.yaml with its
// settings, data/ with the store, charts/ with figure specs.
package workspace

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"kuvio/internal/store"
	"kuvio/internal/strictyaml"
)

const (
	configName = "kuvio.yaml"
	dataDir    = "data"
	chartsDir  = "charts"
	storeName  = "kuvio.db"
)

// ErrNone is returned where a folder is in no workspace.
var ErrNone = errors.New("no workspace")

// Workspace is an opened one.
type Workspace struct {
	Dir    string
	Config Config
}

//go:embed kuvio.yaml
var template []byte

// Beginning is what a workspace begins with.
type Beginning struct {
	// Settings are keys of kuvio.yaml with their text, "outputs:\n  - ...", in the
	// place of the template's examples.
	Settings map[string]string
	// Charts are figures, by the names of their files.
	Charts map[string][]byte
}

// Init makes a workspace in dir, which it creates where it must: all of it, or
// nothing. A folder that is a workspace already is left as it is and is an error, and
// so is one that has a figure of one of the names.
func Init(dir string, begin Beginning) (*Workspace, error) {
	path := filepath.Join(dir, configName)
	if _, err := os.Stat(path); err == nil {
		return nil, fmt.Errorf("%s is a workspace already: it has a %s", dir, configName)
	}
	text := string(template)
	for _, key := range slices.Sorted(maps.Keys(begin.Settings)) {
		example := regexp.MustCompile(`(?m)^# ` + key + `:.*\n(?:#   .*\n)*`)
		text = example.ReplaceAllLiteralString(text, begin.Settings[key])
	}
	var m making
	for _, sub := range []string{dataDir, chartsDir} {
		m.folder(filepath.Join(dir, sub))
	}
	for _, name := range slices.Sorted(maps.Keys(begin.Charts)) {
		m.file(filepath.Join(dir, chartsDir, name), begin.Charts[name])
	}
	m.file(path, []byte(text)) // the last: with it the folder is a workspace
	if m.err != nil {
		return nil, fmt.Errorf("make a workspace: %w", m.err)
	}
	return open(dir)
}

// making is folders and files being made, of which all go where one cannot be.
type making struct {
	made []string
	err  error
}

// folder makes a folder, and those above it, where there is none.
func (m *making) folder(path string) {
	if info, err := os.Stat(path); m.err != nil || err == nil && info.IsDir() {
		return
	}
	if above := filepath.Dir(path); above != path {
		m.folder(above)
	}
	m.step(path, func() error { return os.Mkdir(path, 0o755) })
}

// file makes a file that is not there yet.
func (m *making) file(path string, content []byte) {
	var f *os.File
	m.step(path, func() (err error) {
		f, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		return err
	})
	m.step("", func() error {
		_, err := f.Write(content)
		return errors.Join(err, f.Close())
	})
}

// step does what makes path, and takes back all that was made where it fails.
func (m *making) step(path string, do func() error) {
	if m.err != nil {
		return
	}
	if m.err = do(); m.err == nil {
		m.made = append(m.made, path)
		return
	}
	for _, path := range slices.Backward(m.made) {
		_ = os.Remove(path) // "" is none
	}
}

// Find opens the workspace that dir is in: dir itself or the nearest folder
// above it that has a kuvio.yaml.
func Find(dir string) (*Workspace, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(abs); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("there is no folder %s", dir)
	}
	for at := abs; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, configName)); err == nil {
			return open(at)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if filepath.Dir(at) == at {
			return nil, fmt.Errorf("%s: %w here (no %s in it or above it): make one with 'kuvio init', or name one with -C DIR", dir, ErrNone, configName)
		}
	}
}

func open(dir string) (*Workspace, error) {
	path := filepath.Join(dir, configName)
	content, err := strictyaml.Read(os.Open(path))
	if err != nil {
		return nil, err
	}
	config, err := parseConfig(path, content)
	if err != nil {
		return nil, err
	}
	return &Workspace{Dir: dir, Config: config}, nil
}

// Store is where the store is.
func (w *Workspace) Store() store.Address {
	a, _ := store.ParseAddress(cmp.Or(w.Config.Store, filepath.Join(dataDir, storeName)), w.Dir) // was checked
	return a
}

// ChartsDir is the folder of the figure specs.
func (w *Workspace) ChartsDir() string { return filepath.Join(w.Dir, chartsDir) }

// DataDir is the folder of what is kept: the store, where it is a file of its own, and
// what sources gave.
func (w *Workspace) DataDir() string { return filepath.Join(w.Dir, dataDir) }

// SpoolDir is the folder of what sources gave.
func (w *Workspace) SpoolDir() string { return filepath.Join(w.DataDir(), "spool") }
