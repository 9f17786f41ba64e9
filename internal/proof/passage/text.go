package passage

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"kuvio/internal/late"
	"kuvio/internal/source/content"
	"kuvio/internal/visible"
)

// MostText is the longest file that is read, in bytes: a book has two million.
const MostText = 64 << 20

// Read gives the passages of a file: of a Word document, which its content tells, else of a
// text, or by the name's end of Markdown, in any encoding that a file of data may have.
func Read(name string, file []byte) ([]Passage, error) {
	f := content.File{Name: name, Content: bytes.NewReader(file), Size: int64(len(file))}
	switch {
	case len(file) > MostText:
		return nil, f.Errorf("found a text of %d MiB, expected at most %d: check one chapter at a time", len(file)>>20, MostText>>20)
	case f.Begins("%PDF"):
		return nil, f.Errorf("this is a PDF, which holds places of letters and no text in its order: run 'pdftotext %[1]s' and check the .txt it makes, or check the Word file that the PDF was made from", name)
	case f.Begins("PK\x03\x04"), f.Begins("\xd0\xcf\x11\xe0"): // .docx, and .doc or one with a password
		return word(f, file)
	case f.Begins(`{\rtf`):
		return nil, f.Errorf("this is RTF: save it as .docx, or as text")
	}
	text, err := decoded(f)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(strings.ToLower(name), ".md") || strings.HasSuffix(strings.ToLower(name), ".markdown") {
		return markdown(name, text), nil
	}
	return plain(name, text), nil
}

// decoded is a file's text as it is seen, with LF between lines.
func decoded(f content.File) (string, error) {
	first := make([]byte, min(f.Size, content.HeadLength))
	if _, err := f.Content.ReadAt(first, 0); err != nil && err != io.EOF {
		return "", err
	}
	if order, ok := content.UTF16Order(first); ok {
		var err error
		if f, err = content.FromUTF16(f, order); err != nil {
			return "", err
		}
	}
	encoding, err := content.Encoding(f)
	if err != nil {
		return "", err
	}
	raw, err := io.ReadAll(f.Section(0))
	if err != nil {
		return "", err
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		return "", f.Errorf("found a byte 0 at %d, which no text has: expected .txt, .md or .docx", i)
	}
	text := strings.TrimPrefix(string(raw), content.BOM)
	if encoding != content.UTF8 {
		text = content.RepairC1(content.Latin1(text))
	}
	return content.Composed(visibleLines(text)), nil
}

// visibleLines is a text as it is seen, in which page breaks stay.
func visibleLines(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	pages := strings.Split(text, "\f")
	for i, p := range pages {
		pages[i] = visible.Text(p)
	}
	return strings.Join(pages, "\f")
}

// builder makes passages of lines.
type builder struct {
	name string
	page int
	all  []Passage
	open *Passage
}

// line adds a line to the passage that is open.
func (b *builder) line(number int, text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	if b.open == nil {
		b.open = &Passage{place: Place{File: b.name, Line: number, Page: b.page}}
	}
	p := b.open
	switch joined, whole := joinHyphen(p.Text, text); {
	case p.Text == "":
		p.Text = text
		p.starts = append(p.starts, start{0, number})
		return
	case whole:
		p.starts = append(p.starts, start{len(joined), number})
		p.Text = joined + text
	default:
		p.starts = append(p.starts, start{len(p.Text) + 1, number})
		p.Text += " " + text
	}
}

// joinHyphen reports whether the last word of a text goes on in the next line, and gives
// the text as that is appended to: without a hyphen that only parts lines.
func joinHyphen(s, next string) (string, bool) {
	first, _ := utf8.DecodeRuneInString(next)
	if soft := strings.TrimSuffix(s, "\u00ad"); soft != s {
		return soft, true
	}
	bare := strings.TrimSuffix(s, "-")
	if bare == s || bare == "" {
		return s, false
	}
	last, _ := utf8.DecodeLastRuneInString(bare)
	word, _, _ := strings.Cut(next, " ")
	switch word {
	case "ja", "tai", "sekä", "eli", "och", "eller", "and", "or": // "sosiaali- ja terveyspalvelut"
		return s, false
	}
	switch {
	case unicode.IsDigit(last), unicode.IsUpper(first) && unicode.IsLetter(last): // "0–17-vuotiaat", "Keski-Suomi"
		return s, true
	case unicode.IsLetter(last) && unicode.IsLower(first):
		return bare, true
	}
	return s, false
}

// close ends the passage that is open.
func (b *builder) close(heading bool) {
	if b.open == nil {
		return
	}
	b.open.Text = strings.ReplaceAll(b.open.Text, "\u00ad", "")
	b.open.Heading = heading
	b.open.place.Head = head(b.open.Text)
	b.all = append(b.all, *b.open)
	b.open = nil
}

// mostHeading is how many characters a line of its own has at most that is a heading.
const mostHeading = 90

// numbered is a heading with its number, which stands also where no empty line parts it
// from the text, as in what is made of a PDF.
var numbered = late.Regexp(`^\s*\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+\p{Lu}[^.!?]*$`)

var listItem = late.Regexp(`^\s*(?:[-–•*·]|\d{1,2}[.)])\s+`)

// longLine is how many characters a line has that is more than a heading or an item.
const longLine = 60

// wrapped reports whether a text's paragraphs go over several lines: then most of its long
// lines end within a sentence.
func wrapped(text string) bool {
	long, ended := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRight(line, " \r")
		if utf8.RuneCountInString(line) < longLine {
			continue
		}
		long++
		if strings.HasSuffix(strings.TrimRight(line, ")”\""), ".") || strings.HasSuffix(line, "?") || strings.HasSuffix(line, ":") {
			ended++
		}
	}
	return long == 0 || 3*ended < 2*long
}

// plain divides a text at its empty lines and items of lists, and at every line where
// paragraphs are not wrapped. A short line of its own, without the end of a sentence, is a
// heading.
func plain(name, text string) []Passage {
	b := builder{name: name, page: 1}
	wrapped := wrapped(text)
	lines := 0
	number := 0
	end := func() {
		heading := false
		if b.open != nil {
			t := b.open.Text
			heading = lines == 1 && !listItem().MatchString(t) && utf8.RuneCountInString(t) <= mostHeading && !strings.ContainsAny(t[len(t)-1:], ".!?:;,")
		}
		b.close(heading)
		lines = 0
	}
	for line := range strings.SplitSeq(text, "\n") {
		number++
		for strings.HasPrefix(line, "\f") {
			line = line[1:]
			b.page++
			// A paragraph goes on over a page break where no sentence ends before it.
		}
		if !wrapped || strings.TrimSpace(line) == "" || listItem().MatchString(line) {
			end()
		}
		title := numbered().MatchString(line) && utf8.RuneCountInString(line) <= mostHeading
		if title {
			end()
		}
		if strings.TrimSpace(line) != "" {
			b.line(number, line)
			lines++
		}
		if title {
			end()
		}
	}
	end()
	return b.all
}

var (
	mdHeading = late.Regexp(`^ {0,3}#{1,6}\s+(.*?)\s*#*$`)
	mdUnder   = late.Regexp(`^ {0,3}(?:=+|-{3,})\s*$`)
	mdFence   = late.Regexp("^ {0,3}(?:```|~~~)")
	mdLink    = late.Regexp(`!?\[([^\]]*)\]\([^)]*\)`)
	mdFace    = late.Regexp("[*`]+|\\\\([*_`#|\\[\\]])")
	mdComment = late.Regexp(`(?s)<!--.*?-->`)
	mdTag     = late.Regexp(`</?[a-zA-Z][^>]*>`)
	mdQuote   = late.Regexp(`^ {0,3}>\s?`)
	mdRule    = late.Regexp(`^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$`)
)

// markdown is plain for Markdown: its headings, items and tables, without its marks, its
// comments and what stands in it as code.
func markdown(name, text string) []Passage {
	text = mdComment().ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat("\n", strings.Count(s, "\n")) })
	b := builder{name: name, page: 0}
	fenced, number, front := false, 0, strings.HasPrefix(text, "---\n")
	var heads []string // of a table
	inTable := false
	for line := range strings.SplitSeq(text, "\n") {
		number++
		if front {
			front = number == 1 || strings.TrimSpace(line) != "---"
			continue
		}
		if mdFence().MatchString(line) {
			b.close(false)
			fenced = !fenced
			continue
		}
		if fenced {
			continue
		}
		line = mdQuote().ReplaceAllString(line, "")
		if cells, ok := mdCells(line); ok {
			b.close(false)
			switch {
			case mdRule().MatchString(line):
			case !inTable:
				heads = cells
			default:
				b.row(number, heads, cells)
			}
			inTable = true
			continue
		}
		inTable = false
		switch m := mdHeading().FindStringSubmatch(line); {
		case m != nil:
			b.close(false)
			b.line(number, bare(m[1]))
			b.close(true)
		case mdUnder().MatchString(line) && b.open != nil && len(b.open.starts) == 1:
			b.close(true)
		case strings.TrimSpace(line) == "" || listItem().MatchString(line):
			b.close(false)
			b.line(number, bare(listItem().ReplaceAllString(line, "")))
		default:
			b.line(number, bare(line))
		}
	}
	b.close(false)
	return b.all
}

// bare is a line of Markdown without its marks.
func bare(line string) string {
	line = mdLink().ReplaceAllString(line, "$1")
	line = mdTag().ReplaceAllString(line, "")
	return mdFace().ReplaceAllString(line, "$1")
}

// mdCells are the cells of a line of a table.
func mdCells(line string) ([]string, bool) {
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, "|") {
		return nil, false
	}
	var cells []string
	for cell := range strings.SplitSeq(strings.TrimSuffix(line[1:], "|"), "|") {
		cells = append(cells, strings.TrimSpace(bare(cell)))
	}
	return cells, true
}

// row adds a passage for each cell of a table's row that has a number, but for the first,
// which says what the row is of.
func (b *builder) row(number int, heads, cells []string) {
	for _, p := range cellsOf(heads, cells) {
		p.place = Place{File: b.name, Line: number, Page: b.page, Head: head(cells[0])}
		b.all = append(b.all, p)
	}
}

// cellsOf makes passages of a row: what the row and the column are of stand before the
// number, as in "Lapsiperheet, %, Keski-Suomi, 2014: 37,5" where the table's corner names
// the area.
func cellsOf(heads, cells []string) (all []Passage) {
	for i, cell := range cells {
		if i == 0 || !strings.ContainsFunc(cell, unicode.IsDigit) {
			continue
		}
		text := cells[0]
		for _, k := range []int{0, i} {
			if k < len(heads) && heads[k] != "" {
				text += ", " + heads[k]
			}
		}
		text += ": "
		all = append(all, Passage{Text: text + cell, Cell: len(text)})
	}
	return all
}

// ErrEmpty is that a file has no text.
func ErrEmpty(name string) error {
	return fmt.Errorf("%s: found no text, expected a plan's paragraphs", name)
}
