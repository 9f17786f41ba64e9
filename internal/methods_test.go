package internal_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	heading  = regexp.MustCompile(`(?m)^## (.+)$`)
	citation = regexp.MustCompile(`METHODS(\.md)?(?:,? ("[^"]+")(?: and ("[^"]+"))?)?`)
)

// Comments cite the methods as stats/METHODS.md, "Section": what they cite is
// there.
func TestCitedMethodsExist(t *testing.T) {
	text, err := os.ReadFile("stats/METHODS.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]bool{}
	for _, m := range heading.FindAllStringSubmatch(string(text), -1) {
		sections[`"`+m[1]+`"`] = true
	}
	cited := 0
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || path == "methods_test.go" || path == filepath.Join("stats", "doc.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		// A comment may break a line within a section's name.
		joined := strings.ReplaceAll(string(source), "\n// ", " ")
		for _, m := range citation.FindAllStringSubmatch(joined, -1) {
			cited++
			if m[1] == "" || !sections[m[2]] || m[3] != "" && !sections[m[3]] {
				t.Errorf("%s cites %q: expected METHODS.md and a section of it, such as METHODS.md, \"Rates\"", path, m[0])
			}
		}
		return nil
	})
	if err != nil || cited < 15 {
		t.Errorf("%d citations, %v", cited, err)
	}
}
