package slides

import (
	"fmt"
	"strings"

	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

// line is a paragraph on a slide.
type line struct {
	text string
	runs []document.Run // in place of text, where it has faces
	item bool           // of a list
	mark string         // of an ordered list's item
	size int            // hundredths of a point; 0 is that of the layout
}

// words is a placeholder of the layout with its lines.
func (k *deck) words(id int, name, placeholder string, lines []line) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph %s/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>`, id, name, placeholder)
	for _, l := range lines {
		b.WriteString(k.paragraph(l))
	}
	b.WriteString(`</p:txBody></p:sp>`)
	return b.String()
}

func (k *deck) paragraph(l line) string {
	var b strings.Builder
	b.WriteString("<a:p>")
	if l.item {
		b.WriteString(`<a:pPr lvl="1"/>`)
	}
	runs := l.runs
	if runs == nil {
		runs = []document.Run{{Text: l.text}}
	}
	if l.mark != "" {
		runs = append([]document.Run{{Text: l.mark}}, runs...)
	}
	for _, r := range runs {
		face := ""
		if l.size > 0 {
			face += fmt.Sprintf(` sz="%d"`, l.size)
		}
		if r.Bold {
			face += ` b="1"`
		}
		if r.Italic {
			face += ` i="1"`
		}
		fmt.Fprintf(&b, `<a:r><a:rPr lang="%s"%s/><a:t>%s</a:t></a:r>`, tag(k.d.Lang), face, ooxml.Escape(r.Text))
	}
	b.WriteString("</a:p>")
	return b.String()
}

const number = `<p:sp><p:nvSpPr><p:cNvPr id="4" name="Number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" idx="4"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>%d</a:t></a:fld></a:p></p:txBody></p:sp>`

func (k *deck) titleSlide() {
	k.slide(titleLayout, "", func(string) string {
		shapes := k.words(2, "Title", `type="ctrTitle"`, []line{{text: k.d.Title}})
		return shapes + k.words(3, "Subtitle", `type="subTitle" idx="1"`, []line{{text: k.d.Subtitle}})
	})
}

func (k *deck) textSlide(p page) {
	k.slide(textLayout, "", func(string) string {
		return k.words(2, "Title", `type="title"`, []line{{text: p.title}}) + k.words(3, "Text", `idx="1"`, p.lines) + fmt.Sprintf(number, len(k.slides))
	})
}

// margin is what is left free around a figure, in centimetres.
const margin = 1.0

// figureSlide is a figure as large as the slide has room for. Its picture has its title
// and source in it; the slide's own title, by which it is found and read aloud, lies
// beside the slide, where a presentation program puts one that is not to be seen.
func (k *deck) figureSlide(f *document.Figure) {
	c := k.captions[f]
	k.slide(figureLayout, f.Alt, func(part string) string {
		title := c.Text
		if title == "" {
			title = c.Name()
		}
		return k.words(2, "Title", `type="title"`, []line{{text: title}}) + k.picture(part, f) + fmt.Sprintf(number, len(k.slides))
	})
}

const (
	svgNS = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
	// svgExt marks a picture's other form, of lines (MS-ODRAWXML 2.3.1.16).
	svgExt = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
)

// picture draws a figure as lines where the program knows SVG, as dots elsewhere.
func (k *deck) picture(part string, f *document.Figure) string {
	wide, high := float64(slideWidth)-2*margin*emuPerCM, float64(slideHeight)-2*margin*emuPerCM
	if f.Width > 0 && f.Height > 0 {
		fit := min(wide/f.Width, high/f.Height)
		wide, high = f.Width*fit, f.Height*fit
	}
	var first, lines string
	if f.PNG != nil {
		first = k.media(part, "png", "image/png", f.PNG)
	}
	if f.SVG != nil {
		id := k.media(part, "svg", "image/svg+xml", f.SVG)
		if first == "" {
			first = id
		}
		lines = `<a:extLst><a:ext uri="` + svgExt + `"><asvg:svgBlip xmlns:asvg="` + svgNS + `" r:embed="` + id + `"/></a:ext></a:extLst>`
	}
	return fmt.Sprintf(`<p:pic><p:nvPicPr><p:cNvPr id="3" name="%s" descr="%s"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>`, ooxml.Escape(k.captions[f].Name()), ooxml.Escape(f.Alt)) +
		`<p:blipFill><a:blip r:embed="` + first + `">` + lines + `</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>` +
		fmt.Sprintf(`<p:spPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`,
			int(slideWidth-wide)/2, int(slideHeight-high)/2, int(wide), int(high))
}

// media puts a picture into the file and gives the relationship that leads to it.
func (k *deck) media(part, ext, contentType string, content []byte) string {
	name := k.p.Free("ppt/media/kuvio*." + ext)
	k.p.Add(name, contentType, content)
	return k.p.Relate(part, ooxml.Office+"/image", name)
}
