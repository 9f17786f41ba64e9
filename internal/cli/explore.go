package cli

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kuvio/internal/domain"
	"kuvio/internal/site"
	"kuvio/internal/write"
)

type exploreOptions struct {
	folder string
	title  string
}

func newExplore(a *app) *cobra.Command {
	o := new(exploreOptions)
	cmd := &cobra.Command{
		Use:   "explore -o FOLDER",
		Short: "Make a static site of every indicator and area of the workspace",
		Long: `Explore makes a site of what the workspace holds: a page for each indicator and each
area, with figures, sortable tables, sentences, notes, source and the data as CSV, and a
search. It works from a folder or a file share, without a server, a network or anything
to install; without scripts every page can be read all the same.

Pages have names that last: indikaattori/191.html, alue/kunta-179.html, and with
indikaattori/191.html#kunta-179 an area is marked. --lang fi,sv,en makes the site in
several languages, each in a folder of its own.

Directions are those of 'kuvio trend', higher and lower those of 'kuvio compare' beside
the whole country, what stands out is what 'kuvio scan' finds. Of an indicator that is
divided into ages or the like the page shows the total, or where there is none, the first
of them, and says so.

The folder is empty, not there yet, or made by explore before. Files whose content would
not change are left alone, and those that are no more part of the site are removed, if
kuvio made them (kuvio-files.txt lists these). While it is written, and if that is broken off,
index.html says so.

Exit codes: 0 done, 1 error, 2 usage, 3 some figure or file could not be made.`,
		Example: `  kuvio explore -o verkko
  kuvio explore -o verkko --lang fi,sv --title "Keski-Suomen tietopankki"`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runExplore(cmd.Context(), o) },
	}
	cmd.Flags().StringVarP(&o.folder, "output", "o", "", "the folder of the site")
	cmd.Flags().StringVar(&o.title, "title", "", "what the site is called")
	return cmd
}

func (a *app) runExplore(ctx context.Context, o *exploreOptions) error {
	if o.folder == "" {
		return usagef("name the site's folder with -o, such as -o verkko")
	}
	langs, err := a.languages()
	if err != nil {
		return err
	}
	s, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer s.close()
	if langs == nil {
		langs = []domain.Lang{s.Lang}
	}
	made := site.Options{
		Session: s.Session, Files: os.DirFS(s.ws.Dir), Langs: langs, Title: inEvery(o.title),
		Made: a.Now().Format(time.DateOnly), Release: release,
	}
	w, err := writeSite(ctx, made, o.folder)
	if err != nil {
		return err
	}
	return a.saySite(o.folder, w)
}

// inEvery is a text that reads alike in every language.
func inEvery(s string) domain.Text { return domain.Text{FI: s, SV: s, EN: s} }

// writtenSite is what became of a site's folder.
type writtenSite struct {
	site.Summary
	broken  bool // the one before had been left half written
	changed int
	same    int
	removed int
	left    []string // files that kuvio made and somebody has changed since
	held    []string // files that another program has open
}

// writeSite makes a site and writes it as it is made.
func writeSite(ctx context.Context, o site.Options, folder string) (w writtenSite, err error) {
	tree, err := write.OpenTree(folder, site.Front, site.Unfinished(o.Langs))
	if err != nil {
		return w, err
	}
	defer tree.Close()
	w.broken = tree.Broken()
	var front []byte
	w.Summary, err = site.Make(ctx, o, func(f site.File) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if f.Name == site.Front {
			front = f.Content
			return nil
		}
		return tree.Put(f.Name, f.Content)
	})
	if err != nil {
		return w, err
	}
	w.removed, w.left, err = tree.Finish(front)
	w.changed, w.same, w.held = tree.Changed, tree.Same, tree.Held
	return w, err
}

// saySite tells what was made, and what could not be.
func (a *app) saySite(folder string, w writtenSite) error {
	if w.broken {
		a.say("%s: had been left half written, and is whole again", near(folder))
	}
	for _, text := range w.Said {
		a.warn("%s", text)
	}
	for _, file := range w.left {
		a.warn("%s is no more part of the site, and stays since somebody has changed it", near(file))
	}
	a.say("%s: %s, %s; files: %d written, %d as they were, %d removed", near(folder), count(w.Indicators, "indicator"), count(w.Areas, "area"), w.changed, w.same, w.removed)
	switch {
	case len(w.held) > 0:
		held := slices.Clone(w.held)
		for i := range held {
			held[i] = near(held[i])
		}
		return fmt.Errorf("%w: open in another program, and as they were: %s: close them and try again", errPartial, strings.Join(held, ", "))
	case len(w.Said) > 0:
		return fmt.Errorf("%w: %s could not be drawn", errPartial, count(len(w.Said), "figure"))
	}
	return nil
}
