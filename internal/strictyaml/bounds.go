package strictyaml

import (
	"bytes"
	"fmt"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits on what is read, far above what anyone writes by hand: a file beyond
// them would take minutes, or all of a machine's memory.
const (
	maxSize  = 1 << 20 // bytes
	maxKeys  = 10_000  // that the YAML package takes a time for which grows with their square
	maxItems = 100_000 // tokens: keys, values, entries of lists
	maxDepth = 50      // lists and keys one within another
	maxNodes = 100_000 // what there is once every alias (*name) stands for its anchor (&name)
)

// tooLarge is what is too much in a file, and on which line that is found.
func tooLarge(line int, format string, args ...any) error {
	return fmt.Errorf("line %d: found "+format, append([]any{line}, args...)...)
}

// bounded finds what is too much to be read, before it is.
func bounded(content []byte) error {
	if len(content) > maxSize {
		return tooLarge(1+bytes.Count(content[:maxSize], []byte{'\n'}), "more than %d bytes, expected at most that: divide the file", maxSize)
	}
	tokens := lexer.Tokenize(string(content))
	var d depth
	keys, aliases := 0, false
	for i, t := range tokens {
		line := t.Position.Line
		switch t.Type {
		case token.MappingValueType:
			if keys++; keys > maxKeys {
				return tooLarge(line, "more than %d keys, expected at most that: divide the file", maxKeys)
			}
		case token.AliasType:
			aliases = true
		}
		if d.take(t); d.now() > maxDepth {
			return tooLarge(line, "lists or keys more than %d deep, one within another, expected at most that: look for a bracket too many", maxDepth)
		}
		if i == maxItems {
			return tooLarge(line, "more than %d keys, values and entries, expected at most that: divide the file", maxItems)
		}
	}
	if !aliases {
		return nil
	}
	return boundedAliases(content)
}

// depth is how deep the token read last stands.
type depth struct {
	flow     int   // brackets and braces that are open
	prefixes int   // tags and anchors in a row
	columns  []int // of the keys and dashes that are open, outside of brackets
}

func (d *depth) take(t *token.Token) {
	switch t.Type {
	case token.TagType, token.AnchorType:
		d.prefixes++
		return
	case token.SequenceStartType, token.MappingStartType:
		d.flow++
	case token.SequenceEndType, token.MappingEndType:
		d.flow = max(d.flow-1, 0)
	case token.SequenceEntryType, token.MappingKeyType:
		d.open(t.Position.Column)
	case token.MappingValueType:
		if key := t.Prev; key != nil {
			d.open(key.Position.Column)
		}
	}
	d.prefixes = 0
}

// open is a key or a dash at a column: those further to the right are closed.
func (d *depth) open(column int) {
	if d.flow > 0 {
		return
	}
	n := len(d.columns)
	for n > 0 && d.columns[n-1] >= column {
		n--
	}
	d.columns = append(d.columns[:n], column)
}

func (d *depth) now() int { return d.flow + len(d.columns) + d.prefixes }

// boundedAliases finds aliases that stand for too much: ten lists of nine
// aliases each, of the list before, are three thousand million values.
func boundedAliases(content []byte) error {
	file, err := parser.ParseBytes(content, 0)
	if err != nil {
		return nil // is said where the file is decoded
	}
	w := weights{anchors: map[string]int{}}
	for _, doc := range file.Docs {
		w.of(doc.Body)
	}
	return w.err
}

// weights counts nodes with what their aliases stand for.
type weights struct {
	anchors map[string]int
	err     error
}

// of is the weight of a node; more than maxNodes is an error.
func (w *weights) of(node ast.Node) int {
	if node == nil || w.err != nil {
		return 0
	}
	n := 1
	switch node := node.(type) {
	case *ast.MappingNode:
		for _, v := range node.Values {
			n += w.of(v)
		}
	case *ast.MappingValueNode:
		n += w.of(node.Key) + w.of(node.Value)
	case *ast.MappingKeyNode:
		n += w.of(node.Value)
	case *ast.SequenceNode:
		for _, v := range node.Values {
			n += w.of(v)
		}
	case *ast.TagNode:
		n += w.of(node.Value)
	case *ast.AnchorNode:
		n += w.of(node.Value)
		w.anchors[node.Name.String()] = n
	case *ast.AliasNode:
		name := node.Value.String()
		of, ok := w.anchors[name]
		if !ok { // also of an anchor that holds itself
			w.err = tooLarge(node.GetToken().Position.Line, "the alias *%s before its anchor &%s, expected the anchor first", name, name)
		}
		n += of
	}
	if n > maxNodes && w.err == nil {
		w.err = tooLarge(node.GetToken().Position.Line, "aliases (*name) that stand for more than %d values, expected at most that: write the values out", maxNodes)
	}
	return n
}
