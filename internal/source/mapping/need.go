package mapping

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/source/content"
	"kuvio/internal/visible"
)

// NeedError is the error for a file that could be read if a few things were
// known that its content does not tell. YAML is a mapping filled in as far as
// the content goes, ready to be completed and given back through Parse.
type NeedError struct {
	File      string
	Questions []string // one sentence each: what cannot be known
	YAML      string
}

// Need is the error for a file, or for one of its sheets, that asks.
func Need(file, sheet string, questions []string, d *Draft) *NeedError {
	if sheet != "" {
		file += ": sheet " + sheet
	}
	return &NeedError{File: file, Questions: questions, YAML: d.YAML()}
}

func (e *NeedError) Error() string {
	var b strings.Builder
	b.WriteString(e.File + ": what the file does not tell is asked for:")
	for _, q := range e.Questions {
		b.WriteString("\n  - " + q)
	}
	b.WriteString("\ncomplete this mapping, keep it as a file and name it with --map:\n\n")
	if visible.Shortened(e.YAML) != e.YAML {
		b.WriteString("# lines that are shortened here 'kuvio inspect --save' writes whole\n")
	}
	b.WriteString(e.YAML)
	return b.String()
}

// Together joins what several sheets ask: once where they ask the same.
func Together(file string, asked []*NeedError) *NeedError {
	first := asked[0]
	if len(asked) == 1 {
		return first
	}
	same := *first
	same.Questions = slices.Clone(first.Questions)
	alike, others := 1, []string(nil)
	for _, a := range asked[1:] {
		if withoutSheet(a.YAML) == withoutSheet(first.YAML) {
			alike++
		} else {
			others = append(others, strings.TrimPrefix(a.File, file+": "))
		}
	}
	if alike > 1 {
		same.File, same.YAML = file, withoutSheet(first.YAML)
		same.Questions = append(same.Questions, fmt.Sprintf("%d sheets ask the same, and this mapping is of all of them", alike))
	}
	if len(others) > 0 {
		same.Questions = append(same.Questions, "other sheets ask other things: "+content.Excerpt(strings.Join(others, ", "))+"; choose one with --sheet")
	}
	return &same
}

// withoutSheet is a mapping's YAML without the line that names the sheet.
func withoutSheet(yaml string) string {
	var b strings.Builder
	for line := range strings.Lines(yaml) {
		if strings.HasPrefix(line, "  - {") {
			line = withoutComment(line) + "\n" // examples differ from sheet to sheet
		}
		if !strings.HasPrefix(line, "sheet: ") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// withoutComment cuts the comment off a line: a # within quotes begins none.
func withoutComment(line string) string {
	quoted := false
	for i := 0; i < len(line); i++ {
		switch {
		case quoted && line[i] == '\\':
			i++ // what follows is of the text
		case line[i] == '"':
			quoted = !quoted
		case !quoted && strings.HasPrefix(line[i:], " #"):
			return line[:i]
		}
	}
	return strings.TrimSuffix(line, "\n")
}
