package word

import (
	"reflect"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/fill"
)

// A document remembers all that it is given to remember.
func TestMemory(t *testing.T) {
	m := fill.Memory{
		Lang: domain.Swedish, Subject: "maakunta:11", Written: "maakunta:13",
		Filled: []fill.Filled{{ID: "k1", Words: "191 2014", Said: "1,9 \"%\"\n& <b>"}, {ID: "k2", Words: "kuvio kuvio-3", Said: "a", Put: "b"}},
	}
	if v := reflect.ValueOf(m); v.NumField() != 4 {
		t.Errorf("fill.Memory has %d fields, and four are looked at here", v.NumField())
	}
	content, err := open(t, file(t, `<w:p><w:r><w:t>x</w:t></w:r></w:p>`)).Bytes(m)
	if err != nil {
		t.Fatal(err)
	}
	if got := open(t, content).Memory(); !reflect.DeepEqual(got, m) {
		t.Errorf("remembers %+v, was given %+v", got, m)
	}
}
