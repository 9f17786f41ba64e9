package source

import (
	"context"
	"fmt"
	"io"
	"os"
)

// File is a file to be read, and its name as errors give it.
type File struct {
	Name    string
	Content io.ReaderAt
	Size    int64 // bytes
}

// Read streams every record of the file to emit and every bad row to reject,
// in the file's order. The record is valid during the call of emit only: copy
// what is to be kept. An error from emit or reject, or the end of ctx, ends
// the reading and is returned as it is.
//
// The error says why the file as a whole cannot be read. Records may have
// been emitted before it: a caller that stores them must be able to undo.
func Read(ctx context.Context, f File, opts Options, emit func(*Record) error, reject func(Reject) error) (Summary, error) {
	k, err := sniff(f, opts.Map)
	if err != nil {
		return Summary{}, err
	}
	if opts.Sheet != "" && !f.begins("PK") && !f.begins(compoundMagic) {
		return Summary{}, f.errorf("found text, expected a workbook with a sheet %q: leave --sheet out", opts.Sheet)
	}
	r := &run{ctx: ctx, file: k.file, opts: opts, emit: emit, reject: reject}
	r.sum.Format, r.sum.Encoding = k.format, k.encoding
	err = k.read(r)
	if err == nil {
		err = ctx.Err()
	}
	return r.sum, err
}

// ReadFile is Read of a file on disk.
func ReadFile(ctx context.Context, path string, opts Options, emit func(*Record) error, reject func(Reject) error) (Summary, error) {
	f, closeFile, err := openFile(path)
	if err != nil {
		return Summary{}, err
	}
	defer closeFile()
	return Read(ctx, f, opts, emit, reject)
}

// openFile opens a file on disk.
func openFile(path string) (File, func() error, error) {
	f, err := os.Open(path)
	if err != nil {
		return File{}, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		what := "not a regular file"
		if info.IsDir() {
			what = "a folder"
		}
		err = fmt.Errorf("%s: found %s, expected a data file: name the files themselves", path, what)
	}
	if err != nil {
		f.Close()
		return File{}, nil, err
	}
	return File{Name: path, Content: f, Size: info.Size()}, f.Close, nil
}

// run is one reading of one file.
type run struct {
	ctx    context.Context
	file   File
	opts   Options
	emit   func(*Record) error
	reject func(Reject) error
	sum    Summary
	rec    Record // the record being filled, reused from row to row
	seen   map[string]bool
}

// cancelEvery is how many records pass between looks at the context.
const cancelEvery = 4096

// emitRecord hands on the record that has been filled.
func (r *run) emitRecord() error {
	r.sum.Rows++
	if r.sum.Rows%cancelEvery == 0 {
		if err := r.ctx.Err(); err != nil {
			return err
		}
	}
	return r.emit(&r.rec)
}

// bad hands on a row that could not be read.
func (r *run) bad(j Reject) error {
	r.sum.Rejects++
	if r.sum.Rejects%cancelEvery == 0 {
		if err := r.ctx.Err(); err != nil {
			return err
		}
	}
	j.File = r.file.Name
	return r.reject(j)
}

// section is the file's content from an offset on.
func (f File) section(offset int64) *io.SectionReader {
	return io.NewSectionReader(f.Content, offset, max(f.Size-offset, 0))
}

// begins reports whether the content begins with magic.
func (f File) begins(magic string) bool {
	head := make([]byte, len(magic))
	n, _ := f.Content.ReadAt(head, 0)
	return string(head[:n]) == magic
}

// errorf is an error about the file as a whole.
func (f File) errorf(format string, args ...any) error {
	return fmt.Errorf("%s: %w", f.Name, fmt.Errorf(format, args...))
}
