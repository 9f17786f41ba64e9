// Package strictyaml reads the YAML files that people write for kuvio: one
// document, no key that means nothing, and errors with the line and column.
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/goccy/go-yaml"
)

// ErrEmpty is returned for a file with nothing in it but comments.
var ErrEmpty = errors.New("the file is empty")

// Decode reads the one document of a file into a pointer, its texts as they are
// seen. What would be too much to read is an error before it is read; errors of
// the YAML's form show the lines around what is wrong.
func Decode(content []byte, into any) (err error) {
	defer func() { // the YAML package panics on some of what it cannot read
		if r := recover(); r != nil {
			err = fmt.Errorf("cannot be read as YAML: %v", r)
		}
	}()
	if err := bounded(content); err != nil {
		return err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(content), yaml.Strict())
	err = decoder.Decode(into)
	if errors.Is(err, io.EOF) {
		return ErrEmpty
	}
	if unknown := (*yaml.UnknownFieldError)(nil); errors.As(err, &unknown) {
		if key := nearest(unknown.Token.Value, reflect.TypeOf(into)); key != "" {
			unknown.Message += ": did you mean " + key + "?"
		}
		return &UnknownKeyError{Key: unknown.Token.Value, Top: unknown.Token.Position.Column == 1, field: unknown}
	}
	if wrong := (*yaml.TypeError)(nil); errors.As(err, &wrong) {
		return &yaml.SyntaxError{Message: "found " + kindWord(wrong.SrcType) + ", expected " + kindWord(wrong.DstType), Token: wrong.Token}
	}
	if err != nil {
		return err
	}
	var second any
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		return errors.New("found a second document after ---: expected one")
	}
	makeVisible(reflect.ValueOf(into))
	return nil
}

// DecodeSome is Decode that passes over the keys that the pointer has not.
func DecodeSome(content []byte, into any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("cannot be read as YAML: %v", r)
		}
	}()
	if err := bounded(content); err != nil {
		return err
	}
	if err := yaml.NewDecoder(bytes.NewReader(content)).Decode(into); errors.Is(err, io.EOF) {
		return ErrEmpty
	} else if err != nil {
		return err
	}
	makeVisible(reflect.ValueOf(into))
	return nil
}

// UnknownKeyError is a key that means nothing.
type UnknownKeyError struct {
	Key   string
	Top   bool // it stands in no other key's value
	field *yaml.UnknownFieldError
}

func (e *UnknownKeyError) Error() string { return e.field.Error() }

// Message is the error without its place.
func (e *UnknownKeyError) Message() string { return e.field.Message }

// Because is the error with another message.
func (e *UnknownKeyError) Because(message string) *UnknownKeyError {
	field := *e.field
	field.Message = message
	return &UnknownKeyError{e.Key, e.Top, &field}
}

// kindWord is what a person calls values of a type.
func kindWord(t reflect.Type) string {
	if t == nil {
		return "something else"
	}
	switch t.Kind() {
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return "a whole number"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list [ ]"
	case reflect.Map, reflect.Struct:
		return "keys and values { }"
	case reflect.Pointer:
		return kindWord(t.Elem())
	}
	return "a text"
}

// Place is the line and column on which a path such as "$.series[1].region"
// stands; 0 where there is no such key.
func Place(content []byte, path string) (line, column int) {
	defer func() {
		if recover() != nil {
			line, column = 0, 0
		}
	}()
	p, err := yaml.PathString(path)
	if err != nil || bounded(content) != nil {
		return 0, 0
	}
	node, err := p.ReadNode(bytes.NewReader(content))
	if err != nil || node == nil || node.GetToken() == nil {
		return 0, 0
	}
	at := node.GetToken().Position
	return at.Line, at.Column
}

// PlaceOf is the line and column that an error of Decode is about; 0 where it has
// none.
func PlaceOf(err error) (line, column int) {
	var unknown *UnknownKeyError
	if errors.As(err, &unknown) {
		at := unknown.field.Token.Position
		return at.Line, at.Column
	}
	var of yaml.Error
	if errors.As(err, &of) && of.GetToken() != nil {
		at := of.GetToken().Position
		return at.Line, at.Column
	}
	return 0, 0
}

// Brief is what an error of Decode says, without its place and the lines around it.
func Brief(err error) string {
	var unknown *UnknownKeyError
	if errors.As(err, &unknown) {
		return unknown.Message()
	}
	var of yaml.Error
	if errors.As(err, &of) {
		return of.GetMessage()
	}
	return err.Error()
}
