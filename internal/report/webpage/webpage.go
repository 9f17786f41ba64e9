// Package webpage writes a document as one web page that needs nothing else: no other
// file, no network, and no script to be read. With a script its tables can be put in
// order, by mouse and by keyboard.
package webpage

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	template "github.com/DataDog/datadog-agent/pkg/template/html"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/table"
)

// Options say how a page is written. The zero Options are for reading and for paper.
type Options struct {
	Wide bool // tables with all their columns, not those for paper alone
}

var (
	//go:embed page.html
	layout string
	//go:embed page.css
	pageStyle string
	//go:embed table.css
	tableStyle string
	//go:embed page.js
	script string

	style = tableStyle + pageStyle

	page = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(layout)) })
)

// policy lets a page have its own style, script and pictures, and nothing else from
// anywhere: not even its own script can reach the network.
var policy = sync.OnceValue(func() string {
	return fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'", hash(style), hash(script))
})

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// Write writes the document as a page. The same document gives the same bytes. Errors are
// w's own and those of a table whose rows do not fit its columns.
func Write(w io.Writer, d *document.Document, opt Options) error {
	s, err := newSheet(d, opt)
	if err != nil {
		return fmt.Errorf("writing %q as a web page: %w", d.Title, err)
	}
	return page().Execute(w, s)
}

// sheet is the page as its layout reads it.
type sheet struct {
	Lang, Title, Subtitle, Subject string

	Policy        string
	Style, Script template.HTML // with their elements, for their bytes are what the policy names
	Words         words
	Contents      []entry
	Parts         []part
	Sorts         bool // whether there is a table to be put in order
}

// entry is a line of the contents.
type entry struct {
	ID, Text string
	Within   []entry
}

// part is a block of the document; the one that is not nil or "" says which.
type part struct {
	Heading   *heading
	Paragraph []run
	List      *list
	Table     *grid
	Picture   *picture
	Note      string
	Sources   []string
}

type heading struct {
	Level    int // 2 to 4: 1 is the page's title
	ID, Text string
}

type list struct {
	Ordered bool
	Items   [][]run
}

// run is a piece of text; Away is a link to another page.
type run struct {
	Text         string
	Bold, Italic bool
	Link         string
	Away         bool
}

// build is a page being made.
type build struct {
	*document.Document
	opt      Options
	words    words
	captions map[document.Block]document.Caption
	ids      *ids
	level    int // of the last heading
}

func newSheet(d *document.Document, opt Options) (*sheet, error) {
	lang := cmp.Or(d.Lang, domain.Finnish)
	b := &build{Document: d, opt: opt, words: said[lang], captions: d.Captions(), ids: newIDs(d), level: 1}
	s := &sheet{
		Lang: string(lang), Title: d.Title, Subtitle: d.Subtitle, Subject: d.Subject, Policy: policy(), Words: b.words,
		Style:  template.HTML("<style>" + style + "</style>"),
		Script: template.HTML("<script>" + script + "</script>"),
	}
	for _, block := range d.Blocks {
		p, err := b.part(block)
		if err != nil {
			return nil, err
		}
		if p.Heading != nil {
			s.list(p.Heading)
		}
		s.Sorts = s.Sorts || p.Table != nil || p.Picture != nil && p.Picture.Data != nil
		s.Parts = append(s.Parts, p)
	}
	if len(s.Contents) < 3 && !s.deep() { // a page of two parts is seen whole
		s.Contents = nil
	}
	return s, nil
}

// list enters a heading into the contents, two levels deep.
func (s *sheet) list(h *heading) {
	e := entry{ID: h.ID, Text: h.Text}
	switch {
	case h.Level == 2:
		s.Contents = append(s.Contents, e)
	case h.Level == 3 && len(s.Contents) > 0:
		last := &s.Contents[len(s.Contents)-1]
		last.Within = append(last.Within, e)
	}
}

func (s *sheet) deep() bool {
	lines := 0
	for _, e := range s.Contents {
		lines += 1 + len(e.Within)
	}
	return lines >= 4
}

func (b *build) part(block document.Block) (p part, err error) {
	switch x := block.(type) {
	case *document.Heading:
		// A level that is skipped would be a hole to whoever goes from heading to heading.
		b.level = min(max(x.Level, 1)+1, b.level+1, 4)
		p.Heading = &heading{b.level, b.ids.free(anchor(x.Text)), x.Text}
	case *document.Paragraph:
		p.Paragraph = b.runs(x)
	case *document.List:
		p.List = &list{Ordered: x.Ordered}
		for i := range x.Items {
			p.List.Items = append(p.List.Items, b.runs(&x.Items[i]))
		}
	case *document.Table:
		p.Table, err = b.table(x)
	case *document.Figure:
		p.Picture, err = b.picture(x)
	case *document.Note:
		p.Note = x.Text
	case *document.Sources:
		p.Sources = x.Lines
	default:
		err = errors.New("a block of a kind that pages do not have")
	}
	return p, err
}

func (b *build) runs(p *document.Paragraph) []run {
	var all []run
	for _, r := range p.Runs {
		link := b.ids.address(r.Link)
		away := strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "http://")
		if !away && !strings.HasPrefix(link, "#") {
			link = "" // nothing that a page should follow
		}
		all = append(all, run{r.Text, r.Bold, r.Italic, link, away})
	}
	return all
}

// options are those by which the page's tables are laid.
func (b *build) options() table.Options {
	return table.Options{Lang: b.Lang, Wide: b.opt.Wide, Narrow: !b.opt.Wide}
}
