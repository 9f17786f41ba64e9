package fetchtest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"time"
)

// rule is one way to misbehave.
type rule struct {
	pattern   string // of a path, or of path and query where it has a "?"
	how, with string // "429", "30"
	left      int    // times; below zero always
}

// Misbehave makes the next requests whose path ends with the pattern go wrong, so
// many times (below zero: always). "*" in the pattern stands for anything, and a
// pattern with a "?" is held against path and query: "/json?*indicator=191&*".
//
// How is one of these, some with more after a "=":
//
//	slow=5s            answers after a while; slow alone never
//	trickle            gives a byte every five seconds
//	400 ... 599        that status; 429=30 with Retry-After: 30
//	half               says how long the body is and ends in its middle
//	closed             closes the connection without an answer
//	type=image/png     gives the answer another content type
//	html=text/html     a page to log in on, of that content type
//	redirect=ADDRESS   to another place; redirect alone to another host
//	loop               redirects to itself
//	endless            a body without an end; endless=gzip a compressed one,
//	                   endless=nothing one that is nothing when unpacked
//	empty              no rows
//	shrunk=3           every third row only; shrunk alone every second
//	cut                a body that ends too early and says it is whole
//	gender             words for gender that nobody knows
func (s *Server) Misbehave(pattern, how string, times int) {
	name, with, _ := strings.Cut(how, "=")
	if _, known := ways[name]; !known && !isStatus(name) {
		panic(fmt.Sprintf("fetchtest: %q is no way to misbehave", how))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = append(s.rules, &rule{pattern, name, with, times})
}

// Behave ends all misbehaving.
func (s *Server) Behave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = nil
}

func (r *rule) matches(req *http.Request) bool {
	asked := req.URL.Path
	if strings.Contains(r.pattern, "?") {
		asked = req.URL.RequestURI()
	}
	return glob("*"+r.pattern, asked)
}

// glob reports whether all of s is as the pattern says.
func glob(pattern, s string) bool {
	parts := strings.Split(pattern, "*")
	s, ok := strings.CutPrefix(s, parts[0])
	if !ok || len(parts) == 1 {
		return ok && s == ""
	}
	for _, part := range parts[1 : len(parts)-1] {
		_, after, found := strings.Cut(s, part)
		if !found {
			return false
		}
		s = after
	}
	return strings.HasSuffix(s, parts[len(parts)-1])
}

func isStatus(how string) bool {
	n, err := strconv.Atoi(how)
	return err == nil && n >= 400 && n < 600
}

// ways to misbehave, apart from statuses: each is given the answer that would
// have been right.
var ways = map[string]func(s *Server, w http.ResponseWriter, r *http.Request, with string, right answer){
	"slow": func(s *Server, w http.ResponseWriter, r *http.Request, with string, right answer) {
		wait, err := time.ParseDuration(with)
		if err != nil {
			wait = 24 * time.Hour
		}
		if s.wait(r, wait) {
			right.send(w)
		}
	},
	"trickle": func(s *Server, w http.ResponseWriter, r *http.Request, _ string, right answer) {
		w.Header().Set("Content-Type", right.contentType)
		for _, b := range right.body {
			if _, err := w.Write([]byte{b}); err != nil || flush(w) != nil || !s.wait(r, 5*time.Second) {
				return
			}
		}
	},
	"half": func(_ *Server, w http.ResponseWriter, _ *http.Request, _ string, right answer) {
		w.Header().Set("Content-Type", right.contentType)
		w.Header().Set("Content-Length", strconv.Itoa(len(right.body)))
		w.Write(right.body[:len(right.body)/2]) // the client may be gone
		flush(w)
		panic(http.ErrAbortHandler)
	},
	"closed": func(*Server, http.ResponseWriter, *http.Request, string, answer) { panic(http.ErrAbortHandler) },
	"type": func(_ *Server, w http.ResponseWriter, _ *http.Request, with string, right answer) {
		right.contentType = with
		right.send(w)
	},
	"html": func(_ *Server, w http.ResponseWriter, _ *http.Request, with string, _ answer) {
		if with == "" {
			with = "text/html; charset=utf-8"
		}
		answer{http.StatusOK, with, []byte("<!DOCTYPE html>\n<html><head><title>Kirjaudu verkkoon</title></head><body><form></form></body></html>\n")}.send(w)
	},
	"redirect": func(_ *Server, w http.ResponseWriter, r *http.Request, with string, _ answer) {
		if with == "" {
			with = "https://kirjautuminen.example/portaali"
		}
		http.Redirect(w, r, with, http.StatusFound)
	},
	"loop": func(_ *Server, w http.ResponseWriter, r *http.Request, _ string, _ answer) {
		http.Redirect(w, r, r.URL.RequestURI(), http.StatusTemporaryRedirect)
	},
	"endless": endless,
	"empty": func(_ *Server, w http.ResponseWriter, _ *http.Request, _ string, right answer) {
		right.rows(func(int) bool { return false }).send(w)
	},
	"shrunk": func(_ *Server, w http.ResponseWriter, _ *http.Request, with string, right answer) {
		n := 2
		if m, err := strconv.Atoi(with); err == nil && m > 0 {
			n = m
		}
		right.rows(func(i int) bool { return i%n == 0 }).send(w)
	},
	"cut": func(_ *Server, w http.ResponseWriter, _ *http.Request, _ string, right answer) {
		right.body = right.body[:len(right.body)*4/5]
		right.send(w)
	},
	"gender": func(_ *Server, w http.ResponseWriter, _ *http.Request, _ string, right answer) {
		right.body = bytes.ReplaceAll(right.body, []byte(`"total"`), []byte(`"yhteensä"`))
		right.body = bytes.ReplaceAll(right.body, []byte(";total;"), []byte(";yhteensä;"))
		right.send(w)
	},
}

func (s *Server) misbehave(w http.ResponseWriter, r *http.Request, rule rule) {
	if status, err := strconv.Atoi(rule.how); err == nil {
		if rule.with != "" {
			w.Header().Set("Retry-After", rule.with)
		}
		text := fmt.Sprintf("%d %s\n", status, http.StatusText(status))
		answer{status, "text/plain; charset=utf-8", []byte(text)}.send(w)
		return
	}
	r.Header.Del("Accept-Encoding") // what it gives is worked on as it is
	right := httptest.NewRecorder()
	s.mux.ServeHTTP(right, r)
	ways[rule.how](s, w, r, rule.with, answer{right.Code, right.Header().Get("Content-Type"), right.Body.Bytes()})
}

// wait waits, and reports whether anybody still listens.
func (s *Server) wait(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-r.Context().Done():
		return false
	case <-s.gone:
		return false
	case <-timer.C:
		return true
	}
}

func flush(w http.ResponseWriter) error { return http.NewResponseController(w).Flush() }

// answer is a whole answer.
type answer struct {
	status      int
	contentType string
	body        []byte
}

func (a answer) send(w http.ResponseWriter) {
	w.Header().Set("Content-Type", a.contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	w.Write(a.body) // the client may be gone
}

// rows keeps of a list in JSON, or of the lines of CSV below the header, what is
// wanted; what is neither stays.
func (a answer) rows(want func(i int) bool) answer {
	if !strings.HasPrefix(a.contentType, "application/json") {
		header, rows, _ := bytes.Cut(a.body, []byte("\n"))
		a.body = slices.Concat(header, []byte("\n"))
		i := 0
		for line := range bytes.Lines(rows) {
			if want(i) {
				a.body = append(a.body, line...)
			}
			i++
		}
		return a
	}
	var all, kept []json.RawMessage
	if json.Unmarshal(a.body, &all) != nil {
		return a
	}
	for i, one := range all {
		if want(i) {
			kept = append(kept, one)
		}
	}
	a.body = []byte("[]")
	if len(kept) > 0 {
		a.body, _ = json.Marshal(kept) // each was JSON
	}
	return a
}

// endless sends until the client is gone.
func endless(s *Server, w http.ResponseWriter, r *http.Request, with string, right answer) {
	w.Header().Set("Content-Type", right.contentType)
	send := func() error { _, err := w.Write(bytes.Repeat([]byte("[[[[[[[[\r\n"), 6400)); return err }
	switch with {
	case "gzip":
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed) // a level that there is
		spaces := bytes.Repeat([]byte(" "), 1<<20)
		send = func() error { _, err := z.Write(spaces); return err }
	case "nothing": // files of nothing, one after the other
		w.Header().Set("Content-Encoding", "gzip")
		var b bytes.Buffer
		gzip.NewWriter(&b).Close() // to memory
		nothing := bytes.Repeat(b.Bytes(), 1000)
		send = func() error { _, err := io.Copy(w, bytes.NewReader(nothing)); return err }
	}
	for r.Context().Err() == nil {
		select {
		case <-s.gone:
			return
		default:
		}
		if send() != nil {
			return
		}
	}
}
