package report

import (
	"fmt"
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// tested is a test, NaN where there was none.
type tested struct{ p, q float64 }

// fewTests is the number of tests from which is told what chance would find.
const fewTests = 10

// testsNotes say how many of so many tests chance alone would find, and how
// many hold when that is taken into account.
func testsNotes(all []tested, confidence float64, forms domain.Text) []domain.Text {
	tests, hold := 0, 0
	alpha := 1 - confidence/100
	for _, t := range all {
		if !math.IsNaN(t.p) {
			tests++
		}
		if t.q < alpha {
			hold++
		}
	}
	if tests < fewTests {
		return nil
	}
	expected := float64(tests) * alpha
	decimals := 0
	if expected < 1 {
		decimals = 1
	}
	return []domain.Text{each(func(l domain.Lang) string {
		return fmt.Sprintf(forms.In(l), tests, locale.Number(l, expected, decimals), hold, locale.Number(l, alpha, locale.Decimals(4, math.Round(alpha*1e4)/1e4)))
	})}
}
