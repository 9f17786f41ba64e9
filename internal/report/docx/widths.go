package docx

import (
	"strings"

	"kuvio/internal/table"
)

// Widths of Arial's and Helvetica's letters in thousandths of the type's size, from the
// space to the tilde (Adobe's metrics of Helvetica); others are taken to be as wide as a
// digit, capitals with marks as their kind.
var letterWidths = [...]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

const boldFactor = 1.08

// fontFactor is how much wider a typeface runs than Arial.
func fontFactor(font string) float64 {
	switch strings.ToLower(font) {
	case "verdana", "dejavu sans", "lucida sans unicode", "lucida sans":
		return 1.2
	case "tahoma", "trebuchet ms", "segoe ui", "open sans", "noto sans", "century gothic":
		return 1.08
	}
	return 1.02 // most run narrower; a line that is a hair too long breaks
}

// widthOf is how wide a text is in twentieths of a point, in type of so many half points.
func (in *Insertion) widthOf(s string, size int, bold bool) int {
	thousandths := 0
	for _, r := range s {
		switch {
		case r >= ' ' && int(r-' ') < len(letterWidths):
			thousandths += letterWidths[r-' ']
		case r == '\u00a0' || r == '\u202f' || r == '\u2009':
			thousandths += 278
		case strings.ContainsRune("ÄÅÖÉÜØÆ—…", r):
			thousandths += 778
		case r >= '\u2190': // arrows, triangles, circles: often of another typeface
			thousandths += 1000
		default:
			thousandths += 584
		}
	}
	w := float64(thousandths) * float64(size) * 10 / 1000 * in.wide
	if bold {
		w *= boldFactor
	}
	return int(w) + 1
}

// longest is the width of the longest word: what stands between places where a line may
// break, at spaces and, of a word that is no number, after hyphens.
func (in *Insertion) longest(s string, size int, bold, hyphens bool) int {
	most := 0
	for word := range strings.FieldsFuncSeq(unbroken(s), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) {
		pieces := []string{word}
		if hyphens {
			pieces = strings.SplitAfter(word, "-")
		}
		for _, piece := range pieces {
			most = max(most, in.widthOf(piece, size, bold))
		}
	}
	return most
}

// columnNeed is what a column takes.
type columnNeed struct {
	least int   // with whole words and numbers
	cells int   // of numbers, whatever stands over them
	full  int   // with each cell on one line
	texts []int // each cell on one line, of the heading and the first rows
}

// weighedRows is how many rows say how a table's room is best shared out.
const weighedRows = 200

// What is left and right of a cell's text together, and a little for rounding: in
// kuvio's style of tables, and in Word's.
const (
	ownPadding  = 2*100 + 20
	wordPadding = 2*108 + 20
)

func (in *Insertion) needs(l *table.Laid, size int) []columnNeed {
	needs := make([]columnNeed, len(l.Columns))
	for i, c := range l.Columns {
		n := columnNeed{least: in.longest(c.Heading, size, true, true), full: in.widthOf(c.Heading, size, true)}
		if c.Numeric {
			n.full = n.least // a heading over numbers may take lines
		}
		n.texts = append(n.texts, n.full+in.padding)
		for _, s := range l.Sections {
			for _, row := range s.Rows {
				whole := in.widthOf(row[i].Text, size, false)
				if len(n.texts) <= weighedRows {
					n.texts = append(n.texts, whole+in.padding)
				}
				n.full = max(n.full, whole)
				if c.Numeric {
					n.least, n.cells = max(n.least, whole), max(n.cells, whole)
				} else {
					n.least = max(n.least, in.longest(row[i].Text, size, false, true))
				}
			}
		}
		n.least += in.padding
		n.full += in.padding
		n.cells += in.padding
		needs[i] = n
	}
	return needs
}

func least(needs []columnNeed) int {
	sum := 0
	for _, n := range needs {
		sum += n.least
	}
	return sum
}

func full(needs []columnNeed) int {
	sum := 0
	for _, n := range needs {
		sum += n.full
	}
	return sum
}

// widest is the width above which columns are cut so that all fit: the longest texts wrap,
// the others stay on a line.
func widest(needs []columnNeed, measure int) int {
	low, high := 0, measure
	for low < high {
		middle, sum := (low+high+1)/2, 0
		for _, n := range needs {
			sum += min(n.full, max(n.least, middle))
		}
		if sum <= measure {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}

// lines is how many lines the highest cell has, about.
func lines(needs []columnNeed, widths []int) int {
	most := 1
	for i, n := range needs {
		most = max(most, (n.full+widths[i]-1)/max(widths[i], 1))
	}
	return most
}

// height is how high a table is, about, in lines: each row as high as its highest cell.
func height(needs []columnNeed, widths []int) float64 {
	sum := 0.0
	for row := range needs[0].texts {
		most := 1.0
		for i, n := range needs {
			most = max(most, float64(n.texts[row])/float64(widths[i]))
		}
		sum += most
	}
	return sum
}

// moved is how much width goes from one column to another at a time, in twentieths of a
// point.
const moved = 60

// lower moves width between columns as long as the table grows lower: a column that is
// empty in all rows but one, or long in one alone, gives to those that are long in many.
func lower(needs []columnNeed, widths []int) {
	for now, better := height(needs, widths), true; better; {
		better = false
		for from := range needs {
			for to := range needs {
				if from == to || widths[from]-moved < needs[from].least || widths[to]+moved > needs[to].full {
					continue
				}
				widths[from], widths[to] = widths[from]-moved, widths[to]+moved
				if h := height(needs, widths); h < now-1e-9 {
					now, better = h, true
				} else {
					widths[from], widths[to] = widths[from]+moved, widths[to]-moved
				}
			}
		}
	}
}

// spread gives each column its width within a measure. What is over goes to the columns
// in proportion to what they take; what is short is taken from the longest texts. Of a
// table that does not fit even so, words break, numbers never.
func spread(needs []columnNeed, measure int) []int {
	widths := make([]int, len(needs))
	over := measure - full(needs)
	switch {
	case over >= 0:
		over = min(over, full(needs)*2/3) // a small table does not tear its columns apart
		for i, n := range needs {
			widths[i] = n.full + over*n.full/max(full(needs), 1)
		}
	case least(needs) <= measure:
		limit := widest(needs, measure)
		for i, n := range needs {
			widths[i] = min(n.full, max(n.least, limit))
		}
		lower(needs, widths)
	default:
		words, numbers := 0, 0 // what breaks, and what does not
		for _, n := range needs {
			words, numbers = words+n.least-n.cells, numbers+n.cells
		}
		room := max(measure-numbers, 0)
		for i, n := range needs {
			widths[i] = n.cells + (n.least-n.cells)*room/max(words, 1)
		}
	}
	return widths
}
