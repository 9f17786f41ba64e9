package table_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

const whole = "indicator: oma:x\n"

// Headers and rows of different widths that say enough.
func TestWidths(t *testing.T) {
	for _, tt := range []struct{ name, mapping, content, want string }{
		{"row names of R", whole, "\"2019\"\t\"2020\"\n\"Akaa\"\t100\t200\n\"Espoo\"\t110\t210\n", "Akaa 2019=100, Akaa 2020=200, Espoo 2019=110, Espoo 2020=210"},
		{"row names of one year", whole, "\"2019\"\n\"Akaa\"\t100\n\"Espoo\"\t110\n", "Akaa 2019=100, Espoo 2019=110"},
		{"row names, by commas", whole, "\"2019\",\"2020\"\n\"Akaa\",100,200\n\"Espoo\",110,210\n", "Akaa 2019=100, Akaa 2020=200, Espoo 2019=110, Espoo 2020=210"},
		{"rows numbered by R", whole, "\"kunta\";\"vuosi\";\"arvo\"\n\"1\";\"Akaa\";2019;5,5\n\"2\";\"Espoo\";2019;6,5\n", "Akaa 2019=5.5, Espoo 2019=6.5"},
		{"rows numbered, a header of unknown words", whole, "\"kunta\",\"2019\"\n\"1\",\"Akaa\",5\n\"2\",\"Espoo\",6\n", "Akaa 2019=5, Espoo 2019=6"},
		{"row names that a mapping calls so", whole + "columns: [{at: A, is: region}]\n", "\"2019\"\t\"2020\"\n\"Akaa\"\t100\t200\n\"Espoo\"\t1\t2\n", "Akaa 2019=100, Akaa 2020=200, Espoo 2019=1, Espoo 2020=2"},
		{"numbered rows beside codes", whole + "period: 2020\n", "\"kuntanro\"\t\"arvo\"\n\"1\"\t5\t100\n\"2\"\t9\t200\n", "5 2020=100, 9 2020=200"},
		{"a delimiter at the end of every row", whole, "Kunta;2019\nAkaa;1;\nEspoo;2;\n", "Akaa 2019=1, Espoo 2019=2"},
		{"remarks under no header", whole, "Kunta;2019\nAkaa;1;ennakko\nEspoo;2;ennakko\n", "Akaa 2019=1, Espoo 2019=2"},
		{"rows that end early", whole, "Kunta;2020;2021;2022\nAkaa;1;2\nEspoo;1;2;3\nVantaa;1\nHelsinki;1;2;3\n",
			"Akaa 2020=1, Akaa 2021=2, Akaa 2022 missing, Espoo 2020=1, Espoo 2021=2, Espoo 2022=3, Vantaa 2020=1, Vantaa 2021 missing, Vantaa 2022 missing, Helsinki 2020=1, Helsinki 2021=2, Helsinki 2022=3"},
		{"one row that ends early", whole, "Kunta,2020,2021\nAkaa,1,2\nEspoo,1\nVantaa,1,2\n", "Akaa 2020=1, Akaa 2021=2, Espoo 2020=1, Espoo 2021 missing, Vantaa 2020=1, Vantaa 2021=2"},
		{"all rows end early, in a year to come", whole, "Kunta;2020;2021;2022\nAkaa;1;2\nEspoo;3;4\n", "Akaa 2020=1, Akaa 2021=2, Espoo 2020=3, Espoo 2021=4"},
		{"early ends under a title, over a footer", whole, "Lapset kunnittain\n\nKunta,2020,2021\nAkaa,1\nEspoo,1,2\nLähde: THL, 2020\n", "Akaa 2020=1, Akaa 2021 missing, Espoo 2020=1, Espoo 2021=2"},
		{"decimal commas and semicolons, some rows early", whole, "Kunta;2020;2021;2022\nAkaa;1,5;2\nEspoo;2,5;2\nVantaa;1;2;3,5\nHanko;2,5;1\n",
			"Akaa 2020=1.5, Akaa 2021=2, Akaa 2022 missing, Espoo 2020=2.5, Espoo 2021=2, Espoo 2022 missing, Vantaa 2020=1, Vantaa 2021=2, Vantaa 2022=3.5, Hanko 2020=2.5, Hanko 2021=1, Hanko 2022 missing"},
		{"columns of numbers alone by commas", "header: [0]\nindicator: oma:x\ncolumns: [{at: A, is: region_code}, {at: B, is: period}, {at: C, is: value}]\n", "20,2019,5\n49,2019,6\n", "20 2019=5, 49 2019=6"},
		{"letters in place of a header that lacks a cell", "header: [0]\nfirst: 2\nindicator: oma:x\nperiod: 2020\ncolumns: [{at: A, is: region}, {at: B, is: ignore}, {at: C, is: value}]\n", "Kunta;Arvo\nAkaa;1;2\nEspoo;3;4\n", "Akaa 2020=2, Espoo 2020=4"},
	} {
		got, err := sourcetest.ReadText(t, tt.mapping, tt.content)
		if err != nil || len(got.Rejected) > 0 || valuesOf(got.Records) != tt.want {
			t.Errorf("%s: %s, %v, %q\nwant %s", tt.name, valuesOf(got.Records), err, got.Rejected, tt.want)
		}
	}
}

// valuesOf are the records' regions, periods and values.
func valuesOf(records []record.Record) string {
	var all []string
	for _, r := range records {
		s := strings.TrimSpace(r.Region.Name+r.Region.Code) + " " + string(r.Period)
		if r.Cell.Status == domain.OK {
			all = append(all, fmt.Sprint(s, "=", r.Cell.Value))
		} else {
			all = append(all, s+" "+r.Cell.Status.String())
		}
	}
	return strings.Join(all, ", ")
}

// Headers and rows of different widths that do not say which is of which: the
// file is refused with both widths, and what would settle it.
func TestWidthsRefused(t *testing.T) {
	const commas = "numbers with a decimal comma in a file divided by commas? save it divided by semicolons, or with the numbers in quotes"
	for content, want := range map[string]string{
		"Kunta,2020,2021\nAkaa,1,5,2,5\nEspoo,1,7,2,6\n":                                            "the header (line 1) has 3 cells, and every row has 5 (the first in line 2): " + commas,
		"Kunta,2020,2021\nAkaa,1,2\nEspoo,3,4\nVantaa,1,5,4\n":                                      "the header (line 1) has 3 cells, and 1 row has 4 (the first in line 4): " + commas,
		"Kunta,2020\nAkaa,1,5\nEspoo,3,4\n":                                                         "the header (line 1) has 2 cells, and every row has 3 (the first in line 2): " + commas,
		"Title\n\nKunta,Vuosi,Arvo\nAkaa,2020,1,5\nEspoo,2020,3\n":                                  "the header (line 3) has 3 cells, and 1 row has 4 (the first in line 4): " + commas,
		"Kunta;2020\nAkaa;1;5\nEspoo;3;4\n":                                                         "the header (line 1) has 2 cells, and every row has 3 (the first in line 2): give every column",
		"Kunta, alue,Väkiluku,Pinta-ala\nAkaa,1,2\nEspoo,3,4\n":                                     "the header (line 1) has 4 cells, and every row has 3 (the first in line 2): give every column",
		"\"kunta\";\"vuosi\";\"arvo\"\n\"1\";\"a\";\"Akaa\";2019;5\n\"2\";\"b\";\"Espoo\";2019;6\n": "the header (line 1) has 3 cells, and every row has 5 (the first in line 2): give every column",
	} {
		got, err := sourcetest.ReadText(t, whole, content)
		if err == nil || len(got.Records) > 0 || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %s, %v\nwant %s", content, valuesOf(got.Records), err, want)
		}
		sourcetest.CheckAnswer(t, err)
	}
}

// A row that was cut off, or won a delimiter, is rejected by itself.
func TestWidthsRejected(t *testing.T) {
	for content, want := range map[string]string{
		"Kunta;2020;2021\nAkaa;1;2\nEspoo;1;2\nVantaa;1":                                "a.csv:4: found 2 columns, expected 3; the row may have been cut off: download the file again",
		"Kunta;2020;2021\n" + strings.Repeat("Akaa;1;\n", 20) + "Vantaa;1\nEspoo;1;2\n": "a.csv:22: found 2 columns, expected 3; the row may have been cut off: download the file again",
		"Kunta;2020\nAkaa;1\nEspoo;1\nVantaa;1;2\n":                                     "a.csv:4: found 3 columns, expected 2; look for a delimiter too many, or a field without its quotes",
		"Kunta,2020,2021\nAkaa,1,2,huom\nEspoo,1,2\nHanko,1,2\n":                        "a.csv:2: found 4 columns, expected 3; look for a delimiter too many, or a field without its quotes",
		"Kunta,2020,2021\nAkaa,1,2\nEspoo,1,2\nKoski, Tl,1,2\n":                         "a.csv:4: found 4 columns, expected 3; look for a delimiter too many, or a field without its quotes",
	} {
		got, err := sourcetest.ReadText(t, whole, content)
		if err != nil || !slices.Equal(got.Rejected, []string{want}) {
			t.Errorf("%q: %q, %v\nwant %q", content, got.Rejected, err, want)
		}
	}
}

// widthCase is a table by regions and years with what its file has for it.
type widthCase struct {
	truth map[string]string // by region and year; "" where there is no value
	rows  [][]string        // of the file, the header first
	sure  bool              // whether the widths show all that is odd in it
}

// newWidthCase makes up a table: with a header for the regions, without one, or
// with numbered rows; of whole numbers, or decimals that a comma divides, which
// commas may have divided into two cells; with empty cells at the end of rows.
func newWidthCase(rng *rand.Rand, split bool) widthCase {
	c := widthCase{truth: map[string]string{}, sure: true}
	years := 1 + rng.IntN(4)
	layout := rng.IntN(3) // 0 a header for regions, 1 none, 2 a header and rows numbered without one
	header := []string{"Kunta"}
	if layout == 1 {
		header = nil
	}
	for y := range years {
		header = append(header, strconv.Itoa(2018+y))
	}
	c.rows = append(c.rows, header)
	decimals, gaps, wider := rng.IntN(3), rng.IntN(3) == 0, false
	names := []string{"Akaa", "Espoo", "Vantaa", "Helsinki", "Alavus", "Hanko", "Kemi", "Oulu"}
	for n, name := range names[:2+rng.IntN(len(names)-1)] {
		row := []string{name}
		if layout == 2 {
			row = []string{strconv.Itoa(n + 1), name}
		}
		for y := range years {
			value := strconv.Itoa(rng.IntN(90) + 1)
			switch {
			case gaps && rng.IntN(3) == 0:
				value = ""
			case decimals == 2 || decimals == 1 && rng.IntN(2) == 0:
				value += "," + strconv.Itoa(1+rng.IntN(9))
			}
			c.truth[name+" "+strconv.Itoa(2018+y)] = value
			if whole, part, found := strings.Cut(value, ","); found && split {
				row = append(row, whole, part)
				c.sure = false
			} else {
				row = append(row, value)
			}
		}
		wider = wider || len(strings.TrimRight(strings.Join(row, "\t"), "\t")) > 0 && extentOf(row) > len(header)+layout%2+layout/2
		c.rows = append(c.rows, row)
	}
	c.sure = c.sure || wider
	return c
}

func extentOf(row []string) int {
	n := len(row)
	for n > 0 && row[n-1] == "" {
		n--
	}
	return n
}

// text is the table as text, with or without the empty cells at the end of rows.
func (c widthCase) text(delimiter string, early bool) string {
	var b strings.Builder
	for _, row := range c.rows {
		cells := slices.Clone(row)
		if early {
			cells = cells[:extentOf(cells)]
		}
		for i, cell := range cells {
			if strings.Contains(cell, delimiter) {
				cells[i] = `"` + cell + `"`
			}
		}
		b.WriteString(strings.Join(cells, delimiter) + "\n")
	}
	return b.String()
}

// sheet is the table as a workbook.
func (c widthCase) sheet(t *testing.T) content.File {
	rows := make([][]string, len(c.rows))
	for i, row := range c.rows {
		rows[i] = slices.Clone(row)
		for k, cell := range row {
			if _, err := strconv.Atoi(cell); err == nil {
				rows[i][k] = "#" + cell
			}
		}
	}
	return sourcetest.Workbook(t, sourcetest.SheetXML(rows)+"</sheetData>")
}

// check makes sure that every value is where it was put, or that the file or
// the row is refused aloud.
func (c widthCase) check(t *testing.T, f content.File, shown string) {
	t.Helper()
	m := mapping.Mapping{Indicator: "oma:x"}
	got, err := sourcetest.ReadWith(t.Context(), f, source.Options{Map: &m})
	if err != nil {
		sourcetest.CheckAnswer(t, err)
		return
	}
	left := maps.Clone(c.truth)
	for _, r := range got.Records {
		key := r.Region.Name + " " + string(r.Period)
		want, ok := c.truth[key]
		if is := strings.Replace(strconv.FormatFloat(r.Cell.Value, 'f', -1, 64), ".", ",", 1); !ok || r.Cell.Status == domain.OK && is != want || r.Cell.Status != domain.OK && want != "" {
			t.Fatalf("%s is %s, want %q, of\n%s", key, valuesOf([]record.Record{r}), want, shown)
		}
		delete(left, key)
	}
	for key, value := range left {
		if value != "" && len(got.Rejected) == 0 {
			t.Fatalf("%s is not read, of\n%s", key, shown)
		}
	}
}

func checkWidths(t *testing.T, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 11))
	delimiter := []string{";", "\t", "|", ",", ","}[rng.IntN(5)]
	c := newWidthCase(rng, delimiter == "," && rng.IntN(2) == 0)
	if !c.sure {
		return // every row is of the header's width: nothing shows what its commas are
	}
	text := c.text(delimiter, rng.IntN(2) == 0)
	c.check(t, sourcetest.Text("f", text), text)
	if seed%4 == 0 {
		c.check(t, c.sheet(t), "a sheet of\n"+text)
	}
}

// A value is where it was put or the file is refused, whatever the widths of
// the header and the rows.
func TestWidthsMadeUp(t *testing.T) {
	for seed := range uint64(300) {
		checkWidths(t, seed)
	}
}

func FuzzWidths(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(checkWidths)
}

// Tables without a header are asked about by the letters of their columns, and
// read by the answer; rows of words, and of several widths, are no tables.
func TestHeaderless(t *testing.T) {
	const words = "Akaa;2019;5\nEspoo;2019;6\nHanko;2019;7\n"
	for content, asks := range map[string]bool{
		words: true, "20,2019,5\n49,2019,6\n": true, "Akaa\t1,5\t2\nEspoo\t2,5\t3\n": true,
		"Akaa;a\nEspoo;b\nHanko;c\n": false, "Akaa;1\nEspoo;2;3\nHanko;4;5;6\n": false, "id;nimi\n5;Akaa\n6;Espoo\n": false,
	} {
		_, err := sourcetest.ReadText(t, "missing: [\"-\"]\n", content)
		if asked := err != nil && strings.Contains(err.Error(), "the file has no header: ") && strings.Contains(err.Error(), "\nheader: [0]\n"); asked != asks {
			t.Errorf("%q: asked %t, want %t: %v", content, asked, asks, err)
		}
	}
	got, err := sourcetest.ReadText(t, "header: [0]\nindicator: oma:x\ncolumns: [{at: A, is: region}, {at: B, is: period}, {at: C, is: value}]\n", words)
	if want := "Akaa 2019=5, Espoo 2019=6, Hanko 2019=7"; err != nil || valuesOf(got.Records) != want {
		t.Errorf("%s, %v\nwant %s", valuesOf(got.Records), err, want)
	}
}
