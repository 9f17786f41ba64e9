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
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
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
	if err != nil {
		return wrong(err, content, into)
	}
	var second any
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		return errors.New("found a second document after ---: expected one")
	}
	makeVisible(reflect.ValueOf(into))
	return nil
}

// wrong is what is wrong with a file, with its place.
func wrong(err error, content []byte, into any) error {
	told := inWords(err, content)
	if unknown := (*yaml.UnknownFieldError)(nil); errors.As(told, &unknown) {
		e := newUnknown(unknown, reflect.TypeOf(into).Elem())
		e.readRest(content, into)
		return e
	}
	if of := (yaml.Error)(nil); errors.As(told, &of) {
		return told
	}
	return ofKey(told, content, reflect.TypeOf(into).Elem())
}

// ofKey is an error without a place, at the value of the key that gives it alone.
func ofKey(err error, content []byte, t reflect.Type) error {
	file, wrong := parser.ParseBytes(content, 0)
	if wrong != nil || len(file.Docs) != 1 {
		return err
	}
	keys, ok := file.Docs[0].Body.(*ast.MappingNode)
	if !ok {
		return err
	}
	for _, key := range keys.Values {
		alone := *keys
		alone.Values = []*ast.MappingValueNode{key}
		if one := yaml.NewDecoder(bytes.NewReader(nil), yaml.Strict()).DecodeFromNode(&alone, reflect.New(t).Interface()); one != nil && one.Error() == err.Error() {
			return &yaml.SyntaxError{Message: key.Key.String() + ": " + err.Error(), Token: key.Value.GetToken()}
		}
	}
	return err
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
		return inWords(err, content)
	}
	makeVisible(reflect.ValueOf(into))
	return nil
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
		at := unknown.at.Position
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
