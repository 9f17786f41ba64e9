package chart

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"kuvio/internal/domain"
	"kuvio/internal/late"
)

// placeholder is what a text may hold to be filled in: "{year}".
var placeholder = late.Regexp(`\{[^{}\s]*\}`)

// filled are the placeholders of the texts around a figure, and what each needs
// to be known: the years of the data, its one indicator, or its regions.
var filled = []struct {
	name string
	of   func(*subject) bool // whether the figure has it; nil where it always has
}{
	{"{year}", nil}, {"{years}", nil}, {"{first}", nil}, {"{last}", nil},
	{"{region}", (*subject).placed}, {"{region:in}", (*subject).placed}, {"{region:gen}", (*subject).placed},
	{"{indicator}", (*subject).counted}, {"{unit}", (*subject).measured},
}

// seamPlaceholder is all that a label at a seam may hold.
const seamPlaceholder = "{first}"

// eachText visits every text of a spec with its key and its path, "$.title".
func eachText(s Spec, visit func(key, path string, t domain.Text)) {
	textsIn(reflect.ValueOf(s).Elem(), "", "$", visit)
}

func textsIn(v reflect.Value, key, path string, visit func(key, path string, t domain.Text)) {
	switch t := v.Interface().(type) {
	case Words:
		visit(key, path, t.Text)
		return
	case domain.Text:
		visit(key, path, t)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			switch {
			case options == "inline":
				textsIn(v.Field(i), key, path, visit)
			case name != "":
				textsIn(v.Field(i), name, path+"."+name, visit)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			textsIn(v.Index(i), key, path+"["+strconv.Itoa(i)+"]", visit)
		}
	}
}

// checkTexts refuses placeholders that nothing would fill in.
func checkTexts(s Spec) (wrong []error) {
	eachText(s, func(key, path string, t domain.Text) {
		var told []string
		for _, l := range domain.Langs {
			for _, found := range placeholder().FindAllString(t.Own(l), -1) {
				if err := unfilled(found, key, path); err != nil && !slices.Contains(told, found) {
					told, wrong = append(told, found), append(wrong, err)
				}
			}
		}
	})
	return wrong
}

// unfilled is what is wrong with a placeholder in a text; nil where nothing is.
func unfilled(found, key, path string) error {
	var known []string
	switch {
	case slices.Contains([]string{"$.title", "$.subtitle", "$.source"}, path) || strings.HasPrefix(path, "$.notes["):
		for _, p := range filled {
			known = append(known, p.name)
		}
	case key == "seam_label":
		known = []string{seamPlaceholder}
	}
	if slices.Contains(known, found) {
		return nil
	}
	if len(known) == 0 {
		return faultf(path, "%s: found %s, which is filled in in titles, subtitles, notes and sources alone", key, found)
	}
	return faultf(path, "%s: found %s, expected one of %s%s", key, found, strings.Join(known, ", "), didYouMean(found, known))
}

// checkFilled finds a placeholder that the figure, as its data has it, cannot fill in.
func (f *Figure) checkFilled() (err error) {
	frame := append([]Words{f.Title, f.Subtitle, f.Source}, f.Notes...)
	for _, p := range filled {
		if p.of == nil || p.of(&f.about) {
			continue
		}
		for i, w := range frame {
			if text := w.FI + w.SV + w.EN; strings.Contains(text, p.name) {
				key := append([]string{"title", "subtitle", "source"}, "notes")[min(i, 3)]
				err = cmp.Or(err, faultf("$."+key, "%s: found %s, %s", key, p.name, f.about.several(p.name)))
			}
		}
	}
	return err
}

// several says of what a figure is, where a placeholder asks for one.
func (a *subject) several(name string) string {
	if strings.HasPrefix(name, "{region") {
		return fmt.Sprintf("but the figure is of %d regions: expected one to %d, or a set such as kunta@maakunta:13", len(a.places), mostPlaces)
	}
	return fmt.Sprintf("but the figure is of %d indicators or units: expected one", len(a.indicators))
}

// text fills in what a text asks for. A text that begins with a placeholder begins
// with a capital.
func (f *Figure) text(t domain.Text, l domain.Lang) string {
	text := t.In(l)
	if !placeholder().MatchString(text) {
		return text
	}
	first, last := f.first, f.last
	if !f.first.IsZero() && first.Year() != first.LastYear() {
		first = domain.Year(first.Year())
	}
	if !f.last.IsZero() && last.Year() != last.LastYear() {
		last = domain.Year(last.LastYear())
	}
	written := strings.NewReplacer(
		"{year}", string(f.last), "{years}", f.years(l), "{first}", string(first), "{last}", string(last),
		"{region}", f.about.region(l), "{region:in}", f.about.in(l), "{region:gen}", f.about.genitive(l),
		"{indicator}", f.about.indicator(l), "{unit}", f.about.measure(l),
	).Replace(text)
	if strings.HasPrefix(text, "{") && written != "" {
		return upperFirst(written)
	}
	return written
}
