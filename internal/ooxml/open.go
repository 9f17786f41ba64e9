package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf16"
)

// Limits on a file: above any document that people write, and such that one is read or
// refused within seconds and some hundred megabytes. What is packed can be a thousand
// times smaller.
const (
	maxParts    = 10_000
	maxUnpacked = 256 << 20 // bytes of all parts
	maxPart     = 128 << 20
	maxRatio    = 400 // unpacked to packed of a part above freeRatio; text packs to a hundredth at most
	freeRatio   = 4 << 20
	maxProlog   = 64 << 10 // of a part, before its first element
)

// What is not opened, for errors.Is; each comes with what to do.
var (
	ErrEncrypted = errors.New("found a file protected with a password, expected one that can be read: save it without the password")
	ErrOldFormat = errors.New("found a file of the format before 2007 (.doc, .xls, .ppt), expected .docx, .xlsx or .pptx: open it in an office program and save it as such")
	ErrMacros    = errors.New("found a file with macros (.docm, .xlsm, .pptm), expected one without: save it as .docx, .xlsx or .pptx")
	ErrNoPackage = errors.New("found something else than an office file, expected .docx, .xlsx or .pptx")
	ErrTooLarge  = errors.New("too large")
	ErrHostile   = errors.New("no program for documents writes such a file")
	ErrDamaged   = errors.New("the file is damaged or cut off: download or save it again")
)

const oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// Open reads an office file whole, which refers to the content as long as it lives.
// Errors are of the kinds Err…; a file with macros is one.
func Open(content []byte) (*Package, error) {
	if bytes.HasPrefix(content, []byte(oleMagic)) {
		if bytes.Contains(content, wide("EncryptedPackage")) {
			return nil, ErrEncrypted
		}
		return nil, ErrOldFormat
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
			return nil, ErrDamaged
		}
		return nil, ErrNoPackage
	}
	if err := withinLimits(archive.File); err != nil {
		return nil, err
	}
	p := New()
	for _, f := range archive.File {
		part, err := unpack(f)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", f.Name, err)
		}
		p.put(len(p.parts), part)
	}
	types, ok := p.Part(typesPart)
	if !ok {
		return nil, ErrNoPackage
	}
	if p.types, err = readTypes(types); err != nil {
		return nil, err
	}
	if p.macros() {
		return nil, ErrMacros
	}
	return p, p.checkRelations()
}

func wide(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// withinLimits looks at what the archive says of its parts; unpack holds them to it.
func withinLimits(files []*zip.File) error {
	if len(files) > maxParts {
		return fmt.Errorf("%w: found %d parts, expected at most %d", ErrTooLarge, len(files), maxParts)
	}
	var unpacked uint64
	seen := map[string]bool{}
	for _, f := range files {
		name := strings.ToLower(f.Name)
		if f.Name == "" || path.IsAbs(f.Name) || strings.ContainsAny(f.Name, "\\:\x00") || path.Clean(f.Name) != strings.TrimSuffix(f.Name, "/") || strings.HasPrefix(f.Name, "..") {
			return fmt.Errorf("%w: found a part of the name %q, expected one within the file", ErrHostile, f.Name)
		}
		if seen[name] {
			return fmt.Errorf("%w: found two parts of the name %q, expected one", ErrHostile, f.Name)
		}
		seen[name] = true
		if f.Flags&1 != 0 {
			return ErrEncrypted
		}
		unpacked += f.UncompressedSize64
		switch {
		case f.UncompressedSize64 > maxPart:
			return fmt.Errorf("%w: %q unpacks to %d MiB, expected at most %d", ErrTooLarge, f.Name, f.UncompressedSize64>>20, maxPart>>20)
		case unpacked > maxUnpacked:
			return fmt.Errorf("%w: the file unpacks to over %d MiB, expected less", ErrTooLarge, maxUnpacked>>20)
		case f.UncompressedSize64 > freeRatio && f.UncompressedSize64/maxRatio > f.CompressedSize64:
			return fmt.Errorf("%w: %q unpacks to %d times its size, expected at most %d times", ErrTooLarge, f.Name, f.UncompressedSize64/max(f.CompressedSize64, 1), maxRatio)
		}
	}
	return nil
}

func unpack(f *zip.File) (*part, error) {
	p := &part{name: f.Name, raw: f}
	if strings.HasSuffix(f.Name, "/") {
		return p, nil
	}
	in, err := f.Open()
	if err != nil {
		return nil, ErrDamaged
	}
	defer in.Close()
	var b bytes.Buffer
	b.Grow(int(min(f.UncompressedSize64, 16*f.CompressedSize64+512)))
	if n, err := io.Copy(&b, io.LimitReader(in, int64(f.UncompressedSize64)+1)); err != nil || uint64(n) != f.UncompressedSize64 {
		return nil, ErrDamaged
	}
	p.content = b.Bytes()
	if !isXML(f.Name) {
		return p, nil
	}
	if narrow, ok := narrowed(p.content); ok { // as some custom parts are: kept, but not read
		return p, checkProlog(narrow)
	}
	return p, checkProlog(p.content)
}

// narrowed is the beginning of a part in UTF-16 as far as it is ASCII, which all that
// checkProlog looks for is.
func narrowed(content []byte) ([]byte, bool) {
	if !bytes.HasPrefix(content, []byte("\xff\xfe")) && !bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return nil, false
	}
	return bytes.ReplaceAll(content[2:min(len(content), 2*maxProlog)], []byte{0}, nil), true
}

func isXML(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".xml" || ext == ".rels" || ext == ".vml"
}

// checkProlog refuses a document type, which no part has (ECMA-376 part 2, 6.2.5): it
// could name files and addresses, or entities that grow.
func checkProlog(content []byte) error {
	rest := bytes.TrimPrefix(content[:min(len(content), maxProlog)], []byte("\ufeff"))
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		end := ""
		switch {
		case len(rest) == 0:
			return nil
		case bytes.HasPrefix(rest, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(rest, []byte("<!")):
			return fmt.Errorf("%w: found a document type or entities (<!DOCTYPE), expected none", ErrHostile)
		case rest[0] == '<':
			return nil
		default:
			return fmt.Errorf("found something else than XML in UTF-8: %w", ErrDamaged)
		}
		_, after, found := bytes.Cut(rest, []byte(end))
		if !found {
			return fmt.Errorf("found no beginning of the XML: %w", ErrDamaged)
		}
		rest = after
	}
}

// macros reports whether the file brings a program.
func (p *Package) macros() bool {
	program := func(t typed) bool {
		s := strings.ToLower(t.contentType)
		return strings.Contains(s, "macroenabled") || strings.Contains(s, "vbaproject")
	}
	return slices.ContainsFunc(p.types.defaults, program) || slices.ContainsFunc(p.types.overrides, program) ||
		slices.ContainsFunc(p.parts, func(one *part) bool { return strings.EqualFold(path.Base(one.name), "vbaProject.bin") })
}
