package source_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"kuvio/internal/realfiles"
	"kuvio/internal/source"
	"kuvio/internal/source/content"
	"kuvio/internal/source/mapping"
	"kuvio/internal/source/record"
	"kuvio/internal/source/sourcetest"
)

// asking are files that each ask for something else.
var asking = map[string]string{
	"national.csv":      "Vuosi;Indeksi\n2020;102,3\n2021;104,5\n",
	"months.csv":        "Month,Index\n2020M01,102.3\n2020M02,104.5\n",
	"across.csv":        "Sarja;2020;2021\nKHI;102,3;104,5\n",
	"category.csv":      "shp;2020\nVaasa;1\nHUS;2\n",
	"unknown-areas.csv": "Paikka;Luokka;2020\nAkaa;x;1\nAkaa;y;2\nEspoo;x;3\nEspoo;y;4\n",
	"odd-period.csv":    "Kunta;2019;2020;viimeisin\nAkaa;1;2;3\nEspoo;4;5;6\n",
	"no-period.csv":     "Kunta;Arvo\nAkaa;1\nEspoo;2\n",
	"years.csv":         "Kunta;v;Arvo\nAkaa;2020;1\nEspoo;2021;2\n",
	"codes.csv":         "Alue;Vuosi;Arvo\n5;2020;1\n9;2020;1\n",
	"split-years.csv":   "Kunta;Vuosi;Arvo\nAkaa;2000-01;1\nAkaa;2001-02;2\n",
	"split-across.csv":  "Kunta;2000-01;2001-02\nAkaa;1;2\n",
	"genders.csv":       "Kunta;Vuosi;Sukupuoli;Arvo\nAkaa;2020;1;1\nAkaa;2020;2;2\n",
	"languages.csv":     "Kunta;Vuosi;Kieli;Arvo\nAkaa;2020;suomi;1\nAkaa;2020;ruotsi;2\n",
	"one-language.csv":  "Kunta;Vuosi;Kieli;Arvo\nAkaa;2020;ruotsi;1\nEspoo;2020;ruotsi;2\n",
	"same-slugs.csv":    "Kunta;Vuosi;Ryhmä;Ryhmä;Arvo\nAkaa;2020;a;c;1\nAkaa;2020;b;d;2\nAkaa;2020;b;c;3\n",
	"two-measures.csv":  "Kunta;Vuosi;Synt #1 \"a\" # b;Kuolleet\nAkaa;2020;1;2\nEspoo;2020;3;4\n",
	"thousands.csv":     "Kunta,Vuosi,Arvo\nAkaa,2020,1.234\nAkaa,2021,2.345\n",
	"ids.csv":           "indicator,region,period,value\n191,kunta:179,2020,1.5\n191,kunta:182,2020,2.5\n",
	"low.csv":           "Kunta;2019\nAkaa;1\nEspoo;<5\nHanko;7\n",
	"twice.csv":         "Kunta;2020;2020\nAkaa;1;2\n",
	"contents.csv":      "\"Tiedot\";\"Vuosi\";\"Alue\";\"Käyneitä miehiä\";\"Käyneitä naisia\"\n\"Kävijät\";\"2021\";\"179 Jyväskylä\";10;12\n\"Osuus\";\"2021\";\"179 Jyväskylä\";50.5;60.5\n",
	"contents-ages.csv": "\"Tiedot\";\"Vuosi\";\"Alue\";\"0-14\";\"15-\"\n\"Kävijät\";\"2021\";\"179 Jyväskylä\";10;12\n",
	"contents-kind.csv": "\"Tiedot\";\"Vuosi\";\"Alue\";\"Suomi\";\"Ruotsi\"\n\"Kävijät\";\"2021\";\"179 Jyväskylä\";10;12\n",
	"two-regions.csv":   "\"Lähtöalue\",\"Alue\",\"Kunta\",\"Vuosi\",\"Muuttaneet\"\n\"179 Jyväskylä\",\"179 Jyväskylä\",\"500 Muurame\",\"2021\",10\n",
	"cpi.csv":           "\"11xl -- Consumer price index by Month, Information\"\n\n\"Month\",\"Information\",\"Index\"\n\"2020M01\",\"Index point figure\",102.3\n",
	"px-genders.px": "MATRIX=\"t1\";\nTITLE=\"Väestö\";\nCONTENTS=\"Väestö\";\nUNITS=\"lkm\";\nSTUB=\"Alue\",\"Sukupuoli\";\nHEADING=\"Vuosi\";\n" +
		"VALUES(\"Alue\")=\"Jyväskylä\";\nCODES(\"Alue\")=\"KU179\";\nVALUES(\"Sukupuoli\")=\"1\",\"2\";\nVALUES(\"Vuosi\")=\"2020\";\nDATA=\n1 2;\n",
}

// Whatever mapping is printed, completed as it asks, imports.
func TestPrintedMappings(t *testing.T) {
	for name, text := range asking {
		checkPrinted(t, name, []byte(text), true)
	}
	scripts, err := filepath.Glob("../cli/testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		archive, err := txtar.ParseFile(script)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if ext := filepath.Ext(f.Name); ext == ".csv" || ext == ".json" || ext == ".px" || ext == ".tsv" {
				checkPrinted(t, filepath.Base(script)+"/"+f.Name, f.Data, false)
			}
		}
	}
	checkFolder(t, "cube/testdata/pxweb")
	shared, held := realfiles.Beside(t)
	if !held {
		realfiles.Without(t, "the mappings printed for real files")
		return
	}
	for _, folder := range []string{"sources/other", "sources/other-finnish", "sources/sotkanet", "sources/regions", "cases/import"} {
		checkFolder(t, filepath.Join(shared, folder))
	}
}

// checkFolder checks the mappings printed for the files of a folder.
func checkFolder(t *testing.T, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) == ".yaml" || filepath.Ext(path) == ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil && len(text) < 1<<20 {
			checkPrinted(t, path, text, false)
		}
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// checkPrinted reads a file, completes the mapping that it asks for and reads
// it with that. Files that hold no figures (a list of regions) ask for what
// nobody can say; must tells that this one does not.
func checkPrinted(t *testing.T, name string, text []byte, must bool) {
	t.Helper()
	f := sourcetest.Bytes(name, text)
	_, err := someOf(t, f, nil)
	var need *mapping.NeedError
	if !errors.As(err, &need) {
		if must {
			t.Errorf("%s asks nothing: %v", name, err)
		}
		return
	}
	if strings.Contains(err.Error(), "which column holds the values") {
		return
	}
	answer := completed(need.YAML)
	m, err := mapping.Parse("map.yaml", []byte(answer))
	if err != nil {
		t.Errorf("%s: %v\n%s\nof\n%s", name, err, answer, need.YAML)
		return
	}
	got, err := someOf(t, f, &m)
	if err != nil || len(got.Records) == 0 {
		t.Errorf("%s: %d records, %v\nby\n%s", name, len(got.Records), err, answer)
		return
	}
	if must && len(got.Rejected) > 0 {
		t.Errorf("%s: %d rejects of %d, the first %s\nby\n%s", name, len(got.Rejected), len(got.Rejected)+len(got.Records), got.Rejected[0], answer)
	}
	seen := map[string]string{}
	for _, r := range got.Records {
		key := fmt.Sprint(r.Indicator, r.Region, r.Gender, r.Breakdown, r.Period)
		value := fmt.Sprint(r.Cell)
		if was, ok := seen[key]; ok && was != value && must {
			t.Errorf("%s: %s is both %s and %s by\n%s", name, key, was, value, answer)
			return
		}
		seen[key] = value
	}
}

// someOf is what the beginning of a file gives.
func someOf(t *testing.T, f content.File, m *mapping.Mapping) (got sourcetest.Result, err error) {
	enough := errors.New("enough")
	_, err = source.Read(t.Context(), f, source.Options{Map: m}, func(r *record.Record) error {
		if got.Records = append(got.Records, *r); len(got.Records) == 500 {
			return enough
		}
		return nil
	}, func(j record.Reject) error { got.Rejected = append(got.Rejected, j.Error()); return nil })
	if errors.Is(err, enough) {
		err = nil
	}
	return got, err
}

var (
	openRole   = regexp.MustCompile(`is: \} # (\w+)`)
	openPeriod = regexp.MustCompile(`period: (\}|,)`)
	openKey    = regexp.MustCompile(`(?m)^(period|region|split_years): #.*$`)
	openMark   = regexp.MustCompile(`decimal: (\}) # decimal: (".")`)
	openGender = regexp.MustCompile(`(?m)^(  ".*"): # total, male, female or skip$`)
)

// completed fills in what a mapping leaves open: the first of what is offered.
func completed(yaml string) string {
	n := 0
	next := func(format string) string { n++; return fmt.Sprintf(format, n) }
	yaml = openMark.ReplaceAllString(yaml, "decimal: $2} # decimal: $2")
	yaml = openRole.ReplaceAllString(yaml, "is: $1} #")
	yaml = openPeriod.ReplaceAllStringFunc(yaml, func(s string) string { return next(`period: "190%d"`) + s[len(s)-1:] })
	yaml = openKey.ReplaceAllStringFunc(yaml, func(s string) string {
		if strings.HasPrefix(s, "region") {
			return "region: maa"
		}
		if strings.HasPrefix(s, "split_years") {
			return "split_years: true"
		}
		return `period: "1999"`
	})
	genders := []string{"male", "female", "total"}
	yaml = openGender.ReplaceAllStringFunc(yaml, func(s string) string {
		n++
		return s[:strings.LastIndex(s, ": #")] + ": " + genders[n%3]
	})
	for strings.Contains(yaml, "oma:NAME") {
		yaml = strings.Replace(yaml, "oma:NAME", next("oma:name-%d"), 1)
	}
	return yaml
}
