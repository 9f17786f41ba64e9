package strictyaml

import (
	"reflect"
	"slices"
	"strings"
)

// nearest is the key of a type, or of one within it, that has the longest part
// in common with a key that means nothing: half of that key or more; "" where
// there is none.
func nearest(key string, t reflect.Type) string {
	best, longest := "", (len(key)+1)/2
	for _, k := range keys(t, nil) {
		if n := common(key, k); n > longest || n == longest && (best == "" || len(k) < len(best)) {
			best, longest = k, n
		}
	}
	return best
}

// keys are those of a type and of what it holds; seen are the types on the way.
func keys(t reflect.Type, seen []reflect.Type) (names []string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return keys(t.Elem(), seen)
	case reflect.Struct:
	default:
		return nil
	}
	if slices.Contains(seen, t) {
		return nil
	}
	for field := range t.Fields() {
		if name, _, _ := strings.Cut(field.Tag.Get("yaml"), ","); name != "" && name != "-" {
			names = append(names, name)
		}
		names = append(names, keys(field.Type, append(seen, t))...)
	}
	return names
}

// common is the length of the longest part that two keys have in common.
func common(a, b string) (longest int) {
	for i := range a {
		for j := range b {
			n := 0
			for i+n < len(a) && j+n < len(b) && a[i+n] == b[j+n] {
				n++
			}
			longest = max(longest, n)
		}
	}
	return longest
}
