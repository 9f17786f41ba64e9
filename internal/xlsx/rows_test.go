package xlsx

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"iter"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
)

// gridOf is a workbook of a sheet for each of the names, with the rows of cells.
func gridOf(t testing.TB, columns int, rows [][]Cell, sheets ...string) []byte {
	t.Helper()
	b, err := New(domain.English)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for _, name := range sheets {
		if err := b.Grid(name, Page{}, make([]Column, columns), len(rows), each(rows)); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func each(rows [][]Cell) iter.Seq2[[]Cell, error] {
	return func(yield func([]Cell, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// cellOf is what Excelize reads in a place.
func cellOf(t testing.TB, book []byte, sheet, place string) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.GetCellValue(sheet, place, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestCellsAreReadAsWritten(t *testing.T) {
	for _, c := range []struct {
		value any
		read  string
	}{
		{nil, ""}, {"", ""}, {int64(-7), "-7"}, {int64(math.MaxInt64), "9223372036854775807"},
		{0.1, "0.1"}, {1e21, "1000000000000000000000"}, {5e-324, "0." + strings.Repeat("0", 323) + "5"},
		{"Ä & <b> \"x\" 'y'", "Ä & <b> \"x\" 'y'"}, {" around ", " around "}, {"two\nlines", "two\nlines"},
		{"=1+1", "=1+1"}, {"_x0041_", "_x0041_"}, {"a_x005F_x0041_b", "a_x005F_x0041_b"}, {"_x00g1_ _x1_", "_x00g1_ _x1_"},
	} {
		book := gridOf(t, 2, [][]Cell{{{}, {Value: c.value, Face: Face{Wrap: true}}}}, "a")
		if got := cellOf(t, book, "a", "B2"); got != c.read {
			t.Errorf("%v is read as %q", c.value, got)
		}
	}
	for _, v := range []any{math.NaN(), math.Inf(1), 7, true} {
		b, _ := New(domain.English)
		err := b.Grid("a", Page{}, make([]Column, 1), 1, each([][]Cell{{{Value: v}}}))
		if err == nil || !strings.Contains(err.Error(), "cell A2: ") {
			t.Errorf("%v: error %v", v, err)
		}
		b.Close()
	}
}

// A row as high as a sheet has them is no error, however long its text.
func TestHighestRow(t *testing.T) {
	book := gridOf(t, 1, [][]Cell{{{Value: strings.Repeat("x\n", 60), Face: Face{Wrap: true}}}}, "a")
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if high, err := f.GetRowHeight("a", 2); high != excelize.MaxRowHeight || err != nil {
		t.Errorf("%v points (%v)", high, err)
	}
}

// The parts of several sheets are whole, by their sums too, and in an order.
func TestPartsAreWhole(t *testing.T) {
	rows := make([][]Cell, 5000)
	for i := range rows {
		rows[i] = []Cell{{Value: int64(i)}, {Value: "Jyväskylä"}}
	}
	book := gridOf(t, 2, rows, "a", "b")
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range z.File {
		if i > 0 && f.Name <= z.File[i-1].Name {
			t.Errorf("%s after %s", f.Name, z.File[i-1].Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, r); err != nil || uint64(n) != f.UncompressedSize64 { // it looks at the sum
			t.Errorf("%s: %d bytes (%v), expected %d", f.Name, n, err, f.UncompressedSize64)
		}
	}
	if got := cellOf(t, book, "b", "A5001"); got != "4999" {
		t.Errorf("the last row says %q", got)
	}
}

func TestJoinedSums(t *testing.T) {
	text := []byte(strings.Repeat("Kuvio, 102.3", 90))
	for _, at := range []int{0, 1, 7, 512, len(text) - 1, len(text)} {
		sum := joined(crc32.ChecksumIEEE(text[:at]), crc32.ChecksumIEEE(text[at:]), int64(len(text)-at))
		if want := crc32.ChecksumIEEE(text); sum != want {
			t.Errorf("parted at %d: %08x, expected %08x", at, sum, want)
		}
	}
}

// Any text is read as it was written, but for what XML has no letter for.
func FuzzTextIsReadAsWritten(f *testing.F) {
	for _, s := range []string{"Ähtäri", "_x005F_x0041_x0042_", " <&>\t", "_x_x0041_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsFunc(s, func(r rune) bool {
			return r < ' ' && r != '\n' && r != '\t' || r == utf8.RuneError || r >= 0xfffe && r <= 0xffff
		}) || Fits(s) != nil {
			t.Skip()
		}
		if got := cellOf(t, gridOf(t, 1, [][]Cell{{{Value: s}}}, "a"), "a", "A2"); got != s {
			t.Errorf("%q is read as %q", s, got)
		}
	})
}

func BenchmarkGrid(b *testing.B) {
	rows := make([][]Cell, 10_000)
	for i := range rows {
		rows[i] = []Cell{{Value: "191"}, {Value: "Jyväskylä", Face: Face{Wrap: true}}, {Value: int64(2000 + i%20), Face: Face{Right: true}}, {Value: float64(i) / 7, Face: Face{Right: true}}}
	}
	b.ReportAllocs()
	for b.Loop() {
		gridOf(b, 4, rows, "a")
	}
}
