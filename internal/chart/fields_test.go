package chart

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"kuvio/internal/domain"
	"kuvio/internal/strictyaml"
)

// samples are words that a flag of a type takes.
var samples = map[string][]string{
	"bool": {"true", "false"}, "list": {"maa,kunta:179", "191"}, "year": {"2021", "2014,2021", "latest"},
	"text": {"Sijoitetut"}, "number": {"3"}, "word": {"2015", "focus", "maa", "equal:4", "1,1.5,2", "2010:1.2,2016:1.5", "age=0-17,age=18-64"},
}

// What a flag was given for is in the spec that --spec prints, and is read from it
// again as it was, for every key of every kind.
func TestFlagsAreWhatTheSpecSays(t *testing.T) {
	for _, of := range Kinds {
		for i, f := range Fields(of.New()) {
			if f.Flag == "" {
				continue
			}
			taken := 0
			for _, word := range samples[f.Type()] {
				given, err := New(of.Kind)
				if err != nil {
					t.Fatal(err)
				}
				read := of.New()
				if Fields(given)[i].Set(word, domain.Finnish) != nil {
					continue
				}
				taken++
				text, err := YAML(given)
				if err != nil {
					t.Fatalf("%s, %s %s: %v", of.Kind, f.Key, word, err)
				}
				if err := strictyaml.Decode(text, read); err != nil {
					t.Errorf("%s, %s %s: %v", of.Kind, f.Key, word, err)
					continue
				}
				read.Head().settle("", domain.Finnish)
				want, got := Fields(given)[i].Value.Interface(), Fields(read)[i].Value.Interface()
				if w, ok := want.(Words); ok {
					want, got = w.Text, domain.Text{FI: got.(Words).In(domain.Finnish)}
				}
				if !reflect.DeepEqual(want, got) {
					t.Errorf("%s, %s %s: written as\n%sand read as %+v, want %+v", of.Kind, f.Key, word, text, got, want)
				}
			}
			if taken == 0 {
				t.Errorf("%s: --%s (%s) takes none of %q", of.Kind, f.Flag, f.Type(), samples[f.Type()])
			}
			if f.Help == "" {
				t.Errorf("%s: --%s says nothing of itself", of.Kind, f.Flag)
			}
		}
	}
}

// The schema has the keys of every kind, and no others.
func TestSchemaHasEveryKey(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		OneOf []struct {
			Properties map[string]struct{ Const Kind }
		}
	}
	if err := json.Unmarshal(text, &schema); err != nil || len(schema.OneOf) != len(Kinds) {
		t.Fatalf("%d kinds, %v", len(schema.OneOf), err)
	}
	for i, of := range Kinds {
		var keys, want []string
		for key := range schema.OneOf[i].Properties {
			keys = append(keys, key)
		}
		for _, f := range Fields(of.New()) {
			want = append(want, f.Key)
		}
		slices.Sort(keys)
		slices.Sort(want)
		if !slices.Equal(keys, want) || schema.OneOf[i].Properties["kind"].Const != of.Kind {
			t.Errorf("%s: %q, want %q", of.Kind, keys, want)
		}
	}
}
