package regional

import (
	"fmt"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/prose"
	"kuvio/internal/report/document"
	"kuvio/internal/stats"
	"kuvio/internal/trend"
)

// group is indicators that have moved alike.
type group int

// The groups, in the order in which they are told.
const (
	turned group = iota
	rose
	fell
	perhaps // a rise or a fall that is not clear, by itself or among so many tests
	steady
	unclear
	tooFew
	none // no value
	groups
)

// groupOf is the group of a trend; sure is that its rise or fall is one among all the
// tests of the run.
func groupOf(tr *trend.Trend, sure bool) group {
	switch {
	case tr.N == 0:
		return none
	case tr.Direction == stats.TooFew:
		return tooFew
	case hasTurned(tr):
		return turned
	case tr.Direction == stats.Steady:
		return steady
	case tr.Direction != stats.Rising && tr.Direction != stats.Falling:
		return unclear
	case !sure || tr.Evidence == stats.Weak:
		return perhaps
	case tr.Direction == stats.Rising:
		return rose
	}
	return fell
}

// hasTurned reports whether a trend has gone from one direction to another.
func hasTurned(tr *trend.Trend) bool {
	for _, t := range tr.Turning.Turns {
		if t.Change == trend.Turned {
			return true
		}
	}
	return false
}

// leads say what the indicators of a group did.
var leads = [groups]domain.Text{
	turned:  {FI: "Kääntynyt", SV: "Har vänt", EN: "Turned"},
	rose:    {FI: "Noussut", SV: "Har stigit", EN: "Rose"},
	fell:    {FI: "Laskenut", SV: "Har sjunkit", EN: "Fell"},
	perhaps: {FI: "Ehkä noussut tai laskenut", SV: "Har kanske stigit eller sjunkit", EN: "Perhaps rose or fell"},
	steady:  {FI: "Pysynyt ennallaan", SV: "Har hållit sig oförändrat", EN: "Steady"},
	unclear: {FI: "Suunta ei ole selvä", SV: "Riktningen är inte klar", EN: "Direction not clear"},
	tooFew:  {FI: "Lukuja liian vähän suunnan arvioimiseen", SV: "För få värden för att bedöma riktningen", EN: "Too few values to judge the direction"},
	none:    {FI: "Ei lukuja", SV: "Inga värden", EN: "No values"},
}

// inGroups are paragraphs' subjects by how they have moved.
type inGroups [groups][]prose.About

// courses are how the indicators of a group have moved, a sentence each.
func (g *inGroups) courses(of group, l domain.Lang) []string {
	var said []string
	for _, a := range g[of] {
		said = append(said, prose.Course(a, l))
	}
	return said
}

// counted says how many indicators there are in each group.
func (w *writer) counted(g *inGroups) {
	var said []string
	n := 0
	for of := turned; of < none; of++ {
		if k := len(g[of]); k > 0 {
			said = append(said, lowered(w.in(leads[of]))+" "+strconv.Itoa(k))
			n += k
		}
	}
	if n > 0 {
		w.add(document.Text(fmt.Sprintf(w.in(countedForm), n) + strings.Join(said, ", ") + "."))
	}
}

// othersOf names the indicators that neither turned, rose nor fell, by how they moved and
// those of which too little is counted.
func (w *writer) othersOf(g *inGroups, small []*trend.Trend) {
	n := len(small)
	for of := perhaps; of < none; of++ {
		n += len(g[of])
	}
	if n == 0 {
		return
	}
	w.heading(1, otherHeading)
	for of := perhaps; of < none; of++ {
		var names []string
		for _, a := range g[of] {
			names = append(names, w.names[a.Trend])
		}
		w.enumerated(leads[of], names)
	}
	var names []string
	for _, tr := range small {
		names = append(names, w.names[tr])
	}
	w.enumerated(smallLead, names)
}
