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
		"context": {Title: "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat", Subtitle: "Keski-Suomi, muu maa ja kunnat 1998–2021", Source: source, Content: inContext()},
		"half":    {WidthCM: 7.8, HeightCM: 6, Title: "Kodin ulkopuolelle sijoitetut", Subtitle: "0–17-vuotiaista 1998–2021, %", Source: source, Content: outlook(3, "ennuste")},
		"survey":  {Title: "Kokee terveytensä keskinkertaiseksi tai huonoksi", Subtitle: "Kouluterveyskysely 2004–2023", Source: source, Content: surveyed()},
		"periods": {Title: "Kolmen vuoden keskiarvoja", Subtitle: "2006–2023", Source: source, Content: together()},
		"six":     {Title: "Kuusi aluetta ja yksi tyhjä", Source: source, Content: six()},
		"months":  {WidthCM: 12, HeightCM: 7, Title: "Kuukausittain", Source: source, Content: monthly()},
		"baseline": {Lang: domain.English, Title: "Employment rate", Subtitle: "15–64-year-olds 2012–2019, %", Notes: []string{"The axis does not begin at zero."},
			Watermark: "Sample data, not real statistics", Source: "Source: made up",
			Content: Content{Decimals: 1, Series: []Series{
				{Label: "Central Finland", Points: yearly(2012, 71.2, 70.9, 70.1, 69.8, 68.4, 68.9, 67.7, 66.9)},
				{Label: "whole country", Points: yearly(2012, 70, 70.2, 69.9, 69.4, 69.1, 68.8, 68.8, 68.2)},
			}}},
	})
	figuretest.Golden(t, figures)
}
