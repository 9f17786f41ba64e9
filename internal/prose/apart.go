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
	"kuvio/internal/stats"
)

// Apart is what a paragraph on how far areas lie apart is made of.
type Apart struct {
	*between.KindSpread
	Of     catalog.Place // of the area that they are the members of, where they are one's
	Places Places
}

// Spread puts how far areas lie apart into a paragraph: the mean, the highest
// and the lowest in the last period with two values or more, how far apart they
// are then and in the first such period, and whether differences have changed
// where that was asked for: only its test says that they have.
func Spread(a Apart, l domain.Lang) string {
	w := newVoice(&a.Series[0], a.Series[0].Shown(a.Decimals, false), l)
	name := w.titled("")
	if w.subject != "" {
		name = w.named()
	}
	measured := slices.DeleteFunc(slices.Clone(a.Spreads), func(r between.PeriodSpread) bool { return math.IsNaN(r.Mean) })
	if len(measured) == 0 {
		return name + w.say(": arvoja on liian harvalla alueella.", ": för få områden har värden.", ": too few areas have a value.")
	}
	first, last := &measured[0], &measured[len(measured)-1]
	w.decimals = a.Series[0].Shown(a.Decimals, last.Notes.Has(domain.NoteFromCounts))
	noun := nounOf(last.Least)
	at, in := whenOf(last.Period, l).at, within(noun, last.N, a.Of, l)
	missing, suppressed := lackingAt(a.Series, last.Period)
	if len(missing)+len(suppressed) > 0 {
		in += w.say(", joista on tieto,", " (de som har uppgift)", " (those with data)")
	}
	kind := w.say("painottamaton keskiarvo", "ovägt medelvärde", "unweighted mean")
	if !math.IsNaN(last.WeightedMean) {
		kind += w.say("; painotettuna ", "; vägt ", "; weighted ") + w.amount(last.WeightedMean)
	}
	mean := w.amount(last.Mean)
	if w.subject == "" {
		name += ": " + w.head.short
	}
	said := []string{w.say(name+" "+w.be()+" "+in+" keskimäärin "+mean+" "+at, name+" var i genomsnitt "+mean+" "+in+" "+at, name+" averaged "+mean+" "+in+" "+at) + " (" + kind + ").",
		w.extremes(a.Places, noun, last.Greatest, last.Max, last.Least, last.Min)}
	if !slices.Equal(lackingIDs(a.Series, first.Period), lackingIDs(a.Series, last.Period)) {
		first = last // the figures of other areas are not set beside these
	}
	said = append(said, w.dispersion(first, last)...)
	said = append(said, w.converged(a.Convergence, noun))
	said = append(said, w.lacking(missing, suppressed)...)
	return strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), " ")
}

// lackingAt are the areas without a value in a period.
func lackingAt(all []series.Series, at domain.Period) (missing, suppressed []*series.Based) {
	for i := range all {
		s := all[i].On(series.AsComputed)
		switch p, _ := s.At(at); {
		case p.HasValue():
		case p.Status == domain.Suppressed:
			suppressed = append(suppressed, &s)
		default:
			missing = append(missing, &s)
		}
	}
	return missing, suppressed
}

// lackingIDs are the areas without a value in a period, for whatever reason.
func lackingIDs(all []series.Series, at domain.Period) (lacking []domain.RegionID) {
	missing, suppressed := lackingAt(all, at)
	for _, s := range slices.Concat(missing, suppressed) {
		lacking = append(lacking, s.Region)
	}
	slices.Sort(lacking)
	return lacking
}

// dispersion says how far the areas lie apart, and how far at first: numbers
// beside each other, of which no direction is claimed.
func (w *voice) dispersion(first, last *between.PeriodSpread) []string {
	var said []string
	if !math.IsNaN(last.MaxMin) {
		ratio := locale.Number(w.lang, last.MaxMin, 1)
		highest, lowest := "Suurin", "pienimpään"
		if w.head.high {
			highest, lowest = "Korkein", "matalimpaan"
		}
		said = append(said, w.say(highest+" arvo oli "+ratio+"-kertainen "+lowest+" verrattuna.", "Det högsta värdet var "+ratio+" gånger det lägsta.", "The highest value was "+ratio+" times the lowest."))
	}
	if math.IsNaN(last.CV) {
		return said
	}
	text := w.say("Variaatiokerroin oli ", "Variationskoefficienten var ", "The coefficient of variation was ") + locale.Number(w.lang, last.CV, 2)
	if first.Period != last.Period && !math.IsNaN(first.CV) {
		cv, at := locale.Number(w.lang, first.CV, 2), whenOf(first.Period, w.lang).at
		text += " (" + w.say(at+" se oli "+cv, cv+" "+at, cv+" "+at) + ")"
	}
	return append(said, text+".")
}

// converged says whether differences have changed relative to the mean, by the
// trend of the coefficient of variation of the areas with a value every year.
func (w *voice) converged(c *between.Convergence, noun areaNoun) string {
	if c == nil || c.SigmaErr != nil || len(c.Periods) == 0 {
		return ""
	}
	during := during(c.Periods[0], c.Periods[len(c.Periods)-1], w.lang)
	of := noun.count(len(c.Areas), w.lang)
	tail := w.say(" ("+of+", joista on tieto joka vuodelta)", " ("+of+" med värde varje år)", " ("+of+" with a value every year)")
	switch c.Direction {
	case stats.Falling:
		return w.say("Erot ovat "+during+" kaventuneet suhteessa keskiarvoon", "Skillnaderna har "+during+" minskat i förhållande till medelvärdet", "Differences narrowed relative to the mean "+during) + tail + "."
	case stats.Rising:
		return w.say("Erot ovat "+during+" kasvaneet suhteessa keskiarvoon", "Skillnaderna har "+during+" ökat i förhållande till medelvärdet", "Differences widened relative to the mean "+during) + tail + "."
	case stats.Steady:
		return w.say("Erot ovat "+during+" pysyneet ennallaan suhteessa keskiarvoon", "Skillnaderna har "+during+" varit oförändrade i förhållande till medelvärdet", "Differences remained as they were relative to the mean "+during) + tail + "."
	}
	return w.say("Arvoista ei voi päätellä, ovatko erot "+during+" muuttuneet", "Värdena visar inte om skillnaderna har förändrats "+during, "The values do not show whether differences changed "+during) + tail + "."
}
