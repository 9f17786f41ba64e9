package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxMapping is the largest mapping that is read, in bytes.
const maxMapping = 1 << 20

// ParseMapping reads a mapping; name is its file's, for errors, which give
// the line and column of what is wrong.
func ParseMapping(name string, text []byte) (Mapping, error) {
	var m Mapping
	if len(text) > maxMapping {
		return Mapping{}, fmt.Errorf("%s: found a mapping of %d bytes, expected at most %d", name, len(text), maxMapping)
	}
	if err := decodeMapping(text, &m); err != nil {
		return Mapping{}, fmt.Errorf("%s: %w", name, err)
	}
	m.name = name
	if fault := m.fault(); fault != nil {
		if line, column := nodeAt(text, fault.path); line > 0 {
			return Mapping{}, fmt.Errorf("%s:%d:%d: %s", name, line, column, fault.what)
		}
		return Mapping{}, fmt.Errorf("%s: %s", name, fault.what)
	}
	return m, nil
}

// decodeMapping reads YAML. Some that is broken makes the library panic; that
// is an error here.
func decodeMapping(text []byte, m *Mapping) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("expected YAML, found text that cannot be read as such (%v)", p)
		}
	}()
	err = yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(m)
	if err == nil || errors.Is(err, io.EOF) { // nothing but comments
		return nil
	}
	return errors.New(yaml.FormatError(err, false, true))
}

// mappingFault is something wrong in a mapping and the YAML path it stands at.
type mappingFault struct{ path, what string }

func faultf(path, format string, args ...any) *mappingFault {
	return &mappingFault{path, fmt.Sprintf(format, args...)}
}

// nodeAt finds the line and column of a YAML path; 0 where there is no such
// node, as for a key that is missing.
func nodeAt(text []byte, at string) (line, column int) {
	defer func() {
		if recover() != nil { // of the library; the fault is told without its place
			line, column = 0, 0
		}
	}()
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return 0, 0
	}
	for at != "" {
		if p, err := yaml.PathString(at); err == nil {
			if node, err := p.FilterFile(file); err == nil && node != nil {
				return nodePosition(node)
			}
		}
		at = at[:max(strings.LastIndexAny(at, ".["), 0)] // what it would stand in
	}
	return 0, 0
}

func nodePosition(node ast.Node) (line, column int) {
	if list, ok := node.(*ast.SequenceNode); ok && len(list.Values) > 0 {
		node = list.Values[0]
	}
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 {
		node = m.Values[0].Key
	}
	token := node.GetToken()
	if token == nil || token.Position == nil {
		return 0, 0
	}
	return token.Position.Line, token.Position.Column
}
