package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/richardlehane/mscfb"

	"kuvio/internal/source/content"
)

// CompoundMagic begins the compound file that a legacy workbook is kept in.
const CompoundMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// maxXLS is the largest legacy workbook that is read: it is held in memory. A
// full sheet of 65,536 rows and 256 columns of numbers is under it.
const maxXLS = 512 << 20

// openXLS opens the sheets of a legacy Excel workbook (BIFF8, Excel 97–2003).
func openXLS(f content.File) ([]*Grid, error) {
	stream, err := workbookStream(f)
	if err != nil {
		return nil, err
	}
	book, err := readBIFF(stream)
	if err != nil {
		return nil, err
	}
	grids := make([]*Grid, len(book.sheets))
	for i, s := range book.sheets {
		g := &Grid{Sheet: s.name, Hidden: s.hidden}
		g.Open = func() (Rows, error) {
			rows, err := book.rows(s)
			if err != nil {
				return nil, fmt.Errorf("sheet %s: %w", s.name, err)
			}
			g.Unseen = Unseen{}
			rows.unseen = &g.Unseen
			return rows, nil
		}
		grids[i] = g
	}
	return grids, nil
}

// errCutXLS is what is said of a legacy workbook that ends early.
var errCutXLS = errors.New("found an .xls that is cut off: download it again, or open it in a spreadsheet program and save it as .xlsx")

// workbookStream takes the workbook out of its compound file. A damaged one
// may make the compound file's reader panic; that is an error here.
func workbookStream(f content.File) (stream []byte, err error) {
	defer func() {
		if recover() != nil {
			err = errBIFF
		}
	}()
	if f.Size > maxXLS {
		return nil, fmt.Errorf("found an .xls of %d bytes, expected at most %d: save it as .xlsx", f.Size, maxXLS)
	}
	if err := plausibleCompound(f); err != nil {
		return nil, err
	}
	file, err := mscfb.New(bounded{f})
	if err != nil {
		return nil, errBIFF
	}
	for _, entry := range file.File {
		switch entry.Name {
		case "Workbook":
			if entry.Size > f.Size {
				return nil, errCutXLS
			}
			var b bytes.Buffer
			if _, err := io.CopyN(&b, entry, entry.Size); err != nil {
				return nil, errCutXLS
			}
			return b.Bytes(), nil
		case "Book":
			return nil, errors.New("found a workbook of Excel 95 or older: save it as .xlsx")
		case "EncryptedPackage":
			return nil, errors.New("found a workbook with a password: save it without one")
		}
	}
	return nil, errors.New("found an old Office file that is no workbook: expected .xls")
}

// plausibleCompound refuses a compound file whose tables could not fit in it,
// before memory is set aside for them.
func plausibleCompound(f content.File) error {
	var header [76]byte
	if _, err := f.Content.ReadAt(header[:], 0); err != nil {
		return errCutXLS
	}
	for _, at := range []int{40, 44, 64, 72} { // sectors of directory, FAT, mini FAT, DIFAT
		if sectors := binary.LittleEndian.Uint32(header[at:]); int64(sectors)*512 > f.Size {
			return errBIFF
		}
	}
	return nil
}

// bounded is a file's content that fails beyond its size whatever the reader
// behind it does.
type bounded struct{ f content.File }

func (b bounded) ReadAt(p []byte, offset int64) (int, error) {
	return b.f.Section(0).ReadAt(p, offset)
}
