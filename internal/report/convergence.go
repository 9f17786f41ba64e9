package report

import (
	"errors"
	"fmt"
	"math"

	"kuvio/internal/between"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
	"kuvio/internal/stats"
)

// convergenceTexts say whether the areas of a kind have drawn together: a
// sentence on the trend of their spread, and one on their growth.
func convergenceTexts(of *series.Series, c *between.Convergence) []domain.Text {
	var sigma, beta domain.Text
	for _, l := range domain.Langs {
		about := kindLabel(of, l) + ", " + periodsOf(c)
		if !c.From.IsZero() {
			about += " (" + domain.Note{Code: domain.NoteAfterBreak, Arg: string(c.From)}.Text().In(l) + ")"
		}
		sigma.Set(l, about+": "+sigmaText(c, l)+".")
		beta.Set(l, about+": "+betaText(c, l)+".")
	}
	return []domain.Text{sigma, beta}
}

// kindLabel is the indicator's id and, where they tell it from others, gender
// and breakdown.
func kindLabel(s *series.Series, l domain.Lang) string {
	label := string(s.Indicator.ID)
	if s.Gender != domain.Total {
		label += " " + genders[s.Gender].In(l)
	}
	if s.Breakdown != "" {
		label += " " + domain.BreakdownLabel(s.Breakdown).In(l)
	}
	return label
}

func periodsOf(c *between.Convergence) string {
	if len(c.Periods) == 0 {
		return "–"
	}
	return locale.Range(string(c.Periods[0]), string(c.Periods[len(c.Periods)-1]))
}

func sigmaText(c *between.Convergence, l domain.Lang) string {
	s := text("sigma-konvergenssi", "sigmakonvergens", "sigma convergence").In(l) + ": " + fixedSet(c, l)
	if c.SigmaErr != nil {
		return s + "; " + notComputed(c.SigmaErr, len(c.Areas), 2, len(c.Periods), 4, l)
	}
	cv, sen := c.Sigma.CV, c.Sigma.Sen
	return s + fmt.Sprintf("; CV %s → %s, %s %s%s, Mann–Kendall p %s; ",
		locale.Number(l, cv[0], 3), locale.Number(l, cv[len(cv)-1], 3),
		text("muutos vuodessa", "förändring per år", "change a year").In(l),
		locale.Signed(l, sen.Slope, 5), limitsText(sen.Lower, sen.Upper, 5, l), pText(c.Sigma.MK.P, l)) +
		sigmaVerdicts[c.Direction].In(l)
}

var sigmaVerdicts = map[stats.Direction]domain.Text{
	stats.Falling: text("erot ovat kaventuneet suhteessa keskiarvoon", "skillnaderna har minskat i förhållande till medelvärdet", "differences have narrowed relative to the mean"),
	stats.Rising:  text("erot ovat kasvaneet suhteessa keskiarvoon", "skillnaderna har ökat i förhållande till medelvärdet", "differences have widened relative to the mean"),
	stats.Steady:  text("erot ovat pysyneet ennallaan suhteessa keskiarvoon", "skillnaderna är oförändrade i förhållande till medelvärdet", "differences have stayed as they were relative to the mean"),
	stats.Unclear: text("arvoista ei voi päätellä, ovatko erot muuttuneet", "värdena visar inte om skillnaderna har förändrats", "the values do not show whether differences have changed"),
}

func betaText(c *between.Convergence, l domain.Lang) string {
	s := text("beta-konvergenssi", "betakonvergens", "beta convergence").In(l) + ": " + fixedSet(c, l)
	if c.BetaErr != nil {
		return s + "; " + notComputed(c.BetaErr, len(c.Areas), 3, len(c.Periods), 2, l)
	}
	b := c.Beta
	s += fmt.Sprintf("; %s %s%s, p %s", text("vuosikasvu alkuarvon logaritmin suhteen", "årlig tillväxt mot logaritmen av startvärdet", "yearly growth on the logarithm of the initial value").In(l),
		locale.Signed(l, b.Slope, 4), limitsText(b.Lower, b.Upper, 4, l), pText(b.P, l))
	if !math.IsNaN(b.R2) {
		s += ", R² " + locale.Number(l, b.R2, 2)
	}
	switch {
	case b.Upper < 0:
		s += text("; alhaalta lähteneet ovat kasvaneet nopeammin", "; de som började lågt har ökat snabbare", "; those that began low have grown faster").In(l)
		if !math.IsNaN(b.HalfLife) {
			s += fmt.Sprintf(text(", ero puolittuu %s vuodessa", ", skillnaden halveras på %s år", ", years until half of the gap has closed: %s").In(l), locale.Number(l, b.HalfLife, 0))
		}
	case b.Lower > 0:
		s += text("; ylhäältä lähteneet ovat kasvaneet nopeammin", "; de som började högt har ökat snabbare", "; those that began high have grown faster").In(l)
	default:
		s += text("; yhteyttä ei voi päätellä", "; inget samband kan påvisas", "; no relation can be shown").In(l)
	}
	return s
}

// fixedSet says of how many areas convergence is computed.
func fixedSet(c *between.Convergence, l domain.Lang) string {
	return fmt.Sprintf(text("alueita, joilla on arvo joka vuosi, %d (pois jäi %d)", "områden med värde varje år %d (utelämnade %d)", "regions with a value in every year %d (left out %d)").In(l),
		len(c.Areas), c.LeftOut)
}

// notComputed says why, given what there is and what is needed.
func notComputed(err error, areas, areasNeeded, years, yearsNeeded int, l domain.Lang) string {
	switch {
	case areas < areasNeeded:
		return fmt.Sprintf(text("ei laskettu: tarvitaan %d aluetta", "inte beräknat: %d områden behövs", "not computed: %d regions are needed").In(l), areasNeeded)
	case years < yearsNeeded:
		return fmt.Sprintf(text("ei laskettu: tarvitaan %d vuotta", "inte beräknat: %d år behövs", "not computed: %d years are needed").In(l), yearsNeeded)
	case errors.Is(err, stats.ErrRatio):
		return text("ei laskettu: jokin arvo tai keskiarvo ei ole nollaa suurempi", "inte beräknat: något värde eller medelvärde är inte över noll", "not computed: a value or a mean is not above zero").In(l)
	}
	return text("ei laskettu: arvot tai vuodet eivät eroa toisistaan", "inte beräknat: värdena eller åren skiljer sig inte åt", "not computed: the values or the years do not differ").In(l)
}

// limitsText is a 95 % interval in brackets; nothing where there is none.
func limitsText(lower, upper float64, decimals int, l domain.Lang) string {
	if math.IsNaN(lower) || math.IsNaN(upper) {
		return ""
	}
	return " (" + locale.Percent(l, 95, 0) + ": " + locale.Signed(l, lower, decimals) + " … " + locale.Signed(l, upper, decimals) + ")"
}

func pText(p float64, l domain.Lang) string {
	if p < 0.001 {
		return "< " + locale.Number(l, 0.001, 3)
	}
	return "= " + locale.Number(l, p, 3)
}

var convergenceCaution = text(
	"Sattuma alkuvuonna tekee beta-kertoimesta yksinkin negatiivisen, varsinkin pienillä alueilla: lähentymisestä voi puhua vain, jos myös CV on laskenut.",
	"Slumpen under startåret gör i sig betakoefficienten negativ, särskilt i små områden: närmande kan man tala om bara om också CV har sjunkit.",
	"Chance in the first year by itself makes beta negative, in small regions above all: speak of drawing together only where the CV has fallen too.")
