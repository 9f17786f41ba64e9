package prose

import (
	"math"
	"slices"
	"strings"

	"kuvio/internal/between"
	"kuvio/internal/catalog"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// Sizes is what a paragraph on areas in classes of size is made of.
type Sizes struct {
	*between.KindClasses
	Limits between.Limits
	Label  func(between.Class) domain.Text // of a class: "1 000–9 999", "enintään 16"
	Of     catalog.Place                   // of the area that they are the members of, where they are one's
}

// Classes puts areas in classes of size into a paragraph: how many are in each
// class and, of few, which; how many in all below a limit; which have no value.
// Classes without areas are not mentioned.
func Classes(s Sizes, l domain.Lang) string {
	w := newVoice(&s.Series[0], s.Series[0].Shown(s.Series[0].Decimals(), false), l)
	said := w.classes(s)
	if d := s.Limits.Decimals; d != between.Unrounded && s.N > 0 {
		said = append(said, w.roundedTo(d))
	}
	missing := s.Missing.Areas
	if s.N == 0 {
		missing = nil // said
	}
	return strings.Join(append(said, w.lacking(missing, s.Suppressed.Areas)...), " ")
}

func (w *voice) classes(s Sizes) []string {
	var areas []*series.Based
	for _, c := range s.Classes.Classes {
		areas = append(areas, c.Areas...)
	}
	name := w.titled("") + ": "
	subject := w.head.short
	if w.subject != "" {
		name, subject = "", lowerNamed(w.named(), w.subject)
	}
	if len(areas) == 0 {
		return []string{strings.TrimSuffix(capital(name+subject), ": ") + w.say(": ei tietoja.", ": uppgifter saknas.", ": there are no data.")}
	}
	noun := nounOf(areas)
	var parts []string
	for _, c := range s.Classes.Classes {
		if n := len(c.Areas); n > 0 {
			label := w.inUnit(s.Label(c).In(w.lang))
			where := noun.where(n, len(parts) > 0, w.lang)
			parts = append(parts, w.say(where+" "+label, label+" "+where, label+" "+where)+inBrackets(c.Areas, w.lang))
		}
	}
	at := whenOf(s.Period, w.lang).at
	among := noun.outOf(len(areas), w.lang)
	if w.lang == domain.Finnish && s.Of.Of.FI != "" {
		among = s.Of.Of.FI + " " + among
	} else if in := own(s.Of.In, w.lang); w.lang != domain.Finnish && in != "" {
		among += " " + in
	}
	if digit := parts[0][0]; w.lang == domain.Finnish && '0' <= digit && digit <= '9' {
		at += ":" // not to run into the year
	}
	text := w.say(among+" "+subject+" "+w.be()+" "+at+" ", among+" var "+subject+" "+at+" ", among+" "+at+", "+subject+" "+w.be()+" ") + listed(parts, w.lang) + "."
	if name == "" {
		text = capital(text)
	}
	return slices.DeleteFunc([]string{name + text, w.cumulated(s, noun)}, func(s string) bool { return s == "" })
}

// lowerNamed is a subject with what restricts it, within a sentence.
func lowerNamed(named, subject string) string { return subject + named[len(capital(subject)):] }

// inUnit is a class's limits with their unit, within a list: "yli 16 ja enintään
// 20 prosenttia", "16 per cent or less".
func (w *voice) inUnit(label string) string {
	label = strings.Replace(label, ", ", w.say(" ja ", " men ", " and "), 1)
	for _, end := range []string{" or less", " or more"} {
		if limit, ok := strings.CutSuffix(label, end); ok {
			return limit + w.unitAfter() + end
		}
	}
	if unit, ok := unitWords(w.series.Indicator.Unit); ok && strings.HasPrefix(label, "alle ") && w.lang == domain.Finnish {
		return label + " " + unit.of
	}
	return label + w.unitAfter()
}

// unitAfter is the unit after a class's limits: " prosenttia".
func (w *voice) unitAfter() string {
	unit, ok := unitWords(w.series.Indicator.Unit)
	if !ok {
		return ""
	}
	return " " + unit.many.In(w.lang)
}

// cumulated says how many areas there are below each limit that more than one
// class lies below.
func (w *voice) cumulated(s Sizes, noun areaNoun) string {
	var parts []string
	classes := s.Classes.Classes
	last := len(classes) - 1
	if last > 2 {
		last-- // of many classes, those below the last limit are plainly all but the highest
	}
	for i := 1; i < last; i++ {
		c := classes[i]
		if n := c.Below; n > len(c.Areas) && len(c.Areas) > 0 && n < s.N {
			label := w.inUnit(s.Label(between.Class{Lower: math.Inf(-1), Upper: c.Upper}).In(w.lang))
			where := noun.where(n, false, w.lang)
			if len(parts) == 0 {
				parts = append(parts, w.say(capital(label)+" "+w.head.short+" "+w.be()+" yhteensä "+where, capital(label)+" var "+w.head.short+" sammanlagt "+where, capital(w.head.short)+" "+w.be()+" "+label+" "+where+" altogether"))
				continue
			}
			parts = append(parts, w.say(label+" yhteensä "+where, label+" sammanlagt "+where, label+" "+where))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return listed(parts, w.lang) + "."
}

// roundedTo says how values were rounded before they were compared.
func (w *voice) roundedTo(decimals int) string {
	n := locale.Number(w.lang, float64(decimals), 0)
	switch decimals {
	case 0:
		return w.say("Arvot on ensin pyöristetty kokonaisluvuiksi.", "Värdena är först avrundade till heltal.", "Values are first rounded to whole numbers.")
	case 1:
		return w.say("Arvot on ensin pyöristetty yhteen desimaaliin.", "Värdena är först avrundade till en decimal.", "Values are first rounded to one decimal.")
	}
	return w.say("Arvot on ensin pyöristetty "+n+" desimaaliin.", "Värdena är först avrundade till "+n+" decimaler.", "Values are first rounded to "+n+" decimals.")
}
