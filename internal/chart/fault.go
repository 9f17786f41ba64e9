package chart

import (
	"errors"
	"fmt"

	"kuvio/internal/strictyaml"
)

// fault is what is wrong with a key of a spec, such as "$.series[1].region".
type fault struct{ path, text string }

func (f *fault) Error() string { return f.text }

func faultf(path, format string, args ...any) error {
	return &fault{path, fmt.Sprintf(format, args...)}
}

// placeOf is the file with the line of the faulty key, where it is there.
func placeOf(err error, file string, content []byte) string {
	var f *fault
	if !errors.As(err, &f) {
		return file
	}
	if line := strictyaml.Line(content, f.path); line > 0 {
		return fmt.Sprintf("%s:%d", file, line)
	}
	return file
}
