package dots

import (
	"math"

	"kuvio/internal/figure/canvas"
)

// key explains the marks below the field.
type key struct {
	places []placedSign
	height float64 // with the gap above
	style  canvas.Style
}

type sign struct {
	stand Stand
	faint bool
	band  bool
	bare  bool // words without a mark
	size  float64
	text  string
}

type placedSign struct {
	sign
	left, top float64
	lines     []string
	width     float64 // of the mark
}

const (
	signWidth = 10.0
	afterSign = 3.0
	signGap   = 12.0
)

// signs are the marks that the figure has.
func (c Content) signs() (signs []sign) {
	has := map[Stand]bool{}
	for _, d := range c.Dots {
		has[d.Stand] = true
	}
	for _, s := range []sign{{stand: Within, text: c.Key.Within}, {stand: Beyond, text: c.Key.Beyond}, {stand: Far, text: c.Key.Far}} {
		if has[s.stand] && s.text != "" {
			signs = append(signs, s)
		}
	}
	for _, cu := range c.Curves {
		if cu.Look == Faint && c.Key.Faint != "" {
			signs = append(signs, sign{faint: true, text: c.Key.Faint})
			break
		}
	}
	if len(c.Band) > 1 && c.Key.Band != "" {
		signs = append(signs, sign{band: true, text: c.Key.Band})
	}
	for _, s := range c.Sizes {
		signs = append(signs, sign{size: s.Size, text: s.Label})
	}
	if c.Key.Named != "" {
		signs = append(signs, sign{bare: true, text: c.Key.Named})
	}
	return signs
}

func (f *field) newKey(body canvas.Box) key {
	k := key{style: canvas.Style{Face: f.Regular, Size: canvas.SmallSize}}
	x, y, row := 0.0, 0.0, 0.0
	for _, s := range f.signs() {
		mark, tall := signWidth, k.style.Height(1)
		if s.bare {
			mark = -afterSign
		}
		if s.size > 0 {
			mark = max(signWidth, 2*f.radius(s.size))
			tall = max(tall, 2*f.radius(s.size)+1)
		}
		lines := canvas.Wrap(s.text, body.Width()-mark-afterSign, k.style)
		tall = max(tall, k.style.Height(len(lines)))
		w := mark + afterSign + k.style.Widest(lines)
		if x > 0 && x+w > body.Width() {
			x, y, row = 0, y+row+1, 0
		}
		k.places = append(k.places, placedSign{s, x, y, lines, mark})
		x += w + signGap
		row = max(row, tall)
	}
	if len(k.places) > 0 {
		k.height = aboveKey + y + row
	}
	return k
}

func (f *field) drawKey(body canvas.Box) {
	top := body.Y1 - f.key.height + aboveKey
	st := f.key.style
	for _, p := range f.key.places {
		tall := st.Height(len(p.lines))
		if p.size > 0 {
			tall = max(tall, 2*f.radius(p.size)+1)
		}
		at := canvas.At(body.X0+p.left+p.width/2, top+p.top+st.Height(1)/2)
		switch {
		case p.bare:
		case p.faint:
			f.drawPen(canvas.Pen{Color: innerColor, Width: 0.7, Dash: faintDash}, at)
		case p.band:
			f.Fill(bandColor, canvas.Rect(at.X-5, at.Y-2.5, at.X+5, at.Y+2.5).Corners()...)
		case p.size > 0:
			at.Y = top + p.top + tall/2
			f.Stroke(canvas.Pen{Color: innerColor, Width: 0.8}, true, canvas.Polygon(at, f.radius(p.size), 40, 0)...)
		default:
			f.drawDot(Dot{Stand: p.stand, Size: math.NaN()}, at, dotRadius)
		}
		text := top + p.top
		if p.size > 0 {
			text += (tall - st.Height(len(p.lines))) / 2
		}
		f.Lines(st, canvas.SmallColor, body.X0+p.left+p.width+afterSign, text, p.lines)
	}
}

func (f *field) drawPen(pen canvas.Pen, at canvas.Point) {
	f.Stroke(pen, false, canvas.At(at.X-5, at.Y), canvas.At(at.X+5, at.Y))
}
