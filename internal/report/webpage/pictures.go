package webpage

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"

	"kuvio/internal/late"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// picture is a figure of the page.
type picture struct {
	ID, Caption, Label string
	SVG                template.HTML
	PNG                template.URL // where there is no SVG
	Width, Height      string       // of a PNG, in pixels of the web
	Whole              bool         // it takes the whole width of a page
	Alt                string
	Data               *grid
}

const (
	pixels = 96 / 2.54 // of the web, in a centimetre
	whole  = 13        // centimetres from which a figure is drawn for a page's width
)

func (b *build) picture(f *document.Figure) (*picture, error) {
	id := b.ids.block[f]
	p := &picture{ID: id, Caption: b.captions[f].String(), Label: b.ids.free(id + "-caption"), Alt: f.Alt, Whole: f.Width >= whole}
	if len(f.SVG) > 0 {
		p.SVG = inlined(f.SVG, id)
	} else {
		p.PNG = template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(f.PNG))
		p.Width, p.Height = fmt.Sprintf("%.0f", f.Width*pixels), fmt.Sprintf("%.0f", f.Height*pixels)
	}
	if f.Data == nil {
		return p, nil
	}
	laid, err := f.Data.Lay(table.Options{Lang: b.Lang}) // on a screen there is room for what was drawn
	if err != nil {
		return nil, fmt.Errorf("the data of %s: %w", f.ID, err)
	}
	p.Data = gridOf(laid)
	p.Data.Label = b.ids.free(id + "-data")
	p.Data.Caption = b.captions[f].Name() + ": " + b.words.Data
	return p, nil
}

var named = late.Regexp(`\sid="([^"]+)"`)

// inlined is a picture of our own writer, which escapes its texts, as a part of a page:
// what it names is named after its figure, for a page may have the same picture twice.
func inlined(svg []byte, id string) template.HTML {
	s := string(svg[max(0, bytes.Index(svg, []byte("<svg"))):])
	var renamed []string
	for _, m := range named().FindAllStringSubmatch(s, -1) {
		own := id + "-" + m[1]
		renamed = append(renamed, `"`+m[1]+`"`, `"`+own+`"`, `"#`+m[1]+`"`, `"#`+own+`"`, `url(#`+m[1]+`)`, `url(#`+own+`)`)
	}
	return template.HTML(strings.NewReplacer(renamed...).Replace(s))
}
