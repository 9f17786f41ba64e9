package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kuvio/internal/lock"
	"kuvio/internal/outputs"
	"kuvio/internal/refresh"
	"kuvio/internal/session"
	"kuvio/internal/site"
	"kuvio/internal/workspace"
	"kuvio/internal/write"
)

// exploring is the command of outputs: whose output is a folder.
const exploring = "explore"

// siteOutput is a site of the workspace, of outputs: in kuvio.yaml.
type siteOutput struct {
	of   *workspace.Output
	made site.Options
	dir  string
}

// site reads an output whose command is explore.
func (m *making) site(of *workspace.Output) (*siteOutput, error) {
	o := &siteOutput{of: of, dir: filepath.Join(m.s.ws.Dir, of.To), made: site.Options{
		Files: os.DirFS(m.s.ws.Dir), Langs: m.langs, Title: inEvery(of.Flags["title"]), Made: m.Now().Format(time.DateOnly), Release: release,
	}}
	for _, key := range slices.Sorted(maps.Keys(of.Flags)) {
		if key != "title" && key != "lang" {
			return o, fmt.Errorf("kuvio.yaml: outputs: %s: found %s, expected title or lang beside command: %s and to", of.To, key, exploring)
		}
	}
	if lang := of.Flags["lang"]; lang != "" {
		a := &app{lang: lang}
		if !strings.Contains(lang, ",") {
			a.lang += "," + lang
		}
		var err error
		if o.made.Langs, err = a.languages(); err != nil {
			return o, fmt.Errorf("kuvio.yaml: outputs: %s: %w", of.To, err)
		}
	}
	return o, nil
}

func (o *siteOutput) Name() string { return filepath.ToSlash(filepath.Clean(o.of.To)) }
func (o *siteOutput) Dir() string  { return o.dir }

func (o *siteOutput) Spec() string {
	text, _ := json.Marshal(o.of) // words always can be
	return refresh.Sum(text)
}

func (o *siteOutput) Build(ctx context.Context, s *session.Session) (refresh.Built, error) {
	b := &builtSite{siteOutput: *o}
	b.made.Session = s.ByChange()
	var err error
	b.state, err = site.State(ctx, b.made.Session)
	return b, err
}

// builtSite is a site before its pages are made: these are too many to be held.
type builtSite struct {
	siteOutput
	state string
}

func (b *builtSite) Shows() []outputs.File  { return nil }
func (b *builtSite) Cells() (string, error) { return refresh.Sum([]byte(b.state)), nil }
func (b *builtSite) Day() string            { return "" }
func (b *builtSite) Said() []string         { return nil }

func (b *builtSite) Draw(context.Context) ([]outputs.File, []string, error) { return nil, nil, nil }

// Conclusions are none of its own: it says what figures and tables say.
func (b *builtSite) Conclusions(context.Context) ([]lock.Conclusion, error) { return nil, nil }

// Write makes the pages and writes them.
func (b *builtSite) Write(ctx context.Context) (changed int, list []outputs.File, said []string, err error) {
	w, err := writeSite(ctx, b.made, b.dir)
	if err != nil {
		return 0, nil, nil, err
	}
	if len(w.held) > 0 {
		return 0, nil, w.Said, fmt.Errorf("%s: open in another program, and as they were: close them and try again", strings.Join(w.held, ", "))
	}
	for _, file := range w.left {
		w.Said = append(w.Said, fmt.Sprintf("%s is no more part of the site, and stays since somebody has changed it", file))
	}
	content, err := os.ReadFile(filepath.Join(b.dir, write.TreeList))
	return w.changed + w.removed, []outputs.File{{Name: write.TreeList, Content: content}}, w.Said, err
}
