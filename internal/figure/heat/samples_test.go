package heat

import (
	"fmt"
	"strconv"
	"strings"
)

// placements are the 0–17-year-olds placed outside home, % of the age group, in
// Keski-Suomi's municipalities, 2010–2021 (SOTKAnet 191); – is not published.
const placements = `Kannonkoski – – 1,8 2,2 – – 2,1 2,5 3,1 2,8 – 3,5
Viitasaari 1,7 2,2 2,3 2,3 1,5 2,1 2,0 2,8 3,5 2,8 2,6 3,0
Jämsä 1,7 1,9 2,0 1,6 2,1 2,6 2,0 2,2 2,5 2,4 2,6 2,7
Joutsa 1,8 2,0 2,4 2,7 3,1 2,9 3,5 2,8 2,9 2,6 2,3 2,4
Jyväskylä 1,9 2,0 2,1 2,2 2,1 1,9 2,0 2,2 2,4 2,4 2,4 2,4
Karstula 1,7 1,9 2,2 2,1 2,3 1,8 1,5 2,1 1,8 2,0 2,0 2,4
Multia – 1,5 1,5 2,4 1,8 2,5 2,7 3,4 3,4 2,7 2,3 2,2
Pihtipudas 1,3 2,3 2,2 1,8 1,1 1,3 1,5 1,4 1,9 2,0 2,0 2,2
Äänekoski 1,8 1,7 1,8 2,0 1,9 2,2 1,7 1,5 1,8 1,7 1,9 2,2
Keuruu 0,8 1,0 1,1 1,1 1,2 1,3 1,0 1,1 1,3 1,6 2,0 1,7
Saarijärvi 1,4 1,9 2,4 2,2 2,1 1,8 1,9 1,4 1,7 1,4 1,7 1,7
Konnevesi 1,0 1,2 2,5 1,7 1,5 1,6 1,1 1,1 – – – 1,2
Petäjävesi – – 0,7 0,7 – – 0,9 1,1 1,3 1,1 1,1 1,2
Hankasalmi 1,5 2,2 1,4 1,4 1,8 2,0 2,0 1,9 1,5 1,4 1,3 1,1
Laukaa 0,6 0,7 0,8 0,6 0,5 0,7 0,8 1,0 1,0 1,2 1,4 1,1
Uurainen – 0,7 0,8 0,8 1,0 1,0 0,5 0,5 0,6 0,5 0,6 0,9
Muurame 0,9 1,0 0,8 0,6 0,8 0,5 0,5 0,5 0,7 0,8 0,5 0,6
Kivijärvi 2,1 3,4 3,8 4,2 2,9 – – – – – – 0,0
Kinnula – – 3,0 3,0 2,7 1,7 – – – 1,8 1,5 –
Kyyjärvi 1,7 1,7 1,8 – – – – – – – – –
Toivakka 1,2 – – – – – – 0,9 1,1 0,9 – –
Keski-Suomi 1,6 1,7 1,8 1,8 1,7 1,7 1,7 1,8 2,0 2,0 2,0 2,0
Koko_maa 1,5 1,5 1,5 1,6 1,5 1,5 1,5 1,6 1,7 1,7 1,7 1,7`

// municipalities is a heat table of placements.
func municipalities() Content {
	c := Content{
		Classes: []string{"0,0–1,0", "1,1–1,5", "1,6–1,8", "1,9–2,3", "2,4–4,2"},
		Signs:   []Sign{{"..", "tieto puuttuu"}, {"salattu", "alle viisi lasta"}},
		Empty:   "Ei tietoja.",
	}
	limits := []float64{1.05, 1.55, 1.85, 2.35}
	for y := 2010; y <= 2021; y++ {
		c.Columns = append(c.Columns, Column{Heading: strconv.Itoa(y)})
	}
	for line := range strings.Lines(placements) {
		fields := strings.Fields(line)
		r := Row{Name: strings.ReplaceAll(fields[0], "_", " ")}
		r.Focus, r.Benchmark = r.Name == "Jyväskylä", r.Name == "Keski-Suomi" || r.Name == "Koko maa"
		for _, text := range fields[1:] {
			v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
			if err != nil {
				r.Cells = append(r.Cells, Cell{Text: "..", Absent: true})
				continue
			}
			class := 1
			for _, limit := range limits {
				if v > limit {
					class++
				}
			}
			r.Cells = append(r.Cells, Cell{Text: text, Class: class})
		}
		c.Rows = append(c.Rows, r)
	}
	return c
}

// many is a table of rows and columns of numbers alone.
func many(rows, columns int, name string) Content {
	c := Content{Classes: []string{"0–32", "33–65", "66–99"}}
	for j := range columns {
		c.Columns = append(c.Columns, Column{Heading: strconv.Itoa(1991 + j)})
	}
	for i := range rows {
		r := Row{Name: fmt.Sprintf("%s %d", name, i+1)}
		for j := range columns {
			v := (i*37 + j*11) % 99
			r.Cells = append(r.Cells, Cell{Text: strconv.Itoa(v), Class: 1 + v/33})
		}
		c.Rows = append(c.Rows, r)
	}
	return c
}

// rug is indicators by areas, by how each stands to the country.
func rug() Content {
	return Content{
		Scale:   Verdict,
		Classes: []string{"heikompi", "eroaa, suunta ei ole hyvä eikä huono", "parempi"},
		Marks:   Marks{"suurempi kuin koko maa", "pienempi"},
		Signs:   []Sign{{"..", "tieto puuttuu"}, {"salattu", "alle viisi henkilöä"}},
		Columns: []Column{{Heading: "Jyväskylä"}, {Heading: "Pedersören kunta"}, {Heading: "Äänekoski"}, {Heading: "Keski-Suomi"}, {Heading: "Koko maa"}},
		Rows: []Row{
			{Name: "Kodin ulkopuolelle sijoitetut 0–17-vuotiaat, % vastaavanikäisestä väestöstä", Detail: "% , 2021", Cells: []Cell{
				{Text: "2,4", Class: 1, Mark: Higher}, {Text: "0,6", Class: 3, Mark: Lower}, {Text: "2,2"}, {Text: "2,0", Class: 1, Mark: Higher}, {Text: "1,7"}}},
			{Name: "Lasten pienituloisuusaste", Detail: "%, 2020", Focus: true, Cells: []Cell{
				{Text: "13,2", Class: 1, Mark: Higher}, {Text: "..", Absent: true}, {Text: "16,9", Class: 1, Mark: Higher}, {Text: "13,6", Class: 1, Mark: Higher}, {Text: "12,1"}}},
			{Name: "0–17-vuotiaat, % väestöstä", Detail: "%, 2021", Cells: []Cell{
				{Text: "18,4", Class: 2, Mark: Lower}, {Text: "31,9", Class: 2, Mark: Higher}, {Text: "19,2"}, {Text: "18,6"}, {Text: "18,8"}}},
			{Name: "Kiireellisesti sijoitetut", Detail: "%, 2021", Cells: []Cell{
				{Text: "0,6"}, {Text: "salattu", Absent: true}, {Text: "0,9", Class: 1, Mark: Higher}, {Text: "0,6"}, {Text: "0,4"}}},
		},
	}
}
