// Package workspace is the folder an analyst works in: kuvio.yaml with its
// settings, data/ with the store, charts/ with figure specs.
package workspace

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2/maybe"

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

// Init makes a workspace in dir, which it creates where it must. A folder
// that is a workspace already is left as it is and is an error.
func Init(dir string) (*Workspace, error) {
	path := filepath.Join(dir, configName)
	if _, err := os.Stat(path); err == nil {
		return nil, fmt.Errorf("%s is a workspace already: it has a %s", dir, configName)
	}
	for _, sub := range []string{dataDir, chartsDir} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return nil, fmt.Errorf("make a workspace: %w", err)
		}
	}
	if err := maybe.WriteFile(path, template, 0o644); err != nil {
		return nil, fmt.Errorf("make a workspace: %w", err)
	}
	return open(dir)
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

// StorePath is the file of the store.
func (w *Workspace) StorePath() string { return filepath.Join(w.Dir, dataDir, storeName) }

// ChartsDir is the folder of the figure specs.
func (w *Workspace) ChartsDir() string { return filepath.Join(w.Dir, chartsDir) }

// DataDir is the folder of the store.
func (w *Workspace) DataDir() string { return filepath.Join(w.Dir, dataDir) }
