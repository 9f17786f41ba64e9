package docx

import (
	"regexp"
	"strconv"

	"kuvio/internal/ooxml"
)

var (
	seqPattern = regexp.MustCompile(`^\s*SEQ\s+("[^"]+"|\S+)`)
	notCounted = regexp.MustCompile(`\\[rchns]`)
)

// Renumbered is a body in which every caption shows the number that Word will count for
// it: fields of SEQ from 1 in the order of reading, each label by itself. Others, and
// what starts anew (\r) or repeats (\c), stay as they are.
func Renumbered(body []byte) []byte {
	tokens, err := ooxml.Tokens(body)
	if err != nil {
		return body
	}
	counts := map[string]int{}
	var open []*seq // fields within fields
	for i, t := range tokens {
		switch {
		case t.Is(ooxml.Start, wordNS, "fldChar"):
			switch t.Attr(wordNS, "fldCharType") {
			case "begin":
				open = append(open, &seq{})
			case "separate":
				if len(open) > 0 {
					open[len(open)-1].separate(counts)
				}
			case "end":
				if len(open) > 0 {
					open = open[:len(open)-1]
				}
			}
		case len(open) == 0:
		case t.Kind == ooxml.Text && open[len(open)-1].result && textOf(tokens, i, "t"):
			tokens[i] = ooxml.Said(open[len(open)-1].shown())
		case t.Kind == ooxml.Text && textOf(tokens, i, "instrText"):
			open[len(open)-1].instruction += t.Text
		}
	}
	return ooxml.Join(tokens)
}

// textOf reports whether a text is that of an element of a name.
func textOf(tokens []ooxml.Token, i int, name string) bool {
	return i > 0 && tokens[i-1].Is(ooxml.Start, wordNS, name)
}

// seq is a field that is being read.
type seq struct {
	instruction string
	result      bool // its number is to be written
	number      string
}

func (s *seq) separate(counts map[string]int) {
	m := seqPattern.FindStringSubmatch(s.instruction)
	if m == nil || notCounted.MatchString(s.instruction) {
		return
	}
	counts[m[1]]++
	s.result, s.number = true, strconv.Itoa(counts[m[1]])
}

// shown is the number, in the first of the result's texts.
func (s *seq) shown() string {
	n := s.number
	s.number = ""
	return n
}
