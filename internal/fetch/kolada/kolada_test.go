package kolada

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/fetch"
	"kuvio/internal/fetch/fetchtest"
	"kuvio/internal/source/sourcetest"
	"kuvio/internal/spool"
)

// sourceOf is the server's key figure, held in a new spool.
func sourceOf(t *testing.T) (*fetchtest.Server, *KeyFigures, *spool.Spool) {
	server := fetchtest.Start(t)
	held, err := spool.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return server, &KeyFigures{
		Client: &fetch.Client{}, Base: server.URL + fetchtest.KoladaPath, IDs: []string{"N31001"}, Years: domain.YearRange{From: 1995}, Last: 2026, Held: held.Last,
	}, held
}

func asked(s *fetchtest.Server) (all []string) {
	for _, r := range s.Requests("") {
		all = append(all, r.URL)
	}
	s.Forget()
	return all
}

// TestNews goes through the life of a key figure.
func TestNews(t *testing.T) {
	server, source, held := sourceOf(t)
	server.Kolada.PerPage(60)
	now := time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC)
	news := func(why string) {
		t.Helper()
		pieces, err := source.News(t.Context())
		if err != nil || len(pieces) != 1 || pieces[0].Why != why {
			t.Fatalf("%+v %v, want %q", pieces, err, why)
		}
		if why == "" {
			return
		}
		bodies, err := pieces[0].Get(t.Context())
		if err == nil {
			err = held.Put(now, bodies...)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	pieces, err := source.News(t.Context())
	if err != nil || pieces[0].Why != "new" || len(asked(server)) != 0 {
		t.Error("of what is new nothing is asked before it is wanted", pieces, err)
	}
	news("new")
	const data = fetchtest.KoladaPath + "/data/kpi/N31001/year/"
	if all, want := asked(server), []string{
		fetchtest.KoladaPath + "/kpi/N31001", fetchtest.KoladaPath + "/municipality",
		data + "2002,2003,2004,2005,2006,2007,2008,2009,2010,2011,2012,2013,2014,2015,2016,2017,2018,2019,2020,2021,2022,2023,2024,2025,2026",
		data + "2002,2003,2004,2005,2006,2007,2008,2009,2010,2011,2012,2013,2014,2015,2016,2017,2018,2019,2020,2021,2022,2023,2024,2025,2026?page=2",
		data + "1995,1996,1997,1998,1999,2000,2001",
	}; !slices.Equal(all, want) {
		t.Errorf("%q\nwant %q", all, want)
	}
	news("")
	server.Kolada.PerPage(7) // however it comes, the same figures are the same
	news("")
	server.Kolada.Set("N31001", "0180", 2023, "T", 1520.5)
	news("changed since 2026-06-01")
	news("")
	source.Force = true
	news("asked for again")

	e, _ := held.Last(pieces[0].Key)
	text, err := held.Body(e.SHA256)
	if err != nil || e.Rows != 4*29*3 {
		t.Fatal(err, e.Rows)
	}
	got, err := sourcetest.Read(t.Context(), sourcetest.Bytes("f", text))
	if err != nil || len(got.Rejected) > 0 || len(got.Records) != e.Rows {
		t.Fatal(err, got.Rejected, len(got.Records))
	}
	if last := sourcetest.Briefs(got.Records); !slices.Contains(last, "kolada:N31001|kommun-se:0180 Stockholm|total||2023|1520.5/NaN") {
		t.Errorf("%q", last[len(last)-9:])
	}
	if len(got.Indicators) != 1 || got.Indicators[0].Title.SV != "Kostnad ekonomiskt bistånd, kr/inv" {
		t.Errorf("%+v", got.Indicators)
	}
}

// TestErrors: what is said, and that nothing of it is given.
func TestErrors(t *testing.T) {
	const keep = ": what is held stays: try again later, and check the address of this source in kuvio.yaml"
	for name, tt := range map[string]struct {
		change func(*fetchtest.Server, *KeyFigures)
		want   string
	}{
		"no such key figure": {
			func(_ *fetchtest.Server, s *KeyFigures) { s.IDs = []string{"N99999"} },
			"URL/v3/kpi/N99999: Kolada has no key figure N99999: look its id up at https://www.kolada.se, and mend indicators: of this source",
		},
		"gone": {
			func(s *fetchtest.Server, _ *KeyFigures) { s.Misbehave("/kpi/N31001", "404", -1) },
			"URL/v3/kpi/N31001: Kolada has no key figure N31001: look",
		},
		"no figures": {
			func(_ *fetchtest.Server, s *KeyFigures) { s.Years = domain.YearRange{From: 2025} },
			"URL/v3/data/kpi/N31001: the answer has no figures of the years asked for" + keep,
		},
		"pages elsewhere": {
			func(s *fetchtest.Server, _ *KeyFigures) {
				s.Kolada.PerPage(50)
				s.Kolada.Aside("https://elsewhere.example")
			},
			"URL/v3/data/kpi/N31001/year/2002,2003,2004,2005,2006,2007,2008,2009,2010,2011,2012,2013,2014,2015,2016,2017,2018,2019,2020,2021,2022,2023,2024,2025,2026: the next page is said to be elsewhere (https://elsewhere.example/",
		},
		"too many pages": {
			func(s *fetchtest.Server, _ *KeyFigures) { s.Kolada.PerPage(5) },
			"URL/v3/data/kpi/N31001/year/2002,",
		},
		"cut": {
			func(s *fetchtest.Server, _ *KeyFigures) { s.Misbehave("/data/*", "cut", -1) },
			"URL/v3/data/kpi/N31001/year/2002,",
		},
		"another's": {
			func(s *fetchtest.Server, _ *KeyFigures) { s.Misbehave("/municipality", "html", -1) },
			"URL/v3/municipality: a web page came in place of data",
		},
	} {
		t.Run(name, func(t *testing.T) {
			server, source, _ := sourceOf(t)
			tt.change(server, source)
			pieces, err := source.News(t.Context())
			if err == nil {
				_, err = pieces[0].Get(t.Context())
			}
			if err == nil || !strings.HasPrefix(strings.ReplaceAll(err.Error(), server.URL, "URL"), tt.want) {
				t.Errorf("%v\nwant %s", err, tt.want)
			}
		})
	}
}

// TestUnreachable: who does not answer once is not asked for the rest.
func TestUnreachable(t *testing.T) {
	server, source, held := sourceOf(t)
	source.IDs = []string{"N31001", "N01951"}
	pieces, err := source.News(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pieces {
		bodies, err := p.Get(t.Context())
		if err == nil {
			err = held.Put(time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC), bodies...)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	server.Close()
	pieces, err = source.News(t.Context())
	if len(pieces) != 0 || !fetch.Unreachable(err) || !strings.HasPrefix(err.Error(), "key figure N31001: ") || strings.Contains(err.Error(), "N01951") {
		t.Error(pieces, err)
	}
}
