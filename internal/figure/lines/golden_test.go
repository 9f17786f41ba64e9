package lines

import (
	"maps"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

func TestGolden(t *testing.T) {
	figures := estimated()
	maps.Copy(figures, map[string]figure.Figure{
		"lines": {Title: "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, % vastaavanikäisestä väestöstä",
			Subtitle: "Keski-Suomi ja muu maa 1995–2014, %", Source: source, Content: placements()},
		"crowded": {Title: longTitle, Subtitle: "Maakunnat 1991–2021, %", Source: source, Content: crowded(maakunnat...)},
		"baseline": {Lang: domain.English, Title: "Employment rate", Subtitle: "15–64-year-olds 2012–2019, %", Notes: []string{"The axis does not begin at zero."},
			Watermark: "Sample data, not real statistics", Source: "Source: made up",
			Content: Content{Decimals: 1, Series: []Series{
				{Label: "Central Finland", Points: yearly(2012, 71.2, 70.9, 70.1, 69.8, 68.4, 68.9, 67.7, 66.9)},
				{Label: "whole country", Points: yearly(2012, 70, 70.2, 69.9, 69.4, 69.1, 68.8, 68.8, 68.2)},
			}}},
	})
	figuretest.Golden(t, figures)
}
