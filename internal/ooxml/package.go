// Package ooxml is an office file (DOCX, XLSX, PPTX) as a package of parts: opened
// within limits, changed part by part, written so that a part that was not touched has
// the bytes it had and the same parts give the same file. It knows no document: what is
// within a part is read as XML tokens that give back their bytes (Tokens).
package ooxml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Package is an office file. A part is named as in the archive, "word/document.xml";
// names that differ in the size of letters alone are one (ECMA-376 part 2, 6.2.2).
type Package struct {
	parts []*part          // in the order of the file
	named map[string]*part // by name in small letters
	types *contentTypes
}

// part is an entry of the archive.
type part struct {
	name    string
	content []byte
	raw     *zip.File // as it was packed; nil once it was changed
}

// New is a package without parts.
func New() *Package { return &Package{named: map[string]*part{}, types: &contentTypes{}} }

// Has reports whether there is a part of a name.
func (p *Package) Has(name string) bool { return p.named[strings.ToLower(name)] != nil }

// Names are the names of all parts in the order of the file, without the list of
// content types and the parts of relationships.
func (p *Package) Names() []string {
	var names []string
	for _, part := range p.parts {
		if part.name != typesPart && !strings.HasSuffix(part.name, "/") && !isRelations(part.name) {
			names = append(names, part.name)
		}
	}
	return names
}

// Part is what a part holds; it is not to be changed in place.
func (p *Package) Part(name string) ([]byte, bool) {
	part := p.named[strings.ToLower(name)]
	if part == nil {
		return nil, false
	}
	return part.content, true
}

// Set gives a part that is there another content; one that has it already stays as it
// is packed. Of a part that is not there it makes one, whose type is that of its
// ending, if the package says one (see Add).
func (p *Package) Set(name string, content []byte) {
	old := p.named[strings.ToLower(name)]
	if old == nil {
		p.put(len(p.parts), &part{name: name, content: content})
	} else if !bytes.Equal(old.content, content) {
		old.content, old.raw = content, nil
	}
}

func (p *Package) put(at int, new *part) {
	p.parts = slices.Insert(p.parts, at, new)
	p.named[strings.ToLower(new.name)] = new
}

// Add puts in a part of a content type, in the place of one of its name if there is one.
func (p *Package) Add(name, contentType string, content []byte) {
	p.Set(name, content)
	p.SetType(name, contentType)
}

// Free is a name that no part has, made of one with a star for a number:
// "word/media/kuvio*.png".
func (p *Package) Free(pattern string) string {
	before, after, _ := strings.Cut(pattern, "*")
	for n := 1; ; n++ {
		if name := fmt.Sprintf("%s%d%s", before, n, after); !p.Has(name) {
			return name
		}
	}
}

// Remove takes a part away, with its type and the relationships that go from it. Those
// that lead to it stay.
func (p *Package) Remove(name string) {
	if !p.Has(name) { // the relationships of "" are the package's
		return
	}
	for _, n := range []string{name, relationsOf(name)} {
		if old := p.named[strings.ToLower(n)]; old != nil {
			p.parts = slices.DeleteFunc(p.parts, func(one *part) bool { return one == old })
			delete(p.named, strings.ToLower(n))
			p.types.remove(n)
		}
	}
}

// epoch is the day that new parts bear: an archive cannot leave it out.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Bytes is the file: the list of content types first where it is new, as readers that
// look at a file's beginning expect, then the parts in their order.
func (p *Package) Bytes() ([]byte, error) {
	if p.types.changed {
		if !p.Has(typesPart) {
			p.put(0, &part{name: typesPart})
		}
		p.Set(typesPart, p.types.xml())
		p.types.changed = false
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range p.parts {
		if part.raw != nil {
			if err := z.Copy(part.raw); err != nil {
				return nil, fmt.Errorf("%s: %w", part.name, err)
			}
			continue
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: epoch})
		if err == nil {
			_, err = w.Write(part.content)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
