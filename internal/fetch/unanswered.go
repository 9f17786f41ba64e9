package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"
)

// notAnswered says why there was no answer.
func notAnswered(ctx context.Context, to *url.URL, err error) *Error {
	e := whyNot(to, err)
	var ours *Error
	if errors.As(context.Cause(ctx), &ours) { // time was up
		e = ours
	}
	e.URL = where(to)
	return e
}

func whyNot(to *url.URL, err error) *Error {
	var ours *Error
	var dns *net.DNSError
	var op *net.OpError
	isOp := errors.As(err, &op)
	switch {
	case errors.As(err, &ours): // a redirect or a proxy
		return ours
	case isOp && op.Op == "proxyconnect":
		e := whyNot(to, op.Err)
		e.Found = "the proxy (" + proxyVariable(to) + "): " + e.Found
		e.Do = "check the proxy's address in the environment, and this machine's network"
		return e
	case errors.As(err, &dns) && dns.IsNotFound:
		return &Error{Found: "there is no host " + line(dns.Name), Do: checkThere, Err: err, unreachable: true}
	case errors.As(err, &dns):
		return &Error{Found: "nobody could say where " + line(dns.Name) + " is", Do: checkThere, Err: err, unreachable: true, again: true}
	}
	if e := certificate(err); e != nil {
		return e
	}
	var alert tls.AlertError
	var timeout net.Error
	switch {
	case errors.Is(err, http.ErrSchemeMismatch):
		return &Error{Found: "it answers in plain http, not https", Do: "check the address: a login page or a proxy may answer in its place", Err: err}
	case errors.As(err, new(tls.RecordHeaderError)), errors.As(err, &alert):
		return &Error{Found: "no secure connection could be made (" + cause(err) + ")", Do: "check the address: a proxy may answer in its place", Err: err}
	case errors.As(err, &timeout) && timeout.Timeout():
		return &Error{Found: "no connection within " + told(connectIn), Do: checkThere, Err: err, unreachable: true, again: true}
	case isOp && op.Op == "dial":
		return &Error{Found: "no connection could be made (" + cause(err) + ")", Do: checkThere, Err: err, unreachable: true}
	}
	return &Error{Found: "the connection ended before an answer (" + cause(err) + ")", Do: askLater, Err: err, unreachable: true, again: true}
}

// certificate says what is wrong with a certificate; nil where that is not it.
func certificate(err error) *Error {
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	switch {
	case errors.As(err, &unknown):
		by := "somebody"
		if unknown.Cert != nil && unknown.Cert.Issuer.CommonName != "" {
			by = line(unknown.Cert.Issuer.CommonName)
		}
		where := "name the file of its authority in SSL_CERT_FILE"
		if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
			where = "add its authority to the system's trusted ones"
		}
		return &Error{Found: "its certificate is signed by " + by + ", whom this machine does not know", Do: "where a proxy of your own network opens connections, " + where + "; else do not trust it", Err: err}
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		return &Error{
			Found: fmt.Sprintf("its certificate is valid from %s to %s only", invalid.Cert.NotBefore.Format(time.DateOnly), invalid.Cert.NotAfter.Format(time.DateOnly)),
			Do:    "check this machine's clock; else wait until the service has a new one", Err: err,
		}
	case errors.As(err, &name):
		return &Error{Found: "its certificate is of another host (" + strings.Join(ofHosts(name), ", ") + ")", Do: "check the address: a login page or a proxy may answer in its place", Err: err}
	case errors.As(err, new(*tls.CertificateVerificationError)):
		return &Error{Found: "its certificate is not in order (" + cause(err) + ")", Do: "tell those who run the service", Err: err}
	}
	return nil
}

func ofHosts(e x509.HostnameError) []string {
	if e.Certificate == nil || len(e.Certificate.DNSNames) == 0 {
		return []string{"of no name"}
	}
	return []string{line(e.Certificate.DNSNames[0])}
}

// cause is the innermost of an error's reasons, in its own words: what is around it
// names addresses whole.
func cause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return excerpt(shown(err.Error()))
		}
		err = inner
	}
}
