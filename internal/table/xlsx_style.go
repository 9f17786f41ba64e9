package table

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
)

// headingStyle is bold over a thin rule; numbers' headings stand to the right.
func (b workbook) headingStyle(numeric bool) (int, error) {
	align := "left"
	if numeric {
		align = "right"
	}
	return b.style("heading "+align, &excelize.Style{
		Font:      &excelize.Font{Bold: true},
		Alignment: &excelize.Alignment{Horizontal: align, Vertical: "bottom", WrapText: true},
		Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: "808080"}},
	})
}

// numberStyle is the style of a number shown as v is.
func (b workbook) numberStyle(v Value) (int, error) {
	format := numberFormat(v, b.lang)
	return b.style(format, &excelize.Style{CustomNumFmt: &format})
}

// style makes a style once: a workbook has room for some 65,000 only.
func (b workbook) style(key string, s *excelize.Style) (int, error) {
	if id, ok := b.styles[key]; ok {
		return id, nil
	}
	id, err := b.NewStyle(s)
	if err == nil {
		b.styles[key] = id
	}
	return id, err
}

// numberFormat is the spreadsheet's code for how people see v. The point and
// comma in it are the code's own; each reader's program shows its own marks.
func numberFormat(v Value, l domain.Lang) string {
	digits := "0"
	if v.decimals > 0 {
		digits += "." + strings.Repeat("0", int(v.decimals))
	}
	grouped := "#,##" + digits
	switch v.style {
	case signed:
		return "+" + grouped + ";-" + grouped + ";" + digits
	case pvalue:
		least := Value{kind: number, style: pvalue, decimals: v.decimals}
		if v.decimals > 0 {
			return "[<0." + strings.Repeat("0", int(v.decimals)-1) + `1]"` + least.shown(l) + `";` + digits
		}
	case year:
		return "0"
	}
	return grouped
}
