package site

import (
	"context"
	"embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	template "github.com/DataDog/datadog-agent/pkg/template/html"

	"kuvio/internal/domain"
	"kuvio/internal/report/webpage"
)

//go:embed layout
var files embed.FS

var layouts = sync.OnceValue(func() *template.Template { return template.Must(template.New("").ParseFS(files, "layout/*.html")) })

// assets hands on the style and the script that every page shares, which are those of
// documents' tables and the site's own.
func (m *maker) assets(context.Context) error {
	for _, f := range []struct{ name, tables string }{{"kuvio.css", webpage.TableStyle()}, {"kuvio.js", webpage.TableScript()}} {
		own, err := files.ReadFile("layout/" + f.name)
		if err == nil {
			err = m.put(File{f.name, slices.Concat([]byte(strings.TrimLeft(f.tables, "\n")), own)})
		}
		if err != nil {
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
	Told      template.HTML // where the script says what it did
	View      any
}

// languageView is a page in another language.
type languageView struct{ Lang, Name, Page string }

// page is a page's frame; name is its own, from the root of the pages of its language.
func (m *maker) page(title, name string, view any, l domain.Lang) (pageView, error) {
	home := strings.Repeat("../", strings.Count(name, "/"))
	p := pageView{Lang: string(l), Title: title, Site: m.Title.In(l), Root: home, Home: home, Words: words[l], View: view}
	var err error
	if p.Told, err = webpage.Told(l); err != nil || !m.several() {
		return p, err
	}
	p.Root += "../"
	for _, other := range m.Langs {
		one := languageView{Lang: string(other), Name: languageNames[other]}
		if other != l {
			one.Page = p.Root + m.in(other, name)
		}
		p.Languages = append(p.Languages, one)
	}
	return p, nil
}

// number is a number as scripts read it.
func number(v float64) string { return strconv.FormatFloat(v, 'g', 9, 64) }
