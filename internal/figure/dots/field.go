package dots

import (
	"fmt"
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/figure/axis"
	"kuvio/internal/figure/canvas"
)

// Measures in points.
const (
	axisSize     = 7.5
	nameSize     = 7.5
	afterAxis    = 4.0
	belowAxis    = 2.5
	aboveTitle   = 2.0
	belowTitle   = 7.0
	afterField   = 5.0 // before the names of curves
	aboveKey     = 7.0
	leastW       = 90.0
	leastH       = 60.0
	dotRadius    = 2.5
	manyRadius   = 1.9 // of more than manyDots
	manyDots     = 100
	mostMust     = 12   // names that are put farther off where they have no place beside their dots
	mostTogether = 3    // names of dots that lie upon one another
	fewDots      = 24   // all whose names are put so
	goodShape    = 0.58 // height of the field to the width of it all
	largest      = 11.0 // radius of the largest dot where they have sizes
	smallest     = 1.3  // to be seen at all
	labelGap     = 1.5
	tickGap      = 8.0 // between the numbers of two rules
)

// scale places values along a side.
type scale interface {
	Ticks() []float64
	Labels(domain.Lang) []string
	Y(v, from, to float64) float64
}

// field is a laid-out figure.
type field struct {
	*canvas.Sheet
	Content
	x, y    scale
	area    canvas.Box
	axis    canvas.Style
	name    canvas.Style
	titles  [2][]string // of Y above the field, of X below
	key     key
	largest float64 // Size
	column  []endLabel
	names   names
}

// endLabel is a curve's or a level's name right of the field.
type endLabel struct {
	text string
	want float64 // its value on Y
}

// Scales cover the dots and the lines; curves are cut where they leave the field.
func (c Content) scales() (x, y scale) {
	var xs, ys []float64
	for _, d := range c.Dots {
		xs, ys = append(xs, d.X), append(ys, d.Y)
	}
	for _, l := range c.Level {
		ys = append(ys, l.At)
	}
	for _, l := range c.Up {
		xs = append(xs, l.At)
	}
	for _, cu := range c.Curves {
		if cu.Look == Centre {
			for _, p := range cu.Points {
				ys = append(ys, p.Y)
			}
		}
	}
	return c.X.scale(xs), c.Y.scale(ys)
}

func (a Axis) scale(values []float64) scale {
	if a.Log {
		return axis.NewLogScale(values)
	}
	return axis.NewScale(values, false)
}

// FromZero reports whether a scale shows zero or is one of ratios.
func (c Content) FromZero() (x, y bool) {
	shows := func(s scale) bool {
		sc, plain := s.(axis.Scale)
		return !plain || sc.Low <= 0 && sc.High >= 0
	}
	sx, sy := c.scales()
	return shows(sx), shows(sy)
}

// Height makes a Content that is as high as gives its field a good shape.
func (c Content) Height(s *canvas.Sheet, width float64) float64 {
	if len(c.Dots) == 0 {
		return leastH
	}
	body := canvas.Rect(0, 0, width, 10*width)
	f, err := layout(s, c, body)
	if err != nil {
		return leastH
	}
	return body.Height() - f.area.Height() + goodShape*width
}

// layout is the field with its names and, where these have not all room, with how
// many of them are said in the key.
func layout(s *canvas.Sheet, c Content, body canvas.Box) (*field, error) {
	f, err := layoutWith(s, c, body, "")
	if err != nil || c.Key.Named == "" {
		return f, err
	}
	for range 2 { // the key takes room from the field, which may cost a name
		if f.names.said == f.names.of {
			break
		}
		if f, err = layoutWith(s, c, body, fmt.Sprintf(c.Key.Named, f.names.said, f.names.of)); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func layoutWith(s *canvas.Sheet, c Content, body canvas.Box, named string) (*field, error) {
	c.Key.Named = named
	f := &field{Sheet: s, Content: c, area: body, axis: canvas.Style{Face: s.Regular, Size: axisSize}, name: canvas.Style{Face: s.Regular, Size: nameSize}}
	f.x, f.y = c.scales()
	for _, d := range c.Dots {
		f.largest = max(f.largest, d.Size)
	}
	f.key = f.newKey(body)
	a := &f.area
	a.X0 += f.axis.Widest(f.y.Labels(s.Lang)) + afterAxis
	f.gatherEnds()
	widest := 0.0
	for _, e := range f.column {
		widest = max(widest, f.axis.Width(e.text))
	}
	if widest > 0 {
		a.X1 -= widest + afterField
	}
	a.X1 = min(a.X1, body.X1-f.axis.Widest(f.x.Labels(s.Lang))/2)
	f.titles[0] = canvas.Wrap(c.Y.Title, body.Width(), f.axis)
	f.titles[1] = canvas.Wrap(c.X.Title, max(a.X1-body.X0, leastW), f.axis)
	if n := len(f.titles[0]); n > 0 {
		a.Y0 += f.axis.Height(n) + belowTitle
	} else {
		a.Y0 += f.axis.Ascent() / 2
	}
	if len(c.Up) > 0 {
		a.Y0 += f.axis.Height(1)
	}
	a.Y1 -= f.key.height + belowAxis + f.axis.Height(1)
	if n := len(f.titles[1]); n > 0 {
		a.Y1 -= aboveTitle + f.axis.Height(n)
	}
	lackW, lackH := leastW-a.Width(), max(leastH, float64(len(f.column))*f.axis.Height(1))-a.Height()
	if lackW > 0 || lackH > 0 {
		return nil, &canvas.TooSmall{What: "the field of dots with its scales", LackW: max(0, lackW), LackH: max(0, lackH)}
	}
	f.names = f.placeNames()
	return f, nil
}

// gatherEnds are the names of curves and levels at the right of the field.
func (f *field) gatherEnds() {
	for _, cu := range f.Curves {
		if cu.Label != "" && len(cu.Points) > 0 {
			f.column = append(f.column, endLabel{text: cu.Label, want: cu.Points[len(cu.Points)-1].Y})
		}
	}
	for _, l := range f.Level {
		f.column = append(f.column, endLabel{text: l.Label, want: l.At})
	}
}

func (f *field) at(x, y float64) canvas.Point {
	return canvas.At(f.x.Y(x, f.area.X0, f.area.X1), f.y.Y(y, f.area.Y1, f.area.Y0))
}

// radius is of a dot; the sizes' areas are in proportion to what they stand for.
func (f *field) radius(size float64) float64 {
	switch {
	case f.largest == 0 && len(f.Dots) > manyDots:
		return manyRadius
	case f.largest == 0:
		return dotRadius
	}
	return max(smallest, largest*math.Sqrt(size/f.largest))
}

// Span is from where to where the scale of X goes.
func (c Content) Span() (low, high float64) {
	x, _ := c.scales()
	switch s := x.(type) {
	case axis.LogScale:
		return s.Low, s.High
	case axis.Scale:
		return s.Low, s.High
	}
	return 0, 0
}
