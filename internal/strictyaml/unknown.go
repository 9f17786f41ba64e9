package strictyaml

import (
	"bytes"
	"errors"
	"reflect"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// UnknownKeyError is a key that means nothing.
type UnknownKeyError struct {
	Key  string
	Top  bool               // it stands in no other key's value
	Also []*UnknownKeyError // the file's others
	Rest error              // what else keeps it from being read; nil where all that is known was
	at   *token.Token
	text string
}

func (e *UnknownKeyError) Error() string { return e.field().Error() }

// Message is the error without its place.
func (e *UnknownKeyError) Message() string { return e.text }

// Because is the error with another message.
func (e *UnknownKeyError) Because(message string) *UnknownKeyError {
	because := *e
	because.text = message
	return &because
}

func (e *UnknownKeyError) field() *yaml.UnknownFieldError {
	return &yaml.UnknownFieldError{Message: e.text, Token: e.at}
}

func newUnknown(field *yaml.UnknownFieldError, t reflect.Type) *UnknownKeyError {
	e := &UnknownKeyError{Key: field.Token.Value, Top: field.Token.Position.Column == 1, at: field.Token, text: field.Message}
	if key := nearest(e.Key, t); key != "" && key != e.Key {
		e.text += ": did you mean " + key + "?"
	}
	return e
}

// mostUnknown is how many unknown keys of a file are told.
const mostUnknown = 20

// readRest finds the other keys that mean nothing, and reads what is left into the
// pointer, where that can be read.
func (e *UnknownKeyError) readRest(content []byte, into any) {
	file, err := parser.ParseBytes(content, 0)
	if err != nil || len(file.Docs) != 1 {
		return
	}
	t := reflect.TypeOf(into).Elem()
	for at := e.at; ; at = e.Also[len(e.Also)-1].at {
		fresh := reflect.New(t)
		if out := (without{at: at.Position}); !out.from(file.Docs[0].Body) {
			return
		}
		err := yaml.NewDecoder(bytes.NewReader(nil), yaml.Strict()).DecodeFromNode(file.Docs[0].Body, fresh.Interface())
		var next *yaml.UnknownFieldError
		switch {
		case err == nil:
			reflect.ValueOf(into).Elem().Set(fresh.Elem())
			return
		case !errors.As(err, &next) || len(e.Also) == mostUnknown:
			e.Rest = inWords(err, content)
			return
		}
		e.Also = append(e.Also, newUnknown(next, t))
	}
}

// without takes the key that stands at a place out of what is parsed.
type without struct {
	at  *token.Position
	out bool
}

func (w *without) from(node ast.Node) bool {
	ast.Walk(w, node)
	return w.out
}

// Visit makes a *without a visitor of nodes.
func (w *without) Visit(node ast.Node) ast.Visitor {
	m, ok := node.(*ast.MappingNode)
	if !ok {
		return w
	}
	for i, v := range m.Values {
		if at := v.Key.GetToken().Position; at.Line == w.at.Line && at.Column == w.at.Column {
			m.Values, w.out = append(m.Values[:i:i], m.Values[i+1:]...), true
			break
		}
	}
	return w
}
