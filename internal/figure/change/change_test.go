package change

import (
	"bytes"
	"errors"
	"image/png"
	"maps"
	"math"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/figure/figuretest"
)

func TestGolden(t *testing.T) {
	figures := maps.Clone(hard())
	figures["arrows"] = figure.Figure{Title: "Sijoitettuja on useammin kuin 2014", Subtitle: "Kodin ulkopuolelle sijoitetut, % 0–17-vuotiaista", Content: finland(), Watermark: madeUp, Source: "Lähde: THL"}
	figures["slopes"] = figure.Figure{Title: "Sijoitettuja on useammin kuin 2014", Subtitle: "Kodin ulkopuolelle sijoitetut, % 0–17-vuotiaista", Content: slope(), Source: "Lähde: THL"}
	delete(figures, "309 areas") // a large picture, which TestNothingIsCutAtTheEdges draws
	figuretest.Golden(t, figures)
}

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, hard()) }

// The limits of one small area do not flatten the others; where they are cut the
// figure must say so, as where zero is not shown.
func TestScaleAndWhatIsCut(t *testing.T) {
	for _, tt := range []struct {
		name         string
		rows         []Row
		low, high    float64
		zero, limits bool
	}{
		{"limits within", []Row{row("a", 1, 3, 0.3)}, 0, 4, false, false},
		{"one wide", []Row{row("a", 1, 3, 0.3), row("b", 2, 2.5, 90)}, 0, 4, false, true},
		{"far from zero", []Row{row("a", 90, 95, 1)}, 90, 96, true, false},
		{"limits below zero", []Row{row("a", 1, 0.5, 4)}, 0, 1.2, false, true},
		{"negatives", []Row{row("a", -8, -1, 0.5)}, -8, 0, false, false},
		{"nothing", []Row{row("a", nan, nan, 0)}, 0, 1, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := Content{Rows: tt.rows}
			zero, limits := c.Cut()
			if zero != tt.zero || limits != tt.limits {
				t.Errorf("cut: zero %v, limits %v; want %v, %v", zero, limits, tt.zero, tt.limits)
			}
			if sc := c.scale(); math.Abs(sc.Low-tt.low) > 1e-9 || math.Abs(sc.High-tt.high) > 1e-9 {
				t.Errorf("scale from %g to %g, want from %g to %g", sc.Low, sc.High, tt.low, tt.high)
			}
		})
	}
}

// No row is lost or drawn twice, however many blocks, and none stands outside.
func TestBlocksHoldEveryRow(t *testing.T) {
	for _, n := range []int{1, 2, 61, 309} {
		c := many(n)
		c.Rows[0].Benchmark = true
		s := canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 60, DPI: 50})
		a := c.newArrows(s)
		for blocks := 1; blocks <= 3; blocks++ {
			seen := len(a.apart)
			for _, b := range a.inBlocks(blocks) {
				seen += len(b)
			}
			if seen != n {
				t.Errorf("%d rows in %d blocks: %d are drawn", n, blocks, seen)
			}
		}
		if h := c.Height(s, 435); h <= 0 || h > 2000 {
			t.Errorf("%d rows are %g points high", n, h)
		}
	}
}

// The columns of values give way before the plot has less than 35 % of its block, and
// type gets smaller before rows stand in two blocks.
func TestValuesGiveWayToThePlot(t *testing.T) {
	c := many(20)
	s := canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 60, DPI: 50})
	a := c.newArrows(s)
	for _, tt := range []struct {
		n     int
		width float64
		bare  bool
	}{{1, 435, false}, {1, 200, true}, {2, 435, true}, {2, 900, false}} {
		a.fit(tt.n, sizeIn(tt.n), tt.width)
		block := (tt.width - float64(tt.n-1)*betweenBlocks) / float64(tt.n)
		if a.bare != tt.bare || !a.bare && a.plot < plotShare*block {
			t.Errorf("%d blocks in %g points: without values %v, the plot %g of %g; want %v", tt.n, tt.width, a.bare, a.plot, block, tt.bare)
		}
	}
}

// Ticks in between are without their number where not all have room: every one that
// is written is a step as long as the next.
func TestTicksAreLabelledEvenly(t *testing.T) {
	c := Content{Unit: "\u00a0%", Rows: []Row{row("a", 1, 11.5, 0)}}
	s := canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 60, DPI: 50})
	a := c.newArrows(s)
	for _, tt := range []struct {
		plot  float64
		every int
	}{{300, 1}, {40, 2}, {22, 3}} {
		a.plot = tt.plot
		if got := a.labelled(); got != tt.every {
			t.Errorf("%g points for %v: a number at each of %d ticks, want %d", tt.plot, a.scale.Ticks(), got, tt.every)
		}
	}
}

func TestTooManyAreRefused(t *testing.T) {
	c := many(MostSlopes + 1)
	c.Slope = true
	if err := c.Check(); err == nil || !strings.Contains(err.Error(), "draw arrows") {
		t.Errorf("check: %v, want the way out", err)
	}
	_, err := figuretest.PNG(figure.Figure{Content: many(309), WidthCM: 16, HeightCM: 9, DPI: 50})
	if size := (*figure.SizeError)(nil); !errors.As(err, &size) || size.NeedHeightCM < 30 {
		t.Errorf("309 rows on half a page: %v, want a size that would do", err)
	}
}

// BenchmarkArrows draws the municipalities of the whole country, 16 × 60 cm.
func BenchmarkArrows(b *testing.B) {
	for b.Loop() {
		if _, err := figuretest.PNG(figure.Figure{Title: "Muutos kaikissa kunnissa", Content: many(309)}); err != nil {
			b.Fatal(err)
		}
	}
}

// Whatever the texts and values, a figure is drawn whole or refused.
func FuzzPNG(f *testing.F) {
	f.Add("Kodin ulkopuolelle sijoitetut", "Pedersören kunta", "tieto puuttuu", 1.5, 2.5, 0.4, false)
	f.Add("not UTF-8: \x8c", "\u00ad", "", -1e14, 1e-9, 1e12, true)
	f.Fuzz(func(t *testing.T, title, name, reason string, v, w, half float64, slope bool) {
		if len(title)+len(name)+len(reason) > 400 {
			return
		}
		gone := row(name, v, math.NaN(), half)
		gone.Reason = reason
		c := Content{Slope: slope, From: "2014", To: name, Change: reason, Unit: name, Key: key4(), Empty: reason, Rows: []Row{row(name, v, w, half), gone, row(title, w, v, half)}}
		picture, err := figuretest.PNG(figure.Figure{DPI: 50, Title: title, Watermark: name, Content: c})
		if err != nil {
			return
		}
		img, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := figuretest.InkNearEdge(img, 50); ok {
			t.Fatalf("ink at %v of %v", p, img.Bounds().Max)
		}
	})
}
