package xlsx

import (
	_ "image/png" // pictures are PNG
	"strings"

	"github.com/xuri/excelize/v2"
)

// Sheet is a sheet of texts to be read, which takes its cells in any order.
type Sheet struct {
	Name   string
	book   *Book
	widths []float64
	lines  map[int]int // that rows have, by the texts in them
}

// Sheet adds a sheet whose columns are so wide, in digits with their margins. Of its
// rows none is printed on every page.
func (b *Book) Sheet(name string, p Page, widths ...float64) (*Sheet, error) {
	if err := b.add(name); err != nil {
		return nil, err
	}
	if err := b.lay(name, p, 0); err != nil {
		return nil, err
	}
	for i, w := range widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		if err := b.file.SetColWidth(name, column, column, w); err != nil {
			return nil, err
		}
	}
	return &Sheet{name, b, widths, map[int]int{}}, nil
}

// Set puts a cell in its place, and makes its row as high as a text takes; columns and
// rows are counted from 1. A nil value leaves it empty, with its face.
func (s *Sheet) Set(column, row int, c Cell) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	if text, ok := c.Value.(string); ok {
		if err := Fits(text); err != nil {
			return err
		}
		err = s.book.file.SetCellStr(s.Name, at, text)
	} else if c.Value != nil {
		err = s.book.file.SetCellValue(s.Name, at, c.Value)
	}
	if err != nil {
		return err
	}
	style, err := s.book.style(c.Face)
	if err != nil {
		return err
	}
	if err := s.book.file.SetCellStyle(s.Name, at, at, style); err != nil {
		return err
	}
	if text, ok := c.Value.(string); ok && c.Face.Wrap && column <= len(s.widths) {
		return s.grow(row, linesOf(text, (s.widths[column-1]-cellMargin)/c.Face.wider()))
	}
	return nil
}

// grow makes a row so many lines high, where it is not yet.
func (s *Sheet) grow(row, lines int) error {
	if lines <= max(1, s.lines[row]) {
		return nil
	}
	s.lines[row] = lines
	return s.book.file.SetRowHeight(s.Name, row, heightOf(lines))
}

// Text puts a text over several columns, from the first, and makes its row as high as it
// takes.
func (s *Sheet) Text(row, columns int, runs []Run, f Face) error {
	f.Wrap = true
	var text string
	plain := true
	for _, r := range runs {
		text += r.Text
		plain = plain && !r.Bold && !r.Italic
	}
	if err := s.Set(1, row, Cell{text, Face{}}); err != nil {
		return err
	}
	first, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	if !plain {
		if err := s.book.file.SetCellRichText(s.Name, first, f.rich(runs)); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(columns, row)
	if err != nil {
		return err
	}
	style, err := s.book.style(f)
	if err != nil {
		return err
	}
	if err := s.book.file.SetCellStyle(s.Name, first, last, style); err != nil {
		return err
	}
	if columns > 1 {
		if err := s.book.file.MergeCell(s.Name, first, last); err != nil {
			return err
		}
	}
	wide := s.Width(columns) - cellMargin
	if f.Indent {
		wide -= indentWidth
	}
	lines := linesOf(text, wide/f.wider())
	if f.Size == 0 {
		return s.grow(row, lines)
	}
	return s.High(row, lineHeight*f.Size/textSize*float64(lines)+rowMargin)
}

// Run is a piece of a text.
type Run struct {
	Text         string
	Bold, Italic bool
}

func (f Face) rich(runs []Run) []excelize.RichTextRun {
	var rich []excelize.RichTextRun
	for _, r := range runs {
		font := *f.style().Font
		font.Bold, font.Italic = font.Bold || r.Bold, r.Italic
		rich = append(rich, excelize.RichTextRun{Text: r.Text, Font: &font})
	}
	return rich
}

// Columns is how many columns have a width of their own.
func (s *Sheet) Columns() int { return len(s.widths) }

// Width is that of the first columns together, in digits.
func (s *Sheet) Width(columns int) (wide float64) {
	for _, w := range s.widths[:columns] {
		wide += w
	}
	return wide
}

// High makes a row so many points high.
func (s *Sheet) High(row int, points float64) error {
	return s.book.file.SetRowHeight(s.Name, row, points)
}

// Height is how high a row is, in points.
func (s *Sheet) Height(row int) (float64, error) { return s.book.file.GetRowHeight(s.Name, row) }

// Break ends a printed page above a row.
func (s *Sheet) Break(row int) error {
	at, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	return s.book.file.InsertPageBreak(s.Name, at)
}

// Link makes a cell of the first column lead to a sheet of the workbook.
func (s *Sheet) Link(row int, sheet string) error {
	at, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	return s.book.file.SetCellHyperLink(s.Name, at, "'"+strings.ReplaceAll(sheet, "'", "''")+"'!A1", "Location")
}

// Picture puts a PNG picture on the sheet, so large as a share of its pixels at 96 an
// inch, its upper left corner in a cell of the first column.
func (s *Sheet) Picture(row int, png []byte, alt string, share float64) error {
	at, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	return s.book.file.AddPictureFromBytes(s.Name, at, &excelize.Picture{
		Extension: ".png", File: png,
		Format: &excelize.GraphicOptions{AltText: alt, ScaleX: share, ScaleY: share, Positioning: "oneCell"},
	})
}
