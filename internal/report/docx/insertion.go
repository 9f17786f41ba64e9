package docx

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/ooxml"
	"kuvio/internal/report/document"
)

// Insertion makes blocks into the XML of a Word document's body and puts what they need
// into its package: pictures, relationships, styles that the document lacks, numbering of
// lists. Styles are the document's own, by their names, in Finnish and Swedish too.
//
// To put a table or a figure into a document that is there:
//
//	p, err := ooxml.Open(content)
//	in, err := docx.Into(p, domain.Finnish)
//	xml, err := in.Blocks(answer.Blocks) // as often as there are places, before or after p.Set
//	… xml in place of a whole <w:p> among the body's or a cell's tokens (ooxml.Raw) …
//	p.Set(p.Main(), docx.Renumbered(ooxml.Join(tokens)))
//
// The XML says its own namespaces. It begins and ends with a paragraph or a table; where
// it comes last in a table's cell, a paragraph has to follow a table.
type Insertion struct {
	Text string // the style's id that paragraphs have; "" for the document's usual one

	p        *ooxml.Package
	part     string // that the blocks are put in
	lang     domain.Lang
	said     string // the language that runs say, where the document's own is another
	whole    bool   // the whole document is written, not a piece of it
	own      bool   // in kuvio's own template
	captions map[document.Block]document.Caption
	numbers  map[string]string // "3" by the id of a table or figure
	styles   *styles
	lists    *numbering
	measure  int             // the width of the text in twentieths of a point
	height   int             // of the text on a page, likewise
	wide     float64         // how much wider than Arial the text's typeface runs
	padding  int             // beside a cell's text, left and right together
	marked   map[string]bool // ids of tables and figures under a bookmark, which are unique
	nextID   int             // of pictures and bookmarks, each unique in the file
	pieces   []piece
}

// piece is a child of the body, a paragraph or a table.
type piece struct {
	paragraph *paragraph
	table     string
}

// Into begins an insertion into a document, in a language. Errors are of a document that
// cannot be read.
func Into(p *ooxml.Package, l domain.Lang) (*Insertion, error) {
	in := &Insertion{p: p, part: p.Main(), lang: l, marked: map[string]bool{}}
	content, ok := p.Part(in.part)
	if !ok || !strings.Contains(p.Type(in.part), "wordprocessingml") {
		return nil, errors.New("found a file that is no Word document, expected .docx")
	}
	tokens, err := ooxml.Tokens(content)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", in.part, err)
	}
	if !slices.ContainsFunc(tokens, func(t ooxml.Token) bool { return t.Is(ooxml.Start, wordNS, "body") }) {
		return nil, errors.New("found a document in the strict form of Open XML, expected Word's usual one: save it as a Word document (.docx)")
	}
	if in.styles, err = readStyles(p, in.part); err != nil {
		return nil, err
	}
	if in.lists, err = readNumbering(p, in.part); err != nil {
		return nil, err
	}
	page := pageOf(tokens)
	in.measure, in.height = page.measure(), page.heightOfText()
	in.nextID = lastID(p) + 1
	if base := in.styles.lang; !strings.HasPrefix(strings.ToLower(base), string(l)) {
		in.said = tag(l)
	}
	in.wide = fontFactor(in.styles.font)
	if in.padding = ownPadding; in.styles.table != "" {
		in.padding = wordPadding
	}
	return in, nil
}

// Blocks are blocks as children of the body. A figure's or table's caption is numbered by
// fields; the number that is shown until they are counted is 1 (see Renumbered).
func (in *Insertion) Blocks(blocks []document.Block) ([]byte, error) {
	in.pieces = nil
	in.number(blocks)
	if err := in.add(blocks, nil); err != nil {
		return nil, err
	}
	return []byte(in.xml()), nil
}

// number gives the tables and figures their numbers, by which texts refer to them.
func (in *Insertion) number(blocks []document.Block) {
	in.captions = (&document.Document{Lang: in.lang, Blocks: blocks}).Captions()
	in.numbers = map[string]string{}
	for _, b := range blocks {
		if id := blockID(b); id != "" {
			in.numbers[id] = strconv.Itoa(in.captions[b].Number)
		}
	}
}

var idPattern = late.Regexp(`(?:docPr|bookmarkStart)\s[^>]*?\b(?:w:)?id="(\d{1,9})"`)

// lastID is the greatest number by which a picture or a bookmark is told apart.
func lastID(p *ooxml.Package) int {
	last := 0
	for _, name := range p.Names() {
		if !strings.HasPrefix(name, "word/") || !strings.HasSuffix(name, ".xml") {
			continue
		}
		content, _ := p.Part(name)
		for _, m := range idPattern().FindAllSubmatch(content, -1) {
			n, _ := strconv.Atoi(string(m[1]))
			last = max(last, n)
		}
	}
	return last
}

// After has the numbers of the pictures and bookmarks that come be greater than a number
// that was given to another bookmark meanwhile.
func (in *Insertion) After(last int) { in.nextID = max(in.nextID, last+1) }

func (in *Insertion) id() string {
	in.nextID++
	return strconv.Itoa(in.nextID - 1)
}

func (in *Insertion) put(p paragraph) { in.pieces = append(in.pieces, piece{paragraph: &p}) }

// xml is the pieces, each with its namespaces unless the document says them.
func (in *Insertion) xml() string {
	var b strings.Builder
	for _, piece := range in.pieces {
		s := piece.table
		if piece.paragraph != nil {
			s = piece.paragraph.xml()
		}
		if !in.whole || in.foreign() {
			name, rest, _ := strings.Cut(s, ">")
			s = name + ` xmlns:w="` + wordNS + `" xmlns:r="` + relNS + `">` + rest
		}
		b.WriteString(s)
	}
	return b.String()
}

// foreign reports whether the document's root may name the namespaces otherwise.
func (in *Insertion) foreign() bool {
	content, _ := in.p.Part(in.part)
	head := string(content[:min(len(content), 8<<10)])
	return !strings.Contains(head, `xmlns:w="`+wordNS+`"`) || !strings.Contains(head, `xmlns:r="`+relNS+`"`)
}

// add makes pieces of blocks; page is that of the document, for what has to lie across
// it, nil where all has to fit the page that is there.
func (in *Insertion) add(blocks []document.Block, page *page) error {
	for i, b := range blocks {
		switch b := b.(type) {
		case *document.Heading:
			in.put(paragraph{heading: true, style: in.style("Heading" + strconv.Itoa(min(max(b.Level, 1), 3))), content: in.run(document.Run{Text: b.Text})})
		case *document.Paragraph:
			p := paragraph{style: in.Text, content: in.runs(b.Runs)}
			if i+1 < len(blocks) {
				_, p.keepNext = blocks[i+1].(*document.List)
			}
			if p.keepNext && in.own {
				p.around = `<w:spacing w:after="60"/>`
			}
			in.put(p)
		case *document.List:
			in.list(b)
		case *document.Table:
			if err := in.table(b, page); err != nil {
				return err
			}
		case *document.Figure:
			in.figure(b)
		case *document.Note:
			in.put(paragraph{style: in.style("KuvioNote"), content: in.run(document.Run{Text: b.Text})})
		case *document.Sources:
			for _, line := range b.Lines {
				in.put(paragraph{style: in.style("KuvioNote"), content: in.run(document.Run{Text: line})})
			}
		}
	}
	return nil
}
