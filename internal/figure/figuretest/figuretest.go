// Package figuretest holds what the tests of every kind of figure need: a figure
// drawn, held against a golden picture, and searched for ink at its edges.
package figuretest

import (
	"bytes"
	"encoding/xml"
	"flag"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"kuvio/internal/figure"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// Updates reports whether the golden pictures are to be written anew.
func Updates() bool { return *update }

// Machines may round the last bit of a coordinate differently, and so shade
// the edge of a line differently; a thing moved or missing is far more.
const (
	sameShade   = 24    // of 255
	sharesAlike = 0.001 // of the pixels may differ by more than that
	otherShade  = 100   // of 255: no rounding makes so much of a pixel
	mostOther   = 4     // pixels may; the smallest mark of a figure has more
)

// PNG is a figure as pixels.
func PNG(f figure.Figure) ([]byte, error) {
	p, err := figure.Draw(f)
	if err != nil {
		return nil, err
	}
	return p.In(figure.FormatPNG)
}

// Draw is a figure as PNG, and its picture.
func Draw(t testing.TB, f figure.Figure) ([]byte, image.Image) {
	t.Helper()
	b, err := PNG(f)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return b, img
}

// Golden holds each figure, at 100 dpi, against testdata/golden-NAME.png of the
// package that is tested, or writes that with -update.
func Golden(t *testing.T, figures map[string]figure.Figure) {
	for name, f := range figures {
		t.Run(name, func(t *testing.T) {
			f.DPI = 100
			b, img := Draw(t, f)
			path := filepath.Join("testdata", "golden-"+name+".png")
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, b, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			golden, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v; write it with -update, and look at it", err)
			}
			want, err := png.Decode(bytes.NewReader(golden))
			if err != nil {
				t.Fatal(err)
			}
			if n := count(img, want, otherShade); n > mostOther {
				t.Errorf("%d pixels are quite others than in %s; if that is meant, write it anew with -update, and look at it", n, path)
			}
			if d := Difference(img, want); d > sharesAlike {
				t.Errorf("%.2f %% of the picture differs from %s; if that is meant, write it anew with -update, and look at it", 100*d, path)
			}
		})
	}
}

// Difference is the share of pixels that differ by more than a shade.
func Difference(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() {
		return 1
	}
	return float64(count(a, b, sameShade)) / float64(a.Bounds().Dx()*a.Bounds().Dy())
}

// count is how many pixels of two pictures of one size differ by more than a shade.
func count(a, b image.Image, shade uint32) (n int) {
	if a.Bounds() != b.Bounds() {
		return 0
	}
	apart := func(a, b uint32) bool { return max(a, b)-min(a, b) > shade*0x101 }
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			if apart(ar, br) || apart(ag, bg) || apart(ab, bb) {
				n++
			}
		}
	}
	return n
}

// Whole draws each figure and reports ink within a millimetre of an edge: what
// is cut off reaches it. It writes each in the other formats too.
func Whole(t *testing.T, figures map[string]figure.Figure) {
	for name, f := range figures {
		t.Run(name, func(t *testing.T) {
			f.DPI = 100
			_, img := Draw(t, f)
			if p, ok := InkNearEdge(img, f.DPI); ok {
				t.Errorf("ink at %v of %v, within 1 mm of an edge", p, img.Bounds().Max)
			}
			vectors(t, f)
		})
	}
}

// vectors writes a figure as SVG, which has to be XML, and as PDF.
func vectors(t *testing.T, f figure.Figure) {
	t.Helper()
	picture, err := figure.Draw(f)
	if err != nil {
		t.Fatal(err)
	}
	svg, err := picture.In(figure.FormatSVG)
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(svg, new(struct{})); err != nil {
		t.Errorf("SVG: %v", err)
	}
	if _, err := picture.In(figure.FormatPDF); err != nil {
		t.Error(err)
	}
}

// InkNearEdge is a place within a millimetre of an edge that is not white.
func InkNearEdge(img image.Image, dpi int) (image.Point, bool) {
	b := img.Bounds()
	inner := b.Inset(int(math.Ceil(float64(dpi) / 25.4)))
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			p := image.Pt(x, y)
			if p.In(inner) {
				continue
			}
			if r, g, b, _ := img.At(x, y).RGBA(); r+g+b != 3*0xffff {
				return p, true
			}
		}
	}
	return image.Point{}, false
}

// DrawnWholeOrRefused draws a figure at 50 dpi: what is not refused has no ink at its
// edges.
func DrawnWholeOrRefused(t *testing.T, f figure.Figure) {
	t.Helper()
	f.DPI = 50
	b, err := PNG(f)
	if err != nil {
		return
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := InkNearEdge(img, f.DPI); ok {
		t.Fatalf("%T: ink at %v of %v", f.Content, p, img.Bounds().Max)
	}
}
