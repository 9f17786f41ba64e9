package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"

	"kuvio/internal/source/content"
)

// IsWorkbook reports whether a file begins as a workbook does, in whatever
// format: a zip archive, a compound file, a workbook in XML, or a web page with
// a table, which many services give under the name .xls.
func IsWorkbook(f content.File) bool {
	return f.Begins(ZipMagic) || f.Begins(emptyZip) || f.Begins(CompoundMagic) || markupOf(f) != noMarkup
}

// markup is a kind of text in which tables stand between tags.
type markup uint8

const (
	noMarkup markup = iota
	excelMarkup
	openMarkup // "flat" OpenDocument
	pageMarkup
)

// markupHead is how much of a text is looked at for its tables.
const markupHead = 1 << 20

// markupOf tells what a text that begins with a tag is.
func markupOf(f content.File) markup {
	head := make([]byte, 512)
	n, _ := f.Content.ReadAt(head[:min(int64(len(head)), f.Size)], 0)
	if !bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head[:n], []byte(content.BOM)), " \t\r\n"), []byte("<")) {
		return noMarkup
	}
	head = make([]byte, min(markupHead, f.Size))
	n, _ = f.Content.ReadAt(head, 0)
	head = bytes.ToLower(head[:n])
	switch {
	case bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")) && bytes.Contains(head, []byte("worksheet")) && !bytes.Contains(head, []byte("<html")):
		return excelMarkup
	case bytes.Contains(head, []byte("urn:oasis:names:tc:opendocument:xmlns:office")):
		return openMarkup
	case bytes.Contains(head, []byte("<table")):
		return pageMarkup
	}
	return noMarkup
}

// WorkbookKind is the format of a workbook in words.
func WorkbookKind(f content.File) string {
	switch markupOf(f) {
	case excelMarkup:
		return "a workbook in Excel 2003's XML"
	case openMarkup:
		return "an OpenDocument spreadsheet"
	case pageMarkup:
		return "a web page"
	}
	if f.Begins(CompoundMagic) {
		return "an Excel workbook (.xls)"
	}
	if p, err := openParts(f); err == nil && p.has("content.xml") {
		return "an OpenDocument spreadsheet"
	}
	return "an Excel workbook (.xlsx)"
}

// openText opens the sheets of a text.
func openText(f content.File, kind markup) ([]*Grid, error) {
	open := func() (io.ReadCloser, error) { return io.NopCloser(f.Section(0)), nil }
	switch kind {
	case excelMarkup:
		return openXMLTables(open, newBudget(), spreadsheetML)
	case openMarkup:
		return openXMLTables(open, newBudget(), openDocument)
	}
	return openHTML(f)
}

// OpenWorkbook opens the sheets of a workbook. The error names what other
// documents of the same containers are, and what to do with them.
func OpenWorkbook(f content.File) ([]*Grid, error) {
	if f.Begins(CompoundMagic) {
		return openXLS(f)
	}
	if kind := markupOf(f); kind != noMarkup {
		return openText(f, kind)
	}
	p, err := openParts(f)
	if err != nil {
		return nil, err
	}
	if p.has(WorkbookPart) {
		return openXLSX(p, WorkbookPart)
	}
	if p.has("content.xml") {
		return openXMLTables(func() (io.ReadCloser, error) { return p.open("content.xml", maxSheetXML) }, p.left, openDocument)
	}
	for _, other := range []struct{ part, what string }{
		{"xl/workbook.bin", "a binary workbook (.xlsb): save it as .xlsx or CSV"},
		{"word/document.xml", "a Word document: copy the table into a spreadsheet and save it as .xlsx or CSV"},
		{"ppt/presentation.xml", "a PowerPoint presentation: copy the table into a spreadsheet and save it as .xlsx or CSV"},
		{"index/document.iwa", "a document of Apple's Numbers, Pages or Keynote: export it as .xlsx or CSV"},
	} {
		if p.has(other.part) {
			return nil, fmt.Errorf("this is %s", other.what)
		}
	}
	main, err := p.main()
	if err != nil {
		return nil, err
	}
	if main != "" {
		return openXLSX(p, main)
	}
	if len(p.of) == 0 {
		return nil, errors.New("found an empty zip archive, expected a workbook: download it again")
	}
	return nil, fmt.Errorf("found a zip archive (%s), expected a workbook: unpack it and name the files in it", p.names())
}

// main is the part that an Office document of another layout names as its
// workbook; "" for none.
func (p *parts) main() (main string, err error) {
	if !p.has("_rels/.rels") {
		return "", nil
	}
	err = p.read("_rels/.rels", maxIndexXML, func(x *xmlReader) error {
		return x.each(func(name string) error {
			if name == "Relationship" && path.Base(string(x.attr("Type"))) == "officeDocument" && main == "" {
				main = beside("", string(x.attr("Target")))
			}
			return nil
		})
	})
	if !p.has(main) {
		main = ""
	}
	return main, err
}
