package source

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Limits on what a workbook may unpack to: far above any real download, far
// below what would fill a machine.
const (
	maxSheetXML   = 1 << 30
	maxStringsXML = 256 << 20
	maxIndexXML   = 16 << 20
)

// xlsx reads the sheets of an Excel workbook that are the web service's table.
//
// The sheet is parsed here and not by a spreadsheet library because the ones
// at hand give a streamed cell as text only, so that the number 1.234 and the
// text "1.234" are one, and end quietly where a file is cut off.
func (r *run) xlsx() error {
	archive, err := zip.NewReader(r.file.Content, r.file.Size)
	if err != nil {
		return r.file.errorf("found a damaged workbook or zip archive (%w), expected .xlsx: download it again", err)
	}
	book := workbook{parts: map[string]*zip.File{}}
	var names []string
	for _, part := range archive.File {
		book.parts[part.Name] = part
		names = append(names, part.Name)
	}
	if book.parts[workbookPart] == nil {
		return r.file.errorf("found a zip archive (%s), expected an .xlsx workbook: unpack it and name the files in it",
			excerpt(strings.Join(names, ", ")))
	}
	sheets, err := book.sheets()
	if err != nil {
		return r.file.errorf("%w", err)
	}
	for _, s := range sheets {
		rows, err := book.open(s)
		if err != nil {
			return r.file.errorf("sheet %s: %w", s.Name, err)
		}
		err = r.sheet(s.Name, rows)
		rows.content.Close()
		if err != nil {
			return err
		}
	}
	return r.anySheet()
}

// sheet reads one sheet, or notes that it is something else.
func (r *run) sheet(name string, rows tableRows) error {
	err := r.table(rows)
	if errors.Is(err, errNoYears) {
		r.sum.OtherSheets = append(r.sum.OtherSheets, name)
		return nil
	}
	r.sum.Sheets = append(r.sum.Sheets, name)
	return err
}

// anySheet is the error for a workbook none of whose sheets could be read.
func (r *run) anySheet() error {
	if len(r.sum.Sheets) > 0 {
		return nil
	}
	return r.file.errorf("no sheet of a layout that is known: found %s\n%s",
		excerpt(strings.Join(r.sum.OtherSheets, ", ")), knownFormats())
}

const workbookPart = "xl/workbook.xml"

// workbook is an opened .xlsx.
type workbook struct {
	parts   map[string]*zip.File
	strings []string
}

type xlsxSheet struct {
	Name string `xml:"name,attr"`
	ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	part string
}

// sheets lists the workbook's sheets in its order and reads the texts they share.
func (w *workbook) sheets() ([]xlsxSheet, error) {
	var index struct {
		Sheets []xlsxSheet `xml:"sheets>sheet"`
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
		}
	}
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
	if err := xml.NewDecoder(content).Decode(to); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
