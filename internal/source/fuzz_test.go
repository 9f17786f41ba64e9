package source

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

// checkRead reads a file of any content and checks what must hold of all.
func checkRead(t *testing.T, content []byte) {
	t.Helper()
	begin := time.Now()
	got, err := collect(t.Context(), inMemory("f", content))
	if d := time.Since(begin); d > 5*time.Second {
		t.Fatalf("took %s", d)
	}
	var ask *mapping.NeedError
	if err != nil && (!strings.HasPrefix(err.Error(), "f:") || len(err.Error()) > 4096 && !errors.As(err, &ask)) {
		t.Fatalf("error %q", err)
	}
	if got.Rows != len(got.records) || got.Rejects != len(got.rejects) {
		t.Fatalf("counts %d and %d, gave %d and %d", got.Rows, got.Rejects, len(got.records), len(got.rejects))
	}
	for _, r := range got.records {
		checkRecord(t, r)
	}
	for _, j := range got.rejects {
		if !strings.HasPrefix(j, "f:") || !strings.Contains(j, ", expected ") {
			t.Fatalf("reject %q", j)
		}
	}
}

func checkRecord(t *testing.T, r record.Record) {
	t.Helper()
	_, noID := domain.ParseIndicatorID(string(r.Indicator))
	_, noGender := domain.ParseGender(string(r.Gender))
	_, noPeriod := domain.ParsePeriod(string(r.Period))
	hasValue := !math.IsNaN(r.Cell.Value) || !math.IsNaN(r.Cell.Count)
	switch {
	case noID != nil || noGender != nil || noPeriod != nil,
		r.Region == record.RegionKey{},
		r.Place == record.Place{},
		math.IsInf(r.Cell.Value, 0) || math.IsInf(r.Cell.Count, 0),
		hasValue != (r.Cell.Status == domain.OK),
		!hasValue && r.Cell.Status != domain.Missing && r.Cell.Status != domain.Suppressed,
		!content.Printable(r.Region.Name + r.Region.Code + r.Breakdown):
		t.Fatalf("record %+v", r)
	}
}

func FuzzRESTCSV(f *testing.F) {
	f.Add("127;85;2009;total;2406;\n\"127\";85;2009;male;1.0E7;-1\r\n")
	f.Add("191;85;2009;total;;\n191;85;2009;total;-0.0;0\n191;85")
	f.Fuzz(func(t *testing.T, rows string) { checkRead(t, []byte(restHeader+rows)) })
}

func FuzzRESTHeader(f *testing.F) {
	f.Add("indicator;region;year;gender;primary value;absolute value;breakdown")
	f.Add("\ufeffbreakdown;\"year\";region;indicator;GENDER;primary value")
	f.Fuzz(func(t *testing.T, header string) {
		checkRead(t, []byte(header+"\n127;85;2009;total;1;2\n127;85;2009;total;1;age=2;\n"))
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`[{"indicator":191,"region":85,"year":2014,"gender":"total","value":1.7,"absValue":934},{"indicator":"oma:x"}]`))
	f.Add([]byte(`[{"id":4,"title":{"fi":"0 \u0096 17 &#8805;<br />"},"organization":{"id":2,"title":{"fi":"THL"}},"primaryValueType":{"code":"PROS"},"decimals":1}]`))
	f.Add([]byte(`{"id":20,"code":"049","category":"KUNTA","title":{"fi":"Espoo"},"memberOf":[658]}`))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, content) })
}

func FuzzWebCSV(f *testing.F) {
	f.Add([]byte("\"A\"\"B;\n\";5;\xc4hs\xe4ri;020;kvinnor;2011;1 234,5;0\n\"open"))
	f.Add([]byte(strings.ReplaceAll(webRowText, `"`, "") + `"` + webRowText))
	f.Fuzz(func(t *testing.T, rows []byte) { checkRead(t, append([]byte(webRowText), rows...)) })
}

func FuzzWideCSV(f *testing.F) {
	f.Add([]byte(wideText + "T;228;Akaa;020;combined;6,6;\r\nT;228;Alajärvi;5;men;-0,5;0\r\n© THL;;;;;;\r\n"))
	f.Add([]byte(";;;;;2019;2020;2019\n"))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, content) })
}

// FuzzXLSX puts any XML in the place of the sheet, inside a sound workbook.
func FuzzXLSX(f *testing.F) {
	f.Add(xlsxYears+xlsxGood, xlsxTexts)
	f.Add(xlsxYears+`<row><c r="F9" t="b"/><c><f/></c></row>`, `<sst><si><rPh><t>a</t></rPh></si></sst>`)
	f.Fuzz(func(t *testing.T, rows, texts string) {
		parts := xlsxParts(rows)
		parts["xl/sharedStrings.xml"] = texts
		checkRead(t, pack(t, parts))
	})
}

// FuzzCompound changes the header of a compound file, which holds no workbook.
func FuzzCompound(f *testing.F) {
	f.Add([]byte(sheet.CompoundMagic + strings.Repeat("\x00", 504)))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, append([]byte(sheet.CompoundMagic), content...)) })
}
