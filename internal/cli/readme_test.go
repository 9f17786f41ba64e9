package cli

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestReadme holds README to what the demonstration makes.
func TestReadme(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	if code, _, stderr := onTerminal(t, 0, nil, "demo", "-q", dir); code != exitDone {
		t.Fatal(stderr)
	}
	t.Run("picture", func(t *testing.T) { samePicture(t, dir) })
	t.Run("commands", func(t *testing.T) { commandsAnswer(t, dir) })
}

// commandsAnswer runs the commands that show data, but those before which README has
// something imported.
func commandsAnswer(t *testing.T, dir string) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	showing := []string{"values", "trend", "compare", "profile", "scan", "spread", "classes", "list", "info", "cite", "history", "trace"}
	ran := 0
	for line := range strings.Lines(string(readme)) {
		command, comment, _ := strings.Cut(line, "#")
		words := strings.Fields(command)
		if !strings.HasPrefix(line, "    kuvio ") || !slices.Contains(showing, words[1]) || slices.Contains(words, "--all") || strings.Contains(comment, "(import ") {
			continue
		}
		ran++
		code, stdout, stderr := onTerminal(t, 0, nil, append(words[1:], "-C", dir)...)
		if code != exitDone || stdout == "" {
			t.Errorf("%s: exit code %d, %q, %s", command, code, stdout, stderr)
		}
	}
	if ran < 20 {
		t.Errorf("%d of README's commands were run, expected 20 at the least", ran)
	}
}

// samePicture allows for the last bit of arithmetic on another processor.
func samePicture(t *testing.T, dir string) {
	const picture = "../../testdata/placements.png"
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
