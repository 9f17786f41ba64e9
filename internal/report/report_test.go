package report

import (
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// sighting is a row of the tables below.
type sighting struct {
	bird  string
	ring  *ring // nil where it had none
	notes domain.Notes
}

type ring struct{ number int }

func sightings(rows ...sighting) *Table[sighting] {
	rings := []Column[ring]{{
		Heading: table.Column{Name: "ring"},
		Value:   func(r *ring) table.Value { return table.IntOf(r.number) },
		Idle:    func(r *ring) bool { return r.number == 0 },
	}}
	return &Table[sighting]{
		Columns: slices.Concat(
			[]Column[sighting]{{Heading: table.Column{Name: "bird"}, Value: func(s *sighting) table.Value { return table.Str(s.bird) }}},
			part(rings, func(s *sighting) *ring { return s.ring }),
			[]Column[sighting]{noteColumn(func(s *sighting) domain.Notes { return s.notes })}),
		Rows:  rows,
		Notes: []domain.Text{same("Read so.")},
		After: []domain.Text{same("Left out: 2.")},
	}
}

// A row that lacks a part has no value in its columns; a column that says
// nothing in any row is shown to people only where they ask for all.
func TestParts(t *testing.T) {
	some := sightings(sighting{bird: "varis"}, sighting{bird: "harakka", ring: &ring{17}}).Fill()
	if got, want := some.Rows[0][1], table.None(); got != want {
		t.Errorf("ring %v without one, want %v", got, want)
	}
	if got, want := some.Rows[1][1], table.IntOf(17); got != want {
		t.Errorf("ring %v, want %v", got, want)
	}
	none := sightings(sighting{bird: "varis"}, sighting{bird: "harakka", ring: &ring{0}}).Fill()
	if some.Columns[1].Wide || !none.Columns[1].Wide {
		t.Errorf("wide is %v with a ring and %v without any, want false and true", some.Columns[1].Wide, none.Columns[1].Wide)
	}
	if empty := sightings().Fill(); !empty.Columns[1].Wide || !empty.Columns[2].Wide || len(empty.Rows) != 0 {
		t.Errorf("of no rows: %+v", empty)
	}
}

// A note that says the same of every row it is on stands below, with a mark
// unless all rows have it; one with a number of its own stands in its row.
func TestNotes(t *testing.T) {
	madeUp, counts, gaps := domain.Note{Code: domain.NoteMadeUp}, domain.Note{Code: domain.NoteFromCounts}, domain.Note{Code: domain.NoteGaps, Arg: "3"}
	tab := sightings(
		sighting{bird: "varis", notes: domain.Notes{madeUp, counts, gaps}},
		sighting{bird: "harakka", notes: domain.Notes{madeUp}}).Fill()
	if got, want := written(t, tab, table.CSV, table.Options{}), "bird,ring,note\nvaris,,made_up;computed_from_counts;gaps:3\nharakka,,made_up\n"; got != want {
		t.Errorf("machines read %q, want %q", got, want)
	}
	var said []string
	for _, n := range tab.Notes {
		said = append(said, n.EN)
	}
	want := []string{"Read so.", madeUp.Sentence().EN, "¹ " + counts.Sentence().EN, "Left out: 2."}
	if !slices.Equal(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
	if bare := Unmarked(tab.Notes); bare[2] != counts.Sentence() || tab.Notes[2] == bare[2] {
		t.Errorf("unmarked %q", bare[2].EN)
	}
	shown := shownNotes(domain.Notes{madeUp, counts, gaps}, map[domain.Note]string{counts: "¹"}).EN
	if want := "¹ " + (domain.Notes{gaps}).Text().EN; shown != want {
		t.Errorf("shown %q, want %q", shown, want)
	}
}

// On paper every note is a mark: those that differ in their number alone have one, behind
// which its range is said.
func TestNotesOnPaper(t *testing.T) {
	gaps := func(n string) domain.Notes { return domain.Notes{{Code: domain.NoteGaps, Arg: n}} }
	counts := domain.Note{Code: domain.NoteFromCounts}
	tab := sightings(
		sighting{bird: "varis", notes: gaps("3").With(counts)}, sighting{bird: "harakka", notes: gaps("12")},
		sighting{bird: "naakka", notes: gaps("1")}, sighting{bird: "närhi", notes: gaps("4")}, sighting{bird: "korppi"}).Fill()
	laid, err := tab.Lay(table.Options{Lang: domain.English, Narrow: true})
	if err != nil {
		t.Fatal(err)
	}
	var marks []string
	for _, row := range laid.Sections[0].Rows {
		marks = append(marks, row[len(row)-1].Text)
	}
	if want := []string{"¹ ²", "²", "²", "²", ""}; !slices.Equal(marks, want) {
		t.Errorf("marks %q, want %q", marks, want)
	}
	if said := "² Years without a value in between: 1–12."; !slices.Contains(laid.Notes, said) {
		t.Errorf("said %q, want %q among it", laid.Notes, said)
	}
	if words := written(t, tab, table.Markdown, table.Options{Lang: domain.English}); !strings.Contains(words, "years without a value in between: 12") {
		t.Errorf("in words\n%s", words)
	}
}

// People are told a forecast of a number of people to tens or hundreds, machines
// what was computed.
func TestForecastForPeople(t *testing.T) {
	y := yearAhead{ForecastPoint: trend.ForecastPoint{Period: "2027", Value: 152523.7, Lower: 146744, Upper: 158357.6}}
	v := y.num(func(p *trend.ForecastPoint) float64 { return p.Value })
	one := table.Table{Columns: []table.Column{{Name: "value"}}, Rows: [][]table.Value{{v}}}
	for format, want := range map[table.Format]string{table.CSV: "152523.7", table.Markdown: "153,000"} {
		var out strings.Builder
		if err := one.Write(&out, format, table.Options{Lang: domain.English}); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%s: %q, %v, want %s", format, out.String(), err, want)
		}
	}
}
