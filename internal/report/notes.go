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

// fillNotes fills column j of a table with the notes of its rows, and returns
// those that stand below it, and those that do on paper, which has marks alone in the
// column.
func (t *Table[T]) fillNotes(filled *table.Table, j int) (said, brief []domain.Text) {
	rows := make([]domain.Notes, len(t.Rows))
	var below domain.Notes
	for i := range t.Rows {
		rows[i] = t.Columns[j].Notes(&t.Rows[i])
		for _, n := range rows[i] {
			if standsBelow(n) {
				below = below.With(n)
			}
		}
	}
	marks := make(map[domain.Note]string)
	for _, n := range below {
		if !everywhere(rows, n) {
			marks[n] = superscript(len(marks) + 1)
		}
	}
	some := false
	onPaper, rest := paperMarks(rows, marks)
	for i, notes := range rows {
		shown := shownNotes(notes, marks)
		some = some || !shown.IsZero()
		filled.Rows[i][j] = table.Str(notes.String()).ForPeople(shown).OnPaper(same(marksOf(notes, onPaper)))
	}
	filled.Columns[j].Wide = !some
	for _, n := range below {
		said = append(said, sentence(marks[n], n))
	}
	return said, append(said[:len(said):len(said)], rest...)
}

// mostAlike is how many notes that differ in their number alone are told apart on paper.
const mostAlike = 3

// paperMarks are the marks of every note on paper: those that stand below the table, and
// after them those that a row has in words elsewhere, with what is said of these. Of many
// that differ in a number alone only its range is said, behind one mark.
func paperMarks(rows []domain.Notes, below map[domain.Note]string) (marks map[domain.Note]string, said []domain.Text) {
	marks = maps.Clone(below)
	marked := len(below)
	for _, alike := range ownNotes(rows) {
		told := alike
		if len(alike) > mostAlike {
			told = []domain.Note{{Code: alike[0].Code, Arg: rangeOf(alike)}}
		}
		for i, n := range told {
			mark := ""
			if !everywhere(rows, n) {
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

// ownNotes are the notes that rows have in words, those of one code together.
func ownNotes(rows []domain.Notes) [][]domain.Note {
	var codes []domain.NoteCode
	of := make(map[domain.NoteCode]domain.Notes)
	for _, notes := range rows {
		for _, n := range notes {
			if standsBelow(n) {
				continue
			}
			if of[n.Code] == nil {
				codes = append(codes, n.Code)
			}
			of[n.Code] = of[n.Code].With(n)
		}
	}
	all := make([][]domain.Note, len(codes))
	for i, code := range codes {
		all[i] = of[code]
	}
	return all
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

func everywhere(rows []domain.Notes, n domain.Note) bool {
	for _, r := range rows {
		if !slices.Contains(r, n) {
			return false
		}
	}
	return true
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
