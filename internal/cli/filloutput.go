package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kuvio/internal/chart"
	"kuvio/internal/lock"
	"kuvio/internal/outputs"
	"kuvio/internal/refresh"
	"kuvio/internal/session"
	"kuvio/internal/workspace"
)

// fillingIn is the command of outputs: whose output is a text filled from a template.
const fillingIn = "fill"

// fillOutput is a text that is filled, of outputs: in kuvio.yaml.
type fillOutput struct {
	*making
	of      *workspace.Output
	words   []string
	figures []chart.Spec // which it may show
}

var _ refresh.Document = (*builtFill)(nil)

// fill reads an output whose command is fill.
func (m *making) fill(of *workspace.Output, figures []chart.Spec) (*fillOutput, error) {
	o := &fillOutput{making: m, of: of, figures: figures}
	wrong := func(format string, args ...any) (*fillOutput, error) {
		return o, fmt.Errorf("kuvio.yaml: outputs: %s: %s", of.To, fmt.Sprintf(format, args...))
	}
	from := of.Flags["template"]
	switch ending := strings.ToLower(filepath.Ext(of.To)); {
	case from == "":
		return wrong("expected template, the text with placeholders, such as template: luku.md")
	case !filepath.IsLocal(from):
		return wrong("template: found %s, expected a file within the workspace", from)
	case filepath.Clean(from) == filepath.Clean(of.To):
		return wrong("to: expected another file than the template, which is never written over")
	case ending != ".md" && ending != ".docx":
		return wrong("to: expected a name that ends in .md or .docx")
	}
	o.words = []string{fillingIn, near(o.within(from)), "--output=" + near(o.within(of.To))}
	for _, key := range slices.Sorted(maps.Keys(of.Flags)) {
		value := of.Flags[key]
		switch key {
		case "template":
		case "region", "regions":
			o.words = append(o.words, "--region="+value)
		case "styles":
			if !filepath.IsLocal(value) {
				return wrong("styles: found %s, expected a file within the workspace", value)
			}
			o.words = append(o.words, "--template="+near(o.within(value)))
		case "lang":
			o.words = append(o.words, "--lang="+value)
		default:
			return wrong("found %s, expected template, region, styles or lang beside command: %s and to", key, fillingIn)
		}
	}
	return o, nil
}

func (o *fillOutput) Name() string { return filepath.ToSlash(filepath.Clean(o.of.To)) }
func (o *fillOutput) Dir() string  { return filepath.Dir(o.within(o.of.To)) }

// within is a file of the workspace.
func (o *fillOutput) within(file string) string {
	return filepath.Join(o.s.ws.Dir, filepath.FromSlash(file))
}

// Spec is of the entry, the text, the styles, and the figures that it may show.
func (o *fillOutput) Spec() string {
	all, _ := json.Marshal(o.of) // words always can be
	for _, key := range []string{"template", "styles"} {
		if file := o.of.Flags[key]; file != "" {
			content, _ := os.ReadFile(o.within(file)) // that it is not there is an error of Build
			all = append(all, refresh.Sum(content)...)
		}
	}
	for _, spec := range o.figures {
		if f, err := o.figure(spec); err == nil { // else it is told of as a figure
			all = append(all, f.Spec()...)
		}
	}
	return refresh.Sum(all)
}

func (o *fillOutput) Build(ctx context.Context, s *session.Session) (refresh.Built, error) {
	r, err := o.run(ctx, s, o.of.To, o.words)
	if err != nil {
		return nil, err
	}
	return &builtFill{o, r}, nil
}

// builtFill is a filled text, with its pictures.
type builtFill struct {
	*fillOutput
	ran
}

func (b *builtFill) Shows() []outputs.File  { return b.files }
func (b *builtFill) Cells() (string, error) { return sumOf(b.files), nil }
func (b *builtFill) Day() string            { return "" }

// Said is nothing where Partly says it.
func (b *builtFill) Said() []string {
	if b.partly != nil {
		return nil
	}
	return b.said
}

func (b *builtFill) Draw(context.Context) ([]outputs.File, []string, error) { return nil, nil, nil }

// Conclusions are none of its own: it says what figures and tables say.
func (b *builtFill) Conclusions(context.Context) ([]lock.Conclusion, error) { return nil, nil }

// Partly names the placeholders without an answer, and all else there is to say.
func (b *builtFill) Partly() error {
	if b.partly == nil {
		return nil
	}
	return errors.New(strings.Join(b.said, "\n"))
}

func (b *builtFill) Renew(file string) string {
	return fmt.Sprintf("'kuvio fill %s' renews its figures in place; to have it made anew, move it away", near(file))
}
