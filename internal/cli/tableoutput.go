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
		return nil, fmt.Errorf("kuvio.yaml: outputs: %s: command: found %q, expected one of %s", t.of.To, t.of.Command, strings.Join(append(tabling[:len(tabling):len(tabling)], fillingIn), ", ")+" or "+exploring)
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
	r, err := t.run(ctx, s, t.of.To, words)
	if err != nil {
		return nil, err
	}
	if !t.reports() {
		r.files = []outputs.File{{Name: filepath.Base(t.of.To), Content: r.out}}
	}
	return &builtTable{of: t.of, s: s, files: r.files, said: r.said}, nil
}

// ran is what a command gave that ran within another.
type ran struct {
	out    []byte         // what it printed
	files  []outputs.File // the document that it made, and what is beside it
	said   []string
	partly error // it did what could be done, and this is what could not
}

// run runs a command of outputs: on the data of a session, and writes nothing.
func (m *making) run(ctx context.Context, s *session.Session, to string, words []string) (r ran, err error) {
	var out, messages bytes.Buffer
	sub := &app{Env: &Env{Stdout: &out, Stderr: &messages, Getenv: m.Getenv, Now: m.Now}, within: s.ByChange(), kept: &r.files}
	root := rootOf(sub)
	root.SetArgs(slices.Concat([]string{"--quiet", "--dir=" + m.s.ws.Dir, "--lang=" + string(m.langs[0])}, words))
	root.SetOut(&out)
	root.SetErr(&messages)
	err = root.ExecuteContext(ctx)
	if errors.Is(err, errPartial) {
		r.partly, err = err, nil
	}
	if err != nil {
		return r, fmt.Errorf("kuvio.yaml: outputs: %s: %w", to, err)
	}
	r.out = out.Bytes()
	for line := range strings.Lines(messages.String()) {
		r.said = append(r.said, to+": "+strings.TrimSpace(line))
	}
	return r, nil
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
	return sumOf(b.files), nil
}

// sumOf tells the contents of files apart.
func sumOf(files []outputs.File) string {
	var all []byte
	for _, f := range files {
		all = append(all, f.Content...)
	}
	return refresh.Sum(all)
}

func (b *builtTable) Draw(context.Context) ([]outputs.File, []string, error) { return nil, nil, nil }

func (b *builtTable) Conclusions(ctx context.Context) ([]lock.Conclusion, error) {
	return conclusion.Table(ctx, b.s, *b.of)
}
