package xlsx

import (
	"fmt"
	"reflect"
)

// mend sets on a sheet what excelize has no call for: that it has columns to unfold,
// for which a spreadsheet keeps room over them, and that its filter hides no rows yet.
func (b *Book) mend(sheet string, folded bool) error {
	part, err := b.part(sheet)
	if err != nil {
		return err
	}
	loaded, ok := b.file.Sheet.Load(part)
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

// part is the name of a sheet's part of the file, as Excelize numbers them.
func (b *Book) part(sheet string) (string, error) {
	i, err := b.file.GetSheetIndex(sheet)
	return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), err
}
