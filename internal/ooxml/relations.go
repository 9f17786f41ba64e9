package ooxml

import (
	"fmt"
	"path"
	"strings"
)

const (
	relationsNS   = "http://schemas.openxmlformats.org/package/2006/relationships"
	relationsType = "application/vnd.openxmlformats-package.relationships+xml"

	// Office begins the types of most relationships: Office+"/image".
	Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// Relationship leads from a part, or from the package, to a part or to an address
// outside of the file.
type Relationship struct {
	ID       string
	Type     string
	Target   string // as the file says it; see Target for the part's name
	External bool
}

// relationsOf is the part in which a part's relationships are listed; those of the
// package itself for "".
func relationsOf(from string) string {
	dir, base := path.Split(from)
	return dir + "_rels/" + base + ".rels"
}

func isRelations(name string) bool {
	return strings.EqualFold(path.Ext(name), ".rels") && strings.EqualFold(path.Base(path.Dir(name)), "_rels")
}

// Relationships are those that go from a part; from the package for "".
func (p *Package) Relationships(from string) []Relationship {
	content, _ := p.Part(relationsOf(from))
	all, _ := readRelations(content) // Open has looked at them
	return all
}

func readRelations(content []byte) ([]Relationship, error) {
	if len(content) == 0 {
		return nil, nil
	}
	tokens, err := Tokens(content)
	if err != nil {
		return nil, err
	}
	var all []Relationship
	for _, t := range tokens {
		if t.Kind == Start && t.Name.Local == "Relationship" {
			all = append(all, Relationship{t.Attr("", "Id"), t.Attr("", "Type"), t.Attr("", "Target"), t.Attr("", "TargetMode") == "External"})
		}
	}
	return all, nil
}

// checkRelations finds lists of relationships that cannot be read.
func (p *Package) checkRelations() error {
	for _, part := range p.parts {
		if isRelations(part.name) {
			if _, err := readRelations(part.content); err != nil {
				return fmt.Errorf("%q: %w", part.name, err)
			}
		}
	}
	return nil
}

// Target is the name of the part to which a relationship of a part leads; "" where it
// leads out of the file.
func Target(from string, r Relationship) string {
	switch {
	case r.External:
		return ""
	case strings.HasPrefix(r.Target, "/"):
		return strings.TrimPrefix(path.Clean(r.Target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(from), r.Target), "/")
}

// Related are the names of the parts to which relationships of a type lead from a part,
// "image" for Office+"/image". Those of ISO's strict files, whose types begin otherwise,
// are found too.
func (p *Package) Related(from, kind string) []string {
	var names []string
	for _, r := range p.Relationships(from) {
		if target := Target(from, r); target != "" && (path.Base(r.Type) == kind || r.Type == kind) {
			names = append(names, target)
		}
	}
	return names
}

// Main is the name of the part that the file is about: word/document.xml of most; ""
// where there is none.
func (p *Package) Main() string {
	for _, name := range p.Related("", "officeDocument") {
		if p.Has(name) {
			return name
		}
	}
	return ""
}

// Relate lets a part (the package for "") lead to a part by a relationship of a type,
// and gives its id. Where it does so already, that one's.
func (p *Package) Relate(from, kind, target string) (id string) {
	return p.relate(from, Relationship{Type: kind, Target: relative(from, target)})
}

// RelateOutside lets a part lead to an address.
func (p *Package) RelateOutside(from, kind, address string) (id string) {
	return p.relate(from, Relationship{Type: kind, Target: address, External: true})
}

// relative is a part's name as a part in the folder of another would say it; from the
// root where it is not in that folder.
func relative(from, target string) string {
	if dir := path.Dir(from); dir == "." {
		return target
	} else if within, ok := strings.CutPrefix(target, dir+"/"); ok {
		return within
	}
	return "/" + target
}

func (p *Package) relate(from string, r Relationship) string {
	all := p.Relationships(from)
	last := 0
	for _, one := range all {
		if one.Type == r.Type && one.External == r.External && (one.Target == r.Target || !r.External && Target(from, one) == Target(from, r)) {
			return one.ID
		}
		var n int
		if _, err := fmt.Sscanf(one.ID, "rId%d", &n); err == nil {
			last = max(last, n)
		}
	}
	r.ID = fmt.Sprintf("rId%d", last+1)
	p.setRelations(from, append(all, r))
	return r.ID
}

// Unrelate takes away the relationship of an id.
func (p *Package) Unrelate(from, id string) {
	var kept []Relationship
	for _, r := range p.Relationships(from) {
		if r.ID != id {
			kept = append(kept, r)
		}
	}
	p.setRelations(from, kept)
}

func (p *Package) setRelations(from string, all []Relationship) {
	var b strings.Builder
	b.WriteString(Declaration + `<Relationships xmlns="` + relationsNS + `">`)
	for _, r := range all {
		b.WriteString(`<Relationship Id="` + Escape(r.ID) + `" Type="` + Escape(r.Type) + `" Target="` + Escape(r.Target) + `"`)
		if r.External {
			b.WriteString(` TargetMode="External"`)
		}
		b.WriteString(`/>`)
	}
	b.WriteString(`</Relationships>`)
	p.Add(relationsOf(from), relationsType, []byte(b.String()))
}

// Outside is a relationship that leads out of the file, and the part that has it.
type Outside struct {
	From string // "" for the package
	Relationship
}

// Outside are all relationships that lead out of the file: links, but also pictures,
// templates and frames that a program would fetch when it opens the file.
func (p *Package) Outside() []Outside {
	var all []Outside
	for _, part := range p.parts {
		if !isRelations(part.name) {
			continue
		}
		dir, base := path.Split(part.name)
		from := strings.TrimSuffix(dir, "_rels/") + base[:len(base)-len(".rels")]
		for _, r := range p.Relationships(from) {
			if r.External {
				all = append(all, Outside{from, r})
			}
		}
	}
	return all
}
