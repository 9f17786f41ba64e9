package chart

import (
	"fmt"

	"kuvio/internal/domain"
	"kuvio/internal/series"
)

// noteLatest says, where a spec left the year to be found, of how many areas the newest
// year that half of them have has a value if it is not the one drawn: in the figure, and to whoever draws it.
func (f *Figure) noteLatest(named string, w When, all []series.Series, at domain.Period) {
	if w != "" && w != Latest {
		return
	}
	have := make(map[domain.Period]int)
	var newest domain.Period // in which at least half of them have one
	for i := range all {
		one := all[i].Based()
		for p := range one.WithValue() {
			if have[p.Period]++; 2*have[p.Period] >= len(all) {
				newest = max(newest, p.Period)
			}
		}
	}
	if newest <= at {
		return
	}
	f.notes = append(f.notes, inEach(func(l domain.Lang) string {
		return fmt.Sprintf(latestNote.In(l), at, newest, have[newest], len(all))
	}))
	f.Warnings = append(f.Warnings, fmt.Sprintf("%s: %s is the latest year in which nine of ten regions have a value; %s has one of %d of %d: year: %s draws that", named, at, newest, have[newest], len(all), newest))
}

var latestNote = domain.Text{
	FI: "%s on viimeisin vuosi, jolta luku on ainakin yhdeksällä alueella kymmenestä; vuodelta %s sellainen on %d alueella %d:sta.",
	SV: "%s är det senaste år för vilket minst nio områden av tio har ett värde; för år %s har %d områden av %d ett.",
	EN: "%s is the latest year for which at least nine areas of ten have a value; for %s %d areas of %d have one.",
}
