package store

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestParseAddress(t *testing.T) {
	abs := filepath.Join(t.TempDir(), "a.db")
	for _, c := range []struct {
		text     string
		want     string
		file     bool
		password bool
	}{
		{"data/kuvio.db", filepath.Join("ws", "data", "kuvio.db"), true, false},
		{abs, abs, true, false},
		{"a:b@c.db", filepath.Join("ws", "a:b@c.db"), true, false},
		{"postgres://kuvio@tietokanta/hyvinvointi", "postgres://kuvio@tietokanta/hyvinvointi", false, false},
		{"postgresql://tietokanta:6432/x?sslmode=verify-full", "postgresql://tietokanta:6432/x?sslmode=verify-full", false, false},
		{"postgres:///x?host=/run/postgresql", "postgres:///x?host=/run/postgresql", false, false},
		{"postgres://?service=hyte", "postgres://?service=hyte", false, false},
		{"postgres://k:s%40la@h/x", "postgres://k:s%40la@h/x", false, true},
		{"postgres://k@h/x?password=salainen", "postgres://k@h/x?password=salainen", false, true},
		{"postgres://k@h/x?sslpassword=salainen", "postgres://k@h/x?sslpassword=salainen", false, true},
	} {
		a, err := ParseAddress(c.text, "ws")
		if err != nil || string(a) != c.want {
			t.Errorf("%s: %q, %v", c.text, a, err)
		}
		if _, file := a.File(); file != c.file || a.HasPassword() != c.password {
			t.Errorf("%s: a file %v, a password %v", c.text, file, a.HasPassword())
		}
	}
	for text, want := range map[string]string{
		"host=h dbname=x":               "found settings of a database as NAME=VALUE, expected the path of a file, or one such as postgres://tietokanta/hyvinvointi",
		" user = k password=salainen":   "?sslmode=require",
		"postgres:/h/x":                 "found an address without // before the server",
		"https://tietokanta/x":          "found the address of something that is no store, expected the path of a file, or one such as postgres://tietokanta/hyvinvointi",
		"mysql://k:salainen@h/x":        "found the address of something that is no store",
		"postgres://k:sala/inen@h/x":    "found an address that cannot be read, expected",
		"postgres://k:12/salainen@h/x":  "%2F",
		"postgres://k:salainen#1@h/x":   "%23",
		"postgres://k:%zzsalainen@h/x":  "found an address that cannot be read",
		"postgres://k:salainen@h":       "found an address that names no database",
		"postgres://k:salainen@h:abc/x": "found an address that cannot be read",
	} {
		_, err := ParseAddress(text, "")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want it to say %q", text, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "inen") {
			t.Errorf("%s: a password is said: %v", text, err)
		}
	}
}
