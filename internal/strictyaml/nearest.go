package strictyaml

import (
	"reflect"
	"slices"
	"strings"
)

// nearest is the key of a type, or of one within it, that differs from a key that
// means nothing by a slip or two or, where there is none, that has the longest part
// in common with it: half of that key or more; "" where there is none.
func nearest(key string, t reflect.Type) string {
	all := keys(t, nil)
	best := Near(key, all, 2)
	if best != "" {
		return best
	}
	longest := (len(key) + 1) / 2
	for _, k := range all {
		if n := common(key, k); n > longest || n == longest && (best == "" || len(k) < len(best)) {
			best, longest = k, n
		}
	}
	return best
}

// Near is the word among some that differs from one by the fewest slips, at most so
// many and by less than half of it; "" where there is none.
func Near(word string, among []string, most int) (near string) {
	least := min(most, (len(word)-1)/2) + 1
	for _, w := range among {
		if n := slips(word, w); n < least {
			near, least = w, n
		}
	}
	return near
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

// slips is how many letters are wrong, missing, too many or exchanged with a
// neighbour between two keys (optimal string alignment).
func slips(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j-1], d[i-1][j], d[i][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
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
