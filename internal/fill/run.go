package fill

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/placeholder"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// Outcome is what came of a place.
type Outcome struct {
	Place
	State State  // of what was filled before; "" of a placeholder
	Today Answer // what it would be today
	Said  string // the same, as it is remembered
	Err   error  // why there is no answer
}

// Overtaken reports whether a person has changed what was filled, and the data have moved
// since it was: what stands there may be of neither.
func (o *Outcome) Overtaken() bool {
	return o.State == Edited && o.Err == nil && o.Filled.Said != o.Said
}

// Declares reports whether the place says what the document is about, and asks nothing.
func (p *Place) Declares() bool {
	_, declares := placeholder.SubjectOf(p.Words)
	return declares
}

// SubjectOf is the area that a document says it is about or, where it does not, the one it
// was filled for; "" for none. Two of them are an error.
func SubjectOf(e Editor) (string, error) {
	subject, where := "", ""
	for _, p := range e.Places() {
		ref, ok := placeholder.SubjectOf(p.Words)
		switch {
		case !ok || p.Filled != nil || p.Err != nil:
		case subject != "" && ref != subject:
			return "", fmt.Errorf("the document is about two areas, %s (%s) and %s (%s): name one, and write the other in its own placeholders", subject, where, ref, p.Where)
		default:
			subject, where = ref, p.Where
		}
	}
	return cmp.Or(subject, e.Memory().Subject), nil
}

// WrittenAbout is the area that a document's figures are of: the one that it declares,
// whatever area it is filled for.
func WrittenAbout(e Editor) string {
	for _, p := range e.Places() {
		if ref, ok := placeholder.SubjectOf(p.Words); ok && p.Filled == nil {
			return ref
		}
	}
	return cmp.Or(e.Memory().Written, e.Memory().Subject)
}

// Look finds what each place of a document says and would say, and changes nothing.
func Look(ctx context.Context, e Editor, a Answerer) ([]Outcome, error) {
	places := e.Places()
	outcomes := make([]Outcome, len(places))
	late := make([]bool, len(places)) // of all the others, and answered after them
	for i, p := range places {
		r, err := placeholder.Parse(p.Words)
		late[i] = err == nil && (r.What == placeholder.Sources || r.What == placeholder.Notes)
	}
	for _, last := range []bool{false, true} {
		for i, p := range places {
			if late[i] != last {
				continue
			}
			o := Outcome{Place: p}
			if o.Err = p.Err; o.Err == nil && !p.Gone && !p.Declares() {
				o.Today, o.Err = a.Answer(ctx, p.Words)
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if o.Err == nil {
				o.Said = Said(o.Today)
			}
			if p.Filled != nil && (o.Err == nil || p.Gone) {
				o.State = p.State(o.Said)
			}
			outcomes[i] = o
		}
	}
	return outcomes, nil
}

// Fill answers the placeholders of a document, and renews what was filled and has moved:
// what a person changed is left as it is, what cannot be answered too. Of data that is
// made up the sources say so, and the notes which areas lack a value: where no placeholder
// asks for them, they are put at the end.
func Fill(ctx context.Context, e Editor, a Answerer, subject string, l domain.Lang) ([]byte, []Outcome, error) {
	outcomes, err := Look(ctx, e, a)
	if err != nil {
		return nil, nil, err
	}
	m := Memory{Lang: l, Subject: subject}
	if written := WrittenAbout(e); written != subject {
		m.Written = written
	}
	ids := newIDs(e.Memory())
	for i := range outcomes {
		if f := put(e, i, &outcomes[i], ids); f != nil {
			m.Filled = append(m.Filled, *f)
		}
	}
	added, err := addGathered(ctx, e, a, outcomes, ids)
	if err != nil {
		return nil, nil, err
	}
	m.Filled = append(m.Filled, added...)
	content, err := e.Bytes(m)
	return content, outcomes, err
}

// put puts an answer at its place, if one is to be put there, and gives what is to be
// remembered; nil for nothing.
func put(e Editor, i int, o *Outcome, ids *ids) *Filled {
	switch {
	case o.Filled != nil && o.State == Gone:
		return nil // told once
	case o.Filled != nil && o.State != Moved:
		return o.Filled // also what cannot be answered today
	case o.Err != nil:
		return nil
	}
	if o.Declares() {
		_, o.Err = e.Put(i, "", Answer{}) // which Memory.Subject remembers
		return nil
	}
	f := &Filled{Words: o.Words, Said: o.Said}
	if o.Filled != nil {
		f.ID = o.Filled.ID
	} else {
		f.ID = ids.next()
	}
	if f.Put, o.Err = e.Put(i, f.ID, o.Today); o.Err != nil {
		return o.Filled
	}
	return f
}

// Reserving is an Answerer some of whose answers may need what is gathered of all.
type Reserving interface {
	MadeUp() bool   // an answer was of data that is made up, as the sources say
	Reserved() bool // an answer leaves something to the notes
}

// addGathered puts at the end of a document what its answers need and no placeholder asks.
func addGathered(ctx context.Context, e Editor, a Answerer, outcomes []Outcome, ids *ids) (added []Filled, err error) {
	r, ok := a.(Reserving)
	if !ok {
		return nil, nil
	}
	for _, needs := range []struct {
		it    bool
		what  placeholder.What
		words string
	}{{r.Reserved(), placeholder.Notes, "huomautukset"}, {r.MadeUp(), placeholder.Sources, "lähteet"}} {
		if !needs.it || slices.ContainsFunc(outcomes, func(o Outcome) bool {
			r, err := placeholder.Parse(o.Words)
			return err == nil && r.What == needs.what && !o.Gone && o.Err == nil
		}) {
			continue
		}
		today, err := a.Answer(ctx, needs.words)
		if err != nil {
			return nil, err
		}
		f := Filled{ID: ids.next(), Words: needs.words, Said: Said(today)}
		if f.Put, err = e.Append(f.ID, today); err != nil {
			return nil, err
		}
		added = append(added, f)
	}
	return added, nil
}

// ids gives ids that a document has not had yet.
type ids struct{ last int }

func newIDs(m Memory) *ids {
	all := &ids{}
	for _, f := range m.Filled {
		if n, err := strconv.Atoi(strings.TrimPrefix(f.ID, "k")); err == nil {
			all.last = max(all.last, n)
		}
	}
	return all
}

func (i *ids) next() string {
	i.last++
	return "k" + strconv.Itoa(i.last)
}

// Said is what is remembered of an answer: its text or, of blocks, the hash of what they
// say, whatever they look like.
func Said(a Answer) string {
	if a.Blocks == nil {
		return a.Text
	}
	h := sha256.New()
	for _, b := range a.Blocks {
		say(h, b)
	}
	return hex.EncodeToString(h.Sum(nil))[:hashed]
}

// hashed is how many digits of a hash are remembered.
const hashed = 16

func say(w io.Writer, b document.Block) {
	lines := func(kind string, all ...string) {
		for _, s := range all {
			fmt.Fprintf(w, "%s %q\n", kind, s)
		}
	}
	switch b := b.(type) {
	case *document.Heading:
		lines("heading", b.Text)
	case *document.Paragraph:
		lines("paragraph", b.Plain())
	case *document.List:
		for _, item := range b.Items {
			lines("item", item.Plain())
		}
	case *document.Note:
		lines("note", b.Text)
	case *document.Sources:
		lines("source", b.Lines...)
	case *document.Table:
		lines("table", b.Caption)
		sayTable(w, b.Table)
	case *document.Figure:
		lines("figure", b.Caption, b.Alt)
		sayTable(w, b.Data)
	}
}

// sayTable writes what people and programs read of a table, without its source: the day
// on which the same numbers were fetched again is no other content.
func sayTable(w io.Writer, t *table.Table) {
	if t == nil {
		return
	}
	_ = t.Write(w, table.CSV, table.Options{}) // to a hash, which takes all
}

// ErrWithin is that blocks were to be put within a sentence.
var ErrWithin = errors.New("a table or figure stands within a sentence: give it a paragraph of its own")
