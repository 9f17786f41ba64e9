package refresh

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/lock"
	"kuvio/internal/outputs"
	"kuvio/internal/session"
	"kuvio/internal/store"
)

// Again is an output as a lock has it, made once more.
type Again struct {
	Files []outputs.File
	Other []string // the files that have not the bytes that the lock has
	Said  []string // why that may be, and what there is to say of the output
}

// MakeAgain makes an output as a lock has it, of the data of then. Session is that of
// today; settings are those that the output would be made with now. It is an error
// where what decides of the output has changed since, or its data is gone.
func MakeAgain(ctx context.Context, s *session.Session, l *lock.Lock, o Output, settings []byte, release string) (*Again, error) {
	entry, ok := l.Outputs[o.Name()]
	switch {
	case !ok:
		return nil, fmt.Errorf("%s is not in %s: 'kuvio refresh' makes it, and writes there how", o.Name(), lock.Name)
	case entry.Spec != o.Spec():
		return nil, fmt.Errorf("%s: its file says something else than when it was made: bring back the one of then ('git log' finds it), or 'kuvio refresh' makes it as it says now", o.Name())
	case entry.Settings != Settings(settings, entry.Stale):
		return nil, fmt.Errorf("%s: kuvio.yaml says something else than when it was made: bring back the one of then ('git log' finds it), or 'kuvio refresh' makes it as it says now", o.Name())
	}
	then, err := s.AsOf(ctx, fmt.Sprintf("%s%d", session.ByImport, entry.Import))
	if err != nil {
		return nil, fmt.Errorf("%s: it was made of import %d, which this store has not: %w", o.Name(), entry.Import, err)
	}
	view, reads := store.Recorded(then.Store)
	then = then.On(view)
	then.Stale = entry.Stale
	built, err := o.Build(ctx, then)
	if errors.Is(err, store.ErrPruned) {
		err = fmt.Errorf("%w: what it showed is still in its own files and in what %s concludes; another copy of the store may have it", err, lock.Name)
	}
	if err != nil {
		return nil, err
	}
	if id, ok := elsewhere(entry.Vintages, reads.Vintages()); ok {
		return nil, fmt.Errorf("%s: it was made of import %d of indicator %s, and this store has import %d: it is not the store of then", o.Name(), entry.Vintages[id], id, reads.Vintages()[id])
	}
	again := &Again{Said: built.Said()}
	again.Said = append(again.Said, since(o.Name(), &entry, s, release)...)
	drawn, said, err := built.Draw(ctx)
	if err != nil {
		return nil, err
	}
	again.Files, again.Said = slices.Concat(built.Shows(), drawn), append(again.Said, said...)
	again.Other = others(entry.Files, again.Files)
	return again, nil
}

// elsewhere finds an indicator that was read at another vintage.
func elsewhere(then, now map[domain.IndicatorID]store.VintageID) (domain.IndicatorID, bool) {
	for _, id := range slices.Sorted(maps.Keys(now)) {
		if v, ok := then[id]; ok && v != now[id] {
			return id, true
		}
	}
	return "", false
}

// since says what has changed that may make the files others than they were.
func since(name string, entry *lock.Output, s *session.Session, release string) (said []string) {
	if entry.Drawing != figure.Drawing {
		said = append(said, fmt.Sprintf("%s: kuvio draws otherwise since (drawing version %d then, %d now)", name, entry.Drawing, figure.Drawing))
	}
	if entry.Release != release {
		said = append(said, fmt.Sprintf("%s: it was made by kuvio %s, and this is %s", name, cmp.Or(entry.Release, "of no version"), release))
	}
	if entry.Described != short(s.Described(maps.Keys(entry.Vintages))) {
		said = append(said, fmt.Sprintf("%s: titles, units or notices of its indicators have changed since, of which only today's are kept", name))
	}
	return said
}

// others are the files whose content is not of the hash that a lock has, and those of
// the lock that were not made.
func others(locked map[string]string, files []outputs.File) (names []string) {
	hashes := make(map[string]string, len(locked))
	for file, hash := range locked {
		hashes[path.Base(file)] = hash
	}
	for _, f := range files {
		if hashes[f.Name] != Sum(f.Content) {
			names = append(names, f.Name)
		}
		delete(hashes, f.Name)
	}
	return slices.AppendSeq(names, maps.Keys(hashes))
}
