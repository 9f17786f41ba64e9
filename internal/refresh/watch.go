package refresh

import (
	"context"
	"encoding/json"
	"strings"

	"kuvio/internal/conclusion"
	"kuvio/internal/lock"
	"kuvio/internal/outputs"
	"kuvio/internal/session"
	"kuvio/internal/workspace"
)

// Watch is the series of watch: as an output, which has no files: its conclusions alone
// are kept.
type Watch []workspace.Watch

var _ Output = Watch(nil)

// Name is what the lock calls it.
func (w Watch) Name() string { return lock.Watched }

// Dir is none.
func (w Watch) Dir() string { return "" }

// Spec tells apart what is watched.
func (w Watch) Spec() string {
	text, _ := json.Marshal(w) // words always can be
	return Sum(text)
}

// Build reads the series. An entry that has none is said, and the others are read.
func (w Watch) Build(ctx context.Context, s *session.Session) (Built, error) {
	all, err := conclusion.Watched(ctx, s, w)
	if err != nil && len(all) == 0 {
		return nil, err
	}
	b := &watched{all: all}
	if err != nil {
		b.said = strings.Split(err.Error(), "\n")
	}
	return b, nil
}

// watched is what watched series conclude.
type watched struct {
	all  []lock.Conclusion
	said []string // what cannot be watched
}

func (b *watched) Shows() []outputs.File { return nil }
func (b *watched) Day() string           { return "" }
func (b *watched) Said() []string        { return b.said }

func (b *watched) Cells() (string, error) {
	text, err := json.Marshal(b.all)
	return Sum(text), err
}

func (b *watched) Draw(context.Context) ([]outputs.File, []string, error) { return nil, nil, nil }

func (b *watched) Conclusions(context.Context) ([]lock.Conclusion, error) { return b.all, nil }
