package site

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"

	"kuvio/internal/catalog"
	"kuvio/internal/cite"
	"kuvio/internal/domain"
)

// frontView is the front page as its layout has it.
type frontView struct {
	Topics     []topicView
	Indicators []entryView
	Levels     []levelView
	MadeUp     string
	Day        string // of the newest data
	Made       string
	Release    string
	Counts     [2]int
}

// topicView is a set of indicators with its name.
type topicView struct {
	ID, Name string
	Entries  []entryView
}

// entryView is a link of a list.
type entryView struct{ Page, Name, Number, Unit string }

// levelView are the areas of a category.
type levelView struct {
	ID, Name string
	Entries  []entryView
}

// searched is an entry of the index that pages are searched by.
type searched struct {
	Page  string `json:"p"` // from the root of the pages, without the ending
	Name  string `json:"n"`
	What  string `json:"w,omitempty"` // of an area its category
	Names string `json:"o,omitempty"` // what else it is found by
}

// fronts makes the index that is searched, and the front page, last of all.
func (m *maker) fronts(context.Context) error {
	for _, l := range m.Langs {
		index, err := script("kuvioIndex", m.searchedIn(l))
		if err == nil {
			err = m.hand(l, "haku.js", index)
		}
		if err != nil {
			return err
		}
	}
	for _, l := range m.Langs {
		if m.several() {
			page, err := m.front(l)
			if err == nil {
				err = m.hand(l, Front, page)
			}
			if err != nil {
				return err
			}
		}
	}
	page, err := m.root()
	if err != nil {
		return err
	}
	return m.put(File{Front, page})
}

// root is the page at the root: the front or, of several languages, the way to them.
func (m *maker) root() ([]byte, error) {
	if !m.several() {
		return m.front(m.Langs[0])
	}
	var choices []languageView
	for _, l := range m.Langs {
		choices = append(choices, languageView{string(l), languageNames[l], string(l) + "/" + Front})
	}
	l := m.Langs[0]
	var b bytes.Buffer
	err := layouts().ExecuteTemplate(&b, "languages.html", pageView{Lang: string(l), Title: m.Title.In(l), Words: words[l], Languages: choices})
	return b.Bytes(), err
}

// Unfinished is what stands in the place of the front page while a site is written.
func Unfinished(langs []domain.Lang) []byte {
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html>\n<html lang=\"" + string(langs[0]) + "\"><head><meta charset=\"utf-8\"><title>kuvio</title></head><body>\n")
	for _, l := range langs {
		b.WriteString("<p lang=\"" + string(l) + "\">" + unfinished.In(l) + "</p>\n")
	}
	b.WriteString("</body></html>\n")
	return b.Bytes()
}

var unfinished = domain.Text{
	FI: "Tätä sivustoa kirjoitetaan tai sen kirjoittaminen on jäänyt kesken. Sivut eivät vielä kuulu yhteen. Jos tämä ei hetken päästä muutu, aja ”kuvio explore” uudelleen.",
	SV: "Denna webbplats håller på att skrivas eller skrivandet har avbrutits. Sidorna hör inte ännu ihop. Om detta inte ändras om en stund, kör ”kuvio explore” på nytt.",
	EN: "This site is being written, or its writing was broken off. Its pages do not belong together yet. If this does not change in a while, run “kuvio explore” again.",
}

func (m *maker) front(l domain.Lang) ([]byte, error) {
	v := frontView{Day: cite.Date(m.day, l), Release: m.Release, Counts: [2]int{len(m.held), len(m.shown)}}
	if m.Made != "" {
		v.Made = domain.Day(m.Made, l)
	}
	if m.madeUp {
		v.MadeUp = words[l].AllMadeUp
	}
	entries := make(map[domain.IndicatorID]entryView)
	for _, h := range m.held {
		e := entryView{Page: strings.TrimSuffix(indicatorPage(h.ID), ".html"), Name: titleOf(h.Indicator, l), Number: string(h.ID), Unit: unitName(h.Indicator, l)}
		entries[h.ID] = e
		v.Indicators = append(v.Indicators, e)
	}
	slices.SortStableFunc(v.Indicators, func(a, b entryView) int { return strings.Compare(catalog.Fold(a.Name), catalog.Fold(b.Name)) })
	for _, name := range slices.Sorted(maps.Keys(m.Session.Config.Sets)) {
		t := topicView{ID: "aihe-" + fileName(name), Name: upperFirst(name)}
		for _, id := range m.Session.Config.Sets[name] {
			if e, held := entries[id]; held {
				t.Entries = append(t.Entries, e)
			}
		}
		if len(t.Entries) > 0 {
			v.Topics = append(v.Topics, t)
		}
	}
	for i := range m.shown {
		p := &m.shown[i]
		if n := len(v.Levels); n == 0 || m.shown[i-1].category != p.category {
			v.Levels = append(v.Levels, levelView{ID: "taso-" + fileName(string(p.category)), Name: m.categoryHeading(p.category, l)})
		}
		last := &v.Levels[len(v.Levels)-1]
		last.Entries = append(last.Entries, entryView{Page: strings.TrimSuffix(areaPage(p.ID), ".html"), Name: m.nameOf(p, l)})
	}
	return m.render("front.html", m.Title.In(l), Front, v, l)
}

// searchedIn is the index that pages of a language are searched by.
func (m *maker) searchedIn(l domain.Lang) (all []searched) {
	others := func(name string, t domain.Text, more ...string) string {
		for _, other := range domain.Langs {
			if s := t.In(other); s != name && !slices.Contains(more, s) {
				more = append(more, s)
			}
		}
		return strings.Join(more, " ")
	}
	for _, h := range m.held {
		name := titleOf(h.Indicator, l)
		all = append(all, searched{Page: strings.TrimSuffix(indicatorPage(h.ID), ".html"), Name: name, Names: others(name, h.Title, string(h.ID))})
	}
	for i := range m.shown {
		p := &m.shown[i]
		name := m.nameOf(p, l)
		all = append(all, searched{Page: strings.TrimSuffix(areaPage(p.ID), ".html"), Name: name, What: m.categoryName(p.category, l), Names: others(name, p.Name, p.ID.Code())})
	}
	return all
}
