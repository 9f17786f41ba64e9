package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/outputs"
)

// drawing is where figures are drawn to, and how.
type drawing struct {
	*app
	builder    *chart.Builder
	langs      []domain.Lang
	formats    []figure.Format
	dir        string
	name       string // of the files in place of the id; "" for the figure's own
	id         string // the id that name stands for, or the start of several
	allowEmpty bool
}

// drawn is a figure ready to be written, and what is to be said of it.
type drawn struct {
	said       []string
	files      []outputs.File
	incomplete bool
	err        error
}

// drawAll draws figures, beside so many that are none. One that cannot be drawn
// does not keep the others from it.
func (d *drawing) drawAll(ctx context.Context, specs []chart.Spec, failed int) error {
	drawn, lacking := 0, 0
	err := d.sideBySide(ctx, specs, func(incomplete bool, err error) {
		if err != nil {
			d.warn("%s", told(err))
			failed++
			return
		}
		if drawn++; incomplete {
			lacking++
		}
	})
	switch {
	case err != nil:
		return err
	case failed > 0 && drawn == 0:
		return errors.New("no figure was drawn")
	case failed > 0:
		return fmt.Errorf("%w: %s drawn, %d could not be", errPartial, count(drawn, "figure"), failed)
	case lacking > 0:
		return fmt.Errorf("%w: %s drawn, %d of them not complete", errPartial, count(drawn, "figure"), lacking)
	}
	return nil
}

// sideBySide draws figures on all cores, and tells of each in their order.
func (d *drawing) sideBySide(ctx context.Context, specs []chart.Spec, tell func(incomplete bool, err error)) error {
	return outputs.InOrder(ctx, len(specs), func(ctx context.Context, i int) drawn { return d.made(ctx, specs[i]) },
		func(_ int, f drawn) { tell(d.write(f)) })
}

// draw draws one figure, in every language and format, with its data and
// alternative text beside it. What it lacks is said, and reported as incomplete.
func (d *drawing) draw(ctx context.Context, spec chart.Spec) (incomplete bool, err error) {
	return d.write(d.made(ctx, spec))
}

// made is a figure with all its files, made before anything is written, so that
// new data never stands beside an old picture.
func (d *drawing) made(ctx context.Context, spec chart.Spec) (made drawn) {
	figures := outputs.Figures{Builder: d.builder, Langs: d.langs, Formats: d.formats}
	f, err := figures.Build(ctx, spec, outputs.Called(spec.Head().ID, d.name, d.id))
	if err != nil {
		return drawn{err: err}
	}
	pictures, said, err := f.Draw()
	made.said = slices.Concat(f.Said, said)
	made.incomplete = f.Incomplete(d.allowEmpty)
	made.files = slices.Concat(f.Beside, pictures)
	made.err = err
	return made
}

// write says what there is to say of a figure, and writes its files.
func (d *drawing) write(f drawn) (incomplete bool, err error) {
	for _, w := range f.said {
		d.warn("%s", w)
	}
	if f.err != nil {
		return false, f.err
	}
	for _, w := range f.files {
		path := filepath.Join(d.dir, w.Name)
		changed, err := replace(path, w.Content)
		if err != nil {
			return false, err
		}
		switch {
		case w.Picture && changed:
			d.say("%s", near(path))
		case w.Picture:
			d.say("%s (unchanged)", near(path))
		}
	}
	return f.incomplete, nil
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
