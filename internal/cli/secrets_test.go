package cli

import (
	"bytes"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Names, passwords and keys in addresses of sources stand in kuvio.yaml alone: not in
// what is said or logged, nor in any file that a refresh, a trace or a lock writes.
func TestSecretsStayInSettings(t *testing.T) {
	whole(t)
	n := newNight(t)
	n.server.Handle("/kaynnit.csv", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		_, _ = w.Write([]byte("indicator;region;year;gender;primary value;absolute value\noma:x;658;2020;total;1.5;\n"))
	}))
	with := strings.Replace(n.server.URL, "://", "://jaana:hunter2@", 1)
	n.file("kuvio.yaml", `
sources:
  - {kind: sotkanet, indicators: [191, 1244], url: "`+with+`/rest/1.1"}
  - {kind: url, url: "`+with+`/kaynnit.csv?apikey=hunter3"}
  - {kind: url, url: "`+with+`/none.csv?apikey=hunter3"}
`)
	for _, args := range [][]string{{"refresh"}, {"refresh", "--log-format", "json"}, {"refresh", "--dry-run", "--force"}, {"history"}, {"trace", "-i", "oma:x", "-r", "maa", "--period", "2020"}, {"diff"}} {
		out, _ := n.kuvio(args...).CombinedOutput()
		if bytes.Contains(out, []byte("hunter")) {
			t.Errorf("kuvio %s says a secret: %s", strings.Join(args, " "), out)
		}
	}
	seen := 0
	err := filepath.WalkDir(n.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "kuvio.yaml" {
			return err
		}
		content, err := os.ReadFile(path)
		if seen++; bytes.Contains(content, []byte("hunter")) {
			t.Errorf("%s has a secret", path)
		}
		return err
	})
	if err != nil || seen < 8 {
		t.Errorf("%d files, %v", seen, err)
	}
}
