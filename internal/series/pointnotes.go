package series

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// ofPoints are the notes that points have of their own, so that a series' list
// of them is not true of each of its points.
var ofPoints = map[domain.NoteCode]bool{
	domain.NoteMembersMissing: true, domain.NoteGroupUnknown: true, domain.NoteGroupDerived: true, domain.NoteBetween: true, domain.NoteWithin: true,
	domain.NoteGroupYears: true, domain.NoteSuccessorUsed: true, domain.NoteSuccessorWider: true, domain.NoteFromCounts: true, domain.NoteNoPopulation: true, domain.NoteSomeRounded: true, domain.NoteMiddles: true,
	domain.NoteYearsWithValue: true, domain.NoteMeanOfYears: true, domain.NoteZeroDenominator: true,
	domain.NoteYearsMissing: true, domain.NotePooledBreak: true,
	domain.NoteAgesMissing: true, domain.NoteReferenceMissing: true, domain.NoteFewEvents: true, domain.NoteDerivedWide: true,
	domain.NoteSummed: true, domain.NoteClassesMissing: true, domain.NoteClassesUnknown: true, domain.NoteClassesDerived: true,
	domain.NoteProvisional: true, domain.NoteDenominatorDisagrees: true,
}

// say adds to what must be said of this point alone. The notes of a copy of the
// point stay as they were.
func (p *Point) say(code domain.NoteCode, arg string) {
	var own domain.Notes
	if p.notes != nil {
		own = *p.notes
	}
	own = own.With(domain.Note{Code: code, Arg: arg})
	p.notes = &own
}

// sayProvisional says that the point's figure, or one that it is made of, may
// still change.
func (p *Point) sayProvisional() { p.say(domain.NoteProvisional, string(p.Period)) }

// madeOf says so where one of the points that this one is made of is provisional, or
// where the indicator named as denominator does not fit it.
func (p *Point) madeOf(parts ...Point) {
	for _, part := range parts {
		if part.notes == nil {
			continue
		}
		for _, n := range *part.notes {
			if n.Code == domain.NoteDenominatorDisagrees {
				p.say(n.Code, n.Arg)
			}
		}
	}
	if slices.ContainsFunc(parts, func(part Point) bool { return part.Provisional() }) {
		p.sayProvisional()
	}
}

// Provisional reports whether the source says that the figure may still change.
func (p *Point) Provisional() bool { return p.notes != nil && p.notes.Has(domain.NoteProvisional) }

// sayWithin says between which bounds the value lies, where no more is known.
func (p *Point) sayWithin(ind domain.Indicator, decimals int) {
	if !math.IsNaN(p.Published) && p.Range.Bounded() {
		p.say(domain.NoteWithin, between(p.Range, ind, decimals))
	}
}

// OfNobody reports whether the point's count is of a denominator of 0, so that
// it makes no value.
func (p *Point) OfNobody() bool {
	return p.notes != nil && p.notes.Has(domain.NoteZeroDenominator)
}

// inherit takes over what is said of the part of which the point is the rest,
// so far as it is true of both.
func (p *Point) inherit(part Point) {
	if part.notes == nil {
		return
	}
	for _, n := range *part.notes {
		switch n.Code {
		case domain.NoteMembersMissing, domain.NoteSuccessorUsed, domain.NoteSuccessorWider, domain.NoteGroupYears:
			p.say(n.Code, n.Arg)
		}
	}
}

// notePoints gathers in the series' notes what is said of its points. Numbers of
// members are joined in one note; what a value lies between is of one point.
func (s *Series) notePoints() {
	var least, most int
	var provisional []string
	for _, p := range s.Points {
		if p.notes == nil {
			continue
		}
		for _, n := range *p.notes {
			switch n.Code {
			case domain.NoteBetween, domain.NoteWithin, domain.NoteYearsMissing, domain.NoteAgesMissing, domain.NoteReferenceMissing, domain.NoteFewEvents, domain.NoteClassesMissing:
			case domain.NoteProvisional:
				provisional = append(provisional, n.Arg)
			case domain.NoteMembersMissing:
				missing, _ := strconv.Atoi(n.Arg)
				if most == 0 || missing < least {
					least = missing
				}
				most = max(most, missing)
			default:
				s.Notes = s.Notes.With(n)
			}
		}
	}
	if len(provisional) > 0 {
		s.Notes = s.Notes.With(domain.Note{Code: domain.NoteProvisional, Arg: strings.Join(provisional, ", ")})
	}
	if most == 0 {
		return
	}
	arg := strconv.Itoa(most)
	if least < most {
		arg = fmt.Sprintf("%d-%d", least, most)
	}
	s.Notes = s.Notes.With(domain.Note{Code: domain.NoteMembersMissing, Arg: arg})
}

// noteTaken notes which gaps were taken as suppressed.
func (s *Series) noteTaken() {
	for _, p := range s.Points {
		if p.taken > 0 {
			s.Notes = s.Notes.With(p.takenNote())
		}
	}
}

func (p *Point) takenNote() domain.Note {
	return domain.Note{Code: domain.NoteTakenSuppressed, Arg: strconv.Itoa(int(p.taken))}
}
