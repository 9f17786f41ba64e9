// Package cite writes where figures come from: the source line under every
// table and picture, in the form the source asks for.
package cite

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

var (
	sourceWord = domain.Text{FI: "Lähde", SV: "Källa", EN: "Source"}
	retrieved  = domain.Text{FI: "tiedot haettu", SV: "uppgifterna hämtade", EN: "data retrieved"}
	// allRetrieved stands once where several banks have the same day.
	allRetrieved = domain.Text{FI: "kaikki tiedot haettu", SV: "alla uppgifter hämtade", EN: "all data retrieved"}
	madeUp       = domain.Text{FI: "esimerkkiaineisto, ei todellisia tilastoja", SV: "exempeldata, inte verklig statistik", EN: "example data, not real statistics"}
)

// Source is the source line of the series: every data bank with its
// indicators, those of a price index or a population that values were computed
// with included, and the day of the newest download of each, and the oldest of these.
// A day that several banks have in common is said once. Indicators of another
// producer than THL name their producer; one without any has its title. Made-up data is called that,
// and no bank is named for it. It is empty where no series has data.
func Source(all []series.Series) domain.Text {
	var s Sources
	for i := range all {
		s.Add(&all[i])
	}
	return s.Text()
}

// Sources are what Source says of, of series that need not be held together. The zero
// Sources are of none.
type Sources struct {
	banks [][]bank // by language
	fake  bool     // some are made up
	some  bool     // one has data
}

// Add takes in a series.
func (s *Sources) Add(one *series.Series) {
	if s.banks == nil {
		s.banks = make([][]bank, len(domain.Langs))
	}
	s.some = s.some || len(one.Points) > 0
	for i, l := range domain.Langs {
		s.banks[i], s.fake = addTo(s.banks[i], s.fake, one, l)
	}
}

// Text is the source line.
func (s *Sources) Text() (t domain.Text) {
	if s.some {
		for i, l := range domain.Langs {
			t.Set(l, source(s.banks[i], s.fake, l))
		}
	}
	return t
}

func source(banks []bank, fake bool, l domain.Lang) string {
	var parts []string
	day := commonDay(banks)
	for _, b := range banks {
		text := b.text(l)
		if one := b.oldest(); one != "" && day == "" {
			text += ", " + retrieved.In(l) + " " + Date(one, l)
		}
		parts = append(parts, text)
	}
	if day != "" {
		parts = append(parts, allRetrieved.In(l)+" "+Date(day, l))
	}
	if fake {
		parts = append(parts, madeUp.In(l))
	}
	if len(parts) == 0 {
		return ""
	}
	return sourceWord.In(l) + ": " + strings.Join(parts, "; ")
}

// banksOf are the banks that series are of; fake is that some are made up, for which no
// bank is named.
func banksOf(all []series.Series, l domain.Lang) (banks []bank, fake bool) {
	for i := range all {
		banks, fake = addTo(banks, fake, &all[i], l)
	}
	return banks, fake
}

// addTo adds the banks that a series is of.
func addTo(banks []bank, fake bool, s *series.Series, l domain.Lang) ([]bank, bool) {
	switch {
	case len(s.Points) == 0 && !s.Withdrawn(): // else that it has none is shown
	case s.MadeUp:
		fake = true
	default:
		banks = add(banks, s, l)
		for _, other := range s.Provenance.Beside {
			if !other.MadeUp && len(other.Points) > 0 {
				banks = add(banks, &other, l)
			}
		}
	}
	return banks, fake
}

// Stale says of which day the data of series is, where that of one is older than
// it should be: of several the oldest. It is empty where none is.
func Stale(all []series.Series) domain.Text {
	var oldest domain.Note
	for i := range all {
		for _, n := range all[i].Notes {
			if n.Code == domain.NoteAsOf && (oldest.Arg == "" || n.Arg < oldest.Arg) {
				oldest = n
			}
		}
	}
	if oldest.Arg == "" {
		return domain.Text{}
	}
	return oldest.Sentence()
}

// Day is the newest of the days that a source line says, as it has them; "" for none.
func Day(all []series.Series) (day string) {
	banks, _ := banksOf(all, domain.Finnish)
	for i := range banks {
		day = max(day, banks[i].oldest())
	}
	return day
}

// Oldest is the oldest of them: what is said of several sources at once is true of it.
func Oldest(all []series.Series) (day string) {
	banks, _ := banksOf(all, domain.Finnish)
	for i := range banks {
		if one := banks[i].oldest(); one != "" && (day == "" || one < day) {
			day = one
		}
	}
	return day
}

// bank is what one line of a source says: a producer, through SOTKAnet or
// not, and its indicators.
type bank struct {
	name       string
	producer   string // of SOTKAnet's indicators, where it is another than THL
	sotkanet   bool
	indicators []domain.IndicatorID
	others     []produced        // whose populations of another producer values were computed with
	retrieved  map[string]string // by the indicators of a series: the newest day of one
}

// oldest is the oldest of the days of a bank's indicators.
func (b *bank) oldest() (day string) {
	for _, one := range b.retrieved {
		if day == "" || one < day {
			day = one
		}
	}
	return day
}

// commonDay is the day that several banks have in common; "" where they differ or
// are no several.
func commonDay(banks []bank) string {
	if len(banks) < 2 {
		return ""
	}
	day := banks[0].oldest()
	if slices.ContainsFunc(banks, func(b bank) bool { return b.oldest() != day }) {
		return ""
	}
	return day
}

// produced are indicators of one producer.
type produced struct {
	by  string
	ids []string
}

// produced adds a population of another producer.
func (b *bank) produced(id domain.IndicatorID, by string) {
	i := slices.IndexFunc(b.others, func(o produced) bool { return o.by == by })
	if i < 0 {
		b.others, i = append(b.others, produced{by: by}), len(b.others)
	}
	if o := &b.others[i]; !slices.Contains(o.ids, string(id)) {
		o.ids = append(o.ids, string(id))
	}
}

func add(banks []bank, s *series.Series, l domain.Lang) []bank {
	b := bank{name: s.Indicator.Organization.In(l), retrieved: make(map[string]string)}
	ids := s.Indicators()
	of := bankOf(s.Indicator)
	switch {
	case of.PublishedAlone && s.Provenance.Computed:
		b.name = ownComputation.In(l)
	case of.Numbered:
		if !strings.Contains(b.name, "THL") {
			b.producer = b.name
		}
		b.name, b.sotkanet = of.Name.In(l), true
	case b.name == "":
		b.name = cmp.Or(of.Name.In(l), s.Indicator.Title.In(l), string(s.Indicator.ID))
	}
	i := slices.IndexFunc(banks, func(o bank) bool { return o.name == b.name && o.producer == b.producer })
	if i < 0 {
		banks, i = append(banks, b), len(banks)
	}
	den, other := s.Indicator.Denominator, s.Provenance.DenominatorProducer.In(l)
	if slices.Contains(ids[1:], den) && other != "" && !strings.Contains(other, "THL") && other != banks[i].producer {
		banks[i].produced(den, other)
	}
	for _, id := range ids {
		if !slices.Contains(banks[i].indicators, id) {
			banks[i].indicators = append(banks[i].indicators, id)
		}
	}
	if day := s.Provenance.Retrieved; day != "" {
		of := fmt.Sprint(ids)
		banks[i].retrieved[of] = max(banks[i].retrieved[of], day)
	}
	return banks
}

// mostNamed is how many indicators of a bank are named; of a table of hundreds
// each row has its own.
const mostNamed = 40

var andMore = domain.Text{FI: "ja %d muuta", SV: "och %d andra", EN: "and %d more"}

func (b bank) text(l domain.Lang) string {
	text := b.name
	if b.sotkanet {
		ids := make([]string, len(b.indicators))
		for i, id := range b.indicators {
			ids[i] = string(id)
		}
		if left := len(ids) - mostNamed; left > 0 {
			ids = append(ids[:mostNamed:mostNamed], fmt.Sprintf(andMore.In(l), left))
		}
		text += " (ind. " + strings.Join(ids, ", ")
		if b.producer != "" {
			text += ", " + b.producer
		}
		for _, o := range b.others {
			text += "; " + strings.Join(o.ids, ", ") + ": " + o.by
		}
		text += ")"
	}
	return text
}

var orLater = domain.Text{FI: "vuonna %s tai myöhemmin", SV: "år %s eller senare", EN: "in %s or later"}

var inYear = domain.Text{FI: "vuonna", SV: "år", EN: "in"}

// Date writes a yyyy-mm-dd day as the language does: 21.11.2026, in English
// 21 November 2026. A month alone is written as such, a year as a time; "2024–" is some
// day of that year or later.
func Date(iso string, l domain.Lang) string {
	if year, ok := strings.CutSuffix(iso, "–"); ok {
		return fmt.Sprintf(orLater.In(l), year)
	}
	if d, err := time.Parse("2006-01", iso); err == nil {
		if l == domain.English {
			return d.Format("January 2006")
		}
		return d.Format("1/2006")
	}
	if len(iso) == len("2006") {
		return inYear.In(l) + " " + iso
	}
	return domain.Day(iso, l)
}
