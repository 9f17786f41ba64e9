package refresh

import (
	"context"
	"io/fs"

	"kuvio/internal/chart"
	"kuvio/internal/conclusion"
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
	said, err := (&chart.Builder{Files: f.Files}).Said(f.Spec)
	if err != nil {
		return nil, err
	}
	return &figureOutput{f, said}, nil
}

type figureOutput struct {
	Figure
	said string
}

func (f *figureOutput) Name() string { return f.Figure.Spec.Head().ID }
func (f *figureOutput) Dir() string  { return f.Folder }
func (f *figureOutput) Spec() string { return short(f.said) }

func (f *figureOutput) Build(ctx context.Context, s *session.Session) (Built, error) {
	figures := &outputs.Figures{Builder: &chart.Builder{Session: s, Files: f.Files}, Langs: f.Langs, Formats: f.Formats}
	made, err := figures.Build(ctx, f.Figure.Spec, f.Name())
	if err != nil {
		return nil, err
	}
	return &builtFigure{made, s, f.Langs}, nil
}

// builtFigure is a figure with its data.
type builtFigure struct {
	*outputs.Figure
	s     *session.Session
	langs []domain.Lang
}

func (f *builtFigure) Shows() []outputs.File { return f.Beside }

// Cells are those of all that is drawn, not of its table and texts alone: a line that
// is seen and not told of changes them too.
func (f *builtFigure) Cells() (string, error) {
	shown, err := f.Shown(f.langs)
	return short(shown), err
}

func (f *builtFigure) Said() []string { return f.Figure.Said }

func (f *builtFigure) Draw(context.Context) ([]outputs.File, []string, error) { return f.Figure.Draw() }

func (f *builtFigure) Conclusions(context.Context) ([]lock.Conclusion, error) {
	return conclusion.Of(f.s, f.Figure.Figure), nil
}
