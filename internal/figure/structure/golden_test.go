package structure

import (
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

func TestGolden(t *testing.T) {
	mixed := organisations()
	mixed.Groups[3].Members = append(mixed.Groups[3].Members, members(1, "Jämsä", "Kuhmoinen")...)
	mixed.Groups = mixed.Groups[:5]
	figuretest.Golden(t, map[string]figure.Figure{
		"structure": {Title: "Mikä kunta kuuluu mihinkin organisaatioon", Subtitle: "Keski-Suomen 23 kuntaa 2015", Content: organisations()},
		"marks":     {Title: "Mikä kunta kuuluu mihinkin organisaatioon", Content: mixed},
	})
}

func TestNothingIsCutAtTheEdges(t *testing.T) {
	figuretest.Whole(t, map[string]figure.Figure{"structure": {Watermark: "Esimerkkiaineisto, ei todellisia tilastoja", Content: organisations()}})
}
