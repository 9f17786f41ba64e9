package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"kuvio/internal/visible"
)

// However long a source's lines are, those of messages are not; what is cut says so, and
// the file of rejects has all of it.
func TestLongSourceLinesAreShortened(t *testing.T) {
	long := strings.Repeat("ä", 3000)
	const header = "indicator;region;year;gender;primary value;absolute value"
	for name, tt := range map[string]struct {
		text string
		file bool // there is a file of rejects with the whole of it
	}{
		"a value":     {header + "\n191;85;2020;total;" + long + ";2\n191;658;2020;total;1;2\n", true},
		"a column":    {header + ";" + long + "\n191;85;2020;total;1;2;3\n", false},
		"a heading":   {"Kunta;Vuosi;" + long + "\nAkaa;2020;1\nEspoo;2020;2\n", false},
		"a breakdown": {"Kunta;" + long + ";Vuosi;Arvo\nAkaa;a;2020;1\nEspoo;b;2020;2\n", false},
		"an only row": {long + "\n" + long + "\n", false},
		"an area":     {`{"values":[{"kpi":"N1","municipality":"` + long + `","period":2020,"values":[{"gender":"T","value":1}]}]}`, false},
		"a key":       {`[{"` + long + `":191}]`, false},
	} {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "kuvio.yaml"), "")
		put(t, filepath.Join(dir, "a.csv"), tt.text)
		_, _, stderr := onTerminal(t, 80, nil, "-C", dir, "import", filepath.Join(dir, "a.csv"))
		if stderr == "" {
			t.Errorf("%s: nothing is said", name)
		}
		for line := range strings.Lines(stderr) {
			if len(line) > visible.Longest+len("… (shortened: 12345 bytes)\n") || !utf8.ValidString(line) {
				t.Errorf("%s: a line of %d bytes: %.200s", name, len(line), line)
			}
		}
		if strings.Contains(stderr, long[:visible.Longest-200]) && !strings.Contains(stderr, "… (shortened: ") {
			t.Errorf("%s: cut without a word: %.300s", name, stderr)
		}
		if rejects, err := os.ReadFile(filepath.Join(dir, "data", "rejects.csv")); tt.file != (err == nil && strings.Contains(string(rejects), long)) {
			t.Errorf("%s: rejects %.100s, %v", name, rejects, err)
		}
	}
	if got, want := visible.Shortened("a\n"+strings.Repeat("x", visible.Longest-1)+"ä\nb"), "a\n"+strings.Repeat("x", visible.Longest-1)+fmt.Sprintf("… (shortened: %d bytes)\nb", visible.Longest+1); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
