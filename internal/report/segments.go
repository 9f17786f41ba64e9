package report

import (
	"math"
	"slices"

	"kuvio/internal/cite"
	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/table"
	"kuvio/internal/trend"
)

// Segments is the table of the stretches between turning points, one a row, with
// the turning point that each begins with: of the turning points that are told or,
// with all, of every one found. A series without a fit has no row.
func Segments(read []series.Series, trends []trend.Trend, all bool, l domain.Lang) *table.Table {
	subjects := subjectsOf(read, l)
	t := Table[segment]{Title: text("Kehityksen jaksot", "Utvecklingens perioder", "Stretches of the trends"), Notes: []domain.Text{segmentsTold}}
	if all {
		t.Notes = []domain.Text{segmentsAll}
	}
	about := func(s *segment) *subject { return s.subject }
	t.Columns = slices.Concat(part(subjectColumns(subjects), about), segmentColumns,
		[]Column[segment]{noteColumn(func(s *segment) domain.Notes { return s.notes })}, part(aboutColumns, about))
	var used []series.Series
	for i := range trends {
		tr := &trends[i]
		used = append(used, tr.Series.Series)
		stretches := &tr.Turning.Stretches
		if all {
			stretches = &tr.Turning.Found
		}
		for k := range stretches.Phases {
			s := segment{subject: &subjects[i], number: k + 1, Phase: &stretches.Phases[k], scale: string(stretches.Scale), notes: tr.Notes}
			if k > 0 {
				s.turn = &stretches.Turns[k-1]
			}
			t.Rows = append(t.Rows, s)
		}
	}
	t.Source = cite.Source(used)
	return t.Fill()
}

var (
	segmentsTold = text(
		"Jaksot: joinpoint-malli, pitävät käännekohdat eli ne, jotka löytyvät myös ilman ensimmäistä ja ilman viimeistä vuotta ja joiden molemmin puolin kehitys eroaa (kaikki: --all-turns). Käännevuoden väli: Lerman. Jakson p ei ota huomioon, että peräkkäiset vuodet riippuvat toisistaan.",
		"Perioder: joinpoint-modell, de vändpunkter som håller, det vill säga hittas också utan det första och utan det sista året och skiljer olika utveckling åt (alla: --all-turns). Vändårets intervall: Lerman. Periodens p beaktar inte att på varandra följande år hänger ihop.",
		"Stretches: joinpoint model, the turning points that hold: found without the first and without the last year too, between stretches that differ (all: --all-turns). Interval of the turning year: Lerman. p of a stretch takes its years for independent.")
	segmentsAll = text(
		"Jaksot: joinpoint-malli, kaikki löydetyt käännekohdat. Käännevuoden väli: Lerman. Pitävä: kohta löytyy myös ilman ensimmäistä ja ilman viimeistä vuotta. Jakson p ei ota huomioon, että peräkkäiset vuodet riippuvat toisistaan.",
		"Perioder: joinpoint-modell, alla funna vändpunkter. Vändårets intervall: Lerman. Håller: punkten hittas också utan det första och utan det sista året. Periodens p beaktar inte att på varandra följande år hänger ihop.",
		"Stretches: joinpoint model, every turning point found. Interval of the turning year: Lerman. Firm: found without the first and without the last year too. p of a stretch takes its years for independent.")
)

// segment is a stretch of a series and the turning point it begins with.
type segment struct {
	*trend.Phase
	subject *subject
	number  int
	turn    *trend.Turn // nil for the first
	scale   string
	notes   domain.Notes
}

func (s *segment) ofTurn(value func(t *trend.Turn) table.Value) table.Value {
	if s.turn == nil {
		return table.None()
	}
	return value(s.turn)
}

var segmentColumns = []Column[segment]{
	{Heading: table.Column{Name: "segment", Title: text("Jakso", "Period", "Segment")},
		Value: func(s *segment) table.Value { return table.IntOf(s.number) }},
	{Heading: table.Column{Name: "from", Title: firstTitle, Narrow: true},
		Value: func(s *segment) table.Value { return table.PeriodOf(s.First) }},
	{Heading: table.Column{Name: "to", Title: lastTitle, Narrow: true},
		Value: func(s *segment) table.Value { return table.PeriodOf(s.Last) }},
	{Heading: table.Column{Name: "direction", Title: directionTitle, Narrow: true},
		Value: func(s *segment) table.Value { return table.Str(string(s.Direction)).ForPeople(directions[s.Direction]) }},
	// To people in the unit of the values, where there is no change in percent.
	{Heading: table.Column{Name: "slope", Title: text("Muutos / v", "Förändring / år", "Change / year"), Spare: 1, Narrow: true},
		Value: func(s *segment) table.Value {
			v := table.SignedNum(s.shown(s.Slope), 4)
			if !math.IsNaN(s.APC) {
				return v.ForPeople(same(""))
			}
			return v
		},
		Idle: func(s *segment) bool { return !math.IsNaN(s.APC) || s.Hole }},
	{Heading: table.Column{Name: "slope_lo", Title: text("kulmakertoimen alaraja", "lutningens nedre", "slope lower"), Wide: true},
		Value: func(s *segment) table.Value { return table.SignedNum(s.shown(s.Lower), 4) }},
	{Heading: table.Column{Name: "slope_hi", Title: text("kulmakertoimen yläraja", "lutningens övre", "slope upper"), Wide: true},
		Value: func(s *segment) table.Value { return table.SignedNum(s.shown(s.Upper), 4) }},
	{Heading: table.Column{Name: "apc", Title: same("APC, %"), Narrow: true},
		Value: func(s *segment) table.Value { return table.SignedNum(s.shown(s.APC), 1) }},
	{Heading: table.Column{Name: "apc_lo", Title: text("alaraja", "nedre", "lower"), Narrow: true},
		Value: func(s *segment) table.Value { return table.SignedNum(s.shown(s.APCLower), 1) }},
	{Heading: table.Column{Name: "apc_hi", Title: text("yläraja", "övre", "upper"), Narrow: true},
		Value: func(s *segment) table.Value { return table.SignedNum(s.shown(s.APCUpper), 1) }},
	{Heading: table.Column{Name: "p", Title: same("p")},
		Value: func(s *segment) table.Value { return table.PValue(s.shown(s.P), 3) }},
	{Heading: table.Column{Name: "joinpoint", Title: text("Käännevuosi", "Vändår", "Turning year")},
		Value: func(s *segment) table.Value {
			return s.ofTurn(func(t *trend.Turn) table.Value { return table.PeriodOf(t.At) })
		}},
	{Heading: table.Column{Name: "joinpoint_lo", Title: text("aikaisintaan", "tidigast", "earliest")},
		Value: func(s *segment) table.Value {
			return s.ofTurn(func(t *trend.Turn) table.Value { return table.PeriodOf(t.Lower) })
		}},
	{Heading: table.Column{Name: "joinpoint_hi", Title: text("viimeistään", "senast", "latest")},
		Value: func(s *segment) table.Value {
			return s.ofTurn(func(t *trend.Turn) table.Value { return table.PeriodOf(t.Upper) })
		}},
	{Heading: table.Column{Name: "firm", Title: text("Pitävä", "Håller", "Firm")},
		Value: func(s *segment) table.Value {
			return s.ofTurn(func(t *trend.Turn) table.Value {
				if t.Firm {
					return table.Str("yes").ForPeople(text("kyllä", "ja", "yes"))
				}
				return table.Str("no").ForPeople(text("ei", "nej", "no"))
			})
		}},
	{Heading: table.Column{Name: "change", Title: changeTitle},
		Value: func(s *segment) table.Value {
			return s.ofTurn(func(t *trend.Turn) table.Value { return word(t.Change, turnChanges) })
		}},
	{Heading: table.Column{Name: "scale", Title: text("Asteikko", "Skala", "Scale"), Wide: true},
		Value: func(s *segment) table.Value { return table.Str(s.scale) }},
}

// shown is a number of the stretch, none of a hole, of which nothing can be said.
func (s *segment) shown(v float64) float64 {
	if s.Hole {
		return math.NaN()
	}
	return v
}

var turnChanges = map[trend.Change]domain.Text{
	trend.Turned: text("suunta", "riktning", "direction"),
	trend.Faster: text("nopeutui", "tilltog", "faster"),
	trend.Slower: text("hidastui", "bromsade", "slower"),
	trend.Gap:    text("ei arvoja", "inga värden", "no values"),
	"":           text("ei osoitettu", "inte påvisad", "not shown"),
}
