package content

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// JSONFault says of what package json could not read what was found and what was
// expected; other errors are returned as they are.
func JSONFault(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		found, _ := strings.CutPrefix(syntax.Error(), "invalid character ")
		found, _, _ = strings.Cut(found, " ")
		if !strings.HasPrefix(found, "'") {
			return errors.New("found text that is none: download the file again")
		}
		return fmt.Errorf("found the character %s where none such can stand: download the file again", found)
	case errors.As(err, &kind):
		what := "found " + jsonWord(kind.Value)
		if kind.Field != "" {
			what += fmt.Sprintf(" under %q", kind.Field)
		}
		return errors.New(what + ", expected another kind of value: download the file again")
	}
	return err
}

// jsonWord is a kind of JSON value in words.
func jsonWord(kind string) string {
	kind, _, _ = strings.Cut(kind, " ") // "number -5" tells which
	switch kind {
	case "string":
		return "a text"
	case "bool":
		return "true or false"
	case "array":
		return "a list [ ]"
	case "object":
		return "an object { }"
	}
	return "a " + kind
}
