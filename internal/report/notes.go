package report

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/table"
)

// noteHeading stands last, for people.
var noteHeading = table.Column{Name: "note", Title: text("Huom.", "Anm.", "Note"), Last: true, Narrow: true}

// noteColumn is the column of what is to be said of a row. Machines read all of
// it as codes. People read a note with a number of its own where it stands
// ("years without a value: 3"); one that says the same of every row it is on
// stands below the table, with a mark in the rows unless all have it.
func noteColumn[T any](of func(*T) domain.Notes) Column[T] {
	return Column[T]{Heading: noteHeading, Notes: of}
}

// rowNotes are the notes of a table's rows.
type rowNotes struct {
	rows  int
	on    map[domain.Note]int // on how many rows each is
	below domain.Notes        // those that stand below the table, each once
	own   [][]domain.Note     // those that rows have in words, each once, of one code together
}

func (r *rowNotes) add(notes domain.Notes) {
	r.rows++
	for at, n := range notes {
		if slices.Contains(notes[:at], n) {
			continue
		}
		if r.on == nil {
			r.on = make(map[domain.Note]int)
		}
		if r.on[n]++; r.on[n] > 1 {
			continue
		}
		if standsBelow(n) {
			r.below = append(r.below, n)
			continue
		}
		i := slices.IndexFunc(r.own, func(alike []domain.Note) bool { return alike[0].Code == n.Code })
		if i < 0 {
			i, r.own = len(r.own), append(r.own, nil)
		}
		r.own[i] = append(r.own[i], n)
	}
}

// everywhere reports whether a note is on every row.
func (r *rowNotes) everywhere(n domain.Note) bool { return r.on[n] == r.rows }

// notesShown is how the notes of a table's rows are said. Paper has marks alone in the
// column.
type notesShown struct {
	said, brief    []domain.Text // below the table, and on paper
	wide           bool          // nothing is said in the rows
	marks, onPaper map[domain.Note]string
}

func (r *rowNotes) shown() notesShown {
	s := notesShown{marks: make(map[domain.Note]string), wide: len(r.own) == 0}
	for _, n := range r.below {
		if !r.everywhere(n) {
			s.marks[n], s.wide = superscript(len(s.marks)+1), false
		}
		s.said = append(s.said, sentence(s.marks[n], n))
	}
	var rest []domain.Text
	s.onPaper, rest = r.paperMarks(s.marks)
	s.brief = append(s.said[:len(s.said):len(s.said)], rest...)
	return s
}

// values gives what stands in each of the rows: mostly the same as in the one before.
func (s *notesShown) values() func(domain.Notes) table.Value {
	value := func(notes domain.Notes) table.Value {
		return table.Str(notes.String()).ForPeople(shownNotes(notes, s.marks)).OnPaper(same(marksOf(notes, s.onPaper)))
	}
	var last domain.Notes
	same := value(last)
	return func(notes domain.Notes) table.Value {
		if !slices.Equal(notes, last) {
			last, same = notes, value(notes)
		}
		return same
	}
}

// mostAlike is how many notes that differ in their number alone are told apart on paper.
const mostAlike = 3

// paperMarks are the marks of every note on paper: those that stand below the table, and
// after them those that a row has in words elsewhere, with what is said of these. Of many
// that differ in a number alone only its range is said, behind one mark.
func (r *rowNotes) paperMarks(below map[domain.Note]string) (marks map[domain.Note]string, said []domain.Text) {
	marks = maps.Clone(below)
	marked := len(below)
	for _, alike := range r.own {
		told := alike
		if len(alike) > mostAlike {
			told = []domain.Note{{Code: alike[0].Code, Arg: rangeOf(alike)}}
		}
		for i, n := range told {
			mark := ""
			if !r.everywhere(n) {
				marked++
				mark = superscript(marked)
			}
			said = append(said, sentence(mark, n))
			if len(told) == len(alike) {
				marks[alike[i]] = mark
				continue
			}
			for _, one := range alike {
				marks[one] = mark
			}
		}
	}
	return marks, said
}

// rangeOf is what the numbers of notes lie between or, where they are not numbers, the
// first of them.
func rangeOf(notes []domain.Note) string {
	least, most := math.MaxInt, math.MinInt
	for _, n := range notes {
		v, err := strconv.Atoi(n.Arg)
		if err != nil {
			return list(notes[:mostAlike], func(n domain.Note) string { return n.Arg }) + "…"
		}
		least, most = min(least, v), max(most, v)
	}
	return locale.Range(strconv.Itoa(least), strconv.Itoa(most))
}

// marksOf are the marks of a row's notes.
func marksOf(notes domain.Notes, marks map[domain.Note]string) string {
	var below, own []string
	for _, n := range notes {
		switch mark := marks[n]; {
		case mark == "":
		case standsBelow(n):
			below = append(below, mark)
		default:
			own = append(own, mark)
		}
	}
	return strings.Join(append(below, own...), " ")
}

// standsBelow reports whether a note says the same of every row it is on: one
// without a number, or with one that is the table's.
func standsBelow(n domain.Note) bool {
	return n.Arg == "" || n.Code == domain.NoteMeanOf || n.Code == domain.NoteTakenSuppressed || n.Code == domain.NoteRealPrices || n.Code == domain.NotePooled ||
		n.Code == domain.NoteStandardised || n.Code == domain.NoteIndirect || n.Code == domain.NoteAsOf
}

// shownNotes is a row's notes as people read them: the marks of those below
// the table, then the others in words.
func shownNotes(notes domain.Notes, marks map[domain.Note]string) domain.Text {
	mark := ""
	var own domain.Notes
	for _, n := range notes {
		if !standsBelow(n) {
			own = append(own, n)
		} else {
			mark += marks[n]
		}
	}
	words := own.Text()
	return each(func(l domain.Lang) string { return strings.TrimSpace(mark + " " + words.In(l)) })
}

// superscript writes n as a footnote's mark.
func superscript(n int) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(strconv.Itoa(n))
}

// sentence is a note below a table, after its mark if it has one.
func sentence(mark string, n domain.Note) domain.Text {
	words := n.Sentence()
	return each(func(l domain.Lang) string { return strings.TrimSpace(mark + " " + words.In(l)) })
}

// Unmarked are the notes of a table without their marks, for whoever does not
// read its rows beside them.
func Unmarked(notes []domain.Text) []domain.Text {
	bare := slices.Clone(notes)
	for i := range bare {
		bare[i] = each(func(l domain.Lang) string { return strings.TrimLeft(bare[i].In(l), "⁰¹²³⁴⁵⁶⁷⁸⁹ ") })
	}
	return bare
}
