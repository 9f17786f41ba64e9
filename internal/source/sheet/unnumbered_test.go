package sheet

import "testing"

// Letters by their number are those letters, wherever a cell has its text.
func TestUnnumbered(t *testing.T) {
	for in, want := range map[string]string{
		"a_x000D_b": "a\rb", "k=_x005F_x0041_ lit": "k=_x0041_ lit", "_x00e4_iti": "äiti", "a_x": "a_x", "oma_xyz12_": "oma_xyz12_",
		"_x0041": "_x0041", "_xD800_": "_xD800_", "_x+041_": "_x+041_", "_x005F_x005F_x005F_x0041_": "_x005F_x0041_",
	} {
		if got := unnumbered(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
