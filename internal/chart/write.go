package chart

import (
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"

	"kuvio/internal/domain"
)

// YAML is a spec as its file would say it: what is not given is left out.
func YAML(s Spec) ([]byte, error) {
	return yaml.MarshalWithOptions(plainOf(reflect.ValueOf(s).Elem()), yaml.IndentSequence(true))
}

// plainOf is a value of a spec as YAML writes it, nil where there is none.
func plainOf(v reflect.Value) any {
	if v.IsZero() {
		return nil
	}
	switch value := v.Interface().(type) {
	case Words:
		return plainOf(reflect.ValueOf(value.Text))
	case domain.Text:
		if value.FI == value.SV && value.SV == value.EN {
			return value.FI
		}
	case Classing:
		if len(value.At) > 0 {
			return value.At
		}
	case List:
		if len(value) == 1 {
			return value[0]
		}
		return []string(value)
	}
	if steps, ok := v.Interface().(Steps); ok && len(steps) == 1 && steps[0].From == 0 {
		return steps[0].Value
	}
	switch v.Kind() {
	case reflect.Pointer:
		return v.Elem().Interface()
	case reflect.Struct:
		return keysOf(v)
	case reflect.Slice:
		items := make([]any, v.Len())
		for i := range items {
			items[i] = plainOf(v.Index(i))
		}
		return items
	case reflect.String:
		return v.String()
	}
	return v.Interface()
}

// keysOf are the keys of a struct that have a value, in their order.
func keysOf(v reflect.Value) yaml.MapSlice {
	var keys yaml.MapSlice
	for i := range v.NumField() {
		key, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		switch {
		case options == "inline":
			keys = append(keys, keysOf(v.Field(i))...)
		case key != "" && key != "-":
			if value := plainOf(v.Field(i)); value != nil {
				keys = append(keys, yaml.MapItem{Key: key, Value: value})
			}
		}
	}
	return keys
}
