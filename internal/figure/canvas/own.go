package canvas

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"
)

// Palette is an organisation's own colours: the areas a figure is about, and further
// series in their order, have them in place of SeriesStyles'. Benchmarks stay
// grey, for they are told by it. The zero Palette changes nothing.
type Palette struct {
	names   []string
	own     []color.RGBA
	instead map[color.RGBA]color.RGBA
}

// What tells colours from the paper and from each other; SeriesStyles are held to
// more.
const (
	leastLineContrast  = 3.0  // WCAG 2.1, 1.4.11
	leastLabelContrast = 4.5  // WCAG 2.1, 1.4.3
	leastApart         = 13.0 // in CIELAB, under every vision
)

// NewPalette is made of colours such as #0057a8: of what a figure is about, and of
// the series after it.
func NewPalette(focus string, series []string) (*Palette, error) {
	p := &Palette{instead: make(map[color.RGBA]color.RGBA)}
	if len(series) > MaxSeries-2 {
		return nil, fmt.Errorf("series: found %d colours, expected at most %d: no more lines can be told apart", len(series), MaxSeries-2)
	}
	if err := p.put("focus", focus, SeriesStyles[0]); err != nil {
		return nil, err
	}
	for i, hex := range series {
		if err := p.put(fmt.Sprintf("series %d", i+1), hex, SeriesStyles[i+2]); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// put takes a colour in place of a style's; "" takes none.
func (p *Palette) put(name, hex string, st SeriesStyle) error {
	if hex == "" {
		return nil
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(strings.TrimPrefix(hex, "#")) != 6 {
		return fmt.Errorf("%s: found %q, expected a colour such as \"#0057a8\"", name, hex)
	}
	own := rgb(uint32(n))
	p.names, p.own = append(p.names, name), append(p.own, own)
	label := own
	for contrast(label) < leastLabelContrast {
		label = mixed(label, color.RGBA{A: 255}, 0.05)
	}
	quiet := label
	for contrast(mixed(quiet, PaperColor, 0.05)) >= leastLabelContrast-0.4 {
		quiet = mixed(quiet, PaperColor, 0.05)
	}
	p.instead[st.Quiet], p.instead[st.Label], p.instead[st.Line] = quiet, label, own
	return nil
}

// mixed is a colour with a share of another.
func mixed(a, b color.RGBA, share float64) color.RGBA {
	one := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*share) }
	return color.RGBA{one(a.R, b.R), one(a.G, b.G), one(a.B, b.B), 255}
}

// Faults say of the colours which are too light, and which cannot be told apart by
// people with a deficient colour vision.
func (p *Palette) Faults() (faults []string) {
	if p == nil {
		return nil
	}
	for i, c := range p.own {
		if got := contrast(c); got < leastLineContrast {
			faults = append(faults, fmt.Sprintf("%s: its contrast with white is %.1f, expected at least %g (WCAG 2.1, 1.4.11)", p.names[i], got, leastLineContrast))
		}
	}
	names, colors := append([]string{"the grey of benchmarks"}, p.names...), append([]color.RGBA{SeriesStyles[1].Line}, p.own...)
	for i := range colors {
		for j := range i {
			for _, vision := range []string{"normal", "protan", "deutan", "tritan"} {
				if got := apart(colors[i], colors[j], visions[vision]); got < leastApart {
					faults = append(faults, fmt.Sprintf("%s and %s cannot be told apart by %s: %.0f apart in CIELAB, expected at least %g", names[i], names[j], seers[vision], got, leastApart))
					break
				}
			}
		}
	}
	return faults
}

var seers = map[string]string{
	"normal": "anyone", "protan": "people with protanopia", "deutan": "people with deuteranopia", "tritan": "people with tritanopia",
}

// on is w with the palette's colours.
func (p *Palette) on(w Writer) Writer {
	if p == nil || len(p.instead) == 0 {
		return w
	}
	return recolored{w, p}
}

// recolored is a Writer that is given the palette's colours.
type recolored struct {
	Writer
	palette *Palette
}

// of is the palette's colour for one, as strong as that was laid on.
func (r recolored) of(c color.Color) color.Color {
	switch c := c.(type) {
	case color.RGBA:
		if own, ok := r.palette.instead[c]; ok {
			return own
		}
	case color.NRGBA:
		if own, ok := r.palette.instead[color.RGBA{c.R, c.G, c.B, 255}]; ok {
			return color.NRGBA{own.R, own.G, own.B, c.A}
		}
	}
	return c
}

func (r recolored) Stroke(p Pen, closed bool, points []Point) {
	p.Color = r.of(p.Color)
	r.Writer.Stroke(p, closed, points)
}

func (r recolored) Fill(c color.Color, points []Point) { r.Writer.Fill(r.of(c), points) }

func (r recolored) Rule(c color.Color, thick float64, from, to Point) {
	r.Writer.Rule(r.of(c), thick, from, to)
}

func (r recolored) Text(t Lettering) {
	t.Color = r.of(t.Color)
	r.Writer.Text(t)
}
