package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"kuvio/internal/ingest"
	"kuvio/internal/source"
	"kuvio/internal/source/mapping"
	"kuvio/internal/strictyaml"
	"kuvio/internal/write"
)

// inputs turns the arguments of an import into files: a folder or a pattern into
// the files in it but for mappings and notes, - into a copy of standard input, whose
// name is then in names. done removes that copy.
func inputs(args []string, stdin io.Reader) (files []string, names map[string]string, done func(), err error) {
	var copied string
	names = make(map[string]string)
	done = func() {
		if copied != "" {
			write.End(copied)
		}
	}
	for _, arg := range args {
		if arg == "-" {
			if copied != "" {
				return nil, nil, done, fmt.Errorf("standard input (-) can be read once only")
			}
			if copied, err = onDisk(stdin); err != nil {
				return nil, nil, done, fmt.Errorf("standard input: %w", err)
			}
			files, names[copied] = append(files, copied), "-"
			continue
		}
		inside, err := ingest.FilesOf(arg)
		if err != nil {
			return nil, nil, done, err
		}
		files = append(files, inside...)
	}
	return files, names, done, nil
}

// onDisk copies standard input to a file, since workbooks are not read in one
// pass.
func onDisk(stdin io.Reader) (string, error) {
	f, err := os.CreateTemp("", "stdin-*")
	if err != nil {
		return "", err
	}
	write.Begin(f.Name())
	if _, err := io.Copy(f, stdin); err != nil {
		f.Close()
		return f.Name(), err
	}
	return f.Name(), f.Close()
}

// reading is how a file is to be read: with the mapping asked for, else the one
// kuvio.yaml has for its name.
func (s *opened) reading(named, sheet, path string) ingest.Reading {
	return func() (source.Options, error) { return s.readingOptions(named, sheet, path) }
}

// readingOptions is how a file is to be read: with the mapping asked for, else
// the one kuvio.yaml has for its name.
func (s *opened) readingOptions(named, sheet, path string) (source.Options, error) {
	o := source.Options{Sheet: sheet}
	if named == "" && s.ws != nil {
		if named = s.ws.Config.MappingFor(path); named != "" && !filepath.IsAbs(named) {
			named = filepath.Join(s.ws.Dir, named)
		}
	}
	if named == "" {
		return o, nil
	}
	text, err := strictyaml.Read(os.Open(named))
	if err != nil {
		return o, fmt.Errorf("%s: the mapping cannot be read: %w", path, err)
	}
	m, err := mapping.Parse(near(named), text)
	if err != nil {
		return o, err
	}
	o.Map = &m
	return o, nil
}
