package chart

import (
	"errors"
	"fmt"
	"strings"

	"kuvio/internal/domain"
)

// Words are a text of a figure's frame: in several languages or, written plainly,
// in that of the workspace.
type Words struct {
	domain.Text
	plain string
}

// UnmarshalYAML reads a text, or one a language.
func (w *Words) UnmarshalYAML(decode func(any) error) error {
	if decode(&w.plain) == nil {
		return nil
	}
	return w.Text.UnmarshalYAML(decode)
}

func (w *Words) settle(l domain.Lang) {
	if w.plain != "" {
		w.Set(l, w.plain)
	}
}

// List is words of a spec that stand in a list [ ] or in one text, separated by
// commas.
type List []string

// UnmarshalYAML reads either form. In a list, kunta:179 is read as that, and not as
// a key with a value.
func (l *List) UnmarshalYAML(decode func(any) error) error {
	var found any
	if err := decode(&found); err != nil {
		return err
	}
	items, ok := found.([]any)
	if !ok {
		items = []any{found}
	}
	*l = nil
	for _, item := range items {
		word, err := plainWord(item)
		if err != nil {
			return err
		}
		for part := range strings.SplitSeq(word, ",") {
			if part = strings.TrimSpace(part); part != "" {
				*l = append(*l, part)
			}
		}
	}
	return nil
}

// plainWord is one entry of a list as it was written.
func plainWord(item any) (string, error) {
	switch item := item.(type) {
	case nil:
		return "", nil
	case string:
		return item, nil
	case map[string]any:
		for k, v := range item {
			switch v.(type) {
			case nil:
				return "", fmt.Errorf("found {%s}, expected %s without braces", k, k)
			case []any, map[string]any:
			default:
				if len(item) == 1 {
					return fmt.Sprintf("%s:%v", k, v), nil
				}
			}
		}
	case []any:
	default:
		return fmt.Sprint(item), nil
	}
	return "", errors.New("found a list or keys within a list, expected words")
}

func (l List) String() string { return strings.Join(l, ",") }

// When is a time as a spec names it: a year, two of them, a span such as
// 2000-2021, or latest.
type When string

// Latest asks for the last year in which nearly all areas have a value.
const Latest When = "latest"

// UnmarshalYAML reads a number, a text or a list of two.
func (w *When) UnmarshalYAML(decode func(any) error) error {
	var l List
	if err := l.UnmarshalYAML(decode); err != nil {
		return err
	}
	*w = When(l.String())
	return nil
}
