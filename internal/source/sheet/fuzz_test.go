package sheet_test

import (
	"strings"
	"testing"

	"kuvio/internal/source/sheet"
	"kuvio/internal/source/sourcetest"
)

// FuzzXLSX puts any XML in the place of the sheet, inside a sound workbook.
func FuzzXLSX(f *testing.F) {
	f.Add(sourcetest.XLSXYears+sourcetest.XLSXGood, sourcetest.XLSXTexts)
	f.Add(sourcetest.XLSXYears+`<row><c r="F9" t="b"/><c><f/></c></row>`, `<sst><si><rPh><t>a</t></rPh></si></sst>`)
	f.Fuzz(func(t *testing.T, rows, texts string) {
		parts := sourcetest.Parts(rows)
		parts["xl/sharedStrings.xml"] = texts
		sourcetest.CheckRead(t, sourcetest.Pack(t, parts))
	})
}

// FuzzCompound changes the header of a compound file, which holds no workbook.
func FuzzCompound(f *testing.F) {
	f.Add([]byte(sheet.CompoundMagic + strings.Repeat("\x00", 504)))
	f.Fuzz(func(t *testing.T, content []byte) {
		sourcetest.CheckRead(t, append([]byte(sheet.CompoundMagic), content...))
	})
}
