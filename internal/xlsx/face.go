package xlsx

import "github.com/xuri/excelize/v2"

// Typeface is the one that everything in a workbook is set in: whatever opens one has
// it, or Liberation Sans of the same widths, which kuvio's figures are set in.
const Typeface = "Arial"

// textSize is that of a cell, in points.
const textSize = 10

// Colours, as hex digits. Pale is grey with a contrast of 4.5:1 on white, the least for
// text.
const (
	Pale      = "767676"
	HeadRule  = "808080"
	LightRule = "DCDCDC"
)

// Face is how a cell looks. The zero Face is a text to the left that is not wrapped.
type Face struct {
	Bold   bool
	Size   float64 // in points; 0 is that of all cells
	Color  string  // of the text; "" for black
	Right  bool    // to the right, as numbers are
	Indent bool    // of a text, so that it stands apart from a number before it
	Wrap   bool    // broken into lines
	Rule   string  // the colour of a thin line under it; "" for none
	Format string  // the code of a number's format
}

// style is excelize's number of a face; each is made once, for a workbook has room for
// some 65,000 only.
func (b *Book) style(f Face) (int, error) {
	if id, ok := b.faces[f]; ok {
		return id, nil
	}
	id, err := b.file.NewStyle(f.style())
	if err == nil {
		b.faces[f] = id
	}
	return id, err
}

func (f Face) style() *excelize.Style {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: Typeface, Size: textSize, Bold: f.Bold, Color: f.Color},
		Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: f.Wrap},
	}
	if f.Size > 0 {
		s.Font.Size = f.Size
	}
	if f.Right {
		s.Alignment.Horizontal = "right"
	}
	if f.Indent {
		s.Alignment.Indent = 1
	}
	if f.Rule != "" {
		s.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: f.Rule}}
	}
	if f.Format != "" {
		s.CustomNumFmt = &f.Format
	}
	return s
}

// wider is how many times as wide as that of all cells a text of the face is.
func (f Face) wider() float64 {
	wide := 1.0
	if f.Bold {
		wide = boldWider
	}
	if f.Size > 0 {
		wide *= f.Size / textSize
	}
	return wide
}
