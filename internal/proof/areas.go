package proof

import (
	"cmp"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/session"
)

// mention is an area or a year that a sentence names.
type mention[T any] struct {
	what T
	at   int // in the sentence
	end  int
}

// names finds the areas that a text names, in the forms that their names take.
type names struct {
	s       *session.Session
	forms   map[string][]domain.RegionID // in small letters
	longest int                          // of the forms, in words
	subject []domain.RegionID            // by category of the subject's name, itself first
}

// newNames lists the forms of every area's name.
func newNames(s *session.Session, subject domain.RegionID) *names {
	n := &names{s: s, forms: map[string][]domain.RegionID{}}
	for _, r := range s.Catalog.Regions() {
		switch r.Category {
		case domain.Kunta, domain.Maakunta, domain.Seutukunta, domain.Hva, domain.Shp, domain.Suuralue:
		default:
			continue
		}
		place := s.Catalog.Place(r.ID)
		for _, name := range append([]string{r.Name.FI, r.Name.SV, r.Name.EN}, r.Aliases...) {
			n.add(r.ID, name)
			n.add(r.ID, name+"s")
			n.add(r.ID, name+"'s")
		}
		for _, form := range formsOf(r.Name.FI, place.Of.FI, place.In.FI) {
			n.add(r.ID, form)
		}
	}
	n.subject = []domain.RegionID{subject}
	if name := s.RegionName(subject).FI; name != "" {
		for _, id := range n.forms[strings.ToLower(name)] {
			if id != subject {
				n.subject = append(n.subject, id)
			}
		}
	}
	return n
}

func (n *names) add(id domain.RegionID, form string) {
	form = strings.ToLower(strings.Join(strings.Fields(form), " "))
	if len([]rune(form)) < 2 || slices.Contains(n.forms[form], id) {
		return
	}
	n.forms[form] = append(n.forms[form], id)
	n.longest = max(n.longest, len(strings.Fields(form)))
}

// formsOf are the cases of a Finnish name, from its nominative, genitive and the case in
// which things are there: Jyväskylä, Jyväskylän, Jyväskylässä give Jyväskylästä,
// Jyväskylään, Jyväskylää.
func formsOf(nominative, genitive, in string) []string {
	forms := []string{nominative, genitive, in}
	for _, end := range []struct{ in, other string }{{"ssa", "sta"}, {"ssä", "stä"}, {"lla", "lta"}, {"llä", "ltä"}, {"lla", "lle"}, {"llä", "lle"}} {
		if stem, ok := strings.CutSuffix(in, end.in); ok {
			forms = append(forms, stem+end.other)
		}
	}
	back := strings.ContainsAny(nominative, "aouAOU")
	for _, stem := range []string{nominative, strings.TrimSuffix(genitive, "n")} {
		if stem == "" {
			continue
		}
		last := []rune(stem)
		vowel := string(last[len(last)-1])
		if !strings.Contains("aeiouyäöå", vowel) {
			continue
		}
		forms = append(forms, stem+vowel+"n")
		if back {
			forms = append(forms, stem+"a")
		} else {
			forms = append(forms, stem+"ä")
		}
	}
	return forms
}

// country are the words for the whole country, and elsewhere those for the rest of it.
var (
	country   = []string{"koko maassa", "koko maa", "maan", "maassa", "koko maan", "koko maata", "koko maahan", "maan keskiarvo", "valtakunnallisesti", "valtakunnan", "suomessa", "suomen", "hela landet", "i riket", "hela riket", "i finland", "finland", "the whole country", "whole country", "nationally", "national average", "the country"}
	elsewhere = []string{"muualla maassa", "muun maan", "muussa maassa", "muu maa", "muuhun maahan", "övriga landet", "resten av landet", "rest of the country", "elsewhere in the country"}
	// anaphora stand for the subject, where no name is before them.
	anaphora = []struct {
		begin    string
		category domain.Category
	}{
		{"maakunn", domain.Maakunta}, {"maakunta", domain.Maakunta}, {"sairaanhoitopiiri", domain.Shp}, {"hyvinvointialue", domain.Hva}, {"seutukun", domain.Seutukunta}, {"landskapet", domain.Maakunta}, {"sjukvårdsdistriktet", domain.Shp}, {"välfärdsområdet", domain.Hva}, {"hospital", domain.Shp},
	}
)

// noArea is the reference of a place that is none of the areas: others, abroad, the city's
// surroundings.
const noArea = ""

// Words for places that are no areas.
var (
	others = []string{"muissa kunnissa", "muiden kuntien", "muut kunnat", "muissa maakunnissa", "muissa maakunnan kunnissa", "muissa alueen kunnissa", "muualla maakunnassa", "muualla", "naapurikunnissa", "naapurikunnassa", "kunnista", "andra kommuner", "övriga kommuner", "de andra kommunerna", "de övriga kommunerna", "andra landskap", "annanstans", "grannkommunerna", "other municipalities", "the other municipalities", "other regions", "neighbouring municipalities", "elsewhere"}
	abroad = []string{
		"ruotsissa", "ruotsin", "norjassa", "norjan", "tanskassa", "tanskan", "virossa", "viron", "islannissa", "saksassa", "euroopassa", "euroopan", "pohjoismaissa", "pohjoismaiden", "eu-maissa", "eu:ssa", "oecd-maissa",
		"i sverige", "sveriges", "i norge", "norges", "i danmark", "i estland", "i island", "i tyskland", "i europa", "i norden", "i eu", "eu-länderna",
		"in sweden", "sweden's", "in norway", "in denmark", "in estonia", "in iceland", "in germany", "in europe", "in the eu", "in the nordic countries",
	}
)

// reading is what the words beside a name make of it.
type reading int

const (
	itself  reading = iota
	partsOf         // its municipalities, which the number may be of one by one or together
	another         // something that bears its name
)

// Beginnings of the words after a name, and before it, that make it another.
var (
	partsAfter  = []string{"kunnis", "kunnat", "kuntien", "kunnil", "kommuner", "municipalit"}
	otherAfter  = []string{"seudu", "seutu", "yliopist", "keskust", "ympäri", "naapur", "maalais", "lähi", "lentoas", "region", "universit", "omgivning", "ekonomisk", "nejden", "sub-region", "subregion", "area", "surround", "metropolitan"}
	otherBefore = []string{"vanha", "entis", "silloi", "muu", "gaml", "tidiga", "före", "dåvaran", "övrig", "former", "old", "outside", "around", "pohjois", "eteläis", "itäis", "läntis", "utanför", "kring"}
)

// otherThan reads a name, the words from and up to, with those beside it.
func otherThan(lower string, words []span, from, to int) reading {
	begins := func(at int, with []string) bool {
		return at >= 0 && at < len(words) && slices.ContainsFunc(with, func(w string) bool { return strings.HasPrefix(lower[words[at].from:words[at].to], w) })
	}
	adjoins := to < len(words) && strings.TrimSpace(lower[words[to-1].to:words[to].from]) == ""
	follows := from > 0 && strings.TrimSpace(lower[words[from-1].to:words[from].from]) == ""
	switch {
	case adjoins && begins(to, otherAfter) && categoryOf(lower[words[to].from:words[to].to]) == "", follows && begins(from-1, otherBefore):
		return another
	case adjoins && begins(to, partsAfter):
		return partsOf
	}
	return itself
}

// restOf is the reference to the country without an area.
func restOf(id domain.RegionID) string { return "muu-maa:" + string(id) }

// named is what an area's mention may stand for, the likeliest first.
type named []string // references

// in lists the areas that a sentence names, in their order.
func (n *names) in(sentence string) []mention[named] {
	var all []mention[named]
	lower := strings.ToLower(sentence)
	taken := func(at, end int) bool {
		return slices.ContainsFunc(all, func(m mention[named]) bool { return at < m.end && m.at < end })
	}
	fixed := func(words []string, ref string) {
		for _, w := range words {
			for at := 0; ; {
				i := strings.Index(lower[at:], w)
				if i < 0 {
					break
				}
				from, to := at+i, at+i+len(w)
				at = to
				if bounded(lower, from, to) && !taken(from, to) {
					all = append(all, mention[named]{named{ref}, from, to})
				}
			}
		}
	}
	if len(lower) != len(sentence) { // a letter that changes its length: rare, and no area's
		lower = sentence
	}
	words := wordSpans(sentence)
	for i := 0; i < len(words); i++ {
		if !words[i].upper {
			n.anaphor(lower, words, i, &all)
			continue
		}
		for k := min(n.longest, len(words)-i); k > 0; k-- {
			from, to := words[i].from, words[i+k-1].to
			ids := n.forms[strings.Join(strings.Fields(lower[from:to]), " ")]
			if len(ids) == 0 || taken(from, to) {
				continue
			}
			category := domain.Category("")
			if i+k < len(words) {
				category = categoryOf(lower[words[i+k].from:words[i+k].to])
				if category != "" {
					to = words[i+k].to
				}
			}
			what := n.order(ids, category)
			if other := otherThan(lower, words, i, i+k); other == another {
				what = named{noArea}
			} else if other == partsOf {
				what = append(named{noArea}, what...)
			}
			all = append(all, mention[named]{what, from, to})
			i += k - 1
			if category != "" {
				i++
			}
			break
		}
	}
	fixed(elsewhere, restOf(n.subject[0]))
	fixed(others, noArea)
	fixed(abroad, noArea)
	fixed(country, string(domain.Maa))
	slices.SortFunc(all, func(a, b mention[named]) int { return cmp.Compare(a.at, b.at) })
	return all
}

// anaphor adds a word like "maakunnassa" for the subject or its namesake.
func (n *names) anaphor(lower string, words []span, i int, all *[]mention[named]) {
	w := lower[words[i].from:words[i].to]
	c := categoryOf(w)
	if c == "" || strings.HasPrefix(w, "maakunnit") {
		return
	}
	if i > 0 && quantifies(lower[words[i-1].from:words[i-1].to]) {
		return
	}
	for _, id := range n.subject {
		if r, ok := n.s.Catalog.ByID(id); ok && r.Category == c {
			*all = append(*all, mention[named]{named{string(id)}, words[i].from, words[i].to})
			return
		}
	}
}

// quantifies reports whether a word before "maakunta" makes it another than the subject.
func quantifies(w string) bool {
	switch w {
	case "muissa", "muiden", "muut", "kaikissa", "kaikkien", "toisen", "toinen", "suurin", "suurimmassa", "andra", "alla", "other", "all":
		return true
	}
	return false
}

func categoryOf(w string) domain.Category {
	for _, a := range anaphora {
		if strings.HasPrefix(w, a.begin) {
			return a.category
		}
	}
	return ""
}

// order puts first, of areas of one name, the one of the category that the text names, the
// subject, and what is like it.
func (n *names) order(ids []domain.RegionID, c domain.Category) named {
	rank := func(id domain.RegionID) int {
		r, _ := n.s.Catalog.ByID(id)
		subject, _ := n.s.Catalog.ByID(n.subject[0])
		switch {
		case c != "" && r.Category == c:
			return 0
		case c != "":
			return 9
		case id == n.subject[0]:
			return 1
		case r.Ended() && r.Category == domain.Kunta:
			return 8
		case r.Category == domain.Kunta:
			return 2
		case r.Category == subject.Category:
			return 3
		case r.Category == domain.Maakunta:
			return 4
		}
		return 5
	}
	sorted := slices.Clone(ids)
	slices.SortStableFunc(sorted, func(a, b domain.RegionID) int { return cmp.Compare(rank(a), rank(b)) })
	var refs named
	for _, id := range sorted {
		if c != "" && rank(id) == 9 {
			continue
		}
		refs = append(refs, string(id))
	}
	if len(refs) == 0 {
		refs = named{string(sorted[0])}
	}
	return refs
}

// span is a word of a sentence with hyphens and apostrophes in it, as names have them.
type span struct {
	from, to int
	upper    bool
}
