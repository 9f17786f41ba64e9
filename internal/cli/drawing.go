package cli

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/table"
)

// drawing is where figures are drawn to, and how.
type drawing struct {
	*app
	builder    *chart.Builder
	langs      []domain.Lang
	dir        string
	name       string // of the files in place of the figure's id; "" for that
	allowEmpty bool
}

// drawnFile is one file of a figure.
type drawnFile struct {
	name    string
	content []byte
	picture bool
}

// draw draws one figure, in every language, with its data and alternative text
// beside it. What it lacks is said, and reported as incomplete.
func (d *drawing) draw(ctx context.Context, spec chart.Spec) (incomplete bool, err error) {
	f, err := d.builder.Build(ctx, spec)
	if err != nil {
		return false, err
	}
	for _, w := range f.Warnings {
		d.warn("%s", w)
	}
	for _, e := range f.Empty {
		d.warn("%s", e)
	}
	files, untranslated, err := d.files(f)
	if err != nil {
		return false, err
	}
	for _, w := range files {
		path := filepath.Join(d.dir, w.name)
		changed, err := replace(path, w.content)
		if err != nil {
			return false, err
		}
		switch {
		case w.picture && changed:
			d.say("%s", near(path))
		case w.picture:
			d.say("%s (unchanged)", near(path))
		}
	}
	return untranslated || len(f.Empty) > 0 && !d.allowEmpty, nil
}

// files are all that is written of a figure, made before anything is, so that new
// data never stands beside an old picture.
func (d *drawing) files(f *chart.Figure) (files []drawnFile, untranslated bool, err error) {
	var data bytes.Buffer
	if err := f.Table.Write(&data, table.CSV, table.Options{}); err != nil {
		return nil, false, err
	}
	called := cmp.Or(d.name, f.ID)
	files = append(files, drawnFile{called + ".csv", data.Bytes(), false})
	for _, l := range d.langs {
		name := called
		if len(d.langs) > 1 {
			name += "." + string(l)
		}
		if lacks := f.Untranslated(l); lacks != "" {
			d.warn("%s", lacks)
			untranslated = true
		}
		if strange := f.Strange(l); strange != "" {
			d.warn("%s", strange)
		}
		png, err := f.PNG(l)
		if err != nil {
			return nil, false, err
		}
		files = append(files, drawnFile{name + ".txt", []byte(f.Alt(l) + "\n"), false}, drawnFile{name + ".png", png, true})
	}
	return files, untranslated, nil
}

// replace writes a file of a folder of kuvio's own unless it has that content
// already. What else stands there by its name, a link or a pipe, gives way.
func replace(name string, content []byte) (changed bool, err error) {
	if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() {
		if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, content) {
			return false, nil
		}
	}
	err = renamed(name, 0o666, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("write %s: %w", name, err)
	}
	return true, nil
}
