package sheet

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"kuvio/internal/source/content"
)

// Limits on a workbook that is a zip archive: above any real download, and
// such that none of under 50 MB takes more than some seconds and a few hundred
// megabytes to be read or refused. What is packed can be a thousand times
// smaller.
const (
	maxBook     = 768 << 20 // bytes that all parts unpack to
	maxSheetXML = 512 << 20
	maxIndexXML = 16 << 20 // of a part that lists sheets, relations or styles
	maxParts    = 1 << 16
)

// ZipMagic begins a zip archive with something in it, emptyZip one without.
const (
	ZipMagic = "PK\x03\x04"
	emptyZip = "PK\x05\x06"
)

// parts are those of a workbook that is a zip archive, by their names in small
// letters, which is how they are told apart (ECMA-376 part 2, 6.2.2).
type parts struct {
	of   map[string]*zip.File
	left *budget
}

// openParts lists the parts of an archive.
func openParts(f content.File) (*parts, error) {
	archive, err := zip.NewReader(f.Content, f.Size)
	if err != nil {
		return nil, errors.New("found a zip archive that is damaged or cut off, expected a workbook: download it again")
	}
	if len(archive.File) > maxParts {
		return nil, fmt.Errorf("found a zip archive of %d parts, expected a workbook of at most %d: save it again in a spreadsheet program", len(archive.File), maxParts)
	}
	all := &parts{of: map[string]*zip.File{}, left: newBudget()}
	var unpacked uint64
	for _, part := range archive.File {
		if unpacked += part.UncompressedSize64; part.UncompressedSize64 > maxBook || unpacked > maxBook {
			return nil, fmt.Errorf("found a workbook that unpacks to over %d MiB, expected less: save the sheets one by one, or as CSV", maxBook>>20)
		}
		name := partName(part.Name)
		if all.has(name) {
			return nil, fmt.Errorf("found two parts of the name %s, expected one: save the workbook again in a spreadsheet program", content.Excerpt(part.Name))
		}
		all.of[name] = part
	}
	return all, nil
}

// has reports whether there is a part of a name in small letters.
func (p *parts) has(name string) bool { return p.of[name] != nil }

func partName(s string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(s, `\`, "/")), "/")
}

// read calls each with the XML of a part, which may unpack to limit bytes.
func (p *parts) read(name string, limit uint64, each func(*xmlReader) error) error {
	in, err := p.open(name, limit)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := each(newXML(in, p.left)); err != nil {
		return fmt.Errorf("%s: %w", name, unpacking(err))
	}
	return nil
}

// open opens a part, which may unpack to limit bytes.
func (p *parts) open(name string, limit uint64) (io.ReadCloser, error) {
	part := p.of[partName(name)]
	if part == nil {
		return nil, fmt.Errorf("the workbook has no part %s: save it again in a spreadsheet program", content.Excerpt(name))
	}
	if part.UncompressedSize64 > limit {
		return nil, fmt.Errorf("found a part, %s, that unpacks to %d MiB, expected at most %d: save the sheets one by one, or as CSV", content.Excerpt(name), part.UncompressedSize64>>20, limit>>20)
	}
	in, err := part.Open()                               // gives an error rather than more than that size
	if err != nil && !errors.Is(err, zip.ErrAlgorithm) { // whatever a place outside of the file is called
		err = zip.ErrFormat
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", content.Excerpt(name), unpacking(err))
	}
	return in, nil
}

// advised is an error that says what to do.
type advised struct{ error }

func advise(format string, args ...any) error { return advised{fmt.Errorf(format, args...)} }

// unpacking says in words what went wrong in unpacking a part or in reading its
// XML, and what to do.
func unpacking(err error) error {
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return advise("the part is packed in a way that is not read: save the workbook again in a spreadsheet program")
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.As(err, new(flate.CorruptInputError)):
		return advise("the part is damaged: download the workbook again")
	case err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errXMLCut):
		return advise("the part is cut off: download or save the workbook again")
	case errors.As(err, new(advised)):
		return err
	}
	return advise("%w: download or save the file again", err)
}

// errCutSheet is what is said of a sheet that ends early.
var errCutSheet = advise("the sheet is cut off: download or save the file again")

// names lists the archive's first parts, for an error.
func (p *parts) names() string {
	var names []string
	for _, part := range p.of {
		names = append(names, part.Name)
	}
	slices.Sort(names)
	return content.Excerpt(strings.Join(names[:min(len(names), 100)], ", "))
}

// beside is a part that is named in relation to another.
func beside(part, target string) string {
	if strings.HasPrefix(target, "/") {
		return partName(target)
	}
	return partName(path.Join(path.Dir(part), target))
}
