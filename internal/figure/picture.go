package figure

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/figure/canvas"
	"kuvio/internal/figure/pdf"
	"kuvio/internal/figure/raster"
	"kuvio/internal/figure/svg"
)

// Picture is a figure laid out, to be written in any Format.
type Picture struct {
	sheet *canvas.Sheet
	dpi   int
	wide  float64 // centimetres
	high  float64
	about canvas.About
}

// Draw lays f out. The error is a *SizeError where the content needs more room.
func Draw(f Figure) (*Picture, error) {
	f = f.withDefaults()
	s, err := f.laidOut()
	if err != nil {
		return nil, err
	}
	return &Picture{s, f.DPI, f.WidthCM, f.HeightCM, canvas.About{Title: f.Title, Description: f.AltText, Source: f.Source, Lang: f.Lang}}, nil
}

// WidthCM is how wide the picture is in centimetres.
func (p *Picture) WidthCM() float64 { return p.wide }

// HeightCM is how high the picture is in centimetres.
func (p *Picture) HeightCM() float64 { return p.high }

// Format is how a picture is written; its name is the ending of its files.
type Format string

const (
	FormatPNG Format = "png" // pixels
	FormatSVG Format = "svg" // lines, areas and text, for the web and to be changed
	FormatPDF Format = "pdf" // the same for print
)

// Formats are all there are.
var Formats = []Format{FormatPNG, FormatSVG, FormatPDF}

// ParseFormat reads the name of a format.
func ParseFormat(word string) (Format, error) {
	if f := Format(strings.ToLower(word)); slices.Contains(Formats, f) {
		return f, nil
	}
	return "", fmt.Errorf("found %q, expected png, svg or pdf", word)
}

// In is the picture in a format. The same picture gives the same bytes.
func (p *Picture) In(f Format) ([]byte, error) {
	switch f {
	case FormatPNG:
		return raster.PNG(p.sheet, p.dpi, p.about)
	case FormatSVG:
		return svg.Write(p.sheet, p.about), nil
	case FormatPDF:
		return pdf.Write(p.sheet, p.about)
	}
	return nil, fmt.Errorf("no format %q", f)
}
