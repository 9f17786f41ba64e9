package source

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"
)

// Limits on what a workbook may unpack to: far above any real download, far
// below what would fill a machine.
const (
	maxBook       = 2 << 30
	maxSheetXML   = 1 << 30
	maxStringsXML = 256 << 20
	maxIndexXML   = 16 << 20
)

// xlsx reads the sheets of an Excel workbook.
func (r *run) xlsx() error {
	grids, err := openXLSX(r.file)
	if err != nil {
		return r.file.errorf("%w", err)
	}
	return r.sheets(grids)
}

// openXLSX opens the sheets of an Excel workbook.
//
// A sheet is parsed here and not by a spreadsheet library because the ones at
// hand give a streamed cell as text only, so that the number 1.234 and the
// text "1.234" are one, and end quietly where a file is cut off. Formulas are
// not evaluated and nothing outside of the file is read.
func openXLSX(f File) ([]*grid, error) {
	archive, err := zip.NewReader(f.Content, f.Size)
	if err != nil {
		return nil, fmt.Errorf("found a damaged workbook or zip archive (%w), expected .xlsx: download it again", err)
	}
	book := workbook{parts: map[string]*zip.File{}}
	var names []string
	var unpacked uint64
	for _, part := range archive.File {
		if unpacked += part.UncompressedSize64; part.UncompressedSize64 > maxBook || unpacked > maxBook {
			return nil, fmt.Errorf("found a workbook that unpacks to over %d bytes, expected less: save the sheets one by one", uint64(maxBook))
		}
		book.parts[part.Name] = part
		names = append(names, part.Name)
	}
	if book.parts[workbookPart] == nil {
		return nil, fmt.Errorf("found a zip archive (%s), expected an .xlsx workbook: unpack it and name the files in it",
			excerpt(strings.Join(names, ", ")))
	}
	sheets, err := book.sheets()
	if err != nil {
		return nil, err
	}
	grids := make([]*grid, len(sheets))
	for i, s := range sheets {
		grids[i] = &grid{sheet: s.Name, open: func() (tableRows, error) {
			rows, err := book.open(s)
			if err != nil {
				return nil, fmt.Errorf("sheet %s: %w", s.Name, err)
			}
			return rows, nil
		}}
	}
	return grids, nil
}

const workbookPart = "xl/workbook.xml"

// workbook is an opened .xlsx.
type workbook struct {
	parts   map[string]*zip.File
	strings []string
	styles  cellStyles
}

type xlsxSheet struct {
	Name string `xml:"name,attr"`
	ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	part string
}

// sheets lists the workbook's sheets in its order and reads the texts they share.
func (w *workbook) sheets() ([]xlsxSheet, error) {
	var index struct {
		Sheets     []xlsxSheet `xml:"sheets>sheet"`
		Properties struct {
			From1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
	}
	if err := w.decode(workbookPart, &index); err != nil {
		return nil, err
	}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := w.decode("xl/_rels/workbook.xml.rels", &relations); err != nil {
		return nil, err
	}
	var list []xlsxSheet
	targets := map[string]string{}
	for _, relation := range relations.List {
		target := path.Join("xl", relation.Target)
		if strings.HasPrefix(relation.Target, "/") {
			target = strings.TrimPrefix(relation.Target, "/")
		}
		switch {
		case strings.HasSuffix(relation.Type, "/worksheet"):
			targets[relation.ID] = target
		case strings.HasSuffix(relation.Type, "/sharedStrings"):
			var err error
			if w.strings, err = w.sharedStrings(target); err != nil {
				return nil, err
			}
		case strings.HasSuffix(relation.Type, "/styles"):
			if err := w.readStyles(target); err != nil {
				return nil, err
			}
		}
	}
	w.styles.from1904 = index.Properties.From1904 == "1" || index.Properties.From1904 == "true"
	for _, s := range index.Sheets {
		if s.part = targets[s.ID]; s.part != "" { // a chart sheet has none
			list = append(list, s)
		}
	}
	return list, nil
}

// unpack opens a part of the workbook, which may unpack to limit bytes.
func (w *workbook) unpack(name string, limit int64) (io.ReadCloser, error) {
	part := w.parts[name]
	if part == nil {
		return nil, fmt.Errorf("the workbook has no part %s: save it again in a spreadsheet program", name)
	}
	if part.UncompressedSize64 > uint64(limit) {
		return nil, fmt.Errorf("%s unpacks to %d bytes, expected at most %d", name, part.UncompressedSize64, limit)
	}
	return part.Open() // gives an error rather than more than that size
}

func (w *workbook) decode(name string, to any) error {
	content, err := w.unpack(name, maxIndexXML)
	if err != nil {
		return err
	}
	defer content.Close()
	if err := newXML(content).Decode(to); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
