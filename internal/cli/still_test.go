package cli

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// Beside imports of files that always have the same number, a command that reads many
// indicators never has one number of one and another of another.
func TestCommandsSeeOneState(t *testing.T) {
	const day = "2026-11-21"
	dir := t.TempDir()
	var ids []string
	for id := range 60 {
		ids = append(ids, fmt.Sprint(3000+id))
	}
	kuvio(t, day, "init", "-q", dir)
	write := func(n int) {
		var files []string
		for part, some := range [][]string{ids[:30], ids[30:]} {
			text := "indicator;region;year;gender;primary value;absolute value\n"
			for _, id := range some {
				text += fmt.Sprintf("%s;85;2017;total;%d;\n%s;658;2017;total;%d;\n", id, n, id, n)
			}
			file := filepath.Join(dir, fmt.Sprintf("%d.csv", part))
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		kuvio(t, day, append([]string{"import", "-q", "-C", dir}, files...)...)
	}
	write(1)
	var done atomic.Bool
	var readers sync.WaitGroup
	for _, command := range [][]string{
		{"values", "-i", strings.Join(ids, ","), "-r", "kunta:179,maa"},
		{"compare", "-i", strings.Join(ids, ","), "-r", "kunta:179", "--with", "maa", "--year", "2017"},
		{"profile", "-i", strings.Join(ids, ","), "-r", "kunta:179"},
	} {
		readers.Go(func() {
			for !done.Load() {
				out := kuvio(t, day, append(command, "-C", dir, "--format", "csv", "-q")...)
				rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(out), "\ufeff"))).ReadAll()
				if err != nil || len(rows) < 3 {
					t.Errorf("%q: %v\n%s", command, err, out)
					return
				}
				seen := make(map[string]bool)
				for _, row := range rows[1:] {
					for i, name := range rows[0] {
						if name == "value" {
							seen[row[i]] = true
						}
					}
				}
				if len(seen) != 1 {
					t.Errorf("%q saw two states at once:\n%s", command, out)
				}
			}
		})
	}
	for n := 2; n < 6; n++ {
		write(n)
	}
	done.Store(true)
	readers.Wait()
}
