package panel

import (
	"kuvio/internal/domain"
)

// Relabel is the panel with its regions renamed, for areas that have become
// known by another id since it was written. Where two areas become one, the
// cells of the label that was right already stand. It is p itself where
// nothing is renamed.
func (p *Panel) Relabel(name func(domain.RegionID) domain.RegionID) (*Panel, error) {
	renamed := make([]domain.RegionID, len(p.Regions))
	same := true
	for i, r := range p.Regions {
		renamed[i] = name(r)
		same = same && renamed[i] == r
	}
	if same {
		return p, nil
	}
	out, err := New(renamed, p.Breakdowns, p.Genders, p.Periods)
	if err != nil {
		return nil, err
	}
	out.MadeUp, out.stored = p.MadeUp, p.asStored()
	ofP, _ := out.join(p, &Panel{})
	for i := range p.Len() {
		k := p.key(i)
		right := name(k.Region)
		to := out.index(domain.Key{Region: right, Breakdown: k.Breakdown, Gender: k.Gender, Period: k.Period})
		if right != k.Region && out.status[to] != domain.Absent {
			continue
		}
		if p.status[i] != domain.Absent {
			out.set(to, p.at(i))
		}
		if n, ok := p.numberAt(i); ok && out.from.of != nil {
			out.from.of[to] = ofP[n]
		}
	}
	return out, nil
}
