package parts

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
	head := figure.Figure{Title: "Joka toinen sijoitettu lapsi on perhehoidossa", Subtitle: "Sijoitetut lapset hoitomuodon mukaan 2021", Source: "Lähde: keksitty", Watermark: madeUp}
	for name, c := range map[string]Content{"stacked": placements(Stacked), "share": placements(Share), "grouped": placements(Grouped), "split": placements(Split), "ordered": ordered()} {
		head.Content = c
		figures[name] = head
	}
	figures["ages"] = figure.Figure{Title: "Väestö ikäryhmittäin 2019", Subtitle: "% väestöstä", Content: ages(), Source: "Lähde: Tilastokeskus"}
	figuretest.Golden(t, figures)
}

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, hard()) }

// A bar is as long as its value says, from zero, in every panel and row.
func TestLengthsAreOnOneScale(t *testing.T) {
	for _, form := range []Form{Grouped, Stacked, Split} {
		c := placements(form)
		c.Rows = c.Rows[:3]
		s := canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 9, DPI: 50})
		ch, err := c.newChart(s, 0, 435)
		if err != nil {
			t.Fatal(err)
		}
		if err := ch.placeRows(canvas.Rect(0, 0, 435, 200)); err != nil {
			t.Fatal(err)
		}
		perUnit := 0.0
		for _, p := range ch.panels {
			for i := range ch.rows {
				for _, b := range p.segments(&ch.rows[i]) {
					if b.Value == 0 {
						continue
					}
					unit := b.box.Width() / b.Value
					if perUnit == 0 {
						perUnit = unit
					}
					if math.Abs(unit/perUnit-1) > 1e-9 {
						t.Errorf("form %d, %s, %s: %g points a unit, elsewhere %g", form, ch.rows[i].Name, c.Parts[b.part].Name, unit, perUnit)
					}
					if form != Stacked && b.box.X0 != p.zero {
						t.Errorf("form %d, %s: begins at %g, zero is at %g", form, ch.rows[i].Name, b.box.X0, p.zero)
					}
				}
			}
		}
	}
}

func TestRefused(t *testing.T) {
	bars := func(n int) Content {
		c := Content{Form: Stacked, Rows: []Row{{Name: "Jyväskylä"}}}
		for range n {
			c.Parts, c.Rows[0].Bars = append(c.Parts, Part{Name: "a"}), append(c.Rows[0].Bars, Bar{Value: 1})
		}
		return c
	}
	short, negative := bars(3), bars(2)
	short.Rows[0].Bars = short.Rows[0].Bars[:2]
	negative.Form, negative.Rows[0].Bars[1].Value = Share, -1
	for _, tt := range []struct {
		c    Content
		want string
	}{
		{bars(7), "at most 6 can be told apart"},
		{short, `row "Jyväskylä" has 2 bars for 3 parts`},
		{negative, "the value -1 is no share of a whole"},
		{many(600, Split), "1800 bars: at most 1600 have room in a figure; split it"},
	} {
		if err := tt.c.Check(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %q", err, tt.want)
		}
	}
	_, err := figuretest.PNG(figure.Figure{Content: many(40, Stacked), WidthCM: 16, HeightCM: 9, DPI: 50})
	if size := (*figure.SizeError)(nil); !errors.As(err, &size) || size.NeedHeightCM < 12 {
		t.Errorf("40 rows on half a page: %v, want a size that would do", err)
	}
	if _, err := figuretest.PNG(figure.Figure{Content: many(309, Stacked), DPI: 50}); err == nil || !strings.Contains(err.Error(), "split it") {
		t.Errorf("309 rows: %v, want them split", err)
	}
}

// Whatever the texts and values, a figure is drawn whole or refused.
func FuzzPNG(f *testing.F) {
	f.Add("Kodin ulkopuolelle sijoitetut", "Pedersören kunta", "tieto puuttuu", 1.5, 2.5, 0.4, 0, false)
	f.Add("not UTF-8: \x8c", "\u00ad", "", -1e14, 1e-9, 1e12, 1, true)
	f.Add("", "", "", 9e14, 9e14, 9e14, 2, true)
	f.Fuzz(func(t *testing.T, title, name, reason string, v, w, x float64, form int, own bool) {
		if len(title)+len(name)+len(reason) > 400 {
			return
		}
		c := Content{Form: Form(((form % 4) + 4) % 4), Parts: []Part{{title, Plain}, {name, Focus}, {reason, Rest}}, Unit: name, Total: reason, Empty: title, Ordered: !own}
		if own {
			c.Own = reason
		}
		c.Rows = []Row{row(name, Plain, 1, v, w, x), row(title, Benchmark, 2, x, math.NaN(), w), row(reason, Focus, 0, w, v, v)}
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
