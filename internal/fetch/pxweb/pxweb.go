// Package pxweb fetches a table from a PxWeb service, such as Statistics Finland's, by
// a saved query: interface version 1, as JSON-stat 2.
package pxweb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"kuvio/internal/fetch"
	"kuvio/internal/spool"
)

// Table is what a saved query gives of a table. The list of the folder that the table
// is in says when it was updated; where it does not, the table is fetched to see.
type Table struct {
	Client fetch.Doer
	URL    string // https://pxdata.stat.fi/PXWeb/api/v1/fi/StatFin/vaerak/statfin_vaerak_pxt_11re.px
	Query  []byte // as the service's page gives it: {"query": [...], "response": {...}}
	File   string // that the query is in, for messages
	Read   string // how the answer is read; one that is held is new where it was read otherwise
	Held   func(key string) (spool.Entry, bool)
	Force  bool // what is held does not matter
}

var _ fetch.Source = (*Table)(nil)

// News asks when the table was updated.
func (t *Table) News(ctx context.Context) ([]fetch.Piece, error) {
	query, err := asked(t.Query)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.File, err)
	}
	shown := fetch.WithoutSecrets(t.URL)
	entry := spool.Entry{Key: "pxweb " + shown + " " + spool.SHA256(query)[:16], Name: shown, Asked: t.Read}
	held, ok := t.Held(entry.Key)
	entry.Updated, err = t.updated(ctx)
	if err != nil {
		return nil, err
	}
	p := fetch.Piece{Key: entry.Key, Name: "the table"}
	get := func(ctx context.Context) ([]fetch.Body, error) {
		body, err := t.data(ctx, query, held)
		if err != nil {
			return nil, err
		}
		body.Key, body.Name, body.Asked, body.Updated = entry.Key, entry.Name, entry.Asked, entry.Updated
		return []fetch.Body{body}, nil
	}
	p.Get = get
	switch {
	case !ok:
		p.Why = "new"
	case t.Force:
		p.Why = "asked for again"
	case held.Asked != t.Read:
		p.Why = "read otherwise than before"
	case entry.Updated == "":
		bodies, err := get(ctx)
		if err != nil {
			return nil, err
		}
		if spool.SHA256(bodies[0].Content) != held.SHA256 {
			p.Why = "changed since " + held.Retrieved
			p.Get = func(context.Context) ([]fetch.Body, error) { return bodies, nil }
		}
	case entry.Updated != held.Updated:
		p.Why = fmt.Sprintf("updated %s, held of %s", entry.Updated, held.Updated)
	}
	return []fetch.Piece{p}, nil
}

// asked is a saved query, with the one form of answer that says all of itself.
func asked(saved []byte) ([]byte, error) {
	const expected = `expected what the table's page calls the API query: {"query": [{"code": "Alue", "selection": {...}}], "response": {...}}`
	type query struct {
		Query    []json.RawMessage `json:"query"`
		Response struct {
			Format string `json:"format"`
		} `json:"response"`
	}
	var file struct {
		query
		Object *query `json:"queryObj"` // as a page of today saves it
	}
	if err := json.Unmarshal(saved, &file); err != nil {
		return nil, fmt.Errorf("%w: %s", notJSON(err), expected)
	}
	q := file.query
	if file.Object != nil {
		q = *file.Object
	}
	if q.Query == nil {
		return nil, errors.New("found no query: " + expected)
	}
	q.Response.Format = "json-stat2"
	return json.Marshal(q)
}

// updated is when the list of the table's folder says it was; "" where it does not.
func (t *Table) updated(ctx context.Context) (string, error) {
	at, err := url.Parse(t.URL)
	if err != nil {
		return "", fmt.Errorf("%s: this is no address: %w", fetch.WithoutSecrets(t.URL), err)
	}
	table := path.Base(at.Path)
	folder := *at
	folder.Path, folder.RawPath = path.Dir(at.Path)+"/", ""
	answer, err := t.Client.Do(ctx, fetch.Request{URL: folder.String(), Accept: asJSON, Largest: largestList})
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case fetch.Unreachable(err):
		return "", err
	case err != nil:
		return "", nil // the table itself may still be had
	}
	var list []struct {
		ID      string `json:"id"`
		Updated string `json:"updated"`
	}
	if json.Unmarshal(answer.Body, &list) != nil {
		return "", nil
	}
	for _, one := range list {
		if strings.EqualFold(withoutPX(one.ID), withoutPX(table)) {
			return one.Updated, nil
		}
	}
	return "", nil
}

const largestList = 8 << 20

func withoutPX(id string) string { return strings.TrimSuffix(strings.ToLower(id), ".px") }

var asJSON = []string{"application/json"}

// data fetches the table, and refuses what is not it.
func (t *Table) data(ctx context.Context, query []byte, held spool.Entry) (body fetch.Body, err error) {
	answer, err := t.Client.Do(ctx, fetch.Request{Method: http.MethodPost, URL: t.URL, Body: query, Type: asJSON[0], Accept: asJSON})
	var failed *fetch.Error
	if errors.As(err, &failed) && failed.Status == http.StatusForbidden {
		failed.Do = tooMany(query, t.File)
	}
	if errors.As(err, &failed) && failed.Status == http.StatusBadRequest {
		failed.Do = "compare " + t.File + " with the table: a variable or a value may be called otherwise now"
	}
	if err != nil {
		return body, err
	}
	figures, err := count(answer.Body)
	wrong := &fetch.Error{URL: fetch.WithoutSecrets(t.URL), Do: "compare " + t.File + " with the table: what is held stays"}
	switch {
	case err != nil:
		wrong.Found, wrong.Err = "the answer is no whole table in JSON-stat ("+err.Error()+")", err
		return body, wrong
	case figures == 0:
		wrong.Found = "the answer has no figures"
		return body, wrong
	case !t.Force && held.Asked == t.Read && 10*figures < 9*held.Rows:
		wrong.Found = fmt.Sprintf("the answer has shrunk: found %d figures, and %d came on %s", figures, held.Rows, held.Retrieved)
		wrong.Do = "what is held stays: try again later, or take it with --force"
		return body, wrong
	}
	body.Content, body.Type, body.Rows = answer.Body, answer.Type, figures
	return body, nil
}

// tooMany says what to cut of a query that asks for more figures at once than the
// service gives: Statistics Finland's gives 120,000. A variable taken whole ("all"), or not
// named, multiplies what can be counted.
func tooMany(query []byte, file string) string {
	var q struct {
		Query []struct {
			Code      string `json:"code"`
			Selection struct {
				Filter string   `json:"filter"`
				Values []string `json:"values"`
			} `json:"selection"`
		} `json:"query"`
	}
	figures, most, longest, open := 1, 1, "", []string{}
	if json.Unmarshal(query, &q) == nil {
		for _, v := range q.Query {
			n := len(v.Selection.Values)
			switch v.Selection.Filter {
			case "item", "":
			case "top":
				if n == 1 {
					n, _ = strconv.Atoi(v.Selection.Values[0]) // 0 of what is no number
				}
			default:
				open = append(open, v.Code)
				continue
			}
			if figures = min(figures*max(n, 1), math.MaxInt32); n > most {
				most, longest = n, v.Code
			}
		}
	}
	asks := fmt.Sprintf("%s asks for at least %d figures", file, figures)
	switch {
	case len(q.Query) == 0:
		asks = file + " selects of no variable"
	case len(open) > 0:
		asks += " for each value of " + strings.Join(open, " and of ")
	case longest != "":
		asks += fmt.Sprintf(", with %d values of %s", most, longest)
	}
	return asks + ": a service gives a limited number at once: select fewer, in two sources where that is too few"
}

// notJSON says why a text is no JSON of the form that is read.
func notJSON(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("found no JSON: %w", err)
	}
	return errors.New("found JSON of another form")
}

// count counts the figures of a dataset.
func count(body []byte) (int, error) {
	var dataset struct {
		Class string          `json:"class"`
		Value json.RawMessage `json:"value"` // a list, or an object of places
	}
	if err := json.Unmarshal(body, &dataset); err != nil {
		return 0, notJSON(err)
	}
	if dataset.Class != "dataset" {
		return 0, fmt.Errorf("found the class %q, expected \"dataset\"", dataset.Class)
	}
	n := 0
	var list []*float64
	var places map[string]*float64
	if err := json.Unmarshal(dataset.Value, &list); err != nil {
		if json.Unmarshal(dataset.Value, &places) != nil {
			return 0, errors.New("found no list of values")
		}
		for _, v := range places {
			list = append(list, v)
		}
	}
	for _, v := range list {
		if v != nil {
			n++
		}
	}
	return n, nil
}
