package strictyaml

import (
	"bytes"
	"errors"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"kuvio/internal/late"
)

// Texts that YAML takes for something else unless they are in quotes.
var (
	valued   = late.Regexp(`^(?:[ \t]*(?:- +)?[\w-]+:[ \t]+|[ \t]*-[ \t]+)(\S.*)$`) // what stands after a key or a dash
	braced   = late.Regexp(`^\{[\pL_]+(?::[\pL_]+)?\}`)                             // {year}, {region:in}
	reserved = late.Regexp("^[@`%]")
	seamed   = late.Regexp(`^[^"'\[\]{}|>&*!#].*:[ \t]`)                                               // Children: placed
	inFlow   = late.Regexp(`^(?:\[[ \t]*|[\[{].*?(?::[ \t]|[\[,][ \t]*))(\{[\pL_]+(?::[\pL_]+)?\}|@)`) // {fi: {year} placed}, [@hyte]
)

// inWords is an error of the YAML's form in the words of whoever wrote the file.
func inWords(err error, content []byte) error {
	var of yaml.Error
	if !errors.As(err, &of) || of.GetToken() == nil {
		return err
	}
	at := of.GetToken()
	switch e := of.(type) {
	case *yaml.UnknownFieldError:
		if quoted := unquoted(content, at.Position.Line); quoted != nil {
			return quoted
		}
	case *yaml.SyntaxError:
		for _, line := range []int{at.Position.Line, at.Position.Line - 1, at.Position.Line + 1} {
			if quoted := unquoted(content, line); quoted != nil {
				return quoted
			}
		}
	case *yaml.TypeError:
		if quoted := unquoted(content, at.Position.Line); quoted != nil {
			return quoted
		}
		return &yaml.SyntaxError{Message: "found " + kindWord(e.SrcType) + ", expected " + kindWord(e.DstType), Token: at}
	case *yaml.OverflowError:
		return &yaml.SyntaxError{Message: "found " + e.SrcNum + ", expected a smaller number", Token: at}
	case *yaml.UnexpectedNodeTypeError:
		return &yaml.SyntaxError{Message: "found " + formWord(e.Actual.YAMLName()) + ", expected " + formWord(e.Expected.YAMLName()), Token: at}
	}
	return err
}

// formWord is what a person calls a form of YAML.
func formWord(name string) string {
	switch name {
	case "mapping", "mapping value":
		return "keys and values { }"
	case "sequence":
		return "a list [ ]"
	case "int", "float":
		return "a number"
	case "bool":
		return "true or false"
	case "null":
		return "nothing"
	}
	return "a text"
}

// unquoted is the error of a line whose text ought to be in quotes; nil where that
// is not so.
func unquoted(content []byte, line int) error {
	lines := bytes.Split(content, []byte{'\n'})
	if line < 1 || line > len(lines) {
		return nil
	}
	text := bytes.TrimRight(lines[line-1], " \t\r")
	m := valued().FindSubmatchIndex(text)
	if m == nil {
		return nil
	}
	start, value := m[2], text[m[2]:]
	var why string
	switch within := inFlow().FindSubmatchIndex(value); {
	case braced().Match(value):
		why = "YAML takes " + string(braced().Find(value)) + " for keys and values"
	case reserved().Match(value):
		why = "YAML keeps " + string(value[:1]) + " at the beginning of a text for itself"
	case seamed().Match(value):
		why = "YAML takes the colon in it for that after a key"
	case within != nil && value[within[2]] == '@':
		start, why = start+within[2], "YAML keeps @ at the beginning of a text for itself"
	case within != nil:
		start, why = start+within[2], "YAML takes "+string(value[within[2]:within[3]])+" for keys and values"
	default:
		return nil
	}
	at := tokenAt(content, line, len([]rune(string(text[:start])))+1)
	if at == nil {
		return nil
	}
	return &yaml.SyntaxError{Message: `put the text in quotes ("…"): ` + why, Token: at}
}

// tokenAt is the first token of a line at a column or after it.
func tokenAt(content []byte, line, column int) *token.Token {
	for _, t := range lexer.Tokenize(string(content)) {
		if t.Position.Line == line && t.Position.Column >= column {
			return t
		}
	}
	return nil
}
