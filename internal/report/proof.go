package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/proof"
	"kuvio/internal/table"
)

// Proof is the table of a text's numbers and what became of each: with all those that
// agree too, else the others.
func Proof(r *proof.Result, all bool, l domain.Lang) *table.Table {
	t := Table[proof.Finding]{Columns: proofColumns(l), Notes: proofNotes(r, all)}
	for _, f := range r.Findings {
		if all || f.Verdict != proof.Agrees {
			t.Rows = append(t.Rows, f)
		}
	}
	return t.Fill()
}

func proofColumns(l domain.Lang) []Column[proof.Finding] {
	of := func(f *proof.Finding) *proof.Taken { return f.Taken }
	return slices.Concat([]Column[proof.Finding]{
		{Heading: table.Column{Name: "place", Title: text("Paikka", "Plats", "Place"), Narrow: true},
			Value: func(f *proof.Finding) table.Value { return table.Str(f.Place.String()) }},
		{Heading: table.Column{Name: "number", Title: text("Luku", "Tal", "Number"), Narrow: true},
			Value: func(f *proof.Finding) table.Value { return table.Str(f.Number.Text) }},
		{Heading: table.Column{Name: "sentence", Title: text("Teksti", "Text", "Text"), Spare: 2},
			Value: func(f *proof.Finding) table.Value {
				return table.Str(f.Sentence).ForPeople(same(around(f.Sentence, f.Number.Text)))
			}},
		{Heading: table.Column{Name: "verdict", Title: verdictTitle, Narrow: true},
			Value: func(f *proof.Finding) table.Value {
				return table.Str(string(f.Verdict)).ForPeople(proofVerdict(f))
			}},
		{Heading: table.Column{Name: "why", Title: text("Miksi", "Varför", "Why"), Wide: true},
			Value: func(f *proof.Finding) table.Value {
				if f.Why == "" {
					return table.None()
				}
				return word(f.Why, proofReasons)
			}},
	}, part(takenColumns(l), of), []Column[proof.Finding]{
		{Heading: table.Column{Name: "was_import", Title: text("Oli tuonnissa", "Var i import", "Was in import"), Wide: true},
			Value: func(f *proof.Finding) table.Value {
				if f.Was == nil || f.Was.Stated == nil {
					return table.None()
				}
				return table.IntOf(int(f.Was.Stated.Vintage.ID))
			}},
		{Heading: table.Column{Name: "was_retrieved", Title: text("Oli haettu", "Var hämtad", "Was retrieved"), Wide: true},
			Value: func(f *proof.Finding) table.Value {
				if f.Was == nil || f.Was.Stated == nil {
					return table.None()
				}
				return table.Str(f.Was.Stated.File.Retrieved)
			}},
		{Heading: table.Column{Name: "also", Title: text("Myös", "Också", "Also"), Wide: true},
			Value: func(f *proof.Finding) table.Value {
				ids := make([]string, len(f.Also))
				for i, id := range f.Also {
					ids[i] = string(id)
				}
				return table.Str(strings.Join(ids, ";"))
			}},
		{Heading: table.Column{Name: "support", Title: text("Tuki", "Stöd", "Support"), Wide: true},
			Value: func(f *proof.Finding) table.Value {
				if f.Taken == nil {
					return table.None()
				}
				return table.Num(f.Support, 2)
			}},
	})
}

// takenColumns are what a number was taken as.
func takenColumns(l domain.Lang) []Column[proof.Taken] {
	return []Column[proof.Taken]{
		{Heading: table.Column{Name: "indicator", Title: text("Indikaattori", "Indikator", "Indicator"), Narrow: true},
			Value: func(t *proof.Taken) table.Value {
				return table.Str(string(t.Indicator.ID)).ForPeople(takenName(t))
			}},
		{Heading: table.Column{Name: "region", Title: referenceTitle, Wide: true},
			Value: func(t *proof.Taken) table.Value { return table.Str(string(t.Region)) }},
		{Heading: table.Column{Name: "region_name", Title: regionTitle, Narrow: true},
			Value: func(t *proof.Taken) table.Value { return table.Str(t.Name.In(l)) }},
		{Heading: table.Column{Name: "period", Title: periodTitle, Narrow: true},
			Value: func(t *proof.Taken) table.Value { return table.PeriodOf(t.Period) }},
		{Heading: table.Column{Name: "gender", Title: text("Sukupuoli", "Kön", "Gender"), Wide: true},
			Value: func(t *proof.Taken) table.Value { return word(t.Gender, genders) }},
		{Heading: table.Column{Name: "breakdown", Title: text("Ryhmä", "Grupp", "Breakdown"), Wide: true},
			Value: func(t *proof.Taken) table.Value {
				return table.Str(t.Breakdown).ForPeople(domain.BreakdownLabel(t.Breakdown))
			}},
		{Heading: table.Column{Name: "measure", Title: text("Mitä", "Vad", "What"), Wide: true},
			Value: func(t *proof.Taken) table.Value { return word(t.Measure, proofMeasures) }},
		{Heading: table.Column{Name: "today", Title: text("Nyt", "Nu", "Today"), Narrow: true},
			Value: func(t *proof.Taken) table.Value {
				v, decimals := takenToday(t)
				return table.Num(v, decimals)
			}},
		{Heading: table.Column{Name: "since_import", Title: text("Tuonnista", "Från import", "Since import"), Wide: true},
			Value: func(t *proof.Taken) table.Value {
				if t.Stated == nil {
					return table.None()
				}
				return table.IntOf(int(t.Stated.Vintage.ID))
			}},
		{Heading: table.Column{Name: "since", Title: text("Haettu", "Hämtad", "Retrieved"), Spare: 1},
			Value: func(t *proof.Taken) table.Value {
				if t.Stated == nil {
					return table.None()
				}
				return table.Str(t.Stated.File.Retrieved).ForPeople(dateText(t.Stated.File.Retrieved))
			}},
		{Heading: table.Column{Name: "note", Title: text("Huomautus", "Anmärkning", "Note"), Wide: true},
			Value: func(t *proof.Taken) table.Value {
				if !t.MadeUp {
					return table.Str("")
				}
				return table.Str(string(domain.NoteMadeUp)).ForPeople(domain.Note{Code: domain.NoteMadeUp}.Text())
			}},
		{Heading: table.Column{Name: "indicator_title", Title: text("Indikaattorin nimi", "Indikatorns namn", "Indicator title"), Filed: true},
			Value: func(t *proof.Taken) table.Value { return table.Str(t.Indicator.Title.In(l)) }},
		{Heading: table.Column{Name: "unit", Title: unitTitle, Filed: true},
			Value: func(t *proof.Taken) table.Value { return unitValue(t.Indicator.Unit) }},
	}
}

// takenName is an indicator in a cell: its number, and what its title counts.
func takenName(t *proof.Taken) domain.Text {
	return each(func(l domain.Lang) string {
		counted, _ := domain.TitleParts(t.Indicator.Title.In(l))
		return strings.TrimSpace(string(t.Indicator.ID) + " " + counted)
	})
}

// mostAround is how many characters of a sentence are shown on either side of its number.
const mostAround = 28

// around is what stands about a number in its sentence, cut between words.
func around(sentence, number string) string {
	at := strings.Index(sentence, number)
	if at < 0 {
		return sentence
	}
	before, after := []rune(sentence[:at]), []rune(sentence[at+len(number):])
	if len(before) > mostAround {
		before = before[len(before)-mostAround:]
		if i := slices.Index(before, ' '); i >= 0 {
			before = before[i:]
		}
		before = append([]rune("…"), before...)
	}
	if len(after) > mostAround {
		after = after[:mostAround]
		for i := len(after) - 1; i >= 0; i-- {
			if after[i] == ' ' {
				after = after[:i+1]
				break
			}
		}
		after = append(after, '…')
	}
	return string(before) + number + string(after)
}

// takenToday is today's number of what a text's is taken as, in the indicator's unit.
func takenToday(t *proof.Taken) (float64, int) {
	if t.Measure == proof.TheCount {
		return t.Today.Count, 0
	}
	return t.Today.Value, t.Decimals
}

// proofVerdict is a verdict in words.
func proofVerdict(f *proof.Finding) domain.Text {
	switch f.Verdict {
	case proof.Agrees:
		if len(f.Also) > 0 {
			n := 1 + len(f.Also)
			return each(func(l domain.Lang) string {
				return fmt.Sprintf(text("täsmää (sopii %s indikaattoriin)", "stämmer (passar %s indikatorer)", "agrees (%s indicators fit)").In(l), strconv.Itoa(n))
			})
		}
		return text("täsmää", "stämmer", "agrees")
	case proof.WasTrue:
		if s := f.Was.Stated; s != nil {
			return each(func(l domain.Lang) string {
				return fmt.Sprintf(text("oli totta haettaessa %s (tuonti %d)", "stämde vid hämtningen %s (import %d)", "was true at the download of %s (import %d)").In(l), cite.Date(s.File.Retrieved, l), s.Vintage.ID)
			})
		}
		return text("oli totta aiemmin", "stämde tidigare", "was true before")
	case proof.Differs:
		v, decimals := takenToday(f.Taken)
		return each(func(l domain.Lang) string {
			return text("eroaa, nyt ", "avviker, nu ", "differs, today ").In(l) + locale.Number(l, v, decimals)
		})
	}
	return each(func(l domain.Lang) string {
		return text("ei löydy: ", "hittas inte: ", "not found: ").In(l) + proofReasons[f.Why].In(l)
	})
}

var proofReasons = map[proof.Why]domain.Text{
	proof.NoIndicator: text("ei indikaattoria", "ingen indikator", "no indicator"),
	proof.NotHeld:     text("indikaattorista ei ole tietoja", "inga uppgifter om indikatorn", "no data of the indicator"),
	proof.NoValue:     text("ei arvoa", "inget värde", "no value"),
	proof.Unclear:     text("ei varmaa, mitä tarkoittaa", "oklart vad som avses", "unsure what it is of"),
	proof.AChange:     text("muutosta ei etsitä", "förändringar söks inte", "changes are not looked for"),
	proof.ARank:       text("sijaa ei etsitä", "ranger söks inte", "ranks are not looked for"),
}

var proofMeasures = map[proof.Measure]domain.Text{
	proof.TheValue: text("arvo", "värde", "value"),
	proof.TheCount: text("lukumäärä", "antal", "count"),
}

// proofNotes say how the table is to be read.
func proofNotes(r *proof.Result, all bool) []domain.Text {
	var notes []domain.Text
	if n := r.Count(proof.Agrees); n > 0 && !all {
		notes = append(notes, each(func(l domain.Lang) string {
			return fmt.Sprintf(text("Täsmääviä lukuja: %d (--all näyttää ne).", "Tal som stämmer: %d (--all visar dem).", "Numbers that agree: %d (--all lists them).").In(l), n)
		}))
	}
	if slices.ContainsFunc(r.Findings, func(f proof.Finding) bool { return f.Taken != nil && f.Taken.MadeUp && !math.IsNaN(f.Support) }) {
		notes = append(notes, domain.Note{Code: domain.NoteMadeUp}.Sentence())
	}
	return notes
}
