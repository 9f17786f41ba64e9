package raster

import (
	"bytes"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"

	"kuvio/internal/figure/canvas"
)

// covered is how many pixels' worth a coverage covers; it then covers nothing.
func covered(c *coverage) float64 {
	sum := 0.0
	c.spans(func(_, from, to int, level uint32) { sum += float64(to-from) * float64(level) / fullCover })
	return sum
}

func TestCoverageIsThePolygonsArea(t *testing.T) {
	c := newCoverage(200, 150)
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		ring := canvas.Polygon(canvas.At(60+r.Float64()*80, 60+r.Float64()*30), 5+r.Float64()*50, 3+r.IntN(30), r.Float64()*6)
		area := 0.0
		for i, p := range ring {
			q := ring[(i+1)%len(ring)]
			area += (p.X*q.Y - q.X*p.Y) / 2
		}
		c.polygon(ring)
		// A level is off by at most half of one in fifteen, and evens out along an edge.
		if got := covered(&c); math.Abs(got-math.Abs(area)) > 1+0.01*math.Abs(area) {
			t.Errorf("%d corners: %.2f pixels are covered, want %.2f", len(ring), got, math.Abs(area))
		}
	}
	for i, v := range c.change {
		if v != 0 {
			t.Fatalf("a change of %g is left at %d", v, i)
		}
	}
}

func TestCoverageOfWhatLiesBesideThePicture(t *testing.T) {
	c := newCoverage(20, 10)
	c.polygon([]canvas.Point{{X: -50, Y: -50}, {X: 70, Y: -50}, {X: 70, Y: 60}, {X: -50, Y: 60}})
	if got := covered(&c); got != 200 {
		t.Errorf("%g of 200 pixels are covered by what is larger than the picture", got)
	}
	c.polygon([]canvas.Point{{X: 30, Y: 2}, {X: 40, Y: 2}, {X: 40, Y: 8}})
	c.polygon([]canvas.Point{{X: -30, Y: 2}, {X: -4, Y: 2}, {X: -4, Y: 8}})
	if got := covered(&c); got != 0 {
		t.Errorf("%g pixels are covered by what lies beside the picture", got)
	}
}

func TestStrokeIsAsWideAsItsPen(t *testing.T) {
	c := newCoverage(300, 300)
	for _, tt := range []struct {
		name   string
		line   []canvas.Point
		closed bool
		want   float64
	}{
		{"across", []canvas.Point{{X: 10, Y: 20}, {X: 210, Y: 20}}, false, 200 * 6},
		{"aslant", []canvas.Point{{X: 10, Y: 10}, {X: 130, Y: 170}}, false, 200 * 6},
		{"there and back", []canvas.Point{{X: 10, Y: 20}, {X: 210, Y: 20}, {X: 10, Y: 20}}, false, 200*6 + math.Pi*9/2},
		{"a corner", []canvas.Point{{X: 10, Y: 10}, {X: 110, Y: 10}, {X: 110, Y: 110}}, false, 200*6 - 9 + math.Pi*9/4},
		{"a ring", canvas.Polygon(canvas.At(150, 150), 100, 200, 0), true, math.Pi * (103*103 - 97*97)},
		{"points on one another", []canvas.Point{{X: 10, Y: 20}, {X: 10, Y: 20}, {X: 210, Y: 20}, {X: 210, Y: 20}}, false, 200 * 6},
		{"a point", []canvas.Point{{X: 10, Y: 20}, {X: 10, Y: 20}}, false, 0},
	} {
		outlineStroke(tt.line, tt.closed, 3, c.polygon)
		if got := covered(&c); math.Abs(got-tt.want) > 0.01*tt.want {
			t.Errorf("%s: %.1f pixels are covered, want %.1f", tt.name, got, tt.want)
		}
	}
}

func TestDashes(t *testing.T) {
	line := []canvas.Point{{X: 0, Y: 0}, {X: 10, Y: 0}, {X: 10, Y: 10}}
	got := dashed(line, []float64{6, 2})
	want := [][]canvas.Point{
		{{X: 0, Y: 0}, {X: 6, Y: 0}},
		{{X: 8, Y: 0}, {X: 10, Y: 0}, {X: 10, Y: 4}},
		{{X: 10, Y: 6}, {X: 10, Y: 10}},
	}
	if len(got) != len(want) {
		t.Fatalf("dashes %v, want %v", got, want)
	}
	for i, piece := range got {
		for j, p := range piece {
			if len(piece) != len(want[i]) || math.Hypot(p.X-want[i][j].X, p.Y-want[i][j].Y) > 1e-9 {
				t.Errorf("dash %d is %v, want %v", i, piece, want[i])
			}
		}
	}
	if got := dashed(line, []float64{0, 0}); len(got) != 1 || len(got[0]) != 3 {
		t.Errorf("dashes of no length give %v, want the line", got)
	}
}

// sheetOf is a sheet of 4 × 3 cm with something of every sort on it.
func sheetOf(shades int) *canvas.Sheet {
	s := canvas.NewSheet(canvas.Page{WidthCM: 4, HeightCM: 3, DPI: 100, Lang: "fi", Stamp: "ei todellinen"})
	for i := range shades {
		x, y := float64(i%100), 10+float64(i/100)
		s.Fill(color.RGBA{uint8(i), uint8(i >> 8), 9, 255}, canvas.Rect(x, y, x+1, y+1).Corners()...)
	}
	s.Rule(canvas.RuleColor, 0.5, 5, 30, 100, 30)
	s.Stroke(canvas.Pen{Color: canvas.FocusColor, Width: 1.5, Dash: []float64{3, 1}}, false, canvas.At(5, 70), canvas.At(60, 40), canvas.At(100, 60))
	s.Watermark(canvas.Rect(0, 0, s.Width, s.Height))
	s.HaloText(canvas.Style{Face: s.Regular, Size: 8}, canvas.InkColor, canvas.At(20, 55), "Äänekoski")
	return s
}

func TestPNGHoldsEveryPixel(t *testing.T) {
	for name, s := range map[string]*canvas.Sheet{"a palette": sheetOf(0), "true colours": sheetOf(400)} {
		p := paint(s, 144)
		b, err := PNG(s, 144, canvas.About{Title: "t"})
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		_, indexed := img.ColorModel().(color.Palette)
		if indexed != (name == "a palette") {
			t.Errorf("%s: the picture has the colour model %T", name, img.ColorModel())
		}
		if img.Bounds().Dx() != p.width || img.Bounds().Dy() != p.height {
			t.Fatalf("%s: %v, want %d × %d pixels", name, img.Bounds(), p.width, p.height)
		}
		for i, c := range p.colours {
			r, g, b, _ := img.At(i%p.width, i/p.width).RGBA()
			if got := r>>8<<16 | g>>8<<8 | b>>8; got != c {
				t.Fatalf("%s: pixel %d is %06x, want %06x", name, i, got, c)
			}
		}
	}
}

func TestZoomEnlargesWhatIsDrawn(t *testing.T) {
	s := canvas.NewSheet(canvas.Page{WidthCM: 8, HeightCM: 6, DPI: 100, Zoom: 2})
	if s.Width != 4*canvas.PointsPerCM {
		t.Errorf("a sheet of 8 cm drawn twice as large is %g points wide, want %g", s.Width, 4*canvas.PointsPerCM)
	}
	s.Fill(canvas.InkColor, canvas.Rect(0, 0, s.Width/2, s.Height).Corners()...)
	p := paint(s, 254) // 800 × 600
	black := 0
	for _, c := range p.colours {
		if c != paper {
			black++
		}
	}
	if p.width != 800 || p.height != 600 || black != 400*600 {
		t.Errorf("%d × %d pixels, %d painted, want 800 × 600 and half of them", p.width, p.height, black)
	}
}

// FuzzPaint draws lines and areas anywhere, also far beside the picture.
func FuzzPaint(f *testing.F) {
	f.Add(1.0, 2.0, 30.0, 4.0, 5.0, -6.0, 1.0, 0.5)
	f.Add(-1e9, 0.0, 1e9, 50.0, 3.0, 3.0, 1e6, 0.001)
	f.Fuzz(func(t *testing.T, x0, y0, x1, y1, x2, y2, width, dash float64) {
		for _, v := range []float64{x0, y0, x1, y1, x2, y2, width, dash} {
			if math.IsNaN(v) || math.Abs(v) > 1e6 {
				return
			}
		}
		s := canvas.NewSheet(canvas.Page{WidthCM: 2, HeightCM: 2, DPI: 50})
		line := []canvas.Point{{X: x0, Y: y0}, {X: x1, Y: y1}, {X: x2, Y: y2}}
		s.Fill(canvas.InkColor, line...)
		s.Stroke(canvas.Pen{Color: canvas.FocusColor, Width: math.Abs(width)}, true, line...)
		s.Stroke(canvas.Pen{Color: canvas.FocusColor, Width: math.Abs(width), Dash: []float64{1 + math.Abs(dash), 1e4}}, false, line...)
		if _, err := PNG(s, 50, canvas.About{}); err != nil {
			t.Error(err)
		}
	})
}

// Letters have the coverage that another painter, gonum/plot's, gives the same paths.
func TestLettersAreThoseOfAnotherPainter(t *testing.T) {
	const wide, high, dpi = 12.0, 4.0, 150
	s := canvas.NewSheet(canvas.Page{WidthCM: wide, HeightCM: high, DPI: dpi, Lang: "fi"})
	text := canvas.Lettering{Style: canvas.Style{Face: s.Regular, Size: 34}, Color: color.Black, At: canvas.At(12, 70), Angle: 0.1, Text: "Äänekoski 1 234,5 %"}
	ours := paint(s, dpi)
	ours.Text(text)

	theirs := vgimg.NewWith(vgimg.UseWH(wide*vg.Centimeter, high*vg.Centimeter), vgimg.UseDPI(dpi))
	theirs.SetColor(color.Black)
	// Their y runs upwards, from the bottom of a whole number of pixels.
	bottom := vg.Length(theirs.Image().Bounds().Dy()) * vg.Inch / dpi
	flip := func(p vg.Point) vg.Point { return vg.Point{X: p.X, Y: bottom - p.Y} }
	text.Outlines(func(path vg.Path) {
		up := make(vg.Path, len(path))
		for i, part := range path {
			part.Pos = flip(part.Pos)
			part.Control = slices.Clone(part.Control)
			for k := range part.Control {
				part.Control[k] = flip(part.Control[k])
			}
			up[i] = part
		}
		theirs.Fill(up)
	})
	img := theirs.Image()
	if b := img.Bounds(); b.Dx() != ours.width || b.Dy() != ours.height {
		t.Fatalf("%v, want %d × %d", b, ours.width, ours.height)
	}
	ink, apart := 0.0, 0.0
	for y := range ours.height {
		for x := range ours.width {
			a := 255 - float64(ours.colours[y*ours.width+x]&0xff)
			r, _, _, _ := img.At(x, y).RGBA()
			b := 255 - float64(r>>8)
			ink, apart = ink+b, apart+math.Abs(a-b)
		}
	}
	// Edges are in sixteen levels here and 256 there.
	if ink == 0 || apart/ink > 0.02 {
		t.Errorf("%.1f %% of the ink lies elsewhere", 100*apart/ink)
	}
}
