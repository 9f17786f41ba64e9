package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestLayouts imports small files in the layouts of other services, as their
// documentation has them: testdata/layouts/*.txtar.
func TestLayouts(t *testing.T) {
	whole(t)
	const dir = "testdata/layouts"
	table, err := os.ReadFile(filepath.Join(dir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		if name := filepath.Base(script); !strings.Contains(string(table), "| "+name+" |") {
			t.Errorf("%s is not in the table of README.md", name)
		}
	}
	testscript.Run(t, testscript.Params{
		Dir:           dir,
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("KUVIO_LANG", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}
