package legend

import (
	"testing"

	"kuvio/internal/figure/canvas"
)

// A class beyond the values takes no room in the legend, and keeps the tints of the
// others what they are.
func TestClassBeyondTheValues(t *testing.T) {
	s := canvas.NewSheet(canvas.Page{WidthCM: 16, HeightCM: 9, DPI: 50})
	all := Classes{Diverging: true, Classes: []Class{{"−10 … −1", "alueita 2"}, {"0 … 9", "alueita 3"}, {"10 … 12", "alueita 1"}}}
	less := Classes{Diverging: true, Classes: append([]Class{{}}, all.Classes...)}
	if all.Least(s) != less.Least(s) || all.Height(s, 300) != less.Height(s, 300) {
		t.Errorf("%v × %v with a class beyond the values, %v × %v without", less.Least(s), less.Height(s, 300), all.Least(s), all.Height(s, 300))
	}
	if got := len(less.Shades()); got != 4 {
		t.Errorf("%d tints, want 4", got)
	}
	if none := (Classes{Classes: []Class{{}}}); none.Height(s, 300) != 0 {
		t.Errorf("a legend of no class is %v high", none.Height(s, 300))
	}
}
