package site

import (
	"context"
	"embed"
	"html/template"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

//go:embed layout
var files embed.FS

var layouts = template.Must(template.New("").ParseFS(files, "layout/*.html"))

// The files that every page shares, at the root of the site.
var shared = []string{"kuvio.css", "kuvio.js"}

// assets hands on the files that every page shares.
func (m *maker) assets(context.Context) error {
	for _, name := range shared {
		content, err := files.ReadFile("layout/" + name)
		if err != nil {
			return err
		}
		if err := m.put(File{name, content}); err != nil {
			return err
		}
	}
	return nil
}

// pageView is what every page has, around its own.
type pageView struct {
	Lang      string
	Title     string
	Site      string
	Root      string // the way to the root of the site: "../"
	Home      string // the way to the root of the pages of this language
	Words     Words
	Languages []languageView
	View      any
}

// languageView is a page in another language.
type languageView struct{ Lang, Name, Page string }

// page is a page's frame; name is its own, from the root of the pages of its language.
func (m *maker) page(title, name string, view any, l domain.Lang) pageView {
	home := strings.Repeat("../", strings.Count(name, "/"))
	p := pageView{Lang: string(l), Title: title, Site: m.Title.In(l), Root: home, Home: home, Words: words[l], View: view}
	if !m.several() {
		return p
	}
	p.Root += "../"
	for _, other := range m.Langs {
		one := languageView{Lang: string(other), Name: languageNames[other]}
		if other != l {
			one.Page = p.Root + m.in(other, name)
		}
		p.Languages = append(p.Languages, one)
	}
	return p
}

// number is a number as scripts read it.
func number(v float64) string { return strconv.FormatFloat(v, 'g', 9, 64) }
