package xlsx

import (
	"fmt"
	"reflect"
)

// mend sets on a sheet what excelize has no call for: that it has columns to unfold,
// for which a spreadsheet keeps room over them, and that its filter hides no rows yet.
func (b *Book) mend(sheet string, folded bool) error {
	i, err := b.file.GetSheetIndex(sheet)
	if err != nil {
		return err
	}
	loaded, ok := b.file.Sheet.Load(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
	if !ok {
		return fmt.Errorf("sheet %s is not where excelize keeps it", sheet)
	}
	w := reflect.ValueOf(loaded).Elem()
	w.FieldByName("SheetPr").Elem().FieldByName("FilterMode").SetBool(false)
	if folded {
		w.FieldByName("SheetFormatPr").Elem().FieldByName("OutlineLevelCol").SetUint(1)
	}
	return nil
}
