package figure

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kuvio/internal/figure/canvas"
)

// How long a figure's texts may be, in characters: beyond it nobody reads them,
// and to lay them out takes longer with the square of their length.
const (
	longestTitle = 1000   // of the title, the subtitle and the watermark each
	longestSmall = 8000   // of the notes and the source together
	longestLabel = 400    // of each that stands within the figure
	longestAll   = 20_000 // of these together
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
	for what, text := range f.Content.Labels() {
		if err := notTooLong(what, text, longestLabel); err != nil {
			return err
		}
		if all += utf8.RuneCountInString(text); all > longestAll {
			return fmt.Errorf("labels of more than %d characters together: they have no room in a figure; split it", longestAll)
		}
	}
	return nil
}

// Strange are the characters of the figure's texts that its font has not and
// draws as a box, in their order.
func (f Figure) Strange() []rune {
	texts := append([]string{f.Title, f.Subtitle}, append(slices.Clone(f.Notes), f.Source, f.Watermark)...)
	for _, text := range f.Content.Labels() {
		texts = append(texts, text)
	}
	return canvas.Strange(texts...)
}

func notTooLong(what, text string, most int) error {
	if n := utf8.RuneCountInString(text); n > most {
		return fmt.Errorf("%s: found a text of %d characters, expected at most %d: shorten it", what, n, most)
	}
	return nil
}
