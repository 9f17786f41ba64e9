package chart

import (
	"fmt"
	"math"
	"slices"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// Values are which of its values an indicator is drawn with, and how they are
// written.
type Values struct {
	Gender    domain.Gender `yaml:"gender" help:"total, male or female"`
	Breakdown string        `yaml:"breakdown" help:"age=0-17, held or summed from classes of ages; the total where it is left out or, where that is all, the only one"`
	Published bool          `yaml:"published" help:"values as published, not those that counts make"`
	Pool      int           `yaml:"pool" help:"so many years taken together, from counts and denominators; kind change takes three of small areas by itself, and 1 there keeps single years"`
	Scale     string        `yaml:"scale" help:"auto: sums of money in thousands or millions, the largest that tells every sum and change by two digits, with the unit named; common or own, in multiples and parts: one scale for all panels, or each its own, which it then says"`
	Multiply  float64       `yaml:"multiply" help:"a factor of the values: 1000 turns thousands of euros into euros, 0.001 people into thousands; a unit that none of them is, a note says"`
	Decimals  *int          `yaml:"decimals" help:"decimals of the values written; the data's where it is left out"`
	// FromCounts is what the default was asked for with before it was one: true says
	// nothing, false is Published.
	FromCounts *bool `yaml:"from_counts" flag:"-"`
}

// The scales: of sums of money, and of panels one for all or each its own.
const (
	scaleAuto   = "auto"
	scaleCommon = "common"
	scaleOwn    = "own"
)

// check settles which values they are. A kind whose panels may have scales of their
// own takes the words for those beside auto.
func (v *Values) check(scales ...string) error {
	if scales = append([]string{scaleAuto}, scales...); v.Scale != "" && !slices.Contains(scales, v.Scale) {
		return faultf("$.scale", "scale: found %q, expected %s", v.Scale, either(scales))
	}
	if v.Scale == scaleAuto && v.Multiply != 0 {
		return faultf("$.scale", "scale: found auto with multiply: %v, expected one of them", v.Multiply)
	}
	if v.FromCounts != nil && !*v.FromCounts {
		v.Published = true
	}
	if v.Gender != "" {
		if _, err := domain.ParseGender(string(v.Gender)); err != nil {
			return faultf("$.gender", "gender: found %q, expected total, male or female", v.Gender)
		}
	}
	if _, err := domain.ParseBreakdown(v.Breakdown); err != nil {
		return faultf("$.breakdown", "breakdown: %v", err)
	}
	if v.Pool < 0 || v.Pool == 1 || v.Pool > series.MostPooled {
		return faultf("$.pool", "pool: found %d, expected how many years to take together, 2 to %d", v.Pool, series.MostPooled)
	}
	if math.IsNaN(v.Multiply) || math.IsInf(v.Multiply, 0) || v.Multiply < 0 {
		return faultf("$.multiply", "multiply: found %v, expected a number above 0", v.Multiply)
	}
	return nil
}

// values are those of the kind of figure that has them.
func (v *Values) values() *Values { return v }

// factor is what values are multiplied by.
func (v *Values) factor() float64 {
	if v.Multiply == 0 {
		return 1
	}
	return v.Multiply
}

func (v *Values) basis() series.Basis {
	if v.Published {
		return series.AsPublished
	}
	return series.AsComputed
}

// outdated says of a key that is no longer needed what to do with it.
func (v *Values) outdated(file string) []string {
	switch {
	case v.FromCounts == nil:
		return nil
	case *v.FromCounts:
		return []string{file + ": from_counts: true is no longer needed: values are computed from counts and denominators wherever both are held"}
	}
	return []string{file + ": from_counts: false is now written published: true, and drawn as that"}
}

// Beside are areas beside one another and beside benchmarks.
type Beside struct {
	Indicator string `yaml:"indicator" flag:"indicator,i" help:"the indicator: 191, a splice 1339+3377, oma:NAME"`
	Regions   List   `yaml:"regions" flag:"region,r" help:"regions: kunta:179, maa, kunta@maakunta:13, a name; separated by commas"`
	With      List   `yaml:"with" help:"what they are set beside: maa, another region, mean, peers, target:1.2 (in the indicator's unit, before multiply)"`
	Focus     List   `yaml:"focus" help:"the regions the figure is about, drawn in the strong colour"`
}

// check finds what is not named.
func (a *Beside) check() error {
	if a.Indicator == "" {
		return faultf("$.indicator", "indicator: found none, expected one, such as \"191\": 'kuvio list indicators' shows them")
	}
	if len(a.Regions) == 0 {
		return faultf("$.regions", "regions: found none, expected some, such as kunta@maakunta:13: 'kuvio help references' shows how they are written")
	}
	return nil
}

// parsed is a breakdown of a spec, which has been checked.
func parsed(breakdown string) string {
	b, _ := domain.ParseBreakdown(breakdown)
	return b
}

// alike says that areas, so many of those there are, have all the same number.
func alike(with, of int, amount string, l domain.Lang) string {
	if with == of {
		return fmt.Sprintf(domain.Text{FI: "kaikilla alueilla %s", SV: "alla områden %s", EN: "all areas %s"}.In(l), amount)
	}
	return fmt.Sprintf(domain.Text{FI: "kaikilla, joista on luku (%d/%d), %s", SV: "alla som har ett tal (%d av %d) %s", EN: "all that have a number (%d of %d) %s"}.In(l), with, of, amount)
}

// withoutValue says why a point has no value; "" where it has one.
func withoutValue(p series.Valued, l domain.Lang) string {
	switch {
	case p.HasValue():
		return ""
	case p.Status == domain.Suppressed:
		return statuses["suppressed"].In(l)
	}
	return statuses["missing"].In(l)
}
