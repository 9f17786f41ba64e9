// Package address fetches a file from an address: any that can be imported.
package address

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"kuvio/internal/fetch"
	"kuvio/internal/spool"
)

// Source is a file at an address. Whether it is a newer one than what is held, only
// the answer says: a service that can tell is asked for what is newer alone, the
// file of another comes each time, and is new where its content is.
type Source struct {
	Client fetch.Doer
	URL    string
	Read   string // how the file is read; one that is held is new where it was read otherwise
	Held   func(key string) (spool.Entry, bool)
	Force  bool // what is held does not matter
}

// News asks for the file. A piece's Get gives the file that came then.
func (s *Source) News(ctx context.Context) ([]fetch.Piece, error) {
	shown := fetch.WithoutSecrets(s.URL)
	entry := spool.Entry{Key: "url " + shown, Name: shown, Asked: s.Read}
	held, ok := s.Held(entry.Key)
	newest := ok && held.Asked == s.Read && !s.Force // if it is the same
	r := fetch.Request{URL: s.URL}
	if newest {
		r.ETag, r.Modified = held.ETag, held.Modified
	}
	answer, err := s.Client.Do(ctx, r)
	if err != nil {
		return nil, err
	}
	p := fetch.Piece{Key: entry.Key, Name: "the file"}
	if answer.Unchanged || newest && held.SHA256 == spool.SHA256(answer.Body) {
		return []fetch.Piece{p}, nil
	}
	if err := shrunk(shown, held, int64(len(answer.Body))); ok && !s.Force && err != nil {
		return nil, err
	}
	entry.Type, entry.ETag, entry.Modified, entry.Updated = answer.Type, answer.ETag, answer.Modified, day(answer.Modified)
	switch {
	case !ok:
		p.Why = "new"
	case held.Asked != s.Read:
		p.Why = "read otherwise than before"
	case s.Force:
		p.Why = "asked for again"
	case entry.Updated != "" && entry.Updated != held.Updated:
		p.Why = "updated " + entry.Updated
	default:
		p.Why = "changed since " + held.Retrieved
	}
	p.Get = func(context.Context) ([]fetch.Body, error) {
		return []fetch.Body{{Entry: entry, Content: answer.Body}}, nil
	}
	return []fetch.Piece{p}, nil
}

// shrunk refuses what is much less than what is held: a table of which half is gone
// is more often a fault than a correction.
func shrunk(shown string, held spool.Entry, size int64) error {
	if size >= held.Size/2 {
		return nil
	}
	return &fetch.Error{
		URL:   shown,
		Found: fmt.Sprintf("the file has shrunk: found %d bytes, and %d came on %s", size, held.Size, held.Retrieved),
		Do:    "what is held stays: try again later, or take it with --force",
	}
}

// day is the day of a time as HTTP has it; "" of none.
func day(modified string) string {
	at, err := http.ParseTime(modified)
	if err != nil {
		return ""
	}
	return at.Format(time.DateOnly)
}
