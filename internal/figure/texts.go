package figure

import (
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"
)

// How long a figure's texts may be, in characters: beyond it nobody reads them,
// and to lay them out takes longer with the square of their length.
const (
	longestTitle = 1000   // of the title, the subtitle and the watermark each
	longestSmall = 8000   // of the notes and the source together
	longestLabel = 400    // of each that stands within the figure
	longestAll   = 20_000 // of these together
)

// How much may stand within a figure: no sheet has room for more, and to find
// that out takes long.
const (
	mostBars    = 400  // of all panels
	mostGroups  = 50   // of a structure
	mostMembers = 700  // of its groups: twice Finland's municipalities
	mostSeams   = 100  // of a series
	mostPoints  = 1500 // of a series: months of a century
)

// checkTexts finds a text that is too long to be laid out.
func (f Figure) checkTexts() error {
	frame := []struct {
		what, text string
		most       int
	}{
		{"title", f.Title, longestTitle}, {"subtitle", f.Subtitle, longestTitle}, {"watermark", f.Watermark, longestTitle},
		{"notes and source", strings.Join(f.Notes, "") + f.Source, longestSmall},
	}
	for _, t := range frame {
		if err := notTooLong(t.what, t.text, t.most); err != nil {
			return err
		}
	}
	all := 0
	for what, text := range f.Content.labels() {
		if err := notTooLong(what, text, longestLabel); err != nil {
			return err
		}
		if all += utf8.RuneCountInString(text); all > longestAll {
			return fmt.Errorf("labels of more than %d characters together: they have no room in a figure; split it", longestAll)
		}
	}
	return nil
}

func notTooLong(what, text string, most int) error {
	if n := utf8.RuneCountInString(text); n > most {
		return fmt.Errorf("%s: found a text of %d characters, expected at most %d: shorten it", what, n, most)
	}
	return nil
}

func (l Lines) labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, s := range l.Series {
			what := fmt.Sprintf("series %d, label", i+1)
			if !yield(what, s.Label) || !yield(what, s.EndText) {
				return
			}
			for _, seam := range s.Seams {
				if !yield(fmt.Sprintf("series %d, seam_label", i+1), seam.Label) {
					return
				}
			}
		}
	}
}

func (b Bars) labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, c := range b.Categories {
			if !yield(fmt.Sprintf("category %d, label", i+1), c) {
				return
			}
		}
		for i, p := range b.Panels {
			if !yield(fmt.Sprintf("panel %d, title", i+1), p.Title) {
				return
			}
			for _, bar := range p.Bars {
				if !yield(fmt.Sprintf("panel %d, the text of a bar", i+1), bar.Text) {
					return
				}
			}
		}
	}
}

func (st Structure) labels() iter.Seq2[string, string] {
	return func(yield func(what, text string) bool) {
		for i, o := range st.Outer {
			what := fmt.Sprintf("outer %d, title", i+1)
			if !yield(what, o.Label) || !yield(what, o.Detail) || !yield(what, o.Mark) {
				return
			}
		}
		for i, g := range st.Groups {
			what := fmt.Sprintf("group %d, title", i+1)
			if !yield(what, g.Heading) || !yield(what, g.Subheading) {
				return
			}
			for k, m := range g.Members {
				if !yield(fmt.Sprintf("group %d, the name of member %d", i+1, k+1), m.Name) {
					return
				}
			}
		}
	}
}
