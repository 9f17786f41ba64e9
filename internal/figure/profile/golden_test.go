package profile

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

func figures() map[string]figure.Figure {
	plain := jyvaskyla()
	plain.Range, plain.Trend = false, ""
	one := jyvaskyla()
	one.Rows = one.Rows[:1]
	one.Rows[0].Range.High, one.Rows[0].Range.Low = 2.35, 2.35
	one.Rows[0].Range.LowHalf, one.Rows[0].Range.UpperHalf, one.Rows[0].Range.Marks = 2.35, 2.35, []float64{2.35, 2.35}
	alone := jyvaskyla()
	alone.Beside = nil
	for i := range alone.Rows {
		alone.Rows[i].Beside, alone.Rows[i].Range.Marks = nil, nil
	}
	none := jyvaskyla()
	none.Rows = []Row{{Name: "Lasten pienituloisuusaste", Value: "..", Absent: true, Beside: []string{"..", ".."}, Range: noRange}}
	return map[string]figure.Figure{
		"profile": {Title: "Jyväskylän hyvinvointi koko maan rinnalla", Subtitle: "Uusimmat tiedot", Source: "Lähde: THL, Tilastotietokanta Sotkanet.fi",
			Watermark: "Esimerkkiaineisto, ei todellisia tilastoja", Content: jyvaskyla()},
		"plain": {WidthCM: 12, Lang: domain.Swedish, Title: "Pedersören kunta", Content: plain},
		"one":   {Title: strings.Repeat("Kodin ulkopuolelle sijoitetut ", 6), Content: one},
		"alone": {WidthCM: 24, HeightCM: 16, Title: "Jyväskylä kuntien joukossa", Content: alone},
		"none":  {Title: "Ei tietoja", Content: none},
	}
}

func TestGolden(t *testing.T) { figuretest.Golden(t, figures()) }

func TestNothingIsCutAtTheEdges(t *testing.T) { figuretest.Whole(t, figures()) }
