// Package deepcopy stands in for github.com/tiendc/go-deepcopy, with which Excelize
// copies parts of sheets: go.mod replaces it. The original looks methods up by number,
// and in a program that does, the linker keeps every exported method of every type in
// use, which is a fifth of kuvio.
package deepcopy

import (
	"fmt"
	"reflect"
)

// Copy puts a copy of src, a value or a pointer to one, where dst points. The two are of
// one type, and what dst then holds shares nothing with src. Fields that are not exported
// are zero in it.
func Copy(dst, src any) error {
	to, from := reflect.ValueOf(dst), reflect.Indirect(reflect.ValueOf(src))
	if to.Kind() != reflect.Pointer || to.IsNil() || !from.IsValid() || to.Type().Elem() != from.Type() {
		return fmt.Errorf("cannot copy %T to %T: expected a value, and a pointer to another of its type", src, dst)
	}
	to.Elem().Set(copied(from))
	return nil
}

func copied(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(reflect.New(v.Type().Elem()))
			c.Elem().Set(copied(v.Elem()))
		}
	case reflect.Interface:
		if !v.IsNil() {
			c.Set(copied(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		for i := range v.Len() {
			c.Index(i).Set(copied(v.Index(i)))
		}
	case reflect.Array:
		for i := range v.Len() {
			c.Index(i).Set(copied(v.Index(i)))
		}
	case reflect.Map:
		if !v.IsNil() {
			c.Set(reflect.MakeMap(v.Type()))
		}
		for key, value := range v.Seq2() {
			c.SetMapIndex(key, copied(value))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if c.Field(i).CanSet() {
				c.Field(i).Set(copied(v.Field(i)))
			}
		}
	default:
		c.Set(v)
	}
	return c
}
