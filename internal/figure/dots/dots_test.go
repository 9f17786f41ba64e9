package dots

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/figure/figuretest"
)

func TestGolden(t *testing.T) {
	figuretest.Golden(t, map[string]figure.Figure{
		"funnel":  {Title: "Keski-Suomen kunnat suppilossa", Source: "Lähde: THL", Content: funnel()},
		"scatter": {Title: "Kaksi lukua", Source: "Lähde: THL", Watermark: "Esimerkkiaineisto, ei todellisia tilastoja", Content: scatter()},
		"crowd":   {Title: "Tungos", WidthCM: 12, Content: crowd(309)},
	})
}

func awkward() map[string]figure.Figure {
	dots := func(d ...Dot) Content { return Content{Dots: d, Empty: "Ei tietoja."} }
	titled := scatter()
	titled.X.Title, titled.Y.Title = longTitle, longTitle
	edges := dots(Dot{Name: "Pedersören kunta", X: 0, Y: 0, Named: true, Focus: true}, Dot{Name: "Maarianhamina – Mariehamn", X: 10, Y: 10, Named: true})
	edges.Level, edges.Up = []Line{{"Koko maa 10", 10}, {"Tavoite 10", 10}}, []Line{{"Koko maa 10,0", 10}, {"Keskiarvo 10,0", 10}}
	return map[string]figure.Figure{
		"long titles": {Title: longTitle, Subtitle: longTitle, Source: longTitle, Content: titled},
		"none":        {Title: "Ei tietoja", Content: Content{Empty: "Ei tietoja."}},
		"one":         {Content: dots(Dot{Name: "Jyväskylä", X: 3, Y: 4, Named: true})},
		"equal":       {Content: dots(Dot{Name: "Joutsa", X: 3, Y: 4, Named: true}, Dot{Name: "Keuruu", X: 3, Y: 4, Named: true})},
		"edges":       {Content: edges},
		"negatives":   {Content: dots(Dot{Name: "a", X: -5, Y: -90, Named: true}, Dot{Name: "b", X: 6_000_000, Y: -10, Named: true})},
		"tiny":        {Lang: domain.English, Content: dots(Dot{X: 0.0003, Y: 1e-9}, Dot{X: 0.0001, Y: 2e-9})},
		"narrow":      {WidthCM: 8, HeightCM: 8, Content: funnel()},
		"watermark":   {Watermark: "Esimerkkiaineisto, ei todellisia tilastoja", Content: funnel()},
	}
}

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, awkward()) }

// Names cover neither one another nor the dots of others, but where they must be said;
// those of many are said where there is room.
func TestNamesKeepClear(t *testing.T) {
	st := canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 9, DPI: 50, Lang: domain.Finnish}).Regular
	style := canvas.Style{Face: st, Size: 7.5}
	var discs []canvas.Disc
	var labels []canvas.DotLabel
	for i := range 60 {
		discs = append(discs, canvas.Disc{At: canvas.At(60+40*math.Sin(float64(i)*7.3), 60+40*math.Cos(float64(i)*3.1)), Radius: 2})
		labels = append(labels, canvas.DotLabel{Dot: i, Text: "Jyväskylä", Style: style, Must: i == 50})
	}
	area := canvas.Rect(0, 0, 200, 150)
	placed := canvas.LabelDots(discs, labels, area)
	found := 0
	for i, p := range placed {
		if !p.Found {
			continue
		}
		found++
		box := canvas.Rect(p.Left.X, p.Left.Y-0.7*style.Size, p.Left.X+style.Width("Jyväskylä"), p.Left.Y)
		if !area.Contains(box) {
			t.Errorf("label %d at %v is outside", i, box)
		}
		for j, q := range placed[:i] {
			other := canvas.Rect(q.Left.X, q.Left.Y-0.7*style.Size, q.Left.X+style.Width("Jyväskylä"), q.Left.Y)
			if q.Found && box.Overlaps(other) {
				t.Errorf("labels %d and %d overlap", i, j)
			}
		}
		for j, d := range discs {
			if i != 50 && j != i && box.Contains(canvas.Rect(d.At.X, d.At.Y, d.At.X, d.At.Y)) {
				t.Errorf("label %d covers dot %d", i, j)
			}
		}
	}
	if found < 5 || found == 60 || !placed[50].Found {
		t.Errorf("%d of 60 names are said, that of the one in focus: %v", found, placed[50].Found)
	}
}

// Areas on the sheet are in proportion to what they stand for.
func TestSizesAreTrueToArea(t *testing.T) {
	f := &field{Content: scatter(), largest: 26020}
	if a, b := f.radius(26020), f.radius(26020/4.0); math.Abs(a-2*b) > 1e-9 {
		t.Errorf("radius %v of all, %v of a quarter, want half", a, b)
	}
}

func TestChecks(t *testing.T) {
	log := Content{X: Axis{Log: true}, Dots: []Dot{{Name: "Kaskinen", X: 0, Y: 1}}}
	for _, c := range []struct {
		content Content
		want    string
	}{
		{log, "Kaskinen: a value of 0 or less has no place on a scale of ratios"},
		{Content{Dots: []Dot{{Name: "a", X: math.NaN()}}}, "a: the value NaN cannot be drawn"},
		{Content{Dots: []Dot{{}}, Level: []Line{{"x", math.Inf(1)}}}, "x: the value +Inf cannot be drawn"},
		{crowd(2001), "2001 dots: at most 2000"},
	} {
		if err := c.content.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

// A curve ends where it leaves the field, and nowhere else.
func TestCurvesAreClipped(t *testing.T) {
	f := &field{area: canvas.Rect(0, 10, 100, 50)}
	for _, c := range []struct {
		from, to, a, b canvas.Point
		ok             bool
	}{
		{canvas.At(0, 20), canvas.At(10, 30), canvas.At(0, 20), canvas.At(10, 30), true},
		{canvas.At(0, 0), canvas.At(10, 20), canvas.At(5, 10), canvas.At(10, 20), true},
		{canvas.At(0, 40), canvas.At(10, 60), canvas.At(0, 40), canvas.At(5, 50), true},
		{canvas.At(0, 0), canvas.At(10, 60), canvas.At(10.0/6, 10), canvas.At(50.0/6, 50), true},
		{canvas.At(0, 0), canvas.At(10, 9), canvas.Point{}, canvas.Point{}, false},
	} {
		a, b, ok := f.clipped(c.from, c.to)
		if ok != c.ok || ok && (math.Hypot(a.X-c.a.X, a.Y-c.a.Y) > 1e-9 || math.Hypot(b.X-c.b.X, b.Y-c.b.Y) > 1e-9) {
			t.Errorf("%v to %v: %v to %v, %v", c.from, c.to, a, b, ok)
		}
	}
}

func TestKeyOfWhatIsThere(t *testing.T) {
	texts := func(c Content) (texts []string) {
		for _, s := range c.signs() {
			texts = append(texts, s.text)
		}
		return texts
	}
	k := funnel().Key
	if got := texts(funnel()); !slices.Equal(got, []string{k.Within, k.Beyond, k.Far, k.Faint}) {
		t.Errorf("%q", got)
	}
	if got := texts(crowd(3)); got != nil {
		t.Errorf("%q of plain dots", got)
	}
}

// Whatever the texts and values, a figure is drawn whole or refused.
func FuzzPNG(f *testing.F) {
	f.Add(longTitle, "Keski-Suomi", "koko maa", 1.5, 2.5, 30, false)
	f.Add("not UTF-8: \x8c", "Keski-Suom\x8c", "", -1e14, 1e-9, 3, true)
	f.Add("x", "\u00ad", "", 1e-300, 1e14, 2, true)
	f.Fuzz(func(t *testing.T, title, a, b string, v, w float64, n int, log bool) {
		if len(title)+len(a)+len(b) > 400 || n > 200 {
			return
		}
		c := Content{X: Axis{Title: title, Log: log}, Y: Axis{Title: a}, Empty: b, Level: []Line{{a, w}, {b, v}}, Up: []Line{{a, v}},
			Curves: []Curve{{Label: a, Points: []canvas.Point{canvas.At(v, w), canvas.At(w, v)}}}}
		for i := range n {
			c.Dots = append(c.Dots, Dot{Name: b, X: v * float64(i+1), Y: w, Named: true, Stand: Stand(i % 4), Focus: i == 0})
		}
		picture, err := figuretest.PNG(figure.Figure{DPI: 50, Title: title, Source: b, Content: c})
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

// A name stands nearest to its own dot or is tied to it, dots upon one another share
// one, and where not all are said the key says how many are.
func TestNamesAreOfTheirDots(t *testing.T) {
	c := scatter()
	c.Key.Named = "nimetty %d/%d"
	for i := range c.Dots {
		c.Dots[i].Size, c.Dots[i].Focus = 0, false
		c.Dots[i].X, c.Dots[i].Y = 13+0.3*float64(i%3), 2+0.1*float64(i/3) // close together
	}
	c.Dots[10].X, c.Dots[10].Y = c.Dots[9].X, c.Dots[9].Y
	for _, crowded := range []Content{c, func() Content { c := crowd(309); c.Key.Named = "nimetty %d/%d"; return c }()} {
		sheet := canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 9, DPI: 50, Lang: domain.Finnish})
		f, err := layout(sheet, crowded, canvas.Rect(0, 0, 430, 240))
		if err != nil {
			t.Fatal(err)
		}
		n := f.names
		for i, p := range n.placed {
			if !p.Found || p.Leader {
				continue
			}
			st := n.labels[i].Style
			top := p.Left.Y - 0.85*st.Size
			box := canvas.Rect(p.Left.X, top, p.Left.X+st.Width(n.labels[i].Text), top+st.Size)
			off := func(d canvas.Disc) float64 {
				return math.Hypot(max(box.X0-d.At.X, 0, d.At.X-box.X1), max(box.Y0-d.At.Y, 0, d.At.Y-box.Y1)) - d.Radius
			}
			own := n.discs[n.labels[i].Dot]
			for j, other := range n.discs {
				if j != n.labels[i].Dot && !canvas.Coincide(own, other) && off(other) < off(own) {
					t.Errorf("%q stands %.1f points from its dot and %.1f from that of %q", n.labels[i].Text, off(own), off(other), f.Dots[j].Name)
				}
			}
		}
		if want := fmt.Sprintf("nimetty %d/%d", n.said, n.of); f.Key.Named != want && n.said < n.of {
			t.Errorf("the key says %q, want %q", f.Key.Named, want)
		}
	}
	pair := Content{Dots: []Dot{{Name: "Joutsa", X: 1, Y: 1, Named: true}, {Name: "Keuruu", X: 1, Y: 1, Named: true}, {Name: "Multia", X: 9, Y: 9}}, Key: Key{Named: "%d/%d"}}
	f, err := layout(canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 9, DPI: 50, Lang: domain.Finnish}), pair, canvas.Rect(0, 0, 430, 240))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.names.labels; len(got) != 1 || got[0].Text != "Joutsa, Keuruu" || f.Key.Named != "2/3" {
		t.Errorf("%v, %q; want one label of both and 2/3", got, f.Key.Named)
	}
}
