package chart

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"kuvio/internal/domain"
)

// Field is a key of a spec, as its file, a flag and the schema have it.
type Field struct {
	Key   string // as YAML has it: zero_base
	Flag  string // as a flag has it: zero-base; "" where it is none
	Short string // the flag's letter; "" for none
	Help  string
	Group string        // the keys it stands among that several kinds share: Frame, Values, Beside, Tinted; "" for none
	Value reflect.Value // of the spec, to be read and set
}

// Fields are the keys of a spec in the order in which they stand in it.
func Fields(s Spec) []Field { return fieldsOf(reflect.ValueOf(s).Elem(), "") }

func fieldsOf(v reflect.Value, group string) (fields []Field) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case options == "inline":
			fields = append(fields, fieldsOf(v.Field(i), f.Name)...)
			continue
		case key == "":
			continue
		}
		flag, short, _ := strings.Cut(f.Tag.Get("flag"), ",")
		if flag == "" {
			flag = strings.ReplaceAll(key, "_", "-")
		}
		if flag == "-" {
			flag = ""
		}
		fields = append(fields, Field{key, flag, short, f.Tag.Get("help"), group, v.Field(i)})
	}
	return fields
}

// Bool reports whether the field is true or false, a flag without a value.
func (f Field) Bool() bool {
	t := f.Value.Type()
	if t.Kind() == reflect.Pointer { // true and false are told from neither
		t = t.Elem()
	}
	return t.Kind() == reflect.Bool || t == reflect.TypeFor[Around]()
}

// Type is what help calls the field's value.
func (f Field) Type() string {
	switch f.Value.Interface().(type) {
	case List, PartList:
		return "list"
	case When:
		return "year"
	case Words:
		return "text"
	}
	switch t := f.Value.Type(); {
	case t == reflect.TypeFor[Around]():
		return "word"
	case f.Bool():
		return "bool"
	case t.Kind() == reflect.Int, t.Kind() == reflect.Float64, t.Kind() == reflect.Pointer:
		return "number"
	}
	return "word"
}

// Set reads the field's value as a flag has it; a text is in l.
func (f Field) Set(word string, l domain.Lang) error {
	v := f.Value
	switch into := v.Addr().Interface().(type) {
	case *Words:
		into.Set(l, word)
		return nil
	case *Classing:
		return into.Set(word)
	case interface{ UnmarshalYAML(func(any) error) error }: // it reads words
		return into.UnmarshalYAML(oneWord(word))
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(word)
	case reflect.Bool:
		b, err := strconv.ParseBool(word)
		if err != nil {
			return fmt.Errorf("%q: expected true or false, or the flag alone", word)
		}
		v.SetBool(b)
	case reflect.Int:
		n, err := strconv.Atoi(word)
		if err != nil {
			return fmt.Errorf("%q: expected a whole number", word)
		}
		v.SetInt(int64(n))
	case reflect.Float64:
		x, err := strconv.ParseFloat(word, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return fmt.Errorf("%q: expected a number with a decimal point, such as 2.5", word)
		}
		v.SetFloat(x)
	default:
		return fmt.Errorf("cannot be given as a flag: write it into a spec")
	}
	return nil
}

// oneWord decodes a word as YAML would, into whatever takes any.
func oneWord(word string) func(any) error {
	return func(into any) error {
		if into, ok := into.(*any); ok {
			*into = word
			return nil
		}
		return fmt.Errorf("%q: expected a list", word)
	}
}
