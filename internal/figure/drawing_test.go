package figure_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kuvio/internal/figure"
	"kuvio/internal/figure/figuretest"
)

// drawn are the hashes of all golden pictures, by file, as the drawing version on its
// first line draws them.
const drawn = "testdata/drawn"

// Whoever changes a golden picture has to raise figure.Drawing: of the same version no
// picture has another hash than is kept, and -update writes those of a new version, or
// of new pictures, alone.
func TestDrawingIsRaised(t *testing.T) {
	goldens, err := filepath.Glob("*/testdata/golden-*")
	if err != nil || len(goldens) < 50 {
		t.Fatalf("%d golden pictures, %v", len(goldens), err)
	}
	content, err := os.ReadFile(drawn)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	first, rest, _ := strings.Cut(string(content), "\n")
	var version int
	fmt.Sscanf(first, "drawing %d", &version)
	kept := make(map[string]string)
	for line := range strings.Lines(rest) {
		file, hash, _ := strings.Cut(strings.TrimSpace(line), " ")
		kept[file] = hash
	}
	var now bytes.Buffer
	fmt.Fprintf(&now, "drawing %d\n", figure.Drawing)
	for _, golden := range goldens {
		picture, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		file, hash := filepath.ToSlash(golden), fmt.Sprintf("%x", sha256.Sum256(picture))
		fmt.Fprintln(&now, file, hash)
		if version == figure.Drawing && kept[file] != "" && kept[file] != hash {
			t.Errorf("%s has changed since drawing version %d: raise figure.Drawing, and run this test with -update", file, figure.Drawing)
		}
	}
	switch {
	case t.Failed() || now.String() == string(content):
	case version > figure.Drawing:
		t.Errorf("figure.Drawing is %d, and was %d before: it is only raised", figure.Drawing, version)
	case figuretest.Updates():
		if err := os.WriteFile(drawn, now.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is not of these pictures and drawing version %d: run this test with -update", drawn, figure.Drawing)
	}
}
