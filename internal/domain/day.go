package domain

import (
	"fmt"
	"strconv"
)

// months are those of a year by their English names, with their days in a leap year.
var months = [...]struct {
	name string
	days int
}{
	{"January", 31}, {"February", 29}, {"March", 31}, {"April", 30}, {"May", 31}, {"June", 30},
	{"July", 31}, {"August", 31}, {"September", 30}, {"October", 31}, {"November", 30}, {"December", 31},
}

// Day writes a yyyy-mm-dd day as the language does: 21.11.2026, in English
// 21 November 2026. What is none stays as it is.
func Day(iso string, l Lang) string {
	if len(iso) != len("2006-01-02") || iso[4] != '-' || iso[7] != '-' {
		return iso
	}
	var date [3]int
	for i, part := range []string{iso[:4], iso[5:7], iso[8:]} {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return iso
		}
		date[i] = int(n)
	}
	year, month, day := date[0], date[1], date[2]
	leap := year%4 == 0 && (year%100 != 0 || year%400 == 0)
	switch {
	case month < 1 || month > 12 || day < 1 || day > months[month-1].days || month == 2 && day == 29 && !leap:
		return iso
	case l == English:
		return fmt.Sprintf("%d %s %d", day, months[month-1].name, year)
	}
	return fmt.Sprintf("%d.%d.%d", day, month, year)
}
