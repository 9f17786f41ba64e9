package word

import (
	"fmt"
	"slices"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/fill"
	"kuvio/internal/late"
	"kuvio/internal/ooxml"
)

// space is the namespace of the part that remembers what was filled.
const space = "urn:kuvio:filled:1"

// Names of the part, and of the properties without which Word drops it.
const (
	memoryNames     = "customXml/item*.xml"
	propertiesNames = "customXml/itemProps*.xml"
	propertiesType  = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
	// memoryID is the part's in every document: a program looks for it by the namespace.
	memoryID = "{7A1F2C60-1D0B-5E52-9C1B-6B7576696F31}"
)

// idPattern is that of the ids that are given.
var idPattern = late.Regexp(`^k[0-9]{1,9}$`)

// remember reads what was filled; of an id that it has twice, the first.
func (e *Editor) remember() error {
	name := e.memoryName()
	if name == "" {
		return nil
	}
	content, _ := e.pack.Part(name)
	tokens, err := ooxml.Tokens(content)
	if err != nil {
		return fmt.Errorf("%s, in which kuvio remembers what it filled: %w", name, err)
	}
	known := make(map[string]bool)
	for _, t := range tokens {
		switch {
		case t.Is(ooxml.Start, space, "filled"):
			e.memory.Subject, e.memory.Written, e.written = t.Attr("", "subject"), t.Attr("", "about"), t.Attr("", "whole")
			if l := domain.Lang(t.Attr("", "lang")); slices.Contains(domain.Langs, l) {
				e.memory.Lang = l
			}
		case t.Is(ooxml.Start, space, "placeholder"):
			f := fill.Filled{ID: t.Attr("", "id"), Words: t.Attr("", "words"), Said: t.Attr("", "said"), Put: t.Attr("", "put")}
			if twice := known[f.ID]; !twice && idPattern().MatchString(f.ID) {
				known[f.ID] = true
				e.memory.Filled = append(e.memory.Filled, f)
			}
		}
	}
	return nil
}

// memoryName is the part that remembers; "" where there is none yet.
func (e *Editor) memoryName() string {
	for _, name := range e.pack.Related(e.pack.Main(), "customXml") {
		if content, ok := e.pack.Part(name); ok && strings.Contains(string(content), space) {
			return name
		}
	}
	return ""
}

// keep writes what was filled, and the hash of what the whole then says.
func (e *Editor) keep(m fill.Memory, whole string) {
	name := e.memoryName()
	if name == "" && len(m.Filled) == 0 {
		return
	}
	var b strings.Builder
	b.WriteString(ooxml.Declaration)
	fmt.Fprintf(&b, "<filled xmlns=%q lang=\"%s\" subject=\"%s\" about=\"%s\" whole=\"%s\">", space, m.Lang, ooxml.Escape(m.Subject), ooxml.Escape(m.Written), whole)
	for _, f := range m.Filled {
		fmt.Fprintf(&b, `<placeholder id="%s" words="%s" said="%s"`, ooxml.Escape(f.ID), ooxml.Escape(f.Words), ooxml.Escape(f.Said))
		if f.Put != "" {
			fmt.Fprintf(&b, ` put="%s"`, ooxml.Escape(f.Put))
		}
		b.WriteString("/>")
	}
	b.WriteString("</filled>")
	if name != "" {
		e.pack.Set(name, []byte(b.String()))
		return
	}
	name = e.pack.Free(memoryNames)
	properties := e.pack.Free(propertiesNames)
	e.pack.Add(name, "application/xml", []byte(b.String()))
	e.pack.Add(properties, propertiesType, fmt.Appendf(nil,
		`%s<ds:datastoreItem ds:itemID="%s" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="%s"/></ds:schemaRefs></ds:datastoreItem>`,
		ooxml.Declaration, memoryID, space))
	e.pack.Relate(e.pack.Main(), ooxml.Office+"/customXml", name)
	e.pack.Relate(name, ooxml.Office+"/customXmlProps", properties)
}
