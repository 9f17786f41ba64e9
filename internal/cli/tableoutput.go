package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/chart"
	"kuvio/internal/conclusion"
	"kuvio/internal/domain"
	"kuvio/internal/lock"
	"kuvio/internal/outputs"
	"kuvio/internal/refresh"
	"kuvio/internal/session"
	"kuvio/internal/table"
	"kuvio/internal/workspace"
)

// tableOutput is the result of a command as a file, of outputs: in kuvio.yaml.
type tableOutput struct {
	*making
	of *workspace.Output
}

func (t *tableOutput) Name() string { return filepath.ToSlash(filepath.Clean(t.of.To)) }
func (t *tableOutput) Dir() string  { return filepath.Join(t.s.ws.Dir, filepath.Dir(t.of.To)) }

func (t *tableOutput) Spec() string {
	text, _ := json.Marshal(t.of) // words always can be
	if file := t.template(); file != "" {
		content, _ := os.ReadFile(file) // that it is not there is an error of Build
		text = append(text, content...)
	}
	return refresh.Sum(text)
}

// template is the Word document whose styles a report has; "" for none.
func (t *tableOutput) template() string {
	file := t.of.Flags["template"]
	if file == "" || filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(t.s.ws.Dir, filepath.FromSlash(file))
}

// tabling are the commands whose results can be outputs, and reporting those of them that
// make documents.
var (
	tabling   = append([]string{"values", "trend", "compare", "profile", "scan", "spread", "classes", "peers", "history"}, reporting...)
	reporting = []string{"report region", "report trend"}
)

// reports reports whether the output is a document.
func (t *tableOutput) reports() bool { return slices.Contains(reporting, t.of.Command) }

// words are the command as a command line has it.
func (t *tableOutput) words() ([]string, error) {
	if !slices.Contains(tabling, t.of.Command) {
		return nil, fmt.Errorf("kuvio.yaml: outputs: %s: command: found %q, expected one of %s", t.of.To, t.of.Command, strings.Join(tabling, ", ")+" or "+exploring)
	}
	words := strings.Fields(t.of.Command)
	for _, key := range slices.Sorted(maps.Keys(t.of.Flags)) {
		if key == "output" || key == "dir" {
			return nil, fmt.Errorf("kuvio.yaml: outputs: %s: %s is no key of outputs: the file is to", t.of.To, key)
		}
		name := key
		switch key { // as figures write them
		case "indicators", "regions":
			name = strings.TrimSuffix(key, "s")
		}
		value := t.of.Flags[key]
		if key == "template" {
			value = t.template()
		}
		words = append(words, "--"+name+"="+value)
	}
	if t.reports() {
		if _, ok := formatOf(strings.TrimPrefix(filepath.Ext(t.of.To), ".")); !ok {
			return nil, fmt.Errorf("kuvio.yaml: outputs: to: found %s, expected a name that ends in %s", t.of.To, documentEndings())
		}
		return append(words, "--output="+filepath.Base(t.of.To)), nil
	}
	if _, given := t.of.Flags["format"]; !given {
		ending := strings.TrimPrefix(filepath.Ext(t.of.To), ".")
		format, ok := tableFormat(ending)
		if ending == "txt" {
			format, ok = table.Text, true
		}
		if !ok {
			return nil, fmt.Errorf("kuvio.yaml: outputs: to: found %s, expected a name that ends in .xlsx, .docx, .html, .csv, .md, .json or .txt", t.of.To)
		}
		words = append(words, "--format="+string(format))
	}
	return words, nil
}

// besideFigures are the endings of what a figure is made of.
var besideFigures = []string{".csv", ".txt", ".png", ".svg", ".pdf"}

// check finds what is wrong with an output, whatever the data: a command that makes no
// table, a file that a figure makes.
func (t *tableOutput) check(figures []chart.Spec) error {
	if _, err := t.words(); err != nil {
		return err
	}
	dir, file := path.Split(t.Name())
	ending := path.Ext(file)
	if path.Clean(dir) != outDir || !slices.Contains(besideFigures, ending) {
		return nil
	}
	stem := strings.TrimSuffix(file, ending)
	for _, spec := range figures {
		id := spec.Head().ID
		if lang, ok := strings.CutPrefix(stem, id+"."); stem == id || ok && slices.Contains(domain.Langs, domain.Lang(lang)) {
			return fmt.Errorf("kuvio.yaml: outputs: to: %s is a file of the figure %s: name another", t.of.To, id)
		}
	}
	return nil
}

func (t *tableOutput) Build(ctx context.Context, s *session.Session) (refresh.Built, error) {
	words, err := t.words()
	if err != nil {
		return nil, err
	}
	var out, messages bytes.Buffer
	var files []outputs.File
	sub := &app{Env: &Env{Stdout: &out, Stderr: &messages, Getenv: t.Getenv, Now: t.Now}, within: s.ByChange(), kept: &files}
	root := rootOf(sub)
	root.SetArgs(slices.Concat([]string{"--quiet", "--dir=" + t.s.ws.Dir, "--lang=" + string(t.langs[0])}, words))
	root.SetOut(&out)
	root.SetErr(&messages)
	err = root.ExecuteContext(ctx)
	if err != nil && !errors.Is(err, errPartial) {
		return nil, fmt.Errorf("kuvio.yaml: outputs: %s: %w", t.of.To, err)
	}
	if !t.reports() {
		files = []outputs.File{{Name: filepath.Base(t.of.To), Content: out.Bytes()}}
	}
	b := &builtTable{of: t.of, s: s, files: files}
	for line := range strings.Lines(messages.String()) {
		b.said = append(b.said, t.of.To+": "+strings.TrimSpace(line))
	}
	return b, nil
}

// builtTable is the result of a command.
type builtTable struct {
	of    *workspace.Output
	s     *session.Session
	files []outputs.File
	said  []string
}

func (b *builtTable) Shows() []outputs.File { return b.files }
func (b *builtTable) Day() string           { return "" }
func (b *builtTable) Said() []string        { return b.said }

func (b *builtTable) Cells() (string, error) {
	var all []byte
	for _, f := range b.files {
		all = append(all, f.Content...)
	}
	return refresh.Sum(all), nil
}

func (b *builtTable) Draw(context.Context) ([]outputs.File, []string, error) { return nil, nil, nil }

func (b *builtTable) Conclusions(ctx context.Context) ([]lock.Conclusion, error) {
	return conclusion.Table(ctx, b.s, *b.of)
}
