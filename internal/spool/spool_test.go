package spool

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

var night = time.Date(2026, 11, 21, 23, 30, 0, 0, time.FixedZone("EET", 2*60*60))

func open(t *testing.T, dir string) *Spool {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func body(key, content string) Body {
	return Body{Entry: Entry{Key: key, Source: "sotkanet", Name: "sotkanet/" + key}, Content: []byte(content)}
}

func put(t *testing.T, s *Spool, bodies ...Body) {
	t.Helper()
	if err := s.Put(night, bodies...); err != nil {
		t.Fatal(err)
	}
}

func keys(entries []Entry) string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Key)
	}
	return strings.Join(all, " ")
}

// What has arrived waits, is imported, and is there for whoever opens the folder next.
func TestFromArrivalToImport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "spool")
	s := open(t, dir)
	put(t, s, body("b", "[2]"), body("a", "[1]"))
	s = open(t, dir)
	waiting := s.Pending()
	if keys(waiting) != "a b" {
		t.Fatalf("pending %s, want a b", keys(waiting))
	}
	first := waiting[0]
	want := Entry{
		Key: "a", Source: "sotkanet", Name: "sotkanet/a", SHA256: "080a9ed428559ef602668b4c00f114f1a11c3f6b02a435f0bdc154578e4d7f22", Size: 3,
		Arrived: "2026-11-21T21:30:00Z", Retrieved: "2026-11-21", Checked: "2026-11-21",
	}
	if first != want {
		t.Errorf("got  %+v\nwant %+v", first, want)
	}
	if got, err := s.Body(first.SHA256); err != nil || string(got) != "[1]" {
		t.Errorf("body %q, %v", got, err)
	}
	put(t, s, body("b", "[3]")) // meanwhile
	if err := s.Imported(waiting...); err != nil {
		t.Fatal(err)
	}
	if err := s.Checked([]string{"a", "unknown"}, "2026-11-22"); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	if keys(s.Pending()) != "b" {
		t.Errorf("pending %q, want what came while the other was imported", keys(s.Pending()))
	}
	if e, ok := s.Last("a"); !ok || !e.Imported || e.Checked != "2026-11-22" || e.Retrieved != "2026-11-21" {
		t.Errorf("%v %+v", ok, e)
	}
	if got, err := s.Body(waiting[1].SHA256); err != nil || string(got) != "[2]" {
		t.Errorf("an earlier body: %q, %v", got, err)
	}
	if err := s.Forget("a"); err != nil {
		t.Fatal(err)
	}
	if _, ok := open(t, dir).Last("a"); ok {
		t.Error("a is forgotten and there")
	}
}

// A file of a source has an entry and no body.
func TestFileOfASource(t *testing.T) {
	dir := t.TempDir()
	file := Entry{Key: "file a.csv", Source: "own", Name: "a.csv", SHA256: SHA256([]byte("a;1")), Size: 3, Retrieved: "2026-11-21", Checked: "2026-11-21"}
	for _, day := range []string{"2026-11-21", "2026-11-22"} {
		file.Checked = day
		if err := open(t, dir).Imported(file); err != nil {
			t.Fatal(err)
		}
		s := open(t, dir)
		if e, ok := s.Last(file.Key); !ok || !e.Imported || e.Checked != day || len(s.Pending()) > 0 {
			t.Errorf("%v %+v", ok, e)
		}
	}
	file.Checked = "yesterday"
	if err := open(t, dir).Imported(file); err == nil {
		t.Error("yesterday is no day")
	}
}

// Two processes have the folder open: neither overwrites what the other has put.
func TestTwoAtOnce(t *testing.T) {
	dir := t.TempDir()
	one, other := open(t, dir), open(t, dir)
	var both sync.WaitGroup
	for i, s := range []*Spool{one, other} {
		both.Go(func() {
			for n := range 8 {
				if err := s.Put(night, body(fmt.Sprint(i, "-", n), fmt.Sprint("[", n, "]"))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	both.Wait()
	if got := len(open(t, dir).Pending()); got != 16 {
		t.Errorf("%d entries, want 16", got)
	}
}

// The process ends at each step of a change: the index is as it was before, and the
// next run completes it.
func TestKilledAtEachStep(t *testing.T) {
	for n := range 20 {
		dir := t.TempDir()
		s := open(t, dir)
		put(t, s, body("a", "[1]"), body("about a", "{}"))
		before := s.Pending()
		left := n
		s.step = func(string) error {
			if left == 0 {
				return errEnded
			}
			left--
			return nil
		}
		err := s.Put(night.Add(time.Hour), body("a", "[1,2]"), body("about a", "{1}"))
		if err == nil {
			if n < 5 {
				t.Fatalf("a change has %d steps alone", n)
			}
			return
		}
		s = open(t, dir)
		if got := s.Pending(); !reflect.DeepEqual(got, before) || len(s.Damaged()) > 0 {
			t.Errorf("ended at step %d: pending %+v, want %+v; %v", n, got, before, s.Damaged())
		}
		for _, e := range before {
			if _, err := s.Body(e.SHA256); err != nil {
				t.Errorf("ended at step %d: %v", n, err)
			}
		}
		put(t, s, body("a", "[1,2]"), body("about a", "{1}"))
		if e, _ := open(t, dir).Last("a"); e.SHA256 != SHA256([]byte("[1,2]")) {
			t.Errorf("after step %d: %+v", n, e)
		}
	}
	t.Error("no end of steps")
}

// The index is cut off at each byte: what stands in whole lines is there, and the
// next change makes it whole.
func TestIndexCutAtEachByte(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	put(t, s, body("a", "[1]"))
	put(t, s, body("b", "[2]"), body("c", "[3]"))
	path := filepath.Join(dir, indexName)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first := strings.IndexByte(string(whole), '\n')
	for cut := range whole {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		want := "a"
		switch {
		case cut < first:
			want = ""
		case cut == len(whole)-1: // all but the line break
			want = "a b c"
		}
		s := open(t, dir)
		if got := keys(s.Pending()); got != want || len(s.Damaged()) > 0 {
			t.Fatalf("cut at %d of %d: pending %q, want %q; %v", cut, len(whole), got, want, s.Damaged())
		}
		if cut%97 == 0 || cut >= len(whole)-2 {
			put(t, s, body("d", "[4]"))
			if got := keys(open(t, dir).Pending()); got != strings.TrimSpace(want+" d") {
				t.Fatalf("cut at %d, then d: %q", cut, got)
			}
		}
	}
}

// A damaged line costs what it said, is named, and is gone with the next change.
func TestDamagedLine(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	put(t, s, body("a", "[1]"))
	put(t, s, body("b", "[2]"))
	path := filepath.Join(dir, indexName)
	content, _ := os.ReadFile(path)
	content[10] ^= 0x80
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	want := path + ":1: damaged: what it said of a download is fetched anew"
	if keys(s.Pending()) != "b" || len(s.Damaged()) != 1 || s.Damaged()[0] != want {
		t.Errorf("pending %q, said %q, want %q", keys(s.Pending()), s.Damaged(), want)
	}
	put(t, s, body("c", "[3]"))
	if s = open(t, dir); keys(s.Pending()) != "b c" || len(s.Damaged()) > 0 {
		t.Errorf("pending %q, said %q", keys(s.Pending()), s.Damaged())
	}
}

// A body that is damaged or gone says so, and what waited for it counts as never
// having arrived.
func TestLostBody(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	put(t, s, body("a", "[1,2,3]"))
	e, _ := s.Last("a")
	path := s.path(e.SHA256)
	packed, _ := os.ReadFile(path)
	for _, broken := range [][]byte{packed[:len(packed)-3], append(packed, 0), encoder().EncodeAll([]byte("another"), nil), nil} {
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Body(e.SHA256); !errors.Is(err, ErrLost) || !strings.HasPrefix(err.Error(), path) {
			t.Errorf("%d bytes: %v", len(broken), err)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Body(e.SHA256); !errors.Is(err, ErrLost) {
		t.Error(err)
	}
	if _, ok := s.Last("a"); ok || len(s.Pending()) > 0 {
		t.Error("a waits without its body")
	}
	put(t, s, body("a", "[1,2,3]"))
	if got, err := s.Body(e.SHA256); err != nil || string(got) != "[1,2,3]" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := s.Body("../../etc/passwd"); err == nil {
		t.Error("a path is no hash")
	}
}

// The journal is written anew before what has been overtaken is most of it.
func TestIndexStaysShort(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	put(t, s, body("a", "[1]"))
	for n := range 150 {
		if err := s.Checked([]string{"a"}, night.AddDate(0, 0, n+1).Format(time.DateOnly)); err != nil {
			t.Fatal(err)
		}
	}
	if info, _ := os.Stat(filepath.Join(dir, indexName)); info.Size() > 100*400 {
		t.Errorf("the index of one entry has %d bytes", info.Size())
	}
	if e, _ := open(t, dir).Last("a"); e.Checked != "2027-04-20" {
		t.Errorf("checked %s", e.Checked)
	}
}

// Half-written files of processes that ended are removed, those of now are not.
func TestTidies(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	folder := filepath.Dir(s.path(SHA256([]byte("[1]"))))
	old, young := filepath.Join(folder, partName+"1"), filepath.Join(folder, partName+"2")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for path, age := range map[string]time.Duration{old: 2 * time.Hour, young: time.Minute} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, night, night.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, s, body("a", "[1]"))
	if _, err := os.Stat(old); err == nil {
		t.Error("the old one is there")
	}
	if _, err := os.Stat(young); err != nil {
		t.Error("the young one is not")
	}
}

func FuzzIndex(f *testing.F) {
	line := `[{"key":"a","source":"s","name":"n","sha256":"` + strings.Repeat("0a", 32) + `","size":3,"arrived":"2026-11-21T21:30:00Z","retrieved":"2026-11-21","imported":false,"checked":"2026-11-21"}]`
	f.Add([]byte(line + "\n" + `[{"key":"a"}]` + "\n" + line))
	f.Add([]byte("null\n[]\n[{}]\n{\n" + line[:40]))
	f.Fuzz(func(t *testing.T, journal []byte) {
		x := readIndex(journal)
		if x.whole > int64(len(journal)) {
			t.Fatalf("%d bytes of %d are whole", x.whole, len(journal))
		}
		var again []byte
		for key, e := range x.entries {
			if err := e.check(); err != nil || key != e.Key {
				t.Fatalf("%q: %+v: %v", key, e, err)
			}
			line, err := writeChange([]Entry{e})
			if err != nil {
				t.Fatal(err)
			}
			again = append(again, line...)
		}
		if y := readIndex(again); len(y.wrong) > 0 || !reflect.DeepEqual(x.entries, y.entries) {
			t.Fatalf("written and read again: %v\n%+v\n%+v", y.wrong, x.entries, y.entries)
		}
	})
}
