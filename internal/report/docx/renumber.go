package docx

import (
	"strconv"
	"strings"

	"kuvio/internal/late"
	"kuvio/internal/ooxml"
)

var (
	seqPattern = late.Regexp(`^\s*SEQ\s+("[^"]+"|\S+)`)
	refPattern = late.Regexp(`^\s*REF\s+(_kuvio_\S+)`)
	notCounted = late.Regexp(`\\[rchns]`)
)

// Renumbered is a body in which every caption shows the number that Word will count for
// it: fields of SEQ from 1 in the order of reading, each label by itself; and in which
// references to tables and figures of kuvio's show theirs. Other fields, and what starts
// anew (\r) or repeats (\c), stay as they are.
func Renumbered(body []byte) []byte {
	tokens, err := ooxml.Tokens(body)
	if err != nil {
		return body
	}
	fields, named := fieldsOf(tokens)
	counts := map[string]int{}
	numbers := map[string]string{} // by bookmark
	for i := range fields {
		if m := seqPattern().FindStringSubmatch(fields[i].instruction); m != nil && !notCounted().MatchString(fields[i].instruction) {
			counts[m[1]]++
			fields[i].shows = strconv.Itoa(counts[m[1]])
			if bookmark := named[i]; bookmark != "" {
				numbers[bookmark] = fields[i].shows
			}
		}
	}
	for _, f := range fields {
		if m := refPattern().FindStringSubmatch(f.instruction); m != nil {
			f.shows = numbers[m[1]]
		}
		if f.shows == "" {
			continue
		}
		for k, at := range f.result { // in the first of its texts
			if k > 0 {
				f.shows = ""
			}
			tokens[at] = ooxml.Said(f.shows)
		}
	}
	return ooxml.Join(tokens)
}

// readField is a field of a body.
type readField struct {
	instruction string
	result      []int // the places of the texts that it shows
	shown       bool  // its instruction is over
	shows       string
}

// fieldsOf are the fields of a body in the order in which they begin, and by their places
// the bookmarks of kuvio's that are around them.
func fieldsOf(tokens []ooxml.Token) (fields []readField, named map[int]string) {
	named = map[int]string{}
	var open []int // fields within fields
	marks := map[string]string{}
	around := ""
	for i, t := range tokens {
		inner := -1
		if len(open) > 0 {
			inner = open[len(open)-1]
		}
		switch {
		case t.Is(ooxml.Start, wordNS, "bookmarkStart") && strings.HasPrefix(t.Attr(wordNS, "name"), "_kuvio_"):
			around = t.Attr(wordNS, "name")
			marks[t.Attr(wordNS, "id")] = around
		case t.Is(ooxml.Start, wordNS, "bookmarkEnd") && marks[t.Attr(wordNS, "id")] != "":
			around = ""
		case t.Is(ooxml.Start, wordNS, "fldChar"):
			switch t.Attr(wordNS, "fldCharType") {
			case "begin":
				open = append(open, len(fields))
				named[len(fields)] = around
				fields = append(fields, readField{})
			case "separate":
				if inner >= 0 {
					fields[inner].shown = true
				}
			case "end":
				open = open[:max(len(open)-1, 0)]
			}
		case inner < 0 || t.Kind != ooxml.Text:
		case textOf(tokens, i, "instrText"):
			fields[inner].instruction += t.Text
		case textOf(tokens, i, "t") && fields[inner].shown:
			fields[inner].result = append(fields[inner].result, i)
		}
	}
	return fields, named
}

// textOf reports whether a token is the text of an element of a name.
func textOf(tokens []ooxml.Token, i int, name string) bool {
	return i > 0 && tokens[i].Kind == ooxml.Text && tokens[i-1].Is(ooxml.Start, wordNS, name)
}
