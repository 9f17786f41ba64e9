package cli

import (
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/figure"
)

// formatHelp is the help of --format where pictures are drawn.
const formatHelp = "formats of the picture, separated by commas: png, svg, pdf"

// pictureFormats reads a list of formats as --format has it.
func pictureFormats(list string) ([]figure.Format, error) {
	var formats []figure.Format
	for word := range strings.SplitSeq(list, ",") {
		f, err := figure.ParseFormat(strings.TrimSpace(word))
		if err != nil {
			return nil, usagef("--format: %w", err)
		}
		if !slices.Contains(formats, f) {
			formats = append(formats, f)
		}
	}
	return formats, nil
}

// pictureFile is the folder, the name and the formats of a picture by the name of
// its file; of several formats the file names one.
func pictureFile(file, list string) (dir, name string, formats []figure.Format, err error) {
	dir, name = filepath.Split(file)
	ending := filepath.Ext(name)
	of, err := figure.ParseFormat(strings.TrimPrefix(ending, "."))
	if err != nil {
		return "", "", nil, usagef("-o %s: expected a name that ends in .png, .svg or .pdf", file)
	}
	formats = []figure.Format{of}
	if list != "" {
		if formats, err = pictureFormats(list); err != nil {
			return "", "", nil, err
		}
		if !slices.Contains(formats, of) {
			return "", "", nil, usagef("-o %s and --format %s: the name ends in a format that is not asked for", file, list)
		}
	}
	return dir, strings.TrimSuffix(name, ending), formats, nil
}
