package ooxml

import (
	"path"
	"slices"
	"strings"
)

const (
	typesPart = "[Content_Types].xml"
	typesNS   = "http://schemas.openxmlformats.org/package/2006/content-types"
)

// contentTypes says what kind of part each is (ECMA-376 part 2, 7.2.3).
type contentTypes struct {
	defaults, overrides []typed
	changed             bool
}

// typed is a content type by an ending without its dot, or by a part's name with a
// slash before it.
type typed struct{ of, contentType string }

func readTypes(content []byte) (*contentTypes, error) {
	tokens, err := Tokens(content)
	if err != nil {
		return nil, err
	}
	t := &contentTypes{}
	for _, token := range tokens {
		if token.Kind != Start {
			continue
		}
		switch contentType := token.Attr("", "ContentType"); token.Name.Local {
		case "Default":
			t.defaults = append(t.defaults, typed{token.Attr("", "Extension"), contentType})
		case "Override":
			t.overrides = append(t.overrides, typed{token.Attr("", "PartName"), contentType})
		}
	}
	return t, nil
}

func find(in []typed, of string) int {
	return slices.IndexFunc(in, func(t typed) bool { return strings.EqualFold(t.of, of) })
}

// Type is a part's content type; "" where the package says none.
func (p *Package) Type(name string) string {
	if i := find(p.types.overrides, "/"+name); i >= 0 {
		return p.types.overrides[i].contentType
	}
	if i := find(p.types.defaults, strings.TrimPrefix(path.Ext(name), ".")); i >= 0 {
		return p.types.defaults[i].contentType
	}
	return ""
}

// SetType gives a part a content type. What is not XML takes its ending's, where the
// package has none for that yet, as Word writes pictures' types.
func (p *Package) SetType(name, contentType string) {
	if p.Type(name) == contentType {
		return
	}
	p.types.changed = true
	ext := strings.TrimPrefix(path.Ext(name), ".")
	if ext == "rels" || !strings.HasSuffix(contentType, "xml") && find(p.types.defaults, ext) < 0 {
		p.types.defaults = append(p.types.defaults, typed{ext, contentType})
		return
	}
	p.types.remove(name)
	p.types.overrides = append(p.types.overrides, typed{"/" + name, contentType})
}

func (t *contentTypes) remove(name string) {
	if i := find(t.overrides, "/"+name); i >= 0 {
		t.overrides = slices.Delete(t.overrides, i, i+1)
		t.changed = true
	}
}

func (t *contentTypes) xml() []byte {
	var b strings.Builder
	b.WriteString(Declaration + `<Types xmlns="` + typesNS + `">`)
	for _, d := range t.defaults {
		b.WriteString(`<Default Extension="` + Escape(d.of) + `" ContentType="` + Escape(d.contentType) + `"/>`)
	}
	for _, o := range t.overrides {
		b.WriteString(`<Override PartName="` + Escape(o.of) + `" ContentType="` + Escape(o.contentType) + `"/>`)
	}
	b.WriteString(`</Types>`)
	return []byte(b.String())
}
