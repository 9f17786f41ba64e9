// Package kolada asks Kolada's interface, version 3, for key figures of Sweden's
// municipalities and regions.
//
// Of a key figure it says in which years it was planned to be published, and not when
// it was: so the figures themselves come each time, and are new where they differ from
// what is held. An answer has at most 25 years and 5,000 rows, so a key figure comes in
// several, which are put together to one document with its title and its areas' names.
// https://api.kolada.se/v3/docs
package kolada

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/fetch"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/spool"
)

// Usual is the address of the service's own interface.
const Usual = "https://api.kolada.se/v3"

// KeyFigures are key figures of Kolada, as a source.
type KeyFigures struct {
	Client fetch.Doer
	Base   string   // address of the interface; "" for Usual
	IDs    []string // N31001
	Years  domain.YearRange
	Last   int // the year to ask to, where Years has no end
	Held   func(key string) (spool.Entry, bool)
	Force  bool // what is held does not matter

	names map[string]string // of areas, by their codes; nil until they were asked for
}

var _ fetch.Source = (*KeyFigures)(nil)

// firstYear is before all that the service has.
const firstYear = 1970

// mostYears is how many an answer may have.
const mostYears = 25

// mostPages bounds the answers of a request: a hundred thousand rows are more than
// 25 years of all areas and groups have.
const mostPages = 20

var asJSON = []string{"application/json"}

// News asks for each key figure that is held, and tells of others that they are new.
// Where nothing answers, the rest is not asked.
func (s *KeyFigures) News(ctx context.Context) ([]fetch.Piece, error) {
	var pieces []fetch.Piece
	var failed []error
	for _, id := range s.IDs {
		p, err := s.piece(ctx, id)
		switch {
		case ctx.Err() != nil:
			return pieces, ctx.Err()
		case err != nil:
			failed = append(failed, fmt.Errorf("key figure %s: %w", id, err))
		default:
			pieces = append(pieces, p)
		}
		if fetch.Unreachable(err) {
			break
		}
	}
	return pieces, errors.Join(failed...)
}

// piece finds out whether a key figure differs from what is held.
func (s *KeyFigures) piece(ctx context.Context, id string) (fetch.Piece, error) {
	p := fetch.Piece{Key: "kolada " + s.base() + " " + id, Name: "key figure " + id}
	held, ok := s.Held(p.Key)
	p.Get = func(ctx context.Context) ([]fetch.Body, error) {
		body, err := s.body(ctx, id, p.Key, held)
		return []fetch.Body{body}, err
	}
	switch {
	case !ok:
		p.Why = "new"
		return p, nil
	case s.Force:
		p.Why = "asked for again"
		return p, nil
	}
	body, err := s.body(ctx, id, p.Key, held)
	if err != nil {
		return p, err
	}
	if spool.SHA256(body.Content) != held.SHA256 {
		p.Why = "changed since " + held.Retrieved
		p.Get = func(context.Context) ([]fetch.Body, error) { return []fetch.Body{body}, nil }
	}
	return p, nil
}

func (s *KeyFigures) base() string { return strings.TrimRight(cmp.Or(s.Base, Usual), "/") }

// document is what is put together of the answers.
type document struct {
	KPIs           []description
	Municipalities []area
	Values         []row
}

// description is of a key figure: what is read of it.
type description struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Of          string `json:"municipality_type"`
}

type area struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// row is figures of an area in a year, as it came.
type row struct {
	kpi, area, period string
	text              json.RawMessage
}

// UnmarshalJSON takes what rows are ordered by.
func (r *row) UnmarshalJSON(text []byte) error {
	var of struct {
		KPI          string          `json:"kpi"`
		Municipality string          `json:"municipality"`
		Period       json.RawMessage `json:"period"`
	}
	if err := json.Unmarshal(text, &of); err != nil {
		return err
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		return err
	}
	*r = row{of.KPI, of.Municipality, strings.Trim(string(of.Period), `"`), compact.Bytes()}
	return nil
}

// body fetches all of a key figure.
func (s *KeyFigures) body(ctx context.Context, id, key string, held spool.Entry) (body fetch.Body, err error) {
	var d document
	if d.KPIs, err = s.described(ctx, id); err != nil {
		return body, err
	}
	if s.names == nil {
		if s.names, err = s.areas(ctx); err != nil {
			return body, err
		}
	}
	for _, years := range requests(s.Years, s.Last) {
		at := s.base() + "/data/kpi/" + id + "/year/" + years
		rows, err := pages[row](ctx, s, at)
		if err != nil {
			return body, err
		}
		if i := slices.IndexFunc(rows, func(r row) bool { return r.kpi != id }); i >= 0 {
			return body, s.wrong(at, fmt.Sprintf("found a row of %q, and %s was asked for", rows[i].kpi, id))
		}
		d.Values = append(d.Values, rows...)
	}
	d.Values = slices.DeleteFunc(d.Values, func(r row) bool { return strings.HasPrefix(r.area, "G") }) // unweighted means of groups of areas, which no import takes
	if len(d.Values) == 0 {
		return body, s.wrong(s.base()+"/data/kpi/"+id, "the answer has no figures of the years asked for")
	}
	d.order(s.names)
	body.Entry = spool.Entry{Key: key, Name: "kolada/kpi/" + id, Type: asJSON[0], Asked: s.Years.String()}
	body.Content = d.text()
	body.Rows, err = figures(ctx, body.Name, body.Content)
	at := s.base() + "/data/kpi/" + id
	switch {
	case err != nil:
		return body, s.wrong(at, err.Error())
	case body.Rows == 0:
		return body, s.wrong(at, "the answer has no figures of the years asked for")
	case !s.Force && held.Asked == body.Asked && 10*body.Rows < 9*held.Rows:
		return body, &fetch.Error{
			URL: at, Found: fmt.Sprintf("the answer has shrunk: found %d figures, and %d came on %s", body.Rows, held.Rows, held.Retrieved),
			Do: "what is held stays: try again later, or take it with --force",
		}
	}
	return body, nil
}

// described asks what a key figure is.
func (s *KeyFigures) described(ctx context.Context, id string) ([]description, error) {
	at := s.base() + "/kpi/" + id
	all, err := pages[description](ctx, s, at)
	all = slices.DeleteFunc(all, func(d description) bool { return d.ID != id })
	var failed *fetch.Error
	if errors.As(err, &failed) && failed.Status == http.StatusNotFound || err == nil && len(all) == 0 {
		return nil, &fetch.Error{URL: at, Found: "Kolada has no key figure " + id, Do: "look its id up at https://www.kolada.se, and mend indicators: of this source"}
	}
	return all, err
}

// areas asks for the names of all areas.
func (s *KeyFigures) areas(ctx context.Context) (map[string]string, error) {
	all, err := pages[area](ctx, s, s.base()+"/municipality")
	names := make(map[string]string, len(all))
	for _, a := range all {
		names[a.ID] = a.Title
	}
	return names, err
}

// requests are lists of years as an address has them, the newest first.
func requests(years domain.YearRange, last int) (lists []string) {
	from, to := max(years.From, firstYear), last
	if years.To > 0 {
		to = years.To
	}
	for ; to >= from; to -= mostYears {
		var list []string
		for year := max(from, to-mostYears+1); year <= to; year++ {
			list = append(list, strconv.Itoa(year))
		}
		lists = append(lists, strings.Join(list, ","))
	}
	return lists
}

// pages fetches what an address and the pages that follow it list.
func pages[T any](ctx context.Context, s *KeyFigures, at string) (all []T, err error) {
	for n, next := 0, at; next != ""; n++ {
		if n == mostPages {
			return nil, s.wrong(at, fmt.Sprintf("found more than %d pages", mostPages))
		}
		answer, err := s.Client.Do(ctx, fetch.Request{URL: next, Accept: asJSON})
		if err != nil {
			return nil, err
		}
		var page struct {
			Values *[]T   `json:"values"`
			Next   string `json:"next_url"`
		}
		if err := json.Unmarshal(answer.Body, &page); err != nil || page.Values == nil {
			if err == nil {
				err = errors.New("found no values")
			}
			return nil, s.wrong(next, "the answer is none of Kolada's, version 3 ("+content.JSONFault(err).Error()+")")
		}
		all = append(all, *page.Values...)
		if next, err = s.next(at, page.Next); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// next is the address of the page that follows, on the service that was asked.
func (s *KeyFigures) next(at, next string) (string, error) {
	if next == "" {
		return "", nil
	}
	asked, _ := url.Parse(at) // it was asked
	to, err := asked.Parse(next)
	if err != nil || !strings.EqualFold(to.Hostname(), asked.Hostname()) {
		return "", s.wrong(at, fmt.Sprintf("the next page is said to be elsewhere (%s)", content.Excerpt(next)))
	}
	to.Scheme, to.Host, to.User = asked.Scheme, asked.Host, asked.User // it may say http for https
	return to.String(), nil
}

// wrong is an answer that nothing is taken of.
func (s *KeyFigures) wrong(at, found string) error {
	return &fetch.Error{URL: fetch.WithoutSecrets(at), Found: found, Do: "what is held stays: try again later, and check the address of this source in kuvio.yaml"}
}

// order sorts the rows, so that the same figures are the same text, and names their
// areas.
func (d *document) order(names map[string]string) {
	slices.SortStableFunc(d.Values, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.period, b.period), cmp.Compare(a.area, b.area))
	})
	has := map[string]bool{}
	for _, r := range d.Values {
		if title, ok := names[r.area]; ok && !has[r.area] {
			d.Municipalities, has[r.area] = append(d.Municipalities, area{r.area, title}), true
		}
	}
	slices.SortFunc(d.Municipalities, func(a, b area) int { return cmp.Compare(a.ID, b.ID) })
}

// text is the document, a row a line.
func (d *document) text() []byte {
	var b bytes.Buffer
	list := func(before, key string, texts ...[]byte) {
		b.WriteString(before + `"` + key + `":[` + "\n")
		b.Write(bytes.Join(texts, []byte(",\n")))
		b.WriteString("\n]")
	}
	list("{", "kpis", texts(d.KPIs)...)
	list(",\n", "municipalities", texts(d.Municipalities)...)
	var rows [][]byte
	for _, r := range d.Values {
		rows = append(rows, r.text)
	}
	list(",\n", "values", rows...)
	b.WriteString("}\n")
	return b.Bytes()
}

func texts[T any](all []T) (lines [][]byte) {
	for _, one := range all {
		line, _ := json.Marshal(one) // texts alone
		lines = append(lines, line)
	}
	return lines
}

// figures counts those of a document as an import reads it. One row that cannot be
// read is an error: what came is not what was asked for.
func figures(ctx context.Context, name string, text []byte) (n int, err error) {
	f := content.File{Name: name, Content: bytes.NewReader(text), Size: int64(len(text))}
	_, err = source.Read(ctx, f, source.Options{}, func(r *record.Record) error {
		if r.Cell.Status == domain.OK {
			n++
		}
		return nil
	}, func(r record.Reject) error { return fmt.Errorf("%w: nothing of it is taken", r) })
	return n, err
}
