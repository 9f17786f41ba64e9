package write

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const treeFront = "index.html"

// plant writes a tree of files by name, and its front.
func plant(t *testing.T, dir string, files map[string]string) (removed int, left []string, tree *Tree, err error) {
	t.Helper()
	tree, err = OpenTree(dir, treeFront, []byte("unfinished"))
	if err != nil {
		return 0, nil, nil, err
	}
	defer tree.Close()
	for name, content := range files {
		if name == treeFront {
			continue
		}
		if err := tree.Put(name, []byte(content)); err != nil {
			return 0, nil, tree, err
		}
	}
	removed, left, err = tree.Finish([]byte(files[treeFront]))
	return removed, left, tree, err
}

func treeFile(t *testing.T, dir, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return "none"
	}
	return string(content)
}

func TestTree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "verkko")
	if _, _, tree, err := plant(t, dir, map[string]string{treeFront: "front", "alue/a.html": "a", "alue/b.html": "b", "c/d/e.csv": "e"}); err != nil || tree.Changed != 4 || tree.Same != 0 {
		t.Fatalf("%+v, %v", tree, err)
	}
	list := treeFile(t, dir, TreeList)
	if !strings.Contains(list, treeWhole) || strings.Count(list, "\n") != 6 {
		t.Errorf("the list is\n%s", list)
	}
	before, _ := os.Stat(filepath.Join(dir, "alue", "a.html"))
	// The same again touches nothing.
	if _, _, tree, err := plant(t, dir, map[string]string{treeFront: "front", "alue/a.html": "a", "alue/b.html": "b", "c/d/e.csv": "e"}); err != nil || tree.Changed != 0 || tree.Same != 4 {
		t.Errorf("%+v, %v", tree, err)
	}
	// One that is no more goes, with its folder; one that somebody changed stays, and so does
	// what is not of kuvio.
	for name, content := range map[string]string{"alue/b.html": "mine now", "notes.txt": "mine"} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	removed, left, tree, err := plant(t, dir, map[string]string{treeFront: "front 2", "alue/a.html": "a"})
	if err != nil || removed != 1 || len(left) != 1 || filepath.Base(left[0]) != "b.html" || tree.Changed != 1 {
		t.Errorf("removed %d, left %v, %+v, %v", removed, left, tree, err)
	}
	if treeFile(t, dir, "c/d/e.csv") != "none" || treeFile(t, dir, "notes.txt") != "mine" || treeFile(t, dir, "alue/b.html") != "mine now" || treeFile(t, dir, treeFront) != "front 2" {
		t.Error("not the files that should be there")
	}
	if _, err := os.Stat(filepath.Join(dir, "c")); err == nil {
		t.Error("an empty folder is left")
	}
	if after, _ := os.Stat(filepath.Join(dir, "alue", "a.html")); !after.ModTime().Equal(before.ModTime()) {
		t.Error("a file that did not change was touched")
	}
	// What is in the way and not of kuvio stops it.
	if _, _, _, err := plant(t, dir, map[string]string{treeFront: "front 2", "notes.txt": "ours"}); err == nil || treeFile(t, dir, "notes.txt") != "mine" {
		t.Errorf("over somebody's file: %v", err)
	}
}

// One that is broken off says so, and the next takes over all that was written.
func TestTreeBrokenOff(t *testing.T) {
	dir := t.TempDir()
	tree, err := OpenTree(dir, treeFront, []byte("unfinished"))
	if err != nil {
		t.Fatal(err)
	}
	if err := tree.Put("alue/a.html", []byte("a")); err != nil {
		t.Fatal(err)
	}
	tree.Close()
	if treeFile(t, dir, treeFront) != "unfinished" || !strings.Contains(treeFile(t, dir, TreeList), treeBroken) {
		t.Error("a half is taken for the whole")
	}
	tree, err = OpenTree(dir, treeFront, []byte("unfinished"))
	if err != nil || !tree.Broken() {
		t.Fatalf("broken %v, %v", tree.Broken(), err)
	}
	removed, _, err := tree.Finish([]byte("front"))
	tree.Close()
	if err != nil || removed != 1 || treeFile(t, dir, "alue/a.html") != "none" || treeFile(t, dir, treeFront) != "front" {
		t.Errorf("removed %d, %v", removed, err)
	}
}

func TestTreeRefuses(t *testing.T) {
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "thesis.docx"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenTree(other, treeFront, nil); err == nil || !strings.Contains(err.Error(), "thesis.docx") {
		t.Errorf("a folder of somebody's: %v", err)
	}
	dir := t.TempDir()
	tree, err := OpenTree(dir, treeFront, []byte("unfinished"))
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	for _, name := range []string{"../x", "/x", "a/../../x", "", ".", "KUVIO-files.txt"} {
		if err := tree.Put(name, []byte("x")); err == nil {
			t.Errorf("%q was written", name)
		}
	}
	if err := tree.Put("a.html", []byte("x")); err != nil {
		t.Error(err)
	}
	if err := tree.Put("A.html", []byte("y")); err == nil {
		t.Error("two files of one name, where case is none")
	}
	// A folder that leads elsewhere is not followed.
	if err := os.Symlink(other, filepath.Join(dir, "alue")); err != nil {
		t.Skip(err)
	}
	if err := tree.Put("alue/x.html", []byte("x")); err == nil || treeFile(t, other, "x.html") != "none" {
		t.Errorf("through a link: %v", err)
	}
}
