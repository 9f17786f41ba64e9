package lines

import (
	"cmp"
	"math"
	"slices"

	"kuvio/internal/figure/canvas"
)

// why is what an upright rule stands for.
type why int

const (
	seam     why = iota // a series changes: dashes
	forecast            // one begins
	event               // something happened
	stretch             // no rule: the label of tinted years, over their middle
)

// upright is a rule across the plot's height at the year X, with a label on
// top.
type upright struct {
	Seam
	why why
}

// placedUpright is an upright rule and its label where they stand on the sheet.
type placedUpright struct {
	x     float64
	lines []string
	box   canvas.Box
	why   why
}

// Uprights are the rules to draw. One that several series share is drawn once;
// forecasts that begin in different years are named after their series.
func (l Content) Uprights() (rules []upright) {
	seen := map[upright]bool{}
	add := func(u upright) {
		if !seen[u] {
			seen[u] = true
			rules = append(rules, u)
		}
	}
	starts := map[float64]bool{}
	for _, s := range l.Series {
		for _, at := range s.Seams {
			add(upright{Seam{s.seamPlace(at), at.Label}, seam})
		}
		if len(s.Forecast) > 0 {
			starts[s.ForecastStart()] = true
		}
	}
	for _, r := range l.Ranges {
		add(upright{Seam{(r.From + r.To) / 2, r.Text}, stretch})
	}
	for _, a := range l.Annotations {
		add(upright{Seam{a.X, a.Text}, event})
	}
	for _, s := range l.Series {
		if len(s.Forecast) == 0 {
			continue
		}
		label := l.ForecastLabel
		if len(starts) > 1 && label != "" {
			label += ": " + s.Label
		}
		add(upright{Seam{s.ForecastStart(), label}, forecast})
	}
	return rules
}

// placeUprights puts the uprights' labels in rows above the plot, where no line
// can reach, and takes the rows' height from it and, where a label reaches over
// the end labels' column, from that. A rule goes down from its own row, so that
// the order in which they are placed matters: the one that takes least height
// is kept.
func (p *plot) placeUprights() {
	rules := p.Uprights()
	byYear := slices.Clone(rules)
	slices.SortStableFunc(byYear, func(a, b upright) int { return cmp.Compare(a.X, b.X) })
	fromRight := slices.Clone(byYear)
	slices.Reverse(fromRight)
	bottom := math.Inf(1)
	for _, order := range [][]upright{rules, byYear, fromRight} {
		if seams, low := p.stack(order); low < bottom {
			p.seams, bottom = seams, low
		}
	}
	p.area.Y0 = bottom
	for _, ps := range p.seams {
		if ps.box.X1 > p.area.X1 {
			p.labelRoom.Y0 = max(p.labelRoom.Y0, ps.box.Y1)
		}
	}
}

// stack places rules in turn, each label in the highest row it finds free, and
// says how low the rows reach. A label stands right of its rule, or left where
// it would leave the plot or meet another; a forecast's, which is of what lies to the right,
// reaches over the end labels' column instead, and that of a stretch stands over
// its middle.
func (p *plot) stack(rules []upright) (seams []placedUpright, bottom float64) {
	const gap = 2.5
	bottom = p.area.Y0
	for _, u := range rules {
		if u.X < p.first || u.X > p.Last {
			continue
		}
		ps := placedUpright{x: p.x(u.X), lines: canvas.Balance(u.Label, p.area.Width()*0.45, p.small), why: u.why}
		w, h := p.small.Widest(ps.lines), p.small.Height(len(ps.lines))
		ps.box = canvas.Rect(ps.x+gap, p.outer.Y0, ps.x+gap+w, p.outer.Y0+h)
		switch {
		case u.why == stretch:
			left := min(max(ps.x-w/2, p.area.X0), p.area.X1-w)
			ps.box.X0, ps.box.X1 = left, left+w
		case u.why == forecast:
			over := max(0, ps.box.X1-p.outer.X1)
			ps.box.X0, ps.box.X1 = ps.box.X0-over, ps.box.X1-over
		case ps.box.X1 > p.area.X1:
			ps.box.X0, ps.box.X1 = ps.x-gap-w, ps.x-gap
		}
		for p.taken(ps, seams) && ps.box.Y0 < p.area.Y1 {
			if left, ok := ps.turned(); ok && left.box.X0 >= p.area.X0 && !p.taken(left, seams) {
				ps = left
				break
			}
			ps.box.Y0 += p.small.Leading()
			ps.box.Y1 += p.small.Leading()
		}
		seams = append(seams, ps)
		bottom = max(bottom, ps.box.Y1+gap)
	}
	return seams, bottom
}

// turned is the upright with its label on the left of its rule, where it stands on
// the right and may turn.
func (ps placedUpright) turned() (placedUpright, bool) {
	if (ps.why != seam && ps.why != event) || ps.box.X0 < ps.x {
		return ps, false
	}
	ps.box.X0, ps.box.X1 = 2*ps.x-ps.box.X1, 2*ps.x-ps.box.X0
	return ps, true
}

// narrowUprights reports whether a label still stands where another is.
func (p *plot) narrowUprights() bool {
	for i, ps := range p.seams {
		if p.taken(ps, p.seams[:i]) || ps.box.Y0 >= p.area.Y1 {
			return true
		}
	}
	return false
}

// ruleBox is where the rule of ps runs; nowhere for the label of a stretch.
func (p *plot) ruleBox(ps placedUpright) canvas.Box {
	if ps.why == stretch {
		return canvas.Box{}
	}
	return canvas.Rect(ps.x-1, ps.box.Y0, ps.x+1, p.area.Y1)
}

// taken reports whether another of seams' label or rule stands where ps is
// to be written, or ps's own rule would run through another's label.
func (p *plot) taken(ps placedUpright, seams []placedUpright) bool {
	own := p.ruleBox(ps)
	for _, other := range seams {
		if ps.box.Grown(1).Overlaps(other.box) || ps.box.Overlaps(p.ruleBox(other)) || own.Overlaps(other.box) {
			return true
		}
	}
	return false
}

func (p *plot) drawUprights() {
	for _, ps := range p.seams {
		top, foot := canvas.At(ps.x, ps.box.Y0), canvas.At(ps.x, p.area.Y1)
		switch ps.why {
		case seam:
			p.Stroke(canvas.Pen{Color: canvas.SeamColor, Width: 0.6, Dash: []float64{2.2, 1.8}}, false, top, foot)
		case event:
			p.Rule(canvas.SeamColor, 0.5, top.X, top.Y, foot.X, foot.Y)
		case forecast:
			if ps.box.X0 < ps.x { // the label stands over the rule
				top.Y = ps.box.Y1
			}
			p.Rule(canvas.SeamColor, 0.5, top.X, top.Y, foot.X, foot.Y)
		}
		p.Lines(p.small, canvas.SmallColor, ps.box.X0, ps.box.Y0, ps.lines)
	}
}
