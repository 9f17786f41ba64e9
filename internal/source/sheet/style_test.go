package sheet

import "testing"

// A day of which the year alone is shown is read as it is shown.
func TestYearsByStyle(t *testing.T) {
	for format, want := range map[string]string{
		"yyyy": "2020", "YYYY": "2020", `[$-40B]yyyy`: "2020", "yyyy;@": "2020", "yy": "2020",
		"d.m.yyyy": "2020-01-01", "mmm yyyy": "2020-01-01", "0": "43831", `0 "yyyy"`: "43831",
	} {
		var st styles
		st.name(164, format)
		st.formats = []int{164}
		if got := st.apply(numberCell(43831), 0).String(); got != want {
			t.Errorf("%s: %s, want %s", format, got, want)
		}
	}
	st := styles{formats: []int{164}, from1904: true}
	st.name(164, "yyyy")
	if got := st.apply(numberCell(42369), 0).String(); got != "2020" {
		t.Errorf("from 1904: %s, want 2020", got)
	}
}
