package lines

import (
	"cmp"
	"math"
	"slices"

	"kuvio/internal/figure/canvas"
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
	box      canvas.Box
	forecast bool
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
		for _, seam := range s.Seams {
			add(upright{Seam{s.seamPlace(seam), seam.Label}, false})
		}
		if len(s.Forecast) > 0 {
			starts[s.ForecastStart()] = true
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
		add(upright{Seam{s.ForecastStart(), label}, true})
	}
	return rules
}

// placeSeams puts the uprights' labels in rows above the plot, where no line
// can reach, and takes the rows' height from it and, where a label reaches over
// the end labels' column, from that. A rule goes down from its own row, so that
// the order in which they are placed matters: the one that takes least height
// is kept.
func (p *plot) placeSeams() {
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
// it would leave the plot; a forecast's, which is of what lies to the right,
// reaches over the end labels' column instead.
func (p *plot) stack(rules []upright) (seams []placedSeam, bottom float64) {
	const gap = 2.5
	bottom = p.area.Y0
	for _, u := range rules {
		if u.X < p.first || u.X > p.Last {
			continue
		}
		ps := placedSeam{x: p.x(u.X), lines: canvas.Balance(u.Label, p.area.Width()*0.45, p.small), forecast: u.forecast}
		w, h := p.small.Widest(ps.lines), p.small.Height(len(ps.lines))
		ps.box = canvas.Rect(ps.x+gap, p.outer.Y0, ps.x+gap+w, p.outer.Y0+h)
		if u.forecast {
			over := max(0, ps.box.X1-p.outer.X1)
			ps.box.X0, ps.box.X1 = ps.box.X0-over, ps.box.X1-over
		} else if ps.box.X1 > p.area.X1 {
			ps.box.X0, ps.box.X1 = ps.x-gap-w, ps.x-gap
		}
		for p.seamTaken(ps, seams) && ps.box.Y0 < p.area.Y1 {
			ps.box.Y0 += p.small.Leading()
			ps.box.Y1 += p.small.Leading()
		}
		seams = append(seams, ps)
		bottom = max(bottom, ps.box.Y1+gap)
	}
	return seams, bottom
}

// seamTaken reports whether another of seams' label or rule stands where ps is
// to be written, or ps's own rule would run through another's label.
func (p *plot) seamTaken(ps placedSeam, seams []placedSeam) bool {
	for _, other := range seams {
		rule := canvas.Rect(other.x-1, other.box.Y0, other.x+1, p.area.Y1)
		own := canvas.Rect(ps.x-1, ps.box.Y0, ps.x+1, p.area.Y1)
		if ps.box.Grown(1).Overlaps(other.box) || ps.box.Overlaps(rule) || own.Overlaps(other.box) {
			return true
		}
	}
	return false
}

func (p *plot) drawSeams() {
	for _, ps := range p.seams {
		top := canvas.At(ps.x, ps.box.Y0)
		if ps.forecast {
			if ps.box.X0 < ps.x { // the label stands over the rule
				top.Y = ps.box.Y1
			}
			p.Rule(canvas.SeamColor, 0.5, top.X, top.Y, ps.x, p.area.Y1)
		} else {
			p.Stroke(canvas.Pen{Color: canvas.SeamColor, Width: 0.6, Dash: []float64{2.2, 1.8}}, false, top, canvas.At(ps.x, p.area.Y1))
		}
		p.Lines(p.small, canvas.SmallColor, ps.box.X0, ps.box.Y0, ps.lines)
	}
}
