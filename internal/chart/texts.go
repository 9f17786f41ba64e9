package chart

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
)

// Untranslated says which texts the figure has not in a language, so that another's
// are drawn; "" for none.
func (f *Figure) Untranslated(l domain.Lang) string {
	var lacks []string
	eachText(f.spec, func(_, path string, t domain.Text) {
		if !t.IsZero() && t.Own(l) == "" {
			lacks = append(lacks, strings.TrimPrefix(path, "$."))
		}
	})
	if f.Title.IsZero() {
		for _, ind := range f.about.indicators {
			if ind.Title.Own(l) == "" && !ind.Title.IsZero() {
				lacks = append(lacks, "title of indicator "+string(ind.ID))
			}
		}
	}
	if len(lacks) == 0 {
		return ""
	}
	return fmt.Sprintf("%s: no %s in %s: drawn in another language", f.named(), strings.Join(lacks, " or "), l)
}

// Strange says which characters of the figure's texts in a language its font has
// not; "" for none.
func (f *Figure) Strange(l domain.Lang) string {
	strange := f.picture(l).Strange()
	if len(strange) == 0 {
		return ""
	}
	named := make([]string, len(strange))
	for i, r := range strange {
		named[i] = fmt.Sprintf("%c (U+%04X)", r, r)
	}
	return fmt.Sprintf("%s: the figure's font has no %s: drawn as a box", f.named(), strings.Join(named, ", "))
}

// small is the figure's small print, paragraph by paragraph: the spec's notes, and in
// one all that the data asks to be known, what marks mean, and what is to be said of
// the value axis.
func (f *Figure) small(l domain.Lang, content figure.Content) []string {
	notes := f.known(l)
	own, of := notes[:len(f.Notes)], append(notes[len(f.Notes):], in(l, f.keys)...)
	if drawn, ok := content.(interface{ NeedsBaselineNote() bool }); ok && drawn.NeedsBaselineNote() {
		of = append(of, baselineNote.In(l))
	}
	if len(of) == 0 {
		return own
	}
	return append(slices.Clip(own), strings.Join(of, " "))
}

// known are the spec's notes and the data's: what is to be known of the numbers,
// whether one sees them or hears of them.
func (f *Figure) known(l domain.Lang) (notes []string) {
	for _, n := range f.Notes {
		notes = append(notes, f.text(n.Text, l))
	}
	for _, n := range f.notes {
		notes = append(notes, f.text(n, l))
	}
	return notes
}

// Beside is what stands in the text file beside the picture: the alternative text,
// and the methods by which numbers were computed.
func (f *Figure) Beside(l domain.Lang) string {
	if len(f.methods) == 0 {
		return f.Alt(l)
	}
	return f.Alt(l) + "\n\n" + domain.Text{FI: "Menetelmät: ", SV: "Metoder: ", EN: "Methods: "}.In(l) + strings.Join(in(l, f.methods), "; ") + "."
}

var baselineNote = domain.Text{
	FI: "Pystyakseli ei ala nollasta.",
	SV: "Den lodräta axeln börjar inte vid noll.",
	EN: "The vertical axis does not start at zero.",
}

// Alt is the figure's alternative text: what it is and what it shows, in
// numbers, for whoever does not see it.
func (f *Figure) Alt(l domain.Lang) string {
	var parts []string
	for _, text := range []string{f.title(l), f.subtitle(l)} {
		if text != "" {
			parts = append(parts, strings.TrimSuffix(text, ".")+".")
		}
	}
	if f.MadeUp {
		parts = append(parts, domain.Note{Code: domain.NoteMadeUp}.Text().In(l)+".")
	}
	parts = append(parts, f.alt(l))
	parts = append(parts, f.known(l)...)
	if src := f.sourceLine(l); src != "" {
		parts = append(parts, src+".")
	}
	return strings.Join(parts, " ")
}

func (f *Figure) sourceLine(l domain.Lang) string {
	if !f.Source.IsZero() {
		return f.text(f.Source.Text, l)
	}
	return f.source.In(l)
}

// fromCountsNote says how values came to have more decimals than those published.
var fromCountsNote = domain.Text{
	FI: "Arvot on laskettu lukumääristä, joten ne ovat tarkempia kuin julkaistut.",
	SV: "Värdena är beräknade ur antalen och därför noggrannare än de publicerade.",
	EN: "Values are computed from counts, and so more exact than those published.",
}
