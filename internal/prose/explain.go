package prose

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/trend"
)

// Explain is the account of how a trend was found, in the language l: lines of
// at most 100 columns, a heading for each part and an empty line between two.
// It gives the values used and every step to the direction in the order the
// steps are decided in, so that a reader can repeat them by hand, then what
// else was computed or why it was not. The options are those the trend was
// analysed with; parts that they leave out are not mentioned.
//
// A nil trend is a programmer's error and panics.
func Explain(tr *trend.Trend, o trend.Options, l domain.Lang) []string {
	p := &page{writer: newWriter(About{Trend: tr}, l), options: o}
	p.data()
	p.direction()
	if !o.LongOnly {
		p.recent()
		p.turning()
		p.shift()
	}
	p.forecast()
	p.notes()
	return p.lines
}

// columns is how wide a line may be.
const columns = 100

// page is an account as it is written.
type page struct {
	*writer
	options trend.Options
	lines   []string
}

// head begins a part.
func (p *page) head(format ...any) {
	if len(p.lines) > 0 {
		p.lines = append(p.lines, "")
	}
	p.lines = append(p.lines, wrap(fmt.Sprint(format...), columns)...)
}

// add writes a paragraph under a heading, indented, what is wrapped more so.
func (p *page) add(text string) {
	for i, line := range wrap(glued.Replace(text), columns-4) {
		indent := "  "
		if i > 0 {
			indent = "    "
		}
		p.lines = append(p.lines, indent+strings.ReplaceAll(line, glue, " "))
	}
}

// glue stands for a space at which no line breaks: those within a formula or
// an interval.
const glue = "\x00"

var glued = strings.NewReplacer(" = ", glue+"="+glue, " < ", glue+"<"+glue, " − ", glue+"−"+glue, " + ", glue+"+"+glue, " / ", glue+"/"+glue, " … ", glue+"…"+glue)

// addf is add of a format in each language, which take the same arguments.
func (p *page) addf(fi, sv, en string, args ...any) {
	p.add(fmt.Sprintf(p.say(fi, sv, en), args...))
}

// wrap breaks a text at its spaces, and a longer word where it must.
func wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) {
		for utf8.RuneCountInString(word) > width {
			runes := []rune(word)
			if line != "" {
				lines = append(lines, line)
				line, used = "", 0
			}
			lines, word = append(lines, string(runes[:width])), string(runes[width:])
		}
		n := utf8.RuneCountInString(word)
		switch {
		case line == "":
			line, used = word, n
		case used+1+n <= width:
			line, used = line+" "+word, used+1+n
		default:
			lines = append(lines, line)
			line, used = word, n
		}
	}
	return append(lines, line)
}

// stat writes a computed number with four digits that matter.
func (p *page) stat(v float64) string { return p.digits(v, 4) }

func (p *page) digits(v float64, n int) string {
	decimals := n - 1
	if v != 0 && !math.IsInf(v, 0) && !math.IsNaN(v) {
		decimals = min(max(n-1-int(math.Floor(math.Log10(math.Abs(v)))), 0), mostDecimals)
	}
	return locale.Number(p.lang, v, locale.Decimals(decimals, v))
}

const mostDecimals = 12

// whole writes a count.
func (p *page) whole(n int) string { return locale.Number(p.lang, float64(n), 0) }

// percent95 is how the limits in brackets are introduced.
func (p *page) percent95() string { return locale.Percent(p.lang, 95, 0) + ": " }

// limits writes an interval, with dots since a limit may be negative.
func (p *page) limits(lower, upper float64) string { return p.stat(lower) + " … " + p.stat(upper) }

// pValue writes "p = 0,012", or "p < 0,0001".
func (p *page) pValue(v float64) string { return p.chance("p", v) }

func (p *page) chance(name string, v float64) string {
	if v < leastP {
		return name + " < " + locale.Number(p.lang, leastP, 4)
	}
	return name + " = " + p.stat(v)
}

// leastP is the least p that is written as a number.
const leastP = 1e-4

// notes lists every reservation.
func (p *page) notes() {
	if len(p.tr.Notes) == 0 && !p.tr.Series.MadeUp {
		return
	}
	p.head(p.say("Huomattavaa", "Att beakta", "Reservations"))
	notes := p.tr.Notes
	if p.tr.Series.MadeUp {
		notes = notes.With(domain.Note{Code: domain.NoteMadeUp})
	}
	for _, n := range notes {
		p.add(n.Sentence().In(p.lang))
	}
	if s := p.seams(); s != "" {
		p.add(s)
	}
}
