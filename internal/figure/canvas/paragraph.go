package canvas

import (
	"image/color"

	"kuvio/internal/late"
)

// Sizes of type in points.
const (
	titleSize      = 11.0
	leastTitleSize = 9.0
	titleLines     = 3 // a longer title is set smaller
	SubtitleSize   = 8.5
	SmallSize      = 7.0
)

// Paragraph is wrapped text of the frame.
type Paragraph struct {
	Style Style
	Color color.Color
	Lines []string
}

func (p Paragraph) Height() float64 { return p.Style.Height(len(p.Lines)) }

// TitleParagraph wraps the title to at most titleLines lines, in smaller type
// where it must, and in as many lines as it takes in the smallest. Type a
// little smaller also spares it a last line of a word or two.
func (s *Sheet) TitleParagraph(text string, width float64) Paragraph {
	size := titleSize
	p := s.Paragraph(s.Bold, size, InkColor, text, width)
	for len(p.Lines) > titleLines && size > leastTitleSize {
		size -= 0.5
		p = s.Paragraph(s.Bold, size, InkColor, text, width)
	}
	for size > titleSize-1 && len(p.Lines) > 1 {
		size -= 0.5
		if q := s.Paragraph(s.Bold, size, InkColor, text, width); len(q.Lines) < len(p.Lines) {
			return q
		}
	}
	return p
}

// Paragraph wraps text; a last line of less than a quarter of the width is
// avoided by evening out the lines.
func (s *Sheet) Paragraph(face *typeface, size float64, c color.Color, text string, width float64) Paragraph {
	text = bound(text)
	p := Paragraph{Style: Style{Face: face, Size: size}, Color: c}
	p.Lines = Wrap(text, width, p.Style)
	if n := len(p.Lines); n > 1 && p.Style.Width(p.Lines[n-1]) < width/4 {
		p.Lines = Balance(text, width, p.Style)
	}
	return p
}

// beforeWord are words that a line does not end with: prepositions and words of one
// letter.
var beforeWord = late.Regexp(`(^|[ \x{00a0}])(\p{L}|in|In|på|På|av|by|of|to|at) `)

// bound keeps short words together with what they belong to.
func bound(text string) string {
	text = beforeWord().ReplaceAllString(text, "$1$2\u00a0")
	return text
}
