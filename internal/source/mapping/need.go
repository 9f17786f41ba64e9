package mapping

import (
	"strings"
)

// NeedError is the error for a file that could be read if a few things were
// known that its content does not tell. YAML is a mapping filled in as far as
// the content goes, ready to be completed and given back through Parse.
type NeedError struct {
	File      string
	Questions []string // one sentence each: what cannot be known
	YAML      string
}

func (e *NeedError) Error() string {
	var b strings.Builder
	b.WriteString(e.File + ": what the file does not tell is asked for:")
	for _, q := range e.Questions {
		b.WriteString("\n  - " + q)
	}
	b.WriteString("\ncomplete this mapping, keep it as a file and name it with --map:\n\n")
	b.WriteString(e.YAML)
	return b.String()
}

// Quote writes a text as YAML's double-quoted string, which is JSON's.
func Quote(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(PrintableOnly(s)) + `"`
}

func PrintableOnly(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f || 0x80 <= c && c < 0xa0 || c == 0xfeff || c == 0x2028 || c == 0x2029 || 0xfffe <= c && c <= 0xffff {
			return -1
		}
		return c
	}, s)
}
