package canvas

// Style is a typeface at a size in points, set with more or less air.
type Style struct {
	Face *typeface
	Size float64
	Lead float64 // from line to line, in sizes; 0 is 1.2
}

// Width is text's width in points.
func (st Style) Width(text string) float64 { return st.Face.each(text, nil) * st.Size }

// Leading is the distance from one line to the next, in points.
func (st Style) Leading() float64 {
	if st.Lead == 0 {
		return st.Size * 1.2
	}
	return st.Size * st.Lead
}

// Ascent and descent are what a line takes above and below its baseline, in
// points: of å and Ä above, of j and p below.
func (st Style) Ascent() float64  { return st.Size * 0.91 }
func (st Style) Descent() float64 { return st.Size * 0.22 }

// Middle is how far above its baseline a line of text or figures looks
// centred: half the height of a digit.
func (st Style) Middle() float64 { return st.Size * 0.35 }

// Height is what n lines take, in points, from the ascent of the first to the
// descent of the last.
func (st Style) Height(n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(n-1)*st.Leading() + st.Ascent() + st.Descent()
}

// Widest is the width of the widest of lines, in points.
func (st Style) Widest(lines []string) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, st.Width(l))
	}
	return w
}
