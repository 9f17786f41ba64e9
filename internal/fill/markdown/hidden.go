package markdown

import (
	"sort"
	"strconv"
	"strings"
)

// span is a stretch of the text in which nothing is a placeholder.
type span struct{ from, to int }

func within(spans []span, at int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].to > at })
	return i < len(spans) && spans[i].from <= at
}

// hidden are the stretches in which braces are no placeholder, in order: code, in blocks
// and within lines, the YAML at the head of the file, and comments.
func (e *Editor) hidden() (spans []span) {
	fence, list, blank, front := "", false, true, false
	at, comment := 0, false
	for n, line := range strings.SplitAfter(e.text, "\n") {
		from := at
		at += len(line)
		bare := strings.TrimSpace(line)
		indent := len(line) - len(strings.TrimLeft(line, " "))
		whole := func() { spans = append(spans, span{from, at}) }
		switch {
		case n == 0 && bare == "---":
			front = true
			whole()
			continue
		case front:
			front = bare != "---" && bare != "..."
			whole()
			continue
		case fence != "":
			whole()
			if strings.HasPrefix(bare, fence) && strings.Trim(bare, fence[:1]) == "" {
				fence = ""
			}
			continue
		case comment:
			end := strings.Index(line, "-->")
			if end < 0 {
				whole()
				continue
			}
			spans = append(spans, span{from, from + end + len("-->")})
			comment = false
		case !list && indent < 4 || list:
			if f := fenceOf(bare); f != "" {
				fence = f
				whole()
				continue
			}
		}
		if blank && !list && bare != "" && (indent >= 4 || strings.HasPrefix(line, "\t")) {
			whole()
			continue // blank stays: the block goes on
		}
		spans, comment = inLine(spans, line, from)
		list = isItem(bare) || list && (bare == "" || indent > 0)
		blank = bare == ""
	}
	return spans
}

// fenceOf is the fence that a line opens a block of code with.
func fenceOf(bare string) string {
	for _, c := range []string{"`", "~"} {
		n := len(bare) - len(strings.TrimLeft(bare, c))
		if n >= 3 && (c == "~" || !strings.Contains(bare[n:], "`")) {
			return bare[:n]
		}
	}
	return ""
}

func isItem(bare string) bool {
	if strings.HasPrefix(bare, "- ") || strings.HasPrefix(bare, "* ") || strings.HasPrefix(bare, "+ ") {
		return true
	}
	n := len(bare) - len(strings.TrimLeft(bare, "0123456789"))
	return n > 0 && (strings.HasPrefix(bare[n:], ". ") || strings.HasPrefix(bare[n:], ") "))
}

// inLine adds the code and the comments of a line; comment is that one goes on after it.
// The marks of what was filled are no comments.
func inLine(spans []span, line string, from int) (all []span, comment bool) {
	for i := 0; i < len(line); {
		switch {
		case line[i] == '`':
			n := 1
			for i+n < len(line) && line[i+n] == '`' {
				n++
			}
			end := closing(line[i+n:], n)
			if end < 0 {
				i += n
				continue
			}
			spans = append(spans, span{from + i, from + i + n + end + n})
			i += n + end + n
		case strings.HasPrefix(line[i:], "<!--") && marks().FindStringIndex(line[i:]) != nil && marks().FindStringIndex(line[i:])[0] == 0:
			i += marks().FindStringIndex(line[i:])[1]
		case strings.HasPrefix(line[i:], "<!--"):
			end := strings.Index(line[i:], "-->")
			if end < 0 {
				return append(spans, span{from + i, from + len(line)}), true
			}
			spans = append(spans, span{from + i, from + i + end + len("-->")})
			i += end + len("-->")
		default:
			i++
		}
	}
	return spans, false
}

// closing is where n backticks, and no more, end a code within a line; -1 for nowhere.
func closing(s string, n int) int {
	for i := 0; i < len(s); {
		if s[i] != '`' {
			i++
			continue
		}
		m := 1
		for i+m < len(s) && s[i+m] == '`' {
			m++
		}
		if m == n {
			return i
		}
		i += m
	}
	return -1
}

// lineStarts are where the lines of a text begin.
type lineStarts []int

func newLines(text string) lineStarts {
	starts := lineStarts{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func (s lineStarts) where(at int) string {
	return "line " + strconv.Itoa(sort.Search(len(s), func(i int) bool { return s[i] > at }))
}
