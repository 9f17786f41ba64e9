package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/datapackage"
)

// FilesOf is a file itself, the files in a folder, or those that a pattern such as
// data/*.csv matches, by name, without those that are Beside. Not every shell expands
// patterns: those of Windows leave it to programs.
func FilesOf(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil && strings.ContainsAny(path, "*?[") {
		files, err := filepath.Glob(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if files = slices.DeleteFunc(files, Beside); len(files) == 0 {
			return nil, fmt.Errorf("%s: no file is called so", path)
		}
		return files, nil
	}
	if err != nil || !info.IsDir() {
		return []string{path}, nil // whether it can be read is said when it is
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			files = append(files, filepath.Join(path, e.Name()))
		}
	}
	if files = slices.DeleteFunc(files, Beside); len(files) == 0 {
		return nil, fmt.Errorf("%s: there are no files in this folder", path)
	}
	return files, nil
}

// RejectsName is where the rejects of an import go in a folder of data.
const RejectsName = "rejects.csv"

// Beside reports whether a file in a folder of data is no data itself: hidden, a
// mapping, a note, the rejects and receipts of earlier imports, what describes an export, what a
// program has open.
func Beside(path string) bool {
	name := filepath.Base(path)
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".md":
		return true
	}
	return name == RejectsName || name == ReceiptsName || name == datapackage.FileName || name == datapackage.CSVWFileName || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}
