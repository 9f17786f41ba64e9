package prose

import (
	"kuvio/internal/domain"
	"kuvio/internal/stats"
)

// inNumber picks the form of a verb that goes with the subject.
func (w *voice) inNumber(one, many string) string {
	if w.head.plural {
		return many
	}
	return one
}

// be is "oli", "var", "was" or what a subject in the plural has.
func (w *voice) be() string {
	return w.say(w.inNumber("oli", "olivat"), "var", w.inNumber("was", "were"))
}

// motion is how a movement is told of a subject: shares, rates and costs rise
// and fall; numbers of things and people grow and decrease.
type motion struct {
	one, many domain.Text // the verb
	noun      domain.Text // "nousu", "uppgången", "the rise"
	into      domain.Text // after "kääntyi sitten", "vände sedan", "then turned"
	ongoing   domain.Text // what the development was
	toward    domain.Text // after "viittaa", "pekar mot", "point to"
}

var (
	rises = motion{
		one: domain.Text{FI: "nousi", SV: "steg", EN: "rose"}, many: domain.Text{FI: "nousivat", SV: "steg", EN: "rose"},
		noun: domain.Text{FI: "nousu", SV: "uppgången", EN: "the rise"}, into: domain.Text{FI: "nousuun", SV: "uppåt", EN: "up"},
		ongoing: domain.Text{FI: "nousevaa", SV: "stigande", EN: "upward"},
		toward:  domain.Text{FI: "nousuun", SV: "en uppgång", EN: "a rise"},
	}
	falls = motion{
		one: domain.Text{FI: "laski", SV: "sjönk", EN: "fell"}, many: domain.Text{FI: "laskivat", SV: "sjönk", EN: "fell"},
		noun: domain.Text{FI: "lasku", SV: "nedgången", EN: "the fall"}, into: domain.Text{FI: "laskuun", SV: "nedåt", EN: "down"},
		ongoing: domain.Text{FI: "laskevaa", SV: "fallande", EN: "downward"},
		toward:  domain.Text{FI: "laskuun", SV: "en nedgång", EN: "a fall"},
	}
	grows = motion{
		one: domain.Text{FI: "kasvoi", SV: "ökade", EN: "increased"}, many: domain.Text{FI: "kasvoivat", SV: "ökade", EN: "increased"},
		noun: domain.Text{FI: "kasvu", SV: "ökningen", EN: "the increase"}, into: domain.Text{FI: "kasvuun", SV: "uppåt", EN: "up"},
		ongoing: domain.Text{FI: "kasvavaa", SV: "ökande", EN: "upward"},
		toward:  domain.Text{FI: "kasvuun", SV: "en ökning", EN: "an increase"},
	}
	decreases = motion{
		one: domain.Text{FI: "väheni", SV: "minskade", EN: "decreased"}, many: domain.Text{FI: "vähenivät", SV: "minskade", EN: "decreased"},
		noun: domain.Text{FI: "väheneminen", SV: "minskningen", EN: "the decrease"}, into: domain.Text{FI: "laskuun", SV: "nedåt", EN: "down"},
		ongoing: domain.Text{FI: "vähenevää", SV: "minskande", EN: "downward"},
		toward:  domain.Text{FI: "vähenemiseen", SV: "en minskning", EN: "a decrease"},
	}
)

// motion is that of a direction of movement.
func (w *voice) motion(d stats.Direction) motion {
	switch {
	case w.head.number && d == stats.Falling:
		return decreases
	case w.head.number:
		return grows
	case d == stats.Falling:
		return falls
	}
	return rises
}

// verb is the direction as a past tense.
func (w *voice) verb(d stats.Direction) string {
	m := w.motion(d)
	return w.inNumber(m.one.In(w.lang), m.many.In(w.lang))
}

// overall goes on from a time: which way the development went as a whole, on
// such evidence.
func (w *voice) overall(d stats.Direction, e stats.Evidence) string {
	if !moves(d) {
		return w.say(" suunta ei ole tilastollisesti selvä", " är riktningen inte statistiskt säkerställd", " the direction is not statistically clear")
	}
	m := w.motion(d)
	if toward := m.toward.In(w.lang); e == stats.Weak {
		return w.say(" kehitys viittaa "+toward+", mutta se ei ole tilastollisesti selvä", " pekar utvecklingen mot "+toward+", men den är inte statistiskt säkerställd", " the values point to "+toward+", but it is not statistically clear")
	}
	ongoing := m.ongoing.In(w.lang)
	return w.say(" kehitys oli kaiken kaikkiaan "+ongoing, " var utvecklingen på det hela taget "+ongoing, " the trend was on the whole "+ongoing)
}

// adjective is the direction as the account of the method names it.
func (w *voice) adjective(d stats.Direction) string {
	switch d {
	case stats.Rising:
		return w.say("nouseva", "stigande", "rising")
	case stats.Falling:
		return w.say("laskeva", "fallande", "falling")
	case stats.Steady:
		return w.say("vakaa", "stabil", "steady")
	case stats.Mixed:
		return w.say("vaihteleva", "växlande", "mixed")
	}
	return w.say("epäselvä", "oklar", "unclear")
}

func sign(d stats.Direction) float64 {
	if d == stats.Falling {
		return -1
	}
	return 1
}

// movedAs is the verb of a whole series, "tasaisesti", "jämnt", "steadily" where
// it kept to a line.
func (w *writer) movedAs(d stats.Direction) string {
	if w.keptToLine() {
		return w.verb(d) + w.say(" tasaisesti", " jämnt", " steadily")
	}
	return w.verb(d)
}

// A movement without a turn, where turns can be looked for, is called a steady
// one where the least-squares line explains so much of it (R²) and so many of
// its steps from one value to the next go its way.
const (
	linear       = 0.95
	onward       = 0.9
	leastTurning = 7 // values (stats/METHODS.md, "Trend")
)

// keptToLine reports whether a series moved along a straight line.
func (w *writer) keptToLine() bool {
	if w.tr.N < leastTurning || len(w.tr.Turning.Found.Phases) != 1 || !(w.tr.OLS.R2 >= linear) {
		return false
	}
	_, values := w.tr.Series.Values()
	steps := 0
	for i, v := range values[1:] {
		if (v-values[i])*w.tr.OLS.Slope > 0 {
			steps++
		}
	}
	return float64(steps) >= onward*float64(len(values)-1)
}

// rise says from what and when to what and when the series moved.
func (w *writer) rise(d stats.Direction) string {
	a, b := w.tr.First, w.tr.Last
	from, to := whenOf(a.Period, w.lang), whenOf(b.Period, w.lang)
	if w.lang != domain.Finnish {
		return w.movedAs(d) + w.say("", " från ", " from ") + w.amount(a.Value) + " " + from.at + w.say("", " till ", " to ") + w.amount(b.Value) + " " + to.at
	}
	if start, end := w.written(a.Value), w.written(b.Value); start.from != "" && end.to != "" && w.subject != "" && w.base() == "" {
		return w.movedAs(d) + " " + start.from + " " + end.to + " " + from.from + " " + to.to
	}
	number := w.number
	if w.subject == "" {
		number = w.tableAmount
	}
	return w.movedAs(d) + " " + from.from + " " + to.to + " (" + string(a.Period) + ": " + number(a.Value) + "; " + string(b.Period) + ": " + number(b.Value) + ")"
}

// apartAt says what a series was at its ends, of which nothing is unsure, and
// that the evidence for the direction between them is weak.
func (w *writer) apartAt(d stats.Direction) string {
	a, b := w.tr.First, w.tr.Last
	from, to := whenOf(a.Period, w.lang).at, whenOf(b.Period, w.lang).at
	be := " " + w.be() + " "
	ends := be + w.amount(a.Value) + " " + from + " " + and.In(w.lang) + " " + w.amount(b.Value) + " " + to
	if d == stats.Falling {
		return ends + w.say("; laskeva suunta ei kuitenkaan ole tilastollisesti selvä", "; den sjunkande riktningen är dock inte statistiskt säkerställd", "; a downward trend is not, however, statistically clear")
	}
	return ends + w.say("; nouseva suunta ei kuitenkaan ole tilastollisesti selvä", "; den stigande riktningen är dock inte statistiskt säkerställd", "; an upward trend is not, however, statistically clear")
}
