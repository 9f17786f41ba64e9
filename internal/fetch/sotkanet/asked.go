package sotkanet

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/spool"
)

// asked is what of an indicator's data is asked for.
type asked struct {
	years   domain.YearRange
	genders []domain.Gender // in the order of domain.Genders
}

// String is "total,male 1990-2024", which readAsked reads.
func (a asked) String() string {
	words := make([]string, len(a.genders))
	for i, g := range a.genders {
		words[i] = string(g)
	}
	return strings.Join(words, ",") + " " + a.years.String()
}

// readAsked reads what an entry of the spool says; what it does not is nothing.
func readAsked(s string) (a asked) {
	genders, years, _ := strings.Cut(s, " ")
	for word := range strings.SplitSeq(genders, ",") {
		if g, err := domain.ParseGender(word); err == nil {
			a.genders = append(a.genders, g)
		}
	}
	a.years, _ = domain.ParseYearRange(years)
	return a
}

// cut is what there is of what is asked for. Of genders of which there is none it is
// those there are: an indicator may lack the total, or have nothing else.
func (a asked) cut(there asked) asked {
	out := asked{years: there.years}
	out.years.From = max(out.years.From, a.years.From)
	if a.years.To > 0 {
		out.years.To = min(out.years.To, a.years.To)
	}
	for _, g := range there.genders {
		if slices.Contains(a.genders, g) {
			out.genders = append(out.genders, g)
		}
	}
	if len(out.genders) == 0 {
		out.genders = there.genders
	}
	return out
}

// Years are those that were asked for of what an entry of SOTKAnet's data holds; zero of
// another entry.
func Years(e spool.Entry) domain.YearRange {
	if !strings.HasPrefix(e.Key, prefix) {
		return domain.YearRange{}
	}
	return readAsked(e.Asked).years
}

// and is what both ask for together: what was asked for once is asked for again, so
// that two that ask for different parts do not take turns.
func (a asked) and(b asked) asked {
	if b.years == (domain.YearRange{}) {
		return a
	}
	out := asked{years: domain.YearRange{From: min(a.years.From, b.years.From), To: max(a.years.To, b.years.To)}}
	for _, g := range domain.Genders {
		if slices.Contains(a.genders, g) || slices.Contains(b.genders, g) {
			out.genders = append(out.genders, g)
		}
	}
	return out
}

// covers reports whether everything that b asks for is in it.
func (a asked) covers(b asked) bool {
	for _, g := range b.genders {
		if !slices.Contains(a.genders, g) {
			return false
		}
	}
	return a.years.From <= b.years.From && a.years.To >= b.years.To
}

// lacks are the years at either end that there was data of, and of which there is none
// now.
func (a asked) lacks(had asked) (all []domain.YearRange) {
	if had.years.From > 0 && had.years.From < a.years.From {
		all = append(all, domain.YearRange{From: had.years.From, To: min(had.years.To, a.years.From-1)})
	}
	if had.years.To > a.years.To {
		all = append(all, domain.YearRange{From: max(had.years.From, a.years.To+1), To: had.years.To})
	}
	return all
}

// stretch is years as people write them: 2023, 2023–2024.
func stretch(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "–" + strconv.Itoa(to)
}

// query is the interface's query for an indicator.
func (a asked) query(id domain.IndicatorID) string {
	q := "indicator=" + url.QueryEscape(string(id))
	for _, y := range years(a.years) {
		q += "&years=" + y
	}
	for _, g := range a.genders {
		q += "&genders=" + string(g)
	}
	return q
}
