package figure

import "image/color"

// The frame's measures in points.
const (
	marginX        = 9.0
	marginTop      = 8.0
	marginBottom   = 7.0
	titleSize      = 11.0
	leastTitleSize = 9.0
	titleLines     = 3 // a longer title is set smaller
	subtitleSize   = 8.5
	smallSize      = 7.0
	afterTitle     = 2.5
	afterHead      = 8.0 // between title and subtitle and the content
	beforeFoot     = 6.0
	betweenNotes   = 1.5
	leastBody      = 60.0 // no content is legible in less
)

// paragraph is wrapped text of the frame.
type paragraph struct {
	style style
	color color.Color
	lines []string
}

func (p paragraph) height() float64 { return p.style.height(len(p.lines)) }

// drawFrame draws the title and subtitle at the top and the notes and source
// at the bottom, all from the left margin, and returns the room between them.
func (s *sheet) drawFrame(f Figure) (body box, err error) {
	body = box{marginX, marginTop, s.width - marginX, s.height - marginBottom}
	title := s.titleParagraph(f.Title, body.width())
	subtitle := s.paragraph(s.regular, subtitleSize, smallColor, f.Subtitle, body.width())
	var foot []paragraph
	for _, text := range append(append([]string(nil), f.Notes...), f.Source) {
		if p := s.paragraph(s.regular, smallSize, smallColor, text, body.width()); len(p.lines) > 0 {
			foot = append(foot, p)
		}
	}

	head := 0.0
	for _, p := range []paragraph{title, subtitle} {
		if len(p.lines) == 0 {
			continue
		}
		s.lines(p.style, p.color, body.x0, body.y0+head, p.lines)
		head += p.height() + afterTitle
	}
	if head > 0 {
		body.y0 += head - afterTitle + afterHead
	}
	for i := len(foot) - 1; i >= 0; i-- {
		body.y1 -= foot[i].height()
		s.lines(foot[i].style, foot[i].color, body.x0, body.y1, foot[i].lines)
		body.y1 -= betweenNotes
	}
	if len(foot) > 0 {
		body.y1 -= beforeFoot - betweenNotes
	}
	if body.height() < leastBody {
		return body, &tooSmall{what: "the text around the content", lackH: leastBody - body.height()}
	}
	return body, nil
}

// titleParagraph wraps the title to at most titleLines lines, in smaller type
// where it must, and in as many lines as it takes in the smallest. Type a
// little smaller also spares it a last line of a word or two.
func (s *sheet) titleParagraph(text string, width float64) paragraph {
	size := titleSize
	p := s.paragraph(s.bold, size, inkColor, text, width)
	for len(p.lines) > titleLines && size > leastTitleSize {
		size -= 0.5
		p = s.paragraph(s.bold, size, inkColor, text, width)
	}
	for size > titleSize-1 && len(p.lines) > 1 {
		size -= 0.5
		if q := s.paragraph(s.bold, size, inkColor, text, width); len(q.lines) < len(p.lines) {
			return q
		}
	}
	return p
}

// paragraph wraps text; a last line of less than a quarter of the width is
// avoided by evening out the lines.
func (s *sheet) paragraph(face *typeface, size float64, c color.Color, text string, width float64) paragraph {
	p := paragraph{style: style{face: face, size: size}, color: c}
	p.lines = wrap(text, width, p.style)
	if n := len(p.lines); n > 1 && p.style.width(p.lines[n-1]) < width/4 {
		p.lines = balance(text, width, p.style)
	}
	return p
}

// watermark writes the figure's stamp across area, turned a little, large and
// light, and repeats it down the area. Content calls it when its marks are
// drawn and its labels are not.
func (s *sheet) watermark(area box) {
	const (
		sin, cos = 0.2419, 0.9703 // 14 degrees
		angle    = 0.2443
		largest  = 30.0
		every    = 3.4 // rows, in text sizes
	)
	if s.stamp == "" {
		return
	}
	area = area.grown(-4)
	perPoint := style{face: s.bold, size: 1}.width(s.stamp)
	// The turned text is cos·w+sin·h wide and sin·w+cos·h high.
	size := min(largest, area.width()/(cos*perPoint+sin), area.height()/(sin*perPoint+cos))
	st := style{face: s.bold, size: size}
	w, h := st.width(s.stamp)*cos+st.size*sin, st.width(s.stamp)*sin+st.size*cos
	rows := max(1, int((area.height()-h)/(every*st.size))+1)
	columns := max(1, int((area.width()+st.size)/(w+st.size)))
	for row := range rows {
		for column := range columns {
			left := area.x0 + (area.width()-float64(columns)*w)/float64(columns+1)*float64(column+1) + w*float64(column)
			bottom := area.y1 - (area.height()-h)/2
			if rows > 1 {
				bottom = area.y1 - (area.height()-h)/float64(rows-1)*float64(row)
			}
			s.turnedText(st, stampColor, point{left + st.size*sin, bottom}, angle, s.stamp)
		}
	}
}
