package cli

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// Commands that read leave a store of an earlier kuvio as it is, byte for byte;
// the next import brings it up to date.
func TestReadingLeavesEarlierStore(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "data", "kuvio.db")
	const day = "2026-11-21"
	kuvio(t, day, "init", "-q", dir)
	f, err := os.Open("../store/sqlite/testdata/version4.db.gz") // of three municipalities, 2015 to 2018
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	before, err := io.ReadAll(z)
	if err == nil {
		err = os.WriteFile(path, before, 0o644)
	}
	file := filepath.Join(dir, "a.csv")
	if writeErr := os.WriteFile(file, []byte("indicator;region;year;gender;primary value;absolute value\n191;85;2017;total;1.5;\n"), 0o644); err != nil || writeErr != nil {
		t.Fatal(err, writeErr)
	}
	for _, args := range [][]string{
		{"values", "-i", "191", "-r", "kunta:179"}, {"list", "indicators"}, {"info", "-i", "191"}, {"history"}, {"store", "check"},
		{"trace", "-i", "191", "-r", "kunta:179", "--period", "2017"}, {"values", "-i", "191", "-r", "kunta:179", "--as-of", day},
	} {
		if out := kuvio(t, day, append(args, "-C", dir)...); len(out) == 0 {
			t.Errorf("%q printed nothing", args)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Fatalf("%q wrote into the store", args)
		}
	}
	kuvio(t, day, "import", "-q", "-C", dir, "--retrieved", day, file)
	if out := kuvio(t, day, "values", "-i", "191", "-r", "kunta:179", "-C", dir); !bytes.Contains(out, []byte("1,5")) {
		t.Errorf("after an import: %s", out)
	}
}
