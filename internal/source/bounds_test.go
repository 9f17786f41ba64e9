package source_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/sheet"
	"kuvio/internal/source/sourcetest"
)

// endless is a file of one text over and over, as large as it says, that is
// in memory once.
type endless struct{ text string }

func (e endless) ReadAt(p []byte, offset int64) (int, error) {
	for n := 0; n < len(p); {
		n += copy(p[n:], e.text[(offset+int64(n))%int64(len(e.text)):])
	}
	return len(p), nil
}

// heap runs f and returns its error; the memory it takes must stay under
// limit bytes.
func heap(t *testing.T, limit uint64, f func() error) error {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	err := f()
	runtime.ReadMemStats(&after)
	if grown := after.Sys - min(before.Sys, after.Sys); grown > limit {
		t.Errorf("took %d MiB, want at most %d", grown>>20, limit>>20)
	}
	return err
}

// zipped packs parts that are given as readers, so that a bomb takes no memory.
func zipped(t *testing.T, parts map[string]io.Reader) content.File {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return sourcetest.Bytes("a.xlsx", b.Bytes())
}

func repeated(text string, bytes int64) io.Reader {
	return io.NewSectionReader(endless{text}, 0, bytes)
}

func TestBoundsOfText(t *testing.T) {
	const head = "Kunta;Vuosi;Arvo\n"
	m := &mapping.Mapping{Indicator: "oma:a"}
	for _, tt := range []struct {
		name string
		file content.File
		want string
	}{
		{"ten million columns", content.File{Name: "a", Content: endless{strings.Repeat("Kunta;2019;", 1000)}, Size: 55 << 20}, "a:1: found a line of over 1 MiB, expected a row of text"},
		{"20,000 columns", sourcetest.Text("a", strings.Repeat("x;", 20_000)+"\n"+strings.Repeat("1;", 20_000)+"\n"), "a:1: found more than 16384 columns"},
		{"a cell of 64 MiB", content.File{Name: "a", Content: endless{strings.Repeat("a", 1<<16)}, Size: 64 << 20}, "a:1: found a line of over 1 MiB"},
		{"UTF-16 of 1 GiB", content.File{Name: "a", Content: endless{"\xff\xfea\x00"}, Size: 1 << 30}, "a: found UTF-16 text of 1073741824 bytes, expected at most 268435456: save it as UTF-8"},
	} {
		err := heap(t, 128<<20, func() error {
			_, err := sourcetest.ReadWith(t.Context(), tt.file, source.Options{Map: m})
			return err
		})
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %.300v\nwant %s", tt.name, err, tt.want)
		}
	}
	long := head + "Akaa;2019;1\n\"" + strings.Repeat("a", 2<<20) + "\";2019;1\nEspoo;2019;2\n"
	got, err := sourcetest.ReadWith(t.Context(), sourcetest.Text("a", long), source.Options{Map: m})
	if err != nil || len(got.Records) != 2 || len(got.Rejected) != 1 || !strings.HasPrefix(got.Rejected[0], "a:3: found a line of over 1 MiB") {
		t.Errorf("a row of 2 MiB: %d records, %.200q, %v", len(got.Records), got.Rejected, err)
	}
}

func TestBoundsOfWorkbooks(t *testing.T) {
	index := map[string]string{sheet.WorkbookPart: sourcetest.XLSXIndex, "xl/_rels/workbook.xml.rels": sourcetest.XLSXRelations, "xl/sharedStrings.xml": sourcetest.XLSXTexts, "xl/worksheets/sheet1.xml": sourcetest.XLSXNotes}
	index["xl/_rels/workbook.xml.rels"] = strings.Replace(sourcetest.XLSXRelations, "</Relationships>", `<Relationship Id="rId4" Type="x/styles" Target="styles.xml"/></Relationships>`, 1)
	with := func(name string, content io.Reader) content.File {
		parts := map[string]io.Reader{}
		for n, s := range index {
			parts[n] = strings.NewReader(s)
		}
		parts[name] = content
		return zipped(t, parts)
	}
	part := func(inside string, bytes int64) content.File {
		return with("xl/worksheets/sheet2.xml", io.MultiReader(strings.NewReader("<worksheet><sheetData><row>"), repeated(inside, bytes)))
	}
	for _, tt := range []struct {
		name string
		file content.File
		want string
	}{
		{"a cell of 64 MiB", with("xl/worksheets/sheet2.xml", io.MultiReader(strings.NewReader(`<worksheet><sheetData><row><c t="str"><v>`), repeated(strings.Repeat("a", 1<<16), 64<<20))),
			"found a cell of over 1048576 bytes"},
		{"a shared text of 64 MiB", with("xl/sharedStrings.xml", io.MultiReader(strings.NewReader("<sst><si><t>"), repeated(strings.Repeat("a", 1<<16), 64<<20))),
			"found a cell of over 1048576 bytes"},
		{"ten million columns", part(strings.Repeat("<c><v>1</v></c>", 1000), 15*10_000_000), "found more than 16384 columns"},
		{"shared texts of 300 MiB", with("xl/sharedStrings.xml", repeated(strings.Repeat("<si><t>a</t></si>", 1000), 300<<20)), "xl/sharedstrings.xml, that unpacks to 300 MiB, expected at most 256"},
		{"texts within texts", with("xl/sharedStrings.xml", repeated("<a>", 3*100_000)), "xl/sharedstrings.xml: found elements nested over 64 deep"},
		{"rows within rows", part("<row>", 5*100_000), "found elements nested over 64 deep"},
		{"100,000 runs in a cell", part(`<c t="inlineStr"><is>`+strings.Repeat("<r><t/></r>", 100_000), 11*100_000), "found a text of over 32768 runs"},
		{"100,000 runs in a shared text", with("xl/sharedStrings.xml", io.MultiReader(strings.NewReader("<sst><si>"), repeated("<r><t/></r>", 11*100_000))), "found a text of over 32768 runs"},
		{"100,000 styles", with("xl/styles.xml", io.MultiReader(strings.NewReader("<styleSheet><cellXfs>"), repeated("<xf/>", 5*100_000))), "found over 65536 styles"},
		{"a part of two names", with("XL/sharedstrings.xml", strings.NewReader(sourcetest.XLSXTexts)), "found two parts of the name"},
		{"entities of its own", with("xl/sharedStrings.xml", strings.NewReader(`<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><sst><si><t>&c;</t></si></sst>`)), "found a document type with declarations"},
		{"a file of its machine", with("xl/sharedStrings.xml", strings.NewReader(`<!DOCTYPE a SYSTEM "file:///etc/passwd"><sst><si><t>&a;</t></si></sst>`)), "found the entity &a;"},
	} {
		err := heap(t, 256<<20, func() error {
			_, err := sourcetest.Read(t.Context(), tt.file)
			return err
		})
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "a.xlsx: ") {
			t.Errorf("%s: %.300v\nwant %s", tt.name, err, tt.want)
		}
	}
}

// What is written far to the right or far down, or as often as it is named,
// costs no more than it is worth.
func TestWorkbooksOfMuchAboutNothing(t *testing.T) {
	const head = `<row><c t="str"><v>Kunta</v></c><c t="str"><v>Vuosi</v></c><c t="str"><v>Arvo</v></c></row><row><c t="str"><v>Akaa</v></c><c><v>2020</v></c><c><v>1</v></c></row>`
	m := mapping.Mapping{Indicator: "oma:a"}
	read := func(parts map[string]string) (sourcetest.Result, error) {
		var got sourcetest.Result
		err := heap(t, 256<<20, func() (err error) {
			got, err = sourcetest.ReadWith(t.Context(), sourcetest.Bytes("a.xlsx", sourcetest.Pack(t, parts)), source.Options{Map: &m})
			return err
		})
		return got, err
	}
	if got, err := read(sourcetest.Parts(head, `<row r="1048576"><c r="A1048576" t="str"><v>Espoo</v></c><c r="B1048576"><v>2020</v></c><c r="C1048576"><v>2</v></c><c r="XFD1048576"/></row>`)); err != nil || len(got.Records) != 2 || got.Records[1].Place.String() != "SOTKAnet!C1048576" {
		t.Errorf("the last cell of a sheet: %d records, %v", len(got.Records), err)
	}
	parts := sourcetest.Parts(head)
	parts["xl/sharedStrings.xml"] = "<sst>" + strings.Repeat("<si><t>a</t></si>", 20_000) + "</sst>"
	parts["xl/_rels/workbook.xml.rels"] = strings.Replace(sourcetest.XLSXRelations, "</Relationships>", strings.Repeat(`<Relationship Id="x" Type="x/sharedStrings" Target="sharedStrings.xml"/>`, 1000)+"</Relationships>", 1)
	if got, err := read(parts); err != nil || len(got.Records) != 1 {
		t.Errorf("a thousand relations to one part: %d records, %v", len(got.Records), err)
	}
	parts = sourcetest.Parts(head)
	parts["xl/_rels/workbook.xml.rels"] = strings.ReplaceAll(sourcetest.XLSXRelations, "sheet1.xml", "sheet2.xml")
	if _, err := read(parts); err == nil || !strings.Contains(err.Error(), "two that are one part") {
		t.Errorf("two sheets of one part: %v", err)
	}
}

// A zip that says it unpacks to more than a workbook may is refused by its index.
func TestZipBomb(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, size := range []uint64{1 << 30, 1 << 30, 1 << 30} {
		h := &zip.FileHeader{Name: fmt.Sprintf("part%d", i), Method: zip.Store, UncompressedSize64: size, CompressedSize64: 1}
		w, err := z.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := sourcetest.Read(t.Context(), sourcetest.Bytes("a.xlsx", b.Bytes()))
	if err == nil || err.Error() != "a.xlsx: found a workbook that unpacks to over 768 MiB, expected less: save the sheets one by one, or as CSV" {
		t.Errorf("by its index: %v", err)
	}
}

// One that says less than it unpacks to is refused where that size is passed.
func TestZipThatLies(t *testing.T) {
	var packed bytes.Buffer
	deflater, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	row := "<row><c><v>1</v></c></row>"
	if _, err := io.Copy(deflater, io.MultiReader(strings.NewReader("<worksheet><sheetData>"), repeated(strings.Repeat(row, 1000), 64<<20))); err != nil {
		t.Fatal(err)
	}
	deflater.Close()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{sheet.WorkbookPart: sourcetest.XLSXIndex, "xl/_rels/workbook.xml.rels": sourcetest.XLSXRelations, "xl/sharedStrings.xml": sourcetest.XLSXTexts, "xl/worksheets/sheet1.xml": sourcetest.XLSXNotes} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, content)
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet2.xml", Method: zip.Deflate, UncompressedSize64: 1000, CompressedSize64: uint64(packed.Len())})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(packed.Bytes())
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := sourcetest.Read(t.Context(), sourcetest.Bytes("a.xlsx", b.Bytes()))
	if err == nil || !strings.Contains(err.Error(), "sheet SOTKAnet") || len(got.Records) > 0 {
		t.Errorf("a sheet that unpacks to more than it says: %d records, %v", len(got.Records), err)
	}
}
