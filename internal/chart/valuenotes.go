package chart

import (
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// noteBasis says under the figure which of their values its series are drawn
// with, where it is not simply those published.
func (f *Figure) noteBasis(all []series.Based) {
	f.noteWithin(all)
	f.notePooled(all)
	f.noteSummed(all)
	f.noteProvisional(all)
	if !slices.ContainsFunc(all, fromCounts) {
		return
	}
	f.notes = append(f.notes, fromCountsNote)
	for i := range all {
		for _, n := range all[i].Notes {
			if n.Code == domain.NoteSomeRounded {
				f.notes = append(f.notes, n.Sentence())
				return
			}
		}
	}
}

// notePooled says under the figure that each of its points is of several years
// and, where limits or tests are drawn, what those take for granted.
func (f *Figure) notePooled(all []series.Based) {
	for i := range all {
		for _, n := range all[i].Notes {
			if n.Code == domain.NotePooled || n.Code == domain.NotePooledPersons && f.estimated {
				if said := n.Sentence(); !slices.Contains(f.notes, said) {
					f.notes = append(f.notes, said)
				}
			}
		}
	}
}

// mostSums is how many sums of ages are told one by one.
const mostSums = 2

var summedFromAges = domain.Text{
	FI: "Ikäryhmät on summattu pienemmistä ikäluokista.",
	SV: "Åldersgrupperna är summerade av mindre åldersklasser.",
	EN: "Age groups are summed from smaller classes of ages.",
}

// noteSummed says under the figure which ages its values are the sums of.
func (f *Figure) noteSummed(all []series.Based) {
	var sums []domain.Text
	for i := range all {
		for _, n := range all[i].Notes {
			switch said := n.Sentence(); {
			case n.Code == domain.NoteSummed && !slices.Contains(sums, said):
				sums = append(sums, said)
			case n.Code == domain.NoteClassesDerived && !slices.Contains(f.notes, said):
				f.notes = append(f.notes, said)
			}
		}
	}
	if len(sums) > mostSums {
		sums = []domain.Text{summedFromAges}
	}
	f.notes = append(f.notes, sums...)
}

// noteProvisional says under the figure which of the periods drawn have figures
// that may still change.
func (f *Figure) noteProvisional(all []series.Based) {
	var periods []string
	for i := range all {
		for p := range all[i].WithValue() {
			if t := string(p.Period); p.Provisional() && !slices.Contains(periods, t) {
				periods = append(periods, t)
			}
		}
	}
	if slices.Sort(periods); len(periods) > 0 {
		f.notes = append(f.notes, domain.Note{Code: domain.NoteProvisional, Arg: strings.Join(periods, ", ")}.Sentence())
	}
}

// noteWithin says under the figure that values are
// known no more closely than rounding leaves them.
func (f *Figure) noteWithin(all []series.Based) {
	for i := range all {
		for p := range all[i].WithValue() {
			if p.Within() {
				f.notes = append(f.notes, derivedNote)
				return
			}
		}
	}
}

var derivedNote = domain.Text{
	FI: "Nimittäjä on päätelty pyöristetyistä luvuista: näin laskettuja arvoja tiedetään vain pyöristyksen tarkkuudella, ja pieni vaihtelu vuodesta toiseen voi johtua siitä.",
	SV: "Nämnaren är härledd ur avrundade tal: så beräknade värden är kända endast med avrundningens noggrannhet, och små variationer från år till år kan bero på den.",
	EN: "The denominator is derived from rounded figures: values computed so are known only as closely as rounding leaves them, and small changes from year to year may come from it.",
}

// fromCounts reports whether values of the series were computed from counts.
func fromCounts(s series.Based) bool {
	for p := range s.All() {
		if s.NotesAt(p).Has(domain.NoteFromCounts) {
			return true
		}
	}
	return false
}
