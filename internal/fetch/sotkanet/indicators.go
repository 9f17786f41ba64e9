package sotkanet

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/fetch"
	"kuvio/internal/source"
	"kuvio/internal/source/record"
	"kuvio/internal/spool"
	"kuvio/internal/store"
)

// Indicators are the data of indicators, as a source.
type Indicators struct {
	Bank
	IDs     []domain.IndicatorID // SOTKAnet's alone, see IDs
	Years   domain.YearRange     // zero for all there are
	Genders []domain.Gender
	Lang    domain.Lang  // of notices
	Store   store.Reader // what is held
}

var _ fetch.Source = (*Indicators)(nil)

// errOutside is that an indicator has no data of the years that are asked for.
var errOutside = errors.New("expected years that it has data of")

// News asks what the service says of each indicator. Where nothing answers, the rest
// is not asked. One without data of the years asked for, such as an ended one of a
// splice, is passed over where another has some.
func (s *Indicators) News(ctx context.Context) ([]fetch.Piece, error) {
	held, err := s.held(ctx)
	if err != nil {
		return nil, err
	}
	var pieces []fetch.Piece
	var failed, outside []error
	for _, id := range s.IDs {
		p, err := s.piece(ctx, id, held[id])
		switch {
		case ctx.Err() != nil:
			return pieces, ctx.Err()
		case errors.Is(err, errOutside):
			outside = append(outside, fmt.Errorf("indicator %s: %w", id, err))
		case err != nil:
			failed = append(failed, fmt.Errorf("indicator %s: %w", id, err))
		default:
			pieces = append(pieces, p)
		}
		if fetch.Unreachable(err) {
			break
		}
	}
	if len(pieces)+len(failed) == 0 {
		failed = outside
	}
	return pieces, errors.Join(failed...)
}

// held are the indicators that the store has real data of.
func (s *Indicators) held(ctx context.Context) (map[domain.IndicatorID]bool, error) {
	holdings, err := s.Store.Holdings(ctx)
	held := make(map[domain.IndicatorID]bool, len(holdings))
	for _, h := range holdings {
		held[h.Indicator] = !h.MadeUp
	}
	return held, err
}

// piece finds out what is new of an indicator.
func (s *Indicators) piece(ctx context.Context, id domain.IndicatorID, held bool) (fetch.Piece, error) {
	now, err := s.describe(ctx, id)
	if err != nil {
		return fetch.Piece{}, err
	}
	p := fetch.Piece{Key: s.key(string(id)), Name: "indicator " + string(id)}
	want := asked{s.Years, s.Genders}.cut(now.asked)
	if now.asked.years.From == 0 || now.asked.years.To < now.asked.years.From {
		return p, fmt.Errorf("%s/indicators/%s: it has no data: its description gives no years", s.base(), id)
	}
	if want.years.From > want.years.To {
		return p, nil // it has ended before the years that are asked for, or begins after them
	}
	last, ok := s.Spool.Last(p.Key)
	had := readAsked(last.Asked)
	if ok {
		want = want.and(had)
		want.genders = want.cut(now.asked).genders // but all the years, so that those are withdrawn which are gone
	}
	was := s.before(ctx, now)
	p.Said = now.told(was, s.Lang)
	gone, err := s.gone(ctx, id, had, now.asked)
	if err != nil {
		return p, err
	}
	if ok && gone != "" {
		p.Said = append(p.Said, fmt.Sprintf("the service says that it has no data of %s any more: what is held of it stays, and figures show it: --force withdraws it, where the rest of the data is still there", gone))
	}
	p.Get = func(ctx context.Context) ([]fetch.Body, error) { return s.data(ctx, id, now, want, last) }
	switch {
	case !ok:
		p.Why = "new"
	case s.Force:
		p.Why = "asked for again"
	case now.Updated == "":
		p.Why = "the service does not say when it was updated"
	case now.Updated != last.Updated:
		p.Why = fmt.Sprintf("updated %s, held of %s", now.Updated, last.Updated)
	case !had.covers(want):
		p.Why = fmt.Sprintf("%s asked for, held %s", want, had)
	case last.Imported && !held:
		p.Why = "not in the store"
		if bodies := s.kept(now, last); bodies != nil {
			p.Why = fmt.Sprintf("not in the store, and here since %s", day(last))
			p.Get = func(context.Context) ([]fetch.Body, error) { return bodies, nil }
		}
	case was != nil && !now.says(was):
		p.Why = "its description has changed"
		p.Get = func(context.Context) ([]fetch.Body, error) { return []fetch.Body{now.body}, nil }
	}
	return p, nil
}

// gone are the years of which there was data, and figures are held, and of which there is
// none now; "" for none.
func (s *Indicators) gone(ctx context.Context, id domain.IndicatorID, had, now asked) (string, error) {
	var all []string
	for _, years := range now.lacks(had) {
		held, err := s.figures(ctx, id, asked{years, had.genders}, categorised)
		if err != nil {
			return "", err
		}
		if held > 0 {
			all = append(all, stretch(years.From, years.To))
		}
	}
	return strings.Join(all, " and "), nil
}

// categorised reports whether it is known what an area is: of others nothing is ever
// taken for withdrawn.
func categorised(r domain.RegionID) bool { return r.Category() != "" }

// kept is what arrived before, to be imported again; nil where it is not whole.
func (s *Indicators) kept(now *description, last spool.Entry) []fetch.Body {
	body, err := s.Spool.Body(last.SHA256)
	if err != nil {
		return nil
	}
	return []fetch.Body{now.body, {Entry: last, Content: body}}
}

// data fetches an indicator's data, and gives it with its description.
func (s *Indicators) data(ctx context.Context, id domain.IndicatorID, now *description, want asked, last spool.Entry) ([]fetch.Body, error) {
	const path = "/json?indicator="
	answer, err := s.ask(ctx, "/json?"+want.query(id))
	if err != nil {
		return nil, err
	}
	address := s.base() + path + string(id)
	rows, err := count(ctx, address, answer.Body, id, want)
	if err != nil {
		return nil, err
	}
	if last.Rows > 0 && want.covers(readAsked(last.Asked)) {
		if err := s.shrunk(address, "rows", rows, last.Rows, "came on "+day(last)); err != nil {
			return nil, err
		}
	}
	holds, err := s.figures(ctx, id, want, func(domain.RegionID) bool { return true })
	if err != nil {
		return nil, err
	}
	if err := s.shrunk(address, "rows of "+want.String(), rows, holds, "figures of these are in the store"); err != nil {
		return nil, err
	}
	body := s.body(s.key(string(id)), path+string(id), answer)
	body.Asked, body.Rows, body.Updated = want.String(), rows, now.Updated
	return []fetch.Body{now.body, body}, nil
}

// count counts the rows of a body, all of which must have been asked for.
func count(ctx context.Context, address string, body []byte, id domain.IndicatorID, want asked) (int, error) {
	rows := 0
	_, err := read(ctx, address, body, source.FormatRESTJSON, func(r *record.Record) error {
		rows++
		found, expected := "", ""
		switch {
		case r.Indicator != id:
			found, expected = "indicator "+string(r.Indicator), string(id)
		case !want.years.Contains(r.Period):
			found, expected = string(r.Period), want.years.String()
		case !slices.Contains(want.genders, r.Gender):
			found, expected = string(r.Gender), strings.Fields(want.String())[0]
		default:
			return nil
		}
		return fmt.Errorf("%s:%s: found %s, and %s was asked for: nothing of it is taken", address, r.Place, found, expected)
	})
	if err == nil && rows == 0 {
		err = fmt.Errorf("%s: the answer has no rows of %s: what is held stays: look whether the service has the indicator still", address, want)
	}
	return rows, err
}

// figures counts those that the store holds of what is asked for, of some areas.
func (s *Indicators) figures(ctx context.Context, id domain.IndicatorID, want asked, of func(domain.RegionID) bool) (int, error) {
	p, _, err := s.Store.Panel(ctx, id, store.Latest)
	if errors.Is(err, store.ErrNotHeld) || errors.Is(err, store.ErrPruned) || err == nil && p.MadeUp {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n := 0
	p.Each(func(k domain.Key, c domain.Cell) {
		if c.Status == domain.OK && k.Breakdown == "" && want.years.Contains(k.Period) && slices.Contains(want.genders, k.Gender) && of(k.Region) {
			n++
		}
	})
	return n, nil
}
