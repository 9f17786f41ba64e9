package report

import (
	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/report/document"
)

// Figured is a figure as a part of a document in a language: its picture, drawn and in
// dots of its printed size, what it says to whoever does not see it, and its data. Its
// caption is its headline alone, for what is measured stands within the picture. Errors
// are those of chart.Figure.Draw.
func Figured(f *chart.Figure, l domain.Lang) (*document.Figure, error) {
	picture, err := f.Draw(l)
	if err != nil {
		return nil, err
	}
	d := &document.Figure{
		ID: f.ID, Caption: f.Heading(l), Alt: f.Alt(l),
		Width: picture.WidthCM(), Height: picture.HeightCM(), Data: f.Table, Chart: f.Plotted(l),
	}
	if d.SVG, err = picture.In(figure.FormatSVG); err != nil {
		return nil, err
	}
	d.PNG, err = picture.In(figure.FormatPNG)
	return d, err
}
