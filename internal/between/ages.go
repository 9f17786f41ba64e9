package between

import (
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Ages are the people of an area by age and gender at one time.
type Ages struct {
	Area   series.Area
	People [][]series.Valued // by gender, then class, as Structure was given them
	Total  float64           // of all of them; NaN where some class is unknown
}

// Structure gathers the people of an area by genders and classes of ages out of its
// series, in any order.
func Structure(all []series.Based, area series.Area, genders []domain.Gender, classes []domain.AgeClass, at domain.Period) Ages {
	type key struct {
		gender domain.Gender
		class  domain.AgeClass
	}
	of := make(map[key]*series.Based, len(all))
	for i := range all {
		if c, _, ok := domain.CutAge(all[i].Breakdown); ok {
			of[key{all[i].Gender, c}] = &all[i]
		}
	}
	a := Ages{Area: area}
	for _, g := range genders {
		people := make([]series.Valued, len(classes))
		for j, c := range classes {
			people[j] = series.Absent(at)
			if s := of[key{g, c}]; s != nil {
				people[j], _ = s.At(at)
			}
			a.Total += people[j].Value
		}
		a.People = append(a.People, people)
	}
	return a
}

// Share is the part in percent that a gender and class are of all people of the
// area; NaN where that is not known.
func (a *Ages) Share(gender, class int) float64 {
	if !(a.Total > 0) {
		return math.NaN()
	}
	return 100 * a.People[gender][class].Value / a.Total
}

// Between is the share in percent of the people, men and women together, of the
// classes from one to before another.
func (a *Ages) Between(from, to int) float64 {
	sum := 0.0
	for g := range a.People {
		for c := from; c < to; c++ {
			sum += a.Share(g, c)
		}
	}
	return sum
}

// Missing are the classes without a figure, by gender.
func (a *Ages) Missing(gender int) (classes []int) {
	for c, p := range a.People[gender] {
		if math.IsNaN(p.Value) {
			classes = append(classes, c)
		}
	}
	return classes
}

// openClass is the last age of a pyramid's last class but one, at most: of older
// people there are too few to be seen.
const openClass = 95

// Classes are classes of so many years that the classes held add up to; of zero
// years five, of single years, else those held. Those held may overlap. It is an
// *UnequalAges where the classes would be of unequal widths.
func AgeClasses(held []domain.AgeClass, years int) ([]domain.AgeClass, error) {
	finest := domain.Partition(held, domain.EveryAge, func(domain.AgeClass) int { return -1 })
	if finest == nil {
		return nil, &UnequalAges{Held: held, Years: years}
	}
	starts := make(map[int]bool, len(finest))
	width, equal := finest[0].Next(), true
	for _, c := range finest {
		starts[c.From] = true
		equal = equal && (c.Open() || c.Next()-c.From == width)
	}
	if years == 0 {
		switch {
		case !equal:
			return nil, &UnequalAges{Held: finest}
		case width == 1 && len(finest) > 1:
			years = 5
		default:
			return finest, nil
		}
	}
	top := finest[len(finest)-1].From / years * years
	if years > 1 {
		top = min(top, openClass/years*years)
	}
	var classes []domain.AgeClass
	for from := 0; from < top; from += years {
		classes = append(classes, domain.AgeClass{From: from, To: from + years - 1})
	}
	classes = append(classes, domain.AgeClass{From: top, To: domain.EveryAge.To})
	for _, c := range classes {
		if !starts[c.From] {
			return nil, &UnequalAges{Held: finest, Years: years}
		}
	}
	return classes, nil
}

// UnequalAges is that classes of ages cannot be made of equal widths out of those
// held.
type UnequalAges struct {
	Held  []domain.AgeClass
	Years int // that were asked for; 0 for none
}

func (e *UnequalAges) Error() string { return "the classes of ages held are of unequal widths" }
