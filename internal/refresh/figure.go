package refresh

import (
	"context"
	"fmt"
	"io/fs"
	"path"

	"kuvio/internal/chart"
	"kuvio/internal/domain"
	"kuvio/internal/figure"
	"kuvio/internal/lock"
	"kuvio/internal/outputs"
	"kuvio/internal/session"
)

// Figure is a figure of charts/ as an output.
type Figure struct {
	Spec    chart.Spec
	Files   fs.FS // the workspace's, for maps
	Folder  string
	Langs   []domain.Lang
	Formats []figure.Format
}

var _ Output = (*figureOutput)(nil)

// Output is the figure, with what its files say read.
func (f Figure) Output() (Output, error) {
	text, err := chart.YAML(f.Spec)
	if err != nil {
		return nil, err
	}
	if m, ok := f.Spec.(*chart.Map); ok {
		content, err := fs.ReadFile(f.Files, path.Clean(m.File))
		if err == nil {
			text = fmt.Appendf(text, "\n%s", sum(content))
		}
	}
	return &figureOutput{f, text}, nil
}

type figureOutput struct {
	Figure
	text []byte
}

func (f *figureOutput) Name() string { return f.Figure.Spec.Head().ID }
func (f *figureOutput) Dir() string  { return f.Folder }
func (f *figureOutput) Spec() []byte { return f.text }

func (f *figureOutput) Build(ctx context.Context, s *session.Session) (Built, error) {
	figures := &outputs.Figures{Builder: &chart.Builder{Session: s, Files: f.Files}, Langs: f.Langs, Formats: f.Formats}
	made, err := figures.Build(ctx, f.Figure.Spec, f.Name())
	if err != nil {
		return nil, err
	}
	return &builtFigure{made, s}, nil
}

// builtFigure is a figure with its data.
type builtFigure struct {
	*outputs.Figure
	s *session.Session
}

func (f *builtFigure) Shows() []outputs.File { return f.Beside }
func (f *builtFigure) Said() []string        { return f.Figure.Said }
func (f *builtFigure) Lacking() bool         { return f.Incomplete(false) }

func (f *builtFigure) Draw(context.Context) ([]outputs.File, []string, error) { return f.Figure.Draw() }

func (f *builtFigure) Conclusions(ctx context.Context) ([]lock.Conclusion, error) {
	return nil, nil
}
