package strictyaml

import (
	"reflect"

	"kuvio/internal/visible"
)

// makeVisible takes what cannot be seen out of every text that was decoded,
// keys of maps included: "\u202e" in quotes is YAML like any other.
func makeVisible(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if s := visible.Text(v.String()); v.CanSet() && s != v.String() {
			v.SetString(s)
		}
	case reflect.Pointer:
		makeVisible(v.Elem())
	case reflect.Interface:
		if !v.IsNil() && v.CanSet() {
			v.Set(seen(v.Elem()))
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			makeVisible(field)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			makeVisible(v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			value := v.MapIndex(key)
			v.SetMapIndex(key, reflect.Value{})
			v.SetMapIndex(seen(key), seen(value))
		}
	}
}

// seen is a copy of a value that cannot be set where it is, made visible.
func seen(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	makeVisible(c)
	return c
}
