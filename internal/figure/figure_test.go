package figure

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/png"
	"math"
	"strings"
	"testing"

	"kuvio/internal/domain"
)

var none = math.NaN()

// yearly are points of successive years.
func yearly(from float64, values ...float64) []Point {
	points := make([]Point, len(values))
	for i, v := range values {
		points[i] = Point{from + float64(i), v}
	}
	return points
}

func members(outer int, names ...string) []Member {
	var ms []Member
	for _, n := range names {
		ms = append(ms, Member{n, outer})
	}
	return ms
}

// placements are Keski-Suomi's and the country's children placed outside the
// home, % of 0–17-year-olds: of the right size, made up for the test.
func placements() Lines {
	seam := []Seam{{2006, "sarja vaihtuu 2006"}}
	return Lines{EndValues: true, Decimals: 1, Empty: "ei tietoja", Series: []Series{
		{Label: "Keski-Suomi", Points: yearly(1995, .6, .7, .7, .8, .85, .9, 1, 1, 1.1, none, 1.2, 1.3, 1.35, 1.3, none, 1.55, none, 1.5, 1.6, 1.73), Seams: seam},
		{Label: "muu maa", Points: yearly(1995, .7, .75, .8, .85, .9, .95, 1, 1.05, 1.1, 1.15, 1.2, 1.15, 1.2, 1.22, 1.25, 1.3, 1.32, 1.35, 1.3, 1.32), Seams: seam},
	}}
}

// crowded are six lines that come together.
func crowded(names ...string) Lines {
	l := Lines{EndValues: true, Decimals: 1}
	for i, name := range names {
		var values []float64
		for y := range 31 {
			t := float64(y)
			values = append(values, 8+0.3*t+1.6*math.Sin(t/4+float64(i))*(1-t/31)+0.01*float64(i))
		}
		l.Series = append(l.Series, Series{Label: name, Points: yearly(1991, values...)})
	}
	return l
}

var maakunnat = []string{"Keski-Suomi", "koko maa", "Pohjois-Pohjanmaa", "Etelä-Pohjanmaa", "Pirkanmaa", "Kymenlaakso ja Etelä-Karjala"}

func ageBars() Bars {
	bars := func(values ...float64) (bs []Bar) {
		for _, v := range values {
			b := Bar{Value: v}
			if math.IsNaN(v) {
				b.Text = "puuttuu"
			}
			bs = append(bs, b)
		}
		return bs
	}
	return Bars{
		Categories: []string{"0–6 vuotta", "7–14 vuotta", "15–17 vuotta", "18–64 vuotta", "65–74 vuotta", "75 vuotta täyttäneet"},
		Panels: []Panel{
			{Title: "Koko maa", Bars: bars(395_000, 491_300, 179_800, 3_312_000, 690_200, 516_300)},
			{Title: "Keski-Suomi", Focus: true, Bars: bars(18_900, 24_650, 9_040, 163_900, none, 27_480)},
		},
	}
}

// organisations of Keski-Suomi's municipalities in 2015, as in the regional
// plan of 2016.
func organisations() Structure {
	return Structure{
		Outer: []Outer{
			{Label: "Keski-Suomen sairaanhoitopiiri", Detail: "21 kuntaa"},
			{Label: "Pirkanmaan sairaanhoitopiiri", Detail: "2 kuntaa", Mark: "kuuluu Pirkanmaan sairaanhoitopiiriin"},
		},
		Groups: []Group{
			{"Seututerveyskeskus", "8 kuntaa", members(0, "Joutsa", "Keuruu", "Konnevesi", "Laukaa", "Luhanka", "Multia", "Petäjävesi", "Toivakka")},
			{"JYTE", "4 kuntaa", members(0, "Jyväskylä", "Hankasalmi", "Muurame", "Uurainen")},
			{"Saarikka", "5 kuntaa", members(0, "Kannonkoski", "Karstula", "Kivijärvi", "Kyyjärvi", "Saarijärvi")},
			{"Pohjoinen yhteistoiminta-alue", "3 kuntaa", members(0, "Kinnula", "Pihtipudas", "Viitasaari")},
			{"Äänekoski", "yksin", members(0, "Äänekoski")},
			{"", "", members(1, "Jämsä", "Kuhmoinen")},
		},
	}
}

const (
	longTitle = "Kodin ulkopuolelle sijoitetut 0–20-vuotiaat lapset ja nuoret, joiden sijoituspaikkana perhe, % kaikista kodin ulkopuolelle sijoitetuista lapsista ja nuorista (THL)"
	source    = "Lähde: THL, Tilastotietokanta Sotkanet.fi (ind. 191), tiedot haettu 21.11.2026"
	madeUp    = "Esimerkkiaineisto, ei todellisia tilastoja"
)

func draw(t testing.TB, f Figure) ([]byte, image.Image) {
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

func TestPNGSizeResolutionAndText(t *testing.T) {
	b, img := draw(t, Figure{Title: "Otsikko", AltText: "Viivakuvio: sijoitetut", Content: placements()})
	// 16 cm / 2.54 × 300 = 1889.8, 9 cm = 1063.0.
	if got := img.Bounds().Size(); got != (image.Point{1890, 1063}) {
		t.Errorf("size %v, want 1890 × 1063", got)
	}
	chunks := map[string][]byte{}
	for rest := b[8:]; len(rest) > 0; {
		n := binary.BigEndian.Uint32(rest)
		if got, want := binary.BigEndian.Uint32(rest[8+n:]), crc32.ChecksumIEEE(rest[4:8+n]); got != want {
			t.Errorf("chunk %s: CRC %08x, want %08x", rest[4:8], got, want)
		}
		chunks[string(rest[4:8])] = rest[8 : 8+n]
		rest = rest[12+n:]
	}
	// 300 / 0.0254 = 11811.02 pixels per metre.
	if want := []byte{0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1}; !bytes.Equal(chunks["pHYs"], want) {
		t.Errorf("pHYs % x, want % x", chunks["pHYs"], want)
	}
	if want := "Description\x00\x00\x00\x00\x00Viivakuvio: sijoitetut"; string(chunks["iTXt"]) != want {
		t.Errorf("iTXt %q, want %q", chunks["iTXt"], want)
	}
}

func TestPNGIsDeterministic(t *testing.T) {
	f := Figure{Title: longTitle, Watermark: madeUp, AltText: "a", DPI: 100, Content: crowded(maakunnat...)}
	first, _ := draw(t, f)
	second, _ := draw(t, f)
	if !bytes.Equal(first, second) {
		t.Error("the same figure gave two different pictures")
	}
}

func TestPNGRefuses(t *testing.T) {
	one := Lines{Series: []Series{{Label: "a", Points: yearly(2000, 1, 2)}}}
	for _, tt := range []struct {
		name string
		f    Figure
		want string
	}{
		{"no content", Figure{}, "no content"},
		{"a tiny figure", Figure{WidthCM: 2, Content: one}, "from 5 to 60 cm"},
		{"a coarse figure", Figure{DPI: 20, Content: one}, "from 50 to 1200"},
		{"too many pixels", Figure{WidthCM: 60, HeightCM: 60, DPI: 1200, Content: one}, "million pixels"},
		{"infinity", Figure{Content: Lines{Series: []Series{{Label: "Multia", Points: yearly(2000, math.Inf(1))}}}}, `series "Multia", year 2000`},
		{"years out of order", Figure{Content: Lines{Series: []Series{{Label: "a", Points: []Point{{2001, 1}, {2000, 1}}}}}}, "rising order"},
		{"a year of six digits", Figure{Content: Lines{Series: []Series{{Label: "a", Points: []Point{{200612, 1}}}}}}, "not a year from 1000 to 9999"},
		{"seven series", Figure{Content: crowded("a", "b", "c", "d", "e", "f", "g")}, "7 series"},
		{"bars without categories", Figure{Content: Bars{Panels: []Panel{{Title: "Koko maa", Bars: []Bar{{Value: 1}}}}}}, `panel "Koko maa" has 1 bars for 0 categories`},
		{"an unknown outer group", Figure{Content: Structure{Outer: []Outer{{}}, Groups: []Group{{"x", "", members(1, "Jämsä")}}}}, "Jämsä"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := PNG(tt.f); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestSizeErrorNamesASizeThatFits(t *testing.T) {
	many := Bars{Panels: []Panel{{Title: "Kunnat"}}}
	for range 40 {
		many.Categories = append(many.Categories, "Jyväskylä")
		many.Panels[0].Bars = append(many.Panels[0].Bars, Bar{Value: 3})
	}
	for _, f := range []Figure{
		{DPI: 50, WidthCM: 6, HeightCM: 5, Content: organisations()},
		{DPI: 50, Content: many},
		{DPI: 50, HeightCM: 5, Title: strings.Repeat(longTitle, 4), Content: placements()},
		{DPI: 50, WidthCM: 5, HeightCM: 5, Content: crowded(maakunnat...)},
	} {
		_, err := PNG(f)
		var small *SizeError
		if !errors.As(err, &small) {
			t.Errorf("%.1f × %.1f cm: error %v, want a SizeError", f.WidthCM, f.HeightCM, err)
			continue
		}
		f.WidthCM, f.HeightCM = small.NeedWidthCM, small.NeedHeightCM
		if _, err := PNG(f); err != nil {
			t.Errorf("at the size it asks for: %v", err)
		}
	}
}

func TestWhatFitsNoFigureIsRefused(t *testing.T) {
	bars := Bars{Categories: make([]string, 500), Panels: []Panel{{Bars: make([]Bar, 500)}}}
	if _, err := PNG(Figure{DPI: 50, Content: bars}); err == nil || !strings.Contains(err.Error(), "split it") {
		t.Errorf("error %v, want one that says to split it", err)
	}
}

func BenchmarkPNGLines(b *testing.B) {
	f := Figure{Lang: domain.Finnish, Title: longTitle, Source: source, Watermark: madeUp, Content: crowded(maakunnat...)}
	for b.Loop() {
		if _, err := PNG(f); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPNGStructure(b *testing.B) {
	f := Figure{Title: "Organisaatiot", Source: source, Content: organisations()}
	for b.Loop() {
		if _, err := PNG(f); err != nil {
			b.Fatal(err)
		}
	}
}
