package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/store"
)

// ErrNothingHeld is that the store has no data of any indicator.
var ErrNothingHeld = errors.New("this workspace holds no data: 'kuvio fetch -i 191' or 'kuvio import FILE' brings some")

// NotHeldError is that none of the indicators asked for is held.
type NotHeldError struct{ Missing []domain.IndicatorID }

func (e *NotHeldError) Error() string {
	return "no data of indicator " + domain.Some(e.Missing) + " in this workspace: 'kuvio list indicators' shows what there is, 'kuvio import FILE' brings more"
}

// Held selects every indicator that is held; where none is, ErrNothingHeld.
func (s *Session) Held(ctx context.Context) ([]series.Selector, error) {
	held, err := s.Store.Holdings(ctx)
	if err == nil && len(held) == 0 {
		err = ErrNothingHeld
	}
	if err != nil {
		return nil, err
	}
	all, ids := make([]series.Selector, len(held)), make([]domain.IndicatorID, len(held))
	for i, h := range held {
		all[i], ids[i] = series.Selector{h.Indicator}, h.Indicator
	}
	return all, s.imported.all(ctx, ids)
}

// Found is what a query found, and what it asked for in vain.
type Found struct {
	Series []series.Series
	series.Lacking
}

// Empty reports whether none of the series has a point.
func (f Found) Empty() bool {
	return !slices.ContainsFunc(f.Series, func(s series.Series) bool { return len(s.Points) > 0 })
}

// Load reads the series of a query. Where none of its indicators is held the
// error is a *NotHeldError, where none has the breakdown or gender a
// *series.KindError.
func (s *Session) Load(ctx context.Context, q series.Query) (Found, error) {
	all, lacking, err := s.Loader().Load(ctx, q)
	if err == nil && len(all) == 0 {
		err = Vain(lacking)
	}
	return Found{all, lacking}, err
}

// Vain is the error of a query that has found nothing; nil where it lacks nothing
// it asked for.
func Vain(lacking series.Lacking) error {
	switch {
	case len(lacking.Kinds) > 0:
		return lacking.Kinds[0]
	case len(lacking.Missing) > 0:
		return &NotHeldError{lacking.Missing}
	}
	return nil
}

// Country is the series of the whole country that a query has of its areas; none
// where its indicators are not held.
func (s *Session) Country(ctx context.Context, q series.Query) ([]series.Series, error) {
	q.Areas = []series.Area{s.Area(domain.WholeCountry)}
	found, _, err := s.Loader().Load(ctx, q)
	return found, err
}

// Pinned is the session at the imports there are now, which it lists: what is
// put together from several readings must not have another import between them. That
// is for sessions that import, too: one that was opened to be read is still anyway.
func (s *Session) Pinned(ctx context.Context) (*Session, []store.Vintage, error) {
	vintages, err := s.Store.Vintages(ctx)
	if err != nil || len(vintages) == 0 {
		return s, vintages, err
	}
	return s.at(vintages[len(vintages)-1].ID), vintages, nil
}

func (s *Session) at(v store.VintageID) *Session { return s.On(s.Store.AsOf(v, "")) }

// On is the session over another view of its store.
func (s *Session) On(view store.Store) *Session {
	other := *s
	other.Store = view
	return &other
}

// ByChange is the session whose data is of the days of the downloads that brought or
// last changed it, not of those that confirmed it since: what is made of it stays as
// it is until the data does not.
func (s *Session) ByChange() *Session {
	then := *s
	if s.Store != nil {
		then.Store = store.ByChange(s.Store)
	}
	return &then
}

// AsOf is the session as the data was known on a day (yyyy-mm-dd), by the
// downloads that had been fetched by then, whenever they were imported; or as an
// import left it ("import:3").
func (s *Session) AsOf(ctx context.Context, when string) (*Session, error) {
	vintages, err := s.Store.Vintages(ctx)
	if err != nil {
		return nil, err
	}
	if len(vintages) == 0 {
		return nil, errors.New("nothing has been imported into this workspace yet")
	}
	if number, ok := strings.CutPrefix(when, ByImport); ok {
		return s.asOfImport(number, vintages)
	}
	last, in := store.Latest, make(map[store.VintageID]bool)
	first := vintages[0].Known()
	for _, v := range vintages {
		first = min(first, v.Known())
		if v.Known() <= when {
			in[v.ID], last = true, v.ID
		}
	}
	if last == store.Latest {
		return nil, fmt.Errorf("nothing had been retrieved by then: the first download is of %s; --as-of %s1 gives the data as the first import left it", first, ByImport)
	}
	then := *s
	then.Store = s.Store.AsOf(last, when)
	if slices.ContainsFunc(vintages, func(v store.Vintage) bool { return v.ID < last && !in[v.ID] }) {
		then.Store, then.Between = store.Known(then.Store, when, in), when
	}
	return &then, nil
}

// ByImport begins what names an import in place of a day.
const ByImport = "import:"

func (s *Session) asOfImport(number string, vintages []store.Vintage) (*Session, error) {
	n, err := strconv.ParseInt(number, 10, 64)
	newest := vintages[len(vintages)-1].ID
	if err != nil || n < 1 || store.VintageID(n) > newest {
		return nil, fmt.Errorf("expected an import between 1 and %d: 'kuvio history' lists them", newest)
	}
	return s.at(store.VintageID(n)), nil
}

// Pruned lists the indicators that were held once and are not among those held
// now: all that is left of them is what imports revised.
func (s *Session) Pruned(ctx context.Context, held map[domain.IndicatorID]store.Holding) ([]domain.IndicatorID, error) {
	revisions, err := s.Store.Revisions(ctx, "")
	if err != nil {
		return nil, err
	}
	var pruned []domain.IndicatorID
	for _, r := range revisions {
		if _, ok := held[r.Indicator]; !ok && !slices.Contains(pruned, r.Indicator) {
			pruned = append(pruned, r.Indicator)
		}
	}
	return pruned, nil
}
