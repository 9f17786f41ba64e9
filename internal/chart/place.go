package chart

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// placed is an error of building a figure at the key that gives it by itself: the first
// whose regions or indicators cannot be read.
func (b *Builder) placed(err error, s Spec) error {
	var f *fault
	if errors.As(err, &f) {
		return err
	}
	if path := b.unread(reflect.ValueOf(s).Elem(), "", "$"); path != "" {
		return &fault{path, err.Error()}
	}
	return err
}

// unread is the path of the first regions or indicators in a value that cannot be
// read; "" for none.
func (b *Builder) unread(v reflect.Value, key, path string) string {
	switch v.Kind() {
	case reflect.Pointer:
		return b.unread(v.Elem(), key, path)
	case reflect.Struct:
		for i := range v.NumField() {
			name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			at := path
			if name != "" {
				at += "." + name
			}
			if name == "" && options != "inline" {
				continue
			}
			if found := b.unread(v.Field(i), name, at); found != "" {
				return found
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if found := b.unread(v.Index(i), key, path+"["+strconv.Itoa(i)+"]"); found != "" {
				return found
			}
		}
	case reflect.String:
		if b.unreadWord(key, v.String()) {
			return path
		}
	}
	return ""
}

// unreadWord reports whether what a key says is regions or indicators that cannot be read.
func (b *Builder) unreadWord(key, word string) bool {
	var err error
	switch {
	case word == "":
	case key == "indicator" || key == "indicators":
		_, err = b.Session.Selectors(word)
	case key == "with":
		_, err = b.refs(List{word})
	case key == "members" || slices.Contains(regionKeys, key):
		_, err = b.Session.Areas(word)
	}
	return err != nil
}
