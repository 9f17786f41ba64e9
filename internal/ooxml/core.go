package ooxml

import (
	"slices"
	"strings"
	"time"
)

const (
	coreRelation = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
	coreType     = "application/vnd.openxmlformats-package.core-properties+xml"
	coreNS       = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
	dcNS         = "http://purl.org/dc/elements/1.1/"
	dctermsNS    = "http://purl.org/dc/terms/"
	xsiNS        = "http://www.w3.org/2001/XMLSchema-instance"
)

// Core is what a file says of itself (ECMA-376 part 2, 8): the properties that kuvio
// writes. Those that are empty are left as they are.
type Core struct {
	Title, Subject, Creator, Description, Language string
	Created, Modified                              time.Time
}

// coreFields are the properties in the order in which they are written.
func (c *Core) fields() []coreField {
	return []coreField{
		{dcNS, "title", c.Title, func(s string) { c.Title = s }},
		{dcNS, "subject", c.Subject, func(s string) { c.Subject = s }},
		{dcNS, "creator", c.Creator, func(s string) { c.Creator = s }},
		{dcNS, "description", c.Description, func(s string) { c.Description = s }},
		{dcNS, "language", c.Language, func(s string) { c.Language = s }},
		{dctermsNS, "created", stamp(c.Created), func(s string) { c.Created, _ = time.Parse(time.RFC3339, s) }},
		{dctermsNS, "modified", stamp(c.Modified), func(s string) { c.Modified, _ = time.Parse(time.RFC3339, s) }},
	}
}

type coreField struct {
	space, local, value string
	read                func(string)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

// xml is the property as an element.
func (f coreField) xml() string {
	switch f.space {
	case dctermsNS:
		return `<dcterms:` + f.local + ` xmlns:dcterms="` + dctermsNS + `" xmlns:xsi="` + xsiNS + `" xsi:type="dcterms:W3CDTF">` + f.value + `</dcterms:` + f.local + `>`
	default:
		return `<dc:` + f.local + ` xmlns:dc="` + dcNS + `">` + Escape(f.value) + `</dc:` + f.local + `>`
	}
}

func (p *Package) corePart() string {
	for _, name := range p.Related("", coreRelation) {
		if p.Has(name) {
			return name
		}
	}
	return ""
}

// Core reads the file's properties; errors are those of XML that cannot be read.
func (p *Package) Core() (Core, error) {
	var c Core
	content, _ := p.Part(p.corePart())
	elements, _, _, err := coreElements(content)
	for _, e := range elements {
		for _, f := range c.fields() {
			if f.space == e.space && f.local == e.local {
				f.read(e.text)
			}
		}
	}
	return c, err
}

// coreElement is a property that the file has.
type coreElement struct{ space, local, text, raw string }

// coreElements are the properties and what stands before and after them.
func coreElements(content []byte) (all []coreElement, before, after string, err error) {
	if len(content) == 0 {
		return nil, Declaration + `<cp:coreProperties xmlns:cp="` + coreNS + `">`, `</cp:coreProperties>`, nil
	}
	tokens, err := Tokens(content)
	if err != nil {
		return nil, "", "", err
	}
	depth := 0
	for _, t := range tokens {
		switch {
		case t.Kind == Start:
			depth++
			if depth == 1 {
				before += string(t.Raw)
				if t.Empty { // what is put in needs an end
					before, after = strings.TrimSuffix(before, "/>")+">", "</"+t.Prefixed()+">"
				}
				continue
			}
			if depth == 2 {
				all = append(all, coreElement{space: t.Name.Space, local: t.Name.Local})
			}
		case t.Kind == End:
			depth--
		}
		switch e := len(all) - 1; {
		case depth == 0 && (len(all) > 0 || t.Kind == End):
			after += string(t.Raw)
		case depth == 0:
			before += string(t.Raw)
		case e >= 0 && (depth >= 2 || t.Kind == End):
			all[e].raw += string(t.Raw)
			all[e].text += t.Text
		}
	}
	return all, before, after, nil
}

// SetCore writes the file's properties that are not empty, and keeps the others.
func (p *Package) SetCore(c Core) error {
	name := p.corePart()
	content, _ := p.Part(name)
	elements, before, after, err := coreElements(content)
	if err != nil {
		return err
	}
	for _, f := range c.fields() {
		if f.value == "" {
			continue
		}
		e := coreElement{f.space, f.local, f.value, f.xml()}
		if i := slices.IndexFunc(elements, func(e coreElement) bool { return e.space == f.space && e.local == f.local }); i >= 0 {
			elements[i] = e
		} else {
			elements = append(elements, e)
		}
	}
	b := before
	for _, e := range elements {
		b += e.raw
	}
	if name == "" {
		name = "docProps/core.xml"
		p.Add(name, coreType, []byte(b+after))
		p.Relate("", coreRelation, name)
		return nil
	}
	p.Set(name, []byte(b+after))
	return nil
}
