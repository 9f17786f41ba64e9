package domain

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// declaredNotes reads the note codes out of note.go, so that a new one cannot
// be forgotten here.
func declaredNotes(t *testing.T) []NoteCode {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "note.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []NoteCode
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "NoteCode" {
			return true
		}
		for _, v := range spec.Values {
			code, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, NoteCode(code))
		}
		return true
	})
	return codes
}

func TestEveryNoteHasATextInEveryLanguage(t *testing.T) {
	codes := declaredNotes(t)
	if len(codes) < 17 {
		t.Fatalf("found %d note codes in note.go, expected at least 17", len(codes))
	}
	seen := make(map[string]NoteCode)
	for _, code := range codes {
		text := noteTexts[code]
		for _, s := range []string{text.FI, text.SV, text.EN} {
			if s == "" {
				t.Errorf("%s has no text in some language: %+v", code, text)
			}
			if other, ok := seen[s]; ok && s != "" {
				t.Errorf("%s and %s have the same text %q", code, other, s)
			}
			seen[s] = code
		}
		for _, l := range Langs {
			if shown := (Note{Code: code, Arg: "3"}).Text().In(l); strings.Contains(shown, "%") {
				t.Errorf("%s in %s: %q still has a place to be filled", code, l, shown)
			}
		}
		if n := strings.Count(text.FI, "%"); n != strings.Count(text.SV, "%") || n != strings.Count(text.EN, "%") || n > 1 {
			t.Errorf("%s: the languages do not agree on whether it has an argument: %+v", code, text)
		}
	}
	if len(noteTexts) != len(codes) {
		t.Errorf("%d texts for %d codes", len(noteTexts), len(codes))
	}
}

func TestNoteTextHoldsItsArgument(t *testing.T) {
	for n, want := range map[Note]Text{
		{NoteGaps, "3"}:          {FI: "vuosia ilman arvoa välissä: 3", SV: "år utan värde emellan: 3", EN: "years without a value in between: 3"},
		{NoteTooFew, "2"}:        {FI: "arvoja 2, tarvitaan 4", SV: "värden: 2, 4 behövs", EN: "2 values, 4 are needed"},
		{NoteTooFew, "1"}:        {FI: "arvoja 1, tarvitaan 4", SV: "värden: 1, 4 behövs", EN: "1 value, 4 are needed"},
		{NoteEvery, "2"}:         {FI: "arvo joka toinen vuosi", SV: "värde vartannat år", EN: "a value every other year"},
		{NoteEvery, "7"}:         {FI: "arvo 7 vuoden välein", SV: "värde med 7 års mellanrum", EN: "a value every 7 years"},
		{NoteAfterBreak, "2006"}: {FI: "laskettu vuodesta 2006 alkaen, jolloin sarja vaihtui tai määritelmä muuttui", SV: "beräknat från och med 2006, då serien byttes eller definitionen ändrades", EN: "computed from 2006 on, when the series or its definition changed"},
		{NoteAsOf, "2026-10-01"}: {FI: "tiedot ovat 1.10.2026 tilanteen mukaan: niitä ei ole sen jälkeen saatu lähteestä", SV: "uppgifterna gäller läget 1.10.2026: sedan dess har de inte fåtts från källan", EN: "the data are as of 1 October 2026: they have not been had from the source since"},
	} {
		if got := n.Text(); got != want {
			t.Errorf("%s: %+v, want %+v", n, got, want)
		}
	}
	if got := (Note{Code: "of_tomorrow", Arg: "1"}).Text().In(Finnish); got != "of_tomorrow:1" {
		t.Errorf("an unknown note reads %q, want its code", got)
	}
}

func TestNotes(t *testing.T) {
	var none Notes
	two := none.With(Note{Code: NoteGaps, Arg: "3"}, Note{Code: NoteMadeUp}, Note{Code: NoteGaps, Arg: "3"})
	if two.String() != "gaps:3;made_up" || none != nil || none.String() != "" {
		t.Errorf("notes %q, before them %q", two, none)
	}
	if !two.Has(NoteGaps) || two.Has(NoteNoValue) {
		t.Error("Has is wrong")
	}
	a, b := two.With(Note{Code: NoteNoValue}), two.With(Note{Code: NoteNoCount})
	if a.String() != "gaps:3;made_up;no_value" || b.String() != "gaps:3;made_up;no_count" {
		t.Errorf("two lists made of one share their end: %q, %q", a, b)
	}
	if got := two.Text().EN; got != "years without a value in between: 3; Example data, not real statistics" {
		t.Errorf("for people: %q", got)
	}
}

// A range in a note is written as the language writes one.
func TestNoteRange(t *testing.T) {
	n := Note{Code: NoteBetween, Arg: "0.41-0.98"}
	for l, want := range map[Lang]string{
		Finnish: "tiedetään vain, että arvo on välillä 0,41–0,98",
		Swedish: "ligger mellan 0,41–0,98",
		English: "lies between 0.41–0.98",
	} {
		if got := n.Text().In(l); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %q, want it to end in %q", l, got, want)
		}
	}
	if got := n.String(); got != "value_between:0.41-0.98" {
		t.Errorf("for machines %q", got)
	}
}
