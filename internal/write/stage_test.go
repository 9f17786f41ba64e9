package write

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A folder as an export left it, and as the next one leaves it.
var (
	oldExport = map[string]string{"datapackage.json": "1", "i=1/a.parquet": "one", "i=2/a.parquet": "two", "i=3/a.parquet": "three"}
	newExport = map[string]string{"datapackage.json": "2", "i=1/a.parquet": "one", "i=2/a.parquet": "TWO", "i=4/a.parquet": "four"}
)

// inTree are the files of a folder and of those in it.
func inTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	for _, pattern := range []string{"*", "*/*", ".*"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() {
				content, _ := os.ReadFile(name)
				short, _ := filepath.Rel(dir, name)
				found[filepath.ToSlash(short)] = string(content)
			}
		}
	}
	return found
}

// stage has a folder hold files, and no others of those that it has.
func stage(dir string, contents map[string]string, remove ...string) (map[string]Outcome, error) {
	s, err := OpenStage(dir)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	outcomes := make(map[string]Outcome)
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		o, _, err := s.Put(name, []byte(contents[name]))
		if err != nil {
			return nil, err
		}
		outcomes[name] = o
	}
	for _, name := range remove {
		s.Remove(name)
	}
	return outcomes, s.Commit()
}

func TestStage(t *testing.T) {
	dir := t.TempDir()
	if _, err := stage(dir, oldExport); err != nil {
		t.Fatal(err)
	}
	if got := inTree(t, dir); !maps.Equal(got, oldExport) {
		t.Fatalf("the folder holds %q", got)
	}
	outcomes, err := stage(dir, newExport, "i=3/a.parquet", "i=5/a.parquet")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]Outcome{"datapackage.json": Replaced, "i=1/a.parquet": Same, "i=2/a.parquet": Replaced, "i=4/a.parquet": New}
	if !maps.Equal(outcomes, want) {
		t.Errorf("outcomes %v, want %v", outcomes, want)
	}
	if got := inTree(t, dir); !maps.Equal(got, newExport) {
		t.Errorf("the folder holds %q", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "i=3")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an empty folder is left: %v", err)
	}
}

func TestStageHolds(t *testing.T) {
	dir := t.TempDir()
	s, err := OpenStage(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, sum, err := s.Put("a.csv", []byte("one"))
	if err != nil || s.Holds("a.csv", 3, sum) {
		t.Fatalf("held before it is committed (%v)", err)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		size int64
		sum  string
		want bool
	}{{"a.csv", 3, sum, true}, {"a.csv", 4, sum, false}, {"a.csv", 3, noSum, false}, {"b.csv", 3, sum, false}, {"../" + filepath.Base(dir) + "/a.csv", 3, sum, false}} {
		if got := s.Holds(c.name, c.size, c.sum); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// Where one file cannot have its name, all of them are as they were, and nothing waits.
func TestStageIsTakenBack(t *testing.T) {
	defer func() { Rename = rename }()
	for _, fault := range []error{ErrInUse, errors.New("broken disk")} {
		for _, at := range slices.Sorted(maps.Keys(newExport)) {
			if oldExport[at] == newExport[at] {
				continue
			}
			dir := t.TempDir()
			if _, err := stage(dir, oldExport); err != nil {
				t.Fatal(err)
			}
			failedOnce := false
			Rename = func(from, to string) error {
				if !failedOnce && to == filepath.Join(dir, filepath.FromSlash(at)) {
					failedOnce = true
					return fault
				}
				return rename(from, to)
			}
			_, err := stage(dir, newExport, "i=3/a.parquet")
			Rename = rename
			if err == nil || !strings.Contains(err.Error(), filepath.Base(at)) {
				t.Errorf("%s: error %v", at, err)
			}
			if got := inTree(t, dir); !maps.Equal(got, oldExport) {
				t.Errorf("%s, %v: the folder holds %q", at, fault, got)
			}
		}
	}
}

// What cannot be the name of a file in the folder is refused, and what leads out of it.
func TestStageStaysInItsFolder(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	for _, name := range []string{"../a.csv", "/a.csv", ".", ""} {
		if _, err := stage(dir, map[string]string{name: "x"}); err == nil {
			t.Errorf("%q is taken", name)
		}
	}
	if err := os.Symlink(other, filepath.Join(dir, "i=1")); err != nil {
		t.Skip(err)
	}
	if _, err := stage(dir, map[string]string{"i=1/a.parquet": "x"}); err == nil || !strings.Contains(err.Error(), "is no folder") {
		t.Errorf("error %v", err)
	}
	if got := inTree(t, other); len(got) > 0 {
		t.Errorf("elsewhere there is %q", got)
	}
}

// A stage that is killed leaves what was there, or is finished as a whole by the next.
func TestKilledStage(t *testing.T) {
	if dir := os.Getenv("KUVIO_TEST_KILLED_STAGE"); dir != "" {
		var step int
		fmt.Sscan(os.Getenv("KUVIO_TEST_KILLED_AT"), &step)
		killed := func() {
			fmt.Println("killed")
			os.Stdout.Sync()
			select {}
		}
		Rename = func(from, to string) error {
			if step--; step < 0 {
				killed()
			}
			return rename(from, to)
		}
		s, err := OpenStage(dir)
		if err != nil {
			t.Fatal(err)
		}
		for name, content := range newExport {
			if _, _, err := s.Put(name, []byte(content)); err != nil {
				t.Fatal(err)
			}
		}
		s.Remove("i=3/a.parquet")
		if step < 0 {
			killed()
		}
		fmt.Println("ended", s.Commit())
		return
	}
	for step := -1; step < 5; step++ {
		dir := t.TempDir()
		if _, err := stage(dir, oldExport); err != nil {
			t.Fatal(err)
		}
		line := killed(t, "TestKilledStage", "KUVIO_TEST_KILLED_STAGE="+dir, fmt.Sprint("KUVIO_TEST_KILLED_AT=", step))
		want := newExport
		if step < 0 {
			want = oldExport
		}
		if _, err := Recover(dir); err != nil {
			t.Errorf("killed at %d: %v", step, err)
		}
		if got := inTree(t, dir); !maps.Equal(got, want) {
			t.Errorf("killed at %d (%s): the folder holds %q", step, strings.TrimSpace(line), got)
		}
	}
}
