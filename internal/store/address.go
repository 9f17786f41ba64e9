package store

import (
	"errors"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
)

// Address is where a store is: the path of a file, or a database of PostgreSQL,
// postgres://ROLE@HOST/DATABASE.
type Address string

// What an address of a database is to look like. None of what was found is said: a
// password may be in the wrong place of it.
const (
	addressForm = "expected the path of a file, or one such as postgres://tietokanta/hyvinvointi, of a server and a database, with ROLE@ before the server"
	libpqForm   = "found settings of a database as NAME=VALUE, "
	escapes     = "; in a name or a password :, /, ?, # and @ are written %3A, %2F, %3F, %23 and %40"
)

// ParseAddress reads an address. The path of a file is from a folder.
func ParseAddress(text, dir string) (Address, error) {
	scheme, _, isURL := strings.Cut(text, "://")
	switch {
	case !isURL && isSettings(text):
		return "", errors.New(libpqForm + addressForm + "; a setting such as sslmode=require follows as ?sslmode=require")
	case !isURL && (strings.HasPrefix(text, "postgres:") || strings.HasPrefix(text, "postgresql:")):
		return "", errors.New("found an address without // before the server, " + addressForm)
	case !isURL && filepath.IsAbs(text):
		return Address(filepath.Clean(text)), nil
	case !isURL:
		return Address(filepath.Join(dir, text)), nil
	case scheme != "postgres" && scheme != "postgresql":
		return "", errors.New("found the address of something that is no store, " + addressForm)
	}
	u, err := url.Parse(text)
	switch {
	case err != nil, u.Fragment != "", strings.Contains(u.Path, "@"):
		return "", errors.New("found an address that cannot be read, " + addressForm + escapes)
	case strings.Trim(u.Path, "/") == "" && !u.Query().Has("dbname") && !u.Query().Has("service"):
		return "", errors.New("found an address that names no database, " + addressForm)
	}
	return Address(text), nil
}

// settings are those by one of which an address in the other form of PostgreSQL's begins,
// "host=tietokanta dbname=hyvinvointi".
var settings = []string{"host", "hostaddr", "port", "dbname", "user", "password", "passfile", "service", "sslmode", "connect_timeout", "options", "application_name"}

// isSettings reports whether a text is an address in that form.
func isSettings(text string) bool {
	name, _, ok := strings.Cut(text, "=")
	return ok && slices.Contains(settings, strings.TrimSpace(name))
}

// File is the path of the file that a store is; false where it is none.
func (a Address) File() (path string, ok bool) {
	return string(a), !strings.Contains(string(a), "://")
}

// HasPassword reports whether an address carries one.
func (a Address) HasPassword() bool {
	u, err := url.Parse(string(a))
	if _, file := a.File(); file || err != nil {
		return false
	}
	_, has := u.User.Password()
	return has || u.Query().Has("password") || u.Query().Has("sslpassword")
}
