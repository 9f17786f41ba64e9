package chart

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"kuvio/internal/domain"
)

// Schema is the JSON Schema (draft 2020-12) of a figure's file, for editors that
// complete and check as one writes.
func Schema() ([]byte, error) {
	var kinds []any
	for _, of := range Kinds {
		s := schemaOf(reflect.TypeOf(of.New()).Elem())
		s["description"] = of.Shows
		s["properties"].(map[string]any)["kind"] = map[string]any{"const": of.Kind}
		s["required"] = []string{"id", "kind"}
		kinds = append(kinds, s)
	}
	return json.MarshalIndent(map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "A figure of kuvio (charts/*.yaml)",
		"oneOf":   kinds,
	}, "", "  ")
}

// wordsSchema is one word or number, or a list of them.
var wordsSchema = map[string]any{"oneOf": []any{
	map[string]any{"type": []string{"string", "number"}},
	map[string]any{"type": "array", "items": map[string]any{"type": []string{"string", "number"}}},
}}

func schemaOf(t reflect.Type) map[string]any {
	switch t {
	case reflect.TypeFor[List](), reflect.TypeFor[When]():
		return map[string]any{"oneOf": wordsSchema["oneOf"]}
	case reflect.TypeFor[PartList]():
		return map[string]any{"oneOf": append(slices.Clone(wordsSchema["oneOf"].([]any)), map[string]any{"type": "array", "items": schemaOf(reflect.TypeFor[PartSpec]())})}
	case reflect.TypeFor[Around]():
		return map[string]any{"enum": []any{true, false, aroundFocus, aroundAll}}
	case reflect.TypeFor[Steps](), reflect.TypeFor[Ranges]():
		each := schemaOf(t.Elem())
		either := []any{map[string]any{"type": "array", "items": each}}
		if t == reflect.TypeFor[Ranges]() {
			return map[string]any{"oneOf": append(either, each)}
		}
		return map[string]any{"oneOf": append(either, map[string]any{"type": []string{"string", "number"}})}
	case reflect.TypeFor[Classing]():
		parted := make(map[string]any)
		describe(t, parted)
		return map[string]any{"oneOf": []any{
			map[string]any{"type": "integer"},
			map[string]any{"type": "array", "items": map[string]any{"type": "number"}},
			map[string]any{"type": "object", "properties": parted, "additionalProperties": false},
		}}
	case reflect.TypeFor[Words](), reflect.TypeFor[domain.Text]():
		langs := make(map[string]any)
		for _, l := range domain.Langs {
			langs[string(l)] = map[string]any{"type": "string"}
		}
		return map[string]any{"oneOf": []any{
			map[string]any{"type": "string"},
			map[string]any{"type": "object", "properties": langs, "additionalProperties": false},
		}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Struct:
		properties := make(map[string]any)
		describe(t, properties)
		return map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	}
	return map[string]any{"type": []string{"string", "number"}}
}

// describe puts the keys of a struct, and of those that stand in line with them,
// into properties.
func describe(t reflect.Type, properties map[string]any) {
	for field := range t.Fields() {
		key, options, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		switch {
		case options == "inline":
			describe(field.Type, properties)
		case key != "" && key != "-":
			s := schemaOf(field.Type)
			if help := field.Tag.Get("help"); help != "" {
				s["description"] = help
			}
			properties[key] = s
		}
	}
}
