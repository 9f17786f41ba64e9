package parts

import (
	"slices"

	"kuvio/internal/figure/canvas"
)

// fills are what the parts are filled with.
func (c Content) fills() []canvas.Shade {
	if c.Ordered {
		return canvas.Sequential(len(c.Parts) + 1)[1:] // the lightest is too near paper for a bar
	}
	fills := make([]canvas.Shade, len(c.Parts))
	hue, grey := 0, 0
	if c.focusedPart() {
		hue = 1 // the first is the focus's
	}
	taken := false
	for i, p := range c.Parts {
		switch {
		case p.Role == Focus && !taken:
			fills[i], taken = canvas.Fills[0], true
		case p.Role == Benchmark:
			fills[i] = canvas.Greys[min(grey, len(canvas.Greys)-1)]
			grey++
		case p.Role == Rest:
			fills[i] = canvas.RestFill
		default:
			fills[i] = canvas.Fills[min(hue, len(canvas.Fills)-1)]
			hue++
		}
	}
	return fills
}

// alone is the fill of a bar that no other of its row stands beside: by its role,
// or by that of its panel.
func (c Content) alone(r Row, p Part) canvas.Shade {
	switch {
	case r.Role == Benchmark || p.Role == Benchmark:
		return canvas.Greys[0]
	case r.Role == Focus || p.Role == Focus || !c.focused():
		return canvas.Fills[0]
	}
	return canvas.QuietFill
}

func (c Content) focused() bool {
	return slices.ContainsFunc(c.Rows, func(r Row) bool { return r.Role == Focus }) || c.focusedPart()
}

func (c Content) focusedPart() bool {
	return slices.ContainsFunc(c.Parts, func(p Part) bool { return p.Role == Focus })
}
