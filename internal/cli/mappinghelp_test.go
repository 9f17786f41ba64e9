package cli

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"kuvio/internal/source/mapping"
)

// The help topic has every key that a mapping may have and no other, and each
// example can be read.
func TestMappingsHelp(t *testing.T) {
	for _, tt := range []struct {
		of    any
		keys  []mappingKey
		whole func(example string) string
	}{
		{mapping.Mapping{}, fileKeys, func(e string) string { return e }},
		{mapping.Column{}, columnKeys, func(e string) string {
			is := "is: value"
			if strings.HasPrefix(e, "empty:") {
				is = "is: gender"
			}
			for _, need := range []string{is, "column: a"} {
				if key, _, _ := strings.Cut(need, ":"); !strings.HasPrefix(e, key+":") {
					e += "\n    " + need
				}
			}
			return "columns:\n  - " + e
		}},
		{mapping.Indicator{}, indicatorKeys, func(e string) string {
			if !strings.HasPrefix(e, "id:") {
				e += "\n    id: oma:x"
			}
			return "indicators:\n  - " + e
		}},
	} {
		var known, told []string
		of := reflect.TypeOf(tt.of)
		for i := range of.NumField() {
			if key, _, _ := strings.Cut(of.Field(i).Tag.Get("yaml"), ","); key != "-" && of.Field(i).IsExported() {
				known = append(known, key)
			}
		}
		for _, k := range tt.keys {
			key, _, _ := strings.Cut(k.example, ":")
			told = append(told, key)
			if _, err := mapping.Parse("help", []byte(tt.whole(k.example)+"\n")); err != nil {
				t.Errorf("%s: %v", k.example, err)
			}
			if !strings.Contains(mappingsHelp(), "  "+k.example+"\n") {
				t.Errorf("%s is not in the topic", k.example)
			}
		}
		slices.Sort(known)
		slices.Sort(told)
		if !slices.Equal(known, told) {
			t.Errorf("%s has the keys %q, 'kuvio help mappings' tells of %q: give each an example in mappinghelp.go", of.Name(), known, told)
		}
	}
	if _, err := mapping.Parse("help", []byte(exampleMapping)); err != nil {
		t.Error(err)
	}
}
