package proof

import (
	"strings"
	"sync"
	"unicode"

	"kuvio/internal/domain"
)

// word is a word of a text, in small letters, and where it stands.
type word struct {
	text  []rune
	at    int
	upper bool // begins with a capital
}

// wordsOf divides a text into its words. A hyphen parts them, so that the halves of
// "lapsi- ja perhepalvelut" are words by themselves.
func wordsOf(text string) []word {
	var all []word
	from := -1
	flush := func(to int) {
		if from >= 0 {
			first := []rune(text[from:to])
			all = append(all, word{[]rune(root(strings.ToLower(text[from:to]))), from, unicode.IsUpper(first[0])})
		}
		from = -1
	}
	for i, c := range text {
		switch {
		case unicode.IsLetter(c) && from < 0:
			from = i
		case !unicode.IsLetter(c):
			flush(i)
		}
	}
	flush(len(text))
	return all
}

// roots are the short words of the field whose stem changes in their cases, so that no
// common beginning is left of it.
var roots = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, forms := range []string{
		"lapsi lapsen lapset lasten lasta lapsia lapsista lapsilla lapsille lapsiin lapsella lapselle",
		"koti kodin kotia kotona kotiin kodista kodeissa",
		"hoito hoidon hoitoa hoidossa hoitoon hoidosta hoidot",
		"apu avun apua avussa apuun avusta",
		"tuki tuen tukea tuet tukia tukien",
		"tulo tulot tulojen tuloja tuloista",
		"child children childs", "barn barnen barnens", "birth births born", "födda födda föddes född",
		// What is counted of a population goes by many names.
		"väestö väestön väestöä väestöstä väkiluku väkiluvun väkiluvultaan väkimäärä asukas asukasta asukkaita asukkaista asukkaiden asukasluku asui asuu ihmistä ihmisiä ihmisistä",
		"befolkning befolkningen folkmängd folkmängden folkmängdens invånarantalet invånare invånarna bodde",
		"population populations inhabitants residents people lived lives living",
		"syntyneet syntyi syntyivät syntyneitä syntynyt syntyneiden",
	} {
		list := strings.Fields(forms)
		for _, f := range list {
			all[f] = list[0]
		}
	}
	return all
})

func root(w string) string {
	if r, ok := roots()[w]; ok {
		return r
	}
	return w
}

// How alike two words are: inflected alike, or one within the other as a part of a
// compound.
const (
	inflected = 1.0
	compound  = 0.5
)

// alike says how alike two words are, 0 to 1: by the beginning that they share, since
// Finnish, Swedish and English inflect at the end. It is no grammar: what is left of
// either may be an ending (five letters at most) or the rest of a compound.
func alike(a, b []rune) float64 {
	shorter, longer := len(a), len(b)
	if shorter > longer {
		shorter, longer = longer, shorter
	}
	p := 0
	for p < shorter && a[p] == b[p] {
		p++
	}
	switch {
	case p == len(a) && p == len(b):
		return inflected
	case p < 4, p == 4 && shorter > 6:
		return 0
	case len(a)-p <= 5 && len(b)-p <= 5 && 2*p >= longer:
		return inflected
	case p >= 5 && p >= shorter-2:
		return compound
	}
	return 0
}

// empty are words that say nothing of what is measured.
var empty = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(`
ja tai sekä on oli olivat ovat ollut olleet olleiden ollutta joka jotka joista joiden jonka se ne tämä nämä niiden sen siitä sitä niistä niitä he heistä heitä heidän heillä tästä näistä kaikkiaan kun kuin että mutta myös vain jo vielä noin yli alle n
vuonna vuoden vuosien vuosina vuodesta vuoteen vuosi vuotta aikana jälkeen ennen sitten
osuus osuuden osuutta osuudet määrä määrän lukumäärä luku prosenttia prosentin prosentti prosenttiin prosentista yhteensä kaikki kaikista koko maa maassa maan mukaan kohti kohden tuhatta lkm euroa
vuotiaat vuotiaista vuotiaita vuotiaiden vuotiasta vuotias vuotiaille täyttäneet täyttäneitä
nousi laski kasvoi väheni nousseet laskenut pysynyt ollessa saaneet saaneita saaneiden sai saivat kustantamat kustantamissa kustantaman palvelut palveluissa palveluiden palvelujen vastaavanikäisestä thl kunnan kunnassa kunnat kunnissa maakunta maakunnan maakunnassa alue alueen alueella
och eller dem deras dess av dessa som var är har hade i av på till från om för med den det de en ett år året under andel andelen antal antalet procent per invånare totalt finansierade finansieras tjänster kommuner kommunen samma ålder åringar
the of and or they them their these those it its there in to from was were is are has had have a an by for with that this as per cent percent share number total among all services funded municipality municipally year during same age aged persons inhabitant than which`) {
		all[w] = true
	}
	return all
})

// telling reports whether a word says something of what is measured.
func telling(w []rune) bool { return len(w) > 2 && !empty()[string(w)] }

// languages by their commonest words.
var commonest = map[domain.Lang]string{
	domain.Finnish: " ja on oli ovat olivat joka kuin vuonna prosenttia myös sekä että tai mukaan ",
	domain.Swedish: " och är var som har i av till från år procent eller på för att det den ",
	domain.English: " the of and was were in to from is are per cent percent that by for ",
}

// languageOf is the language of a text, which its commonest words tell; otherwise where
// none does.
func languageOf(text string, otherwise domain.Lang) domain.Lang {
	best, most := otherwise, 0
	lower := strings.ToLower(text)
	for _, l := range domain.Langs {
		n := 0
		for _, w := range strings.FieldsFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if strings.Contains(commonest[l], " "+w+" ") {
				n++
			}
		}
		if n > most {
			best, most = l, n
		}
	}
	return best
}

// wordSpans divides a sentence into words as names are written: "Keski-Suomen" is one.
func wordSpans(s string) []span {
	var all []span
	from := -1
	for i, c := range s + " " {
		switch in := unicode.IsLetter(c) || from >= 0 && (c == '-' || c == '\''); {
		case in && from < 0:
			from = i
		case !in && from >= 0:
			to := len(strings.TrimRight(s[from:i], "-'")) + from
			first := []rune(s[from:to])[0]
			all = append(all, span{from, to, unicode.IsUpper(first)})
			from = -1
		}
	}
	return all
}

// bounded reports whether no letter touches a part of a text.
func bounded(s string, from, to int) bool {
	b := []rune(s[max(0, from-4):from])
	a := []rune(s[to:min(len(s), to+4)])
	return (len(b) == 0 || !unicode.IsLetter(b[len(b)-1]) && b[len(b)-1] != '-') && (len(a) == 0 || !unicode.IsLetter(a[0]))
}
