package chart

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"kuvio/internal/catalog"
)

// eachWord stands in a spec for each of the regions that its key each names.
const eachWord = "each"

// regionKeys are the keys whose values are regions.
var regionKeys = []string{"region", "regions", "with", "focus", "others"}

// Each is a spec as it is or, where it asks for a figure for each of several
// regions, one of each, with the region's id after the figure's: "kuvio-3.kunta-179".
// Those whose region cannot be read, or has ended, are broken by themselves.
func (b *Builder) Each(s Spec) (all []Spec, broken []Broken) {
	f := s.Head()
	if f.Each == "" {
		return []Spec{s}, nil
	}
	refs, err := catalog.ParseRefs(f.Each)
	if err != nil {
		return nil, []Broken{{f.ID, f.File(), inFile(faultf("$.each", "each: %v", err), f.named(), f.content)}}
	}
	made := make(map[string]bool)
	for _, ref := range refs {
		areas, err := b.Session.Areas(ref.String())
		for _, a := range areas {
			of := string(a.ID)
			switch id := f.eachID(of); {
			case strings.Contains(of, ","):
				err = fmt.Errorf("%s is several regions as one, expected regions by themselves", of)
			case !made[id]:
				made[id] = true
				all = append(all, ofEach(s, id, of))
			}
		}
		if err != nil {
			broken = append(broken, Broken{f.eachID(ref.String()), f.File(), inFile(faultf("$.each", "each: %v", err), f.named(), f.content)})
		}
	}
	return all, broken
}

// eachID is the id of the figure of one region.
func (f *Frame) eachID(of string) string {
	return f.ID + "." + strings.NewReplacer(":", "-", "/", "-").Replace(of)
}

// ofEach is the spec of one region.
func ofEach(s Spec, id, of string) Spec {
	one := cloned(reflect.ValueOf(s)).Interface().(Spec)
	replaceEach(reflect.ValueOf(one).Elem(), "", of)
	one.Head().Each, one.Head().ID = "", id
	return one
}

// settleEach puts the word for each region where the spec names none, and is an
// error where no key would take it.
func settleEach(s Spec) error {
	if s.Head().Each == "" {
		return nil
	}
	v := reflect.ValueOf(s).Elem()
	if takesEach(v) {
		return nil
	}
	fields := Fields(s)
	if slices.ContainsFunc(fields, func(f Field) bool { return f.Key == "series" && f.Value.Len() > 0 }) {
		fields = nil // each of them names its region
	}
	for _, f := range fields {
		if regions, ok := f.Value.Addr().Interface().(*List); ok && f.Key == "regions" && len(*regions) == 0 {
			*regions = List{eachWord}
			return nil
		}
		if f.Key == "region" && f.Value.Kind() == reflect.String && f.Value.String() == "" {
			f.Value.SetString(eachWord)
			return nil
		}
	}
	var such []string
	for _, f := range Fields(s) {
		switch f.Key {
		case "region", "regions", "focus":
			such = append(such, f.Key+": "+eachWord)
		case "with":
			such = append(such, "with: rest:"+eachWord)
		}
	}
	return faultf("$.each", "each: no region of the figure is written as %s, expected one, such as %s", eachWord, strings.Join(such, " or "))
}

// isEach reports whether a reference holds the word: each, rest:each, kunta@each.
func isEach(ref string) bool {
	return ref == eachWord || strings.HasSuffix(ref, ":"+eachWord) || strings.HasSuffix(ref, "@"+eachWord)
}

// takesEach reports whether any region of a spec is written with the word.
func takesEach(v reflect.Value) (takes bool) {
	refsIn(v, "", func(ref string) string {
		takes = takes || isEach(ref)
		return ref
	})
	return takes
}

func replaceEach(v reflect.Value, key, region string) {
	refsIn(v, key, func(ref string) string {
		if isEach(ref) {
			return strings.TrimSuffix(ref, eachWord) + region
		}
		return ref
	})
}

// refsIn gives every reference to regions in a spec to change, and puts back what
// that makes of it.
func refsIn(v reflect.Value, key string, change func(string) string) {
	isRegions := slices.Contains(regionKeys, key)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			if name != "" || options == "inline" {
				refsIn(v.Field(i), name, change)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			refsIn(v.Index(i), key, change)
		}
	case reflect.String:
		if isRegions && v.CanSet() {
			v.SetString(change(v.String()))
		}
	}
}

// cloned is a deep copy of a spec: what is done to it leaves the spec as it is.
func cloned(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(reflect.New(v.Type().Elem()))
			c.Elem().Set(cloned(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				c.Index(i).Set(cloned(v.Index(i)))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if c.Field(i).CanSet() {
				c.Field(i).Set(cloned(v.Field(i)))
			}
		}
	}
	return c
}
