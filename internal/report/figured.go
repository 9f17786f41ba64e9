package report

import (
	"slices"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/report/document"
)

// Figured is a figure as a part of a document in a language: its picture in the formats
// named, both where none is, what it says to whoever does not see it, and its data. Its
// caption is its headline alone, for what is measured stands within the picture. Errors
// are those of chart.Figure.Draw.
func Figured(f *chart.Figure, l domain.Lang, formats ...figure.Format) (*document.Figure, error) {
	picture, err := f.Draw(l)
	if err != nil {
		return nil, err
	}
	d := &document.Figure{
		ID: f.ID, Caption: f.Heading(l), Alt: f.Alt(l),
		Width: picture.WidthCM(), Height: picture.HeightCM(), Data: f.Table, Chart: f.Plotted(l),
	}
	for format, into := range map[figure.Format]*[]byte{figure.FormatSVG: &d.SVG, figure.FormatPNG: &d.PNG} {
		if len(formats) > 0 && !slices.Contains(formats, format) {
			continue
		}
		if *into, err = picture.In(format); err != nil {
			return nil, err
		}
	}
	return d, nil
}
