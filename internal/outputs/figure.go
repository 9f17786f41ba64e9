// Package outputs makes what a workspace gives out: of a figure its pictures, in every
// language and format, with its data and its texts beside them.
package outputs

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/table"
)

// File is one file of an output.
type File struct {
	Name    string
	Content []byte
	Picture bool
}

// Figures says how figures are made.
type Figures struct {
	Builder *chart.Builder
	Langs   []domain.Lang
	Formats []figure.Format
}

// Figure is a figure with its data, before it is drawn.
type Figure struct {
	*chart.Figure
	Said   []string // what is outdated, lacking or strange in it
	Beside []File   // its data and its texts, which say all that its pictures show

	untranslated bool
	called       string
	as           *Figures
}

// Incomplete reports whether a text is not in every language or, unless that is
// allowed, a series has no data.
func (f *Figure) Incomplete(allowEmpty bool) bool {
	return f.untranslated || len(f.Empty) > 0 && !allowEmpty
}

// Build reads the data of a figure, whose files are called by a name.
func (m *Figures) Build(ctx context.Context, spec chart.Spec, called string) (*Figure, error) {
	made, err := m.Builder.Build(ctx, spec)
	if err != nil {
		return nil, err
	}
	f := &Figure{Figure: made, Said: slices.Concat(made.Warnings, made.Empty), called: called, as: m}
	var data bytes.Buffer
	if err := made.Table.Write(&data, table.CSV, table.Options{}); err != nil {
		return nil, err
	}
	f.Beside = append(f.Beside, File{Name: called + ".csv", Content: data.Bytes()})
	for _, l := range m.Langs {
		if lacks := made.Untranslated(l); lacks != "" {
			f.Said = append(f.Said, lacks)
			f.untranslated = true
		}
		if strange := made.Strange(l); strange != "" {
			f.Said = append(f.Said, strange)
		}
		f.Beside = append(f.Beside, File{Name: f.name(l) + ".txt", Content: []byte(made.Beside(l) + "\n")})
	}
	return f, nil
}

// name is what the files in a language are called: by it where there are several.
func (f *Figure) name(l domain.Lang) string {
	if len(f.as.Langs) > 1 {
		return f.called + "." + string(l)
	}
	return f.called
}

// Draw draws the pictures, and says what was seen only then.
func (f *Figure) Draw() (pictures []File, said []string, err error) {
	for _, l := range f.as.Langs {
		picture, err := f.Figure.Draw(l)
		if err != nil {
			return nil, nil, err
		}
		if over := f.OverPage(picture); over != "" {
			said = append(said, over)
		}
		for _, format := range f.as.Formats {
			content, err := picture.In(format)
			if err != nil {
				return nil, nil, err
			}
			pictures = append(pictures, File{f.name(l) + "." + string(format), content, true})
		}
	}
	return pictures, said, nil
}

// Called is what a figure's files are called: its id or, where a name is given for the
// figures of an id, the name in place of that.
func Called(id, name, of string) string {
	if name == "" {
		return id
	}
	return name + strings.TrimPrefix(id, of)
}
