package mapping

import (
	"strings"

	"kuvio/internal/domain"
)

// Draft is a mapping filled in as far as a file tells, for a person to complete.
type Draft struct {
	Of         string        // a comment above all; "" for none
	Whole      []Entry       // what is of the file as a whole
	Columns    []DraftColumn // nil where no column is asked about
	Under      string        // a comment under the columns; "" for none
	Indicators [][]Entry     // each its id and what is known of it
	More       []string      // lines for the indicators that are not listed
}

// Entry is a key with its value, as YAML has it, and a comment. A value of ""
// is to be filled in; without a key it is a comment alone.
type Entry struct {
	Key, Value, Comment string
	Under               []Entry // in the place of a value
}

// DraftColumn is a column: what a mapping says of it, and examples from it.
type DraftColumn struct {
	Entries []Entry
	Comment string
}

// YAML is the text of the mapping.
func (d *Draft) YAML() string {
	var b strings.Builder
	if d.Of != "" {
		b.WriteString("# " + d.Of + "\n")
	}
	for _, e := range d.Whole {
		b.WriteString(e.line() + "\n")
		for _, under := range e.Under {
			b.WriteString("  " + under.line() + "\n")
		}
	}
	if d.Columns != nil {
		b.WriteString("columns:\n")
	}
	for _, c := range d.Columns {
		pairs := make([]string, len(c.Entries))
		for i, e := range c.Entries {
			pairs[i] = e.Key + ": " + e.Value
		}
		b.WriteString("  - {" + strings.Join(pairs, ", ") + "} # " + c.Comment + "\n")
	}
	if d.Under != "" {
		b.WriteString("  # " + d.Under + "\n")
	}
	if len(d.Indicators) > 0 {
		b.WriteString("indicators:\n")
	}
	for _, in := range d.Indicators {
		indent := "  - "
		for _, e := range in {
			b.WriteString(indent + e.line() + "\n")
			indent = "    "
		}
	}
	for _, line := range d.More {
		b.WriteString("  " + line + "\n")
	}
	return b.String()
}

// line is the entry on a line of its own.
func (e Entry) line() string {
	var parts []string
	if e.Key != "" {
		parts = append(parts, e.Key+":")
	}
	if e.Value != "" {
		parts = append(parts, e.Value)
	}
	if e.Comment != "" {
		parts = append(parts, "# "+e.Comment)
	}
	return strings.Join(parts, " ")
}

// Quote writes a text as YAML's double-quoted string, which is JSON's.
func Quote(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(Shown(s)) + `"`
}

// Quotes writes texts as a list.
func Quotes(texts []string) string {
	quoted := make([]string, len(texts))
	for i, s := range texts {
		quoted[i] = Quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// QuoteText writes a text in the languages it has, "" for one that has none.
// With finnish, Finnish stands in it in any case, to be filled in.
func QuoteText(t domain.Text, finnish bool) string {
	var parts []string
	for _, l := range []struct{ lang, s string }{{"fi", t.FI}, {"sv", t.SV}, {"en", t.EN}} {
		if l.s != "" || finnish && l.lang == "fi" {
			parts = append(parts, l.lang+": "+Quote(l.s))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// Shown is a text without the characters that YAML has no place for.
func Shown(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f || 0x80 <= c && c < 0xa0 || c == 0xfeff || c == 0x2028 || c == 0x2029 || 0xfffe <= c && c <= 0xffff {
			return -1
		}
		return c
	}, s)
}
