// Package site makes a static site of a workspace: a page for each indicator and each
// area that is held, with figures, tables and the data, which work from a folder without a
// server or a network. Nothing is computed or concluded here: directions are package
// trend's, verdicts package compare's, what stands out package scan's, and words those of
// report and prose.
//
// Files are handed on one by one as they are made, so that a site of many indicators is
// never held whole. The same store and options give the same bytes.
package site

import (
	"context"
	"io/fs"

	"kuvio/internal/domain"
	"kuvio/internal/session"
)

// Front is the name of the page that a site is opened by, of its last file.
const Front = "index.html"

// Options are what a site is made of.
type Options struct {
	Session *session.Session
	Files   fs.FS         // the workspace's, for figures that read files; nil for none
	Langs   []domain.Lang // one, or several: each in a folder of its own
	Title   domain.Text   // what the site is called; the usual where it is zero
	Made    string        // yyyy-mm-dd; "" where the day is not to be told
	Release string        // of kuvio
}

// File is a file of the site; its name has slashes.
type File struct {
	Name    string
	Content []byte
}

// Summary is what a site has.
type Summary struct {
	Indicators, Areas int
	Said              []string // what could not be shown, and why
}

// maker makes one site.
type maker struct {
	Options
	*survey
	put  func(File) error
	said []string
}

// Make makes a site and hands on its files, the front last, from one goroutine.
func Make(ctx context.Context, o Options, put func(File) error) (Summary, error) {
	o.Session = o.Session.ByChange() // so that what is not changed keeps its bytes
	m := &maker{Options: o, put: put}
	if m.Title.IsZero() {
		m.Title = usualTitle
	}
	var err error
	if m.survey, err = surveyOf(ctx, o.Session); err != nil {
		return Summary{}, err
	}
	for _, make := range []func(context.Context) error{m.assets, m.indicators, m.areas, m.fronts} {
		if err := make(ctx); err != nil {
			return Summary{}, err
		}
	}
	return Summary{Indicators: len(m.held), Areas: len(m.shown), Said: m.said}, nil
}

// several reports whether the site is of several languages.
func (m *maker) several() bool { return len(m.Langs) > 1 }

// in is the name of a page in a language.
func (m *maker) in(l domain.Lang, name string) string {
	if m.several() {
		return string(l) + "/" + name
	}
	return name
}

// hand hands on a page in a language.
func (m *maker) hand(l domain.Lang, name string, content []byte) error {
	return m.put(File{m.in(l, name), content})
}
