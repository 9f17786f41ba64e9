package proof

import (
	"maps"
	"math"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/proof/numeral"
)

// topic is what an indicator is about: its words in each language.
type topic struct {
	indicator domain.Indicator
	held      bool
	ages      []numeral.Number // that its title names
	gendered  bool             // its title names one
}

// phrase is one wording of a topic: its title, or the subject of sentences on it.
type phrase struct {
	topic  int
	lang   domain.Lang
	weight float64 // of its words together, and of its ages
}

// posting is a word of a phrase.
type posting struct {
	phrase int
	weight float64
}

// entry is a word of the topics.
type entry struct {
	text     []rune
	weight   float64 // the rarer, the more
	postings []posting
}

// inner is a place within a long word, where a compound's next part may begin.
type inner struct{ entry, at int }

// topics are what the indicators are about, to be found by the words of a text.
type topics struct {
	all     []topic
	phrases []phrase
	entries []entry

	begins map[string][]int   // entries by their first letters
	within map[string][]inner // and by letters within them

	similar map[string]map[int]float64 // the entries that a word is like
}

// keyed is how many letters words are found by: what fewer are shared says nothing.
const keyed = 4

// The words of what a title is measured in ("% vastaavanikäisestä väestöstä") say less.
const ofMeasure = 0.4

// ofAges is the weight of a class of ages, as of a word that a tenth of titles has.
const ofAges = 2.4

func key(w []rune) string { return string(w[:min(keyed, len(w))]) }

func newTopics(all []domain.Indicator, held func(domain.IndicatorID) bool) *topics {
	t := &topics{begins: map[string][]int{}, within: map[string][]inner{}, similar: map[string]map[int]float64{}}
	type worded struct {
		phrase int
		word   string
		weight float64
	}
	var words []worded
	rarity := map[string]map[int]bool{} // topics by the beginning of a word
	for i, ind := range all {
		tp := topic{indicator: ind, held: held(ind.ID)}
		for _, l := range domain.Langs {
			for k, text := range []string{ind.Title.In(l), ind.Subject.In(l)} {
				if text == "" || k == 0 && l != domain.Finnish && text == ind.Title.FI {
					continue
				}
				counted, measure := text, ""
				if k == 0 {
					counted, measure = domain.TitleParts(text)
					tp.ages = append(tp.ages, numeral.Ages(text)...)
				}
				tp.gendered = tp.gendered || genderOf(wordsOf(text), l) != domain.Total
				t.phrases = append(t.phrases, phrase{topic: i, lang: l})
				if len(numeral.Ages(text)) > 0 {
					t.phrases[len(t.phrases)-1].weight = ofAges
				}
				for part, weight := range map[string]float64{counted: 1, measure: ofMeasure} {
					for _, w := range wordsOf(part) {
						if telling(w.text) {
							words = append(words, worded{len(t.phrases) - 1, string(w.text), weight})
							k := string(w.text[:min(6, len(w.text))])
							if rarity[k] == nil {
								rarity[k] = map[int]bool{}
							}
							rarity[k][i] = true
						}
					}
				}
			}
		}
		t.all = append(t.all, tp)
	}
	byWord := map[string]int{}
	for _, w := range words {
		at, ok := byWord[w.word]
		if !ok {
			text := []rune(w.word)
			at = len(t.entries)
			byWord[w.word] = at
			k := string(text[:min(6, len(text))])
			t.entries = append(t.entries, entry{text: text, weight: math.Log(1 + float64(len(all)+10)/float64(len(rarity[k])))})
			t.begins[key(text)] = append(t.begins[key(text)], at)
			for i := 3; i+6 <= len(text); i++ {
				t.within[key(text[i:])] = append(t.within[key(text[i:])], inner{at, i})
			}
		}
		e := &t.entries[at]
		if slices.ContainsFunc(e.postings, func(p posting) bool { return p.phrase == w.phrase }) {
			continue
		}
		weight := e.weight * w.weight
		e.postings = append(e.postings, posting{w.phrase, weight})
		t.phrases[w.phrase].weight += weight
	}
	return t
}

// isOf reports whether a topic is of one of some ages.
func (t *topic) isOf(ages []numeral.Number) bool {
	return slices.ContainsFunc(t.ages, func(n numeral.Number) bool {
		return slices.ContainsFunc(ages, func(m numeral.Number) bool { return n.From == m.From && n.To == m.To })
	})
}

// like lists the entries that a word of a text is like, and how much.
func (t *topics) like(w []rune) map[int]float64 {
	if known, ok := t.similar[string(w)]; ok {
		return known
	}
	found := map[int]float64{}
	for _, e := range t.begins[key(w)] {
		if s := alike(w, t.entries[e].text); s > 0 {
			found[e] = s
		}
	}
	if len(w) >= 6 { // a part of a compound of the title
		for _, in := range t.within[key(w)] {
			if alike(w, t.entries[in.entry].text[in.at:]) == inflected && found[in.entry] < compound {
				found[in.entry] = compound
			}
		}
	}
	for i := 3; i+6 <= len(w); i++ { // or a compound of the text
		for _, e := range t.begins[key(w[i:])] {
			if len(t.entries[e].text) >= 6 && alike(w[i:], t.entries[e].text) == inflected && found[e] < compound {
				found[e] = compound
			}
		}
	}
	t.similar[string(w)] = found
	return found
}

// heard is a word of the neighbourhood of a number and how near it is, 1 for its own
// sentence.
type heard struct {
	word
	nearness float64
	own      bool // of the number's sentence
}

// tell is how much words say of what topics are about.
func (t *topics) tell(words []word) (sum float64) {
	for _, w := range words {
		if !telling(w.text) {
			continue
		}
		strongest := 0.0
		for e, s := range t.like(w.text) {
			strongest = math.Max(strongest, s*t.entries[e].weight)
		}
		sum += strongest
	}
	return sum
}

// fit is how well a topic is what a number is about, 0 to 1.
type fit struct {
	topic int
	score float64
	cover float64 // of its words and ages, those that are heard
}

// How a fit is made: of the words of the topic that are heard, of which a part is
// enough, and of the telling words of the sentence that are the topic's.
const (
	enough      = 0.85
	ofTopic     = 0.6
	ofSentence  = 0.4
	leastFit    = 0.3
	mostFits    = 12
	unknown     = 0.5  // weight of a word of the clause that no topic has
	clearly     = 0.7  // a sentence speaks for itself
	faint       = 0.5  // what stands further off then
	mute        = 0.9  // a sentence without a word of any topic
	otherTongue = 0.85 // a phrase in another language than the text
)

// fits lists the topics that a neighbourhood, with the ages it names, may be about. What
// stands further off counts for less where the sentence speaks for itself.
func (t *topics) fits(words []heard, ages []numeral.Number, l domain.Lang) []fit {
	var own []heard
	for _, w := range words {
		if w.own {
			own = append(own, w)
		}
	}
	all := t.score(own, ages, l)
	if slices.ContainsFunc(all, func(f fit) bool { return f.score >= clearly }) {
		words = slices.Clone(words)
		for i := range words {
			if !words[i].own {
				words[i].nearness *= faint
			}
		}
	}
	return t.score(words, ages, l)
}

// score scores the topics by words and ages.
func (t *topics) score(words []heard, ages []numeral.Number, l domain.Lang) []fit {
	entries := map[int]float64{} // heard, and how well
	covered := map[int]float64{} // of the words of the clause, by phrase
	weight := 0.0                // of these that any topic has
	for _, w := range words {
		if !telling(w.text) {
			continue
		}
		strongest, phrases := 0.0, map[int]float64{}
		for e, s := range t.like(w.text) {
			entries[e] = math.Max(entries[e], s*w.nearness)
			if w.nearness < 1 {
				continue
			}
			strongest = math.Max(strongest, s*t.entries[e].weight)
			for _, p := range t.entries[e].postings {
				phrases[p.phrase] = math.Max(phrases[p.phrase], s*t.entries[e].weight)
			}
		}
		if w.nearness == 1 {
			weight += math.Max(strongest, unknown)
		}
		for p, v := range phrases {
			covered[p] += v
		}
	}
	scores := map[int]float64{} // of phrases
	for e, s := range entries {
		for _, p := range t.entries[e].postings {
			scores[p.phrase] += s * p.weight
		}
	}
	for p := range t.phrases {
		if len(ages) > 0 && t.all[t.phrases[p].topic].isOf(ages) {
			scores[p] += ofAges
		}
	}
	best := map[int]fit{}
	for p, s := range scores {
		ph := t.phrases[p]
		f := fit{topic: ph.topic, cover: math.Min(1, s/ph.weight/enough)}
		if weight > 0 {
			f.score = ofTopic*f.cover + ofSentence*math.Min(1, covered[p]/weight)
		} else {
			f.score = mute * f.cover
		}
		if ph.lang != l {
			f.score *= otherTongue
		}
		if f.score >= leastFit && f.score > best[ph.topic].score {
			best[ph.topic] = f
		}
	}
	return slices.Collect(maps.Values(best))
}

// cut sorts fits, the best first, and keeps the first of them.
func cut(all []fit) []fit {
	slices.SortFunc(all, func(a, b fit) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return a.topic - b.topic
	})
	return all[:min(len(all), mostFits)]
}

// genderOf is the gender that words name; total where they name none or both.
func genderOf(words []word, l domain.Lang) domain.Gender {
	found := map[domain.Gender]bool{}
	for _, w := range words {
		if g := genderIn(w, l); g != domain.Total {
			found[g] = true
		}
	}
	if len(found) == 1 {
		for g := range maps.Keys(found) {
			return g
		}
	}
	return domain.Total
}

// genderIn is the gender that a word names; total for none.
func genderIn(w word, l domain.Lang) domain.Gender {
	text := string(w.text)
	if g, ok := genderWords[text]; ok && (text != "men" || l == domain.English) { // "but" in Swedish
		return g
	}
	for begin, g := range genderBegins {
		if strings.HasPrefix(text, begin) {
			return g
		}
	}
	return domain.Total
}

// Words for a gender, whole ("mental" is no "men", "mänsklig" no "män"), and the beginnings
// of others ("poikkeus" is no "poika").
var (
	genderWords = map[string]domain.Gender{
		"girl": domain.Female, "girls": domain.Female, "woman": domain.Female, "women": domain.Female, "female": domain.Female, "females": domain.Female,
		"boy": domain.Male, "boys": domain.Male, "men": domain.Male, "male": domain.Male, "males": domain.Male,
		"män": domain.Male, "mäns": domain.Male, "männen": domain.Male, "männens": domain.Male, "manliga": domain.Male,
	}
	genderBegins = map[string]domain.Gender{
		"tyttö": domain.Female, "tytö": domain.Female, "nainen": domain.Female, "naise": domain.Female, "nais": domain.Female,
		"flick": domain.Female, "kvinn": domain.Female, "tjej": domain.Female,
		"poika": domain.Male, "poiki": domain.Male, "poja": domain.Male, "poji": domain.Male, "mies": domain.Male, "mieh": domain.Male,
		"pojk": domain.Male,
	}
)
