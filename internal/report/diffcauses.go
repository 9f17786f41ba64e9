package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/diff"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/lock"
)

// causeWords name the causes.
var causeWords = map[diff.CauseKind]domain.Text{
	diff.ByCorrection: text("korjaus", "rättelse", "correction"),
	diff.ByDivision:   text("aluejako", "områdesindelning", "division"),
	diff.ByWithdrawal: withdrawnWord,
	diff.ByNewYear:    text("uusi vuosi", "nytt år", "new year"),
	diff.ByOthers:     text("muiden alueiden luvut", "andra områdens tal", "figures of other areas"),
	diff.ByPriceIndex: text("hintaindeksi", "prisindex", "price index"),
	diff.ByData:       text("uusia tietoja", "nya uppgifter", "new data"),
	diff.ByNotice:     text("lähteen huomautus", "källans anmärkning", "the source's notice"),
	diff.ByAge:        text("tietojen ikä", "uppgifternas ålder", "age of its data"),
	diff.ByDefinition: text("määritelmä tai kuvaus", "definition eller beskrivning", "definition or description"),
	diff.BySpec:       text("kuvion tai taulukon tiedosto muuttui", "figurens eller tabellens fil ändrades", "its own file was edited"),
	diff.BySetting:    text("asetukset (kuvio.yaml, kielet tai muodot)", "inställningar (kuvio.yaml, språk eller format)", "settings (kuvio.yaml, languages or formats)"),
	diff.ByDrawing:    text("kuvio piirtää toisin", "kuvio ritar annorlunda", "kuvio draws otherwise"),
	diff.ByRelease:    text("kuvion versio", "version av kuvio", "version of kuvio"),
}

var unknownCause = text("syytä ei tiedetä", "orsaken är okänd", "cause not known")

// causes are the causes of a change of what is concluded, each with what shows it.
func (p *diffPage) causes(of lock.Key, all []diff.Cause) string {
	if len(all) == 0 {
		return p.in(unknownCause)
	}
	return list(all, func(c diff.Cause) string {
		word := p.in(causeWords[c.Kind])
		if shown := p.evidence(of, &c); shown != "" {
			word += " " + shown
		}
		return word
	})
}

// evidence is what shows a cause of a conclusion.
func (p *diffPage) evidence(of lock.Key, c *diff.Cause) string {
	switch c.Kind {
	case diff.ByCorrection, diff.ByDivision, diff.ByWithdrawal:
		return p.revisedShortly(of, c)
	case diff.ByDefinition:
		if c.Largest != nil {
			return p.revisedShortly(of, c)
		}
	case diff.ByNewYear:
		return c.Years
	case diff.ByOthers:
		return "(" + p.number(c.Values) + ")"
	case diff.ByPriceIndex, diff.ByData, diff.ByNotice:
		return "(" + domain.Some(c.Of) + ")"
	case diff.ByRelease:
		return p.releases()
	}
	return ""
}

func (p *diffPage) releases() string { return p.Before.Release + " → " + p.Now.Release }

// revisedShortly is the farthest of the values of a cause, and how many there were
// besides. Its indicator and area are named where they are not those of the conclusion.
func (p *diffPage) revisedShortly(of lock.Key, c *diff.Cause) string {
	r := c.Largest
	before, now := p.pair(r.Old, r.New, locale.Decimals(3, r.Old.Value, r.New.Value))
	s := string(r.Key.Period) + " (" + before + " → " + now + ")"
	if r.Key.Region != of.Region {
		s = p.in(p.names(r.Key.Region)) + " " + s
	}
	if !slices.Contains(domain.IndicatorID(of.Indicator).Parts(), r.Key.Indicator) {
		s = "ind. " + string(r.Key.Indicator) + " " + s
	}
	switch more := c.Values - 1; {
	case more == 1:
		s += p.in(text(" ja 1 muu", " och 1 till", " and 1 more"))
	case more > 1:
		s += p.form(text(" ja %s muuta", " och %s till", " and %s more"), p.number(more))
	}
	return s
}

// kinds are the causes for which a figure or table was made again.
func (p *diffPage) kinds(all []diff.Cause) string {
	return list(all, func(c diff.Cause) string {
		word := p.in(causeWords[c.Kind])
		switch {
		case len(c.Of) > 0:
			word += " (" + domain.Some(c.Of) + ")"
		case c.Kind == diff.ByRelease:
			word += " " + p.releases()
		}
		return word
	})
}

// capital begins a sentence.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + strings.TrimPrefix(s, s[:size])
}
