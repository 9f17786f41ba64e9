package chart

import (
	"errors"
	"fmt"
	"strings"

	"kuvio/internal/strictyaml"
)

// fault is what is wrong with a key of a spec, such as "$.series[1].region".
type fault struct{ path, text string }

func (f *fault) Error() string { return f.text }

func faultf(path, format string, args ...any) error {
	return &fault{path, fmt.Sprintf(format, args...)}
}

// FileError is what is wrong with a figure's file. Line and Column are 0 where it is
// about no place in it.
type FileError struct {
	File         string
	Line, Column int
	Err          error
	More         []*FileError // what else is wrong with it
}

// inFile is an error of a file, at the faulty key where it is there.
func inFile(err error, file string, content []byte) *FileError {
	e := &FileError{File: file, Err: err}
	var f *fault
	if errors.As(err, &f) {
		e.Line, e.Column = strictyaml.Place(content, f.path)
		if entry := strings.LastIndex(f.path, "["); entry > 0 && e.Line == 0 { // of a list in one text
			e.Line, e.Column = strictyaml.Place(content, f.path[:entry])
		}
	} else {
		e.Line, e.Column = strictyaml.PlaceOf(err)
	}
	return e
}

// allInFile are errors of a file as one.
func allInFile(wrong []error, file string, content []byte) *FileError {
	e := inFile(wrong[0], file, content)
	for _, err := range wrong[1:] {
		e.More = append(e.More, inFile(err, file, content))
	}
	return e
}

func (e *FileError) Error() string {
	var f *fault
	if errors.As(e.Err, &f) && e.Line > 0 { // YAML's own errors show their place
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

func (e *FileError) Unwrap() error { return e.Err }

// Brief is the error in one line, with line and column.
func (e *FileError) Brief() string {
	text := strictyaml.Brief(e.Err)
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, text)
	}
	return fmt.Sprintf("%s: %s", e.File, text)
}
