package sheet

import (
	"errors"
	"fmt"
	"path"

	"kuvio/internal/source/content"
)

// IsWorkbook reports whether a file begins as a workbook does, in whatever
// format: a zip archive or a compound file.
func IsWorkbook(f content.File) bool {
	return f.Begins(ZipMagic) || f.Begins(emptyZip) || f.Begins(CompoundMagic)
}

// OpenWorkbook opens the sheets of a workbook. The error names what other
// documents of the same containers are, and what to do with them.
func OpenWorkbook(f content.File) ([]*Grid, error) {
	if f.Begins(CompoundMagic) {
		return openXLS(f)
	}
	p, err := openParts(f)
	if err != nil {
		return nil, err
	}
	if p.has(WorkbookPart) {
		return openXLSX(p, WorkbookPart)
	}
	for _, other := range []struct{ part, what string }{
		{"xl/workbook.bin", "a binary workbook (.xlsb): save it as .xlsx or CSV"},
		{"word/document.xml", "a Word document: copy the table into a spreadsheet and save it as .xlsx or CSV"},
		{"ppt/presentation.xml", "a PowerPoint presentation: copy the table into a spreadsheet and save it as .xlsx or CSV"},
		{"index/document.iwa", "a document of Apple's Numbers, Pages or Keynote: export it as .xlsx or CSV"},
		{"content.xml", "OpenDocument: save it as .xlsx or CSV"},
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
