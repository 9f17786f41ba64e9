package postgres

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgservicefile"

	"kuvio/internal/store"
)

// setting is one of an address that may be wrong before any server is asked.
type setting struct {
	name     string // in an address and in a file of services
	env      string // the variable that gives it
	expected string
	ok       func(value string) bool
}

// checked are those that are looked at, in the order in which a server is found by them.
var checked = []setting{
	{"port", "PGPORT", "a number from 1 to 65535, mostly 5432", arePorts},
	{"sslmode", "PGSSLMODE", "disable, allow, prefer, require, verify-ca or verify-full", oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full")},
	{"sslrootcert", "PGSSLROOTCERT", "a file of certificates (PEM) that can be read, or system", isAuthorities},
	{"sslcert", "PGSSLCERT", "a file that can be read, and its key in sslkey", isFile},
	{"sslkey", "PGSSLKEY", "a file that can be read, and its certificate in sslcert", isFile},
	{"connect_timeout", "PGCONNECT_TIMEOUT", "a number of seconds", isNumber},
	{"target_session_attrs", "PGTARGETSESSIONATTRS", "any, read-write, read-only, primary, standby or prefer-standby", oneOf("any", "read-write", "read-only", "primary", "standby", "prefer-standby")},
	{"channel_binding", "PGCHANNELBINDING", "disable, prefer or require", oneOf("disable", "prefer", "require")},
}

// misread says what of an address cannot be read, or of what a service or the environment
// adds to it: where that stands, what was found, what is expected. What may be a password
// in a wrong place is not said.
func misread(address store.Address) error {
	unreadable := errors.New("the store's address cannot be read, or what the environment, a service or a file of certificates adds to it (PGHOST, PGSSLMODE, PGSERVICE, PGSSLROOTCERT ...): expected what 'kuvio help store' says")
	u, err := url.Parse(string(address))
	if err != nil {
		return unreadable
	}
	if port := u.Port(); port != "" && !arePorts(port) {
		if u.User == nil { // it may be the password of a role, and the server left out
			return wrong("port in the store's address", "another", checked[0].expected)
		}
		return wrong("port in the store's address", shown(port), checked[0].expected)
	}
	query := u.Query()
	service, file, err := serviceOf(query)
	if err != nil {
		return err
	}
	for _, s := range checked {
		value, where := query.Get(s.name), s.name+" in the store's address"
		if value == "" && service != nil {
			value, where = service.Settings[s.name], fmt.Sprintf("%s of the service %s in %s", s.name, service.Name, file)
		}
		if value == "" {
			value, where = os.Getenv(s.env), s.env
		}
		if value != "" && !s.ok(value) {
			return wrong(where, shown(value), s.expected)
		}
	}
	return unreadable
}

func wrong(where, found, expected string) error {
	return fmt.Errorf("%s: found %s, expected %s: put it right or leave it out ('kuvio help store')", where, found, expected)
}

// shown is a value as it may be shown: not where another setting has come into it.
func shown(value string) string {
	if strings.ContainsAny(value, "=@") {
		return "several settings in one"
	}
	return strconv.Quote(value)
}

// serviceOf is the service that an address or the environment names, and the file that
// it is in; nil where none is named.
func serviceOf(query url.Values) (of *pgservicefile.Service, file string, err error) {
	name, where := query.Get("service"), "service in the store's address"
	if name == "" {
		name, where = os.Getenv("PGSERVICE"), "PGSERVICE"
	}
	if name == "" {
		return nil, "", nil
	}
	if file = query.Get("servicefile"); file == "" {
		file = os.Getenv("PGSERVICEFILE")
	}
	if home, err := os.UserHomeDir(); err == nil && file == "" {
		file = filepath.Join(home, ".pg_service.conf")
	}
	services, err := pgservicefile.ReadServicefile(file)
	var path *os.PathError
	switch {
	case errors.As(err, &path):
		return nil, "", wrong(where, shown(name), fmt.Sprintf("a service of a file, and %s cannot be read (%v; PGSERVICEFILE names another)", file, path.Err))
	case err != nil:
		return nil, "", fmt.Errorf("%s, which has the service %s, cannot be read (%w): expected [NAME] and below it lines such as host=tietokanta", file, shown(name), err)
	}
	if of, err = services.GetService(name); err != nil {
		return nil, "", wrong(where, shown(name), "one of those in "+file+list(services))
	}
	return of, file, nil
}

// list names the services of a file.
func list(of *pgservicefile.Servicefile) string {
	if len(of.Services) == 0 {
		return ", which has none"
	}
	names := make([]string, len(of.Services))
	for i, s := range of.Services {
		names[i] = s.Name
	}
	return ": " + strings.Join(names, ", ")
}

func oneOf(words ...string) func(string) bool {
	return func(value string) bool { return slices.Contains(words, value) }
}

// arePorts reports whether a text is a port, or one for each of several servers.
func arePorts(value string) bool {
	for one := range strings.SplitSeq(value, ",") {
		if n, err := strconv.ParseUint(one, 10, 16); one != "" && (err != nil || n == 0) {
			return false
		}
	}
	return true
}

func isNumber(value string) bool {
	_, err := strconv.ParseUint(value, 10, 31)
	return err == nil
}

func isFile(path string) bool {
	_, err := os.ReadFile(path)
	return err == nil
}

func isAuthorities(path string) bool {
	if path == "system" {
		return true
	}
	pem, err := os.ReadFile(path)
	return err == nil && x509.NewCertPool().AppendCertsFromPEM(pem)
}
