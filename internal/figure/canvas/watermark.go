package canvas

// Watermark writes the figure's stamp across area, turned a little, large and
// light, and repeats it down the area. Content calls it when its marks are
// drawn and its labels are not.
func (s *Sheet) Watermark(area Box) {
	const (
		sin, cos = 0.2419, 0.9703 // 14 degrees
		angle    = 0.2443
		largest  = 30.0
		every    = 3.4 // rows, in text sizes
	)
	if s.stamp == "" {
		return
	}
	area = area.Grown(-4)
	perPoint := Style{Face: s.Bold, Size: 1}.Width(s.stamp)
	// The turned text is cos·w+sin·h wide and sin·w+cos·h high.
	size := min(largest, area.Width()/(cos*perPoint+sin), area.Height()/(sin*perPoint+cos))
	st := Style{Face: s.Bold, Size: size}
	w, h := st.Width(s.stamp)*cos+st.Size*sin, st.Width(s.stamp)*sin+st.Size*cos
	rows := max(1, int((area.Height()-h)/(every*st.Size))+1)
	columns := max(1, int((area.Width()+st.Size)/(w+st.Size)))
	for row := range rows {
		for column := range columns {
			left := area.X0 + (area.Width()-float64(columns)*w)/float64(columns+1)*float64(column+1) + w*float64(column)
			bottom := area.Y1 - (area.Height()-h)/2
			if rows > 1 {
				bottom = area.Y1 - (area.Height()-h)/float64(rows-1)*float64(row)
			}
			s.letter(Lettering{Style: st, Color: stampColor, At: Point{left + st.Size*sin, bottom}, Angle: angle, Mark: true, Text: s.stamp})
		}
	}
}
