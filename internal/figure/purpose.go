package figure

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Purpose is what a figure is made for: its size, and how large its type is
// there. The zero value is a page of text, as plan.
type Purpose struct {
	WidthCM, HeightCM float64 // centimetres; content that knows its height may be higher or lower
	Fixed             bool    // unless it has to be as high as that
	DPI               int
	Zoom              float64 // how many times as large as on a page of text all is drawn
	LeastZoom         float64 // the same where that is too large for the content; 0 is Zoom
}

// purposes by name, in the order in which they are listed. Labels are 8 points on
// a page of text. On a slide they are 18, which is read from the back of a room
// (a thirtieth of the slide's height), and 14 where there is much of them; 192 dots
// an inch are 2560 across. On a web page of 800 pixels they are 15 pixels; 192 dots
// an inch are two for each pixel of its layout.
var purposes = []struct {
	name string
	Purpose
}{
	{"plan", Purpose{WidthCM: DefaultWidthCM, HeightCM: DefaultHeightCM, DPI: DefaultDPI, Zoom: 1}},
	{"half", Purpose{WidthCM: 8, HeightCM: 7, DPI: DefaultDPI, Zoom: 1}},
	{"slide", Purpose{WidthCM: 33.87, HeightCM: 19.05, Fixed: true, DPI: 192, Zoom: 2.25, LeastZoom: 1.75}},
	{"web", Purpose{WidthCM: 21.17, HeightCM: 11.91, DPI: 192, Zoom: 1.4}},
}

// PurposeNames are the words that ParsePurpose takes.
func PurposeNames() []string {
	names := make([]string, len(purposes))
	for i, p := range purposes {
		names[i] = p.name
	}
	return names
}

// ParsePurpose reads a purpose: its name, or a size in centimetres such as 20x12,
// with the type of a page of text.
func ParsePurpose(word string) (Purpose, error) {
	for _, p := range purposes {
		if p.name == word {
			return p.Purpose, nil
		}
	}
	expected := fmt.Errorf("found %q, expected %s or a size in centimetres such as 20x12", word, strings.Join(PurposeNames(), ", "))
	width, height, ok := strings.Cut(strings.ReplaceAll(strings.ToLower(word), "×", "x"), "x")
	if !ok {
		return Purpose{}, expected
	}
	p := Purpose{Fixed: true, DPI: DefaultDPI, Zoom: 1}
	for _, side := range []struct {
		word string
		cm   *float64
	}{{width, &p.WidthCM}, {height, &p.HeightCM}} {
		cm, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(side.word), ",", "."), 64)
		if err != nil {
			return Purpose{}, expected
		}
		if !within(cm) {
			return Purpose{}, fmt.Errorf("found %q, expected each side from %g to %g cm", word, minCM, maxCM)
		}
		*side.cm = cm
	}
	return p, nil
}

// withDefaults is the purpose with what a page of text has.
func (p Purpose) withDefaults() Purpose {
	page := purposes[0].Purpose
	p.WidthCM, p.HeightCM = cmp.Or(p.WidthCM, page.WidthCM), cmp.Or(p.HeightCM, page.HeightCM)
	p.DPI, p.Zoom = cmp.Or(p.DPI, page.DPI), cmp.Or(p.Zoom, page.Zoom)
	return p
}
