package table

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kuvio/internal/domain"
)

func workbookOf(t *testing.T, names ...string) []byte {
	t.Helper()
	w, err := NewWorkbook(Options{Lang: domain.English})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, name := range names {
		if err := w.Add(name, trends()); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := w.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbook(t *testing.T) {
	long := strings.Repeat("ä", 40)
	f, err := excelize.OpenReader(bytes.NewReader(workbookOf(t, "191", "oma:x", "OMA_X", long, long, "History", "contents", "'", "")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := []string{"Contents", "191", "oma_x", "OMA_X~2", long[:2*31], long[:2*29] + "~2", "History~2", "contents~2", "_", "_~2"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("sheets %q, want %q", got, want)
	}
	contents, err := f.GetRows("Contents")
	if err != nil || len(contents) != len(want) {
		t.Fatalf("contents %q (%v)", contents, err)
	}
	if got := contents[1]; got[0] != "191" || got[1] != "Trends 1991–2014" || got[2] != "4" || got[3] != "Source: THL, Sotkanet.fi (ind. 127, 191)" {
		t.Errorf("contents say %q", got)
	}
	for _, sheet := range want[1:] {
		if v, err := f.GetCellValue(sheet, "E2", excelize.Options{RawCellValue: true}); err != nil || v != "1.72700713731" {
			t.Errorf("sheet %s: E2 is %q (%v)", sheet, v, err)
		}
	}
}

func TestWorkbookIsDeterministic(t *testing.T) {
	names := []string{"1", "2", "3", "4", "5", "6", "7"}
	first := workbookOf(t, names...)
	for range 5 {
		if !bytes.Equal(first, workbookOf(t, names...)) {
			t.Fatal("the same tables gave other bytes")
		}
	}
}

func TestWorkbookRefusesWhatNoSheetHolds(t *testing.T) {
	w, err := NewWorkbook(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	row := []Value{IntOf(1)}
	err = w.Add("191", &Table{Columns: []Column{{Name: "a"}}, Rows: slices.Repeat([][]Value{row}, SheetRows+1)})
	if err == nil || !strings.Contains(err.Error(), "sheet 191: 1048576 rows, a sheet holds 1048575") {
		t.Errorf("error %v", err)
	}
}
