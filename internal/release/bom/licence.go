package bom

import (
	"bytes"
	"regexp"
)

// licences are the licences known here: by SPDX, and what their texts say and others
// do not. All let a program be passed on with a copy of the text.
var licences = []struct {
	id        string
	says, not *regexp.Regexp // of the text with single spaces; not may be nil
}{
	{"Apache-2.0", regexp.MustCompile(`Apache License,? Version 2\.0`), nil},
	{"BSD-2-Clause", regexp.MustCompile(`Redistribution and use in source and binary forms`), neitherName},
	{"BSD-3-Clause", neitherName, nil},
	{"BSL-1.0", regexp.MustCompile(`Boost Software License - Version 1\.0`), nil},
	{"ISC", regexp.MustCompile(`Permission to use, copy, modify, and( or)? distribute this software for any purpose with or without fee`), nil},
	{"MIT", regexp.MustCompile(`Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files`), nil},
	{"MPL-2.0", regexp.MustCompile(`Mozilla Public License,? [Vv]ersion 2\.0`), nil},
	{"OFL-1.1", regexp.MustCompile(`SIL OPEN FONT LICENSE Version 1\.1`), nil},
}

var neitherName = regexp.MustCompile(`Redistribution and use in source and binary forms[\s\S]*(Neither the name|name of the author may not be used|names of its contributors may)`)

var space = regexp.MustCompile(`[\s#*/]+`)

// Licences are the known licences that a text is of, by SPDX, in the order of their
// names; none where it is of another.
func Licences(text []byte) []string {
	text = bytes.TrimSpace(space.ReplaceAll(text, []byte(" ")))
	var ids []string
	for _, l := range licences {
		if l.says.Match(text) && (l.not == nil || !l.not.Match(text)) {
			ids = append(ids, l.id)
		}
	}
	return ids
}
