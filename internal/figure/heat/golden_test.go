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
		"negative": {Title: "Nettomuutto / 1 000 asukasta", Content: Content{Scale: Diverging, Classes: []string{"−17,6 … −10,1", "−10,0 … −0,1", "0,0 … 9,9", "10,0 … 12,0"},
			Columns: []Column{{Heading: "2020"}, {Heading: "2021", Focus: true}}, Signs: []Sign{{"salattu", "alle viisi lasta"}}, Rows: []Row{
				{Name: "Pedersören kunta", Cells: []Cell{{Text: "−17,6", Class: 1}, {Text: "12,0", Class: 4}}},
				{Name: "Jyväskylä", Cells: []Cell{{Text: "3,4", Class: 3}, {Text: "−0,1", Class: 2}}},
				{Name: "Luhanka", Cells: []Cell{{Text: "salattu", Absent: true}, {Text: "0,0", Class: 3}}},
			}}},
		"plain": {Title: "Eri suuruisia", Content: Content{Columns: []Column{{Heading: "0–6 000 000"}, {Heading: "0,0003"}}, Rows: []Row{
			{Name: "a", Cells: []Cell{{Text: "6 000 000"}, {Text: "0,0003"}}}, {Name: "b", Cells: []Cell{{Text: "0"}, {Text: "0,0011"}}}}}},
		"none":   {Title: "Ei tietoja", Content: Content{Columns: []Column{{Heading: "2021"}}, Rows: []Row{{Name: "Luhanka", Cells: []Cell{{Text: "..", Absent: true}}}}, Empty: "Ei tietoja."}},
		"equal":  {Title: "Kaikki samoja", Content: Content{Classes: []string{"2"}, Columns: []Column{{Heading: "2021"}}, Rows: []Row{{Name: "a", Cells: []Cell{{Text: "2", Class: 1}}}, {Name: "b", Cells: []Cell{{Text: "2", Class: 1}}}}}},
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
		if _, err := figuretest.PNG(figure.Figure{WidthCM: 42, DPI: 100, Content: c}); err != nil {
			b.Fatal(err)
		}
	}
}
