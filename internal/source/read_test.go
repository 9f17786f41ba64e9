package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
)

func TestUnreadableFiles(t *testing.T) {
	for _, tt := range []struct{ content, want string }{
		{"", "a.csv: the file is empty: download it again"},
		{"\ufeff\r\n \n", "a.csv: the file is empty: download it again"},
		{"\x1f\x8b\x08", "a.csv: this is a gzip archive: unpack it first"},
		{"\xff\xfea\x00", `a.csv: not a layout that is known: the first line is "a" (no columns)`},
		{"%PDF-1.7", "a.csv: this is a PDF: download the data as CSV or as a workbook"},
		{"<!DOCTYPE html><html>", `a.csv: this is a web page or XML ("<!DOCTYPE html><html>"): download the data itself`},
		{"MZ\x00\x01", "a.csv: this is a binary file of an unknown kind"},
		{"PK\x03\x04 and no more", "a.csv: found a damaged workbook or zip archive (zip: not a valid zip file), expected .xlsx: download it again"},
		{sheet.CompoundMagic, "a.csv: found an .xls that is cut off: download it again"},
		{sheet.CompoundMagic + strings.Repeat("\xff", 512), "a.csv: found a damaged .xls: download it again"},
		{"level,text,words\na,b,c\n", `a.csv: not a layout that is known: the first line is "level,text,words" (3 columns divided by commas)` + "\nformats that are known:\n  sotkanet-rest-csv: "},
		{"V\xe4est\xf6\n", `a.csv: not a layout that is known: the first line is "Väestö" (no columns)`},
	} {
		_, err := collect(t.Context(), inline("a.csv", tt.content))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q:\n got %v\nwant %s", content.Excerpt(tt.content), err, tt.want)
		}
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := ReadFile(t.Context(), dir, Options{}, nil, nil); err == nil || !strings.Contains(err.Error(), "found a folder, expected a data file") {
		t.Errorf("a folder: %v", err)
	}
	if _, err := ReadFile(t.Context(), filepath.Join(dir, "none.csv"), Options{}, nil, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	path := filepath.Join(dir, "data.txt") // the name does not matter
	if err := os.WriteFile(path, []byte(restHeader+"127;85;2009;total;1;\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	sum, err := ReadFile(t.Context(), path, Options{}, func(*record.Record) error { return nil }, nil)
	if err != nil || sum.Format != FormatRESTCSV || sum.Rows != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
}

// What emit and reject return ends the reading and comes back as it is.
func TestStops(t *testing.T) {
	stop := errors.New("disk full")
	for _, text := range []string{
		restHeader + "127;85;2009;total;1;\nbad\n",
		webRowText + "bad\n",
		wideText + "T;228;Akaa;020;combined;1;2\nbad\n",
		`[{"indicator":127,"region":85,"year":2009,"gender":"total","value":1},{"indicator":1,"region":1}]`,
	} {
		_, err := Read(t.Context(), inline("a", text), Options{}, func(*record.Record) error { return stop }, func(record.Reject) error { return nil })
		if err != stop {
			t.Errorf("%q: emit's error became %v", content.Excerpt(text), err)
		}
		_, err = Read(t.Context(), inline("a", text), Options{}, func(*record.Record) error { return nil }, func(record.Reject) error { return stop })
		if err != stop {
			t.Errorf("%q: reject's error became %v", content.Excerpt(text), err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err = collect(ctx, inline("a", text)); !errors.Is(err, context.Canceled) {
			t.Errorf("%q: cancelled, got %v", content.Excerpt(text), err)
		}
	}
}
