package cli

import (
	"regexp"
	"strings"
	"testing"

	"kuvio/internal/placeholder"
)

// Every placeholder that the page of help and that of fill show can be read, and every
// word of the table is one.
func TestPlaceholdersOfHelp(t *testing.T) {
	pages := placeholdersHelp() + newFill(&app{}).Long
	shown := regexp.MustCompile(`\{\{([^}]+)\}\}`).FindAllStringSubmatch(pages, -1)
	if len(shown) < 15 {
		t.Fatalf("%d placeholders found only", len(shown))
	}
	for _, m := range shown {
		if strings.HasSuffix(m[1], "...") {
			continue // stands for any area
		}
		if _, err := placeholder.Parse(m[1]); err != nil {
			t.Errorf("{{%s}}: %v", m[1], err)
		}
	}
	for line := range strings.Lines(placeholdersHelp()) {
		if n := len([]rune(line)); n > 101 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
}
