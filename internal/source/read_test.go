package source_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/sourcetest"
)

func TestUnreadableFiles(t *testing.T) {
	for _, tt := range []struct{ content, want string }{
		{"", "a.csv: the file is empty: download it again"},
		{"\ufeff\r\n \n", "a.csv: the file is empty: download it again"},
		{"\x1f\x8b\x08", "a.csv: this is a gzip archive: unpack it first"},
		{"\xff\xfea\x00", `a.csv: not a layout that is known: the first line is "a" (no columns)`},
		{"%PDF-1.7", "a.csv: this is a PDF: download the data as CSV or as a workbook"},
		{"<!DOCTYPE html><html>", `a.csv: this is a web page or XML ("<!DOCTYPE html><html>"): download the data itself`},
		{"<html><table></table></html>", "a.csv: this is a web page without a table: download the data itself"},
		{"MZ\x00\x01", "a.csv: this is a binary file of an unknown kind"},
		{"PK\x03\x04 and no more", "a.csv: found a zip archive that is damaged or cut off, expected a workbook: download it again"},
		{sheet.CompoundMagic, "a.csv: found an .xls that is cut off: download it again"},
		{sheet.CompoundMagic + strings.Repeat("\xff", 512), "a.csv: found a damaged .xls: download it again"},
		{"level,text,words\na,b,c\n", `a.csv: not a layout that is known: the first line is "level,text,words" (3 columns divided by commas)` + "\nformats that are known:\n  sotkanet-rest-csv: "},
		{"\"2019\" \"2020\"\n\"Akaa\" 100 200\n\"Espoo\" 110 210\n", `a.csv: words in quotes divided by spaces, which are no delimiter that is read: found "\"2019\" \"2020\""; write the file again with semicolons (in R: write.table(x, sep = ";"))`},
		{"V\xe4est\xf6\n", `a.csv: not a layout that is known: the first line is "Väestö" (no columns)`},
	} {
		_, err := sourcetest.Read(t.Context(), sourcetest.Text("a.csv", tt.content))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q:\n got %v\nwant %s", content.Excerpt(tt.content), err, tt.want)
		}
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := source.ReadFile(t.Context(), dir, source.Options{}, nil, nil); err == nil || !strings.Contains(err.Error(), "found a folder, expected a data file") {
		t.Errorf("a folder: %v", err)
	}
	if _, err := source.ReadFile(t.Context(), filepath.Join(dir, "none.csv"), source.Options{}, nil, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	path := filepath.Join(dir, "data.txt") // the name does not matter
	if err := os.WriteFile(path, []byte(sourcetest.RESTHeader+"127;85;2009;total;1;\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	sum, err := source.ReadFile(t.Context(), path, source.Options{}, func(*record.Record) error { return nil }, nil)
	if err != nil || sum.Format != source.FormatRESTCSV || sum.Rows != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
}

// What emit and reject return ends the reading and comes back as it is.
func TestStops(t *testing.T) {
	stop := errors.New("disk full")
	for _, text := range []string{
		sourcetest.RESTHeader + "127;85;2009;total;1;\nbad\n",
		sourcetest.WebRow + "bad\n",
		sourcetest.WebTable + "T;228;Akaa;020;combined;1;2\nbad\n",
		`[{"indicator":127,"region":85,"year":2009,"gender":"total","value":1},{"indicator":1,"region":1}]`,
	} {
		_, err := source.Read(t.Context(), sourcetest.Text("a", text), source.Options{}, func(*record.Record) error { return stop }, func(record.Reject) error { return nil })
		if err != stop {
			t.Errorf("%q: emit's error became %v", content.Excerpt(text), err)
		}
		_, err = source.Read(t.Context(), sourcetest.Text("a", text), source.Options{}, func(*record.Record) error { return nil }, func(record.Reject) error { return stop })
		if err != stop {
			t.Errorf("%q: reject's error became %v", content.Excerpt(text), err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err = sourcetest.Read(ctx, sourcetest.Text("a", text)); !errors.Is(err, context.Canceled) {
			t.Errorf("%q: cancelled, got %v", content.Excerpt(text), err)
		}
	}
}

// What a colleague's table and PxWeb's have in common must not decide what a
// dash or a point in it means: the general reader asks.
func TestColleaguesTableIsNotTakenForPxWeb(t *testing.T) {
	m := &mapping.Mapping{Indicator: "oma:x"}
	for _, tt := range []struct {
		text   string
		format source.Format
	}{
		{"Kunta;Vuosi;Osuus\nJyväskylä;2021;1,53\nLaukaa;2021;-\n", source.FormatTable},
		{"Vuosi;Kunta;Lapsia\n2021;Jyväskylä;1.234\n2021;Laukaa;2.500\n2021;Muurame;999\n", source.FormatTable},
		{"Municipality,Year,Population\nHelsinki,2020,\"656,920\"\n", source.FormatTable},
		{"Väestö kunnittain\n\nKunta;2020;2021\nHelsinki;656,920;-\n", source.FormatTable},
		{"\"Vuosi\";\"Alue\";\"Äänioikeutetut\"\n\"2021\";\"091 Helsinki\";542830\n", source.FormatPxWeb},
		{"Kunta;Ikä;Yhteensä;Miehet;Naiset\nAkaa;Yhteensä;16467;8281;8186\n", source.FormatPxWeb},
	} {
		f := sourcetest.Bytes("f.csv", []byte(tt.text))
		sum, _ := source.Read(t.Context(), f, source.Options{Map: m}, func(r *record.Record) error {
			if v := r.Cell.Value; tt.format == source.FormatTable && (v == 1.234 || v == 2.5 || v == 656.92 || v == 0) {
				t.Errorf("%q: took %v", tt.text, v)
			}
			return nil
		}, func(record.Reject) error { return nil })
		if sum.Format != tt.format {
			t.Errorf("%q: %s, want %s", tt.text, sum.Format, tt.format)
		}
	}
}

// A mapping is not for a file that says everything itself.
func TestMappingOfSotkanet(t *testing.T) {
	m := mapping.Mapping{Name: "map.yaml", Indicator: "oma:a"}
	_, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("a.csv", sourcetest.RESTHeader+"127;85;2009;total;2406;\n"), source.Options{Map: &m})
	if want := "a.csv: sotkanet-rest-csv says everything itself but how its figures are written (decimal:, thousands:, missing:, suppressed:, zero:), and the mapping map.yaml has no columns for it: read the file without it"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
