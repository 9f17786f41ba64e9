// Package internal_test holds the project to its architecture.
package internal_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers is the way data flows, as ARCHITECTURE.md draws it. A package may
// import kuvio's packages of the lines above its own, and none beside it.
var layers = [][]string{
	{"internal/late"},
	{"data", "charts", "internal/visible", "internal/domain", "internal/wholebank", "internal/realfiles", "internal/ooxml", "internal/ordered"},
	{"internal/locale", "internal/stats", "internal/panel", "internal/strictyaml", "internal/write", "internal/disk", "internal/tiling", "internal/boundaries", "internal/job", "internal/xlsx", "internal/parquet", "internal/datapackage", "internal/proof/numeral"},
	{"internal/stats/joinpoint", "internal/stats/statstest"},
	{"internal/source/content", "internal/figure/canvas"},
	{"internal/figure/pdf", "internal/figure/raster", "internal/figure/svg"},
	{"internal/source/record", "internal/figure/axis", "internal/figure", "internal/proof/passage"},
	{"internal/source/sheet", "internal/figure/figuretest", "internal/figure/legend"},
	{
		"internal/figure/ages", "internal/figure/change", "internal/figure/choropleth",
		"internal/figure/control", "internal/figure/dots", "internal/figure/heat",
		"internal/figure/lines", "internal/figure/multiples", "internal/figure/parts",
		"internal/figure/profile", "internal/figure/ranked", "internal/figure/structure",
		"internal/figure/tiles",
		"internal/source/mapping",
	},
	{"internal/source/table", "internal/source/cube"},
	{"internal/source/sotkanet", "internal/source/kolada", "internal/source/own", "internal/spool"},
	{"internal/catalog", "internal/source", "internal/table", "internal/store", "internal/fetch"},
	{"internal/placeholder"},
	{"internal/lock", "internal/store/relational", "internal/store/storetest", "internal/store/postgrestest", "internal/ingest", "internal/source/sourcetest", "internal/series", "internal/workspace", "internal/fetch/address", "internal/fetch/fetchtest", "internal/fetch/kolada", "internal/fetch/pxweb", "internal/fetch/sotkanet"},
	{"internal/store/sqlite", "internal/store/postgres"},
	{"internal/store/engines"},
	{"internal/report/document"},
	{"internal/report/docx", "internal/report/markdown", "internal/report/slides", "internal/report/webpage", "internal/report/workbook"},
	{"internal/session"},
	{"internal/disclosure", "internal/trend", "internal/between", "internal/cite", "internal/revision", "internal/peers"},
	{"internal/compare", "internal/diff", "internal/proof"},
	{"internal/profile"},
	{"internal/chart", "internal/export", "internal/prose", "internal/scan"},
	{"internal/report", "internal/outputs", "internal/conclusion"},
	{"internal/report/regional"},
	{"internal/fill"},
	{"internal/site"},
	{"internal/fill/markdown", "internal/fill/word"},
	{"internal/refresh"},
	{"internal/cli"},
	{"internal/release/pack", "internal/release/bom", "internal/release/manual"},
	{"cmd/kuvio", "internal/wholebank/genbank", "internal/realfiles/tally", "internal/calibration", "internal/release"},
}

// pure packages know no files, network, command line or clock.
var pure = []string{
	"internal/between",
	"internal/boundaries",
	"internal/catalog",
	"internal/chart",
	"internal/cite",
	"internal/compare",
	"internal/conclusion",
	"internal/diff",
	"internal/datapackage",
	"internal/disclosure",
	"internal/domain",
	"internal/export",
	"internal/figure",
	"internal/figure/ages",
	"internal/figure/axis",
	"internal/figure/canvas",
	"internal/figure/change",
	"internal/figure/choropleth",
	"internal/figure/control",
	"internal/figure/dots",
	"internal/figure/heat",
	"internal/figure/legend",
	"internal/figure/lines",
	"internal/figure/multiples",
	"internal/figure/parts",
	"internal/figure/pdf",
	"internal/figure/profile",
	"internal/figure/ranked",
	"internal/figure/raster",
	"internal/figure/structure",
	"internal/figure/svg",
	"internal/figure/tiles",
	"internal/fill",
	"internal/fill/markdown",
	"internal/fill/word",
	"internal/job",
	"internal/locale",
	"internal/ooxml",
	"internal/ordered",
	"internal/outputs",
	"internal/panel",
	"internal/parquet",
	"internal/peers",
	"internal/placeholder",
	"internal/profile",
	"internal/proof",
	"internal/proof/numeral",
	"internal/proof/passage",
	"internal/prose",
	"internal/report",
	"internal/report/document",
	"internal/report/docx",
	"internal/report/markdown",
	"internal/report/regional",
	"internal/report/slides",
	"internal/report/webpage",
	"internal/report/workbook",
	"internal/revision",
	"internal/scan",
	"internal/series",
	"internal/session",
	"internal/site",
	"internal/source/content",
	"internal/source/cube",
	"internal/source/kolada",
	"internal/source/mapping",
	"internal/source/own",
	"internal/source/record",
	"internal/source/sheet",
	"internal/source/sotkanet",
	"internal/source/table",
	"internal/stats",
	"internal/stats/joinpoint",
	"internal/store",
	"internal/strictyaml",
	"internal/table",
	"internal/tiling",
	"internal/trend",
	"internal/visible",
	"internal/xlsx",
}

// forbidden to pure packages; time is allowed where it only writes dates.
var forbidden = []string{"os", "os/exec", "net", "net/http", "io/ioutil", "flag", "kuvio/internal/store/sqlite", "kuvio/internal/store/postgres", "kuvio/internal/store/engines"}

// terminal packages are the ones that know a command line.
var terminal = []string{"internal/cli", "cmd/kuvio", "internal/release", "internal/release/manual"}

// clockless packages may not import time at all.
var clockless = []string{"internal/domain", "internal/locale", "internal/stats", "internal/stats/joinpoint", "internal/panel", "internal/series", "internal/session", "internal/trend", "internal/compare", "internal/between", "internal/revision", "internal/peers", "internal/profile", "internal/scan", "internal/prose", "internal/conclusion", "internal/diff", "internal/outputs", "internal/placeholder", "internal/fill", "internal/fill/markdown", "internal/fill/word"}

type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "kuvio/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p listed
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func layerOf(path string) int {
	name := strings.TrimPrefix(path, "kuvio/")
	return slices.IndexFunc(layers, func(l []string) bool { return slices.Contains(l, name) })
}

func TestNoPackageImportsUpward(t *testing.T) {
	all := packages(t)
	if len(all) < 15 {
		t.Fatalf("go list found %d packages only", len(all))
	}
	for _, p := range all {
		if p.ImportPath == "kuvio/internal" { // this test
			continue
		}
		at := layerOf(p.ImportPath)
		if at < 0 {
			t.Errorf("%s stands in no layer: give it one here and in ARCHITECTURE.md", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			if strings.HasPrefix(imp, "kuvio/") && layerOf(imp) >= at {
				t.Errorf("%s imports %s, which does not stand before it", p.ImportPath, imp)
			}
		}
	}
}

func TestPurePackagesTouchNothingOutside(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "kuvio/")
		for _, imp := range p.Imports {
			if strings.HasPrefix(imp, "github.com/spf13/") && !slices.Contains(terminal, name) {
				t.Errorf("%s imports %s: only %s know a command line", name, imp, terminal)
			}
			if slices.Contains(pure, name) && slices.Contains(forbidden, imp) {
				t.Errorf("%s imports %s", name, imp)
			}
			if slices.Contains(clockless, name) && imp == "time" {
				t.Errorf("%s imports time", name)
			}
		}
	}
}
