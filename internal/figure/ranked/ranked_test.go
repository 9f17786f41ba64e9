package ranked

import (
	"bytes"
	"errors"
	"image/png"
	"math"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/canvas"
	"kuvio/internal/figure/figuretest"
)

const madeUp = "Esimerkkiaineisto, ei todellisia tilastoja"

func TestGolden(t *testing.T) {
	figuretest.Golden(t, map[string]figure.Figure{
		"dots":   {Title: "Sijoitettuja on suhteellisesti eniten Kivijärvellä", Subtitle: "Kodin ulkopuolelle sijoitetut, % 0–17-vuotiaista 2012", Source: "Lähde: THL", Content: placements()},
		"bars":   {Title: "Nettokustannukset", Subtitle: "1 000 euroa", Watermark: madeUp, Content: costs()},
		"pinned": {Title: "Vertailu omiin verrokkeihin", Content: pinned()},
		"many":   {Title: "Monta kuntaa", Source: "Lähde: THL", Content: many(120)},
	})
}

// awkward are figures that have something to be cut off, or nothing to tell apart.
func awkward() map[string]figure.Figure {
	rows := func(r ...Row) Content { return Content{Rows: r, Key: words(), Empty: "Ei tietoja."} }
	equal := rows(row("Joutsa", "2,0", 2, 1, 4, Unclear), row("Keuruu", "2,0", 2, 1.5, 2.8, Unclear))
	equal.Benchmarks = []Benchmark{{"Koko maa 2,0", 2}, {"Tavoite 2", 2}, {"Painottamaton keskiarvo 2,0", 2}}
	edge := placements()
	edge.Benchmarks = []Benchmark{{longTitle, 0.8}, {longTitle, 7.9}, {"Koko maa", 7.8}}
	narrow := placements()
	narrow.Rows[0].Name, narrow.Rows[1].Name = "Pohjois-Pohjanmaan hyvinvointialue", "Pedersören kunta"
	named := rows(bare("Joutsa", "1", 1), bare("Luhanka", "tietoa ei julkaista, koska tapauksia on alle viisi", none), bare("Multia", "2", 2))
	return map[string]figure.Figure{
		"long titles": {Title: longTitle, Subtitle: longTitle, Source: longTitle, Notes: []string{longTitle}, Content: placements()},
		"one":         {Content: rows(bare("Jyväskylä", "2,07", 2.07))},
		"equal":       {Content: equal},
		"zeros":       {Content: rows(bare("a", "0", 0), bare("b", "0", 0))},
		"all missing": {Title: "Ei tietoja", Watermark: madeUp, Content: rows(bare("a", "tieto puuttuu", none), bare("b", "salattu", none))},
		"no rows":     {Content: Content{Empty: "Ei tietoja."}},
		"negatives":   {Content: rows(bare("a", "−17,6", -17.6), bare("b", "−90,0", -90))},
		"huge":        {Lang: domain.English, Content: rows(bare("a", "100,000,000,000,000", 1e14), bare("b", "−100,000,000,000,000", -1e14))},
		"tiny":        {Content: rows(bare("a", "0,0003", 0.0003), bare("b", "0,00012", 0.00012))},
		"309 rows":    {Content: many(309)},
		"far limits":  {Content: rows(row("a", "1", 1, 0.9, 1.1, Differs), row("b", "2", 2, -300, 400, Unclear))},
		"in place":    {Content: named},
		"edge":        {WidthCM: 30, Content: edge},
		"narrow":      {WidthCM: 9, Content: narrow},
		"watermark":   {Watermark: madeUp, Content: placements()},
		"close":       {HeightCM: 7.5, Content: placements()},
	}
}

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, awkward()) }

// Without a height asked for, a figure is as high as its rows; with one, its rows
// come closer and their type smaller, down to 7 points, and then it says how high
// it should be.
func TestHeightFollowsRows(t *testing.T) {
	height := func(n int) float64 {
		_, img := figuretest.Draw(t, figure.Figure{DPI: 50, Content: many(n)})
		return float64(img.Bounds().Dy()) / 50 * canvas.CmPerInch
	}
	// 23 rows of 13 points and 309 in three columns of 10.6, and the frame.
	if got := height(23); math.Abs(got-12.5) > 1 {
		t.Errorf("23 rows: %.1f cm high, want some 12.5", got)
	}
	if got := height(309); math.Abs(got-40) > 2 {
		t.Errorf("309 rows: %.1f cm high, want some 40", got)
	}
	if _, err := figuretest.PNG(figure.Figure{DPI: 50, HeightCM: 9, Content: many(23)}); err != nil {
		t.Errorf("23 rows in 9 cm: %v", err)
	}
	if _, err := figuretest.PNG(figure.Figure{DPI: 50, HeightCM: 6, Content: many(23)}); err != nil {
		t.Errorf("23 rows in 6 cm, which two columns have room for: %v", err)
	}
	var small *figure.SizeError
	one := many(23)
	one.Columns = 1
	if _, err := figuretest.PNG(figure.Figure{DPI: 50, HeightCM: 6, Content: one}); !errors.As(err, &small) || small.NeedHeightCM < 7 || small.NeedHeightCM > 9 {
		t.Errorf("23 rows in 6 cm: %v, want a size that would do", err)
	}
}

func TestScale(t *testing.T) {
	for name, c := range map[string]struct {
		content   Content
		low, high float64
		fromZero  bool
	}{
		"limits are on it":    {placements(), 0, 8, true},
		"bars are from zero":  {Content{Bars: true, Rows: []Row{bare("a", "", 101), bare("b", "", 104)}}, 0, 120, true},
		"dots need not be":    {Content{Rows: []Row{bare("a", "", 101), bare("b", "", 104)}}, 100, 105, false},
		"benchmarks are, too": {Content{Rows: []Row{bare("a", "", 5), bare("b", "", 6)}, Benchmarks: []Benchmark{{"x", 19}}}, 0, 20, true},
		"far limits are cut":  {Content{Rows: []Row{row("a", "", 1, 0.9, 1.1, 0), row("b", "", 2, -300, 400, 0)}}, 0, 3, true},
		"of many the widest too": {func() Content {
			c := many(100)
			c.Rows[50].Upper = 11.9
			c.Rows[51].Upper = 11.8
			return c
		}(), 0, 10, true},
	} {
		if sc := c.content.Scale(); math.Abs(sc.Low-c.low) > 1e-9 || math.Abs(sc.High-c.high) > 1e-9 || c.content.FromZero() != c.fromZero {
			t.Errorf("%s: %g to %g, from zero %v; want %g to %g, %v", name, sc.Low, sc.High, c.content.FromZero(), c.low, c.high, c.fromZero)
		}
	}
}

// The key explains the marks that are there, and no others.
func TestKey(t *testing.T) {
	texts := func(c Content) (texts []string) {
		for _, s := range c.signs() {
			texts = append(texts, s.text)
		}
		return texts
	}
	plain := Content{Key: words(), Rows: []Row{bare("a", "1", 1), bare("b", "", none)}}
	far := Content{Key: words(), Rows: []Row{row("a", "1", 1, 0.5, 1.5, NoVerdict), row("b", "2", 2, 1, 99, NoVerdict)}}
	w := words()
	for name, c := range map[string]struct {
		content Content
		want    []string
	}{
		"plain":    {plain, nil},
		"verdicts": {placements(), []string{w.Differs, w.Unclear, w.Interval}},
		"all":      {pinned(), []string{w.Differs, w.Unclear, w.NotCounted, w.Interval, w.Beside}},
		"cut":      {far, []string{w.Interval, w.Cut}},
	} {
		if got := texts(c.content); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Whatever the texts and values, a figure is drawn whole or refused.
func FuzzPNG(f *testing.F) {
	f.Add(longTitle, "Keski-Suomi", "koko maa", 1.5, 2.5, 9, false)
	f.Add("not UTF-8: \x8c", "Keski-Suom\x8c", "", -1e14, 1e-9, 70, true)
	f.Add("x", "\u00ad", "", 0.0, 0.0, 1, true)
	f.Fuzz(func(t *testing.T, title, a, b string, v, w float64, n int, bars bool) {
		if len(title)+len(a)+len(b) > 400 || n > 200 {
			return
		}
		c := Content{Bars: bars, Unit: b, Key: words(), Empty: a, Benchmarks: []Benchmark{{a, w}, {b, v}, {a, v}}, Without: []Without{{a, []string{b}}}}
		for i := range n {
			c.Rows = append(c.Rows, row(a, b, v*float64(i), v, w, Verdict(i%4)), bare(b, a, w))
		}
		picture, err := figuretest.PNG(figure.Figure{DPI: 50, Title: title, Source: b, Watermark: a, Content: c})
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

// 309 municipalities take at most 0.3 s at 300 dpi.
func BenchmarkMany(b *testing.B) {
	for b.Loop() {
		if _, err := figuretest.PNG(figure.Figure{Content: many(309)}); err != nil {
			b.Fatal(err)
		}
	}
}

// Values stand with their decimal marks below one another, ranges at the right end.
func TestValuesPartAtTheirMarks(t *testing.T) {
	for _, c := range []struct {
		lang                  domain.Lang
		text, whole, fraction string
	}{
		{domain.Finnish, "1 234,50", "1 234", ",50"}, {domain.Finnish, "2,4", "2", ",4"}, {domain.Finnish, "−3", "−3", ""},
		{domain.Finnish, "1,55–1,69", "1,55–1,69", ""}, {domain.English, "1,234.5", "1,234", ".5"}, {domain.English, "1,234", "1,234", ""},
	} {
		ch := newChart(canvas.NewSheet(canvas.Page{WidthCM: 5, HeightCM: 5, DPI: 50, Lang: c.lang}), Content{}, canvas.Box{}, nameSize, goodRow)
		if whole, fraction := ch.parted(c.text); whole != c.whole || fraction != c.fraction {
			t.Errorf("%s: %q and %q, want %q and %q", c.text, whole, fraction, c.whole, c.fraction)
		}
	}
}
