package numeral

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/late"
)

// reader gathers the numbers of a sentence.
type reader struct {
	text  string
	lang  domain.Lang
	found []Number
}

// free reports whether nothing has been found yet in a part of the sentence, else
// where that ends.
func (r *reader) free(start, end int) (bool, int) {
	for _, n := range r.found {
		if start < n.End && n.Start < end {
			return false, n.End
		}
	}
	return true, end
}

func (r *reader) isFree(start, end int) bool {
	free, _ := r.free(start, end)
	return free
}

// all takes every number that a pattern finds.
func (r *reader) all(p pattern) {
	for at := 0; at < len(r.text); {
		m := p.re().FindStringSubmatchIndex(r.text[at:])
		if m == nil {
			return
		}
		start, end := at+m[2], at+m[3]
		groups := make([]string, 0, 2)
		for i := 4; i+1 < len(m); i += 2 {
			group := ""
			if m[i] >= 0 {
				group = r.text[at+m[i] : at+m[i+1]]
			}
			groups = append(groups, group)
		}
		groups = append(groups, afterSpace(r.text[end:]))
		n := Number{Kind: Label, Start: start, End: end}
		free, next := r.free(start, end)
		if free && p.take(&n, groups) {
			n.Text = r.text[start:end]
			r.found = append(r.found, n)
		}
		at = max(next, at+1)
	}
}

// afterSpace is a text without the spaces it begins with.
func afterSpace(s string) string {
	return strings.TrimLeftFunc(s, unicode.IsSpace)
}

var (
	plainNumber   = late.Regexp(`\d+(?:[ \x{a0}\x{2009}\x{202f}]\d{3})*(?:[.,:]\d+)*`)
	listNumber    = late.Regexp(`^\s*(?:\d+(?:\.\d+)*[.)]?|[(]\d+[)])[ \t\x{a0}]+\p{Lu}`)
	rangeAnd      = late.Regexp(`^ (?:ja|och|and) $`)
	rangeBefore   = late.Regexp(`(?i)(?:between|mellan) $`)
	rangeAfter    = late.Regexp(`(?i)^(?: \p{L}+)? välillä`)
	rangeBetween  = late.Regexp(`^ ?[–‒—-] ?$`)
	multiplierRE  = late.Regexp(`(?i)^[ \x{a0}\x{202f}]?(tuha[tn]\p{L}*|miljoon\p{L}*|milj\.?|mn|mrd\.?|miljard\p{L}*|tusen|miljoner|million|thousand|billion)(?:[^\p{L}]|$)`)
	unitRE        = late.Regexp(`(?i)^[ \x{a0}\x{202f}-]?(prosenttiyksik\p{L}+|%-yksik\p{L}+|procentenhet\p{L}*|percentage points?|prosent\p{L}*|procent\p{L}*|per ?cent|%(?::\p{L}+)?|‰(?::\p{L}+)?|promille\p{L}*|€(?::\p{L}+)?(?:[ \x{a0}]?/[ \x{a0}]?(?:as\p{L}*|inv\p{L}*|hlö))?|euro\p{L}*(?:[ \x{a0}]?(?:/|asukasta|per|asukasta)[ \x{a0}]?\p{L}+)?|-?kertai\p{L}+|kerta\p{L}+|gånger|times)`)
	perHeadRE     = late.Regexp(`(?i)(?:/|per|asukas)`)
	hedgeRE       = late.Regexp(`(?i)(?:^|[^\p{L}])(noin|n\.|suunnilleen|runsas|runsaat|vajaa|vajaat|lähes|liki|melkein|yli|vähintään|ainakin|alle|enintään|korkeintaan|ca\.?|cirka|omkring|ungefär|knappt|nästan|drygt|över|minst|under|högst|about|approximately|around|roughly|some|nearly|almost|over|more than|at least|under|less than|below|at most)[ \x{a0}]+$`)
	aboveVerb     = late.Regexp(`(?i)(?:^|[^\p{L}])(?:ylit\p{L}+|översteg|överstiger|överskred|passerade|exceed\p{L}*|surpass\p{L}*|passed|topped)(?:[ \x{a0}]+\p{L}+){0,3}[ \x{a0}]+$`)
	belowVerb     = late.Regexp(`(?i)(?:^|[^\p{L}])(?:alit\p{L}+|jäi alle|understeg|understiger|underskred|undershot|(?:fell|dropped|stayed|remained|sank) (?:below|under)|short of)(?:[ \x{a0}]+\p{L}+){0,3}[ \x{a0}]+$`)
	afterChangeRE = late.Regexp(`(?i)^[ \x{a0}]+(?:enemmän|vähemmän|suure\p{L}+|piene\p{L}+|korkea\p{L}+|matala\p{L}+|alhais\p{L}+|more|less|fewer|higher|lower|larger|smaller|fler|färre|mer|mindre|högre|lägre|större)(?:[^\p{L}]|$)`)
	beforeChange  = late.Regexp(`(?i)(?:^|[^\p{L}])(?:rose|rise[ns]?|risen|fell|falls?|fallen|increas\p{L}+|decreas\p{L}+|gr[eo]w[ns]?|declin\p{L}+|drop\p{L}*|reduc\p{L}+|up|down|steg|stigit|sjönk|sjunkit|öka\p{L}+|minska\p{L}+|väx\p{L}+)[ \x{a0}]+(?:\p{L}+[ \x{a0}]+){0,2}(?:med|by)[ \x{a0}]+(?:(?:noin|about|ca|omkring|over|nearly|över|nästan|drygt|knappt)[ \x{a0}]+)?$`)
	changeVerb    = late.Regexp(`(?i)(?:^|[^\p{L}])(?:kasvo\p{L}+|kasvanu\p{L}*|nous\p{L}+|lisäänty\p{L}+|lisääntyn\p{L}*|vähen\p{L}+|vähenty\p{L}*|lask(?:i|ivat|enut|eneet|ee|enu\p{L}*)|pienen\p{L}+|supistu\p{L}+|muuttu\p{L}+|suuren\p{L}+|(?:lisätä|vähentää|nostaa|kasvattaa|pienentää|supistaa|alentaa|lisätään|vähennetään|nostetaan)(?:[ \x{a0}]+\p{L}+){0,2})(?:[ \x{a0}]+(?:noin|n\.|yli|lähes|vajaa|runsas|vain|jopa|peräti|selvästi|hieman|siis))*[ \x{a0}]+$`)
)

var hedges = map[string]Hedge{
	"runsas": Above, "runsaat": Above, "yli": Above, "vähintään": Above, "ainakin": Above, "drygt": Above, "över": Above, "minst": Above, "over": Above, "more than": Above, "at least": Above,
	"vajaa": Below, "vajaat": Below, "lähes": Below, "liki": Below, "melkein": Below, "alle": Below, "enintään": Below, "korkeintaan": Below, "knappt": Below, "nästan": Below, "under": Below, "högst": Below, "nearly": Below, "almost": Below, "less than": Below, "below": Below, "at most": Below,
}

var multipliers = []struct {
	word string
	by   float64
}{{"tuha", 1e3}, {"tusen", 1e3}, {"thousand", 1e3}, {"miljard", 1e9}, {"mrd", 1e9}, {"billion", 1e9}, {"milj", 1e6}, {"mn", 1e6}, {"million", 1e6}}

// values takes the numbers that no pattern has.
func (r *reader) values() {
	skip := 0
	if m := listNumber().FindStringIndex(r.text); m != nil {
		head := plainNumber().FindStringIndex(r.text)
		r.add(Number{Kind: Label, Start: head[0], End: head[1], Text: r.text[head[0]:head[1]]})
		skip = head[1]
	}
	var last *Number
	for at := skip; at < len(r.text); {
		m := plainNumber().FindStringIndex(r.text[at:])
		if m == nil {
			return
		}
		start, end := at+m[0], at+m[1]
		n, ok := r.value(start, end)
		at = max(n.End, start+1)
		if !ok {
			continue
		}
		if last != nil && rangeBetween().MatchString(r.text[last.End:n.Start]) && last.Kind == Value {
			last.Part, n.Part = true, true
			if last.Unit == Bare && n.Unit != Bare {
				last.Unit = n.Unit
				scale(last, n.by)
			}
		}
		if last != nil && last.Kind == Value && r.between(last, &n.Number) {
			last.Part, n.Part = true, true
			if last.Unit == Bare {
				last.Unit = n.Unit
			}
		}
		r.add(n.Number)
		last = &r.found[len(r.found)-1]
	}
}

// between reports whether two numbers are the ends of a range in words: "0,8 ja 3,0
// prosentin välillä", "between 0.8 and 3.0".
func (r *reader) between(a, b *Number) bool {
	return rangeAnd().MatchString(r.text[a.End:b.Start]) && (rangeBefore().MatchString(r.text[:a.Start]) || rangeAfter().MatchString(r.text[b.End:]))
}

func (r *reader) add(n Number) {
	if r.isFree(n.Start, n.End) {
		r.found = append(r.found, n)
	}
}

// scaled is a number and what its words multiplied it by.
type scaled struct {
	Number
	by float64
}

func scale(n *Number, by float64) {
	if by > 1 && n.Value < by {
		n.Value *= by
		n.Step *= by
	}
}

// value reads a number that stands at a place, with what is around it.
func (r *reader) value(start, end int) (n scaled, ok bool) {
	n.by = 1
	written := r.text[start:end]
	n.Number = Number{Kind: Value, Start: start, End: end}
	if v, step, read, good := parse(written, r.lang); good {
		n.Value, n.Step = v, step
		n.End = start + read
	} else {
		n.Kind = Label
		n.Text = written
		return n, r.isFree(start, end)
	}
	if !r.isFree(start, n.End) {
		return n, false
	}
	if r.partOfWord(start, n.End) {
		n.Kind, n.Text = Label, r.text[start:n.End]
		return n, true
	}
	r.sign(&n.Number)
	if m := multiplierRE().FindStringSubmatchIndex(r.text[n.End:]); m != nil && r.isFree(n.End, n.End+m[3]) {
		word := strings.ToLower(r.text[n.End+m[2] : n.End+m[3]])
		for _, x := range multipliers {
			if strings.HasPrefix(word, x.word) {
				n.by = x.by
				n.Value *= x.by
				n.Step *= x.by
				break
			}
		}
		n.End += m[3]
	}
	if m := unitRE().FindStringSubmatchIndex(r.text[n.End:]); m != nil && r.isFree(n.End, n.End+m[3]) {
		n.Unit = unitOf(strings.ToLower(r.text[n.End+m[2] : n.End+m[3]]))
		n.End += m[3]
	}
	if m := hedgeRE().FindStringSubmatch(r.text[:n.Start]); m != nil {
		if n.Hedge = hedges[strings.ToLower(m[1])]; n.Hedge == Exact {
			n.Hedge = About
		}
	}
	if n.Hedge == Exact || n.Hedge == About { // "ylitti noin 145 000"
		switch head := r.text[:n.Start]; {
		case aboveVerb().MatchString(head):
			n.Hedge = Above
		case belowVerb().MatchString(head):
			n.Hedge = Below
		}
	}
	n.Text = r.text[n.Start:n.End]
	if r.changes(&n.Number) {
		n.Kind = Change
	}
	return n, true
}

// parse reads the digits of a number as a language divides them. Where they go on
// as no number of it does, as in 1.2.3, it is none.
func parse(s string, l domain.Lang) (v, step float64, read int, ok bool) {
	s = strings.TrimRight(s, ".,:")
	var digits strings.Builder
	decimals, groups := -1, false
	for i, c := range s {
		switch {
		case '0' <= c && c <= '9':
			digits.WriteRune(c)
			if decimals >= 0 {
				decimals++
			}
		case c == ':':
			return 0, 0, 0, false
		case unicode.IsSpace(c):
			if digits.Len() > 3 && !groups { // "2014 283" are two numbers
				return finish(digits.String(), decimals, i)
			}
			groups = true
		case decimals >= 0:
			return 0, 0, 0, false
		case c == ',' && l == domain.English && threeFollow(s[i+1:]) && digits.Len() <= 3+boolInt(groups)*12:
			groups = true
		case c == '.' && l != domain.English && strings.Count(s, ".") > 1 && threeFollow(s[i+1:]):
			groups = true
		default:
			decimals = 0
			digits.WriteByte('.')
		}
	}
	return finish(digits.String(), decimals, len(s))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func finish(digits string, decimals, read int) (v, step float64, at int, ok bool) {
	v, err := strconv.ParseFloat(digits, 64)
	return v, math.Pow10(-max(decimals, 0)), read, err == nil
}

// threeFollow reports whether exactly three digits begin a text.
func threeFollow(s string) bool {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n == 3
}

// partOfWord reports whether the digits at a place belong to a word or a code:
// H1N1, COVID-19, 16:9, 24/7. Cases of Finnish may follow: 500:aan.
func (r *reader) partOfWord(start, end int) bool {
	b, bw := utf8.DecodeLastRuneInString(r.text[:start])
	a, aw := utf8.DecodeRuneInString(r.text[end:])
	switch {
	case unicode.IsLetter(b), b == '/', b == ':' && start > bw, b == '#', b == '_', b == '§':
		return true
	case b == '-' && start > bw:
		if c, _ := utf8.DecodeLastRuneInString(r.text[:start-bw]); unicode.IsLetter(c) {
			return true
		}
	}
	switch {
	case unicode.IsLetter(a), a == '_':
		return true
	case a == '/':
		c, _ := utf8.DecodeRuneInString(r.text[end+aw:])
		return unicode.IsDigit(c)
	case a == '-' && len(r.text) > end+aw:
		c, _ := utf8.DecodeRuneInString(r.text[end+aw:])
		rest := strings.ToLower(r.text[end+aw:])
		return unicode.IsLetter(c) && !strings.HasPrefix(rest, "prosent") && !strings.HasPrefix(rest, "procent") && !strings.HasPrefix(rest, "kertai")
	}
	return false
}

// sign takes the minus before a number, where it is no dash between words.
func (r *reader) sign(n *Number) {
	b, bw := utf8.DecodeLastRuneInString(r.text[:n.Start])
	if b != '−' && b != '-' && b != '–' {
		return
	}
	c, _ := utf8.DecodeLastRuneInString(r.text[:n.Start-bw])
	if n.Start == bw || c == ' ' || c == '(' || c == '\u00a0' {
		if b == '–' && n.Start == bw {
			return // of a list
		}
		n.Value, n.Start = -n.Value, n.Start-bw
	}
}

func unitOf(word string) Unit {
	switch {
	case strings.Contains(word, "yksik"), strings.HasPrefix(word, "procentenhet"), strings.Contains(word, "point"):
		return Points
	case strings.HasPrefix(word, "prosent"), strings.HasPrefix(word, "procent"), strings.HasPrefix(word, "%"), strings.HasPrefix(word, "per"):
		return Percent
	case strings.HasPrefix(word, "‰"), strings.HasPrefix(word, "promille"):
		return Promille
	case strings.HasPrefix(word, "€"), strings.HasPrefix(word, "euro"):
		if perHeadRE().MatchString(word) {
			return EuroPerHead
		}
		return Euro
	}
	return Times
}

// changes reports whether a number says by how much something changed or is more,
// and not what it came to: "väheni 5 prosenttia", but "väheni 5 prosenttiin".
func (r *reader) changes(n *Number) bool {
	switch n.Unit {
	case Points, Times:
		return true
	}
	head, tail := r.text[:n.Start], r.text[n.End:]
	if afterChangeRE().MatchString(tail) || beforeChange().MatchString(head) && r.lang != domain.Finnish {
		return true
	}
	lower := strings.ToLower(n.Text)
	into := strings.HasSuffix(lower, "iin") || strings.HasSuffix(lower, "ista") || strings.HasSuffix(lower, "sta") || strings.HasSuffix(lower, "oon")
	return r.lang == domain.Finnish && !into && !strings.HasPrefix(tail, ":") && changeVerb().MatchString(head)
}
