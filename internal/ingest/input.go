package ingest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"kuvio/internal/domain"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/record"
	"kuvio/internal/visible"
)

// Input is what is imported: a file, or a body that has arrived from elsewhere.
type Input struct {
	Path      string                 // of the file; "" for a body
	Body      func() ([]byte, error) // of what is no file: it is asked for when its turn has come, once
	Name      string                 // what it is called in reports and in the store; "" for its path
	Retrieved string                 // yyyy-mm-dd, the day it was fetched; "" for what the importer says, or it tells itself (see dates)
	Covers    bool                   // it holds all there is of its indicators, years and categories of areas
	Years     domain.YearRange       // all of which it was asked for: what it has nothing of, its source has not; zero for those it has
	Override  bool                   // as Importer.Override, of it alone
	Options   Reading                // nil reads it as it is
}

// Reading says how an input is to be read.
type Reading func() (source.Options, error)

// Inputs are files as they are.
func Inputs(paths ...string) []Input {
	all := make([]Input, len(paths))
	for i, path := range paths {
		all[i] = Input{Path: path}
	}
	return all
}

// Called is what it is called, as it is seen.
func (in *Input) Called() string {
	if in.Name != "" {
		return visible.Line(in.Name)
	}
	return visible.Line(in.Path)
}

// read streams what it says; body is that of what is no file.
func (in *Input) read(ctx context.Context, body []byte, options source.Options, emit func(*record.Record) error, reject func(record.Reject) error) (source.Summary, error) {
	if in.Path != "" {
		return source.ReadFile(ctx, in.Path, options, emit, reject)
	}
	f := content.File{Name: in.Called(), Content: bytes.NewReader(body), Size: int64(len(body))}
	return source.Read(ctx, f, options, emit, reject)
}

// readable reports why a file cannot be read, before it is tried.
func (in *Input) readable() error {
	if in.Path == "" {
		return nil
	}
	info, err := os.Stat(in.Path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%s: there is no such file", in.Called())
	case err != nil:
		return err
	case !info.IsDir() && !info.Mode().IsRegular(): // to open a pipe would wait for a writer
		return fmt.Errorf("%s: found a pipe or a device, expected a data file: write what it gives into a file, or to standard input ('kuvio import - < %[1]s')", in.Called())
	case info.IsDir():
		return fmt.Errorf("%s: found a folder, expected a data file: name the files themselves", in.Called())
	}
	return nil
}

// options is how it is to be read.
func (in *Input) options() (options source.Options, err error) {
	if in.Options != nil {
		options, err = in.Options()
	}
	return options, err
}

// state tells a file apart from what it is once it is written to; "" of what is no file.
func (in *Input) state() string {
	info, err := os.Stat(in.Path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}

// body is what is no file; nil of a file.
func (in *Input) body() ([]byte, error) {
	if in.Path != "" {
		return nil, nil
	}
	return in.Body()
}

type digested struct {
	sum  string
	size int64
	err  error
}

// digestLater computes its SHA-256 and size meanwhile.
func (in *Input) digestLater(body []byte) <-chan digested {
	done := make(chan digested, 1)
	go func() {
		from := io.Reader(bytes.NewReader(body))
		if in.Path != "" {
			f, err := os.Open(in.Path)
			if err != nil {
				done <- digested{err: err}
				return
			}
			defer f.Close()
			from = f
		}
		h := sha256.New()
		size, err := io.Copy(h, from)
		done <- digested{hex.EncodeToString(h.Sum(nil)), size, err}
	}()
	return done
}
