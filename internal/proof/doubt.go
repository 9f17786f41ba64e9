package proof

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/proof/numeral"
)

// doubtful reports whether a sentence says something of its number that the store's value
// of the indicator, area and year is not: another statistic, a target, a part, a place that
// no one knows. Such a number may well agree, but that it does not says nothing.
func (h *neighbourhood) doubtful(a *candidate) bool {
	if h.saysOther(h.s, a.topic) || h.c.heading != nil && h.saysOther(h.c.heading, a.topic) {
		return true
	}
	if h.genderUnheard(a) || h.elsewhereNamed() || h.bracketSaysMore() {
		return true
	}
	from, to := h.zone()
	clause := strings.ToLower(h.s.text[from:to])
	return ofRest().MatchString(clause) || h.partly(a, clause, from)
}

// partly reports whether the number is a part of what was said before: "joista 330 poikia",
// but not "joista 20 prosenttia alle 18-vuotiaita" where the indicator is of that age, nor
// "of them 616 in Jyväskylä".
func (h *neighbourhood) partly(a *candidate, clause string, from int) bool {
	if m := ofThem().FindStringSubmatchIndex(clause); m != nil && !a.topic.isOf(h.ages()) {
		after := from + m[3]
		return !slices.ContainsFunc(h.s.areas, func(area mention[named]) bool { return area.at >= after && slices.Contains(area.what, a.of.area) })
	}
	return h.n.Unit != numeral.Percent && ofPeople().MatchString(clause)
}

// saysOther reports whether a sentence has words for what is other than the store's values
// of an indicator. What is spent on each inhabitant is a mean.
func (h *neighbourhood) saysOther(s *sentence, tp *topic) bool {
	lower := strings.ToLower(s.text)
	if len(lower) != len(s.text) { // a letter that changes its length
		lower = s.text
	}
	title := strings.ToLower(tp.indicator.Title.In(s.lang))
	for _, re := range otherThings {
		for _, m := range re().FindAllStringSubmatchIndex(lower, -1) {
			word := lower[m[2]:m[3]]
			of := slices.ContainsFunc(s.areas, func(a mention[named]) bool { return a.at <= m[2] && m[3] <= a.end }) // "maan keskiarvo"
			each := meanOfEach().MatchString(word) && (h.n.Unit == numeral.EuroPerHead || h.perHead())
			if !of && !each && !strings.Contains(title, word) {
				return true
			}
		}
	}
	return false
}

// otherThings are what a sentence says that makes its numbers others than the store's. A
// word that the indicator's title has is of what is measured.
var otherThings = []func() *regexp.Regexp{
	// Another statistic: means and medians, ranges, sums, differences.
	words(`keskiarvo\p{L}*|keskimäär\p{L}*|mediaani\p{L}*|vaihtel\p{L}*|vaihteluväl\p{L}*|välillä|ero|eroa|eron|erot|erotus|erotuksen|yhteenlasket\p{L}*|summa\p{L}*|kumulatiivi\p{L}*|kaksinkertai\p{L}*|puolittu\p{L}*|vakioi\p{L}*|ikävakioi\p{L}*`),
	words(`medelvärde\p{L}*|medeltal\p{L}*|genomsnitt\p{L}*|median\p{L}*|varierade|varierar|mellan|skillnad\p{L}*|sammanlag[dt]\p{L}*|summa\p{L}*|åldersstandardisera\p{L}*`),
	words(`average|averages|averaged|mean|median|ranged|ranges|range|ranging|varied|varies|varying|between|difference|gap|combined|summed|cumulative|standardi[sz]ed|adjusted`),
	// Targets, forecasts and what is not.
	words(`tavoit\p{L}*|tavoite\p{L}*|piti|pitäisi|pitää|olisi|olisivat|\p{L}{3,}isi|\p{L}{3,}isivat|jos|ennust\p{L}*|ennako\p{L}*|arvio|arvion|arvioi\p{L}*|arvioilta|oletta\p{L}*|oletuks\p{L}*|odote\p{L}*|odota\p{L}*|laskennalli\p{L}*|saisi|on määrä|oli määrä|saavuttaa`),
	words(`mål|målet|målen|målsättning\p{L}*|målnivå\p{L}*|skulle|borde|bör|ska|skall|om|beräknas|beräknades|prognos\p{L}*|uppskatta\p{L}*|uppskattning\p{L}*|förvänta\p{L}*|väntas|väntades|planera\p{L}*|hade varit`),
	words(`targets?|targeted|aims?|aimed|goals?|objectives?|project(?:ed|ion|ions)|forecasts?|predicted|estimate[sd]?|estimated|expected|would|should|could|if|planned|supposed|assum\p{L}+|must`),
	// Part of a year, and areas as they were.
	words(`(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras)kuu\p{L}*|vuosineljänne\p{L}*|neljänneksel\p{L}*|puolivuotis\p{L}*|kuntaliito\p{L}*|ennen kunta\p{L}*`),
	words(`januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|kvartal\p{L}*|halvår\p{L}*|kommunsammanslag\p{L}*`),
	words(`january|february|march|june|july|august|october|quarter|half-year|merger`),
	// A limit that was passed.
	words(`raja|rajan|rajaa|gränsen|threshold|mark`),
}

// meanOfEach are words for a mean over inhabitants.
var meanOfEach = late.Regexp(`^(?:keskimäär|genomsnitt|medeltal|average$)`)

// Words for a part of what the sentence is of ("joista poikia 330", "väkiluvusta 18 000
// asui", "varav 330", "of whom"), of people (of whom a share is what many indicators are),
// and of what is left.
var (
	ofThem   = words(`joista|heistä|niistä|näistä|joukosta|varav|av dem|av dessa|av vilka|of whom|of which|of them|of these|including|mukaan lukien`)
	ofPeople = words(`väkiluvusta|väestöstä|asukkaista|av folkmängden|av befolkningen|av invånarna|of the population|of the inhabitants|of the residents`)
	ofRest   = words(`muilla|muiden|muissa|muut|muualla|muun|muita|loput|loppu|naapurikunn\p{L}*|övriga|andra|annan|annat|annanstans|resten|other|others|elsewhere|the rest`)
)

// words matches any of words as a whole, in small letters: its first group.
func words(any string) func() *regexp.Regexp {
	return late.Regexp(`(?:^|[^\p{L}])(` + any + `)(?:[^\p{L}]|$)`)
}

// genderUnheard reports whether the text names, up to the end of the number's clause, a
// gender that the candidate is not of. A sentence that says not what it is of goes on from
// the one before it.
func (h *neighbourhood) genderUnheard(a *candidate) bool {
	if a.topic.gendered {
		return false
	}
	_, to := h.zone()
	for _, w := range h.s.words {
		if g := genderIn(w, h.s.lang); g != domain.Total && g != a.of.gender && w.at < to {
			return true
		}
	}
	if len(h.earlier) == 0 || h.c.topics.tell(h.s.words) >= leastTold {
		return false
	}
	last := h.earlier[len(h.earlier)-1]
	return slices.ContainsFunc(last.words, func(w word) bool {
		g := genderIn(w, last.lang)
		return g != domain.Total && g != a.of.gender
	})
}

// elsewhereNamed reports whether the number's clause names a place that is no area: a word
// with a capital after "i" or "in", or in a Finnish case in which things are there.
func (h *neighbourhood) elsewhereNamed() bool {
	from, to := h.zone()
	before := ""
	for k, w := range wordSpans(h.s.text) {
		word := strings.ToLower(h.s.text[w.from:w.to])
		known := false
		for _, m := range h.s.areas {
			known = known || w.from < m.end && m.at < w.to
		}
		if w.upper && !known && from <= w.from && w.from < to && k > 0 {
			if h.s.lang != domain.Finnish && (before == "i" || before == "in" || before == "at") {
				return true
			}
			if h.s.lang == domain.Finnish && located().MatchString(word) {
				return true
			}
		}
		before = word
	}
	return false
}

var located = late.Regexp(`(?:ssa|ssä|lla|llä)$`)

// bracketSaysMore reports whether the brackets that the number stands in say something of
// their own: "(kaikki tulot: 29,1)", but not "(koko maassa 1,7)".
func (h *neighbourhood) bracketSaysMore() bool {
	in := h.bracketed()
	if in == nil {
		return false
	}
	inside := h.s.text[in[0]:h.n.Start]
	return strings.Contains(inside, ":") && strings.IndexFunc(inside, unicode.IsLetter) >= 0
}
