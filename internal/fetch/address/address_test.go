package address

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"kuvio/internal/fetch"
	"kuvio/internal/fetch/fetchtest"
	"kuvio/internal/spool"
)

// TestNews goes through the life of a file at an address.
func TestNews(t *testing.T) {
	for name, dated := range map[string]bool{"a service that knows what is newer": true, "one that does not": false} {
		t.Run(name, func(t *testing.T) {
			server := fetchtest.Start(t)
			file, modified := "alue;2020\r\nkunta:179;1,7\r\n", time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
			serve := func() {
				if !dated {
					server.Serve("luvut.csv", []byte(file), time.Time{})
				} else {
					server.Serve("luvut.csv", []byte(file), modified)
				}
			}
			serve()
			held, err := spool.Open(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			s := &Source{Client: &fetch.Client{}, URL: server.URL + "/files/luvut.csv?token=hush", Read: "1", Held: held.Last}
			now := time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC)
			news := func(wantWhy string) {
				t.Helper()
				pieces, err := s.News(t.Context())
				if err != nil || len(pieces) != 1 {
					t.Fatal(pieces, err)
				}
				p := pieces[0]
				if p.Why != wantWhy || strings.Contains(p.Key+p.Name, "hush") {
					t.Errorf("%s: %q, want %q", p.Name, p.Why, wantWhy)
				}
				if p.Why == "" {
					return
				}
				bodies, err := p.Get(t.Context())
				if err != nil || len(bodies) != 1 || string(bodies[0].Content) != file {
					t.Fatal(bodies, err)
				}
				if err := held.Put(now, bodies...); err != nil {
					t.Fatal(err)
				}
			}
			later := func(why string) string {
				if dated {
					return why
				}
				return "changed since 2026-06-01"
			}
			news("new")
			news("")
			if asked := server.Requests("/luvut.csv"); len(asked) != 2 || (asked[1].Header.Get("If-Modified-Since") != "") != dated {
				t.Errorf("asked %v", asked)
			}
			file, modified = "alue;2020;2021\r\nkunta:179;1,7;1,8\r\n", modified.AddDate(0, 1, 0)
			serve()
			news(later("updated 2026-06-01"))
			news("")
			s.Read = "2"
			news("read otherwise than before")
			news("")
			file, modified = "alue;2020\r\n", modified.AddDate(0, 1, 0)
			serve()
			_, err = s.News(t.Context())
			if want := server.URL + "/files/luvut.csv?token=...: the file has shrunk: found 11 bytes, and 35 came on 2026-06-01: what is held stays: try again later, or take it with --force"; err == nil || err.Error() != want {
				t.Errorf("%v\nwant %s", err, want)
			}
			s.Force = true
			news("asked for again")
		})
	}
}

// TestPages: a page with a table may be data, one without is none.
func TestPages(t *testing.T) {
	server := fetchtest.Start(t)
	server.Handle("GET /taulu.html", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte("<!DOCTYPE html><title>Väkiluku</title><TABLE><tr><td>1</td></tr></TABLE>"))
	}))
	s := &Source{Client: &fetch.Client{}, URL: server.URL + "/taulu.html", Held: func(string) (spool.Entry, bool) { return spool.Entry{}, false }}
	if pieces, err := s.News(t.Context()); err != nil || len(pieces) != 1 || pieces[0].Get == nil {
		t.Error(pieces, err)
	}
	server.Misbehave("/taulu.html", "html", 1)
	if _, err := s.News(t.Context()); err == nil || !strings.Contains(err.Error(), "a web page came in place of data (“Kirjaudu verkkoon”)") {
		t.Error(err)
	}
}
