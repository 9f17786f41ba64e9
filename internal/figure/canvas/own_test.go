package canvas

import (
	"image/color"
	"strings"
	"testing"
)

// The usual colours are an organisation's without fault; yellow is too light, and a
// red and a green of one lightness are one to people with deuteranopia.
func TestPalette(t *testing.T) {
	for _, c := range []struct {
		focus  string
		series []string
		want   []string
	}{
		{"#0057a8", []string{"#d1490f", "#14a08c", "#7a1f6b", "#704214"}, nil},
		{"#ffd700", nil, []string{"focus: its contrast with white is 1.4, expected at least 3"}},
		{"#a05a2c", []string{"#5f7a1e"}, []string{"series 1 and focus cannot be told apart by people with"}},
		{"", nil, nil},
	} {
		p, err := NewPalette(c.focus, c.series)
		if err != nil {
			t.Fatal(err)
		}
		faults := p.Faults()
		if len(faults) != len(c.want) {
			t.Errorf("%s %v: %q, want %q", c.focus, c.series, faults, c.want)
			continue
		}
		for i := range faults {
			if !strings.Contains(faults[i], c.want[i]) {
				t.Errorf("%q, want %q", faults[i], c.want[i])
			}
		}
	}
	for _, bad := range []string{"red", "#12", "#0057a8ff", "0x57a8"} {
		if _, err := NewPalette(bad, nil); err == nil || !strings.Contains(err.Error(), "focus: found") {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if _, err := NewPalette("", make([]string, 5)); err == nil {
		t.Error("more colours than lines can be told apart by")
	}
}

// fills keeps what is filled.
type fills struct {
	Writer
	colors []color.Color
}

func (f *fills) Fill(c color.Color, _ []Point) { f.colors = append(f.colors, c) }

// What a figure is about is drawn in the organisation's colour, its tint as strong
// as before, and all else as it was.
func TestPaletteIsDrawnWith(t *testing.T) {
	p, err := NewPalette("#8a2be2", nil)
	if err != nil {
		t.Fatal(err)
	}
	s := NewSheet(Page{WidthCM: 10, HeightCM: 10, DPI: 50, Palette: p})
	tint := SeriesStyles[0].Tint(1)
	for _, c := range []color.Color{FocusColor, tint, SmallColor, SeriesStyles[1].Line} {
		s.Fill(c, At(0, 0), At(1, 0), At(1, 1))
	}
	var got fills
	s.Replay(&got)
	own := rgb(0x8a2be2)
	want := []color.Color{own, color.NRGBA{own.R, own.G, own.B, tint.A}, SmallColor, SeriesStyles[1].Line}
	for i := range want {
		if got.colors[i] != want[i] {
			t.Errorf("%d: %v, want %v", i, got.colors[i], want[i])
		}
	}
}
