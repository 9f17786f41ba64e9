package source

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
)

// pxOf is a .px file of dimensions of ten values each, without its data.
func pxOf(dims int) string {
	var names []string
	var b strings.Builder
	for i := range dims {
		names = append(names, fmt.Sprintf(`"D%d"`, i))
		fmt.Fprintf(&b, `VALUES("D%d")="0","1","2","3","4","5","6","7","8","9";KEYS("D%d")=VALUES;`, i, i)
	}
	return "STUB=" + strings.Join(names, ",") + ";" + b.String() + "DATA=;"
}

// A few hundred bytes can state dimensions of any number of cells.
func TestCubesThatAreTooLarge(t *testing.T) {
	for dims, want := range map[int]string{
		8: "a.px:1: found a table of 100000000 cells in a file of ",
		9: "a.px:1: found a table of more cells than are read, expected at most 100000000 cells of 32 dimensions with 1000000 values: divide it into smaller ones",
	} {
		m := mapping.Mapping{Indicator: "oma:x"}
		_, err := readMapped(t, inline("a.px", pxOf(dims)), &m)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%d dimensions: %v, want %s", dims, err, want)
		}
	}
	sizes, dimensions := strings.Repeat("10,", 8), ""
	for i := range 8 {
		dimensions += fmt.Sprintf(`,"%d":{"category":{"index":["0","1","2","3","4","5","6","7","8","9"]}}`, i)
	}
	content := `{"class":"dataset","id":["0","1","2","3","4","5","6","7"],"size":[` + strings.TrimSuffix(sizes, ",") + `],"dimension":{` + dimensions[1:] + `},"value":{}}`
	if _, err := readMapped(t, inline("a.json", content), nil); err == nil || !strings.HasPrefix(err.Error(), "a.json: found a table of 100000000 cells in a file of ") {
		t.Errorf("a sparse dataset: %v", err)
	}
}

// What a file says of its encoding counts where its bytes are not UTF-8.
func TestPxEncodings(t *testing.T) {
	const text = "STUB=\"Alue\";HEADING=\"Vuosi\";VALUES(\"Alue\")=\"Äänekoski\";VALUES(\"Vuosi\")=\"2020\";DATA=1;"
	encode := func(page *charmap.Charmap, s string) string {
		out, err := page.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, tt := range []struct{ content, encoding string }{
		{"CHARSET=\"ANSI\";\nCODEPAGE=\"iso-8859-15\";\n" + text, "utf-8"}, // saved anew, its CODEPAGE left
		{content.BOM + text, "utf-8"},
		{encode(charmap.ISO8859_15, "CHARSET=\"ANSI\";\nCODEPAGE=\"iso-8859-15\";\n"+text), "iso-8859-15"},
		{encode(charmap.Windows1252, "CHARSET=\"ANSI\";\n"+text), "iso-8859-1"},
		{encode(charmap.CodePage850, text), "ibm850"}, // no CHARSET: the text of DOS
	} {
		m := mapping.Mapping{Indicator: "oma:x"}
		got, err := readMapped(t, inline("a.px", tt.content), &m)
		if err != nil || len(got.records) != 1 || got.records[0].Region.Name != "Äänekoski" || got.Encoding != tt.encoding {
			t.Errorf("%s: %+v in %s, %v", tt.encoding, got.records, got.Encoding, err)
		}
	}
}
