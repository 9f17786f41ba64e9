package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kuvio/internal/ingest"
	"kuvio/internal/source/sourcetest"
	"kuvio/internal/visible"
)

// unseen is one of each kind of what nobody sees: an escape sequence, a C1
// control, an override, a zero-width space, a line separator, a byte order mark.
const unseen = "\x1b[31m\u009b1m\u202e\u200b\u2028\ufeff"

// hiddenFiles are the same few figures in many formats, with what nobody sees in
// every text of theirs.
func hiddenFiles(t *testing.T) map[string]string {
	const u = unseen
	x := strings.ReplaceAll(u, "\x1b", "") // neither XML nor JSON may have it as it is
	book, err := io.ReadAll(sourcetest.Workbook(t, sourcetest.SheetRows(
		[]any{"Kunta" + x, "Sukupuoli" + x, "Vuosi", "Työttömät" + x}, []any{"Ku" + x + "opio", "Miehet" + x, 2020, 5}, []any{"Tuntematon" + x, "Naiset", 2020, 7})).Section(0))
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"long.csv":        "Kunta;Ikä" + u + ";Vuosi;Työttömät" + u + "\nKuopio" + u + ";0–6" + u + ";2020;5\nOut" + u + "o;7–14;2020;6\nOulu;7–14" + u + ";20" + u + "20;x" + u + "y\n" + "\u200bKuo\u2060pio\ufeff;7–\u200b14;2020;8\n",
		"book.xlsx":       string(book),
		"web.csv":         "Mit" + u + "tari;191;Kuopio" + u + ";297;Yhteensä;2020;1,5;\nMittari;191;Ou" + u + "to;999;Yhteensä;2020;1,5;\n",
		"rest.csv":        "indicator;region;year;gender;primary value;absolute value\n191;297;2020;total;1.5;\n191;297;2020;to" + u + "tal;x" + u + ";\n",
		"rest.json":       `[{"indicator":191,"region":297,"year":2020,"gender":"total","value":1.5},{"indicator":191,"region":297,"year":2020,"gender":"to` + x + `tal","value":"1"}]`,
		"indicators.json": `[{"id":190,"title":{"fi":"Otsi` + x + `kko\u001b[31m","sv":"R` + x + `"},"organization":{"id":2,"title":{"fi":"THL` + x + `"}},"description":{"fi":"<p>Ku` + x + `vaus</p>"}}]`,
		"regions.json":    `[{"id":9999,"code":"99` + x + `","category":"KUNTA","title":{"fi":"Kun` + x + `ta"}}]`,
		"table.px": "CHARSET=\"ANSI\";\nCODEPAGE=\"utf-8\";\nMATRIX=\"a\";\nTITLE=\"Väestö" + u + "\";\nCONTENTS=\"Väestö" + u + "\";\nUNITS=\"lkm" + u + "\";\nSTUB=\"Alue" + u + "\";\nHEADING=\"Vuosi\";\n" +
			"VALUES(\"Alue" + u + "\")=\"Kuopio" + u + "\",\"Ou" + u + "to\";\nVALUES(\"Vuosi\")=\"2020\";\nSOURCE=\"Läh" + u + "de\";\nDATA=1 2;\n",
		"stat.json": `{"class":"dataset","version":"2.0","label":"Vä` + x + `estö","source":"L` + x + `","id":["alue","vuosi"],"size":[2,1],"role":{"time":["vuosi"],"geo":["alue"]},` +
			`"dimension":{"alue":{"label":"Al` + x + `ue","category":{"index":["K` + x + `U","b"],"label":{"K` + x + `U":"Kuo` + x + `pio","b":"Ou` + x + `to"}}},"vuosi":{"label":"Vuosi","category":{"index":["2020"],"label":{"2020":"2020"}}}},"value":[1,2]}`,
		"nothing" + u + ".txt": "no table" + u + "\n",
	}
}

// Whatever comes from outside, no output has anything in it that nobody sees:
// messages, tables, documents, pictures and their texts.
func TestNothingHiddenComesOut(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its file names cannot have such characters")
	}
	dir := filepath.Join(t.TempDir(), "w"+unseen)
	in := filepath.Join(dir, "in"+unseen)
	said := ""
	run := func(args ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		Run(context.Background(), Env{Stdout: &stdout, Stderr: &stderr, Getenv: func(string) string { return "" },
			Now: func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }}, append(args, "-C", dir))
		noneHidden(t, strings.Join(args, " ")+": stdout", stdout.Bytes())
		noneHidden(t, strings.Join(args, " ")+": stderr", stderr.Bytes())
		said += stdout.String()
		if rejects, err := os.ReadFile(filepath.Join(dir, "data", ingest.RejectsName)); err == nil {
			noneHidden(t, strings.Join(args, " ")+": "+ingest.RejectsName, rejects)
			said += string(rejects)
		}
	}
	run("demo", "-q", dir)
	run("import", "nowhere"+unseen)
	put(t, filepath.Join(dir, "kuvio.yaml"), `
groups: {oma: {members: ["kunta:297", "kunta:179"], title: {fi: "R\u202ey\e[31mhmä\u200b"}}}
sets: {"hy\u200bte": [190, 191]}
mappings: [{files: "long*", map: "ma\u202ep.yaml"}]
`)
	put(t, filepath.Join(dir, "map.yaml"), "indicators: [{id: \"oma:a\", title: {fi: \"Ni\\u202emi\\x9b\"}, unit: \"lk\\u200bm\"}]\n"+
		"columns:\n  - {column: Kunta, is: region}\n  - {column: \"Ikä\\u200b [31m 1m\", is: \"breakdown:age\"}\n  - {column: Vuosi, is: period}\n  - {at: D, is: value}\n")
	for name, content := range hiddenFiles(t) {
		file := filepath.Join(in, name)
		put(t, file, content)
		for _, args := range [][]string{{"inspect", file}, {"inspect", "--format", "json", file}, {"import", file}, {"import", "--format", "json", file}, {"import", "--map", filepath.Join(dir, "map.yaml"), file}} {
			run(args...)
		}
	}
	put(t, filepath.Join(dir, "charts", "hid.yaml"), `
id: hid
kind: lines
title: {fi: "Otsi\u202ekko\e[31m"}
subtitle: {fi: "Ala\u200b\u2028otsikko"}
notes: [{fi: "Huo\x9bm"}]
source: {fi: "L\u0007ähde"}
series: [{indicator: "191", region: "group:oma", label: {fi: "Sar\ufeffja"}}, {indicator: "191", region: "kunta:297"}]
`)
	out := filepath.Join(dir, "out"+unseen)
	for _, args := range [][]string{
		{"list", "indicators"}, {"list", "regions", "ou"}, {"info", "-i", "190"}, {"history"}, {"history", "--format", "csv"}, {"history", "--format", "json"},
		{"trace", "-i", "191", "-r", "kunta:297", "--period", "2020", "--format", "json"}, {"values", "-i", "191,190,oma:a", "-r", "group:oma,kunta:297", "--format", "md"},
		{"values", "-i", "191", "-r", "group:oma", "--sum", "--format", "json"}, {"values", "-i", "oma:a", "-r", "kunta:297", "--breakdown", "all", "--format", "csv"},
		{"values", "-i", "191" + unseen, "-r", "ou" + unseen}, {"values" + unseen}, {"values", "--x" + unseen},
		{"values", "-i", "191", "-r", "group:oma", "-o", filepath.Join(in, "v.xlsx")}, {"export", "--format", "csv", "-o", out}, {"export", "--format", "xlsx", "-o", filepath.Join(out, "book")}, {"render", "hid", "-o", out},
		{"render", "no" + unseen},
	} {
		run(args...)
	}
	if _, err := os.Stat(filepath.Join(out, "hid.png")); err != nil {
		t.Error(err)
	}
	for _, came := range []string{"Otsi[31m›1mkko", "Ry [31mhmä", "Nimi", "long.csv", "age=7-14", "20 [31m 1m20", "Väestö [31m›1m", "Vä[31m›1mestö", "KUNTA  Kuopio  total  2020  age=7-14"} {
		if !strings.Contains(said, came) {
			t.Errorf("nothing said %q: has it come in at all?", came)
		}
	}
	filesOut := []string{filepath.Join(in, "v.xlsx")}
	_ = filepath.WalkDir(out, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			filesOut = append(filesOut, path)
		}
		return err
	})
	for _, path := range filesOut {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := visible.Text(filepath.Base(path))
		switch filepath.Ext(path) {
		case ".xlsx":
			eachPart(t, content, func(part string, text []byte) { noneHidden(t, name+": "+part, text) })
		case ".png":
			noneHidden(t, name+": its description", description(t, content))
		default:
			noneHidden(t, name, content)
		}
	}
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// noneHidden finds what nobody sees, as it is and as JSON and XML write it.
func noneHidden(t *testing.T, what string, text []byte) {
	t.Helper()
	s := strings.ReplaceAll(string(text), "\r\n", "\n")
	if !utf8.ValidString(s) {
		t.Errorf("%q: not UTF-8", what)
	}
	if seen := visible.Text(s); seen != s {
		at := 0
		for at < min(len(s), len(seen)) && s[at] == seen[at] {
			at++
		}
		t.Errorf("%q has what is hidden: …%q…", what, s[max(0, at-60):min(len(s), at+20)])
	}
	for _, written := range []string{`\u001b`, `\u202e`, `\u200b`, `\u2028`, `\ufeff`, `\u009b`, "&#x1B;", "_x001B_"} {
		if i := strings.Index(strings.ToLower(s), strings.ToLower(written)); i >= 0 && !strings.Contains(s[max(0, i-200):i], "kuvio:") {
			t.Errorf("%q has %s written in it: …%q…", what, written, s[max(0, i-60):min(len(s), i+20)])
		}
	}
}

// eachPart gives the parts of a workbook.
func eachPart(t *testing.T, content []byte, f func(name string, text []byte)) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		f(part.Name, text)
	}
}

// description is the text that a picture carries for those who do not see it.
func description(t *testing.T, png []byte) []byte {
	t.Helper()
	for at := 8; at+12 <= len(png); {
		size := int(binary.BigEndian.Uint32(png[at:]))
		if string(png[at+4:at+8]) == "iTXt" {
			_, text, _ := bytes.Cut(png[at+8:at+8+size], []byte("\x00\x00\x00\x00\x00"))
			return text
		}
		at += size + 12
	}
	t.Fatal("the picture has no description")
	return nil
}
