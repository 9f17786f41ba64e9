package write

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// inFolder are a folder's files by name, but for the notes.
func inFolder(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), notePrefix) {
			continue
		}
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found[e.Name()] = string(content)
	}
	return found
}

func holds(t *testing.T, dir, when string, want map[string]string) {
	t.Helper()
	if got := inFolder(t, dir); !maps.Equal(got, want) {
		t.Errorf("%s: the folder holds %q, want %q", when, got, want)
	}
}

// notes are the journals and notes of a folder.
func notes(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, notePrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func commit(dir string, contents map[string]string) ([]string, error) {
	var s Set
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		s.Add(filepath.Join(dir, name), []byte(contents[name]))
	}
	return s.Commit()
}

// opened keeps files of a name from being renamed to, as a program does that has
// them open, until the function that it gives is called.
func opened(t *testing.T, names ...string) (closed func()) {
	t.Helper()
	Rename = func(from, to string) error {
		if slices.Contains(names, filepath.Base(to)) {
			return fmt.Errorf("%w: as a test has it", ErrInUse)
		}
		return rename(from, to)
	}
	closed = func() { Rename = rename }
	t.Cleanup(closed)
	return closed
}

// figures are the files of a figure, from one import and from the next.
var (
	oldFigure = map[string]string{"a.csv": "1\n", "a.png": "one", "a.txt": "One."}
	newFigure = map[string]string{"a.csv": "2\n", "a.png": "two", "a.txt": "One."}
)

func TestSetKeepsWhatIsTheSame(t *testing.T) {
	dir := t.TempDir()
	if changed, err := commit(dir, oldFigure); err != nil || len(changed) != 3 {
		t.Fatalf("%v, %v", changed, err)
	}
	long := time.Unix(1e9, 0)
	for name := range oldFigure {
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	if changed, err := commit(dir, oldFigure); err != nil || len(changed) != 0 {
		t.Errorf("the same again changed %v, %v", changed, err)
	}
	changed, err := commit(dir, newFigure)
	if want := []string{filepath.Join(dir, "a.csv"), filepath.Join(dir, "a.png")}; err != nil || !slices.Equal(changed, want) {
		t.Errorf("changed %v, %v; want %v", changed, err, want)
	}
	holds(t, dir, "afterwards", newFigure)
	if info, err := os.Stat(filepath.Join(dir, "a.txt")); err != nil || !info.ModTime().Equal(long) {
		t.Errorf("the text, which is the same, is of %v, %v", info.ModTime(), err)
	}
	if left := notes(t, dir); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// What is no plain file gives way, to a set and when a set is taken back.
func TestSetReplacesLinks(t *testing.T) {
	dir, other := t.TempDir(), filepath.Join(t.TempDir(), "other")
	if err := os.WriteFile(other, []byte("a user's"), 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "a.csv")
	if err := os.Symlink(other, link); err != nil {
		t.Skip("no links here:", err)
	}
	closed := opened(t, "a.png")
	if _, err := commit(dir, oldFigure); err == nil {
		t.Error("a picture that is open was replaced")
	}
	if to, err := os.Readlink(link); err != nil || to != other {
		t.Errorf("taken back: %q, %v", to, err)
	}
	closed()
	if _, err := commit(dir, newFigure); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, "afterwards", newFigure)
	if content, _ := os.ReadFile(other); string(content) != "a user's" {
		t.Errorf("what the link showed holds %q", content)
	}
}

// A set with a file that is open elsewhere stays whole as it was, and the new one
// waits beside it until that is closed or a newer one comes.
func TestOpenElsewhere(t *testing.T) {
	beside := map[string]string{"a.csv": "1\n", "a.png": "one", "a.txt": "One.", "a.csv.new": "2\n", "a.png.new": "two"}
	for _, name := range []string{"a.csv", "a.png"} {
		dir := t.TempDir()
		if _, err := commit(dir, oldFigure); err != nil {
			t.Fatal(err)
		}
		closed := opened(t, name)
		for range 2 { // and the second time too
			changed, err := commit(dir, newFigure)
			var held *HeldError
			if !errors.As(err, &held) || len(changed) > 0 || held.Name != filepath.Join(dir, name) || held.New != held.Name+".new" {
				t.Fatalf("%s: changed %v, %v", name, changed, err)
			}
			if want := name + " is open in another program: close it; the new one is beside it as " + name + ".new and is taken up next time"; !strings.HasSuffix(err.Error(), want) {
				t.Errorf("%v, want it to say %q", err, want)
			}
			holds(t, dir, name+" is open", beside)
		}
		if said, err := Recover(dir); err == nil || len(said) > 0 {
			t.Errorf("%s is open still: %v, %v", name, said, err)
		}
		holds(t, dir, name+" is open still", beside)
		if len(notes(t, dir)) != 1 {
			t.Errorf("notes: %v", notes(t, dir))
		}
		closed()
		said, err := Recover(dir)
		if err != nil || len(said) != 1 || !strings.Contains(said[0], "put in place what had waited") {
			t.Errorf("%s is closed: %v, %v", name, said, err)
		}
		holds(t, dir, name+" is closed", newFigure)
		if left := notes(t, dir); len(left) > 0 {
			t.Errorf("left: %v", left)
		}
	}
}

// What waits is overtaken by what is written later, even if that is what stands
// there, and taken up by the writing of other files.
func TestWaitingIsOvertaken(t *testing.T) {
	for name, tt := range map[string]struct{ next, want map[string]string }{
		"a newer one":    {map[string]string{"a.csv": "3\n", "a.png": "three", "a.txt": "Three."}, nil},
		"the old one":    {oldFigure, nil},
		"another figure": {map[string]string{"b.csv": "1\n"}, map[string]string{"a.csv": "2\n", "a.png": "two", "a.txt": "One.", "b.csv": "1\n"}},
		"a part of it":   {map[string]string{"a.csv": "3\n"}, map[string]string{"a.csv": "3\n", "a.png": "one", "a.txt": "One."}},
	} {
		dir := t.TempDir()
		if _, err := commit(dir, oldFigure); err != nil {
			t.Fatal(err)
		}
		closed := opened(t, "a.png")
		if _, err := commit(dir, newFigure); err == nil {
			t.Fatal("a picture that is open was replaced")
		}
		closed()
		if _, err := commit(dir, tt.next); err != nil {
			t.Fatal(err)
		}
		if tt.want == nil {
			tt.want = tt.next
		}
		holds(t, dir, name, tt.want)
		if left := notes(t, dir); len(left) > 0 {
			t.Errorf("%s: left: %v", name, left)
		}
	}
}

// A user's own a.png.new is not written over, nor taken up where one of kuvio's was
// changed by somebody.
func TestWaitingIsNotTheUsers(t *testing.T) {
	dir := t.TempDir()
	users := map[string]string{"a.csv": "1\n", "a.png": "one", "a.txt": "One.", "a.png.new": "a user's"}
	for name, content := range users {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	closed := opened(t, "a.csv")
	_, err := commit(dir, newFigure)
	var held *HeldError
	if !errors.As(err, &held) || held.New != "" || !strings.HasSuffix(err.Error(), "close it and try again") {
		t.Errorf("%v", err)
	}
	holds(t, dir, "a user's own", users)
	if err := os.Remove(filepath.Join(dir, "a.png.new")); err != nil {
		t.Fatal(err)
	}
	if _, err := commit(dir, newFigure); !errors.As(err, &held) {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.png.new"), []byte("painted over"), 0o644); err != nil {
		t.Fatal(err)
	}
	closed()
	if said, err := Recover(dir); err != nil || len(said) > 0 {
		t.Errorf("%v, %v", said, err)
	}
	users["a.png.new"] = "painted over"
	holds(t, dir, "painted over", users)
}

// A single file that is open waits too, and the next writing of it overtakes it.
func TestFileOpenElsewhere(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "t.csv")
	if err := File(name, []byte("1\n")); err != nil {
		t.Fatal(err)
	}
	closed := opened(t, "t.csv")
	var held *HeldError
	if err := File(name, []byte("2\n")); !errors.As(err, &held) {
		t.Errorf("%v", err)
	}
	holds(t, dir, "open", map[string]string{"t.csv": "1\n", "t.csv.new": "2\n"})
	closed()
	if err := File(name, []byte("3\n")); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, "closed", map[string]string{"t.csv": "3\n"})
}

// A file that can be renamed to for no other reason leaves all as it was.
func TestSetIsTakenBack(t *testing.T) {
	broken := errors.New("broken off")
	for _, name := range []string{"a.csv", "a.png", "b.new"} {
		dir := t.TempDir()
		if _, err := commit(dir, oldFigure); err != nil {
			t.Fatal(err)
		}
		next := map[string]string{"a.csv": "2\n", "a.png": "two", "b.new": "had none"}
		Rename = func(from, to string) error {
			if filepath.Base(to) == name && strings.Contains(from, ".part-") && sumOf(from) != sumOf(to) {
				if b, _ := os.ReadFile(from); string(b) == next[name] {
					return &os.LinkError{Op: "rename", Old: from, New: to, Err: broken}
				}
			}
			return rename(from, to)
		}
		_, err := commit(dir, next)
		Rename = rename
		if want := "write " + filepath.Join(dir, name) + ": broken off"; err == nil || err.Error() != want || !errors.Is(err, broken) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
		holds(t, dir, name, oldFigure)
		if left := notes(t, dir); len(left) > 0 {
			t.Errorf("left: %v", left)
		}
	}
}

// What cannot be written says where and what to do, and leaves nothing behind.
func TestWhatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("a user's"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "a.png"), 0o755); err != nil {
		t.Fatal(err)
	}
	locked := filepath.Join(dir, "locked")
	if err := os.Mkdir(locked, 0o555); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		filepath.Join(dir, "none"):        "there is no folder " + filepath.Join(dir, "none") + ": make it, or choose another",
		filepath.Join(dir, "none", "two"): "there is no folder",
		file:                              file + " is a file, expected a folder: move it away",
		dir:                               "a.png: is a directory",
		locked:                            "there is no permission to write in the folder " + locked,
	} {
		if at == locked && os.WriteFile(filepath.Join(locked, "probe"), nil, 0o644) == nil {
			os.Remove(filepath.Join(locked, "probe")) // root may
			continue
		}
		_, err := commit(at, oldFigure)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), ".part-") {
			t.Errorf("a set in %s: %v, want %q", at, err, want)
		}
		if err := File(filepath.Join(at, "a.png"), nil); err == nil || !strings.Contains(err.Error(), want) && at != dir {
			t.Errorf("a file in %s: %v, want %q", at, err, want)
		}
	}
	left, _ := os.ReadDir(dir)
	if len(left) != 3 {
		t.Errorf("left: %v", left)
	}
	if err := File("/dev/full", []byte("x")); !errors.Is(err, fs.ErrNotExist) && (err == nil || !strings.HasPrefix(err.Error(), "write /dev/full: no space left")) {
		t.Errorf("a full disk: %v", err)
	}
}

// TestKilledSet runs this test binary again as a writer that is killed before each of
// its steps. After that the folder holds the old files or the new ones.
func TestKilledSet(t *testing.T) {
	if dir := os.Getenv("KUVIO_TEST_KILLED_SET"); dir != "" {
		var step int
		fmt.Sscan(os.Getenv("KUVIO_TEST_KILLED_AT"), &step)
		Rename = func(from, to string) error {
			if step--; step < 0 {
				fmt.Println("killed")
				os.Stdout.Sync()
				select {}
			}
			if os.Getenv("KUVIO_TEST_KILLED_HELD") == filepath.Base(to) && strings.Contains(from, ".part-") {
				return ErrInUse
			}
			return rename(from, to)
		}
		_, err := commit(dir, newFigure)
		fmt.Println("ended", err)
		return
	}
	for _, held := range []string{"", "a.png"} {
		for step := range 4 {
			dir := t.TempDir()
			if _, err := commit(dir, oldFigure); err != nil {
				t.Fatal(err)
			}
			line := killed(t, "TestKilledSet", "KUVIO_TEST_KILLED_SET="+dir, fmt.Sprint("KUVIO_TEST_KILLED_AT=", step), "KUVIO_TEST_KILLED_HELD="+held)
			said, err := Recover(dir)
			if err != nil {
				t.Errorf("held %q, killed at %d: %v", held, step, err)
			}
			if strings.Contains(line, "killed") && (len(said) != 1 || !strings.Contains(said[0], "finished what a process that did not end")) {
				t.Errorf("held %q, killed at %d: said %q", held, step, said)
			}
			holds(t, dir, fmt.Sprintf("held %q, killed at %d (%s)", held, step, strings.TrimSpace(line)), newFigure)
			if left := notes(t, dir); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
		}
	}
}

// What a kill leaves before the renames is removed: parts, second names, a journal
// that was cut off. What lives, and what is a user's, stays.
func TestRecoverRemovesWhatIsLeft(t *testing.T) {
	dir := t.TempDir()
	dead := fmt.Sprintf("%s-%d-", machine(), gone(t))
	live := fmt.Sprintf("%s-%d-", machine(), os.Getppid())
	far := "ffffffff-1-"
	for _, name := range []string{
		"a.png", "a.png.part", "a.png.part1", "b.part-notes", "c.new", ".kuvio-notes.journal",
		"a.png.part-" + dead + "x1", notePrefix + dead + "x2.journal",
		"a.png.part-" + live + "x3",
		"a.png.part-" + far + "x4", "a.csv.part-" + far + "x5",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(`{"files":[`), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "a.csv.part-"+far+"x5"), yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	if said, err := Recover(dir); err != nil || len(said) > 0 {
		t.Errorf("%v, %v", said, err)
	}
	var left []string
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		left = append(left, e.Name())
	}
	want := []string{".kuvio-notes.journal", "a.png", "a.png.part", "a.png.part-" + far + "x4", "a.png.part-" + live + "x3", "a.png.part1", "b.part-notes", "c.new"}
	if slices.Sort(want); !slices.Equal(left, want) {
		t.Errorf("left %q, want %q", left, want)
	}
	if said, err := Recover(filepath.Join(dir, "none")); err != nil || said != nil {
		t.Errorf("a folder that is not there: %v, %v", said, err)
	}
}

// gone is the number of a process that has ended.
func gone(t *testing.T) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	return cmd.Process.Pid
}

// A journal that has lost a part cannot be finished: what it did is taken back.
func TestRecoverTakesBack(t *testing.T) {
	dir := t.TempDir()
	if _, err := commit(dir, oldFigure); err != nil {
		t.Fatal(err)
	}
	c := change{dir: dir}
	for _, name := range []string{"a.csv", "a.png", "b.txt"} {
		e := entry{Name: name}
		var err error
		e.Part, e.SHA256, err = part(dir, name, 0o666, func(w io.Writer) error {
			_, err := io.WriteString(w, "new "+name)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if name != "b.txt" {
			e.Old = newPart(name)
			if err := c.second(name, e.Old); err != nil {
				t.Fatal(err)
			}
		}
		c.Files = append(c.Files, e)
		keep([]string{c.in(e.Part)})
	}
	if err := c.write(journaled); err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, 2} {
		if err := os.Rename(c.in(c.Files[i].Part), c.in(c.Files[i].Name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(c.in(c.Files[1].Part)); err != nil {
		t.Fatal(err)
	}
	said, err := Recover(dir)
	if err != nil || len(said) != 1 || said[0] != "took back what a process that did not end had begun to write: a.csv, a.png, b.txt" {
		t.Errorf("%q, %v", said, err)
	}
	holds(t, dir, "taken back", oldFigure)
}

func FuzzJournal(f *testing.F) {
	sum := strings.Repeat("0", 64)
	part := ".part-01234567-1-x"
	f.Add(`{"files":[{"name":"a","part":"a` + part + `","old":"a` + part + `y","sha256":"` + sum + `"}]}`)
	f.Add(`{"files":[{"name":"../a","part":"a` + part + `","sha256":"` + sum + `"}]}`)
	f.Add(`{"files":[{"name":"/etc/passwd","part":"passwd.new","sha256":"` + sum + `"}]}`)
	f.Add(`{"files":[{"name":"a","part":"b","sha256":"` + sum + `"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parseNote("out", ".kuvio-x.journal", []byte(text))
		if err != nil {
			return
		}
		for _, e := range c.Files {
			for _, name := range []string{e.Name, e.Part, e.Name + beside, e.Old} {
				if name != "" && filepath.Dir(filepath.Join("out", name)) != "out" {
					t.Errorf("%q names a file elsewhere: %q", text, name)
				}
			}
			if !partName().MatchString(e.Part) && e.Part != e.Name+beside || e.Old != "" && !partName().MatchString(e.Old) {
				t.Errorf("%q would move what is not kuvio's: %+v", text, e)
			}
		}
	})
}

// What a journal names elsewhere is not touched.
func TestForeignJournals(t *testing.T) {
	sum := strings.Repeat("0", 64)
	for _, text := range []string{
		`{"files":[{"name":"../a","part":"a.part-01234567-1-x","sha256":"` + sum + `"}]}`,
		`{"files":[{"name":"/etc/a","part":"a.part-01234567-1-x","sha256":"` + sum + `"}]}`,
		`{"files":[{"name":"a","part":"../a.part-01234567-1-x","sha256":"` + sum + `"}]}`,
		`{"files":[{"name":"a","part":"b.csv","sha256":"` + sum + `"}]}`,
		`{"files":[{"name":"a","part":"a.new","old":"b.csv","sha256":"` + sum + `"}]}`,
		`{"files":[{"name":"a","part":"a.new","sha256":"0"}]}`,
		`{"files":[{"name":"a","part":"a.new","sha256":"` + sum + `"},{"name":"a","part":"a.new","sha256":"` + sum + `"}]}`,
		`{"files":[]}`, `{"files":[{"name":`, `{}`, ``, `null`,
		`{"files":[{"name":"a","part":"a.new","sha256":"` + sum + `"}]} {}`,
	} {
		if c, err := parseNote("out", "n", []byte(text)); err == nil {
			t.Errorf("%s was taken for %+v", text, c)
		}
	}
}

// Two writers of the same files leave those of one of them.
func TestWritersTakeTurns(t *testing.T) {
	dir := t.TempDir()
	done := make(chan error)
	for w := range 4 {
		go func() {
			for n := range 8 {
				text := fmt.Sprint(w, n)
				if _, err := commit(dir, map[string]string{"a.csv": text, "a.png": text, "a.txt": text}); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	got := inFolder(t, dir)
	if len(got) != 3 || got["a.csv"] != got["a.png"] || got["a.csv"] != got["a.txt"] {
		t.Errorf("%q", got)
	}
}

// killed runs a test in a process of its own, which is killed once it has said a line;
// that it gives.
func killed(t *testing.T, test string, env ...string) (line string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$")
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err = bufio.NewReader(out).ReadString('\n')
	if err != nil && err != io.EOF {
		t.Fatal(err)
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	return line
}
