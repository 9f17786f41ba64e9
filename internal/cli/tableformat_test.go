package cli

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What a person reads in a cell is the same in every format: in Markdown as in a web page
// with every column, in Word as in a web page with those for paper.
func TestSameCellsInEveryFormat(t *testing.T) {
	whole(t)
	dir := filepath.Join(t.TempDir(), "demo")
	if code, _, stderr := onTerminal(t, 0, nil, "demo", "-q", dir); code != exitDone {
		t.Fatal(stderr)
	}
	for _, command := range []string{
		"trend -i 191,1244 -r kunta@maakunta:13",
		"compare -i 191 --year 2021 -r kunta@maakunta:13 --with maa",
		"profile -r maakunta:13 -i 191,1244,3126 --with maa",
		"values -i 191 -r maakunta:13,maa",
	} {
		t.Run(command, func(t *testing.T) {
			read := func(ending string, flags ...string) []byte {
				file := filepath.Join(t.TempDir(), "t."+ending)
				args := slices.Concat(strings.Fields(command), []string{"-q", "-C", dir, "-o", file}, flags)
				if code, _, stderr := onTerminal(t, 0, nil, args...); code != exitDone {
					t.Fatal(stderr)
				}
				content, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				return content
			}
			page, paper := rowsOfPage(t, read("html", "--wide")), rowsOfPage(t, read("html"))
			for name, pair := range map[string][2][]string{
				"Markdown": {rowsOfMarkdown(read("md", "--wide")), page[1:]}, // which has headings of empty columns too
				"Word":     {rowsOfWord(t, read("docx")), paper},
			} {
				if len(pair[1]) == 0 || !slices.Equal(pair[0], pair[1]) {
					t.Errorf("%s has\n%s\nthe web page has\n%s", name, strings.Join(pair[0], "\n"), strings.Join(pair[1], "\n"))
				}
			}
		})
	}
}

// rowOf are the texts of a row's cells, without what stands empty.
func rowOf(cells []string) string {
	var said []string
	for _, c := range cells {
		if c = strings.Join(strings.Fields(strings.ReplaceAll(c, "\u00a0", " ")), " "); c != "" {
			said = append(said, c)
		}
	}
	return strings.Join(said, "|")
}

// withoutHeadings leaves rows of one cell out: headings over sections, which some formats
// have elsewhere.
func withoutHeadings(rows []string) []string {
	return slices.DeleteFunc(rows, func(r string) bool { return !strings.Contains(r, "|") })
}

func rowsOfPage(t *testing.T, content []byte) []string {
	root, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for tr := range root.Descendants() {
		if tr.Type != html.ElementNode || tr.Data != "tr" {
			continue
		}
		var cells []string
		for c := range tr.ChildNodes() {
			var text strings.Builder
			for d := range c.Descendants() {
				if d.Type == html.TextNode {
					text.WriteString(d.Data)
				}
			}
			cells = append(cells, text.String())
		}
		rows = append(rows, rowOf(cells))
	}
	return withoutHeadings(rows)
}

func rowsOfMarkdown(content []byte) []string {
	var rows []string
	head := ""
	for line := range strings.Lines(string(content)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| ---") {
			continue
		}
		row := rowOf(strings.Split(line, "|"))
		if head == "" {
			head = row
		} else if row == head { // a table a section has its own
			continue
		}
		rows = append(rows, row)
	}
	return withoutHeadings(rows)[1:]
}

func rowsOfWord(t *testing.T, content []byte) []string {
	file, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	body, err := file.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var rows, cells []string
	within := false // w:t
	for d := xml.NewDecoder(body); ; {
		token, err := d.Token()
		if err == io.EOF {
			return withoutHeadings(rows)
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch within = e.Name.Local == "t"; e.Name.Local {
			case "tr":
				cells = nil
			case "tc":
				cells = append(cells, "")
			}
		case xml.EndElement:
			within = false
			if e.Name.Local == "tr" {
				rows, cells = append(rows, rowOf(cells)), nil
			}
		case xml.CharData:
			if within && len(cells) > 0 {
				cells[len(cells)-1] += string(e)
			}
		}
	}
}
