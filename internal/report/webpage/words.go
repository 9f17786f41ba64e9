package webpage

import "kuvio/internal/domain"

// words are those of the page around the document.
type words struct {
	Skip, Contents, Top string
	InWords, Data       string // under a figure
	Sources             string
	Sorted              string // "{0}" is a column's heading
	Up, Down, Unsorted  string
	Sort                string // what a heading's button does
	Scroll              string
}

var said = map[domain.Lang]words{
	domain.Finnish: {
		Skip: "Siirry sisältöön", Contents: "Sisällys", Top: "Sivun alkuun",
		InWords: "Kuvio sanoin", Data: "Kuvion tiedot taulukkona", Sources: "Lähteet",
		Sorted: "Taulukon järjestys: {0}", Up: "nouseva", Down: "laskeva", Unsorted: "alkuperäinen järjestys",
		Sort: "järjestä", Scroll: "vieritettävä",
	},
	domain.Swedish: {
		Skip: "Hoppa till innehållet", Contents: "Innehåll", Top: "Till sidans början",
		InWords: "Figuren i ord", Data: "Figurens uppgifter som tabell", Sources: "Källor",
		Sorted: "Tabellens ordning: {0}", Up: "stigande", Down: "fallande", Unsorted: "ursprunglig ordning",
		Sort: "sortera", Scroll: "kan rullas",
	},
	domain.English: {
		Skip: "Skip to the content", Contents: "Contents", Top: "To the top of the page",
		InWords: "The figure in words", Data: "The figure's data as a table", Sources: "Sources",
		Sorted: "Table sorted by {0}", Up: "ascending", Down: "descending", Unsorted: "original order",
		Sort: "sort", Scroll: "scrollable",
	},
}
