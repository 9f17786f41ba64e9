package fetchtest

import (
	"math"
	"slices"
	"strconv"
	"sync"

	"kuvio/internal/catalog"
	"kuvio/internal/domain"
)

// measure makes up an indicator: so many of those whom it is about, as a course
// of years says, more in one municipality and fewer in another, and summed over
// larger areas. None of its numbers is real.
type measure struct {
	id       int
	unit     string
	per      float64 // 100 for a share; 0 where the amount itself is the value
	decimals int
	of       func(municipality, year int) float64 // those whom it is about
	course   []knot                               // which share of them, by year; before and after it there is nothing
	apart    float64                              // how far municipalities lie apart: 0.5 for three quarters to five quarters of the course
	genders  bool
	count    bool // the amount is published beside the value
	hidden   bool // an amount of one to four is not published
	only     []domain.Category
	named    *indicator // title and owner where the catalogue has none
}

type knot struct {
	year  int
	share float64
}

// indicator is the measure as the bank holds it.
func (m measure) indicator() *indicator {
	ind := &indicator{
		id: m.id, unit: m.unit, decimals: m.decimals, updated: madeOn, levels: levels(),
		notice: text{" ", " ", " "}, made: formulas[m.id], changed: map[Place]*Cell{},
	}
	if known, ok := catalog.Default().Indicator(domain.IndicatorID(strconv.Itoa(m.id))); ok {
		ind.title, ind.owner = textOf(known.Title), textOf(known.Organization)
	}
	if m.named != nil {
		ind.title, ind.owner = m.named.title, m.named.owner
	}
	switch {
	case m.genders:
		ind.sexes = []string{"male", "female", "total"}
	case m.id%2 == 1: // the service lists total with some, and nothing with others
		ind.sexes = []string{"total"}
	}
	if m.only != nil {
		ind.levels = []string{"Maa"} // the service leaves wellbeing counties out
	}
	return ind
}

func textOf(t domain.Text) text {
	return text{t.In(domain.Finnish), t.In(domain.English), t.In(domain.Swedish)}
}

func levels() []string {
	return []string{"Kunta", "Maakunta", "Erva", "Aluehallintovirasto", "Sairaanhoitopiiri", "Maa", "Suuralue", "Seutukunta", "Nuts1"}
}

// The population and its parts, of a municipality at the end of a year.
var (
	population = table(func(i, year int) float64 {
		growth := 0.02*unit(i, 127) - 0.011
		size := municipalitySize(i)
		if size > 100_000 {
			growth = 0.007
		}
		return math.Round(size * math.Pow(1+growth, float64(year-2015)) * (1 + 0.004*(unit(i, year)-0.5)))
	})
	children = table(func(i, year int) float64 {
		return amount(i, year, 1065, population, []knot{{1990, 0.235}, {2005, 0.215}, {2023, 0.182}}, 0.4)
	})
)

// table computes a function of areas and years once for all.
func table(f func(i, year int) float64) func(i, year int) float64 {
	made := sync.OnceValue(func() []float64 {
		var all []float64
		for i := range areas() {
			for year := firstYear; year <= lastYear; year++ {
				v := None
				if areas()[i].Category == domain.Kunta {
					v = f(i, year)
				}
				all = append(all, v)
			}
		}
		return all
	})
	return func(i, year int) float64 { return made()[i*(lastYear-firstYear+1)+year-firstYear] }
}

func families(i, year int) float64 { return math.Round(population(i, year) * 0.265) }

func childFamilies(i, year int) float64 {
	return amount(i, year, 179, families, []knot{{1990, 0.50}, {2023, 0.355}}, 0.3)
}

func placed(i, year int) float64 { return amount(i, year, 191, children, placedCourse, 0.5) }

var placedCourse = []knot{{1990, 0.008}, {2008, 0.0135}, {2014, 0.0150}, {2023, 0.0178}}

// part is a part of the children in years of age: those aged 0–12 are 0.71 of
// those aged 0–17.
func part(share float64) func(i, year int) float64 {
	return func(i, year int) float64 { return math.Round(children(i, year) * share) }
}

var measures = []measure{
	{id: 127, unit: "LKM", of: population, course: []knot{{1990, 1}, {2023, 1}}, genders: true},
	{id: 1065, unit: "PROS", per: 100, decimals: 1, of: population, course: []knot{{1990, 0.235}, {2005, 0.215}, {2023, 0.182}}, apart: 0.4, genders: true, count: true},
	{id: 7, unit: "PROS", per: 100, decimals: 1, of: population, course: []knot{{1990, 0.09}, {2023, 0.061}}, apart: 0.4, genders: true, count: true},
	{id: 167, unit: "PROS", per: 100, decimals: 1, of: population, course: []knot{{1990, 0.12}, {2023, 0.099}}, apart: 0.4, genders: true, count: true},
	{id: 168, unit: "PROS", per: 100, decimals: 1, of: population, course: []knot{{1990, 0.12}, {2023, 0.105}}, apart: 0.4, genders: true, count: true},
	{id: 169, unit: "PROS", per: 100, decimals: 1, of: population, course: []knot{{1990, 0.54}, {2023, 0.497}}, apart: 0.1, genders: true, count: true},
	{id: 170, unit: "PROS", per: 100, decimals: 1, of: population, course: []knot{{1990, 0.078}, {2023, 0.124}}, apart: 0.3, genders: true, count: true},
	{id: 171, unit: "PROS", per: 100, decimals: 1, of: population, course: []knot{{1990, 0.055}, {2023, 0.113}}, apart: 0.3, genders: true, count: true},
	{id: 1064, unit: "PROS", per: 100, decimals: 1, of: population, course: []knot{{1990, 0.195}, {2005, 0.174}, {2023, 0.148}}, apart: 0.4, genders: true, count: true},
	{id: 1073, unit: "EURAS", per: 1, of: population, course: []knot{{1993, 1390}, {2008, 2700}, {2016, 3350}, {2022, 3900}}, apart: 0.3},
	{id: 179, unit: "PROS", per: 100, decimals: 1, of: families, course: []knot{{1990, 0.50}, {2023, 0.355}}, apart: 0.3, count: true},
	{id: 74, unit: "PROS", per: 100, decimals: 1, of: childFamilies, course: []knot{{1990, 0.125}, {2023, 0.245}}, apart: 0.4, count: true},
	{id: 1315, unit: "LKM", of: population, course: []knot{{1990, 0.0128}, {2002, 0.0106}, {2009, 0.0114}, {2019, 0.0083}, {2023, 0.0077}}, apart: 0.5, genders: true},
	{id: 2955, unit: "PROS", per: 100, decimals: 1, of: part(0.33), course: []knot{{1997, 0.52}, {2023, 0.68}}, apart: 0.3, count: true},
	{id: 1225, unit: "PROS", per: 100, decimals: 1, of: part(0.27), course: []knot{{1997, 0.47}, {2023, 0.64}}, apart: 0.3, count: true},
	{id: 1969, unit: "LKM", of: children, course: []knot{{2000, 0.054}, {2023, 0.056}}, apart: 0.1},
	{id: 1920, unit: "LKM", of: children, course: []knot{{1990, 0.038}, {2023, 0.061}}, apart: 0.5},
	{id: 1243, unit: "PER1000", per: 1000, decimals: 1, of: children, course: []knot{{1990, 0.055}, {2023, 0.075}}, apart: 0.5, count: true},
	{id: 2037, unit: "LKM", of: childFamilies, course: homeHelp, apart: 0.6},
	{id: 2911, unit: "PROS", per: 100, decimals: 1, of: childFamilies, course: homeHelp, apart: 0.6, count: true},
	{id: 2483, unit: "PER1000", per: 1000, decimals: 1, of: part(0.71), course: []knot{{1994, 0.056}, {2005, 0.160}, {2014, 0.245}, {2023, 0.300}}, apart: 0.6, count: true},
	{id: 2484, unit: "PER1000", per: 1000, decimals: 1, of: part(0.29), course: []knot{{1994, 0.150}, {2005, 0.330}, {2014, 0.480}, {2023, 0.620}}, apart: 0.6, count: true},
	{id: 3697, unit: "PROS", per: 100, decimals: 1, of: part(1.17), course: []knot{{1996, 0.030}, {2009, 0.079}, {2014, 0.082}, {2023, 0.060}}, apart: 0.5, genders: true, count: true, hidden: true},
	{id: 1245, unit: "PROS", per: 100, decimals: 1, of: children, course: []knot{{1996, 0.032}, {2009, 0.076}, {2014, 0.079}, {2023, 0.058}}, apart: 0.5, genders: true, count: true, hidden: true},
	{id: 1246, unit: "PROS", per: 100, decimals: 1, of: part(0.17), course: []knot{{1996, 0.020}, {2009, 0.088}, {2014, 0.091}, {2023, 0.070}}, apart: 0.5, genders: true, count: true, hidden: true},
	{id: 1244, unit: "PROS", per: 100, decimals: 1, of: children, course: []knot{{1990, 0.005}, {2008, 0.0105}, {2023, 0.0140}}, apart: 0.5, genders: true, count: true, hidden: true},
	{id: 191, unit: "PROS", per: 100, decimals: 1, of: children, course: placedCourse, apart: 0.5, genders: true, count: true, hidden: true},
	{id: 1081, unit: "PROS", per: 100, decimals: 1, of: part(0.0165), course: []knot{{1991, 0.53}, {2010, 0.36}, {2023, 0.44}}, apart: 0.2, count: true, hidden: true},
	{id: 1083, unit: "PROS", per: 100, decimals: 1, of: part(0.0165), course: []knot{{1991, 0.31}, {2010, 0.43}, {2023, 0.37}}, apart: 0.2, count: true, hidden: true},
	{id: 418, unit: "PROS", per: 100, decimals: 1, of: placed, course: []knot{{1991, 0.56}, {2010, 0.39}, {2023, 0.48}}, apart: 0.2, count: true, hidden: true},
	{id: 419, unit: "PROS", per: 100, decimals: 1, of: placed, course: []knot{{1991, 0.30}, {2010, 0.42}, {2023, 0.35}}, apart: 0.2, count: true, hidden: true},
	{id: 3375, unit: "TEUR", of: children, course: []knot{{2006, 0.34}, {2014, 0.62}, {2022, 0.85}}, apart: 0.5},
	{id: 1339, unit: "TEUR", of: children, course: []knot{{1997, 0.06}, {2005, 0.12}}, apart: 0.5},
	{id: 3377, unit: "TEUR", of: children, course: []knot{{2006, 0.13}, {2011, 0.16}, {2020, 0.12}}, apart: 0.5},
	// Titles: THL, Tilastotietokanta Sotkanet.fi, CC BY 4.0; the catalogue lacks them.
	{
		id: 186, unit: "PER100000", per: 100_000, decimals: 1, of: population, course: []knot{{1990, 0.0100}, {2023, 0.0112}}, apart: 0.5, genders: true, count: true,
		named: &indicator{
			title: text{"Kuolleisuus / 100 000 asukasta", "Mortality per 100 000 inhabitants", "Dödlighet / 100 000 invånare"},
			owner: text{"Tilastokeskus", "Statistics Finland", "Statistikcentralen"},
		},
	},
	{
		id: 3336, unit: "PER10000", per: 10_000, decimals: 1, of: population, course: []knot{{2020, 0.0010}, {2023, 0.0030}}, apart: 0.5,
		only: []domain.Category{domain.Hva, domain.Maa},
		named: &indicator{
			title: text{
				"Erikoissairaanhoitoa yli 6 kk odottaneet vuoden aikana / 10 000 asukasta ",
				"Patients waiting over 6 months during the year for access to specialised health care per 10 000 inhabitants",
				"Antalet personer som väntat på specialiserad sjukvård under året i mer än 6 månader / 10 000 invånare ",
			},
			owner: text{"Terveyden ja hyvinvoinnin laitos (THL)", "Finnish institute for Health and Welfare (THL)", "Institutet för hälsa och välfärd (THL)"},
		},
	},
}

// formulas are the rows of each measure, made once for all servers.
var formulas = func() map[int]func() []row {
	all := map[int]func() []row{}
	for _, m := range measures {
		all[m.id] = sync.OnceValue(m.rows)
	}
	return all
}()

var homeHelp = []knot{{1990, 0.048}, {1995, 0.026}, {2005, 0.021}, {2008, 0.008}, {2014, 0.011}, {2023, 0.017}}

// sizes are about what some municipalities are, so that the largest and the
// smallest are where a reader of figures looks for them.
var sizes = map[string]float64{
	"091": 628_000, "049": 270_000, "837": 226_000, "092": 215_000, "564": 199_000, "853": 186_000, // Helsinki, Espoo, Tampere, Vantaa, Oulu, Turku
	"398": 119_000, "297": 112_000, "609": 85_000, "167": 76_000, "405": 73_000, "905": 67_000, // Lahti, Kuopio, Pori, Joensuu, Lappeenranta, Vaasa
	"179": 137_000, "182": 21_500, "410": 18_900, "992": 19_600, "500": 9_700, "249": 10_000, // Jyväskylä, Jämsä, Laukaa, Äänekoski, Muurame, Keuruu
	"729": 9_900, "931": 6_600, "077": 5_200, "172": 4_600, "850": 2_400, "435": 780, // Saarijärvi, Viitasaari, Hankasalmi, Joutsa, Toivakka, Luhanka
}

func municipalitySize(i int) float64 {
	if size, ok := sizes[areas()[i].Code]; ok {
		return size
	}
	return math.Round(800 * math.Pow(60, math.Pow(unit(i, 1), 1.3)))
}

// amount is the whole number of those in a municipality of whom the measure says
// something.
func amount(i, year, id int, of func(i, year int) float64, course []knot, apart float64) float64 {
	share := along(course, year)
	share *= 1 + apart*(unit(i, id)-0.5)
	if len(course) > 0 && apart > 0 {
		share *= 1 + 0.06*(unit(i, 100*id+year)-0.5)
	}
	return math.Round(of(i, year) * share)
}

// along is the course at a year; NaN before and after it.
func along(course []knot, year int) float64 {
	for i := 1; i < len(course); i++ {
		a, b := course[i-1], course[i]
		if a.year <= year && year <= b.year {
			return a.share + (b.share-a.share)*float64(year-a.year)/float64(b.year-a.year)
		}
	}
	return math.NaN()
}

// rows sums the municipalities into the areas, in the order of rows.
func (m measure) rows() []row {
	var all []row
	genders := []string{"total"}
	if m.genders {
		genders = []string{"total", "male", "female"}
	}
	for year := m.course[0].year; year <= m.course[len(m.course)-1].year; year++ {
		for _, gender := range genders {
			all = m.year(all, year, gender)
		}
		if m.id == 127 { // areas that are in no list of the service's, with nothing in them
			for _, region := range []int{730, 455, 456} {
				all = append(all, row{Place{region, year, "total"}, Cell{0, None}})
			}
		}
	}
	slices.SortFunc(all, inOrder)
	return all
}

// year adds the rows of a year and gender.
func (m measure) year(all []row, year int, gender string) []row {
	amounts, of := make([]float64, len(areas())), make([]float64, len(areas()))
	for i, a := range areas() {
		if a.Category == domain.Kunta {
			of[i] = ofGender(m.of(i, year), gender, males(i, 127))
			amounts[i] = ofGender(amount(i, year, m.id, m.of, m.course, m.apart), gender, males(i, m.id))
		}
	}
	for _, a := range areas() {
		if len(a.municipalities) == 0 || m.leavesOut(a.Category) {
			continue
		}
		n, base := 0.0, 0.0
		for _, i := range a.municipalities {
			n, base = n+amounts[i], base+of[i]
		}
		if m.hidden && n > 0 && n < 5 {
			continue
		}
		cell := Cell{n, None}
		if m.per != 0 {
			cell.Value = rounded(n*m.per/base, m.decimals)
		}
		if m.count {
			cell.Count = n
		}
		all = append(all, row{Place{a.SotkanetID, year, gender}, cell})
	}
	return all
}

func (m measure) leavesOut(c domain.Category) bool {
	for _, only := range m.only {
		if only == c {
			return false
		}
	}
	return m.only != nil
}

// males is the share of boys and men among those of whom an indicator says
// something. Of the indicators that others are shares of it is one and the same.
func males(municipality, id int) float64 {
	if id == 1065 || id == 1064 {
		id = 127
	}
	return 0.47 + 0.06*unit(municipality, id)
}

// ofGender is the part of a whole number that is of the gender.
func ofGender(all float64, gender string, males float64) float64 {
	switch gender {
	case "male":
		return math.Round(all * males)
	case "female":
		return all - math.Round(all*males)
	}
	return all
}

func rounded(v float64, decimals int) float64 {
	tens := math.Pow10(decimals)
	return math.Round(v*tens) / tens
}

// unit is a number from 0 to 1 that a municipality has for a reason.
func unit(municipality, reason int) float64 {
	code, _ := strconv.Atoi(areas()[municipality].Code) // digits, as all codes are
	return float64(mixed(code*1_000_003+reason)>>11) / (1 << 53)
}

// mixed is SplitMix64's step: a number that looks like chance.
// https://prng.di.unimi.it/splitmix64.c
func mixed(n int) uint64 {
	z := uint64(n) + 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
