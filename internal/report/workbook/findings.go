package workbook

import (
	"math"

	"kuvio/internal/report/document"
	"kuvio/internal/table"
	"kuvio/internal/xlsx"
)

// Sizes of type on the findings, in points.
const (
	bookTitle = 16
	noteSize  = 8.5
)

var headingSizes = []float64{13, 11.5, 10} // by level

// paperWidth is how many digits a portrait A4 has room for between its margins, and
// paperHeight how many points, a thirtieth less than it has: programs round the widths
// and heights of cells each in their way.
const (
	paperWidth  = 92
	paperHeight = 24.8 / 2.54 * 72
)

// findings is the sheet to be read, and how far down its page it has come.
type findings struct {
	*workbook
	*xlsx.Sheet
	laid  map[*document.Table]*table.Laid
	scale float64 // of the print
	row   int     // the next one
	down  float64 // points on the present page
	from  int     // the row with which the block began, or the headings right before it
	at    float64 // points from there on
}

func (b *workbook) writeFindings(name string) error {
	laid := map[*document.Table]*table.Laid{}
	for _, block := range b.Blocks {
		if t, ok := block.(*document.Table); ok && t.Table != nil {
			l, err := t.Table.Lay(table.Options{Lang: b.Document.Lang, Narrow: true})
			if err != nil {
				return err
			}
			laid[t] = l
		}
	}
	widths := columnWidths(laid)
	var total float64
	for _, w := range widths {
		total += w
	}
	scale := min(1, paperWidth/total)
	page := xlsx.Page{Title: b.Title, Source: b.Subtitle, Portrait: true, Scale: int(scale * 100)}
	sheet, err := b.Sheet(name, page, widths...)
	if err != nil {
		return err
	}
	f := &findings{workbook: b, Sheet: sheet, laid: laid, scale: scale, row: 1, from: 1}
	if err := f.text(b.Title, xlsx.Face{Bold: true, Size: bookTitle}); err != nil {
		return err
	}
	if b.Subtitle != "" {
		if err := f.text(b.Subtitle, xlsx.Face{Color: xlsx.Pale}); err != nil {
			return err
		}
	}
	if f.down, err = f.heights(f.from); err != nil {
		return err
	}
	f.from = f.row
	for _, block := range b.Blocks {
		if err := f.block(block); err != nil {
			return err
		}
	}
	return nil
}

// heights are those of the rows from one on, in points.
func (f *findings) heights(from int) (sum float64, err error) {
	for row := from; row < f.row; row++ {
		high, err := f.Height(row)
		if err != nil {
			return 0, err
		}
		sum += high
	}
	return sum, nil
}

// Widths of the columns that all tables share, in digits with their margins.
const (
	leastColumns = 6
	leastFirst   = 18
	mostFirst    = 32
	leastOther   = 9
	mostOther    = 16
	marginDigits = 2.5
)

// columnWidths are those of the columns that the tables and the texts over them share: a
// page's width together, or what the widest cells need.
func columnWidths(laid map[*document.Table]*table.Laid) []float64 {
	widths := make([]float64, leastColumns)
	for _, l := range laid {
		for i, c := range l.Columns {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			most := mostOther
			if i == 0 {
				most = mostFirst
			}
			widths[i] = max(widths[i], float64(max(c.Word, min(c.Width, most)))+marginDigits)
		}
	}
	widths[0] = max(widths[0], leastFirst)
	var total float64
	for i := range widths {
		widths[i] = max(widths[i], leastOther)
		total += widths[i]
	}
	if left := paperWidth - total; left > 0 {
		for i := range widths {
			widths[i] += math.Floor(left / float64(len(widths)))
		}
	}
	return widths
}

// block puts a block under those before it, on the next page where this one has no room
// for it. A heading goes with what follows it.
func (f *findings) block(b document.Block) error {
	start := f.row
	if err := f.put(b); err != nil || f.row == start {
		return err
	}
	high, err := f.heights(start)
	if err != nil {
		return err
	}
	f.at += high
	if _, ok := b.(*document.Heading); ok {
		return nil
	}
	page := paperHeight / f.scale
	if f.down > 0 && f.at <= page && f.down+f.at > page {
		if err := f.Break(f.from); err != nil {
			return err
		}
		f.down = 0
	}
	f.down = math.Mod(f.down+f.at, page)
	f.from, f.at = f.row, 0
	return nil
}

func (f *findings) put(b document.Block) error {
	switch b := b.(type) {
	case *document.Heading:
		f.gap(1)
		return f.text(b.Text, xlsx.Face{Bold: true, Size: headingSizes[min(max(b.Level, 1), len(headingSizes))-1]})
	case *document.Paragraph:
		return f.runs(b.Runs, xlsx.Face{})
	case *document.List:
		return f.list(b)
	case *document.Note:
		return f.text(b.Text, xlsx.Face{Size: noteSize, Color: xlsx.Pale})
	case *document.Sources:
		for _, s := range b.Lines {
			if err := f.text(s, xlsx.Face{Size: noteSize, Color: xlsx.Pale}); err != nil {
				return err
			}
		}
	case *document.Table:
		return f.table(b)
	case *document.Figure:
		return f.figure(b)
	}
	return nil
}

// gap leaves rows empty.
func (f *findings) gap(rows int) { f.row += rows }

func (f *findings) text(s string, face xlsx.Face) error {
	return f.runs([]document.Run{{Text: s}}, face)
}

func (f *findings) runs(runs []document.Run, face xlsx.Face) error {
	set := make([]xlsx.Run, len(runs))
	for i, r := range runs {
		set[i] = xlsx.Run{Text: r.Text, Bold: r.Bold, Italic: r.Italic}
	}
	err := f.Text(f.row, f.columns(), set, face)
	f.row++
	return err
}
