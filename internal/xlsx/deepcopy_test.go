package xlsx

import (
	"reflect"
	"testing"

	deepcopy "github.com/tiendc/go-deepcopy"
)

// part is of the shapes that Excelize's parts of sheets have, and of others.
type part struct {
	Name   string
	Width  *float64
	Within []*part
	Rows   [2][]int
	Named  map[string]*int
	Any    any
	own    int
}

// What stands in for the module that Excelize copies with shares nothing with what was
// copied.
func TestDeepCopy(t *testing.T) {
	width, number := 8.5, 3
	fresh := func() *part {
		w, n := width, number
		inner := &part{Name: "inner", Width: &w}
		return &part{Name: "outer", Within: []*part{inner, nil}, Rows: [2][]int{{1, 2}}, Named: map[string]*int{"n": &n, "none": nil}, Any: []int{4}, own: 5}
	}
	was := fresh()
	var copied part
	if err := deepcopy.Copy(&copied, was); err != nil {
		t.Fatal(err)
	}
	*was.Within[0].Width, was.Within[0].Name, was.Rows[0][0], *was.Named["n"], was.Any.([]int)[0] = 0, "", 0, 0, 0
	expected := *fresh()
	expected.own = 0
	if !reflect.DeepEqual(copied, expected) {
		t.Errorf("got %+v, expected %+v", copied, expected)
	}
	var empty part
	if err := deepcopy.Copy(&copied, empty); err != nil || !reflect.DeepEqual(copied, empty) {
		t.Errorf("got %+v and %v, expected an empty part", copied, err)
	}
	for _, c := range []struct{ to, from any }{{&number, width}, {number, number}, {nil, was}, {&copied, nil}, {(*part)(nil), was}} {
		if err := deepcopy.Copy(c.to, c.from); err == nil {
			t.Errorf("copied %T to %T", c.from, c.to)
		}
	}
}
