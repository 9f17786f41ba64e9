package chart

import (
	"kuvio/internal/compare"
	"kuvio/internal/domain"
	"kuvio/internal/locale"
	"kuvio/internal/series"
)

// nameTargets names the targets among the benchmarks of a figure's series by their
// number as it is drawn, with its unit: target:1500, of thousands of euros drawn in
// millions, is "tavoite 1,5 milj. euroa".
func nameTargets(all []compare.Benchmark, of []series.Series, multiply float64) {
	if len(of) == 0 {
		return
	}
	for i := range all {
		if t := all[i].Target; t != nil {
			all[i].Name = inEach(func(l domain.Lang) string {
				v := *t * multiply
				return targetText.In(l) + " " + locale.Number(l, v, locale.Decimals(9, v)) + altUnit(of[0].Indicator.Unit, multiply, l)
			})
		}
	}
}
