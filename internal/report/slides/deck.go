package slides

import (
	"fmt"
	"strings"

	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

const (
	mainPart   = "ppt/presentation.xml"
	masterPart = "ppt/slideMasters/slideMaster1.xml"
	notesPart  = "ppt/notesMasters/notesMaster1.xml"

	types   = "application/vnd.openxmlformats-officedocument.presentationml."
	theme   = "application/vnd.openxmlformats-officedocument.theme+xml"
	opening = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spaces  = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="` + ooxml.Office + `" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`
)

// layouts of the master, in the order in which it lists them.
const (
	titleLayout  = "ppt/slideLayouts/slideLayout1.xml"
	textLayout   = "ppt/slideLayouts/slideLayout2.xml"
	figureLayout = "ppt/slideLayouts/slideLayout3.xml"
)

// deck is a document on its way onto slides.
type deck struct {
	p        *ooxml.Package
	d        *document.Document
	captions map[document.Block]document.Caption
	slides   []string // their relationships, in order
	master   string   // relationships of the masters
	notes    string
}

// newDeck is a presentation without slides.
func newDeck(d *document.Document) *deck {
	k := &deck{p: ooxml.New(), d: d, captions: d.Captions()}
	k.p.Add(mainPart, types+"presentation.main+xml", nil)
	k.p.Relate("", ooxml.Office+"/officeDocument", mainPart)
	k.add(masterPart, types+"slideMaster+xml", "master")
	k.master = k.p.Relate(mainPart, ooxml.Office+"/slideMaster", masterPart)
	for i, layout := range []string{titleLayout, textLayout, figureLayout} {
		k.add(layout, types+"slideLayout+xml", fmt.Sprintf("layout%d", i+1))
		k.p.Relate(masterPart, ooxml.Office+"/slideLayout", layout)
		k.p.Relate(layout, ooxml.Office+"/slideMaster", masterPart)
	}
	k.themed(masterPart, "ppt/theme/theme1.xml")
	k.p.Relate(mainPart, ooxml.Office+"/theme", "ppt/theme/theme1.xml")
	k.add(notesPart, types+"notesMaster+xml", "notesmaster")
	k.notes = k.p.Relate(mainPart, ooxml.Office+"/notesMaster", notesPart)
	k.themed(notesPart, "ppt/theme/theme2.xml")
	return k
}

// add puts in a part of kuvio's own.
func (k *deck) add(part, contentType, name string) {
	content, err := own.ReadFile("own/" + name + ".xml")
	if err != nil {
		panic(err) // it is embedded
	}
	k.p.Add(part, contentType, content)
}

// themed gives a master its theme, for each has one of its own.
func (k *deck) themed(master, part string) {
	k.add(part, theme, "theme")
	k.p.Relate(master, ooxml.Office+"/theme", part)
}

// Sizes of a slide and of a page of notes, in EMU.
const (
	emuPerCM    = 360000
	slideWidth  = 12192000 // 33.87 cm
	slideHeight = 6858000  // 19.05 cm
	notesWidth  = 6858000
	notesHeight = 9144000
)

// firstSlideID is the least that a slide may have.
const firstSlideID = 256

func (k *deck) presentation() string {
	var b strings.Builder
	b.WriteString(opening + `<p:presentation ` + spaces + ` saveSubsetFonts="1">`)
	fmt.Fprintf(&b, `<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="%s"/></p:sldMasterIdLst>`, k.master)
	fmt.Fprintf(&b, `<p:notesMasterIdLst><p:notesMasterId r:id="%s"/></p:notesMasterIdLst><p:sldIdLst>`, k.notes)
	for i, id := range k.slides {
		fmt.Fprintf(&b, `<p:sldId id="%d" r:id="%s"/>`, firstSlideID+i, id)
	}
	fmt.Fprintf(&b, `</p:sldIdLst><p:sldSz cx="%d" cy="%d"/><p:notesSz cx="%d" cy="%d"/></p:presentation>`, slideWidth, slideHeight, notesWidth, notesHeight)
	return b.String()
}

// slide puts in a slide of a layout; shapes are those on it, given its part. Where there
// is something to be said of it, it has notes.
func (k *deck) slide(layout, notes string, shapes func(part string) string) {
	n := len(k.slides) + 1
	part := fmt.Sprintf("ppt/slides/slide%d.xml", n)
	k.p.Add(part, types+"slide+xml", nil)
	k.slides = append(k.slides, k.p.Relate(mainPart, ooxml.Office+"/slide", part))
	k.p.Relate(part, ooxml.Office+"/slideLayout", layout)
	k.p.Set(part, []byte(opening+`<p:sld `+spaces+`>`+tree(shapes(part))+`</p:sld>`))
	if notes == "" {
		return
	}
	said := fmt.Sprintf("ppt/notesSlides/notesSlide%d.xml", n)
	content := opening + `<p:notes ` + spaces + `>` + tree(notesImage+k.words(3, "Notes", `type="body" idx="3"`, []line{{text: notes}})) + `</p:notes>`
	k.p.Add(said, types+"notesSlide+xml", []byte(content))
	k.p.Relate(said, ooxml.Office+"/notesMaster", notesPart)
	k.p.Relate(said, ooxml.Office+"/slide", part)
	k.p.Relate(part, ooxml.Office+"/notesSlide", said)
}

// tree is the shapes as a slide holds them.
func tree(shapes string) string {
	return `<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>` +
		`<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>` +
		shapes + `</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>`
}

// notesImage is the slide over its notes.
const notesImage = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>`
