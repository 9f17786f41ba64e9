package chart

import "testing"

// A name that begins with a letter of two bytes keeps it.
func TestLowerFirst(t *testing.T) {
	for name, want := range map[string]string{"Övriga landet": "övriga landet", "Koko maa": "koko maa", "": ""} {
		if got := lowerFirst(name, "maa"); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
