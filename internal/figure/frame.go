package figure

import (
	"errors"

	"kuvio/internal/figure/canvas"
)

// The frame's measures in points.
const (
	MarginX      = 9.0
	MarginTop    = 8.0
	MarginBottom = 7.0
	afterTitle   = 2.5
	afterHead    = 8.0 // between title and subtitle and the content
	beforeFoot   = 6.0
	betweenNotes = 1.5
	leastBody    = 60.0 // no content is legible in less
)

// drawHead draws the title and subtitle at the top, from the left margin, and
// returns the room between them and the notes and source at the bottom, which
// drawFoot draws: after the content, as they are read.
func (f Figure) drawHead(s *canvas.Sheet) (body canvas.Box, drawFoot func(), err error) {
	body = canvas.Rect(MarginX, MarginTop, s.Width-MarginX, s.Height-MarginBottom)
	title := s.TitleParagraph(f.Title, body.Width())
	subtitle := s.Paragraph(s.Regular, canvas.SubtitleSize, canvas.SmallColor, f.Subtitle, body.Width())
	if err := uncut(title, subtitle, f, body.Width()); err != nil {
		return body, nil, err
	}
	head := 0.0
	for _, p := range []canvas.Paragraph{title, subtitle} {
		if len(p.Lines) == 0 {
			continue
		}
		s.Lines(p.Style, p.Color, body.X0, body.Y0+head, p.Lines)
		head += p.Height() + afterTitle
	}
	if head > 0 {
		body.Y0 += head - afterTitle + afterHead
	}
	drawFoot = func() {}
	foot, high := f.foot(s, body.Width())
	if len(foot) > 0 {
		top := body.Y1 - high
		body.Y1 = top - beforeFoot
		drawFoot = func() {
			for _, p := range foot {
				s.Lines(p.Style, p.Color, body.X0, top, p.Lines)
				top += p.Height() + betweenNotes
			}
		}
	}
	if body.Height() < leastBody {
		return body, nil, &canvas.TooSmall{What: "the text around the content", LackH: leastBody - body.Height()}
	}
	return body, drawFoot, nil
}

// foot is the small print and the height that it takes.
func (f Figure) foot(s *canvas.Sheet, width float64) (foot []canvas.Paragraph, high float64) {
	for _, text := range append(append([]string(nil), f.Notes...), f.Source) {
		if p := s.Paragraph(s.Regular, canvas.SmallSize, canvas.SmallColor, text, width); len(p.Lines) > 0 {
			foot = append(foot, p)
			high += p.Height() + betweenNotes
		}
	}
	return foot, high - betweenNotes
}

// uncut finds a word of the head that its language does not divide and that is
// wider than the figure.
func uncut(title, subtitle canvas.Paragraph, f Figure, width float64) error {
	return errors.Join(canvas.Uncut("the title", f.Title, width, title.Style), canvas.Uncut("the subtitle", f.Subtitle, width, subtitle.Style))
}
