package xlsx

import "github.com/xuri/excelize/v2"

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
