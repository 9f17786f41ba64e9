// Package gallery makes one web page of figures: each with its alternative text
// and the data that is drawn, all in the page itself.
package gallery

import (
	"bytes"
	_ "embed"
	"html/template"

	"kuvio/internal/domain"
	"kuvio/internal/table"
)

// Figure is a figure as the page shows it, in one language.
type Figure struct {
	ID       string
	Title    string
	Subtitle string
	File     string // the spec it is drawn from; "" for none
	SVG      []byte // the picture, with its title and description in it
	Alt      string
	Table    *table.Table
}

//go:embed gallery.html
var layout string

var page = template.Must(template.New("gallery").Parse(layout))

// words are those of the page around the figures.
type words struct{ Title, Contents, Alt, Data, Of, Top string }

var said = map[domain.Lang]words{
	domain.Finnish: {"Kuviot", "Sisällys", "Vaihtoehtoinen teksti", "Tiedot taulukkona", "Kuvauksen tiedosto", "Alkuun"},
	domain.Swedish: {"Figurer", "Innehåll", "Alternativ text", "Uppgifterna som tabell", "Beskrivningens fil", "Till början"},
	domain.English: {"Figures", "Contents", "Alternative text", "The data as a table", "Described in", "To the top"},
}

type shown struct {
	Figure
	Picture template.HTML
	Data    template.HTML
}

// Page is the page of figures, self-contained: no script, no other file.
func Page(figures []Figure, l domain.Lang) ([]byte, error) {
	var all []shown
	for _, f := range figures {
		var data bytes.Buffer
		if err := f.Table.WriteHTML(&data, table.Options{Lang: l}); err != nil {
			return nil, err
		}
		all = append(all, shown{f, f.picture(), template.HTML(data.String())}) // the table escapes what it writes
	}
	var out bytes.Buffer
	err := page.Execute(&out, map[string]any{"Lang": string(l), "Words": said[l], "Figures": all})
	return out.Bytes(), err
}

// picture is the figure's picture as a part of the page.
func (f Figure) picture() template.HTML {
	return template.HTML(f.SVG[max(0, bytes.Index(f.SVG, []byte("<svg"))):]) // our own writer's, whose texts it escapes
}
