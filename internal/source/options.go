package source

import "strings"

// Options settle what a file's content leaves open. The zero value takes
// every file as it is.
type Options struct {
	Map   *Mapping // nil for none
	Sheet string   // the sheet of a workbook to read; "" for every one with a table
}

// NeedMapping is the error for a file that could be read if a few things were
// known that its content does not tell. YAML is a mapping filled in as far as
// the content goes, ready to be completed and given back through ParseMapping.
type NeedMapping struct {
	File      string
	Questions []string // one sentence each: what cannot be known
	YAML      string
}

func (e *NeedMapping) Error() string {
	var b strings.Builder
	b.WriteString(e.File + ": what the file does not tell is asked for:")
	for _, q := range e.Questions {
		b.WriteString("\n  - " + q)
	}
	b.WriteString("\ncomplete this mapping, keep it as a file and name it with --map:\n\n")
	b.WriteString(e.YAML)
	return b.String()
}
