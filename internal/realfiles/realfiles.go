// Package realfiles finds the real source files that some tests read: whole
// files of SOTKAnet, Statistics Finland and others, which the project does not
// carry. They lie in the folder ../shared/sources beside the checkout or
// nowhere, and a test that wants one that is not there is skipped. go test says
// nothing of skipped tests, so each is marked, and the program tally counts the
// marks at the end of a run.
package realfiles

import (
	"os"
	"path/filepath"
	"testing"
)

// Wanted is the key of the attribute (testing.TB.Attr) that marks a test
// skipped for want of a real file, or of which a part was. Its value names the
// file or the part.
const Wanted = "real-file-wanted"

// Folder is where the real files lie from the root of the checkout.
const Folder = "../shared/sources"

// Path is where a real file lies, by its name in Folder such as
// "sotkanet/oskari_SotkaRegions.json". Without it the test is skipped.
func Path(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(folder(t), filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		Without(t, name)
		t.Skipf("the real file %s is not beside the checkout", name)
	}
	return path
}

// Read is what a real file holds. Without it the test is skipped.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// Beside is the folder that holds Folder, and whether the real files are there.
func Beside(t testing.TB) (shared string, held bool) {
	t.Helper()
	sources := folder(t)
	_, err := os.Stat(sources)
	return filepath.Dir(sources), err == nil
}

// Without marks a test of which something is left out for want of a real file.
func Without(t testing.TB, what string) {
	t.Helper()
	t.Attr(Wanted, what)
}

// folder is Folder, sought from the test's package up to the module's root.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, filepath.FromSlash(Folder))
		}
		above := filepath.Dir(dir)
		if above == dir {
			t.Fatal("no go.mod above the test's package")
		}
		dir = above
	}
}
