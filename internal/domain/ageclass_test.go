package domain

import "testing"

func TestCutAge(t *testing.T) {
	for breakdown, want := range map[string]struct {
		class AgeClass
		rest  string
		ok    bool
	}{
		"age=0-4":                  {AgeClass{0, 4}, "", true},
		"age=17":                   {AgeClass{17, 17}, "", true},
		"age=85-":                  {AgeClass{85, openAge}, "", true},
		"age=5-9,school=a":         {AgeClass{5, 9}, "school=a", true},
		"school=a,age=5-9,x=1":     {AgeClass{5, 9}, "school=a,x=1", true},
		"":                         {AgeClass{}, "", false},
		"school=a":                 {AgeClass{}, "school=a", false},
		"age=old":                  {AgeClass{}, "age=old", false},
		"age=9-5":                  {AgeClass{}, "age=9-5", false},
		"age=99999999999999999999": {AgeClass{}, "age=99999999999999999999", false},
	} {
		c, rest, ok := CutAge(breakdown)
		if c != want.class || rest != want.rest || ok != want.ok {
			t.Errorf("CutAge(%q) = %v, %q, %v; want %v, %q, %v", breakdown, c, rest, ok, want.class, want.rest, want.ok)
		}
		if ok && rest == "" && "age="+c.String() != breakdown {
			t.Errorf("%q is written %q", breakdown, c)
		}
	}
}
