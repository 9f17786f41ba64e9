package content

import (
	"encoding/json"
	"testing"
)

func TestJSONFault(t *testing.T) {
	for text, want := range map[string]string{
		`{"a": tru}`:         "found the character '}' where none such can stand: download the file again",
		`{"a": "x"}`:         `found a text under "a", expected another kind of value: download the file again`,
		`{"a": [1]}`:         `found a list [ ] under "a", expected another kind of value: download the file again`,
		`{"a": 1.5}`:         `found a number under "a", expected another kind of value: download the file again`,
		`[1]`:                "found a list [ ], expected another kind of value: download the file again",
		"{\"a\": \x01\"x\"}": `found the character '\x01' where none such can stand: download the file again`,
	} {
		var into struct {
			A int `json:"a"`
		}
		if err := JSONFault(json.Unmarshal([]byte(text), &into)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
