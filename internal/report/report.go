// Package report makes the tables and texts that results are read in: of each
// kind of result the columns, with their headings in three languages, how the
// table is to be read, and its source. A column carries its value: what stands
// under a heading cannot come under another.
//
// It takes results and a language, and gives a *table.Table or lines of text.
// Who prints them, where and in which format, is no matter of its.
package report

import (
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/table"
)

// Column is a column of a table whose rows are made of T: its heading, and what
// a row has under it.
type Column[T any] struct {
	Heading table.Column
	Value   func(*T) table.Value

	// Notes takes the place of Value in the column of notes, of which a table
	// has one at most.
	Notes func(*T) domain.Notes

	// Idle tells rows of which the column says nothing to people. Where all are
	// such it is Wide. nil is none.
	Idle func(*T) bool
}

// Table is a table whose rows are made of T.
type Table[T any] struct {
	Columns []Column[T]
	Rows    []T
	Caption domain.Text
	Title   domain.Text   // what the table is; with no more said where it stands alone
	Notes   []domain.Text // how it is to be read, before what its rows' notes say
	Brief   []domain.Text // Notes of the columns of paper alone; nil where those are the same
	After   []domain.Text // what is said after them
	Source  domain.Text
}

// Fill makes the values of every row.
func (t *Table[T]) Fill() *table.Table {
	s := t.survey()
	for i := range t.Rows {
		s.see(&t.Rows[i])
	}
	filled, fill := s.table(), s.filler()
	n := len(t.Columns)
	cells := make([]table.Value, len(t.Rows)*n)
	for i := range t.Rows {
		row := cells[i*n : (i+1)*n : (i+1)*n]
		fill(row, &t.Rows[i])
		filled.Rows = append(filled.Rows, row)
	}
	return filled
}

// survey is what the headings and notes of a table have to know of its rows, seen one
// after the other.
type survey[T any] struct {
	*Table[T]
	rows  int
	busy  []bool // by column: it says something to people in a row
	notes rowNotes
	shown notesShown
}

func (t *Table[T]) survey() *survey[T] {
	return &survey[T]{Table: t, busy: make([]bool, len(t.Columns))}
}

func (s *survey[T]) see(row *T) {
	s.rows++
	for j := range s.Columns {
		c := &s.Columns[j]
		if c.Idle != nil && !s.busy[j] {
			s.busy[j] = !c.Idle(row)
		}
		if c.Notes != nil {
			s.notes.add(c.Notes(row))
		}
	}
}

// table is the table without its rows.
func (s *survey[T]) table() *table.Table {
	filled := &table.Table{Title: s.Title, Caption: s.Caption, Source: s.Source}
	for j, c := range s.Columns {
		filled.Columns = append(filled.Columns, c.Heading)
		if c.Idle != nil && !s.busy[j] {
			filled.Columns[j].Wide = true
		}
		if c.Notes != nil {
			s.shown = s.notes.shown()
			filled.Columns[j].Wide = s.shown.wide
		}
	}
	filled.Notes = slices.Concat(s.Notes, s.shown.said, s.After)
	brief := s.Brief
	if brief == nil {
		brief = s.Notes
	}
	filled.Brief = slices.Concat(brief, s.shown.brief, s.After)
	return filled
}

// filler makes the values of the rows, once the table is made, one after the other.
func (s *survey[T]) filler() func([]table.Value, *T) {
	note := s.shown.values()
	return func(dst []table.Value, row *T) {
		for j := range s.Columns {
			switch c := &s.Columns[j]; {
			case c.Notes != nil:
				dst[j] = note(c.Notes(row))
			case c.Value != nil:
				dst[j] = c.Value(row)
			}
		}
	}
}

// narrow is the column as one that paper has.
func narrow[T any](c Column[T]) Column[T] {
	c.Heading.Narrow = true
	return c
}

// offPaper takes columns of these names from those that paper has, where others that
// were asked for need the room.
func offPaper[T any](columns []Column[T], names ...string) {
	for i := range columns {
		if h := &columns[i].Heading; slices.Contains(names, h.Name) {
			h.Narrow = false
		}
	}
}

// part are the columns of a part of a row. A row that lacks it, of which of is
// nil, has no values in them.
func part[T, P any](columns []Column[P], of func(*T) *P) []Column[T] {
	all := make([]Column[T], len(columns))
	for i, c := range columns {
		all[i] = Column[T]{Heading: c.Heading, Value: func(row *T) table.Value {
			if p := of(row); p != nil {
				return c.Value(p)
			}
			return table.None()
		}}
		if c.Idle != nil {
			all[i].Idle = func(row *T) bool {
				p := of(row)
				return p == nil || c.Idle(p)
			}
		}
	}
	return all
}
