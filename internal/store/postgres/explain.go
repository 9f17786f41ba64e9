package postgres

import (
	"crypto/tls"
	"crypto/x509"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Codes of errors (https://www.postgresql.org/docs/current/errcodes-appendix.html).
const (
	lockNotAvailable = "55P03"
	notSupported     = "0A000"
	syntaxError      = "42601"
	noSuchFunction   = "42883"
	wrongPassword    = "28P01"
	notLetIn         = "28000"
	noSuchSetting    = "42704"
)

// code is PostgreSQL's of an error; "" for other errors.
func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// supported is an error, but none where it is that a database like PostgreSQL does not
// have what was asked for.
func supported(err error) error {
	switch code(err) {
	case notSupported, syntaxError, noSuchFunction:
		return nil
	}
	return err
}

// lost follows what was said of a connection that ended.
const lost = ": an import is stored whole or not at all; try again"

// Explain says in a sentence, with what to do, what a server or the way to it says of an
// error. Other errors are returned as they are.
func Explain(err error) error {
	var server *pgconn.PgError
	var connecting *pgconn.ConnectError
	var silent *silentError
	var ended *lostError
	switch {
	case errors.As(err, &silent):
		return &explained{within(err, silent, silent.Error()+lost), err}
	case errors.As(err, &connecting):
		return &explained{within(err, connecting, whyNot(connecting)), err}
	case errors.As(err, &server):
		if says := saysOf(server); says != "" {
			return &explained{within(err, server, says), err}
		}
	case errors.As(err, &ended):
		return &explained{within(err, ended, "the connection to the database server was lost"+lost), err}
	case errors.Is(err, driver.ErrBadConn):
		return &explained{within(err, driver.ErrBadConn, "the connection to the database server was lost"+lost), err}
	}
	return err
}

// saysOf is an error of the server's in a sentence; "" where its own words do.
func saysOf(e *pgconn.PgError) string {
	switch e.Code {
	case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04":
		return "the database server has ended the connection (" + e.Message + ")" + lost
	case "57014":
		return "the database server has broken it off (" + e.Message + "): nothing was written; try again, or have it allow more time (statement_timeout)"
	case "53100":
		return "the disk of the database server is full: whoever looks after it has to make room; the store is as it was"
	case "53300", "53400":
		return "the database server has as many connections as it takes: try again"
	case "40001", "40P01":
		return "others wrote into the database at the same time: nothing was written; try again"
	case "42501":
		return "the role may not do that (" + e.Message + "): " + help
	case "25006":
		return "the database can only be read: import through the server that it follows"
	}
	return ""
}

// whyNot is why a server could not be connected to.
func whyNot(e *pgconn.ConnectError) string {
	role, database, host := e.Config.User, e.Config.Database, e.Config.Host
	var server *pgconn.PgError
	var dns *net.DNSError
	var network net.Error
	errors.As(e, &server)
	switch {
	case server != nil && server.Code == wrongPassword && e.Config.Password == "":
		return fmt.Sprintf("the database server %s does not let the role %s in without a password, and no line of ~/.pgpass is for it and the database %s at %s:%d: give it by PGPASSWORD or such a line ('kuvio help store')", host, role, database, host, e.Config.Port)
	case server != nil && server.Code == wrongPassword:
		return fmt.Sprintf("the database server %s does not accept the password of the role %s that %s gives, or has no such role, which it does not tell (%s)", host, role, from(e.Config.Password), server.Message)
	case server != nil && server.Code == notLetIn:
		return fmt.Sprintf("the database server %s does not let the role %s in (%s): look whether the role is written right, before the @ of the address; whoever looks after the server lets it in ('kuvio help store')", host, role, server.Message)
	case server != nil && server.Code == "3D000":
		return fmt.Sprintf("the database server %s has no database %s: look whether it is written right, after the / of the address; whoever looks after the server makes it ('kuvio help store')", host, database)
	case server != nil && server.Code == noSuchSetting:
		return fmt.Sprintf("the database server %s knows no such setting (%s): look whether it is written right, after the ? of the address", host, server.Message)
	case server != nil:
		if says := saysOf(server); says != "" {
			return says
		}
		return fmt.Sprintf("the database server %s says: %s", host, server.Message)
	case errors.As(e, &dns):
		return fmt.Sprintf("there is no computer of the name %s: look whether the address is right and this one is on the network", host)
	case distrusted(e) != nil:
		return fmt.Sprintf("the database server %s shows a certificate that sslmode does not accept (%v): name in sslrootcert the file of who issued it, and in the address the name that the certificate gives the server; whoever looks after the server has both", host, distrusted(e))
	case strings.Contains(e.Error(), refusedTLS):
		return fmt.Sprintf("the database server %s takes no encrypted connection, as sslmode expects: whoever looks after it has to switch it on", host)
	case errors.As(e, &network) && network.Timeout():
		return fmt.Sprintf("the database server %s does not answer: look whether it runs and this computer is on its network", host)
	}
	why := e.Unwrap()
	var op *net.OpError
	if errors.As(e, &op) {
		why = op.Err
	}
	return fmt.Sprintf("the database server %s cannot be connected to (%v): look whether it runs, and whether the address is right", host, why)
}

// refusedTLS is what pgconn says of a server without TLS, which has no error of its own.
const refusedTLS = "server refused TLS connection"

// distrusted is why a server's certificate was not accepted; nil where it is not that.
func distrusted(err error) error {
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var verification *tls.CertificateVerificationError
	switch {
	case errors.As(err, &verification):
		return verification.Err
	case errors.As(err, &unknown):
		return unknown
	case errors.As(err, &invalid):
		return invalid
	}
	return nil
}

// from is where a password was taken from.
func from(password string) string {
	if password == os.Getenv("PGPASSWORD") {
		return "PGPASSWORD"
	}
	return "the address or a line of .pgpass"
}

// within is an error's text with other words in the place of those of one within it.
func within(err, inner error, says string) string {
	return strings.Replace(err.Error(), inner.Error(), says, 1)
}

// explained is an error in other words.
type explained struct {
	text string
	err  error
}

func (e *explained) Error() string { return e.text }
func (e *explained) Unwrap() error { return e.err }
