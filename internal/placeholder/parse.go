package placeholder

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/locale"
	"kuvio/internal/strictyaml"
)

// Longest is how long the words of a placeholder may be, in bytes: what is longer is no
// placeholder but braces that were left open.
const Longest = 1000

// mostDecimals bounds the decimals that can be asked for.
const mostDecimals = 6

// parser reads one placeholder.
type parser struct {
	r      Request
	said   string   // the word by which What was asked for
	tokens []string // that are still to be read
	given  []*Word  // that say more of what is asked for
	into   *string  // what regions are gathered in
}

// Parse reads the words of a placeholder, without its braces. Errors say what was found
// and what to write.
func Parse(words string) (*Request, error) {
	words = tidy(words)
	switch {
	case words == "":
		return nil, errors.New("an empty placeholder: expected an indicator and a region, such as {{191 Jyväskylä 2014}}")
	case len(words) > Longest:
		return nil, fmt.Errorf("a placeholder of more than %d characters: are its braces closed?", Longest)
	}
	if r, ok := region(words); ok {
		return r, nil
	}
	if ref, ok := SubjectOf(words); ok {
		if ref == "" {
			return nil, errors.New("expected a region after the colon, such as {{alue: maakunta:13}}")
		}
		return &Request{What: Subject, Region: ref, Times: 1}, nil
	}
	tokens, err := split(words)
	if err != nil {
		return nil, err
	}
	p := parser{r: Request{Times: 1}, tokens: tokens}
	p.into = &p.r.Region
	p.r.Capital = begins(words)
	for len(p.tokens) > 0 {
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	if err := p.done(); err != nil {
		return nil, err
	}
	return &p.r, nil
}

// tidy is a text with each stretch of spaces, of whatever kind, as one, and the straight
// quotation marks.
func tidy(words string) string {
	words = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case strings.ContainsRune("”“„«»", r):
			return '"'
		case r == '’':
			return '\''
		case !unicode.IsPrint(r): // what cannot be seen was not meant
			return -1
		}
		return r
	}, words)
	return strings.Join(strings.Fields(words), " ")
}

// begins reports whether the first letter is a capital one, as where an answer begins
// a sentence.
func begins(words string) bool {
	for _, r := range words {
		return unicode.IsUpper(r)
	}
	return false
}

// region reads the placeholders that are of the area's name alone.
func region(words string) (*Request, bool) {
	for _, w := range RegionWords {
		for _, said := range slices.Concat(w.FI, w.SV, w.EN) {
			if catalog.Fold(said) == catalog.Fold(words) {
				return &Request{What: Region, Form: w.Form, Capital: begins(words), Times: 1}, true
			}
		}
	}
	return nil, false
}

// SubjectOf is the area that a placeholder declares the document to be about; ok is
// false of other placeholders.
func SubjectOf(words string) (ref string, ok bool) {
	word, ref, colon := strings.Cut(tidy(words), ":")
	if !colon {
		return "", false
	}
	switch catalog.Fold(strings.TrimSpace(word)) {
	case "alue", "omrade", "area", "region":
		return strings.TrimSpace(ref), true
	}
	return "", false
}

// split parts words at spaces, what stands between quotation marks as one.
func split(words string) (tokens []string, err error) {
	for words != "" {
		if rest, ok := strings.CutPrefix(words, `"`); ok {
			name, after, closed := strings.Cut(rest, `"`)
			if !closed {
				return nil, fmt.Errorf("%s: the quotation mark is not closed", rest)
			}
			tokens, words = append(tokens, `"`+name), strings.TrimSpace(after)
			continue
		}
		token, rest, _ := strings.Cut(words, " ")
		tokens, words = append(tokens, token), strings.TrimSpace(rest)
	}
	return tokens, nil
}

// take takes the next token.
func (p *parser) take() (string, bool) {
	if len(p.tokens) == 0 {
		return "", false
	}
	token := p.tokens[0]
	p.tokens = p.tokens[1:]
	return token, true
}

// next reads a token, with those that it takes.
func (p *parser) next() error {
	token, _ := p.take()
	bare := strings.TrimRight(token, ",;")
	if ok, err := p.factor(bare); ok {
		return err
	}
	switch found := find(bare); {
	case bare == "":
		return nil
	case strings.HasPrefix(token, `"`):
		p.region(token[1:])
		return nil
	case len(found) > 0:
		return p.word(bare, found)
	case bare == "%":
		return p.say(&Words[slices.IndexFunc(Words, func(w Word) bool { return w.FI[0] == "prosentteina" })], bare, "")
	case strings.HasPrefix(bare, "@"):
		return p.indicators(bare)
	case strings.Contains(bare, "=") && !strings.ContainsAny(bare[:1], "<>="):
		return p.breakdown(bare)
	case strings.ContainsAny(bare[:1], "<>") || strings.HasPrefix(bare, "≤") || strings.HasPrefix(bare, "≥"):
		return p.signed(bare)
	case unicode.IsDigit(rune(bare[0])):
		return p.number(bare)
	case p.ofBank(bare):
		return p.indicators(bare)
	case strings.Contains(bare, "@") && p.into == &p.r.Region:
		p.r.Set.Refs = join(p.r.Set.Refs, token)
		return nil
	}
	p.region(token)
	return nil
}

// region takes a token as one of a region's name or references.
func (p *parser) region(token string) {
	*p.into = join(*p.into, token)
}

// join is tokens of one name, or of several with commas between them.
func join(before, token string) string {
	switch {
	case before == "":
		return token
	case strings.HasSuffix(before, ","):
		return before + token
	}
	return before + " " + token
}

// ofBank reports whether a token names an indicator of a bank: oma:x, kolada:N31001.
func (p *parser) ofBank(token string) bool {
	word, name, colon := strings.Cut(token, ":")
	switch {
	case !colon || name == "" || strings.Contains(token, "@"):
		return false
	case word == domain.Own || word == domain.Kolada:
		return true
	case p.r.Indicators != "" || word == "rest" || word == "muu-maa" || word == "group" || word == "id":
		return false
	}
	_, err := domain.ParseCategory(word)
	return err != nil
}

func (p *parser) indicators(token string) error {
	if p.r.Indicators != "" {
		return fmt.Errorf("%s and %s: one indicator, expected as in 191, or 1339+3377 for an ended one and what continues it", p.r.Indicators, token)
	}
	for item := range strings.SplitSeq(token, ",") {
		if strings.HasPrefix(item, "@") {
			continue
		}
		if _, err := domain.ParseSplice(item); err != nil {
			return err
		}
	}
	p.r.Indicators = token
	return nil
}

// number reads what begins with a digit: the indicator first, then periods.
func (p *parser) number(token string) error {
	if len(token) == 1 && p.r.Indicators != "" && len(p.tokens) > 0 {
		if found := find(p.tokens[0]); len(found) == 1 && found[0].FI[0] == "desimaalit" { // "1 desimaali"
			word, _ := p.take()
			return p.say(found[0], word, token)
		}
	}
	if p.r.Indicators == "" {
		return p.indicators(token)
	}
	at, err := domain.ParsePeriod(token)
	if err != nil {
		return fmt.Errorf("%q after the indicator %s is no period: expected a year such as 2021, or 2017–2019, 2023Q1 or 2023-05; limits stand after alle, yli or rajat", token, p.r.Indicators)
	}
	p.r.Periods = append(p.r.Periods, at)
	return nil
}

// factor reads ×1000; ok is false of other tokens.
func (p *parser) factor(token string) (ok bool, err error) {
	for _, sign := range []string{"×", "x", "X", "*"} {
		if digits, ok := strings.CutPrefix(token, sign); ok {
			v, err := locale.Read(p.further(digits))
			if errors.Is(err, locale.ErrNoNumber) || err == nil && v <= 0 {
				continue
			}
			p.r.Times = v
			return true, err
		}
	}
	return false, nil
}

// grouped is the beginning of a number whose thousands are parted by spaces, and ofGroup
// what goes on from it, in a list with what follows.
var (
	grouped = late.Regexp(`(^|[,<>=≤≥])[-−]?[1-9]\d{0,2}( \d{3})*$`)
	ofGroup = late.Regexp(`^\d{3}([.,;][-−.,;\d<>=≤≥]*)?$`)
)

// further is a number, or the last of several, with the tokens that go on from it: 10 000.
// Before the indicator three digits that can be one are it.
func (p *parser) further(number string) string {
	for len(p.tokens) > 0 && grouped().MatchString(number) && ofGroup().MatchString(p.tokens[0]) && (p.r.Indicators != "" || p.tokens[0][0] == '0') {
		more, _ := p.take()
		number += " " + more
	}
	return number
}

// signed reads a limit with its sign: >=24.
func (p *parser) signed(token string) error {
	for _, s := range []struct {
		sign string
		what What
	}{{">=", AtLeast}, {"≥", AtLeast}, {"<=", AtMost}, {"≤", AtMost}, {"<", Below}, {">", Above}} {
		number, ok := strings.CutPrefix(token, s.sign)
		if !ok {
			continue
		}
		if number == "" {
			number, _ = p.take()
		}
		number = strings.TrimRight(p.further(number), ",;")
		v, err := locale.Read(number)
		switch {
		case errors.Is(err, locale.ErrNoNumber):
			return fmt.Errorf("%s%s: expected a number after the sign, such as %s16", s.sign, number, s.sign)
		case err != nil:
			return fmt.Errorf("after %s: %w", s.sign, err)
		}
		p.r.Limit = v
		return p.ask(s.what, s.sign)
	}
	return fmt.Errorf("%s: expected a limit such as >=24", token)
}

func (p *parser) breakdown(token string) error {
	key, value, _ := strings.Cut(token, "=")
	switch catalog.Fold(key) {
	case "ika", "alder", "age":
		key = "age"
	}
	b, err := domain.ParseBreakdown(key + "=" + value)
	if err != nil {
		return err
	}
	p.r.Breakdown = join(p.r.Breakdown, b)
	return nil
}

// word reads a word that is known, the one of several that what follows makes it.
func (p *parser) word(token string, found []*Word) error {
	w := found[0]
	for _, other := range found[1:] { // "minst 24" has a limit, "minst" alone is the lowest
		if other.takes == aNumber && len(p.tokens) > 0 {
			if _, err := locale.Read(strings.TrimRight(p.tokens[0], ",;")); !errors.Is(err, locale.ErrNoNumber) && p.r.Indicators != "" {
				w = other
			}
		}
	}
	if w.what == Period && len(p.tokens) > 0 {
		if _, err := domain.ParsePeriod(p.tokens[0]); err == nil && p.r.Indicators != "" {
			return nil // "vuosi 2014" is that year
		}
	}
	if w.takes == regions {
		p.into = &p.r.Beside
		return p.say(w, token, "")
	}
	p.into = &p.r.Region
	arg, err := p.argument(w, token)
	if err != nil {
		return err
	}
	return p.say(w, token, arg)
}

// argument takes what a word needs after it.
func (p *parser) argument(w *Word, token string) (string, error) {
	if w.takes == noArgument {
		return "", nil
	}
	arg, _ := p.take()
	switch w.takes {
	case aNumber:
		arg = strings.TrimRight(p.further(arg), ",;")
		v, err := locale.Read(arg)
		switch {
		case errors.Is(err, locale.ErrNoNumber):
			return "", fmt.Errorf("after %s expected %s, found %s", token, w.takes, quoted(arg))
		case err != nil:
			return "", fmt.Errorf("after %s: %w", token, err)
		}
		p.r.Limit = v
		return arg, nil
	case aSmall:
		if _, err := decimals(arg); err != nil {
			return "", fmt.Errorf("after %s expected %s, found %s", token, w.takes, quoted(arg))
		}
	case limits:
		arg = p.further(arg)
		for strings.HasSuffix(arg, ",") && len(p.tokens) > 0 {
			more, _ := p.take()
			arg = p.further(arg + more)
		}
		if arg == "" || strings.Trim(arg, "0123456789.,-<>=≤≥ ") != "" {
			return "", fmt.Errorf("after %s expected %s, found %s", token, w.takes, quoted(arg))
		}
	case aCommand:
		name, ok := command(arg)
		if !ok {
			return "", fmt.Errorf("after %s expected %s, found %s", token, w.takes, quoted(arg))
		}
		p.r.Command = name
	case anID:
		if arg == "" {
			return "", fmt.Errorf("after %s expected %s", token, w.takes)
		}
		p.r.ID = arg
	}
	return arg, nil
}

func quoted(found string) string {
	if found == "" {
		return "nothing"
	}
	return strconv.Quote(found)
}

// say does what a word says.
func (p *parser) say(w *Word, token, arg string) error {
	if w.what != "" {
		return p.ask(w.what, token)
	}
	p.given = append(p.given, w)
	if w.apply == nil {
		return nil
	}
	return w.apply(&p.r, arg)
}

// ask is that one thing is asked for, and not another too.
func (p *parser) ask(what What, token string) error {
	if p.r.What != "" {
		return fmt.Errorf("%s and %s: a placeholder asks for one thing: write two", p.said, token)
	}
	p.r.What, p.said = what, token
	return nil
}

func decimals(arg string) (*int, error) {
	n, err := strconv.Atoi(arg)
	if err != nil || n < 0 || n > mostDecimals {
		return nil, fmt.Errorf("%s: expected how many decimals, 0 to %d", quoted(arg), mostDecimals)
	}
	return &n, nil
}

func gender(r *Request, g domain.Gender) error {
	if r.Gender != "" && r.Gender != g {
		return errors.New("men and women in one placeholder: leave both out for all together, or write two")
	}
	r.Gender = g
	return nil
}

// done ends the request: an error where it is not whole, or a word without sense in it.
func (p *parser) done() error {
	r := &p.r
	r.What = cmp.Or(r.What, Value)
	for _, text := range []*string{&r.Region, &r.Set.Refs, &r.Beside} {
		*text = strings.Trim(*text, ",; ")
	}
	if err := p.fits(); err != nil {
		return err
	}
	return p.whole()
}

// fits is an error where a word or several areas say nothing of what is asked for.
func (p *parser) fits() error {
	r := &p.r
	if !r.Set.IsZero() && r.One() && r.What != Rank {
		return fmt.Errorf("several areas, of which %s is not asked: expected one, or summa, keskiarvo, pienin, sija and the like", cmp.Or(p.said, "a value"))
	}
	if r.Set.All && r.Set.Category == "" {
		return errors.New("kaikki stands before kunnat, maakunnat and the like")
	}
	for _, w := range p.given {
		if w.to != nil && !slices.Contains(w.to, r.What) {
			return fmt.Errorf("%s says nothing beside %s: leave it out", w.FI[0], cmp.Or(p.said, "a value"))
		}
	}
	return nil
}

// ofTwo are what two periods are the ends of.
var ofTwo = []What{Change, Sentence, Direction, Turn, Table}

// whole is an error where something is lacking, or is there twice.
func (p *parser) whole() error {
	r := &p.r
	switch {
	case r.Data() && r.Indicators == "":
		return p.noIndicator()
	case r.Data() && (strings.Contains(r.Indicators, ",") || strings.HasPrefix(r.Indicators, "@")):
		return fmt.Errorf("%s: several indicators, of which only a table can be: expected one, such as 191", r.Indicators)
	case r.What == Change && len(r.Periods) != 2 && !p.range2():
		return fmt.Errorf("%s: expected two years, such as %s %s 2010 2014", p.said, r.Indicators, p.said)
	case r.What == Classes && r.Limits == "":
		return fmt.Errorf("%s: expected limits, such as rajat 1000,10000,100000", p.said)
	case len(r.Periods) > 2 || len(r.Periods) == 2 && !slices.Contains(ofTwo, r.What):
		return fmt.Errorf("%s and %s: one year expected", r.Periods[0], r.Periods[1])
	}
	return nil
}

// range2 takes 2010–2014 for its two ends.
func (p *parser) range2() bool {
	if len(p.r.Periods) != 1 {
		return false
	}
	at := p.r.Periods[0]
	if at.Year() == at.LastYear() {
		return false
	}
	p.r.Periods = []domain.Period{domain.Year(at.Year()), domain.Year(at.LastYear())}
	return true
}

// noIndicator is the error of a placeholder without an indicator: a word that may have
// been misspelt is named.
func (p *parser) noIndicator() error {
	if near := Near(p.r.Region); near != "" {
		return fmt.Errorf("%q: did you mean %s? An indicator was expected too, such as 191", p.r.Region, near)
	}
	return fmt.Errorf("no indicator in it: expected one such as 191, 1339+3377 or oma:NAME, as in {{191 Jyväskylä 2014}}; 'kuvio list indicators' finds them")
}

// Near is the word that one of a region's tokens may have been meant as; "" for none.
func Near(region string) string {
	for token := range strings.FieldsSeq(region) {
		if near := strictyaml.Near(strings.ToLower(token), allWords(), 2); near != "" && len(token) > 3 {
			return near
		}
	}
	return ""
}

// allWords are the words of every language.
var allWords = sync.OnceValue(func() (all []string) {
	for i := range Words {
		for _, l := range domain.Langs {
			all = append(all, Words[i].In(l)...)
		}
	}
	for _, w := range RegionWords {
		all = slices.Concat(all, w.FI, w.SV, w.EN)
	}
	return all
})
