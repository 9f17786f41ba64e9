package chart

import (
	"fmt"

	"kuvio/internal/domain"
	"kuvio/internal/locale"
)

// noteFactor says what the values are multiplied by where no unit does: a thousand of
// percents are none of anything.
func (f *Figure) noteFactor(s Spec) {
	v, ok := s.(interface{ values() *Values })
	if !ok {
		return
	}
	by := v.values().factor()
	for i := range f.used {
		unit := f.used[i].Indicator.Unit
		if by == 1 || drawnUnit(unit, by) != domain.UnitUnknown {
			continue
		}
		f.notes = append(f.notes, inEach(func(l domain.Lang) string {
			number := locale.Number(l, by, locale.Decimals(9, by))
			if name := unit.Name().In(l); name != "" {
				return fmt.Sprintf(domain.Text{FI: "Luvut (%s) on kerrottu luvulla %s.", SV: "Talen (%s) har multiplicerats med %s.", EN: "The numbers (%s) are multiplied by %s."}.In(l), name, number)
			}
			return fmt.Sprintf(domain.Text{FI: "Luvut on kerrottu luvulla %s.", SV: "Talen har multiplicerats med %s.", EN: "The numbers are multiplied by %s."}.In(l), number)
		}))
		return
	}
}
