package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What is wrong with an entry is told with its place in the file, and what may have
// been meant.
func TestEntriesAreToldWithTheirPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"sources:\n  - {kind: sotkant, indicators: 191}\n":                                                `[2:12] sources: entry 1: kind: found "sotkant", expected sotkanet, pxweb, kolada, url or file: did you mean sotkanet?`,
		"sources:\n  - {kind: excel, path: x}\n":                                                          `[2:12] sources: entry 1: kind: found "excel", expected sotkanet, pxweb, kolada, url or file`,
		"sources:\n  - {indicators: 191}\n":                                                               `[2:5] sources: entry 1: a source needs kind: sotkanet, pxweb, kolada, url or file`,
		"sources:\n  - {kind: file, path: x}\n  - kind: sotkanet\n    indicators: 191\n    years: soon\n": `[5:12] sources: entry 2: years: "soon": expected a year or a range`,
		"sources:\n  - {kind: pxweb, url: \"https://x.example\"}\n":                                       `[2:5] sources: entry 1: a source of kind pxweb needs query`,
		"sources:\n  - {kind: kolada, indicators: N31001, gender: all}\n":                                 `[2:48] sources: entry 1: gender: a source of kind kolada has none: it has indicators, years, url, pause, insecure`,
		"sources:\n  - {kind: sotkanet, indicators: @plan}\n":                                             `[2:34] put the text in quotes ("…"): YAML keeps @ at the beginning`,
		"sources:\n  - {kind: sotkanet, indicator: 191}\n":                                                `[2:22] unknown field "indicator": did you mean indicators?`,
		"outputs:\n  - {command: trend, indicators: @plan, to: out/x.xlsx}\n":                             `[2:34] put the text in quotes ("…"): YAML keeps @ at the beginning`,
		"outputs:\n  - {command: trend}\n":                                                                `[2:5] outputs: entry 1: expected to, the file that it makes`,
		"outputs:\n  - command: trend\n    to: ../x.xlsx\n":                                               `[3:9] outputs: entry 1: to: found "../x.xlsx", expected a file within the workspace`,
		"watch:\n  - {indicators: 191}\n":                                                                 `[2:5] watch: entry 1: expected indicators and regions`,
	} {
		if _, err := parseConfig("kuvio.yaml", []byte(text)); err == nil || !strings.HasPrefix(err.Error(), "kuvio.yaml: "+want) {
			t.Errorf("%q: %v\nwant %s", text, err, want)
		}
	}
	// of two lists both are told
	_, err := parseConfig("kuvio.yaml", []byte("sources:\n  - {kind: file}\nwatch:\n  - {regions: maa}\n"))
	if err == nil || !strings.Contains(err.Error(), "[2:5] sources: ") || !strings.Contains(err.Error(), "[4:5] watch: ") {
		t.Error(err)
	}
}

// The help page of sources names every kind, and every key that one may have.
func TestHelpNamesEveryKey(t *testing.T) {
	help, err := os.ReadFile(filepath.Join("..", "cli", "topics.go"))
	if err != nil {
		t.Fatal(err)
	}
	_, page, ok := strings.Cut(string(help), "const sourcesHelp = `")
	page, _, end := strings.Cut(page, "`")
	if !ok || !end {
		t.Fatal("the page has moved")
	}
	for kind, keys := range keysOf {
		if !strings.Contains(page, "{kind: "+string(kind)) {
			t.Errorf("no example of %s", kind)
		}
		for _, key := range slices.Concat(keys.needed, keys.may) {
			if !strings.Contains(page, key) {
				t.Errorf("the key %s of %s is not named", key, kind)
			}
		}
	}
	// and what it shows can be read
	if _, err := parseConfig("help", []byte(example(page))); err != nil {
		t.Error(err)
	}
}

// example is the YAML of a page of help: the lists, and what is indented below them.
func example(page string) string {
	var b strings.Builder
	within := false
	for line := range strings.Lines(page) {
		switch {
		case slices.Contains([]string{"sources:\n", "outputs:\n", "watch:\n"}, line):
			within = true
		case !strings.HasPrefix(line, " "):
			within = false
		}
		if within {
			b.WriteString(line)
		}
	}
	return b.String()
}
