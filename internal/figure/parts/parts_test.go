package parts

import (
	"math"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

func TestGolden(t *testing.T) {
	figuretest.Golden(t, map[string]figure.Figure{
		"bars": {Title: "Väestö ikäryhmittäin koko maassa ja Keski-Suomessa", Subtitle: "Henkilöä; paneeleilla on omat asteikkonsa",
			Source: "Lähde: Tilastokeskus", Watermark: "Esimerkkiaineisto, ei todellisia tilastoja", Content: ageBars()},
	})
}

func TestNothingIsCutAtTheEdges(t *testing.T) {
	figuretest.Whole(t, map[string]figure.Figure{
		"bars": {Content: ageBars()},
		"zero": {Content: Content{Categories: []string{"a"}, Panels: []Panel{{Title: "p", Bars: []Bar{{Value: 0}}}}}},
		"none": {Content: Content{Categories: []string{"a"}, Panels: []Panel{{Bars: []Bar{{Value: math.NaN(), Text: "puuttuu"}}}}, Empty: "Ei tietoja."}},
	})
}
