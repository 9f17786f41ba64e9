package lines

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/canvas"
)

func TestSpread(t *testing.T) {
	for _, tt := range []struct {
		name      string
		slots     []canvas.Slot
		low, high float64
		want      []float64
		ok        bool
	}{
		{"far apart: nothing moves", []canvas.Slot{{Want: 20, Height: 10}, {Want: 80, Height: 10}}, 0, 100, []float64{20, 80}, true},
		{"two alike share the move", []canvas.Slot{{Want: 50, Height: 10}, {Want: 50, Height: 10}}, 0, 100, []float64{45, 55}, true},
		{"order of values, not of the list", []canvas.Slot{{Want: 52, Height: 10}, {Want: 48, Height: 10}}, 0, 100, []float64{55, 45}, true},
		{"kept within the bounds", []canvas.Slot{{Want: 2, Height: 10}, {Want: 99, Height: 10}}, 0, 100, []float64{5, 95}, true},
		{"a pile at an edge", []canvas.Slot{{Want: 0, Height: 10}, {Want: 0, Height: 10}, {Want: 0, Height: 10}}, 0, 100, []float64{5, 15, 25}, true},
		{"blocks that meet join", []canvas.Slot{{Want: 40, Height: 20}, {Want: 40, Height: 20}, {Want: 62, Height: 20}}, 0, 100, []float64{27.333333333333336, 47.333333333333336, 67.33333333333333}, true},
		{"too much for the room", []canvas.Slot{{Want: 5, Height: 60}, {Want: 5, Height: 60}}, 0, 100, []float64{30, 90}, false},
		{"nothing", nil, 0, 100, []float64{}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := canvas.Spread(tt.slots, tt.low, tt.high)
			near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
			if !slices.EqualFunc(got, tt.want, near) || ok != tt.ok {
				t.Errorf("spread = %v, %t; want %v, %t", got, ok, tt.want, tt.ok)
			}
		})
	}
}

func TestSpreadKeepsApartAndInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		slots := make([]canvas.Slot, 1+r.IntN(6))
		for i := range slots {
			slots[i] = canvas.Slot{Want: r.Float64()*120 - 10, Height: 5 + r.Float64()*10}
		}
		middles, ok := canvas.Spread(slots, 0, 100)
		if !ok {
			t.Fatalf("%v: at most 90 of 100 points did not fit", slots)
		}
		for i, a := range slots {
			if middles[i]-a.Height/2 < -1e-9 || middles[i]+a.Height/2 > 100+1e-9 {
				t.Fatalf("%v: label %d stands at %g, outside", slots, i, middles[i])
			}
			for j, b := range slots {
				if i != j && math.Abs(middles[i]-middles[j]) < (a.Height+b.Height)/2-1e-9 {
					t.Fatalf("%v: labels %d and %d overlap at %v", slots, i, j, middles)
				}
				if a.Want < b.Want && middles[i] > middles[j] {
					t.Fatalf("%v: labels %d and %d changed places: %v", slots, i, j, middles)
				}
			}
		}
	}
}

// laidOut is the plot a figure would be drawn with, and its labels.
func laidOut(t *testing.T, l Content, w, h float64) (*plot, *endLabels) {
	t.Helper()
	s := canvas.NewSheet(canvas.Page{WidthCM: w, HeightCM: h, DPI: 50, Lang: "fi"})
	p := newPlot(s, l, canvas.Rect(figure.MarginX, figure.MarginTop, s.Width-figure.MarginX, s.Height-figure.MarginBottom))
	labels := newEndLabels(p)
	if err := p.arrange(labels); err != nil {
		t.Fatal(err)
	}
	return p, labels
}

func TestEndLabelsDoNotOverlap(t *testing.T) {
	for _, size := range [][2]float64{{16, 9}, {24, 12}, {12, 7}} {
		for _, l := range []Content{crowded(maakunnat...), placements(), awkward()["alike ends"].Content.(Content), awkward()["early ends"].Content.(Content)} {
			p, labels := laidOut(t, l, size[0], size[1])
			var taken []canvas.Box
			for _, placed := range p.placeColumn(labels.inColumn()) {
				if placed.box.X0 < p.area.X1 {
					t.Errorf("%q stands on the plot", placed.Text)
				}
				if !p.outer.Grown(0.01).Contains(placed.box) {
					t.Errorf("%q at %v is cut by %v", placed.Text, placed.box, p.outer)
				}
				for _, other := range taken {
					if placed.box.Overlaps(other) {
						t.Errorf("%q overlaps another label", placed.Text)
					}
				}
				taken = append(taken, placed.box)
			}
		}
	}
}

func TestBoxCrosses(t *testing.T) {
	b := canvas.Rect(10, 10, 20, 20)
	for _, tt := range []struct {
		from, to canvas.Point
		want     bool
	}{
		{canvas.At(0, 15), canvas.At(30, 15), true},
		{canvas.At(0, 0), canvas.At(30, 30), true},
		{canvas.At(12, 12), canvas.At(13, 13), true},
		{canvas.At(15, 15), canvas.At(15, 15), true},
		{canvas.At(0, 0), canvas.At(0, 0), false},
		{canvas.At(0, 25), canvas.At(30, 25), false},
		{canvas.At(0, 15), canvas.At(9, 15), false},
		{canvas.At(0, 12), canvas.At(12, 0), false},
	} {
		if got := b.Crosses(tt.from, tt.to); got != tt.want {
			t.Errorf("%v to %v crosses %v: %t, want %t", tt.from, tt.to, b, got, tt.want)
		}
	}
}

func TestMeet(t *testing.T) {
	for _, tt := range []struct {
		a, b, c, d canvas.Point
		want       bool
	}{
		{canvas.At(0, 0), canvas.At(10, 10), canvas.At(0, 10), canvas.At(10, 0), true},
		{canvas.At(5, 0), canvas.At(5, 10), canvas.At(0, 5), canvas.At(5, 5), true}, // a corner on the line
		{canvas.At(5, 0), canvas.At(5, 10), canvas.At(6, 5), canvas.At(9, 5), false},
		{canvas.At(5, 0), canvas.At(5, 4), canvas.At(0, 5), canvas.At(9, 5), false},
		{canvas.At(0, 0), canvas.At(10, 10), canvas.At(5, 5), canvas.At(5, 5), true},
		{canvas.At(0, 0), canvas.At(10, 10), canvas.At(5, 6), canvas.At(5, 6), false},
	} {
		if got := canvas.Meet(tt.a, tt.b, tt.c, tt.d); got != tt.want {
			t.Errorf("%v–%v meets %v–%v: %t, want %t", tt.a, tt.b, tt.c, tt.d, got, tt.want)
		}
	}
}
