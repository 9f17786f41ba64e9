// Package chart reads figure specs, one YAML file a figure, and turns them
// and the store's data into a figure, the table of what it shows, and its
// alternative text. A kind of figure is a file or a few: its spec, a type of its own, and
// what makes a picture of it.
package chart

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/late"
	"kuvio/internal/strictyaml"
)

// Spec is one figure as its file describes it: the type of its kind.
type Spec interface {
	// Head is what figures of every kind have.
	Head() *Frame
	// settle takes the file's name, and puts texts without a language into l.
	settle(file string, l domain.Lang)
	// check settles what the data is not needed for; errors are those of faultf.
	check() error
	// build reads the data.
	build(ctx context.Context, b *Builder) (*Figure, error)
}

// Frame is what figures of every kind have. Its texts may hold placeholders, such
// as {years} for the years of the data drawn.
type Frame struct {
	ID       string  `yaml:"id" help:"the figure's name, and that of its files: lower-case letters, digits, hyphens"`
	Kind     Kind    `yaml:"kind" flag:"-" help:"what the figure is made of"`
	Title    Words   `yaml:"title" help:"the headline; made from the data where it is left out"`
	Subtitle Words   `yaml:"subtitle" help:"what is measured, of whom, in what unit and when; made from the data where it is left out"`
	Notes    []Words `yaml:"notes" flag:"-" help:"small print, a paragraph each"`
	Source   Words   `yaml:"source" help:"in place of the source line made from the data"`
	Each     string  `yaml:"each" help:"a figure for each of these regions, kunta@maakunta:13: the word each then stands for it among the figure's own"`
	For      string  `yaml:"for" help:"what it is made for: plan, half (of a page), slide, web, or WIDTHxHEIGHT in centimetres; type is as large as that needs"`
	Size     Size    `yaml:"size" flag:"-" help:"width and height in centimetres, dpi"`

	file    string
	content []byte
}

// Head makes whatever has a Frame of its own a Spec's.
func (f *Frame) Head() *Frame { return f }

// File is the figure's file; "" where it has none.
func (f *Frame) File() string { return f.file }

// Size is a figure's size in centimetres and its resolution; zero is what its
// purpose has, by the height that the content asks for.
type Size struct {
	Width  float64 `yaml:"width" help:"centimetres"`
	Height float64 `yaml:"height" help:"centimetres"`
	DPI    int     `yaml:"dpi" help:"dots per inch"`
}

// reserved are the names that no file can have on Windows, with any ending.
var reserved = late.Regexp(`^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)$`)

// longestID leaves room for a language and an ending in a file's name.
const longestID = 100

var idPattern = late.Regexp(`^[a-z0-9][a-z0-9_-]*$`)

// Parse reads one spec; texts without a language are in l. Errors name the
// file, the line and what was expected.
func Parse(file string, content []byte, l domain.Lang) (Spec, error) {
	content = quotedTiles(content)
	kind, err := kindIn(content)
	switch {
	case errors.Is(err, strictyaml.ErrEmpty):
		return nil, &FileError{File: file, Err: fmt.Errorf("%w: expected id, kind and what to draw", err)}
	case err != nil:
		return nil, inFile(err, file, content)
	}
	s, err := New(kind)
	if err != nil {
		return nil, inFile(err, file, content)
	}
	err = strictyaml.Decode(content, s)
	var wrong []error
	var unknown *strictyaml.UnknownKeyError
	switch {
	case errors.As(err, &unknown):
		for _, key := range append([]*strictyaml.UnknownKeyError{unknown}, unknown.Also...) {
			wrong = append(wrong, foreign(key, s))
		}
		if unknown.Rest != nil {
			return nil, allInFile(append(wrong, unknown.Rest), file, content)
		}
	case err != nil:
		return nil, inFile(err, file, content)
	}
	s.Head().content = content
	s.settle(file, l)
	own := frameFaults(s)
	if unknown == nil { // else what the kind lacks may be what was misspelt
		own = faults(s)
	}
	if wrong = append(wrong, own...); len(wrong) > 0 {
		return nil, allInFile(wrong, file, content)
	}
	return s, nil
}

// tilesLine is a line of tiles in braces, tileKey a region in it.
var (
	tilesLine = late.Regexp(`(?m)^tiles:[ \t]*\{.*$`)
	tileKey   = late.Regexp(`([{,][ \t]*)([a-z]+:[0-9A-Za-z-]+)(:[ \t])`)
)

// quotedTiles quotes regions that are keys in braces, {kunta:179: [5, 3]}, which the
// YAML package takes for two keys.
func quotedTiles(content []byte) []byte {
	return tilesLine().ReplaceAllFunc(content, func(line []byte) []byte { return tileKey().ReplaceAll(line, []byte(`$1"$2"$3`)) })
}

// kindIn is the kind that a spec says it is of.
func kindIn(content []byte) (Kind, error) {
	var keys map[string]any
	if err := strictyaml.DecodeSome(content, &keys); err != nil {
		return "", err
	}
	kind, ok := keys["kind"]
	if word, isWord := kind.(string); isWord {
		return Kind(word), nil
	}
	for key, value := range keys {
		if word, isWord := value.(string); !ok && isWord && strings.HasPrefix(key, "kin") {
			return "", faultf("$."+key, "found the key %s and no kind: did you mean kind: %s?", key, word)
		}
	}
	return "", nil
}

// Check finds what is wrong with a spec, whatever the data.
func Check(s Spec) error { return cmp.Or(faults(s)...) }

// faults are all that is wrong with a spec, whatever the data.
func faults(s Spec) []error {
	return given(append(frameFaults(s), settleEach(s), s.check()))
}

// frameFaults are those of what every kind has.
func frameFaults(s Spec) []error {
	return given(append([]error{s.Head().checkID(), s.Head().checkPurpose()}, checkTexts(s)...))
}

// given are the errors that there are.
func given(errs []error) []error {
	return slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}

// settle puts texts without a language into l.
func (f *Frame) settle(file string, l domain.Lang) {
	f.file = file
	f.Title.settle(l)
	f.Subtitle.settle(l)
	f.Source.settle(l)
	for i := range f.Notes {
		f.Notes[i].settle(l)
	}
}

// purpose is what the figure is made for; a page of text where it does not say.
func (f *Frame) purpose() (figure.Purpose, error) {
	if f.For == "" {
		return figure.Purpose{}, nil
	}
	return figure.ParsePurpose(f.For)
}

func (f *Frame) checkPurpose() error {
	if _, err := f.purpose(); err != nil {
		return faultf("$.for", "for: %v%s", err, didYouMean(f.For, figure.PurposeNames()))
	}
	return nil
}

func (f *Frame) checkID() error {
	switch {
	case !idPattern().MatchString(f.ID):
		return faultf("$.id", "id: found %q, expected lower-case letters, digits and hyphens: it becomes the file's name", f.ID)
	case reserved().MatchString(f.ID):
		return faultf("$.id", "id: found %q, which Windows keeps for a device and gives no file: name the figure otherwise, such as %s-1", f.ID, f.ID)
	case len(f.ID) > longestID:
		return faultf("$.id", "id: found %d characters, expected at most %d: it becomes the file's name", len(f.ID), longestID)
	}
	return nil
}

// named is how an error begins: the figure's file or, where it has none, its kind.
func (f *Frame) named() string { return cmp.Or(f.file, string(f.Kind)) }

// Broken is a file that is no spec, and why.
type Broken struct {
	ID   string // what it calls itself or, where that cannot be read, the file's name without .yaml
	File string
	Err  error
}

// called reads the id of a file that may be broken elsewhere.
var called = late.Regexp(`(?m)^id:[ \t]*["']?([^"'\s#]+)`)

// broken is a file that is no spec.
func broken(file string, content []byte, err error) Broken {
	if m := called().FindSubmatch(content); m != nil {
		return Broken{string(m[1]), file, err}
	}
	return Broken{strings.TrimSuffix(path.Base(file), ".yaml"), file, err}
}

// ReadDir reads every *.yaml of a folder, ordered by id; texts without a
// language are in l. A broken file does not hide the others. Of files of one id none is
// a spec: which of them its pictures are to be of is not known.
func ReadDir(dir fs.FS, name string, l domain.Lang) ([]Spec, []Broken, error) {
	files, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, nil, err
	}
	var specs []Spec
	var errs []Broken
	byID := make(map[string][]string)
	for _, file := range files {
		content, err := strictyaml.Read(dir.Open(file))
		file = name + "/" + file
		if err != nil {
			errs = append(errs, broken(file, nil, err))
			continue
		}
		s, err := Parse(file, content, l)
		if err != nil {
			errs = append(errs, broken(file, content, err))
			continue
		}
		byID[s.Head().ID] = append(byID[s.Head().ID], path.Base(file))
		specs = append(specs, s)
	}
	var alone []Spec
	for _, s := range specs {
		f := s.Head()
		others := slices.DeleteFunc(slices.Clone(byID[f.ID]), func(file string) bool { return file == path.Base(f.file) })
		if len(others) == 0 {
			alone = append(alone, s)
			continue
		}
		errs = append(errs, broken(f.file, f.content, inFile(faultf("$.id", "id %s is taken by %s", f.ID, strings.Join(others, ", ")), f.file, f.content)))
	}
	slices.SortFunc(alone, func(a, b Spec) int { return strings.Compare(a.Head().ID, b.Head().ID) })
	return alone, errs, nil
}
