package lock

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"kuvio/internal/domain"
	"kuvio/internal/late"
	"kuvio/internal/visible"
)

// Name is what the file is called, in the workspace's folder.
const Name = "kuvio.lock"

// largest bounds the file in bytes: a lock of a thousand figures takes some ten
// megabytes.
const largest = 64 << 20

// Error is that a file is no lock that can be read.
type Error struct {
	File string
	Line int // from 1; 0 where it is of the whole
	Err  error
	// Newer is that it is whole, and of a later version.
	Newer bool
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

// Unwrap is what is wrong with it.
func (e *Error) Unwrap() error { return e.Err }

// Read reads the lock of a workspace's folder; where there is none it is empty. The
// error of a file that is no lock, or one of a later version, is an *Error.
func Read(dir string) (*Lock, error) {
	f, err := os.Open(filepath.Join(dir, Name))
	if errors.Is(err, fs.ErrNotExist) {
		return &Lock{Format: Format}, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err != nil {
		return nil, err
	}
	return Parse(Name, content)
}

// Parse reads a lock; file is what errors call it.
func Parse(file string, content []byte) (*Lock, error) {
	wrong := func(offset int64, err error) error {
		line := 0
		if offset >= 0 {
			line = 1 + bytes.Count(content[:min(offset, int64(len(content)))], []byte("\n"))
		}
		return &Error{File: file, Line: line, Err: err}
	}
	if len(content) > largest {
		return nil, wrong(-1, fmt.Errorf("found more than %d MB, expected a lock that kuvio wrote: 'kuvio refresh' makes it anew", largest>>20))
	}
	if at := conflict(content); at >= 0 {
		return nil, wrong(at, errConflict)
	}
	if at, err := scan(content); err != nil {
		return nil, wrong(at, fmt.Errorf("%w: 'kuvio refresh' makes it anew", err))
	}
	var head struct {
		Format int `json:"format"`
	}
	err := json.Unmarshal(content, &head)
	switch {
	case err == nil && head.Format > Format:
		newer := wrong(-1, fmt.Errorf("found format %d, expected %d: a newer kuvio wrote it; use that one", head.Format, Format)).(*Error)
		newer.Newer = true
		return nil, newer
	case err != nil, head.Format < 1:
		return nil, wrong(0, errors.New("found no format of a lock, expected a file that kuvio wrote: 'kuvio refresh' makes it anew"))
	}
	l := new(Lock)
	if err := json.Unmarshal(content, l); err != nil {
		at := int64(-1)
		if kind := (*json.UnmarshalTypeError)(nil); errors.As(err, &kind) {
			at, err = kind.Offset, fmt.Errorf("%s: found a %s, expected what kuvio writes there", kind.Field, kind.Value)
		}
		return nil, wrong(at, fmt.Errorf("%w: 'kuvio refresh' makes it anew", err))
	}
	if err := l.check(); err != nil {
		return nil, wrong(-1, fmt.Errorf("%w: 'kuvio refresh' makes it anew", err))
	}
	return l, nil
}

var errConflict = errors.New("found the marks of a merge that git could not settle, expected one of its sides: take either ('git checkout --theirs kuvio.lock'), or 'kuvio refresh' makes it anew")

// conflict is where the marks of a conflict that git left begin; -1 where there are
// none. A line of a lock never begins so.
func conflict(content []byte) int64 {
	for _, mark := range []string{"<<<<<<< ", "=======\n", "=======\r\n", ">>>>>>> "} {
		if bytes.HasPrefix(content, []byte(mark)) {
			return 0
		}
		if at := bytes.Index(content, []byte("\n"+mark)); at >= 0 {
			return int64(at) + 1
		}
	}
	return -1
}

// scan goes over the file's JSON and finds what is no JSON, or a text with something
// in it that nobody sees.
func scan(content []byte) (at int64, err error) {
	dec := json.NewDecoder(bytes.NewReader(content))
	depth := 0
	for n := 0; ; n++ {
		token, err := dec.Token()
		var syntax *json.SyntaxError
		switch {
		case errors.Is(err, io.EOF) && n > 0 && depth == 0:
			return 0, nil
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return int64(len(content)), errors.New("found the file's end, expected more: it was cut off")
		case errors.As(err, &syntax):
			return dec.InputOffset(), fmt.Errorf("found what is no JSON (%w)", syntax)
		case err != nil:
			return dec.InputOffset(), err
		case depth == 0 && n > 0:
			return dec.InputOffset(), errors.New("found more after the end")
		}
		switch token := token.(type) {
		case json.Delim:
			if depth--; token == '{' || token == '[' {
				depth += 2
			}
		case string:
			if !visible.Is(token) {
				return dec.InputOffset(), errors.New("found a text with characters that cannot be seen")
			}
		}
	}
}

// check finds what no lock that kuvio wrote says: a file outside the workspace, a
// day that is none.
func (l *Lock) check() error {
	if l.Import < 0 {
		return fmt.Errorf("import: found %d, expected the number of one", l.Import)
	}
	if _, err := time.Parse(time.DateOnly, l.Checked); err != nil && l.Checked != "" {
		return fmt.Errorf("checked: found %s, expected a day such as 2026-03-01", l.Checked)
	}
	for _, name := range l.Names() {
		o := l.Outputs[name]
		if err := o.check(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (o *Output) check() error {
	if o.Day != "" && !someDay().MatchString(o.Day) {
		return fmt.Errorf("day: found %s, expected one such as 2026-03-01, or as much of one as is known", o.Day)
	}
	for file := range o.Files {
		if strings.Contains(file, `\`) || path.Clean(file) != file || !filepath.IsLocal(filepath.FromSlash(file)) || file == "." {
			return fmt.Errorf("files: found %s, expected a file within the workspace", file)
		}
	}
	for id, v := range o.Vintages {
		if _, err := domain.ParseIndicatorID(string(id)); err != nil || v < 0 {
			return fmt.Errorf("vintages: found %s: %d, expected an indicator and an import", id, v)
		}
	}
	return nil
}

// someDay is a day, a month or a year, or one of a year or later.
var someDay = late.Regexp(`^\d{4}(-\d\d){0,2}–?$`)

// Aside puts the lock of a workspace's folder, which cannot be read, aside for whoever
// wants to see what it was, and says what it is called there.
func Aside(dir string) (name string, err error) {
	for n := 1; ; n++ {
		name = Name + ".bak"
		if n > 1 {
			name += strconv.Itoa(n)
		}
		_, err := os.Lstat(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			return name, os.Rename(filepath.Join(dir, Name), filepath.Join(dir, name))
		}
		if err != nil {
			return "", err
		}
	}
}
