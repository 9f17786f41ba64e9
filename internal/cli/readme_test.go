package cli

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// TestReadmePicture keeps README's picture what the demonstration makes. It
// allows for the last bit of arithmetic on another processor.
func TestReadmePicture(t *testing.T) {
	const picture = "../../testdata/placements.png"
	dir := filepath.Join(t.TempDir(), "demo")
	if code, _, stderr := onTerminal(t, 0, nil, "demo", "-q", dir); code != exitDone {
		t.Fatal(stderr)
	}
	made, err := os.ReadFile(filepath.Join(dir, "out", "placements.png"))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(picture, made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(made, want) {
		return
	}
	a, errA := png.Decode(bytes.NewReader(made))
	b, errB := png.Decode(bytes.NewReader(want))
	if errA != nil || errB != nil || a.Bounds() != b.Bounds() {
		t.Fatalf("the picture has changed in size: look at it, then run go test ./internal/cli -update")
	}
	different := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			p, q := color.GrayModel.Convert(a.At(x, y)).(color.Gray), color.GrayModel.Convert(b.At(x, y)).(color.Gray)
			if max(p.Y, q.Y)-min(p.Y, q.Y) > 16 {
				different++
			}
		}
	}
	if different > 50 {
		t.Fatalf("%d pixels differ from %s: look at the new picture, then run go test ./internal/cli -update", different, picture)
	}
}
