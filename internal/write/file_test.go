package write

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// What a draft holds can be read again, and its name says whose it is: as long as its
// process lives nobody removes it.
func TestDraft(t *testing.T) {
	name := filepath.Join(t.TempDir(), "rejects.csv")
	f, err := Draft(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("file,line\n"); err != nil {
		t.Fatal(err)
	}
	m := partName().FindStringSubmatch(f.Name())
	if m == nil || m[2] != strconv.Itoa(os.Getpid()) || !strings.HasPrefix(f.Name(), name) {
		t.Errorf("a draft is called %s", f.Name())
	}
	err = Whole(name, func(w io.Writer) error {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		_, err := io.Copy(w, f)
		return err
	})
	if content, _ := os.ReadFile(name); err != nil || string(content) != "file,line\n" {
		t.Errorf("the file holds %q, %v", content, err)
	}
	f.Close()
	End(f.Name())
	if left, _ := os.ReadDir(filepath.Dir(name)); len(left) != 1 {
		t.Errorf("left in the folder: %v", left)
	}
	if _, err := Draft(filepath.Join(name, "none")); err == nil {
		t.Error("a draft in what is no folder")
	}
}

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
