package passage

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kuvio/internal/ooxml"
	"kuvio/internal/source/content"
	"kuvio/internal/visible"
)

// Namespaces of WordprocessingML, as Word writes it and as ISO's strict files have it.
const (
	wordSpace   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictSpace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	choiceSpace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

// word gives the passages of a Word document as its reader sees them: paragraphs and
// cells of tables, then footnotes and endnotes. Text that a tracked change deletes or has
// moved away, hidden text and tables of contents are left out.
func word(f content.File, file []byte) ([]Passage, error) {
	p, err := ooxml.Open(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	main := p.Main()
	if !strings.Contains(p.Type(main), "wordprocessingml") {
		return nil, f.Errorf("this is no Word document, but another office file: expected .docx, .txt or .md")
	}
	styles, err := stylesOf(p, main)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	r := wordReader{file: f.Name, styles: styles}
	if err := r.part(p, main); err != nil {
		return nil, err
	}
	for _, notes := range []struct{ kind, name string }{{"footnotes", "footnote"}, {"endnotes", "endnote"}} {
		for _, part := range p.Related(main, ooxml.Office+"/"+notes.kind) {
			r.note, r.notes = notes.name, 0
			if err := r.part(p, part); err != nil {
				return nil, err
			}
		}
	}
	return r.all, nil
}

// style is what a style of paragraphs makes of them.
type style int

const (
	body style = iota
	heading
	ofContents // of a table of contents
)

// stylesOf reads which styles are of headings and of tables of contents: by the names that
// Word gives its own in every language, or by their level of outline.
func stylesOf(p *ooxml.Package, main string) (map[string]style, error) {
	all := map[string]style{}
	for _, part := range p.Related(main, ooxml.Office+"/styles") {
		raw, _ := p.Part(part)
		tokens, err := ooxml.Tokens(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part, err)
		}
		id := ""
		for _, t := range tokens {
			switch {
			case is(t, "style"):
				id = attr(t, "styleId")
			case is(t, "name"):
				name := strings.ToLower(attr(t, "val"))
				if strings.HasPrefix(name, "heading ") || name == "title" {
					all[id] = heading
				}
				if strings.HasPrefix(name, "toc ") || name == "table of figures" {
					all[id] = ofContents
				}
			case is(t, "outlineLvl") && attr(t, "val") < "9":
				all[id] = max(all[id], heading)
			}
		}
	}
	return all, nil
}

func inWord(space string) bool { return space == wordSpace || space == strictSpace }

func is(t ooxml.Token, local string) bool {
	return t.Kind == ooxml.Start && t.Name.Local == local && inWord(t.Name.Space)
}

func attr(t ooxml.Token, local string) string {
	if v := t.Attr(wordSpace, local); v != "" {
		return v
	}
	return t.Attr(strictSpace, local)
}

// wordReader gathers the passages of a document's parts.
type wordReader struct {
	file   string
	styles map[string]style
	all    []Passage

	paragraphs, tables, notes int
	note                      string // what a part of notes has: footnote; "" for the text
	skip                      string // an element within which nothing is read; "" for none
	depth                     int    // of elements of its name that are open

	open  []*paragraph // a text box has paragraphs within one
	cells []*grid      // tables within which the reader stands
	run   bool         // the run that is open is hidden
	text  bool         // within w:t
}

// paragraph is one that is read.
type paragraph struct {
	text  strings.Builder
	style style
}

// grid is a table that is read.
type grid struct {
	number, rows int
	heads, row   []string
}

// part reads the passages of one part.
func (r *wordReader) part(p *ooxml.Package, name string) error {
	raw, ok := p.Part(name)
	if !ok {
		return fmt.Errorf("%s: found no %s, expected a Word document: open it in Word and save it again", r.file, name)
	}
	tokens, err := ooxml.Tokens(raw)
	if err != nil {
		return fmt.Errorf("%s, %s: %w", r.file, name, err)
	}
	for _, t := range tokens {
		switch t.Kind {
		case ooxml.Start:
			r.start(t)
			if t.Empty {
				r.end(t)
			}
		case ooxml.End:
			if len(t.Raw) > 0 {
				r.end(t)
			}
		case ooxml.Text:
			if r.text && r.skip == "" && !r.run {
				r.say(t.Text)
			}
		}
	}
	return nil
}

func (r *wordReader) say(s string) {
	if n := len(r.open); n > 0 {
		r.open[n-1].text.WriteString(s)
	}
}

func (r *wordReader) start(t ooxml.Token) {
	if r.skip != "" {
		if t.Name.Local == r.skip {
			r.depth++
		}
		return
	}
	if t.Name.Space == choiceSpace && t.Name.Local == "Fallback" {
		r.skip, r.depth = t.Name.Local, 1
		return
	}
	if !inWord(t.Name.Space) {
		return
	}
	switch name := t.Name.Local; name {
	case "del", "moveFrom":
		r.skip, r.depth = name, 1
	case "footnote", "endnote":
		r.notes++
	case "p":
		r.open = append(r.open, &paragraph{})
	case "pStyle":
		if n := len(r.open); n > 0 {
			r.open[n-1].style = r.styles[attr(t, "val")]
		}
	case "r":
		r.run = false
	case "vanish":
		r.run = attr(t, "val") != "0" && attr(t, "val") != "false"
	case "t":
		r.text = true
	case "tab", "br", "cr":
		r.say(" ")
	case "noBreakHyphen":
		r.say("-")
	case "tbl":
		r.tables++
		r.cells = append(r.cells, &grid{number: r.tables})
	case "tr":
		if n := len(r.cells); n > 0 {
			r.cells[n-1].row = nil
		}
	case "tc":
		if n := len(r.cells); n > 0 {
			r.cells[n-1].row = append(r.cells[n-1].row, "")
		}
	}
}

func (r *wordReader) end(t ooxml.Token) {
	if r.skip != "" {
		if t.Name.Local == r.skip {
			if r.depth--; r.depth == 0 {
				r.skip = ""
			}
		}
		return
	}
	if !inWord(t.Name.Space) {
		return
	}
	switch t.Name.Local {
	case "t":
		r.text = false
	case "p":
		if n := len(r.open); n > 0 {
			p := r.open[n-1]
			r.open = r.open[:n-1]
			r.close(p)
		}
	case "tr":
		if n := len(r.cells); n > 0 {
			r.row(r.cells[n-1])
		}
	case "tbl":
		if n := len(r.cells); n > 0 {
			r.cells = r.cells[:n-1]
		}
	}
}

// close ends a paragraph: a passage, or a part of a cell's text.
func (r *wordReader) close(p *paragraph) {
	text := content.Composed(strings.Join(strings.Fields(strings.ReplaceAll(visible.Text(p.text.String()), "\u00ad", "")), " "))
	if n := len(r.cells); n > 0 && len(r.cells[n-1].row) > 0 {
		row := r.cells[n-1].row
		row[len(row)-1] = strings.TrimSpace(row[len(row)-1] + " " + text)
		return
	}
	if r.note == "" {
		r.paragraphs++
	}
	if text == "" || p.style == ofContents {
		return
	}
	at := Place{File: r.file, Paragraph: r.paragraphs, Head: head(text)}
	if r.note != "" {
		// Word's first two notes are the lines over them, which have no text.
		at = Place{File: r.file, Part: fmt.Sprintf("%s %d", r.note, max(1, r.notes-2)), Head: head(text)}
	}
	r.all = append(r.all, Passage{Text: text, Heading: p.style == heading, place: at})
}

// mostCell is how many characters a cell has at most that is one of figures; longer ones
// are text that a table sets.
const mostCell = 60

// row makes passages of a row: its first is of heads.
func (r *wordReader) row(g *grid) {
	g.rows++
	at := Place{File: r.file, Part: fmt.Sprintf("table %d, row %d", g.number, g.rows), Head: head(strings.Join(g.row, " "))}
	if n := len(r.cells); n > 1 && len(r.cells[n-2].row) > 0 { // a table in a cell is part of its text
		row := r.cells[n-2].row
		row[len(row)-1] = strings.TrimSpace(row[len(row)-1] + " " + strings.Join(g.row, " "))
		return
	}
	figures := make([]string, len(g.row))
	for i, cell := range g.row {
		if utf8.RuneCountInString(cell) > mostCell {
			r.all = append(r.all, Passage{Text: cell, place: at})
		} else {
			figures[i] = cell
		}
	}
	if g.heads == nil {
		g.heads = figures
		return
	}
	for _, p := range cellsOf(g.heads, figures) {
		p.place = at
		r.all = append(r.all, p)
	}
}
