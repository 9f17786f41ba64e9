package docx

import (
	"path"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/ooxml"
)

// sequences are the children of elements in the order in which they have to stand
// (ECMA-376 part 1, wml.xsd and dml-wordprocessingDrawing.xsd), those that are written here
// and their neighbours.
var sequences = map[string]string{
	"pPr":               "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing mirrorIndents jc textDirection textAlignment outlineLvl cnfStyle rPr sectPr pPrChange",
	"rPr":               "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u effect bdr shd vertAlign rtl cs em lang",
	"tblPr":             "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
	"tcPr":              "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
	"tblCellMar":        "top left start bottom right end",
	"tblBorders":        "top left start bottom right end insideH insideV",
	"tbl":               "tblPr tblGrid tr",
	"tr":                "tblPrEx trPr tc",
	"sectPr":            "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
	"style":             "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked rsid pPr rPr tblPr trPr tcPr tblStylePr",
	"tblStylePr":        "pPr rPr tblPr trPr tcPr",
	"styles":            "docDefaults latentStyles style",
	"settings":          "zoom mirrorMargins attachedTemplate defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps defaultTableStyle evenAndOddHeaders characterSpacingControl compat rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
	"numbering":         "numPicBullet abstractNum num numIdMacAtCleanup",
	"abstractNum":       "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
	"lvl":               "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId lvlJc pPr rPr",
	"num":               "abstractNumId lvlOverride",
	"font":              "altName panose1 charset family notTrueType pitch sig",
	"inline":            "extent effectExtent docPr cNvGraphicFramePr graphic",
	"pic":               "nvPicPr blipFill spPr",
	"blipFill":          "blip srcRect stretch",
	"spPr":              "xfrm prstGeom",
	"docDefaults":       "rPrDefault pPrDefault",
	"cNvGraphicFramePr": "graphicFrameLocks",
}

// checkOrder finds children that stand where the schema does not have them, for which
// Word calls a file damaged.
func checkOrder(t *testing.T, p *ooxml.Package) {
	t.Helper()
	for _, name := range p.Names() {
		if path.Ext(name) != ".xml" || !strings.HasPrefix(name, "word/") {
			continue
		}
		content, _ := p.Part(name)
		var open []string
		var last []int // the place of the last child of each open element
		for _, token := range must(ooxml.Tokens(content)) {
			switch token.Kind {
			case ooxml.Start:
				if len(open) > 0 {
					parent := open[len(open)-1]
					if order, ok := sequences[parent]; ok {
						place := slices.Index(strings.Fields(order), token.Name.Local)
						if place < last[len(last)-1] {
							t.Errorf("%s: %s stands in %s where it may not", name, token.Name.Local, parent)
						}
						last[len(last)-1] = place
					}
				}
				open, last = append(open, token.Name.Local), append(last, 0)
			case ooxml.End:
				open, last = open[:len(open)-1], last[:len(last)-1]
			}
		}
	}
}
