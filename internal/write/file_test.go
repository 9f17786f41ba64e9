package write

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file is there as a whole or as it was; a link is followed, and nothing is
// left beside it.
func TestWriteWhole(t *testing.T) {
	dir := t.TempDir()
	name, link := filepath.Join(dir, "a.csv"), filepath.Join(dir, "link.csv")
	if err := File(name, []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(name, link); err != nil {
		t.Skip("no links here:", err)
	}
	broken := errors.New("broken off")
	err := Whole(link, func(w io.Writer) error {
		if _, err := io.WriteString(w, "half"); err != nil {
			return err
		}
		return broken
	})
	if content, _ := os.ReadFile(name); !errors.Is(err, broken) || string(content) != "old" {
		t.Errorf("broken off: %v, the file holds %q", err, content)
	}
	if err := File(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if content, _ := os.ReadFile(name); string(content) != "new" || err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("through a link: the file holds %q, the link is %v, %v", content, info.Mode(), err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("left in the folder: %v", left)
	}
	if err := File(filepath.Join(dir, "none", "a.csv"), nil); err == nil || !strings.Contains(err.Error(), "there is no folder") {
		t.Errorf("a folder that is not there: %v", err)
	}
}
