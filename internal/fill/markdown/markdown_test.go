package markdown

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/fill"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// answers are words and what they are answered with.
type answers map[string]any

func (a answers) Answer(_ context.Context, words string) (fill.Answer, error) {
	switch said := a[words].(type) {
	case string:
		return fill.Answer{Text: said}, nil
	case []document.Block:
		return fill.Answer{Blocks: said}, nil
	}
	return fill.Answer{}, errors.New("no answer")
}

func open(t *testing.T, text string) *Editor {
	t.Helper()
	e, err := Open([]byte(text), "valmis", domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func filledText(t *testing.T, text string, a answers) (string, []fill.Outcome) {
	t.Helper()
	e := open(t, text)
	subject, err := fill.SubjectOf(e)
	if err != nil {
		t.Fatal(err)
	}
	content, outcomes, err := fill.Fill(t.Context(), e, a, subject, domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	return string(content), outcomes
}

// body is a filled text without the comment at its end.
func body(text string) string {
	before, _, _ := strings.Cut(text, "\n"+tail)
	return before
}

// states are those of what was filled, in the order of the text.
func states(t *testing.T, text string, a answers) (all []fill.State) {
	t.Helper()
	outcomes, err := fill.Look(t.Context(), open(t, text), a)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range outcomes {
		all = append(all, o.State)
	}
	return all
}

var (
	profile = []document.Block{&document.Table{Table: &table.Table{
		Columns: []table.Column{{Name: "a", Title: domain.Text{FI: "Alue"}}, {Name: "v", Title: domain.Text{FI: "Arvo"}}},
		Rows:    [][]table.Value{{table.Str("Koski | Tl"), table.Num(1.73, 2)}},
		Source:  domain.Text{FI: "Lähde: THL"},
	}}}
	day = answers{"191": "1,73", "127": "276 031", "alueella": "Keski-Suomessa", "lause": "Osuus oli *1,7* prosenttia. Se nousi.", "sija": "41. suurin", "taulukko profiili": profile, "tyhjä": ""}
)

func TestFill(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"within a sentence": {"Oli {{191}} % ja {{ 127 }}.\n", "Oli 1,73<!--k1--> % ja 276 031<!--k2-->.\n"},
		"in a heading":      {"# Lapset {{alueella}}\n", "# Lapset Keski-Suomessa<!--k1-->\n"},
		"in a table":        {"| a | b |\n|---|---|\n| {{191}} | {{127}} |\n", "| a | b |\n|---|---|\n| 1,73<!--k1--> | 276 031<!--k2--> |\n"},
		"wrapped":           {"Oli {{taulukko\nprofiili}}\n", "Oli {{taulukko\nprofiili}}\n"}, // a table within a sentence has no place
		"a paragraph":       {"{{lause}}\n", "Osuus oli \\*1,7\\* prosenttia. Se nousi.<!--k1-->\n"},
		"no list of it":     {"{{sija}}\n", "41\\. suurin<!--k1-->\n"},
		"nothing to say":    {"a {{tyhjä}} b\n", "a <!--k1--> b\n"},
		"a table of blocks": {"a\n\n{{taulukko profiili}}\n\nb\n", "a\n\n<!--k1-->\n\n| Alue | Arvo |\n| --- | ---: |\n| Koski \\| Tl | 1,73 |\n\nLähde: THL\n\n<!--/k1-->\n\nb\n"},
		"in code":           {"`{{191}}` ``a ` {{191}}`` {{191}}\n\n```\n{{191}}\n```\n\n~~~~ x\n{{191}}\n~~~\n~~~~\n\ttext\n\n    {{191}}\n\n{{191}}\n", "`{{191}}` ``a ` {{191}}`` 1,73<!--k1-->\n\n```\n{{191}}\n```\n\n~~~~ x\n{{191}}\n~~~\n~~~~\n\ttext\n\n    {{191}}\n\n1,73<!--k2-->\n"},
		"in a list":         {"- a\n\n    {{191}}\n\n1. {{191}}\n", "- a\n\n    1,73<!--k1-->\n\n1. 1,73<!--k2-->\n"},
		"in a comment":      {"<!-- {{191}}\n{{191}} --> {{191}}\n", "<!-- {{191}}\n{{191}} --> 1,73<!--k1-->\n"},
		"at the head":       {"---\ntitle: '{{191}}'\n---\n{{191}}\n", "---\ntitle: '{{191}}'\n---\n1,73<!--k1-->\n"},
		"with a backslash":  {"\\{{191}} {{191}}\n", "\\{{191}} 1,73<!--k1-->\n"},
		"unanswered":        {"{{toinen}} {{191}}\n", "{{toinen}} 1,73<!--k1-->\n"},
		"open braces":       {"{{191 {{191}} {{191\n\n}} {{191\n", "{{191 1,73<!--k1--> {{191\n\n}} {{191\n"},
		"the subject":       {"{{alue: maakunta:13}}\n\n{{191}} {{alue: maakunta:13}} x\n", "1,73<!--k1--> x\n"},
	} {
		if got, _ := filledText(t, c.text, day); body(got) != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, body(got), c.want)
		}
	}
}

func TestLinesEndAsTheyDid(t *testing.T) {
	got, _ := filledText(t, "\ufeffOli {{191}}.\r\n\r\n{{taulukko profiili}}\r\n", day)
	if !strings.HasPrefix(got, "\ufeffOli 1,73<!--k1-->.\r\n\r\n<!--k2-->\r\n") || strings.Count(got, "\n") != strings.Count(got, "\r\n") {
		t.Errorf("%q", got)
	}
	if s := states(t, got, day); !slices.Equal(s, []fill.State{fill.Holds, fill.Holds}) {
		t.Errorf("%v", s)
	}
}

func TestFilledAgain(t *testing.T) {
	first, _ := filledText(t, "Oli {{191}} % ja\n{{127}}.\n\n{{lause}}\n\n{{taulukko profiili}}\n", day)
	if again, _ := filledText(t, first, day); again != first {
		t.Errorf("another text of the same answers:\n%s", again)
	}
	revised := answers{"191": "1,75", "127": day["127"], "lause": day["lause"], "taulukko profiili": day["taulukko profiili"]}
	if s := states(t, first, revised); !slices.Equal(s, []fill.State{fill.Moved, fill.Holds, fill.Holds, fill.Holds}) {
		t.Errorf("%v", s)
	}
	again, _ := filledText(t, first, revised)
	if want := strings.ReplaceAll(first, "1,73<!--k1-->", "1,75<!--k1-->"); body(again) != body(want) {
		t.Errorf("%s", again)
	}
	if s := states(t, again, revised); slices.Contains(s, fill.Moved) {
		t.Errorf("%v", s)
	}
}

// What a person changes is theirs, the rest is renewed.
func TestEdited(t *testing.T) {
	first, _ := filledText(t, "Oli {{191}} % ja {{127}}.\n\n{{lause}}\n\n{{taulukko profiili}}\n", day)
	revised := answers{"191": "1,75", "127": "276 100", "lause": "Osuus laski.", "taulukko profiili": []document.Block{document.Text("ei tietoja")}}
	for name, c := range map[string]struct {
		from, to string
		want     []fill.State
	}{
		"nothing":             {"", "", []fill.State{fill.Moved, fill.Moved, fill.Moved, fill.Moved}},
		"a number":            {"1,73<", "vajaat kaksi<", []fill.State{fill.Edited, fill.Moved, fill.Moved, fill.Moved}},
		"a digit before":      {" 1,73<", " 11,73<", []fill.State{fill.Edited, fill.Moved, fill.Moved, fill.Moved}},
		"a word after":        {"1,73<!--k1--> %", "1,73 %<!--k1-->", []fill.State{fill.Edited, fill.Moved, fill.Moved, fill.Moved}},
		"to what it is today": {"1,73<", "1,75<", []fill.State{fill.Holds, fill.Moved, fill.Moved, fill.Moved}},
		"a sentence":          {"Se nousi.", "Se nousi taas.", []fill.State{fill.Moved, fill.Moved, fill.Edited, fill.Moved}},
		"lines wrapped":       {"prosenttia. Se", "prosenttia.\nSe", []fill.State{fill.Moved, fill.Moved, fill.Moved, fill.Moved}},
		"a cell":              {"| 1,73 |", "| 1,80 |", []fill.State{fill.Moved, fill.Moved, fill.Moved, fill.Edited}},
		"cells set wider":     {"| 1,73 |", "|   1,73 |", []fill.State{fill.Moved, fill.Moved, fill.Moved, fill.Moved}},
		"an end":              {"<!--/k4-->", "", []fill.State{fill.Moved, fill.Moved, fill.Moved, fill.Edited}},
		"taken out":           {"1,73<!--k1-->", "", []fill.State{fill.Moved, fill.Moved, fill.Moved, fill.Gone}},
		"text before":         {"Oli ", "# Uusi\n\nOli siis ", []fill.State{fill.Moved, fill.Moved, fill.Moved, fill.Moved}},
	} {
		edited := first
		if c.from != "" {
			if edited = strings.Replace(first, c.from, c.to, 1); edited == first {
				t.Fatalf("%s: not there: %q", name, c.from)
			}
		}
		if s := states(t, edited, revised); !slices.Equal(s, c.want) {
			t.Errorf("%s: %v, want %v", name, s, c.want)
		}
		again, outcomes := filledText(t, edited, revised)
		for _, o := range outcomes {
			if o.State == fill.Edited && !strings.Contains(again, strings.TrimSuffix(c.to, "<")) {
				t.Errorf("%s: what a person wrote is gone: %s", name, again)
			}
		}
		if s := states(t, again, revised); slices.Contains(s, fill.Moved) || slices.Contains(s, fill.Gone) {
			t.Errorf("%s, filled again: %v", name, s)
		}
	}
}

func TestWhereAPlaceIs(t *testing.T) {
	e := open(t, "a\n\nb {{191}}\nc {{127\n2015}}\n")
	var where []string
	for _, p := range e.Places() {
		where = append(where, p.Where+" "+p.Words)
	}
	if !slices.Equal(where, []string{"line 3 191", "line 4 127 2015"}) {
		t.Errorf("%q", where)
	}
}

func TestOpenErrors(t *testing.T) {
	for text, want := range map[string]string{
		"a\x00b":                             "no text in UTF-8",
		"a\xffb":                             "no text in UTF-8",
		"a\n\n<!--kuvio {\"lang\":\"fi\"}\n": "not closed",
		"a\n\n<!--kuvio {\"lang\":\"fi\"}\n{\"id\":\"k1\"\n-->\n": "line 4",
	} {
		if _, err := Open([]byte(text), "", domain.Finnish); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// Whatever the text, filling it changes nothing outside its placeholders, and filling it
// again nothing at all.
func FuzzFill(f *testing.F) {
	for _, seed := range []string{
		"Oli {{191}} % ja {{127}}.", "{{lause}}\n", "{{taulukko profiili}}", "`{{191}}`", "```\n{{191}}\n", "<!--k1-->{{191}}", "<!-- {{191}}", "{{{{191}}}}", "a\r\n{{191}}", "---\n{{191}}", "{{alue: x}}\n\n{{191}}", "- {{191}}\n\n    {{191}}",
		"a\n<!--kuvio {}\n{\"id\":\"k1\",\"words\":\"191\",\"said\":\"1\"}\n-->\n", "1<!--k1-->\n\n<!--kuvio {}\n{\"id\":\"k1\",\"words\":\"191\",\"said\":\"1\"}\n-->\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Open([]byte(text), "x", domain.Finnish)
		if err != nil {
			return
		}
		subject, err := fill.SubjectOf(e)
		if err != nil {
			return
		}
		first, _, err := fill.Fill(t.Context(), e, day, subject, domain.Finnish)
		if err != nil {
			t.Fatal(err)
		}
		e, err = Open(first, "x", domain.Finnish)
		if err != nil {
			t.Fatalf("%q: %v", first, err)
		}
		second, outcomes, err := fill.Fill(t.Context(), e, day, subject, domain.Finnish)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range outcomes {
			if o.State == fill.Moved {
				t.Errorf("%q moved at once: %+v", first, o)
			}
		}
		_ = second
	})
}

func BenchmarkFill(b *testing.B) {
	var text strings.Builder
	for i := range 10_000 {
		text.WriteString("Oli {{191}} % ja " + strconv.Itoa(i) + ".\n\n")
	}
	for b.Loop() {
		e, err := Open([]byte(text.String()), "x", domain.Finnish)
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := fill.Fill(b.Context(), e, day, "", domain.Finnish); err != nil {
			b.Fatal(err)
		}
	}
}
