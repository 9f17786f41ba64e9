package heat

import (
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

const source = "Lähde: THL, Tilasto- ja indikaattoripankki Sotkanet.fi"

func figures() map[string]figure.Figure {
	one := municipalities()
	one.Rows = one.Rows[4:5]
	seam := municipalities()
	seam.Columns[5].Seam = true
	long := municipalities()
	for i := range long.Rows {
		long.Rows[i].Name = "Pedersören kunta"
	}
	return map[string]figure.Figure{
		"municipalities": {Title: "Sijoitettuja on suhteellisesti eniten Kannonkoskella ja Viitasaarella", Subtitle: "Kodin ulkopuolelle sijoitetut 2010–2021, % 0–17-vuotiaista",
			Source: source, Content: municipalities()},
		"rug": {Title: "Kunnat koko maan rinnalla", Subtitle: "Uusimmat tiedot", Watermark: "Esimerkkiaineisto, ei todellisia tilastoja", Source: source, Content: rug()},
		"one": {Title: strings.Repeat("Kodin ulkopuolelle sijoitetut ", 6), Content: one},
		"half": {WidthCM: 8, HeightCM: 12, Title: "Sijoitetut kunnittain", Subtitle: "% 0–17-vuotiaista", Content: func() Content {
			c := municipalities()
			c.Columns = c.Columns[6:]
			for i := range c.Rows {
				c.Rows[i].Cells = c.Rows[i].Cells[6:]
			}
			return c
		}()},
		"seam":   {Lang: domain.Swedish, WidthCM: 20, HeightCM: 8, Title: "Placerade barn", Content: Content{Columns: seam.Columns, Rows: seam.Rows[:6], Classes: seam.Classes}},
		"blocks": {WidthCM: 24, Title: "Kunnat", Content: many(309, 3, "Kunta")},
		"turned": {Title: "Kapeat sarakkeet", Content: func() Content {
			c := many(8, 20, "Indikaattori")
			for i := range c.Columns {
				c.Columns[i].Heading = long.Rows[i].Name
			}
			return c
		}()},
	}
}

func TestGolden(t *testing.T) { figuretest.Golden(t, figures()) }

func TestNothingIsCutAtTheEdges(t *testing.T) {
	all := figures()
	delete(all, "blocks") // it takes longer than all the others
	figuretest.Whole(t, all)
}

func BenchmarkWholeCountry(b *testing.B) {
	c := many(309, 30, "Pedersören kunta")
	for b.Loop() {
		if _, err := figure.PNG(figure.Figure{WidthCM: 42, DPI: 100, Content: c}); err != nil {
			b.Fatal(err)
		}
	}
}
