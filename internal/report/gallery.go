package report

import (
	"fmt"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/report/document"
)

// Gallery is a document of figures alone, each under its headline with what it measures
// for a caption, its data and the file it is described in. Those that cannot be drawn are
// left out; an error says of each why.
func Gallery(figures []*chart.Figure, l domain.Lang) (*document.Document, []error) {
	d := &document.Document{Lang: l, Title: text("Kuviot", "Figurer", "Figures").In(l)}
	same := make(map[string]int)
	for _, f := range figures {
		same[f.Heading(l)]++
	}
	var failed []error
	for _, f := range figures {
		drawn, err := Figured(f, l, figure.FormatSVG)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		heading := f.Heading(l)
		drawn.Caption = f.Subheading(l)
		if same[heading] > 1 && drawn.Caption != "" { // or nobody could tell one from another in the contents
			heading = fmt.Sprintf("%s: %s", heading, drawn.Caption)
		}
		d.Blocks = append(d.Blocks, &document.Heading{Level: 1, Text: heading}, drawn)
		if file := f.File(); file != "" {
			d.Blocks = append(d.Blocks, &document.Note{Text: describedIn.In(l) + file})
		}
	}
	return d, failed
}

var describedIn = text("Kuvauksen tiedosto: ", "Beskrivningens fil: ", "Described in: ")
