// Package fetchtest is a statistical service to test against: it answers as
// SOTKAnet's REST interface does, from a small made-up bank that a test can
// change, writes down what it was asked, and misbehaves on request.
//
// Other services have a place beside it: Handle takes their addresses.
package fetchtest

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Server is the service. The zero value is none: Start or New makes one.
type Server struct {
	URL   string // "http://127.0.0.1:40001"; "" of one that does not listen
	Bank  *Bank  // what SOTKAnet's interface answers from
	PxWeb *PxWeb // a table of it by PxWeb's interface, at PxWebPath

	Kolada *Kolada // Kolada's interface, at KoladaPath

	mux      *http.ServeMux
	listener *httptest.Server // nil of one that does not listen
	gone     chan struct{}    // closed when the server is

	mu       sync.Mutex
	requests []Request
	rules    []*rule
	files    map[string]file
}

// file is a file that the server has as it is.
type file struct {
	content  []byte
	modified time.Time // zero where it does not say
}

// Request is what the server was asked.
type Request struct {
	Method string
	URL    string // path and query, "/rest/1.1/indicators/191"
	Header http.Header
}

// New makes a service that does not listen: it is an http.Handler.
func New() *Server {
	s := &Server{Bank: newBank(), mux: http.NewServeMux(), gone: make(chan struct{}), files: map[string]file{}}
	s.PxWeb = newPxWeb(s.Bank)
	s.PxWeb.handle(s.mux)
	s.Kolada = newKolada()
	s.Kolada.handle(s.mux)
	s.mux.Handle(sotkanetPath+"/", http.StripPrefix(sotkanetPath, http.HandlerFunc(s.sotkanet)))
	s.mux.HandleFunc("GET /files/{name}", s.file)
	return s
}

// Serve gives a file at URL/files/NAME from now on. Where it was last modified is said,
// a client may ask for what is newer only; with the zero time it comes each time.
func (s *Server) Serve(name string, content []byte, modified time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name] = file{content, modified}
}

func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	f, ok := s.files[r.PathValue("name")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, r.PathValue("name"), f.modified, bytes.NewReader(f.content))
}

// Listen is a service on a port of its own of this machine, until Close.
func Listen() *Server {
	s := New()
	s.listener = httptest.NewServer(s)
	s.URL = s.listener.URL
	return s
}

// Start is Listen for as long as the test runs.
func Start(t testing.TB) *Server {
	t.Helper()
	s := Listen()
	t.Cleanup(s.Close)
	return s
}

// Sotkanet is the address of SOTKAnet's interface, as KUVIO_SOTKANET_URL has it.
func (s *Server) Sotkanet() string { return s.URL + sotkanetPath }

// Handle gives another service's addresses to h; pattern is http.ServeMux's
// ("POST /PXWeb/api/v1/"). Its requests are written down and it misbehaves as
// SOTKAnet's do.
func (s *Server) Handle(pattern string, h http.Handler) { s.mux.Handle(pattern, h) }

// Close ends the service: who asks then is refused. It may be called again.
func (s *Server) Close() {
	select {
	case <-s.gone:
		return
	default:
		close(s.gone)
	}
	if s.listener != nil {
		s.listener.CloseClientConnections()
		s.listener.Close()
	}
}

// Requests lists what was asked whose path or query contains part, in order;
// "" asks for all.
func (s *Server) Requests(part string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Request
	for _, r := range s.requests {
		if strings.Contains(r.URL, part) {
			found = append(found, r)
		}
	}
	return found
}

// Forget drops what was asked until now from Requests.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// ServeHTTP writes the request down, and answers or misbehaves.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, Request{r.Method, r.URL.RequestURI(), r.Header.Clone()})
	rule := s.next(r)
	s.mu.Unlock()
	if rule == nil {
		s.mux.ServeHTTP(w, r)
		return
	}
	s.misbehave(w, r, *rule)
}

// next is the first rule for the request that is not used up, and uses it.
func (s *Server) next(r *http.Request) *rule {
	i := slices.IndexFunc(s.rules, func(rule *rule) bool { return rule.left != 0 && rule.matches(r) })
	if i < 0 {
		return nil
	}
	if s.rules[i].left > 0 {
		s.rules[i].left--
	}
	return s.rules[i]
}
