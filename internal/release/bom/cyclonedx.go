package bom

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// Program is what a bill of materials is of.
type Program struct {
	Name, Version string
	Licence       string // by SPDX
	Body          []byte
}

// document is a bill of materials in CycloneDX 1.6, as far as it is used here
// (https://cyclonedx.org/docs/1.6/json/).
type document struct {
	Schema       string      `json:"$schema"`
	BOMFormat    string      `json:"bomFormat"`
	SpecVersion  string      `json:"specVersion"`
	SerialNumber string      `json:"serialNumber"`
	Version      int         `json:"version"`
	Metadata     metadata    `json:"metadata"`
	Components   []component `json:"components"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Licences   []licensed `json:"licenses"`
	PURL       string     `json:"purl"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type licensed struct {
	License struct {
		ID string `json:"id"`
	} `json:"license"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Write writes a program's bill of materials. The same program has the same one.
func Write(w io.Writer, p Program, modules []Module, at time.Time) error {
	sum := sha256.Sum256(p.Body)
	whole := component{
		Type: "application", Name: p.Name, Version: p.Version, PURL: purl("generic", p.Name, p.Version),
		Hashes: []hash{{"SHA-256", fmt.Sprintf("%x", sum)}}, Licences: under([]string{p.Licence}),
	}
	whole.Ref = whole.PURL
	d := document{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", BOMFormat: "CycloneDX", SpecVersion: "1.6",
		SerialNumber: "urn:uuid:" + uuid(sum), Version: 1,
		Metadata: metadata{at.UTC().Format(time.RFC3339), whole},
	}
	for _, m := range modules {
		c := component{Type: "library", Name: m.Path, Version: m.Version, Licences: under(m.Licences), PURL: purl("golang", m.Path, m.Version)}
		if m.Path == standard { // as those call it who list its weaknesses
			c.PURL = purl("golang", "stdlib", strings.TrimPrefix(m.Version, "go"))
		}
		if m.Sum != "" {
			c.Properties = []property{{"go:sum", m.Sum}}
		}
		c.Ref = c.PURL
		d.Components = append(d.Components, c)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(d)
}

func under(ids []string) []licensed {
	all := make([]licensed, len(ids))
	for i, id := range ids {
		all[i].License.ID = id
	}
	return all
}

// purl is a package's URL (https://github.com/package-url/purl-spec).
func purl(kind, name, version string) string {
	return fmt.Sprintf("pkg:%s/%s@%s", kind, strings.ToLower(name), strings.ReplaceAll(version, "+", "%2B"))
}

// uuid is made of a sum, as version 8 of RFC 9562 leaves to everyone.
func uuid(sum [sha256.Size]byte) string {
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// Holds compares the modules listed with those that the linker noted in the program.
func Holds(program io.ReaderAt, modules []Module) error {
	info, err := buildinfo.Read(program)
	if err != nil {
		return err
	}
	noted := map[string]string{standard: info.GoVersion}
	for _, m := range info.Deps {
		if m.Replace == nil || !own(m.Replace.Path) {
			noted[m.Path] = m.Version
		}
	}
	for _, m := range modules {
		if noted[m.Path] != m.Version {
			return fmt.Errorf("the program has %s %s, and 'go list' names %s", m.Path, noted[m.Path], m.Version)
		}
		delete(noted, m.Path)
	}
	for path, version := range noted {
		return fmt.Errorf("the program has %s %s, which 'go list' does not name", path, version)
	}
	return nil
}
