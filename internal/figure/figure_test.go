package figure_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
	"kuvio/internal/figure/lines"
	"kuvio/internal/figure/parts"
	"kuvio/internal/figure/structure"
)

// yearly are points of successive years.
func yearly(from float64, values ...float64) []lines.Point {
	points := pointsOf(values...)
	for i := range points {
		points[i].X = from + float64(i)
	}
	return points
}

// crowded is a figure of lines that begin together, one a name.
func crowded(names ...string) lines.Content {
	l := lines.Content{EndValues: true, Decimals: 1}
	for i, name := range names {
		l.Series = append(l.Series, lines.Series{Label: name, Points: yearly(1991, 8, 8+0.3*float64(i), 9+0.01*float64(i))})
	}
	return l
}

var maakunnat = []string{"Keski-Suomi", "koko maa", "Pohjois-Pohjanmaa", "Etelä-Pohjanmaa", "Pirkanmaa", "Kymenlaakso ja Etelä-Karjala"}

// organisations is a structure of one group in each of two areas.
func organisations() structure.Content {
	return structure.Content{
		Outer: []structure.Outer{{Label: "Keski-Suomen sairaanhoitopiiri"}, {Label: "Pirkanmaan sairaanhoitopiiri"}},
		Groups: []structure.Group{
			{Heading: "Seututerveyskeskus", Members: []structure.Member{{Name: "Joutsa"}, {Name: "Keuruu"}, {Name: "Konnevesi"}, {Name: "Laukaa"}, {Name: "Luhanka"}, {Name: "Multia"}}},
			{Members: []structure.Member{{Name: "Jämsä", Outer: 1}, {Name: "Kuhmoinen", Outer: 1}}},
		},
	}
}

// placements is a figure of lines, made up for the test.
func placements() lines.Content {
	return lines.Content{EndValues: true, Decimals: 1, Series: []lines.Series{{Label: "Keski-Suomi", Points: pointsOf(1.1, 1.3, 1.2, 1.6)}, {Label: "muu maa", Points: pointsOf(1.2, 1.2, 1.3, 1.3)}}}
}

const (
	longTitle = "Kodin ulkopuolelle sijoitetut 0–20-vuotiaat lapset ja nuoret, joiden sijoituspaikkana perhe, % kaikista kodin ulkopuolelle sijoitetuista lapsista ja nuorista (THL)"
	source    = "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191), tiedot haettu 21.11.2026"
	madeUp    = "Esimerkkiaineisto, ei todellisia tilastoja"
)

func TestPNGSizeResolutionAndText(t *testing.T) {
	b, img := figuretest.Draw(t, figure.Figure{Title: "Otsikko", Source: "Lähde: THL", AltText: "Viivakuvio: sijoitetut", Content: placements()})
	// 16 cm / 2.54 × 300 = 1889.8, 9 cm = 1063.0.
	if got := img.Bounds().Size(); got != (image.Point{1890, 1063}) {
		t.Errorf("size %v, want 1890 × 1063", got)
	}
	chunks := map[string][]byte{}
	var texts []string
	for rest := b[8:]; len(rest) > 0; {
		n := binary.BigEndian.Uint32(rest)
		if got, want := binary.BigEndian.Uint32(rest[8+n:]), crc32.ChecksumIEEE(rest[4:8+n]); got != want {
			t.Errorf("chunk %s: CRC %08x, want %08x", rest[4:8], got, want)
		}
		chunks[string(rest[4:8])] = rest[8 : 8+n]
		if string(rest[4:8]) == "iTXt" {
			texts = append(texts, string(rest[8:8+n]))
		}
		rest = rest[12+n:]
	}
	// 300 / 0.0254 = 11811.02 pixels per metre.
	if want := []byte{0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1}; !bytes.Equal(chunks["pHYs"], want) {
		t.Errorf("pHYs % x, want % x", chunks["pHYs"], want)
	}
	if want := []string{"Title\x00\x00\x00fi\x00\x00Otsikko", "Source\x00\x00\x00fi\x00\x00Lähde: THL", "Description\x00\x00\x00fi\x00\x00Viivakuvio: sijoitetut"}; !slices.Equal(texts, want) {
		t.Errorf("iTXt %q, want %q", texts, want)
	}
}

func TestPNGIsDeterministic(t *testing.T) {
	f := figure.Figure{Title: longTitle, Watermark: madeUp, AltText: "a", DPI: 100, Content: crowded(maakunnat...)}
	first, _ := figuretest.Draw(t, f)
	second, _ := figuretest.Draw(t, f)
	if !bytes.Equal(first, second) {
		t.Error("the same figure gave two different pictures")
	}
}

func TestPNGRefuses(t *testing.T) {
	one := lines.Content{Series: []lines.Series{{Label: "a", Points: yearly(2000, 1, 2)}}}
	for _, tt := range []struct {
		name string
		f    figure.Figure
		want string
	}{
		{"no content", figure.Figure{}, "no content"},
		{"a tiny figure", figure.Figure{WidthCM: 2, Content: one}, "from 5 to 60 cm"},
		{"a coarse figure", figure.Figure{DPI: 20, Content: one}, "from 50 to 1200"},
		{"too many pixels", figure.Figure{WidthCM: 60, HeightCM: 60, DPI: 1200, Content: one}, "million pixels"},
		{"infinity", figure.Figure{Content: lines.Content{Series: []lines.Series{{Label: "Multia", Points: yearly(2000, math.Inf(1))}}}}, `series "Multia", year 2000`},
		{"years out of order", figure.Figure{Content: lines.Content{Series: []lines.Series{{Label: "a", Points: []lines.Point{{X: 2001, Y: 1}, {X: 2000, Y: 1}}}}}}, "rising order"},
		{"a year of six digits", figure.Figure{Content: lines.Content{Series: []lines.Series{{Label: "a", Points: []lines.Point{{X: 200612, Y: 1}}}}}}, "not a year from 1000 to 9999"},
		{"seven series", figure.Figure{Content: crowded("a", "b", "c", "d", "e", "f", "g")}, "7 series"},
		{"bars without parts", figure.Figure{Content: parts.Content{Rows: []parts.Row{{Name: "Koko maa", Bars: []parts.Bar{{Value: 1}}}}}}, `row "Koko maa" has 1 bars for 0 parts`},
		{"an unknown outer group", figure.Figure{Content: structure.Content{Outer: []structure.Outer{{}}, Groups: []structure.Group{{Heading: "x", Subheading: "", Members: []structure.Member{{Name: "Jämsä", Outer: 1}}}}}}, "Jämsä"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := figuretest.PNG(tt.f); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestSizeErrorNamesASizeThatFits(t *testing.T) {
	many := parts.Content{Parts: []parts.Part{{Name: "Kunnat"}}}
	for range 40 {
		many.Rows = append(many.Rows, parts.Row{Name: "Jyväskylä", Bars: []parts.Bar{{Value: 3}}})
	}
	for _, f := range []figure.Figure{
		{DPI: 50, WidthCM: 6, HeightCM: 5, Content: organisations()},
		{DPI: 50, HeightCM: 9, Content: many},
		{DPI: 50, HeightCM: 5, Title: strings.Repeat(longTitle, 4), Content: placements()},
		{DPI: 50, WidthCM: 5, HeightCM: 5, Content: crowded(maakunnat...)},
	} {
		_, err := figuretest.PNG(f)
		var small *figure.SizeError
		if !errors.As(err, &small) {
			t.Errorf("%.1f × %.1f cm: error %v, want a SizeError", f.WidthCM, f.HeightCM, err)
			continue
		}
		f.WidthCM, f.HeightCM = small.NeedWidthCM, small.NeedHeightCM
		if _, err := figuretest.PNG(f); err != nil {
			t.Errorf("at the size it asks for: %v", err)
		}
	}
}

func TestWhatFitsNoFigureIsRefused(t *testing.T) {
	bars := parts.Content{Parts: make([]parts.Part, 1), Rows: make([]parts.Row, 1700)}
	if _, err := figuretest.PNG(figure.Figure{DPI: 50, Content: bars}); err == nil || !strings.Contains(err.Error(), "split it") {
		t.Errorf("error %v, want one that says to split it", err)
	}
}

func BenchmarkPNGLines(b *testing.B) {
	f := figure.Figure{Lang: domain.Finnish, Title: longTitle, Source: source, Watermark: madeUp, Content: crowded(maakunnat...)}
	for b.Loop() {
		if _, err := figuretest.PNG(f); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPNGStructure(b *testing.B) {
	f := figure.Figure{Title: "Organisaatiot", Source: source, Content: organisations()}
	for b.Loop() {
		if _, err := figuretest.PNG(f); err != nil {
			b.Fatal(err)
		}
	}
}
