package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/lock"
	"kuvio/internal/refresh"
	"kuvio/internal/write"
)

// renderLocked makes figures as kuvio.lock has them, or as an earlier one had.
func (a *app) renderLocked(ctx context.Context, o *renderOptions, names []string) error {
	switch {
	case o.output == "":
		return usagef("--locked: name a folder with -o: figures of then are not put over those of today")
	case o.formats != "" || o.purpose != "":
		return usagef("--locked: figures are made in the formats and for what they were made then: leave out --format and --for")
	case strings.Contains(a.lang, ","):
		return usagef("--locked: figures are made in the languages that they were made in then: leave out --lang %s", a.lang)
	}
	when := a.asOf
	a.asOf = "" // each is of the import that its lock names
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	l, err := a.lockOf(s, when)
	if err != nil {
		return err
	}
	if a.lang == "" {
		s.Lang = cmp.Or(langOf(l, names), s.Lang)
	}
	specs, broken, err := a.figures(s, names)
	if err != nil {
		return err
	}
	if len(names) == 0 { // what was not made then is none of these
		specs = slices.DeleteFunc(specs, func(spec chart.Spec) bool { _, ok := l.Outputs[spec.Head().ID]; return !ok })
		broken = slices.DeleteFunc(broken, func(b chart.Broken) bool { _, ok := l.Outputs[b.ID]; return !ok })
	}
	for _, file := range broken {
		a.warn("%s", told(file.Err))
	}
	if err := os.MkdirAll(o.output, 0o755); err != nil {
		return err
	}
	made, failed := 0, len(broken)
	for _, spec := range specs {
		if err := a.makeLocked(ctx, s, l, spec, o.output); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			a.warn("%s", told(err))
			failed++
			continue
		}
		made++
	}
	switch {
	case made == 0 && failed == 0:
		return fmt.Errorf("none of the figures is in %s: 'kuvio refresh' makes them, and writes there how", lock.Name)
	case made == 0:
		return errors.New("no figure was drawn")
	case failed > 0:
		return fmt.Errorf("%w: %s drawn, %d could not be", errPartial, count(made, "figure"), failed)
	}
	return nil
}

// lockOf is the workspace's lock, or the one that was kept as of then.
func (a *app) lockOf(s *opened, when string) (*lock.Lock, error) {
	if when == "" {
		l, err := lock.Read(s.ws.Dir)
		if err == nil && len(l.Outputs) == 0 {
			err = fmt.Errorf("there is no %s in %s: 'kuvio refresh' makes the figures, and writes there how", lock.Name, near(s.ws.Dir))
		}
		return l, err
	}
	l, kept, err := lock.At(s.ws.DataDir(), when)
	if err != nil {
		return nil, fmt.Errorf("--as-of %s: %w", when, err)
	}
	a.say("as of %s", kept)
	return l, nil
}

// langOf is the language in which texts without one were read when the first of the
// outputs was made: the first that it was made in.
func langOf(l *lock.Lock, names []string) domain.Lang {
	for _, name := range append(slices.Clone(names), slices.Sorted(maps.Keys(l.Outputs))...) {
		if langs := l.Outputs[name].Langs; len(langs) > 0 {
			return langs[0]
		}
	}
	return ""
}

// makeLocked makes a figure as a lock has it, into a folder, and says whether its files
// have the bytes of then.
func (a *app) makeLocked(ctx context.Context, s *opened, l *lock.Lock, spec chart.Spec, dir string) error {
	entry := l.Outputs[spec.Head().ID]
	m := &making{app: a, s: s, langs: entry.Langs, purpose: entry.For}
	for _, format := range entry.Formats {
		f, err := figure.ParseFormat(format)
		if err != nil {
			return fmt.Errorf("%s: %s: formats: %w", lock.Name, spec.Head().ID, err)
		}
		m.formats = append(m.formats, f)
	}
	output, err := m.figure(spec)
	if err != nil {
		return err
	}
	again, err := refresh.MakeAgain(ctx, s.Session, l, output, m.settings(), release)
	if err != nil {
		return err
	}
	for _, text := range again.Said {
		a.warn("%s", text)
	}
	var set write.Set
	for _, f := range again.Files {
		set.Add(filepath.Join(dir, f.Name), f.Content)
	}
	if _, err := set.Commit(); err != nil {
		return err
	}
	for _, f := range again.Files {
		switch path := near(filepath.Join(dir, f.Name)); {
		case slices.Contains(again.Other, f.Name):
			a.warn("%s: not the bytes that %s has", path, lock.Name)
		case f.Picture:
			a.say("%s (as it was)", path)
		}
	}
	return nil
}
