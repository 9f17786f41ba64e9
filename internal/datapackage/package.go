// Package datapackage describes a folder of tables to other programs, in two forms: as a
// Frictionless Data Package of version 2 (https://datapackage.org/standard/data-package)
// and, of CSV, as the metadata of CSV on the Web
// (https://www.w3.org/TR/tabular-metadata). It knows the forms; what there is to say
// comes from whoever has the tables.
package datapackage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"kuvio/internal/domain"
)

// The names by which programs look for descriptions.
const (
	FileName     = "datapackage.json"
	CSVWFileName = "csv-metadata.json"
)

const profile = "https://datapackage.org/profiles/2.0/datapackage.json"

// Package is a folder of tables of one format and dialect.
type Package struct {
	Profile     string      `json:"$schema"`
	Name        string      `json:"name"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Created     string      `json:"created,omitempty"` // RFC 3339
	Sources     []Source    `json:"sources,omitempty"`
	Licenses    []License   `json:"licenses,omitempty"`
	Resources   []*Resource `json:"resources,omitempty"`

	Lang domain.Lang `json:"-"` // of its texts
}

// Resource is one table, which is a file.
type Resource struct {
	Name        string    `json:"name"`
	Type        string    `json:"type"` // "table"
	Path        string    `json:"path"` // from the package on, slash-separated
	Title       string    `json:"title,omitempty"`
	Description string    `json:"description,omitempty"`
	Format      string    `json:"format"` // "csv"
	MediaType   string    `json:"mediatype"`
	Encoding    string    `json:"encoding,omitempty"` // of text
	Bytes       int64     `json:"bytes"`
	Hash        string    `json:"hash"` // "sha256:" and the digest in hexadecimal
	Sources     []Source  `json:"sources,omitempty"`
	Licenses    []License `json:"licenses,omitempty"`
	Dialect     *Dialect  `json:"dialect,omitempty"` // nil for that of RFC 4180
	Schema      Schema    `json:"schema"`
	Made        *Made     `json:"kuvio,omitempty"` // nil in packages that others made
}

// Source is where data is from.
type Source struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"` // an address
}

// License is what data may be used by.
type License struct {
	Name  string `json:"name"` // "CC-BY-4.0"
	Path  string `json:"path"` // the address of its text
	Title string `json:"title"`
}

// Dialect is how CSV is written where it is not as RFC 4180 has it.
type Dialect struct {
	Delimiter string `json:"delimiter"`
}

// Schema is the columns of a table, and those that tell its rows apart.
type Schema struct {
	Fields        []Field  `json:"fields"`
	MissingValues []string `json:"missingValues"`
	PrimaryKey    []string `json:"primaryKey"`
}

// Field is one column.
type Field struct {
	Name          string       `json:"name"`
	Type          string       `json:"type"` // "string", "number" or "year"
	Title         string       `json:"title"`
	Description   string       `json:"description,omitempty"`
	DecimalChar   string       `json:"decimalChar,omitempty"`
	MissingValues *[]string    `json:"missingValues,omitempty"` // in place of the schema's
	Constraints   *Constraints `json:"constraints,omitempty"`

	Titles domain.Text `json:"-"` // Title in every language
}

// Constraints are what values of a column keep to.
type Constraints struct {
	Enum []string `json:"enum,omitempty"`
}

// Made is what kuvio notes of a resource for itself, so that it need not be made again
// while nothing of it has changed: a property of its own, as the format allows it.
type Made struct {
	Indicator domain.IndicatorID   `json:"indicator"` // "1339+3377" of a splice
	Rows      int                  `json:"rows"`
	Years     bool                 `json:"years"`           // all periods are calendar years
	Cites     []domain.IndicatorID `json:"cites"`           // whose values it has, or had part in computing it
	Reads     []domain.IndicatorID `json:"reads,omitempty"` // for it
	Of        string               `json:"of,omitempty"`    // tells apart what it was made of; "" where that is not known
}

// Sum is the SHA-256 of the resource, in hexadecimal; "" where its hash is another.
func (r *Resource) Sum() string {
	sum, ok := strings.CutPrefix(r.Hash, sha256)
	if !ok {
		return ""
	}
	return sum
}

// SetSum notes the SHA-256 of the resource.
func (r *Resource) SetSum(sum string) { r.Hash = sha256 + sum }

// sha256 begins the hash of a resource.
const sha256 = "sha256:"

// Encode writes the package, a resource a line.
func (p *Package) Encode() ([]byte, error) {
	head := *p
	head.Profile, head.Resources = profile, nil
	return object(head, "resources", p.Resources)
}

// object is a JSON object with a last member that is a list, each of it on a line of its
// own, so that two versions of the file can be compared.
func object[T any](head any, name string, list []T) ([]byte, error) {
	top, err := encode(head, "  ")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Write(bytes.TrimSuffix(top, []byte("\n}\n")))
	fmt.Fprintf(&b, ",\n  %q: [", name)
	for i, one := range list {
		line, err := encode(one, "")
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		b.Write(bytes.TrimSuffix(line, []byte("\n")))
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes(), nil
}

// encode is a value as JSON with a line break behind it.
func encode(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// Parse reads a package. Of one that kuvio did not make, no resource has a Made.
func Parse(content []byte) (*Package, error) {
	p := new(Package)
	if err := json.Unmarshal(content, p); err != nil {
		return nil, err
	}
	return p, nil
}

// Name is a name for a resource: of an identifier what the format allows in one, in small
// letters.
func Name(id string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.', r == '_', r == '-':
			return r
		case r == 'å', r == 'ä':
			return 'a'
		case r == 'ö':
			return 'o'
		}
		return '-'
	}, strings.ToLower(id))
}
