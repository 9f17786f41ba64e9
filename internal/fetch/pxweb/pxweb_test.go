package pxweb

import (
	"strings"
	"testing"
	"time"

	"kuvio/internal/fetch"
	"kuvio/internal/fetch/fetchtest"
	"kuvio/internal/spool"
)

const query = `{"query": [
	{"code": "Alue", "selection": {"filter": "item", "values": ["KU179", "KU992"]}},
	{"code": "Vuosi", "selection": {"filter": "top", "values": ["3"]}}
], "response": {"format": "px"}}`

// source is the server's table, held in a new spool.
func source(t *testing.T) (*fetchtest.Server, *Table, *spool.Spool) {
	server := fetchtest.Start(t)
	held, err := spool.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return server, &Table{Client: &fetch.Client{}, URL: server.URL + fetchtest.PxWebPath, Query: []byte(query), File: "kysely.json", Read: "1", Held: held.Last}, held
}

// TestNews goes through the life of a table, of a service that says when it was
// updated and of one that does not.
func TestNews(t *testing.T) {
	for name, says := range map[string]bool{"says when": true, "does not": false} {
		t.Run(name, func(t *testing.T) {
			server, table, held := source(t)
			now := time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC)
			touch := func(day string) {
				if says {
					server.PxWeb.Touch(day)
				} else {
					server.PxWeb.Touch("")
				}
			}
			news := func(why string, wantData int) {
				t.Helper()
				server.Forget()
				pieces, err := table.News(t.Context())
				if err != nil || len(pieces) != 1 || pieces[0].Why != why {
					t.Fatalf("%v %v, want %q", pieces, err, why)
				}
				if why != "" {
					bodies, err := pieces[0].Get(t.Context())
					if err != nil {
						t.Fatal(err)
					}
					if err := held.Put(now, bodies...); err != nil {
						t.Fatal(err)
					}
				}
				data := 0
				for _, r := range server.Requests("") {
					if r.Method == "POST" {
						data++
					}
				}
				if data != wantData {
					t.Errorf("data was asked for %d times, want %d", data, wantData)
				}
			}
			asks := 0
			if !says {
				asks = 1
			}
			touch("2026-05-01T08:00:00")
			news("new", 1)
			news("", asks)
			server.Bank.Set(127, 85, 2023, "total", 150_000, fetchtest.None)
			touch("2026-05-29T08:00:00")
			if says {
				news("updated 2026-05-29T08:00:00, held of 2026-05-01T08:00:00", 1)
			} else {
				news("changed since 2026-06-01", 1)
			}
			news("", asks)
			table.Read = "2"
			news("read otherwise than before", 1)
			table.Query = []byte(`{"queryObj": ` + query + `}`)
			news("", asks) // the same, as a page of today saves it
			table.Force = true
			news("asked for again", 1)
			e, ok := held.Last(held.Pending()[0].Key)
			if body, err := held.Body(e.SHA256); !ok || err != nil || e.Rows != 6 || !strings.Contains(string(body), "150000") {
				t.Errorf("%+v %v: %.100s", e, err, body)
			}
		})
	}
}

// TestErrors: what is said, and that nothing of it is given.
func TestErrors(t *testing.T) {
	const at = "URL" + fetchtest.PxWebPath + ": "
	for name, tt := range map[string]struct {
		change func(*fetchtest.Server, *Table)
		want   string
	}{
		"too large": {
			func(s *fetchtest.Server, _ *Table) { s.PxWeb.Limit(5) },
			at + "the service answers 403 Forbidden, and says: The request is too large: too many values selected: kysely.json asks for at least 6 figures, with 3 values of Vuosi: a service gives a limited number at once: select fewer, in two sources where that is too few",
		},
		"a code that is gone": {
			func(_ *fetchtest.Server, t *Table) { t.Query = []byte(strings.Replace(query, "KU992", "KU001", 1)) },
			at + "the service answers 400 Bad Request, and says: The request for variable 'Alue' has an error. Please check your query.: compare kysely.json with the table: a variable or a value may be called otherwise now",
		},
		"cut": {
			func(s *fetchtest.Server, _ *Table) { s.Misbehave(".px", "cut", -1) },
			at + "the answer is no whole table in JSON-stat (found no JSON: unexpected end of JSON input): compare kysely.json with the table: what is held stays",
		},
		"no figures": {
			func(s *fetchtest.Server, _ *Table) {
				for _, region := range []int{85, 452} {
					for year := 2021; year <= 2023; year++ {
						s.Bank.Set(127, region, year, "total", fetchtest.None, fetchtest.None)
					}
				}
			},
			at + "the answer has no figures: compare kysely.json with the table: what is held stays",
		},
		"no query": {
			func(_ *fetchtest.Server, t *Table) { t.Query = []byte("[]") },
			"kysely.json: found JSON of another form: expected what the table's page calls the API query: {",
		},
		"half a query": {
			func(_ *fetchtest.Server, t *Table) { t.Query = t.Query[:50] },
			"kysely.json: found no JSON: unexpected end of JSON input: expected what the table's page calls the API query: {",
		},
		"closed": {
			func(s *fetchtest.Server, _ *Table) { s.Close() },
			"URL/PXWeb/api/v1/fi/StatFin/vaerak/: no connection could be made (connection refused): check the address in kuvio.yaml, and this machine's network",
		},
	} {
		t.Run(name, func(t *testing.T) {
			server, table, _ := source(t)
			tt.change(server, table)
			pieces, err := table.News(t.Context())
			if err == nil {
				_, err = pieces[0].Get(t.Context())
			}
			if err == nil || !strings.HasPrefix(strings.ReplaceAll(err.Error(), server.URL, "URL"), tt.want) {
				t.Errorf("%v\nwant %s", err, tt.want)
			}
		})
	}
}

// TestShrunk: what has lost more than a tenth is taken by force alone.
func TestShrunk(t *testing.T) {
	server, table, held := source(t)
	take := func() error {
		pieces, err := table.News(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		bodies, err := pieces[0].Get(t.Context())
		if err == nil {
			err = held.Put(time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), bodies...)
		}
		return err
	}
	if err := take(); err != nil {
		t.Fatal(err)
	}
	server.Bank.Set(127, 85, 2023, "total", fetchtest.None, fetchtest.None)
	server.PxWeb.Touch("2026-05-29T08:00:00")
	if err := take(); err == nil || !strings.HasSuffix(err.Error(), ": the answer has shrunk: found 5 figures, and 6 came on 2026-06-01: what is held stays: try again later, or take it with --force") {
		t.Error(err)
	}
	table.Force = true
	if err := take(); err != nil {
		t.Error(err)
	}
}

// TestTooMany: how many figures a query asks for, as far as it says.
func TestTooMany(t *testing.T) {
	for query, want := range map[string]string{
		`{"query":[{"code":"Alue","selection":{"filter":"item","values":["A","B"]}},{"code":"Vuosi","selection":{"filter":"top","values":["30"]}}]}`:                                                             "f asks for at least 60 figures, with 30 values of Vuosi: ",
		`{"query":[{"code":"Alue","selection":{"filter":"all","values":["*"]}},{"code":"Ikä","selection":{"filter":"item","values":["1","2"]}},{"code":"Y","selection":{"filter":"agg:x.agg","values":["1"]}}]}`: "f asks for at least 2 figures for each value of Alue and of Y: ",
		`{"query":[]}`: "f selects of no variable: ",
	} {
		if got := tooMany([]byte(query), "f"); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}
