package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/outputs"
	"kuvio/internal/write"
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
	drawn, lacking, held := 0, 0, 0
	err := d.sideBySide(ctx, specs, func(incomplete bool, err error) {
		if err != nil {
			d.warn("%s", told(err))
			failed++
			if errors.As(err, new(*write.HeldError)) {
				held++
			}
			return
		}
		if drawn++; incomplete {
			lacking++
		}
	})
	switch {
	case err != nil:
		return err
	case failed > 0 && drawn+held == 0:
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
	var set write.Set
	for _, w := range f.files {
		set.Add(filepath.Join(d.dir, w.Name), w.Content)
	}
	changed, err := set.Commit()
	if err != nil {
		return false, err
	}
	for _, w := range f.files {
		path := filepath.Join(d.dir, w.Name)
		switch {
		case w.Picture && slices.Contains(changed, path):
			d.say("%s", near(path))
		case w.Picture:
			d.say("%s (unchanged)", near(path))
		}
	}
	return f.incomplete, nil
}

// recover finishes in the folder of figures what an earlier command did not come
// to. What is open in another program still is said with its figure.
func (d *drawing) recover() {
	said, err := write.Recover(cmp.Or(d.dir, "."))
	for _, what := range said {
		d.warn("%s: %s", near(d.dir), what)
	}
	if err != nil && !errors.As(err, new(*write.HeldError)) {
		d.warn("%s", told(err))
	}
}
