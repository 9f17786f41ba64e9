package manual

import (
	"fmt"
	"strings"
)

// roff is a manual page as it is written.
type roff struct{ strings.Builder }

func (r *roff) printf(format string, args ...any) { fmt.Fprintf(r, format, args...) }

// macro calls a macro with an argument.
func (r *roff) macro(name, arg string) { r.printf(".%s %s\n", name, escaped(arg)) }

// text is the paragraphs of a help page. One is filled, unless its lines say that they
// are to stay as they are: by an indent, or by columns.
func (r *roff) text(text string) {
	for i, paragraph := range strings.Split(strings.TrimRight(text, "\n"), "\n\n") {
		if i > 0 {
			r.printf(".PP\n")
		}
		if strings.Contains(paragraph, "  ") {
			r.asItIs(paragraph)
			continue
		}
		for line := range strings.Lines(paragraph) {
			r.printf("%s\n", escaped(strings.TrimSpace(line)))
		}
	}
}

// asItIs is lines that are not filled.
func (r *roff) asItIs(lines string) {
	r.printf(".nf\n")
	for line := range strings.SplitSeq(strings.Trim(lines, "\n"), "\n") {
		r.printf("%s\n", escaped(line))
	}
	r.printf(".fi\n")
}

func bold(s string) string   { return `\fB` + escaped(s) + `\fR` }
func italic(s string) string { return `\fI` + escaped(s) + `\fR` }

// ascii is what roff would take for something else than the character typed.
var ascii = strings.NewReplacer(
	`\`, `\e`, `-`, `\-`, `"`, `\(dq`, `'`, `\(aq`, "`", `\(ga`, `^`, `\(ha`, `~`, `\(ti`,
)

// escaped has a line print as it is typed, a control line among them.
func escaped(line string) string {
	var b strings.Builder
	if strings.HasPrefix(line, ".") {
		b.WriteString(`\&`)
	}
	for _, c := range ascii.Replace(line) {
		if c < 0x80 {
			b.WriteRune(c)
		} else {
			fmt.Fprintf(&b, `\[u%04X]`, c)
		}
	}
	return b.String()
}
