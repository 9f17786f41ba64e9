package workbook

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"kuvio/internal/figure/canvas"
	"kuvio/internal/report/document"
	"kuvio/internal/xlsx"
)

// chart is a figure as the spreadsheet draws it, of the grid on the sheet of its name.
func (f *findings) chart(fig *document.Figure, wide int) xlsx.Chart {
	c := fig.Chart
	drawn := xlsx.Chart{
		Sheet: f.sheetOf(fig, nil), Labels: len(c.Labels), Title: c.Title, Unit: c.Unit,
		Format: decimalFormat(c.Decimals), Alt: fig.Alt, Width: wide, Height: lineHeight,
	}
	drawn.SkipEach = len(c.Labels)/mostLabels + 1
	if c.Kind == document.Bar {
		drawn.Bars, drawn.SkipEach = true, 1
		drawn.Height = min(barsOver+barHeight*len(c.Labels), mostBars)
	}
	for i := range c.Series {
		drawn.Series = append(drawn.Series, stroke(i))
	}
	return drawn
}

// chartLines are a chart's notes and its source.
func chartLines(c *document.Chart) []string {
	lines := slices.Clone(c.Notes)
	if c.Source != "" {
		lines = append(lines, c.Source)
	}
	return lines
}

// mostLabels is how many labels stand beside each other under lines.
const mostLabels = 12

// decimalFormat is a spreadsheet's code for a number of so many decimals.
func decimalFormat(decimals int) string {
	if decimals <= 0 {
		return "#,##0"
	}
	return "#,##0." + strings.Repeat("0", decimals)
}

// markers are the names of shapes.
var markers = map[canvas.Shape]string{
	canvas.Circle: "circle", canvas.Square: "square", canvas.Triangle: "triangle", canvas.Diamond: "diamond",
}

// stroke is how the series looks in kuvio's own figures, as near as a spreadsheet has it.
func stroke(i int) xlsx.Stroke {
	st := canvas.SeriesStyles[i%len(canvas.SeriesStyles)]
	marker, ok := markers[st.Shape]
	if !ok {
		marker = "circle"
	}
	return xlsx.Stroke{Color: hex(st.Line), Width: st.Width, Dashed: len(st.Dash) > 0, Marker: marker}
}

func hex(c color.RGBA) string { return fmt.Sprintf("%02X%02X%02X", c.R, c.G, c.B) }
