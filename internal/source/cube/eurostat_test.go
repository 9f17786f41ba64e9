package cube_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sourcetest"
)

// A table as Eurostat's API writes it, with a space before every flag and at
// the end of every cell; made up.
const eurostatTable = "freq,unit,sex,age,geo\\TIME_PERIOD\t2019 \t2020 \t2021 \n" +
	"A,PC,T,TOTAL,FI193\t12.3 \t12.5 b\t: \n" +
	"A,PC,T,Y15-64,FI\t10.1 \t10.2 p\t10.4 e\n" +
	"A,PC,F,Y_GE65,FI\t-0.5 \t: c\t1234.5 \n" +
	"A,PC,M,Y_LT15,FI200\t:z\t:c\t7bep\n"

func TestEurostat(t *testing.T) {
	want := []string{
		"oma:x|MAAKUNTA:13|total||2019|12.3/NaN", "oma:x|MAAKUNTA:13|total||2020|12.5/NaN", "oma:x|MAAKUNTA:13|total||2021|missing",
		"oma:x|MAA|total|age=15-64|2019|10.1/NaN", "oma:x|MAA|total|age=15-64|2020|10.2/NaN", "oma:x|MAA|total|age=15-64|2021|10.4/NaN",
		"oma:x|MAA|female|age=65-|2019|-0.5/NaN", "oma:x|MAA|female|age=65-|2020|suppressed", "oma:x|MAA|female|age=65-|2021|1234.5/NaN",
		"oma:x|MAAKUNTA:21|male|age=0-14|2019|missing", "oma:x|MAAKUNTA:21|male|age=0-14|2020|suppressed", "oma:x|MAAKUNTA:21|male|age=0-14|2021|7/NaN",
	}
	for name, text := range map[string]string{
		"as the API has it":       eurostatTable,
		"with Windows' line ends": strings.ReplaceAll(eurostatTable, "\n", "\r\n"),
		"older":                   strings.Replace(strings.ReplaceAll(strings.ReplaceAll(eurostatTable, "freq,", ""), "\nA,", "\n"), "TIME_PERIOD", "time", 1),
	} {
		got, err := sourcetest.ReadText(t, "indicator: oma:x", text)
		if all := sourcetest.Briefs(got.Records); err != nil || got.Format != source.FormatEurostat || len(got.Rejected) > 0 || !slices.Equal(all, want) {
			t.Errorf("%s: %s, %v, %q\n%s\nwant\n%s", name, got.Format, err, got.Rejected, strings.Join(all, "\n"), strings.Join(want, "\n"))
		}
		if in := got.Indicators; len(in) != 1 || in[0].Unit != "PROS" {
			t.Errorf("%s: indicators %+v", name, in)
		}
		var flags []string
		for _, s := range got.Skips {
			flags = append(flags, s.Place.String()+" "+s.What)
		}
		if want := "2 2 values with the flag b (break in time series), the first here: read as they stand"; len(flags) != 3 || flags[0] != want {
			t.Errorf("%s: flags %q, want the first %q", name, flags, want)
		}
	}
}

func TestEurostatAfterEmptyLines(t *testing.T) {
	got, err := sourcetest.ReadText(t, "indicator: oma:x", "\n\r\n"+"unit,geo\\time\t2019 \nPC,FI\t1 \nPC,FI193\t2 \n")
	want := []string{"oma:x|MAA|total||2019|1/NaN", "oma:x|MAAKUNTA:13|total||2019|2/NaN"}
	if all := sourcetest.Briefs(got.Records); err != nil || got.Format != source.FormatEurostat || len(got.Rejected) > 0 || !slices.Equal(all, want) {
		t.Errorf("%s, %v, %q: %q, want %q", got.Format, err, got.Rejected, all, want)
	}
}

// The same in a workbook, where a spreadsheet program has made numbers of the
// values without flags.
func TestEurostatInAWorkbook(t *testing.T) {
	f := sourcetest.Workbook(t, sourcetest.SheetRows([]any{`freq,unit,geo\TIME_PERIOD`, "2019 ", 2020}, []any{"A,NR,FI", 10.5, "11 p"})+"</sheetData>")
	got, err := sourcetest.ReadMapped(t, f, &mapping.Mapping{Indicator: "oma:x"})
	want := []string{"oma:x|MAA|total||2019|10.5/NaN", "oma:x|MAA|total||2020|11/NaN"}
	if all := sourcetest.Briefs(got.Records); err != nil || got.Format != source.FormatEurostat || !slices.Equal(all, want) {
		t.Errorf("%s, %v: %q, want %q", got.Format, err, all, want)
	}
}

func TestEurostatAsks(t *testing.T) {
	const text = "freq,unit,geo\\TIME_PERIOD\t2019-Q1 \t2019-Q2 \nQ,NR,FI\t1 \t2 \nQ,PC_TOT,FI\t3 \t4 \nQ,NR,SE12\t5 \t6 \n"
	_, err := sourcetest.ReadText(t, "", text)
	var need *mapping.NeedError
	if !errors.As(err, &need) || len(need.Questions) != 2 || !strings.Contains(need.YAML, `category: "nuts"`) || !strings.Contains(need.Questions[0], "SE12") {
		t.Fatalf("%v", err)
	}
	m, err := mapping.Parse("m.yaml", []byte("category: nuts\nindicators:\n  - {id: oma:n, match: NR}\n  - {id: skip, match: PC_TOT}\n"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := sourcetest.ReadMapped(t, sourcetest.Text("a.tsv", text), &m)
	want := []string{"oma:n|MAA|total||2019Q1|1/NaN", "oma:n|MAA|total||2019Q2|2/NaN", "oma:n|nuts:SE12 SE12|total||2019Q1|5/NaN", "oma:n|nuts:SE12 SE12|total||2019Q2|6/NaN"}
	if all := sourcetest.Briefs(got.Records); err != nil || !slices.Equal(all, want) {
		t.Errorf("%v: %q, want %q", err, all, want)
	}
}

func TestEurostatRejects(t *testing.T) {
	got, err := sourcetest.ReadText(t, "indicator: oma:x", "unit,geo\\time\t2019\t2019W1\nPC,FI\t1\t2\nPC\t1\t2\nPC,FI193\t1,5\t\nPC,FI194\t1\t2\t3\n")
	want := []string{
		`a.csv:2: column "time": found "2019W1", expected a period such as 2021, 2017–2019, 2023/24, 2023Q1 or 2023-05`,
		`a.csv:3: column "unit,geo": found "PC", expected 2 codes with commas between them`,
		`a.csv:4: column "time": found "2019W1", expected a period such as 2021, 2017–2019, 2023/24, 2023Q1 or 2023-05`,
		"a.csv:5: found 4 columns, expected 3; look for a semicolon too many",
	}
	if err != nil || !slices.Equal(got.Rejected, want) || len(got.Records) != 2 {
		t.Errorf("%v: %d records, %q\nwant %q", err, len(got.Records), got.Rejected, want)
	}
}

func FuzzEurostat(f *testing.F) {
	f.Add([]byte(eurostatTable))
	f.Add([]byte("geo\\time\t2019\nFI\t:\n,\t1\n"))
	f.Fuzz(func(t *testing.T, text []byte) { checkMapped(t, text) })
}
