// Package figure draws statistical figures: the frame of texts around what a
// package of each kind of figure, a folder below, draws within it.
//
// It takes values and texts that are ready to print (labels in the reader's
// language, sources, notes) and gives back bytes; it reads no files, opens no
// connections and uses no fonts but the embedded Liberation Sans. Every
// figure is laid out from measured text, so nothing is cut at an edge: what
// cannot fit is a SizeError that names a size that would. Equal input gives
// equal bytes.
package figure

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"math"

	"kuvio/internal/domain"
	"kuvio/internal/figure/canvas"
)

// Defaults for a Figure's zero fields: a picture across a page of A4 text.
const (
	DefaultWidthCM  = 16.0
	DefaultHeightCM = 9.0
	DefaultDPI      = 300
)

// Limits of what is drawn: below them no text is readable, above them the
// picture takes hundreds of megabytes.
const (
	minCM, maxCM   = 5.0, 60.0
	minDPI, maxDPI = 50, 1200
	maxPixels      = 100_000_000
)

// Figure is one picture: its frame of texts and what stands inside it.
type Figure struct {
	For               Purpose     // what it is made for
	WidthCM, HeightCM float64     // centimetres; 0 is its purpose's
	DPI               int         // dots per inch; 0 is its purpose's
	Lang              domain.Lang // how numbers are written; "" is Finnish

	Title     string   // what is measured; wraps
	Subtitle  string   // unit, area and years; wraps
	Notes     []string // small print above the source, one paragraph each
	Source    string   // small print at the bottom left; wraps
	Watermark string   // light text across the data, as for made-up data; "" is none
	AltText   string   // written into the file; "" is none

	Palette *canvas.Palette // the organisation's own colours; nil for the usual ones

	Content Content
}

// Content is what a figure shows: that of a package of a kind of figure.
type Content interface {
	// Check finds what cannot be drawn at any size.
	Check() error
	// Labels are the texts within it, by what they are called in a spec.
	Labels() iter.Seq2[string, string]
	// Draw lays the content out within body and draws it; a *canvas.TooSmall
	// where body is too small.
	Draw(s *canvas.Sheet, body canvas.Box) error
}

// Tall is content that knows how high it should be, in points, at a width in
// points: rows of names, say. Its figures are as high where no height is asked for.
type Tall interface {
	Height(s *canvas.Sheet, width float64) float64
}

// SizeError says that a figure's content does not fit its size, and a size
// that would do. Sizes are in centimetres.
type SizeError struct {
	What                      string // what did not fit
	WidthCM, HeightCM         float64
	NeedWidthCM, NeedHeightCM float64
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("%s does not fit a figure of %.1f × %.1f cm: use at least %.1f × %.1f cm",
		e.What, e.WidthCM, e.HeightCM, e.NeedWidthCM, e.NeedHeightCM)
}

// Fits reports what keeps f from being drawn: the error of Draw.
func Fits(f Figure) error {
	_, err := f.withDefaults().laidOut()
	return err
}

// laidOut is f drawn on a sheet, with its defaults.
func (f Figure) laidOut() (*canvas.Sheet, error) {
	if err := f.check(); err != nil {
		return nil, fmt.Errorf("figure %q: %w", canvas.ShortTitle(f.Title), err)
	}
	for {
		s := canvas.NewSheet(f.page())
		err := f.drawOn(s)
		if err == nil {
			return s, nil
		}
		if smaller := f.For.Zoom * 0.94; smaller >= f.For.LeastZoom && f.For.LeastZoom > 0 {
			f.For.Zoom = smaller
			continue
		}
		return nil, fmt.Errorf("figure %q: %w", canvas.ShortTitle(f.Title), f.sized(err))
	}
}

func (f Figure) withDefaults() Figure {
	f.For = f.For.withDefaults()
	f.WidthCM, f.DPI = cmp.Or(f.WidthCM, f.For.WidthCM), cmp.Or(f.DPI, f.For.DPI)
	f.Lang = cmp.Or(f.Lang, domain.Finnish)
	if f.HeightCM == 0 {
		f.HeightCM = f.ownHeight()
	}
	return f
}

// ownHeight is the height in centimetres that the content and the texts around
// it ask for, in tenths.
func (f Figure) ownHeight() float64 {
	tall, ok := f.Content.(Tall)
	if !ok || f.For.Fixed || !within(f.WidthCM) || f.checkTexts() != nil {
		return f.For.HeightCM
	}
	f.HeightCM, f.DPI = maxCM, minDPI
	s := canvas.NewSheet(f.page())
	body, _, err := f.drawHead(s)
	if err != nil {
		return f.For.HeightCM
	}
	points := s.Height - body.Height() + max(leastBody, tall.Height(s, body.Width()))
	return max(minCM, min(maxCM, math.Ceil(points*f.For.Zoom/canvas.PointsPerCM*10)/10))
}

func (f Figure) page() canvas.Page {
	return canvas.Page{
		WidthCM: f.WidthCM, HeightCM: f.HeightCM, DPI: f.DPI, Zoom: f.For.Zoom,
		Lang: f.Lang, Stamp: f.Watermark, Palette: f.Palette,
	}
}

func within(cm float64) bool { return cm >= minCM && cm <= maxCM }

func (f Figure) check() error {
	if !within(f.WidthCM) || !within(f.HeightCM) {
		return fmt.Errorf("size %g × %g cm: each side must be from %g to %g cm", f.WidthCM, f.HeightCM, minCM, maxCM)
	}
	if f.DPI < minDPI || f.DPI > maxDPI {
		return fmt.Errorf("%d dpi: the resolution must be from %d to %d", f.DPI, minDPI, maxDPI)
	}
	perCM := float64(f.DPI) / canvas.CmPerInch
	if f.WidthCM*f.HeightCM*perCM*perCM > maxPixels {
		return fmt.Errorf("%g × %g cm at %d dpi is over %d million pixels: use a smaller size or resolution",
			f.WidthCM, f.HeightCM, f.DPI, maxPixels/1_000_000)
	}
	if f.Content == nil {
		return errors.New("no content: expected that of a kind of figure")
	}
	if err := f.checkTexts(); err != nil {
		return err
	}
	return f.Content.Check()
}

// sized turns a lack of points into a size that fits, in half centimetres,
// found by laying the figure out again at the lowest resolution.
func (f Figure) sized(err error) error {
	need := f
	need.DPI = minDPI
	for {
		var lack *canvas.TooSmall
		if !errors.As(err, &lack) {
			break
		}
		w, h := larger(need.WidthCM, lack.LackW*f.For.Zoom), larger(need.HeightCM, lack.LackH*f.For.Zoom)
		if w == need.WidthCM && h == need.HeightCM {
			return fmt.Errorf("%s does not fit the largest figure there is, %g cm across or high: split it", lack.What, maxCM)
		}
		need.WidthCM, need.HeightCM = w, h
		if err = need.drawOn(canvas.NewSheet(need.page())); err == nil {
			return &SizeError{lack.What, f.WidthCM, f.HeightCM, need.WidthCM, need.HeightCM}
		}
	}
	return err
}

// larger is cm and points together, rounded up to the next half centimetre.
func larger(cm, points float64) float64 {
	if points <= 0 {
		return cm
	}
	return min(maxCM, math.Ceil((cm+points/canvas.PointsPerCM)*2)/2)
}

func (f Figure) drawOn(s *canvas.Sheet) error {
	body, drawFoot, err := f.drawHead(s)
	if err != nil {
		return err
	}
	if err := f.Content.Draw(s, body); err != nil {
		return err
	}
	drawFoot()
	return nil
}
