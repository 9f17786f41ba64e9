package figure_test

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

func TestParsePurpose(t *testing.T) {
	for _, tt := range []struct {
		word          string
		width, height float64
		want          string
	}{
		{"plan", 16, 9, ""}, {"slide", 33.87, 19.05, ""}, {"half", 8, 7, ""}, {"web", 21.17, 11.91, ""},
		{"20x12", 20, 12, ""}, {"12,5×8.5", 12.5, 8.5, ""}, {"20X12", 20, 12, ""},
		{"", 0, 0, `found "", expected plan, half, slide, web or a size in centimetres such as 20x12`},
		{"20", 0, 0, "expected plan"}, {"20xx", 0, 0, "expected plan"}, {"NaNx5", 0, 0, "each side"}, {"4x100", 0, 0, "each side from 5 to 60 cm"},
	} {
		p, err := figure.ParsePurpose(tt.word)
		if p.WidthCM != tt.width || p.HeightCM != tt.height || (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q is %g × %g cm (%v), want %g × %g (%s)", tt.word, p.WidthCM, p.HeightCM, err, tt.width, tt.height, tt.want)
		}
	}
}

// Nothing is smaller than is read where it is shown: small print is 6.5 points on
// paper, 12 pixels on a page for the web, and 15 points on a slide.
func TestTypeIsAsLargeAsItsPurposeNeeds(t *testing.T) {
	least := map[string]float64{"plan": 6.5, "half": 6.5, "web": 12 * 0.75, "slide": 15}
	for _, name := range figure.PurposeNames() {
		p, err := figure.ParsePurpose(name)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := figure.Draw(figure.Figure{For: p, Title: "Otsikko", Source: "Lähde: THL", Content: placements()})
		if err != nil {
			t.Fatal(err)
		}
		svg, err := picture.In(figure.FormatSVG)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`font-size="([0-9.]+)"`).FindAllSubmatch(svg, -1) {
			if size := number(t, m[1]) * p.Zoom; size < least[name] {
				t.Errorf("%s: type of %.1f points, want at least %g", name, size, least[name])
			}
		}
	}
}

// number is what an attribute says.
func number(t *testing.T, word []byte) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(string(word), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// What does not fit a slide is set smaller, down to type that is still read.
func TestCrowdedSlide(t *testing.T) {
	p, err := figure.ParsePurpose("slide")
	if err != nil {
		t.Fatal(err)
	}
	viewBox := func(f figure.Figure) float64 {
		t.Helper()
		picture, err := figure.Draw(f)
		if err != nil {
			t.Fatal(err)
		}
		svg, err := picture.In(figure.FormatSVG)
		if err != nil {
			t.Fatal(err)
		}
		return number(t, regexp.MustCompile(`viewBox="0 0 ([0-9.]+)`).FindSubmatch(svg)[1])
	}
	// 33.87 cm are 960.09 points.
	if got := viewBox(figure.Figure{For: p, Content: placements()}); got != 426.71 {
		t.Errorf("a slide is laid out %g points wide, want 960.09 / 2.25", got)
	}
	notes := make([]string, 13)
	for i := range notes {
		notes[i] = longTitle
	}
	if got := viewBox(figure.Figure{For: p, Notes: notes, Content: placements()}); got <= 426.71 || got > 960.09/1.75 {
		t.Errorf("a crowded slide is laid out %g points wide, want more than 426.71 and at most 548.62", got)
	}
}

// A size that does not do is told in centimetres of the page, whatever the type.
func TestSizeErrorOfLargeType(t *testing.T) {
	p, err := figure.ParsePurpose("slide")
	if err != nil {
		t.Fatal(err)
	}
	f := figure.Figure{For: p, WidthCM: 10, HeightCM: 8, DPI: 50, Title: longTitle, Content: crowded(maakunnat...)}
	_, err = figuretest.PNG(f)
	var small *figure.SizeError
	if !errors.As(err, &small) {
		t.Fatalf("%v, want a SizeError", err)
	}
	f.WidthCM, f.HeightCM = small.NeedWidthCM, small.NeedHeightCM
	if _, err := figuretest.PNG(f); err != nil {
		t.Errorf("the size that should do, %g × %g cm: %v", f.WidthCM, f.HeightCM, err)
	}
}

func TestEveryFormatIsDeterministic(t *testing.T) {
	f := figure.Figure{Title: longTitle, Watermark: madeUp, AltText: "a", DPI: 100, Content: crowded(maakunnat...)}
	for _, format := range figure.Formats {
		var files [2][]byte
		for i := range files {
			p, err := figure.Draw(f)
			if err != nil {
				t.Fatal(err)
			}
			if files[i], err = p.In(format); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(files[0], files[1]) {
			t.Errorf("%s: the same figure gave two different files", format)
		}
	}
}

func BenchmarkFigure(b *testing.B) {
	for _, format := range figure.Formats {
		b.Run(string(format), func(b *testing.B) {
			for b.Loop() {
				p, err := figure.Draw(figure.Figure{Title: longTitle, Content: placements()})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := p.In(format); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
