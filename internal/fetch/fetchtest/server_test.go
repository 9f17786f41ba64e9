package fetchtest

import (
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/realfiles"
)

// ask asks the server as a program with a name would.
func ask(s *Server, path string) (status int, contentType, body string) {
	r := httptest.NewRequest("GET", sotkanetPath+path, nil)
	r.Header.Set("User-Agent", "fetchtest")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Code, w.Header().Get("Content-Type"), w.Body.String()
}

// TestShapes holds the answers to those of the real service: the keys, in their
// order, and the line of headings.
func TestShapes(t *testing.T) {
	s := New()
	for _, tt := range []struct {
		path, real string
	}{
		{"/json?indicator=191&years=2023&genders=total", "sotkanet/sample_json_5513_2023.json"},
		{"/indicators/191", "sotkanet/sample_indicator_detail_11_indicators_2025.json"},
		{"/indicators", "sotkanet/oskari_SotkaIndicators.json"},
		{"/regions", "sotkanet/oskari_SotkaRegions.json"},
	} {
		_, _, body := ask(s, tt.path)
		if got, want := topKeys(t, body), topKeys(t, string(realfiles.Read(t, tt.real))); !slices.Equal(got, want) {
			t.Errorf("%s: keys %v, the service's are %v", tt.path, got, want)
		}
	}
	_, _, body := ask(s, "/csv?indicator=127&years=2009&genders=total")
	header, _, _ := strings.Cut(body, "\r\n")
	if want, _, _ := strings.Cut(string(realfiles.Read(t, "sotkanet/oskari_SotkaIndicatorData.csv")), "\r\n"); header != want {
		t.Errorf("CSV begins %q, the service's with %q", header, want)
	}
}

// topKeys are the keys of an object, or of the first one of a list, in order.
func topKeys(t *testing.T, text string) (keys []string) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	for depth, key := 0, false; ; {
		token, err := d.Token()
		if err == io.EOF {
			t.Fatal("no object")
		} else if err != nil {
			t.Fatal(err)
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			if token == json.Delim('[') && depth == 0 && keys == nil && !key { // the list
				continue
			}
			depth++
			key = depth == 1
			continue
		case json.Delim('}'), json.Delim(']'):
			if depth--; depth == 0 {
				return keys
			}
			key = depth == 1
			continue
		}
		if depth == 1 {
			if key {
				keys = append(keys, token.(string))
			}
			key = !key
		}
	}
}

// TestRefuses: what the service is known to refuse.
func TestRefuses(t *testing.T) {
	s := New()
	for path, want := range map[string]int{
		"/json?indicator=191&genders=total":                                  400,
		"/json?indicator=191&years=2020":                                     400,
		"/json?indicator=191&years=2019,2020&genders=total":                  400,
		"/json?indicator=191&years=2020&genders=male,female":                 400,
		"/json?indicator=191&years=2019&years=2020&genders=total":            200,
		"/json?indicator=191&years=2019&years=2020&genders=male&genders=fem": 400,
		"/indicators/999999":                                                 404,
	} {
		if got, _, body := ask(s, path); got != want {
			t.Errorf("%s: %d, want %d: %s", path, got, want, body)
		}
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", sotkanetPath+"/regions", nil))
	if w.Code != http.StatusForbidden {
		t.Errorf("without User-Agent: %d", w.Code)
	}
	if asked := s.Requests(""); len(asked) != 8 || asked[7].URL != "/rest/1.1/regions" {
		t.Errorf("written down: %v", asked)
	}
}

// TestBankAgreesWithItself: shares are their counts of the denominators' counts, and
// larger areas are the sums of municipalities.
func TestBankAgreesWithItself(t *testing.T) {
	b := New().Bank
	for _, denominator := range []struct{ id, of int }{{1065, 127}, {1064, 127}, {191, 1065}, {1245, 1065}, {1244, 1065}, {1243, 1065}, {2911, 179}, {74, 179}} {
		per := 100.0
		if denominator.id == 1243 {
			per = 1000
		}
		for _, region := range []int{658, 499, 612, 965, 85} {
			for _, gender := range b.of(denominator.id).sexes {
				for _, year := range []int{2000, 2014, 2023} {
					c, ok := b.Cell(denominator.id, region, year, gender)
					of, found := b.Cell(denominator.of, region, year, gender)
					n := of.Count
					if denominator.of == 127 {
						n = of.Value
					}
					if !ok || !found || math.Abs(c.Value-c.Count*per/n) > 0.0501 {
						t.Errorf("%d of %d in %d %d %s: %v of %v", denominator.id, denominator.of, region, year, gender, c, of)
					}
				}
			}
		}
	}
	sum := 0.0
	for _, a := range areas() {
		if a.Category == domain.Kunta {
			c, _ := b.Cell(1065, a.SotkanetID, 2020, "total")
			sum += c.Count
		}
	}
	if c, _ := b.Cell(1065, 658, 2020, "total"); c.Count != sum || sum < 800_000 || sum > 1_300_000 {
		t.Errorf("children in the country %v, in its municipalities %v", c.Count, sum)
	}
}

// TestBankHasThePlan: every indicator of the plan, for every municipality, maakunta,
// hospital district, wellbeing county and the country.
func TestBankHasThePlan(t *testing.T) {
	b := New().Bank
	plan, _ := catalog.Default().Set("plan")
	for _, one := range plan {
		for _, id := range one.Parts() {
			n, _ := id.Sotkanet()
			from, to, _ := b.span(b.of(n))
			have := map[domain.Category]int{}
			for _, r := range b.rows(b.of(n), []int{to}, []string{"total"}) {
				if area, ok := catalog.Default().BySotkanet(r.Region); ok {
					have[area.Category]++
				}
			}
			if have[domain.Maa] != 1 || have[domain.Maakunta] != 19 || have[domain.Shp] != 21 || have[domain.Hva] < 22 || have[domain.Kunta] < 150 {
				t.Errorf("%s %d–%d: %v", id, from, to, have)
			}
		}
	}
}

func TestTestsChangeTheBank(t *testing.T) {
	s := New()
	row := func() string {
		_, _, body := ask(s, "/csv?indicator=191&years=2020&genders=total")
		for line := range strings.Lines(body) {
			if strings.HasPrefix(line, "191;85;") {
				return line
			}
		}
		return ""
	}
	s.Bank.Set(191, 85, 2020, "total", 4.2, None)
	if got := row(); got != "191;85;2020;total;4.2;\r\n" {
		t.Errorf("set: %q", got)
	}
	s.Bank.Remove(191, 85, 2020, "total")
	if got := row(); got != "" {
		t.Errorf("removed: %q", got)
	}
	s.Bank.Touch(191, "2026-05-01")
	s.Bank.Set(191, 85, 2025, "total", 4.2, 3)
	if _, _, body := ask(s, "/indicators/191"); !strings.Contains(body, `"data-updated":"2026-05-01","range":{"start":1990,"end":2025}`) {
		t.Errorf("touched: %.200s", body)
	}
}

// TestMisbehaves: each way that a recorder can show, and that it ends after so
// many times.
func TestMisbehaves(t *testing.T) {
	const path = "/json?indicator=191&years=2020&genders=total"
	s := New()
	_, _, right := ask(s, path)
	rows := strings.Count(right, "{")
	for _, tt := range []struct {
		how         string
		status      int
		contentType string
		is          func(body string) bool
	}{
		{"429=30", 429, "text/plain; charset=utf-8", nil},
		{"html", 200, "text/html; charset=utf-8", func(b string) bool { return strings.Contains(b, "<title>Kirjaudu verkkoon</title>") }},
		{"type=image/png", 200, "image/png", func(b string) bool { return b == right }},
		{"empty", 200, typeJSON, func(b string) bool { return b == "[]" }},
		{"shrunk=3", 200, typeJSON, func(b string) bool { return strings.Count(b, "{") == (rows+2)/3 && json.Valid([]byte(b)) }},
		{"cut", 200, typeJSON, func(b string) bool { return !json.Valid([]byte(b)) && strings.HasPrefix(right, b) }},
		{"gender", 200, typeJSON, func(b string) bool { return strings.Count(b, "yhteensä") == rows }},
		{"redirect", 302, "", nil},
	} {
		s.Misbehave("/json?*indicator=191&*", tt.how, 1)
		status, contentType, body := ask(s, path)
		if status != tt.status || tt.contentType != "" && contentType != tt.contentType || tt.is != nil && !tt.is(body) {
			t.Errorf("%s: %d %s %.80s", tt.how, status, contentType, body)
		}
		if status, _, body = ask(s, path); status != 200 || body != right {
			t.Errorf("%s: not over after once: %d %.80s", tt.how, status, body)
		}
	}
}

func TestGlob(t *testing.T) {
	for _, tt := range []struct {
		pattern, s string
		want       bool
	}{
		{"/json", "/json", true},
		{"*/json", "/rest/1.1/json", true},
		{"*/json", "/rest/1.1/json?x", false},
		{"*a*b*", "xaxbx", true},
		{"*a*b", "ba", false},
		{"a*a", "a", false},
	} {
		if got := glob(tt.pattern, tt.s); got != tt.want {
			t.Errorf("glob(%q, %q) = %v", tt.pattern, tt.s, got)
		}
	}
}
