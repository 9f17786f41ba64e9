// Package gallery makes one web page of figures: each with its alternative text
// and the data that is drawn, all in the page itself.
package gallery

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"html/template"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/table"
)

// Figure is a figure as the page shows it, in one language.
type Figure struct {
	ID    string
	Title string
	File  string // the spec it is drawn from; "" for none
	PNG   []byte // the picture, where there is no SVG
	SVG   []byte
	Alt   string
	Table *table.Table
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

// picture is the figure's picture as a part of the page. An SVG has its title and
// description in it.
func (f Figure) picture() template.HTML {
	if f.SVG != nil {
		_, drawn, found := strings.Cut(string(f.SVG), "?>")
		if !found {
			drawn = string(f.SVG)
		}
		return template.HTML(drawn)
	}
	var img strings.Builder
	err := pictureTag.Execute(&img, map[string]any{"Alt": f.Alt, "Data": template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(f.PNG))})
	if err != nil {
		return ""
	}
	return template.HTML(img.String())
}

var pictureTag = template.Must(template.New("picture").Parse(`<img src="{{.Data}}" alt="{{.Alt}}">`))
