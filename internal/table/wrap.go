package table

import (
	"strings"

	prettytext "github.com/jedib0t/go-pretty/v6/text"
)

// width is how many columns of a terminal s takes: ä, – and a no-break space
// one each, a combining accent none.
func width(s string) int { return prettytext.StringWidthWithoutEscSequences(s) }

func longestWord(s string) int {
	most := 0
	for word := range strings.SplitSeq(s, " ") {
		most = max(most, width(word))
	}
	return most
}

// shortened is s with an ellipsis for its middle where it is wider than limit; all of
// it where limit is 0.
func shortened(s string, limit int) string {
	if limit <= 0 || width(s) <= limit {
		return s
	}
	runes := []rune(s)
	head, tail := 0, len(runes)
	used := 1 // the ellipsis
	for head < tail {
		next := head // one from the beginning, one from the end
		if head > len(runes)-tail {
			next = tail - 1
		}
		if used += width(string(runes[next])); used > limit {
			break
		}
		if next == head {
			head++
		} else {
			tail--
		}
	}
	return string(runes[:head]) + "…" + string(runes[tail:])
}

// wrap breaks s at its spaces into lines no wider than limit, and within a word
// that is wider by itself. A no-break space is not broken at. The whole of s is
// one line where limit is 0 or enough.
func wrap(s string, limit int) []string {
	if limit <= 0 || width(s) <= limit {
		return []string{s}
	}
	var lines []string
	line, used := "", 0
	for word := range strings.SplitSeq(s, " ") {
		if word == "" {
			continue
		}
		w := width(word)
		if line != "" && used+1+w <= limit {
			line, used = line+" "+word, used+1+w
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := breakWord(word, limit)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
		used = width(line)
	}
	return append(lines, line)
}

// breakWord cuts a word into pieces no wider than limit, after a hyphen where
// there is one; a mark without width of its own stays with the letter before it.
func breakWord(word string, limit int) []string {
	var pieces []string
	start, used := 0, 0
	for i, r := range word {
		w := width(string(r))
		if used+w > limit && i > start {
			end := i
			if hyphen := strings.LastIndexByte(word[start:i], '-'); hyphen >= 0 {
				end = start + hyphen + 1
			}
			pieces = append(pieces, word[start:end])
			start, used = end, width(word[end:i])
		}
		used += w
	}
	return append(pieces, word[start:])
}
