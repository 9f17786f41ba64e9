package xlsx

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
)

// Page is how a sheet is printed: on A4, as wide as the paper is, with what it is at the
// head of every page and where it is from at its foot.
type Page struct {
	Title, Source string
	Portrait      bool
	Scale         int // in per cent, for pages that end where Sheet.Break says; 0 for as wide as the paper
}

// paperA4 is Excel's number of the paper.
const paperA4 = 9

// Margins in inches, the unit of the file: 1.5 cm at the sides, 2 cm with the lines at
// head and foot within them.
const (
	sideMargin = 1.5 / 2.54
	headMargin = 2 / 2.54
	lineMargin = 0.9 / 2.54
)

// mostHeadline is how many UTF-16 units a line at the head or foot may have, its codes
// among them.
const mostHeadline = excelize.MaxFieldLength

// lay puts the print settings on a sheet. rows are how many at its top stand on every
// page.
func (b *Book) lay(sheet string, p Page, rows int) error {
	fit, orientation := true, "landscape"
	if p.Portrait {
		orientation = "portrait"
	}
	paper, wide, high := paperA4, 1, 0
	side, head, line, centred := sideMargin, headMargin, lineMargin, false
	layout := excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}
	if p.Scale > 0 {
		fit = false
		scale := uint(p.Scale)
		layout = excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, AdjustTo: &scale}
	}
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := b.file.SetPageLayout(sheet, &layout); err != nil {
		return err
	}
	if err := b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &head, Bottom: &head, Header: &line, Footer: &line, Horizontally: &centred, Vertically: &centred,
	}); err != nil {
		return err
	}
	aligned, scaled := true, false
	if err := b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		AlignWithMargins: &aligned, ScaleWithDoc: &scaled,
		OddHeader: headline("Bold", 10, p.Title, ""), OddFooter: headline("Regular", 8, p.Source, pageOf.In(b.lang)),
	}); err != nil {
		return err
	}
	if rows == 0 {
		return nil
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: fmt.Sprintf("'%s'!$1:$%d", strings.ReplaceAll(sheet, "'", "''"), rows),
	})
}

// pageOf is a page's number and how many there are, as the reader's language has them.
var pageOf = domain.Text{FI: "&P (&N)", SV: "&P (&N)", EN: "&P of &N"}

// lettersOfLine is how many letters of 8 points a landscape A4 has room for beside the
// page's number, and of 10 points in bold: a line longer than that is broken.
const lettersOfLine = 130

// headline is the line at the head or foot of a page: a text to the left, as much of it
// as there is room for, and a code to the right. The size stands before the typeface, so
// that no digit of the text is read as the size's.
func headline(weight string, size int, text, right string) string {
	codes := fmt.Sprintf(`&L&%d&"%s,%s"`, size, Typeface, weight)
	if right != "" {
		right = fmt.Sprintf(`&R&%d&"%s,%s"%s`, size, Typeface, weight, right)
	}
	if text = fitting(strings.ReplaceAll(text, "&", "&&"), mostHeadline-len(codes)-len(right)); text == "" {
		return right
	}
	return codes + text + right
}

// fitting is the text in lines, and its first words with an ellipsis where all of it has
// more than so many UTF-16 units.
func fitting(text string, most int) string {
	var b strings.Builder
	used, line := 0, 0
	for i, word := range strings.Fields(text) {
		n := len(utf16.Encode([]rune(word))) + 1
		if used+n+1 > most {
			b.WriteString("…")
			break
		}
		switch {
		case i == 0:
		case line+n > lettersOfLine:
			b.WriteByte('\n')
			line = 0
		default:
			b.WriteByte(' ')
		}
		b.WriteString(word)
		used, line = used+n, line+n
	}
	return b.String()
}
