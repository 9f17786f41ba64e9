package structure

import (
	"slices"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/canvas"
)

func TestBandsAreTheMembersHome(t *testing.T) {
	s := organisations()
	bands := s.bands()
	if len(bands) != 2 || len(bands[0].groups) != 5 || len(bands[1].groups) != 1 {
		t.Fatalf("bands %+v, want five groups in the first and one in the second", bands)
	}
	if g := s.guests(); len(g) != 0 {
		t.Errorf("guests %v, want none where each district has a band of its own", g)
	}
	s.Groups[0].Members[0].Outer = 1 // one of eight
	if got := s.home(s.Groups[0]); got != 0 {
		t.Errorf("home %d, want that of the seven others", got)
	}
	if g := s.guests(); !slices.Equal(g, []int{1}) {
		t.Errorf("guests %v, want the second district", g)
	}
	plain := Content{Groups: []Group{{"a", "", members(0, "b")}}}
	if b := plain.bands(); len(b) != 1 || b[0].framed {
		t.Errorf("bands %+v, want one without a frame", b)
	}
}

func TestFlowLevelsTheColumns(t *testing.T) {
	heights := func(sizes ...int) (groups []setGroup) {
		for _, n := range sizes {
			groups = append(groups, setGroup{Group: Group{Members: make([]Member, n)}})
		}
		return groups
	}
	height := func(groups []setGroup) float64 {
		n := 0
		for _, g := range groups {
			n += len(g.Members)
		}
		return float64(n)
	}
	for _, tt := range []struct {
		sizes []int
		n     int
		want  []int
	}{
		{[]int{8, 4, 5, 3, 1}, 4, []int{8, 4, 5, 4}},
		{[]int{8, 4, 5, 3, 1}, 3, []int{8, 4, 9}},
		{[]int{8, 4, 5, 3, 1}, 1, []int{21}},
		{[]int{2, 3}, 6, []int{2, 3}},
	} {
		var got []int
		for _, c := range flow(heights(tt.sizes...), tt.n, height) {
			got = append(got, int(height(c)))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%v in %d columns: %v, want %v", tt.sizes, tt.n, got, tt.want)
		}
	}
}

// No name may be lost or stand outside its band, whatever the size.
func TestDesignHoldsEveryName(t *testing.T) {
	for _, size := range [][2]float64{{16, 9}, {12, 9}, {9, 16}} {
		st := organisations()
		s := canvas.NewSheet(canvas.Page{WidthCM: size[0], HeightCM: size[1], DPI: 50})
		body := canvas.Rect(figure.MarginX, 40, s.Width-figure.MarginX, s.Height-20)
		d, err := designStructure(s, st.bands(), body)
		if err != nil {
			t.Fatalf("%v: %v", size, err)
		}
		names := 0
		for _, b := range d.bands {
			if !body.Grown(0.01).Contains(b.box) {
				t.Errorf("%v: band %v outside %v", size, b.box, body)
			}
			if h := b.height(d.kind); h > b.box.Height()+0.01 {
				t.Errorf("%v: band %q is %g high in a box of %g", size, b.label, h, b.box.Height())
			}
			for _, c := range b.columns {
				for _, g := range c {
					names += max(len(g.names), 1)
					for _, lines := range g.names {
						if w := d.kind.name.Widest(lines); w > g.columnWidth {
							t.Errorf("%v: %q is wider than its column", size, lines)
						}
					}
				}
			}
		}
		if names != 23 {
			t.Errorf("%v: %d names, want 23", size, names)
		}
	}
}
