package regional

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"kuvio/internal/domain"
	"kuvio/internal/report/document"
	"kuvio/internal/report/docx"
	"kuvio/internal/report/markdown"
	"kuvio/internal/report/webpage"
	"kuvio/internal/report/workbook"
	"kuvio/internal/table"
)

// The same numbers stand in all four forms of a report, read back by no code that wrote
// them: every cell of its table, and in the workbook every number in all its digits.
func TestSameNumbersInEveryForm(t *testing.T) {
	b := builder(t, "placements.csv", "population.csv", "children.csv")
	d, err := regionOf(t, b, "kunta:179", Options{FDR: 0.05, Top: 1}).Document(domain.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(d.Blocks, func(b document.Block) bool { _, ok := b.(*document.Table); return ok })
	laid, err := d.Blocks[at].(*document.Table).Table.Lay(table.Options{Lang: d.Lang, Narrow: true})
	if err != nil {
		t.Fatal(err)
	}
	rows := laid.Sections[0].Rows
	if len(rows) < 5 || len(rows[0]) < 6 {
		t.Fatalf("a table of %d rows", len(rows))
	}
	var want [][]string
	for _, row := range rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, plainly(c.Text))
		}
		want = append(want, cells)
	}

	var md, page, word, book bytes.Buffer
	if _, err := markdown.Write(&md, d, markdown.Options{Stem: "a"}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(webpage.Write(&page, d, webpage.Options{}), docx.Write(&word, d, docx.Options{}), workbook.Write(&book, d, workbook.Options{})); err != nil {
		t.Fatal(err)
	}
	for form, got := range map[string][][]string{"Markdown": inMarkdown(md.String()), "web page": inPage(t, page.Bytes()), "Word": inWord(t, word.Bytes())} {
		for i, row := range want {
			if !slices.ContainsFunc(got, func(cells []string) bool { return slices.Equal(cells, row) }) {
				t.Errorf("%s has no row %d, %q, among\n%q", form, i+1, row, got)
			}
		}
	}
	sheets := inBook(t, book.Bytes())
	for i, row := range rows {
		if !slices.ContainsFunc(sheets, func(cells []string) bool { return sameCells(row, cells) }) {
			t.Errorf("the workbook has no row %d, %v", i+1, row)
		}
	}
}

// plainly is a text without the spaces that differ from form to form.
func plainly(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\n' || r == '\u202f' || r == '\u2060' }), " ")
}

func inMarkdown(text string) (rows [][]string) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			continue
		}
		var cells []string
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			cells = append(cells, plainly(strings.ReplaceAll(cell, `\`, "")))
		}
		rows = append(rows, cells)
	}
	return rows
}

func inPage(t *testing.T, content []byte) (rows [][]string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	var text func(*html.Node) string
	text = func(n *html.Node) string {
		if n.Type == html.TextNode {
			return n.Data
		}
		var s string
		for c := range n.ChildNodes() {
			s += text(c)
		}
		return s
	}
	for n := range root.Descendants() {
		if n.Data != "tr" {
			continue
		}
		var cells []string
		for c := range n.ChildNodes() {
			if c.Data == "td" || c.Data == "th" {
				cells = append(cells, plainly(text(c)))
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

func inWord(t *testing.T, content []byte) (rows [][]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	decoder := xml.NewDecoder(part)
	var cells []string
	var cell strings.Builder
	text, inCell := false, false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			text = token.Name.Local == "t"
			inCell = inCell || token.Name.Local == "tc"
		case xml.CharData:
			if text {
				cell.Write(token)
			}
		case xml.EndElement:
			text = false
			switch token.Name.Local {
			case "p":
				if !inCell {
					cell.Reset()
				}
			case "tc":
				inCell = false
				cells = append(cells, plainly(cell.String()))
				cell.Reset()
			case "tr":
				rows, cells = append(rows, cells), nil
			}
		}
	}
}

func inBook(t *testing.T, content []byte) (rows [][]string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		all, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, all...)
	}
	return rows
}

// sameCells reports whether a row of a sheet has the cells of a document's: numbers in
// all their digits, and texts as they read.
func sameCells(row []table.LaidCell, cells []string) bool {
	for i, c := range row {
		got := ""
		if i < len(cells) {
			got = cells[i]
		}
		if math.IsNaN(c.Sort) {
			if plainly(got) != plainly(c.Text) {
				return false
			}
			continue
		}
		number, err := strconv.ParseFloat(got, 64)
		if err != nil || math.Abs(number-c.Sort) > 1e-9*max(1, math.Abs(c.Sort)) {
			return false
		}
	}
	return true
}
