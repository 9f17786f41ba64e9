// Package fill puts answers in the place of a document's placeholders, remembers what was
// put, and finds out later what of it still holds. It knows no format of files: who edits
// one is an Editor.
package fill

import (
	"context"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
)

// Answer is what takes a placeholder's place: a text within its sentence, or blocks in
// place of its paragraph.
type Answer struct {
	Text   string
	Blocks []document.Block // nil where there is a text
}

// Answerer answers the words of a placeholder, without its braces. Its errors are for
// whoever wrote them: what cannot be read or answered, near names, what to write.
type Answerer interface {
	Answer(ctx context.Context, words string) (Answer, error)
}

// Filled is what a document remembers of a placeholder.
type Filled struct {
	ID    string // unique within the document, as k1
	Words string // of the placeholder, without its braces
	Said  string // the text that was put, or of blocks the hash of what they said
	Put   string // of blocks, the hash of how the file had them; "" of a text, which is as it is said
}

// Memory is all that a document remembers.
type Memory struct {
	Lang    domain.Lang // in which it was filled
	Subject string      // the reference of the area that it is about; "" for none
	Written string      // that of the area that its template was written about; "" where that is the subject
	Filled  []Filled    // by the order of their places
}

// Place is where a placeholder stands, or stood.
type Place struct {
	Where  string  // for people: "line 12", "paragraph 3, table 1"
	Words  string  // of the placeholder, without its braces
	Err    error   // why a placeholder cannot be read, as one that is not closed
	Filled *Filled // what was put there; nil of a placeholder that has not been filled
	Gone   bool    // of a filled one: the document has the place no more
	Stands string  // of a filled one, what is there now: the text as it was put or, changed, what it ends with; of blocks the hash of how the file has them
}

// Editor edits a file of one format, once: its places are taken, then some of them are
// put answers in, then its bytes are asked for.
type Editor interface {
	// Memory is what the file remembers; the zero Memory of one that was never filled.
	Memory() Memory
	// Places are the placeholders and what was filled, in the order in which they are
	// read; those that are gone stand last.
	Places() []Place
	// Changed reports whether the file has been filled and a person has changed it since,
	// anywhere in what it says; so it is of one that does not remember what it said.
	Changed() bool
	// Put puts an answer at a place, by its number among Places: in place of the
	// placeholder, or of what was put there before. It gives what is to be remembered as
	// Filled.Put. Blocks within a sentence are ErrWithin. With no id the placeholder is
	// taken out, and its paragraph where it was alone in it.
	Put(place int, id string, a Answer) (put string, err error)
	// Append puts blocks at the end of the document, as Put does at a place.
	Append(id string, a Answer) (put string, err error)
	// Bytes is the file with what was put, remembering what it is given.
	Bytes(Memory) ([]byte, error)
}

// State is how what was filled stands today.
type State string

// The states of what was filled.
const (
	Holds  State = "holds"  // it says what would be put today
	Moved  State = "moved"  // another answer would be put today
	Edited State = "edited" // a person has changed it since: it is left alone
	Gone   State = "gone"   // a person has taken it out
)

// File is a file beside a document, as a picture that it shows.
type File struct {
	Name    string
	Content []byte
}

// Changed reports whether a person has changed what was filled at the place, or taken
// it out.
func (p *Place) Changed() bool {
	put := p.Filled.Put
	if put == "" {
		put = p.Filled.Said
	}
	return p.Gone || p.Stands != put
}

// State is how what was filled at the place stands, of which said would be put today (see
// Said). What a person changed to just that holds.
func (p *Place) State(said string) State {
	switch {
	case p.Gone:
		return Gone
	case p.Changed() && p.ends(said):
		return Holds
	case p.Changed():
		return Edited
	case p.Filled.Said != said:
		return Moved
	}
	return Holds
}

// ends reports whether the text at the place ends with what would be put today.
func (p *Place) ends(said string) bool {
	before, ok := strings.CutSuffix(p.Stands, said)
	return ok && p.Filled.Put == "" && said != "" && (before == "" || strings.ContainsAny(before[len(before)-1:], " (["))
}
