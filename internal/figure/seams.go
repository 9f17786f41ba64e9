package figure

import (
	"cmp"
	"math"
	"slices"
)

// upright is a rule across the plot's height at the year X, with a label on
// top: a seam, or where a forecast begins.
type upright struct {
	Seam
	forecast bool
}

// placedSeam is an upright rule and its label where they stand on the sheet.
type placedSeam struct {
	x        float64
	lines    []string
	box      box
	forecast bool
}

// uprights are the rules to draw. One that several series share is drawn once;
// forecasts that begin in different years are named after their series.
func (l Lines) uprights() (rules []upright) {
	seen := map[upright]bool{}
	add := func(u upright) {
		if !seen[u] {
			seen[u] = true
			rules = append(rules, u)
		}
	}
	starts := map[float64]bool{}
	for _, s := range l.Series {
		for _, seam := range s.Seams {
			add(upright{Seam{s.seamPlace(seam), seam.Label}, false})
		}
		if len(s.Forecast) > 0 {
			starts[s.forecastStart()] = true
		}
	}
	for _, s := range l.Series {
		if len(s.Forecast) == 0 {
			continue
		}
		label := l.ForecastLabel
		if len(starts) > 1 && label != "" {
			label += ": " + s.Label
		}
		add(upright{Seam{s.forecastStart(), label}, true})
	}
	return rules
}

// placeSeams puts the uprights' labels in rows above the plot, where no line
// can reach, and takes the rows' height from it and, where a label reaches over
// the end labels' column, from that. A rule goes down from its own row, so that
// the order in which they are placed matters: the one that takes least height
// is kept.
func (p *plot) placeSeams() {
	rules := p.uprights()
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
	p.area.y0 = bottom
	for _, ps := range p.seams {
		if ps.box.x1 > p.area.x1 {
			p.labelRoom.y0 = max(p.labelRoom.y0, ps.box.y1)
		}
	}
}

// stack places rules in turn, each label in the highest row it finds free, and
// says how low the rows reach. A label stands right of its rule, or left where
// it would leave the plot; a forecast's, which is of what lies to the right,
// reaches over the end labels' column instead.
func (p *plot) stack(rules []upright) (seams []placedSeam, bottom float64) {
	const gap = 2.5
	bottom = p.area.y0
	for _, u := range rules {
		if u.X < p.first || u.X > p.last {
			continue
		}
		ps := placedSeam{x: p.x(u.X), lines: balance(u.Label, p.area.width()*0.45, p.small), forecast: u.forecast}
		w, h := p.small.widest(ps.lines), p.small.height(len(ps.lines))
		ps.box = box{ps.x + gap, p.outer.y0, ps.x + gap + w, p.outer.y0 + h}
		if u.forecast {
			over := max(0, ps.box.x1-p.outer.x1)
			ps.box.x0, ps.box.x1 = ps.box.x0-over, ps.box.x1-over
		} else if ps.box.x1 > p.area.x1 {
			ps.box.x0, ps.box.x1 = ps.x-gap-w, ps.x-gap
		}
		for p.seamTaken(ps, seams) && ps.box.y0 < p.area.y1 {
			ps.box.y0 += p.small.leading()
			ps.box.y1 += p.small.leading()
		}
		seams = append(seams, ps)
		bottom = max(bottom, ps.box.y1+gap)
	}
	return seams, bottom
}

// seamTaken reports whether another of seams' label or rule stands where ps is
// to be written, or ps's own rule would run through another's label.
func (p *plot) seamTaken(ps placedSeam, seams []placedSeam) bool {
	for _, other := range seams {
		rule := box{other.x - 1, other.box.y0, other.x + 1, p.area.y1}
		own := box{ps.x - 1, ps.box.y0, ps.x + 1, p.area.y1}
		if ps.box.grown(1).overlaps(other.box) || ps.box.overlaps(rule) || own.overlaps(other.box) {
			return true
		}
	}
	return false
}

func (p *plot) drawSeams() {
	for _, ps := range p.seams {
		top := point{ps.x, ps.box.y0}
		if ps.forecast {
			if ps.box.x0 < ps.x { // the label stands over the rule
				top.y = ps.box.y1
			}
			p.rule(seamColor, 0.5, top.x, top.y, ps.x, p.area.y1)
		} else {
			p.stroke(pen{seamColor, 0.6, []float64{2.2, 1.8}}, false, top, point{ps.x, p.area.y1})
		}
		p.lines(p.small, smallColor, ps.box.x0, ps.box.y0, ps.lines)
	}
}
