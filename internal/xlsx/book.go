// Package xlsx writes workbooks that are read on a screen and printed: each sheet lies
// on its paper as wide as that is, says on every page what it is and where it is from,
// and keeps its headings in sight. It knows rows, texts and numbers, no tables, and no
// clock: the same input gives the same bytes.
package xlsx

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
)

// MostRows is how many rows a sheet holds under a heading.
const MostRows = excelize.TotalRows - 1

// firstSheet is the one sheet a new file has.
const firstSheet = "Sheet1"

// written is the date every workbook bears where it is told no other.
const written = "2000-01-01T00:00:00Z"

// creator is who every workbook says to be by.
const creator = "kuvio"

// Book is a workbook. Close it in any case.
type Book struct {
	file  *excelize.File
	lang  domain.Lang
	faces map[Face]int
	taken map[string]bool  // names of sheets, in lower case
	begun bool             // whether it has a sheet of its own
	rows  map[string]*rows // of grids, by the part of their sheet
}

// New starts a workbook without a sheet, to be read in a language.
func New(l domain.Lang) (*Book, error) {
	b := &Book{file: excelize.NewFile(), lang: l, faces: map[Face]int{}, rows: map[string]*rows{}, taken: map[string]bool{"history": true}} // Excel's own
	if err := b.file.SetDefaultFont(Typeface); err != nil {
		b.Close()
		return nil, err
	}
	*b.file.Styles.Fonts.Font[0].Sz.Val = textSize // its digits are what widths are counted in
	return b, nil
}

// Lang is the language in which the workbook is read.
func (b *Book) Lang() domain.Lang { return b.lang }

// Close lets go of what Excelize keeps.
func (b *Book) Close() error { return b.file.Close() }

// Describe puts a title and a subject among the file's properties.
func (b *Book) Describe(title, subject string) error {
	return b.file.SetDocProps(&excelize.DocProperties{
		Title: title, Subject: subject, Creator: creator, Language: string(b.lang),
		Created: written, Modified: written,
	})
}

// add makes an empty sheet.
func (b *Book) add(name string) error {
	b.taken[strings.ToLower(name)] = true
	if !b.begun {
		b.begun = true
		return b.file.SetSheetName(firstSheet, name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// Free is a name for a sheet that spreadsheets take and no other sheet has.
func (b *Book) Free(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`:\/?*[]'`, r) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	clean = cmp.Or(clean, "_")
	free := shorten(clean, excelize.MaxSheetNameLength)
	for n := 2; b.taken[strings.ToLower(free)]; n++ {
		end := fmt.Sprintf("~%d", n)
		free = shorten(clean, excelize.MaxSheetNameLength-len(end)) + end
	}
	b.taken[strings.ToLower(free)] = true
	return free
}

// shorten cuts a text to at most n UTF-16 units, as spreadsheets count.
func shorten(s string, n int) string {
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// Write finishes the workbook.
func (b *Book) Write(to io.Writer) error {
	if t := b.file.ContentTypes; t != nil { // of pictures excelize lists these in an order of chance
		sort.Slice(t.Defaults, func(i, j int) bool { return t.Defaults[i].Extension < t.Defaults[j].Extension })
	}
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &parts{to, map[string]*bytes.Buffer{}, b.rows} })
	return b.file.Write(io.Discard) // what it would write has gone into the parts
}
