package webpage

import (
	"strconv"
	"strings"
	"unicode"

	"kuvio/internal/report/document"
)

// ids are the names that links of a page lead to, each given once.
type ids struct {
	taken map[string]bool
	of    map[string]string // of the document's own, by the document's name for it
	block map[document.Block]string
}

// top is the page's beginning, and main where its text begins.
const top, main = "top", "main"

// newIDs gives the document's tables and figures theirs first: these are what a link
// from outside is made to.
func newIDs(d *document.Document) *ids {
	a := &ids{taken: map[string]bool{top: true, main: true}, of: make(map[string]string), block: make(map[document.Block]string)}
	for _, b := range d.Blocks {
		id, kind := "", ""
		switch b := b.(type) {
		case *document.Table:
			id, kind = b.ID, "table"
		case *document.Figure:
			id, kind = b.ID, "figure"
		default:
			continue
		}
		name := anchor(id)
		if id == "" {
			name = kind
		}
		a.block[b] = a.free(name)
		if _, ok := a.of[id]; !ok && id != "" {
			a.of[id] = a.block[b]
		}
	}
	return a
}

// free is the name or, where it is taken, the next that is not.
func (a *ids) free(name string) string {
	id := name
	for n := 2; a.taken[id]; n++ {
		id = name + "-" + strconv.Itoa(n)
	}
	a.taken[id] = true
	return id
}

// address is where a link leads: to #ID of the document under the name it has here.
func (a *ids) address(link string) string {
	if id, within := strings.CutPrefix(link, "#"); within {
		if own, ok := a.of[id]; ok {
			return "#" + own
		}
	}
	return link
}

// anchor is a text as a name: its letters and digits, with hyphens between words.
func anchor(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return "part"
	}
	return strings.Join(words, "-")
}
