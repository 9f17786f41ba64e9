package source

import (
	"context"
	"fmt"
	"os"

	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sheet"
	"kuvio/internal/visible"
)

// Read streams every record of the file to emit and every bad row to reject,
// in the file's order. The record is valid during the call of emit only: copy
// what is to be kept. An error from emit or reject, or the end of ctx, ends
// the reading and is returned as it is.
//
// The error says why the file as a whole cannot be read. Records may have
// been emitted before it: a caller that stores them must be able to undo.
func Read(ctx context.Context, f content.File, opts Options, emit func(*record.Record) error, reject func(record.Reject) error) (Summary, error) {
	k, err := sniff(f, opts)
	if err != nil {
		return Summary{}, err
	}
	if opts.Sheet != "" && !sheet.IsWorkbook(k.file) {
		return Summary{}, f.Errorf("found text, expected a workbook with a sheet %q: leave --sheet out", opts.Sheet)
	}
	out := record.NewSink(ctx, k.file.Name, emit, reject)
	out.Encoding = k.encoding
	if opts.Map != nil && opts.Map.Largest > 0 {
		out.Largest = opts.Map.Largest
	}
	err = k.reader.Read(ctx, out)
	if err == nil {
		err = ctx.Err()
	}
	sum := Summary{Format: k.format, Findings: out.Findings}
	if w, ok := k.reader.(*workbook); ok { // its sheets tell
		sum.Format = w.format
	}
	return sum, err
}

// ReadFile is Read of a file on disk.
func ReadFile(ctx context.Context, path string, opts Options, emit func(*record.Record) error, reject func(record.Reject) error) (Summary, error) {
	f, closeFile, err := openFile(path)
	if err != nil {
		return Summary{}, err
	}
	defer closeFile()
	return Read(ctx, f, opts, emit, reject)
}

// openFile opens a file on disk.
func openFile(path string) (content.File, func() error, error) {
	info, err := os.Stat(path) // before it is opened, since to open a pipe waits for a writer
	switch {
	case err != nil:
	case info.IsDir():
		err = fmt.Errorf("%s: found a folder, expected a data file: name the files themselves", path)
	case !info.Mode().IsRegular():
		err = fmt.Errorf("%s: found a pipe or a device, expected a data file: write what it gives into one", path)
	}
	if err != nil {
		return content.File{}, nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return content.File{}, nil, err
	}
	info, err = f.Stat()
	if err != nil {
		f.Close()
		return content.File{}, nil, err
	}
	return content.File{Name: visible.Text(path), Content: f, Size: info.Size()}, f.Close, nil
}

// Options settle what a file's content leaves open. The zero value takes
// every file as it is.
type Options struct {
	Map   *mapping.Mapping // nil for none
	Sheet string           // the sheet of a workbook to read; "" for every one with a table
}

// Summary is what a file turned out to be and to hold besides its records.
type Summary struct {
	Format Format
	record.Findings
}
