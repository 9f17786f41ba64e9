package cube_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

// checkMapped reads a file of any content with a mapping that settles what it
// may leave open, and checks what must hold of all.
func checkMapped(t *testing.T, content []byte) {
	t.Helper()
	begin := time.Now()
	rows, rejects := 0, 0
	m := mapping.Mapping{Indicator: "oma:x", Period: "2020", Indicators: []mapping.Indicator{{ID: "oma:x"}}}
	sum, err := source.Read(t.Context(), sourcetest.Bytes("f", content), source.Options{Map: &m}, func(r *record.Record) error {
		if rows++; rows > 1000 {
			return nil
		}
		c := *r
		if c.Cell.Status == domain.Suppressed {
			c.Cell.Status = domain.Missing
		}
		sourcetest.CheckRecord(t, c)
		return nil
	}, func(j record.Reject) error {
		if rejects++; rejects < 1000 && (!strings.HasPrefix(j.Error(), "f:") || !strings.Contains(j.Error(), ", expected ")) {
			t.Fatalf("reject %q", j.Error())
		}
		return nil
	})
	if d := time.Since(begin); d > 5*time.Second {
		t.Fatalf("took %s", d)
	}
	if sum.Rows != rows || sum.Rejects != rejects {
		t.Fatalf("counts %d and %d, gave %d and %d", sum.Rows, sum.Rejects, rows, rejects)
	}
	if _, err := sourcetest.ReadMapped(t, sourcetest.Bytes("f", content), nil); err != nil {
		sourcetest.CheckAnswer(t, err)
	}
	if err != nil && (!strings.HasPrefix(err.Error(), "f:") || len(err.Error()) > 64<<10) {
		t.Fatalf("error %q", err)
	}
}

// addFiles adds the files of testdata/pxweb with the extension.
func addFiles(f *testing.F, ext string) {
	files, err := filepath.Glob(filepath.Join("testdata", "pxweb", "*"+ext))
	if err != nil || len(files) == 0 {
		f.Fatal("no files", err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
}

func FuzzPx(f *testing.F) {
	addFiles(f, ".px")
	f.Add([]byte("STUB=\"A\";HEADING=\"B\";VALUES(\"A\")=\"Espoo\";VALUES(\"B\")=\"2020\",\"2021\";KEYS(\"A\")=VALUES;DATA=\"Espoo\" 1 \"..\";"))
	f.Fuzz(func(t *testing.T, content []byte) { checkMapped(t, content) })
}

func FuzzJSONStat(f *testing.F) {
	addFiles(f, ".json")
	f.Add([]byte(`{"dataset":{"dimension":{"id":["Alue"],"size":[1],"Alue":{"category":{"label":{"1":"Espoo"}}}},"value":{"0":"-"},"status":".."}}`))
	f.Fuzz(func(t *testing.T, content []byte) { checkMapped(t, content) })
}

func FuzzPxWebCSV(f *testing.F) {
	f.Add([]byte("T\n\nKunta;Sukupuoli;2020 A;2021* A\nEspoo;Miehet;1,5;..\n091 Helsinki;Naiset;x;-\n"))
	f.Add([]byte("\"T, U\"\r\n\r\n\"Alue\",\"Ikä\",\"Yhteensä 2019 Väestö 31.12.\",\"Miehet 2019 Väestö 31.12.\"\r\n\"KOKO MAA\",\"0 - 6\",1.234,-5\r\n"))
	f.Add([]byte("Region\tÅlder\tår\tMän\tKvinnor\nEsbo\ttotalt\t2020\t-\t...\nEsbo\t65+\t2020\t1\t2\t3\n"))
	f.Fuzz(func(t *testing.T, content []byte) { checkMapped(t, content) })
}

// FuzzPxWebXLSX reads a text, its cells parted by bars, as a workbook's sheet.
func FuzzPxWebXLSX(f *testing.F) {
	var lines []string
	for _, row := range pxwebSheet {
		lines = append(lines, strings.Join(row, "|"))
	}
	f.Add(strings.Join(lines, "\n"))
	f.Add("T\n||2018|#2019\nAlue|Ikä|A|B\nEspoo|0|#1|#2\n|1|..|x\n")
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	f.Fuzz(func(t *testing.T, text string) {
		var rows [][]string
		for line := range strings.SplitSeq(escape.Replace(text), "\n") {
			rows = append(rows, strings.Split(line, "|"))
		}
		checkMapped(t, sourcetest.Pack(t, sourcetest.Parts(sourcetest.SheetXML(rows))))
	})
}
