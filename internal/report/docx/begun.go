package docx

import (
	_ "embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

//go:embed own/styles.xml
var ownStyles []byte

// begun is a file without text: kuvio's own, or an organisation's.
func begun(d *document.Document, opt Options) (*ooxml.Package, error) {
	if opt.Template == nil {
		return own(d), nil
	}
	p, err := ooxml.Open(opt.Template)
	if err != nil {
		return nil, err
	}
	main := p.Main()
	if !strings.Contains(p.Type(main), "wordprocessingml") {
		return nil, errors.New("found a file that is no Word document, expected .docx or .dotx")
	}
	for _, o := range p.Outside() {
		if path.Base(o.Type) != "hyperlink" && fetched(o.Target) {
			return nil, fmt.Errorf("%q takes %q from elsewhere whenever the file is opened: remove that picture or template from it, or save a copy of it within", o.From, o.Target)
		}
	}
	p.SetType(main, mainType) // of a .dotx it is a template's
	emptied(p, main)
	return p, nil
}

// ofText are the kinds of relationships that what a document says has, unlike its looks.
var ofText = []string{
	"image", "hyperlink", "chart", "chartEx", "oleObject", "package", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors",
	"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "aFChunk", "subDocument",
}

// emptied takes out of a template the pictures, comments and links of its own text, and
// what it says of itself.
func emptied(p *ooxml.Package, main string) {
	for _, r := range p.Relationships("") {
		if kind := path.Base(r.Type); kind == "core-properties" || kind == "thumbnail" {
			p.Unrelate("", r.ID)
			p.Remove(ooxml.Target("", r))
		}
	}
	var parts []string
	for _, r := range p.Relationships(main) {
		if slices.Contains(ofText, path.Base(r.Type)) {
			p.Unrelate(main, r.ID)
			if !r.External {
				parts = append(parts, ooxml.Target(main, r))
			}
		}
	}
	for _, name := range p.Names() { // headers may show the same pictures
		for _, r := range p.Relationships(name) {
			target := ooxml.Target(name, r)
			parts = slices.DeleteFunc(parts, func(part string) bool { return strings.EqualFold(part, target) })
		}
	}
	for _, part := range parts {
		p.Remove(part)
	}
}

// fetched reports whether a program would ask a network for an address.
func fetched(address string) bool {
	a := strings.ToLower(strings.TrimSpace(address))
	return strings.HasPrefix(a, `\\`) || strings.HasPrefix(a, "//") || strings.HasPrefix(a, "file://") && !strings.HasPrefix(a, "file:///") ||
		strings.Contains(a, "://") && !strings.HasPrefix(a, "file:")
}

// own is kuvio's own template: A4 with a measure of 16 cm, which figures have too, and a
// footer that numbers the pages.
func own(d *document.Document) *ooxml.Package {
	p := ooxml.New()
	const types = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	p.SetType("a.rels", "application/vnd.openxmlformats-package.relationships+xml")
	p.Add(bodyPart, mainType, []byte(ooxml.Declaration+`<w:document xmlns:w="`+wordNS+`" xmlns:r="`+relNS+`"><w:body>`+
		`<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>`+
		`<w:pgMar w:top="1361" w:right="1417" w:bottom="1304" w:left="1417" w:header="680" w:footer="624" w:gutter="0"/></w:sectPr></w:body></w:document>`))
	p.Add("word/styles.xml", types+"styles+xml", []byte(strings.Replace(string(ownStyles), `w:val="fi-FI"`, `w:val="`+tag(d.Lang)+`"`, 1)))
	p.Add("word/settings.xml", types+"settings+xml", []byte(ooxml.Declaration+`<w:settings xmlns:w="`+wordNS+`">`+
		`<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="567"/><w:doNotHyphenateCaps/>`+
		`<w:characterSpacingControl w:val="doNotCompress"/>`+
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`+
		`<w:themeFontLang w:val="`+tag(d.Lang)+`"/></w:settings>`))
	p.Add("word/fontTable.xml", types+"fontTable+xml", []byte(ooxml.Declaration+`<w:fonts xmlns:w="`+wordNS+`">`+
		`<w:font w:name="Arial"><w:altName w:val="Liberation Sans"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`))
	p.Add("word/footer1.xml", types+"footer+xml", []byte(ooxml.Declaration+`<w:ftr xmlns:w="`+wordNS+`">`+footer(d)+`</w:ftr>`))
	p.Relate("", ooxml.Office+"/officeDocument", bodyPart)
	for _, part := range []string{"styles", "settings", "fontTable"} {
		p.Relate(bodyPart, ooxml.Office+"/"+part, "word/"+part+".xml")
	}
	p.Relate(bodyPart, ooxml.Office+"/footer", "word/footer1.xml")
	return p
}

// footer is the title and the page of how many: "Keski-Suomi   3 (7)".
func footer(d *document.Document) string {
	runs := field("PAGE", "", "1") + run("", " (") + field("NUMPAGES", "", "1") + run("", ")")
	if d.Title != "" {
		runs = run("", clipped(d.Title, 90)+"\u2003") + runs
	}
	return `<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>` + runs + `</w:p>`
}
