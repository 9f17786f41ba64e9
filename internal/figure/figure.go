// Package figure draws statistical figures as PNG pictures: lines over years,
// bars in panels, and which municipality belongs to which organisation.
//
// It takes values and texts that are ready to print (labels in the reader's
// language, sources, notes) and gives back bytes; it reads no files, opens no
// connections and uses no fonts but the embedded Liberation Sans. Every
// figure is laid out from measured text, so nothing is cut at an edge: what
// cannot fit is a SizeError that names a size that would. Equal input gives
// equal bytes.
package figure

import (
	"errors"
	"fmt"
	"iter"
	"math"

	"kuvio/internal/domain"
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
	WidthCM, HeightCM float64     // centimetres; 0 is DefaultWidthCM, DefaultHeightCM
	DPI               int         // dots per inch; 0 is DefaultDPI
	Lang              domain.Lang // how numbers are written; "" is Finnish

	Title     string   // what is measured; wraps
	Subtitle  string   // unit, area and years; wraps
	Notes     []string // small print above the source, one paragraph each
	Source    string   // small print at the bottom left; wraps
	Watermark string   // light text across the data, as for made-up data; "" is none
	AltText   string   // written into the PNG as its iTXt Description; "" is none

	Content Content
}

// Content is what a figure shows: Lines, Bars or Structure.
type Content interface {
	// check finds what cannot be drawn at any size.
	check() error
	// labels are the texts within it, by what they are called in a spec.
	labels() iter.Seq2[string, string]
	// draw lays the content out within body and draws it; a *SizeError in
	// points where body is too small.
	draw(s *sheet, body box) error
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

// tooSmall is what content reports when its body lacks room: the points that
// are missing in each direction.
type tooSmall struct {
	what         string
	lackW, lackH float64
}

func (e *tooSmall) Error() string { return e.what + " does not fit" }

// PNG draws f. The error is a *SizeError where the content needs more room.
func PNG(f Figure) ([]byte, error) {
	f = f.withDefaults()
	if err := f.check(); err != nil {
		return nil, fmt.Errorf("figure %q: %w", shortTitle(f.Title), err)
	}
	s := newSheet(f)
	if err := f.drawOn(s); err != nil {
		return nil, fmt.Errorf("figure %q: %w", shortTitle(f.Title), f.sized(err))
	}
	return encode(s.image(), f.DPI, f.AltText)
}

// shortTitle is a title as errors give it.
func shortTitle(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}

func (f Figure) withDefaults() Figure {
	if f.WidthCM == 0 {
		f.WidthCM = DefaultWidthCM
	}
	if f.HeightCM == 0 {
		f.HeightCM = DefaultHeightCM
	}
	if f.DPI == 0 {
		f.DPI = DefaultDPI
	}
	if f.Lang == "" {
		f.Lang = domain.Finnish
	}
	return f
}

func (f Figure) check() error {
	within := func(cm float64) bool { return cm >= minCM && cm <= maxCM }
	if !within(f.WidthCM) || !within(f.HeightCM) {
		return fmt.Errorf("size %g × %g cm: each side must be from %g to %g cm", f.WidthCM, f.HeightCM, minCM, maxCM)
	}
	if f.DPI < minDPI || f.DPI > maxDPI {
		return fmt.Errorf("%d dpi: the resolution must be from %d to %d", f.DPI, minDPI, maxDPI)
	}
	perCM := float64(f.DPI) / cmPerInch
	if f.WidthCM*f.HeightCM*perCM*perCM > maxPixels {
		return fmt.Errorf("%g × %g cm at %d dpi is over %d million pixels: use a smaller size or resolution",
			f.WidthCM, f.HeightCM, f.DPI, maxPixels/1_000_000)
	}
	if f.Content == nil {
		return errors.New("no content: expected Lines, Bars or Structure")
	}
	if err := f.checkTexts(); err != nil {
		return err
	}
	return f.Content.check()
}

// sized turns a lack of points into a size that fits, in half centimetres,
// found by laying the figure out again at the lowest resolution.
func (f Figure) sized(err error) error {
	need := f
	need.DPI = minDPI
	for {
		var lack *tooSmall
		if !errors.As(err, &lack) {
			break
		}
		w, h := larger(need.WidthCM, lack.lackW), larger(need.HeightCM, lack.lackH)
		if w == need.WidthCM && h == need.HeightCM {
			return fmt.Errorf("%s does not fit the largest figure there is, %g cm across or high: split it", lack.what, maxCM)
		}
		need.WidthCM, need.HeightCM = w, h
		if err = need.drawOn(newSheet(need)); err == nil {
			return &SizeError{lack.what, f.WidthCM, f.HeightCM, need.WidthCM, need.HeightCM}
		}
	}
	return err
}

// larger is cm and points together, rounded up to the next half centimetre.
func larger(cm, points float64) float64 {
	if points <= 0 {
		return cm
	}
	return min(maxCM, math.Ceil((cm+points/pointsPerCM)*2)/2)
}

func (f Figure) drawOn(s *sheet) error {
	body, err := s.drawFrame(f)
	if err != nil {
		return err
	}
	return f.Content.draw(s, body)
}

// printable reports whether v can be written and scaled: a finite number of
// at most 15 digits before the decimal mark, or NaN for none.
func printable(v float64) bool { return math.IsNaN(v) || math.Abs(v) < 1e15 }
