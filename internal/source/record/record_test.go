package record

import (
	"testing"
)

func TestPlace(t *testing.T) {
	for _, tt := range []struct {
		place Place
		want  string
	}{
		{Place{Line: 17}, "17"}, {Place{Line: 17, Object: 3}, "17: object 3"},
		{Place{Sheet: "SOTKAnet", Row: 12, Col: 6}, "SOTKAnet!F12"}, {Place{Sheet: "S", Row: 1, Col: 27}, "S!AA1"}, {Place{Sheet: "S", Row: 9, Col: 16384}, "S!XFD9"},
	} {
		if got := tt.place.String(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.place, got, tt.want)
		}
	}
}
