package postgres

import (
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"kuvio/internal/store"
)

// Times that a server has.
const (
	connecting = 10 * time.Second // to answer to whoever connects, unless connect_timeout says otherwise
	silence    = time.Minute      // to go on answering
)

// parse reads an address with what it leaves to the environment and to files, as
// libpq does: PGHOST, PGPASSWORD and so on, .pgpass, services, certificates.
// A file of passwords that is not used, see withoutExposed, is said.
func parse(address store.Address) (config *pgx.ConnConfig, unused string, err error) {
	config, unused, err = withoutExposed(address)
	if err != nil { // whose text may have a password in it
		return nil, "", misread(address)
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "kuvio"
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connecting
	}
	dialer := &net.Dialer{KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 4}}
	config.DialFunc = listening(dialer.DialContext, silence)
	return config, unused, nil
}

// searchPath is the setting that names the schema.
const searchPath = "search_path"

// schemaOf is where the tables are: in the first schema of the search_path that the
// address gives, or in kuvio.
func schemaOf(c *pgx.ConnConfig) string {
	first, _, _ := strings.Cut(c.RuntimeParams[searchPath], ",")
	if first = strings.Trim(strings.TrimSpace(first), `"`); first != "" {
		return first
	}
	return usualSchema
}

// Name is what the store at an address is called.
func Name(address store.Address) string {
	config, _, err := parse(address)
	if err != nil {
		return "the database"
	}
	return nameOf(config)
}

// usualSchema is the one that needs no naming.
const usualSchema = "kuvio"

// nameOf is what a store is called: its address without what is secret or beside the
// point.
func nameOf(c *pgx.ConnConfig) string {
	host := c.Host
	if strings.HasPrefix(host, "/") { // a socket of this machine
		host = ""
	} else if c.Port != 5432 {
		host = net.JoinHostPort(host, fmt.Sprint(c.Port))
	}
	u := url.URL{Scheme: "postgres", Host: host, Path: "/" + c.Database}
	if schema := schemaOf(c); schema != usualSchema {
		u.RawQuery = url.Values{searchPath: {schema}}.Encode()
	}
	return u.String()
}
