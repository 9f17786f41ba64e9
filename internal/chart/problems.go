package chart

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"kuvio/internal/domain"
)

// Problem is what is wrong with a figure, or would be seen to be.
type Problem struct {
	Text  string // with the file and, where it has one, its place
	Fatal bool   // the figure cannot be drawn
}

// Told is an error of a figure, a line for all that is wrong with its file, in the
// order of the file.
func Told(err error) []string {
	var in *FileError
	if !errors.As(err, &in) {
		return []string{err.Error()}
	}
	all := append([]*FileError{in}, in.More...)
	slices.SortStableFunc(all, func(a, b *FileError) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	lines := make([]string, len(all))
	for i, e := range all {
		lines[i] = e.Brief()
	}
	return lines
}

// fatal are the problems of a figure that an error keeps from being drawn.
func fatal(err error) (problems []Problem) {
	for _, text := range Told(err) {
		problems = append(problems, Problem{text, true})
	}
	return problems
}

// Problems are all that keeps a figure from being drawn well in some languages:
// data that is not held, texts that are lacking, what does not fit.
func (b *Builder) Problems(ctx context.Context, s Spec, langs []domain.Lang) (problems []Problem) {
	f, err := b.Build(ctx, s)
	if err != nil {
		return fatal(err)
	}
	for _, text := range append(f.Warnings, f.Empty...) {
		problems = append(problems, Problem{Text: text})
	}
	for _, l := range langs {
		if lacks := f.Untranslated(l); lacks != "" {
			problems = append(problems, Problem{Text: lacks})
		}
		if err := f.fits(l); err != nil {
			problems = append(problems, fatal(err)...)
			break // it is too small in the other languages too, as a rule
		}
	}
	return problems
}

// ColorProblems are what is wrong with the workspace's own colours.
func (b *Builder) ColorProblems() (problems []Problem) {
	p, err := b.palette()
	if err != nil {
		return []Problem{{err.Error(), true}}
	}
	for _, fault := range p.Faults() {
		problems = append(problems, Problem{Text: "kuvio.yaml: colors: " + fault})
	}
	return problems
}
