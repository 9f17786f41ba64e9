package cli

import (
	"fmt"
	"strings"
)

// mappingKey is a key of a mapping: an example of it, and what it says.
type mappingKey struct{ example, says string }

// The keys of a mapping: of the file as a whole, of one of its columns, and of
// one of its indicators. The first is a mapping by itself; the second and third
// stand in an entry of columns: and indicators:.
var (
	fileKeys = []mappingKey{
		{`sheet: "20*"`, "the sheet of a workbook; * stands for any text"},
		{`header: [3, 4]`, "the rows of the header, counted from 1; [0] is none"},
		{`first: 6`, "the first row of data, where it is not the one after the header"},
		{`last: 320`, "the last row of data"},
		{`encoding: windows-1252`, "utf-8, utf-16, iso-8859-1 or windows-1252"},
		{`delimiter: tab`, `";", ",", "|" or tab`},
		{`decimal: ","`, `what decimals follow, "," or "."`},
		{`thousands: "."`, `what divides thousands, "," or "."`},
		{`scaled: shown`, "numbers that a workbook shows in thousands (#,##0,): as it shows them, or stored"},
		{`largest: 1e18`, "how large values may be, where some go beyond 1e15"},
		{`split_years: true`, "2011-12 is the year from 2011 to 2012; false: it is December 2011"},
		{`indicator: oma:asunnottomat`, "what every value is of, where no column says it"},
		{`period: 2021`, "the time of every value; sheet: the sheet's name is it"},
		{`gender: female`, "total, male or female: the gender of every value"},
		{`breakdown: age=0-6`, "what else every value is of"},
		{`region: maa`, "the region of every value, where no column tells it: a series of the whole country, such as a price index; sheet: the sheet's name is it"},
		{`category: kunta`, "of every region: kunta, seutukunta, maakunta, shp, hva, erva, avi, ely, maa, or a word of your own for other areas (kommun-se)"},
		{`columns: [{column: Alue, is: region}]`, "what the columns hold; those that are not named are taken by their headers and contents, or asked about where the figures depend on them"},
		{`indicators: [{id: "oma:asunnottomat"}]`, "ids and descriptions of what is measured"},
		{`regions: {Riket: maa, "Koski": "kunta:284", Muut: skip}`, "the regions that go by a word of the file; skip passes over their rows"},
		{`genders: {T: total, K: female, M: male}`, "the genders that go by a word of the file; skip passes over their rows"},
		{`missing: ["-", "."]`, "marks for a value there is none of, beside the usual ones"},
		{`suppressed: ["<5", x]`, "marks for a value that is kept secret"},
		{`zero: ["-"]`, "marks for none at all"},
	}
	columnKeys = []mappingKey{
		{`column: "Kunta"`, "its header, without footnote marks"},
		{`at: C`, "its letter, where headers are missing or stand twice"},
		{`is: region`, "region (a name, a code or both), region_id (SOTKAnet's number), region_code, region_name, category, period, gender, breakdown:KEY (breakdown:age), indicator, value, count, status or ignore"},
		{`indicator: oma:asunnottomat`, "what only this column of values is of; so too"},
		{`period: 2019`, "its time"},
		{`gender: male`, "its gender"},
		{`breakdown: age=7-12`, "what else it is of"},
		{`region: kunta:179`, "its region, where areas stand over the columns: a reference, or a name or code"},
		{`decimal: "."`, "its mark of decimals"},
		{`thousands: ","`, "its mark of thousands"},
		{`fill: true`, "an empty cell repeats the one above"},
		{`empty: total`, "an empty cell is all genders, or all of the breakdown, together"},
	}
	indicatorKeys = []mappingKey{
		{`id: "oma:asunnottomat"`, "oma: and a name of your own, a SOTKAnet number, or skip to leave it out"},
		{`match: "Asunnottomat, %"`, `what the file calls it, by the word of a column, a header or a code; {id: skip, match: "*"} leaves out all others`},
		{`title: {fi: Asunnottomat, sv: Bostadslösa}`, "in fi, sv and en"},
		{`unit: PROS`, "PROS (%), PER1000, PER10000, PER100000, LKM (a number), EUR, TEUR (1 000 euros), EURAS (euros per inhabitant), INDEKSI"},
		{`source: {fi: Kaupungin asuntotoimi}`, "who publishes it, for the line under tables and figures"},
		{`decimals: 1`, "how many it is published with"},
		{`denominator: "127"`, "the indicator of the population under a share or rate"},
	}
)

// mappingsHelp is the topic: what a mapping is, and every key with an example.
func mappingsHelp() string {
	var b strings.Builder
	b.WriteString(`A mapping is a YAML file that says of a data file what the file does not.
Everything in it is optional: what it leaves out is taken from the content where
that is clear, and asked where it is not. 'kuvio import' and 'kuvio inspect' print
the mapping that a file lacks, filled in as far as the file goes;
'kuvio inspect --save maps/x.yaml FILE' keeps it as a file. Name it with --map, or
for files that come again under mappings: in kuvio.yaml ('kuvio help settings').

Of the file as a whole:

`)
	section := func(title string, keys []mappingKey) {
		b.WriteString(title)
		for _, k := range keys {
			b.WriteString("  " + k.example + "\n")
			for _, line := range wrapped(k.says, 70) {
				b.WriteString("          " + line + "\n")
			}
		}
	}
	section("", fileKeys)
	section("\nOf a column, in an entry of columns:\n\n", columnKeys)
	section("\nOf an indicator, in an entry of indicators:\n\n", indicatorKeys)
	fmt.Fprintf(&b, "\nA whole one:\n\n%s", exampleMapping)
	return b.String()
}

// exampleMapping is a mapping with a bit of everything.
const exampleMapping = `  period: 2021
  category: kunta
  columns:
    - {column: "Alue", is: region}
    - {column: "Sukupuoli", is: gender}
    - {column: "Osuus", is: value, indicator: "oma:asunnottomat"}
  indicators:
    - id: "oma:asunnottomat"
      title: {fi: "Asunnottomat lapsiperheet"}
      source: {fi: "Kaupungin asuntotoimi"}
      unit: PROS
  genders: {T: total, K: female, M: male}
  suppressed: ["<5"]
`

// wrapped divides a text into lines of so many letters at the most.
func wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
