package bom

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLicences(t *testing.T) {
	const redistribution = "Redistribution and use in source and binary forms, with or without\nmodification, are permitted\n"
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"Apache":            {"                              Apache License\n                        Version 2.0, January 2004\n", []string{"Apache-2.0"}},
		"BSD, three":        {redistribution + "   * Neither the name of Google Inc. nor the names of its\n", []string{"BSD-3-Clause"}},
		"BSD, two":          {redistribution + "THIS SOFTWARE IS PROVIDED", []string{"BSD-2-Clause"}},
		"ISC":               {"Permission to use, copy, modify, and/or distribute this software for any\n purpose with or without fee is hereby granted", []string{"ISC"}},
		"MIT in a comment":  {"// Permission is hereby granted, free of charge, to any person obtaining a copy\n// of this software and associated documentation files (the \"Software\")", []string{"MIT"}},
		"fonts":             {"SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007", []string{"OFL-1.1"}},
		"two in a file":     {"Apache License, Version 2.0\n----\n" + redistribution + "Neither the name", []string{"Apache-2.0", "BSD-3-Clause"}},
		"one that is not":   {"GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", nil},
		"a grant of rights": {"Additional IP Rights Grant (Patents)", nil},
	} {
		if got := Licences([]byte(test.text)); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, expected %v", name, got, test.want)
		}
	}
}

// TestLinked has every module of the program have a licence that is known, on each
// system, and names some by what they are known to have.
func TestLinked(t *testing.T) {
	want := map[string][]string{
		"codeberg.org/go-fonts/liberation": {"BSD-3-Clause", "OFL-1.1"},
		"github.com/spf13/cobra":           {"Apache-2.0"},
		"golang.org/x/text":                {"BSD-3-Clause"},
		"github.com/jackc/pgx/v5":          {"MIT"},
		"modernc.org/sqlite":               {"BSD-3-Clause", "MIT"},
		standard:                           {"BSD-3-Clause"},
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		modules, err := Linked("kuvio/cmd/kuvio", []string{"GOOS=" + system, "CGO_ENABLED=0"})
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]Module{}
		for _, m := range modules {
			found[m.Path] = m
		}
		for path, ids := range want {
			if got := found[path].Licences; !slices.Equal(got, ids) {
				t.Errorf("%s: %s: %v, expected %v", system, path, got, ids)
			}
		}
		if _, ok := found["github.com/inconshreveable/mousetrap"]; ok != (system == "windows") {
			t.Errorf("%s: mousetrap %v: it is of Windows alone", system, ok)
		}
		if _, ok := found["github.com/google/rpmpack"]; ok {
			t.Errorf("%s: what makes releases is linked into what is released", system)
		}
		if !slices.ContainsFunc(found["github.com/klauspost/compress"].Texts, func(t Text) bool { return t.File == "zstd/internal/xxhash/LICENSE.txt" }) {
			t.Errorf("%s: the licence of a folder within a module is not found", system)
		}
	}
}

func TestWrite(t *testing.T) {
	modules := []Module{
		{Path: "example.org/A", Version: "v2.0.0+incompatible", Sum: "h1:abc=", Licences: []string{"MIT", "OFL-1.1"}},
		{Path: standard, Version: "go1.26.8", Licences: []string{"BSD-3-Clause"}},
	}
	at := time.Date(2026, 11, 29, 12, 0, 0, 0, time.FixedZone("", 7200))
	var b bytes.Buffer
	if err := Write(&b, Program{"kuvio", "0.1.0", "MIT", []byte("abc")}, modules, at); err != nil {
		t.Fatal(err)
	}
	var got document
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	const sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-2, B.1
	if h := got.Metadata.Component.Hashes; len(h) != 1 || h[0] != (hash{"SHA-256", sha}) {
		t.Errorf("sums %v", h)
	}
	if got.Metadata.Timestamp != "2026-11-29T10:00:00Z" || got.SerialNumber != "urn:uuid:ba7816bf-8f01-8fea-8141-40de5dae2223" {
		t.Errorf("time %s, number %s", got.Metadata.Timestamp, got.SerialNumber)
	}
	var parts []string
	for _, c := range got.Components {
		parts = append(parts, c.PURL)
	}
	if want := "pkg:golang/example.org/a@v2.0.0%2Bincompatible pkg:golang/stdlib@1.26.8"; strings.Join(parts, " ") != want {
		t.Errorf("components %v, expected %s", parts, want)
	}
	if !strings.Contains(b.String(), `"id": "OFL-1.1"`) || !strings.Contains(b.String(), `"value": "h1:abc="`) {
		t.Errorf("a licence or a sum is lacking:\n%s", b.String())
	}
}

// TestHolds is of the modules of this test's own program.
func TestHolds(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	modules, err := Linked("kuvio/internal/release/bom", nil) // of kuvio and Go alone
	if err != nil {
		t.Fatal(err)
	}
	if err := Holds(program, modules); err != nil {
		t.Error(err)
	}
	more := append(slices.Clone(modules), Module{Path: "example.org/a", Version: "v1.0.0"})
	if err := Holds(program, more); err == nil || !strings.Contains(err.Error(), "example.org/a") {
		t.Errorf("a module that is not in the program: %v", err)
	}
	if err := Holds(program, nil); err == nil || !strings.Contains(err.Error(), "does not name") {
		t.Errorf("a module that is not listed: %v", err)
	}
}
