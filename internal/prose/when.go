package prose

import (
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// when is a period as it stands in a sentence.
type when struct {
	at    string // "vuonna 2021", "år 2021", "in 2021"
	from  string // "vuodesta 2021", "från år 2021", "between 2021"
	to    string // "vuoteen 2021", "till år 2021", "and 2021"
	until string // "vuoteen 2021", "fram till år 2021", "until 2021"
}

// whenOf puts a period into words. English dates a movement "between" two
// periods, since "rose from 2002 to 2012" could be of values.
func whenOf(p domain.Period, l domain.Lang) when {
	switch l {
	case domain.Finnish:
		return finnishWhen(p)
	case domain.Swedish:
		at, name := swedishPeriod(p)
		return when{at: at, from: "från " + name, to: "till " + name, until: "fram till " + name}
	}
	name := englishPeriod(p)
	return when{at: "in " + name, from: "between " + name, to: "and " + name, until: "until " + name}
}

var finnishQuarters = [...]struct{ at, from, to string }{
	{"ensimmäisellä neljänneksellä", "ensimmäisestä neljänneksestä", "ensimmäiseen neljännekseen"},
	{"toisella neljänneksellä", "toisesta neljänneksestä", "toiseen neljännekseen"},
	{"kolmannella neljänneksellä", "kolmannesta neljänneksestä", "kolmanteen neljännekseen"},
	{"viimeisellä neljänneksellä", "viimeisestä neljänneksestä", "viimeiseen neljännekseen"},
}

var finnishMonths = [...]string{"tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"}

func finnishWhen(p domain.Period) when {
	year := strconv.Itoa(p.Year())
	w := when{at: "vuonna " + string(p), from: "vuodesta " + string(p), to: "vuoteen " + string(p)}
	switch length, nth := p.Length(); length {
	case domain.SeveralYears:
		w = when{at: "jaksolla " + string(p), from: "jaksosta " + string(p), to: "jaksoon " + string(p)}
	case domain.SplitYear:
		w = when{at: "kaudella " + string(p), from: "kaudesta " + string(p), to: "kauteen " + string(p)}
	case domain.Quarter:
		q := finnishQuarters[nth-1]
		w = when{at: "vuoden " + year + " " + q.at, from: "vuoden " + year + " " + q.from, to: "vuoden " + year + " " + q.to}
	case domain.Month:
		m := finnishMonths[nth-1] + "kuu"
		w = when{at: m + "ssa " + year, from: m + "sta " + year, to: m + "hun " + year}
	}
	w.until = w.to
	return w
}

var swedishQuarters = [...]string{"första", "andra", "tredje", "fjärde"}

var swedishMonths = [...]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}

// swedishPeriod is a period as a time and as a name.
func swedishPeriod(p domain.Period) (at, name string) {
	year := strconv.Itoa(p.Year())
	switch length, nth := p.Length(); length {
	case domain.SeveralYears, domain.SplitYear:
		name = "perioden " + string(p)
		return "under " + name, name
	case domain.Quarter:
		name = swedishQuarters[nth-1] + " kvartalet " + year
		return name, name
	case domain.Month:
		name = swedishMonths[nth-1] + " " + year
		return "i " + name, name
	}
	return "år " + string(p), "år " + string(p)
}

var englishQuarters = [...]string{"first", "second", "third", "fourth"}

var englishMonths = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

func englishPeriod(p domain.Period) string {
	year := strconv.Itoa(p.Year())
	switch length, nth := p.Length(); length {
	case domain.Quarter:
		return "the " + englishQuarters[nth-1] + " quarter of " + year
	case domain.Month:
		return englishMonths[nth-1] + " " + year
	}
	return string(p)
}

// span is the stretch from one period to another: "1991–2021",
// "2011/12–2020/21".
func span(from, to domain.Period) string {
	if length, _ := from.Length(); length == domain.SplitYear {
		return locale.Range(string(from), string(to))
	}
	return locale.Range(strconv.Itoa(from.Year()), strconv.Itoa(to.LastYear()))
}

// during is the stretch as a time: "vuosina 1991–2021".
func during(from, to domain.Period, l domain.Lang) string {
	s := span(from, to)
	length, _ := from.Length()
	one := len(s) == len("2021")
	switch {
	case l == domain.English:
		return "in " + s
	case l == domain.Swedish && one:
		return "år " + s
	case l == domain.Swedish && length == domain.SplitYear:
		return "under perioden " + s
	case l == domain.Swedish:
		return "åren " + s
	case one:
		return "vuonna " + s
	case length == domain.SplitYear:
		return "kausina " + s
	}
	return "vuosina " + s
}

// duringOf is the stretch as whose something is, in Finnish: "vuosien 1991–2021".
func duringOf(from, to domain.Period) string {
	return strings.NewReplacer("vuosina", "vuosien", "vuonna", "vuoden", "kausina", "kausien").Replace(during(from, to, domain.Finnish))
}

// fromAll is that something is so from each of several periods on: "vuodesta
// 1992 ja edelleen vuodesta 2010".
func fromAll(periods []domain.Period, l domain.Lang) string {
	parts := make([]string, len(periods))
	for i, p := range periods {
		if parts[i] = whenOf(p, l).from; l == domain.English {
			parts[i] = "from " + englishPeriod(p)
		}
	}
	return strings.Join(parts, domain.Text{FI: " ja edelleen ", SV: " och ytterligare ", EN: " and further "}.In(l))
}

// listed joins the parts of an enumeration.
func listed(parts []string, l domain.Lang) string {
	last := len(parts) - 1
	if last < 1 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:last], ", ") + " " + and.In(l) + " " + parts[last]
}
