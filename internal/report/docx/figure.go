package docx

import (
	"fmt"

	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

const (
	drawingNS = "http://schemas.openxmlformats.org/drawingml/2006/main"
	pictureNS = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	wordDraws = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	svgNS     = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
	// svgExt marks a picture's other form, of lines (MS-ODRAWXML 2.3.1.16).
	svgExt = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"

	emuPerTwip    = 635
	twipsPerCM    = 567.0
	captionHeight = 1100 // twips left on a figure's page for its caption
)

// figure is a picture on a line of its own, at its printed size or as large as the page
// has room for, with its caption under it on the same page.
func (in *Insertion) figure(f *document.Figure) {
	width, height := f.Width*twipsPerCM, f.Height*twipsPerCM
	fit := 1.0
	if width > 0 && height > 0 {
		fit = min(1, float64(in.measure)/width, float64(in.height-captionHeight)/height)
	} else {
		width, height = float64(in.measure), float64(in.measure)/2
	}
	in.put(paragraph{style: in.style("KuvioFigure"), keepNext: true, content: in.picture(f, int(width*fit*emuPerTwip), int(height*fit*emuPerTwip))})
	caption := paragraph{}
	if in.own { // its style's space is that of a caption over a table
		caption.around = `<w:spacing w:before="100" w:after="320"/>`
	}
	in.captioned(f, caption)
}

// picture draws a figure as lines where the program knows SVG, as dots elsewhere.
func (in *Insertion) picture(f *document.Figure, cx, cy int) string {
	dots := f.PNG
	if dots == nil {
		dots = emptyPNG
	}
	embedded := in.media("png", "image/png", dots)
	lines := ""
	if f.SVG != nil {
		lines = `<a:extLst><a:ext uri="` + svgExt + `"><asvg:svgBlip xmlns:asvg="` + svgNS + `" r:embed="` + in.media("svg", "image/svg+xml", f.SVG) + `"/></a:ext></a:extLst>`
	}
	c, id := in.captions[f], in.id()
	about := fmt.Sprintf(`id="%s" name="%s" descr="%s" title="%s"`, id, ooxml.Escape(c.Name()), ooxml.Escape(f.Alt), ooxml.Escape(c.Text))
	return `<w:r><w:drawing><wp:inline xmlns:wp="` + wordDraws + `" distT="0" distB="0" distL="0" distR="0">` +
		fmt.Sprintf(`<wp:extent cx="%d" cy="%d"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr %s/>`, cx, cy, about) +
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="` + drawingNS + `" noChangeAspect="1"/></wp:cNvGraphicFramePr>` +
		`<a:graphic xmlns:a="` + drawingNS + `"><a:graphicData uri="` + pictureNS + `"><pic:pic xmlns:pic="` + pictureNS + `">` +
		`<pic:nvPicPr><pic:cNvPr ` + about + `/><pic:cNvPicPr><a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr>` +
		`<pic:blipFill><a:blip xmlns:r="` + relNS + `" r:embed="` + embedded + `">` + lines + `</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		fmt.Sprintf(`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`, cx, cy) +
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

// media puts a picture into the file and gives the relationship that leads to it.
func (in *Insertion) media(ext, contentType string, content []byte) string {
	name := in.p.Free("word/media/kuvio*." + ext)
	in.p.Add(name, contentType, content)
	return in.p.Relate(in.part, ooxml.Office+"/image", name)
}

// emptyPNG is one transparent dot, for programs that know no SVG where a figure has no
// other picture.
var emptyPNG = []byte("\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x0b\x49\x44\x41\x54\x78\xda\x63\x60\x00\x02\x00\x00\x05\x00\x01\xe9\xfa\xdc\xd8\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82")
