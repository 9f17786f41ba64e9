package regional

import (
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/series"
	"kuvio/internal/trend"
)

// trends are those of all that a report is of.
type trends []*trend.Trend

// oldYears is by how many years an indicator's last value may be older than the newest of
// the report, and what it did still be told as what happens.
const oldYears = 5

// recent is the year from which on a last value says something of today.
func (all trends) recent() int {
	newest := 0
	for _, tr := range all {
		if tr.N > 0 {
			newest = max(newest, tr.Last.Period.LastYear())
		}
	}
	return newest - oldYears
}

// old tells the trends whose last value is so old that it says little of today.
func (all trends) old() func(*trend.Trend) bool {
	from := all.recent()
	return func(tr *trend.Trend) bool { return tr.N > 0 && tr.Last.Period.LastYear() < from }
}

// names are what the indicators are called: by what they count or, where that is several
// indicators', by the whole title.
func (all trends) names(l domain.Lang) map[*trend.Trend]string {
	shared := make(map[string]int)
	for _, tr := range all {
		shared[called(&tr.Series.Series, l, false)]++
	}
	names := make(map[*trend.Trend]string)
	for _, tr := range all {
		name := called(&tr.Series.Series, l, false)
		names[tr] = called(&tr.Series.Series, l, shared[name] > 1)
	}
	return names
}

// called is an indicator's title, without its unit unless it is to be whole, and what
// restricts it.
func called(s *series.Series, l domain.Lang, whole bool) string {
	name := s.Indicator.Title.In(l)
	if counted, _ := domain.TitleParts(name); !whole {
		name = counted
	}
	if name == "" {
		name = string(s.Indicator.ID)
	}
	if s.Gender != domain.Total && s.Gender != "" {
		name += ", " + genderWords[s.Gender].In(l)
	}
	if s.Breakdown != "" {
		name += ", " + domain.BreakdownLabel(s.Breakdown).In(l)
	}
	return domain.Dashes(name)
}

// mostNamed is how many indicators without a value are named; of more their ids are.
const mostNamed = 8

// lacking says what is not there: figures withheld, old, missing between, indicators of
// which the region has none, and those of which nobody has any.
func (w *writer) lacking(missing []domain.IndicatorID, describe func(domain.IndicatorID) domain.Indicator) {
	var suppressed, aged, agedIDs, gaps, without, ids []string
	old := w.trends.old()
	for _, tr := range w.trends {
		name := w.names[tr]
		if tr.N == 0 {
			without, ids = append(without, name), append(ids, string(tr.Series.Indicator.ID))
		}
		if old(tr) {
			aged, agedIDs = append(aged, name+" ("+string(tr.Last.Period)+")"), append(agedIDs, string(tr.Series.Indicator.ID))
		}
		for _, n := range tr.Notes {
			switch n.Code {
			case domain.NoteSuppressed:
				suppressed = append(suppressed, name+" ("+n.Arg+")")
			case domain.NoteGaps:
				gaps = append(gaps, name+" ("+n.Arg+")")
			}
		}
	}
	var nowhere, their []string
	for _, id := range missing {
		nowhere, their = append(nowhere, called(&series.Series{Indicator: describe(id), Gender: domain.Total}, w.Lang, false)), append(their, string(id))
	}
	if len(suppressed)+len(aged)+len(gaps)+len(without)+len(nowhere) == 0 {
		return
	}
	w.heading(1, lackingHeading)
	w.enumerated(suppressedLead, suppressed)
	w.enumerated(oldLead, w.named(aged, agedIDs))
	w.enumerated(gapsLead, gaps)
	w.enumerated(noDataLead, w.named(without, ids))
	w.enumerated(notHeldLead, w.named(nowhere, their))
}

// named are the names of indicators or, where they are many, their number and ids.
func (w *writer) named(names, ids []string) []string {
	if n := len(names); n > mostNamed {
		return []string{strconv.Itoa(n) + " " + w.in(indicatorsWord(n)) + " (" + strings.Join(ids, ", ") + ")"}
	}
	return names
}
