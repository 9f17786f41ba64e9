package figure

// style is a typeface at a size in points, set with more or less air.
type style struct {
	face *typeface
	size float64
	lead float64 // from line to line, in sizes; 0 is 1.2
}

// width is text's width in points.
func (st style) width(text string) float64 { return st.face.each(text, nil) * st.size }

// leading is the distance from one line to the next, in points.
func (st style) leading() float64 {
	if st.lead == 0 {
		return st.size * 1.2
	}
	return st.size * st.lead
}

// ascent and descent are what a line takes above and below its baseline, in
// points: of å and Ä above, of j and p below.
func (st style) ascent() float64  { return st.size * 0.91 }
func (st style) descent() float64 { return st.size * 0.22 }

// middle is how far above its baseline a line of text or figures looks
// centred: half the height of a digit.
func (st style) middle() float64 { return st.size * 0.35 }

// height is what n lines take, in points, from the ascent of the first to the
// descent of the last.
func (st style) height(n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(n-1)*st.leading() + st.ascent() + st.descent()
}

// widest is the width of the widest of lines, in points.
func (st style) widest(lines []string) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, st.width(l))
	}
	return w
}
