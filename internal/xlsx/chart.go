package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Chart draws a grid of labels and series: the labels are its first column, each other
// column is a series under its name.
type Chart struct {
	Sheet    string // of the grid
	Bars     bool   // across, the first on top; else lines, with gaps where nothing is known
	Labels   int    // how many there are
	Series   []Stroke
	Title    string
	Unit     string // of the values, a line under the title
	Format   string // the code of its numbers' format
	Alt      string
	Width    int // in pixels, 96 an inch
	Height   int
	SkipEach int // of so many labels one is written; 0 for all that there is room for
}

// Stroke is how a series looks.
type Stroke struct {
	Color  string  // hex digits
	Width  float64 // points
	Dashed bool
	Marker string // circle, square, triangle or diamond
}

// titleSize and labelSize are those of a chart's texts, in points.
const (
	titleSize = 11
	labelSize = 9
)

// inkColor and quietColor are those of a chart's texts.
const (
	inkColor   = "1A1A1A"
	quietColor = "595959"
)

// anyTurn leaves it to the program how labels are turned, so that it may leave out some
// that it has no room for.
const anyTurn = 180

// Chart puts a chart on the sheet, its upper left corner in a cell of the first column.
func (s *Sheet) Chart(row int, c Chart) error {
	at, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	drawn := &excelize.Chart{
		Type: excelize.Line, Dimension: excelize.ChartDimension{Width: uint(c.Width), Height: uint(c.Height)},
		Format:       excelize.GraphicOptions{AltText: c.Alt, Name: c.Sheet, Positioning: "oneCell"},
		Title:        c.title(),
		Legend:       excelize.ChartLegend{Position: "bottom", Font: font(labelSize, quietColor, false)},
		ShowBlanksAs: "gap",
		XAxis:        excelize.ChartAxis{Font: *font(labelSize, quietColor, false), TickLabelSkip: c.SkipEach, Alignment: excelize.Alignment{TextRotation: anyTurn}},
		YAxis:        excelize.ChartAxis{Font: *font(labelSize, quietColor, false), MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.Format}},
		Border:       excelize.LineOptions{Type: excelize.LineNone},
	}
	if len(c.Series) < 2 {
		drawn.Legend.Position = "none"
	}
	if c.Bars {
		gap := uint(40)
		drawn.Type, drawn.XAxis.ReverseOrder, drawn.GapWidth = excelize.Bar, true, &gap
		drawn.YAxis.TickLabelPosition = excelize.ChartTickLabelHigh // the end that the turned axis leaves at the bottom
	} else {
		drawn.XAxis.TickLabelPosition = excelize.ChartTickLabelLow // below negative values
	}
	for i, stroke := range c.Series {
		drawn.Series = append(drawn.Series, c.series(i, stroke))
	}
	return s.book.file.AddChart(s.Name, at, drawn)
}

// series is the one of a column, the first after the labels' being 0.
func (c *Chart) series(i int, s Stroke) excelize.ChartSeries {
	sheet := "'" + strings.ReplaceAll(c.Sheet, "'", "''") + "'!"
	column, err := excelize.ColumnNumberToName(i + 2)
	if err != nil {
		column = "B" // a spreadsheet has more columns than a chart can have series
	}
	last := c.Labels + 1
	fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Color}}
	drawn := excelize.ChartSeries{
		Name:       fmt.Sprintf("%s$%s$1", sheet, column),
		Categories: fmt.Sprintf("%s$A$2:$A$%d", sheet, last),
		Values:     fmt.Sprintf("%s$%s$2:$%s$%d", sheet, column, column, last),
		Fill:       fill,
		Line:       excelize.LineOptions{Width: s.Width, Fill: fill},
		Marker:     excelize.ChartMarker{Symbol: s.Marker, Size: 5, Fill: fill, Border: excelize.LineOptions{Type: excelize.LineSolid, Fill: fill, Width: 0.5}},
	}
	if s.Dashed {
		drawn.Line.Dash = excelize.LineDashDash
	}
	return drawn
}

func font(size float64, color string, bold bool) *excelize.Font {
	return &excelize.Font{Family: Typeface, Size: size, Color: color, Bold: bold}
}

// title is a chart's: its unit is under it, for programs differ in how they turn that of
// an axis.
func (c *Chart) title() (t excelize.ChartTitle) {
	if c.Title != "" {
		t.Paragraph = append(t.Paragraph, excelize.RichTextRun{Text: c.Title, Font: font(titleSize, inkColor, true)})
	}
	if c.Unit != "" {
		t.Paragraph = append(t.Paragraph, excelize.RichTextRun{Text: c.Unit, Font: font(labelSize, quietColor, false)})
	}
	return t
}
