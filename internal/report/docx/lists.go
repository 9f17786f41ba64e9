package docx

import (
	"fmt"
	"slices"
	"strconv"

	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

// numbering is that of a document's lists.
type numbering struct {
	p      *ooxml.Package
	from   string // the part whose lists they are
	part   string // "" where the document has none yet
	points int    // of kuvio's points, once they are there
	digits int    // the form of kuvio's numbers, once it is there; each list counts anew
	form   int    // the last number of a form, an <w:abstractNum>
	last   int    // and of a list, a <w:num>
}

func readNumbering(p *ooxml.Package, from string) (*numbering, error) {
	n := &numbering{p: p, from: from, form: -1}
	found := p.Related(from, "numbering")
	if len(found) == 0 || !p.Has(found[0]) {
		return n, nil
	}
	n.part = found[0]
	content, _ := p.Part(n.part)
	tokens, err := ooxml.Tokens(content)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", n.part, err)
	}
	for _, t := range tokens {
		switch {
		case t.Is(ooxml.Start, wordNS, "abstractNum"):
			id, _ := strconv.Atoi(t.Attr(wordNS, "abstractNumId"))
			n.form = max(n.form, id)
		case t.Is(ooxml.Start, wordNS, "num"):
			id, _ := strconv.Atoi(t.Attr(wordNS, "numId"))
			n.last = max(n.last, id)
		}
	}
	return n, nil
}

// list sets its items in the document's style of lists; points have that style's
// numbering, or kuvio's where it has none, numbers start from 1 in each list.
func (in *Insertion) list(l *document.List) {
	id, number := in.style("ListBullet"), 0
	if l.Ordered {
		id = in.style("ListNumber")
		number = in.lists.counted()
	} else if !slices.ContainsFunc(in.styles.all, func(s style) bool { return s.id == id && s.numbered }) {
		number = in.lists.pointed()
	}
	for _, item := range l.Items {
		in.put(paragraph{style: id, list: number, content: in.runs(item.Runs)})
	}
	if in.own && len(l.Items) > 0 {
		in.pieces[len(in.pieces)-1].paragraph.around = `<w:spacing w:after="180"/>`
	}
}

func (n *numbering) pointed() int {
	if n.points == 0 {
		n.points = n.list(n.addForm("bullet", "•"), "")
	}
	return n.points
}

func (n *numbering) counted() int {
	if n.digits == 0 {
		n.digits = n.addForm("decimal", "%1.") + 1 // 0 is none
	}
	return n.list(n.digits-1, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>`)
}

// addForm adds a form of lists before all lists, as the schema asks for.
func (n *numbering) addForm(kind, text string) int {
	if n.part == "" {
		n.part = "word/numbering.xml"
		n.p.Add(n.part, "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml", []byte(ooxml.Declaration+`<w:numbering xmlns:w="`+wordNS+`"/>`))
		n.p.Relate(n.from, ooxml.Office+"/numbering", n.part)
	}
	n.form++
	xml := fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>`, n.form, kind, text)
	n.insert(xml, "num")
	return n.form
}

func (n *numbering) list(form int, override string) int {
	n.last++
	n.insert(fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, n.last, form, override), "numIdMacAtCleanup")
	return n.last
}

// insert puts an element before the first of a name, or at the end.
func (n *numbering) insert(xml, before string) {
	content, _ := n.p.Part(n.part)
	tokens := must(ooxml.Tokens(content))
	if i := slices.IndexFunc(tokens, func(t ooxml.Token) bool { return t.Is(ooxml.Start, wordNS, before) }); i >= 0 {
		n.p.Set(n.part, ooxml.Join(slices.Insert(tokens, i, ooxml.Raw(within(tokens, xml)))))
		return
	}
	n.p.Set(n.part, appended(content, "numbering", xml))
}
