package source

// Excel's own limits on a sheet.
const (
	maxSheetRows    = 1 << 20
	maxSheetColumns = 1 << 14
)

// columnName is a spreadsheet's name of a column: 1 is A, 27 is AA.
func columnName(col int) string {
	var name []byte
	for ; col > 0; col = (col - 1) / 26 {
		name = append([]byte{byte('A' + (col-1)%26)}, name...)
	}
	return string(name)
}

// columnNumber reads the column out of a cell's name: "AA12" is 27.
func columnNumber(cell string) (int, bool) {
	n := 0
	for _, c := range []byte(cell) {
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > maxSheetColumns {
			return 0, false
		}
	}
	return n, n > 0
}
