package source

import "fmt"

const (
	expectYear      = "a year such as 2021"
	expectIndicator = "an indicator's id such as 191"
)

// overLine is what is found of a line that is too long.
const overLine = "a line of over 1 MiB"

// longLine is the reject of a line that is passed over unread.
func longLine(line int) Reject {
	return Reject{
		Place:    Place{Line: line},
		Found:    overLine,
		Expected: "a row of text",
		Hint:     "look for a line break that is missing",
	}
}

// wrongCount is the reject of a row with too many or too few columns.
func wrongCount(at Place, found, expected int) Reject {
	j := Reject{Place: at, Found: plural(found, "column"), Expected: fmt.Sprint(expected)}
	if found < expected {
		j.Hint = "the row may have been cut off: download the file again"
	} else {
		j.Hint = "look for a semicolon too many"
	}
	return j
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprint(n, " ", noun+"s")
}
