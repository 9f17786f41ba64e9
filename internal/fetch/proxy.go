package fetch

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"strings"
)

// throughProxy is the proxy of the environment, where it is one: many are given the
// address of a script (PAC) that tells a browser which proxy to take.
func (c *Client) throughProxy(req *http.Request) (*url.URL, error) {
	proxy, err := c.proxy(req)
	switch {
	case err != nil:
		return nil, &Error{Found: "the proxy of the environment is no address (" + proxyVariable(req.URL) + ")", Do: "write one such as " + proxyVariable(req.URL) + "=http://proxy.example:8080"}
	case proxy == nil:
		return nil, nil
	case path.Ext(proxy.Path) == ".pac" || path.Ext(proxy.Path) == ".dat":
		return nil, usesPAC(proxyVariable(req.URL) + "=" + shown(proxy.String()))
	}
	return proxy, nil
}

func proxyVariable(to *url.URL) string { return strings.ToUpper(to.Scheme) + "_PROXY" }

func usesPAC(what string) *Error {
	return &Error{
		Found: what + " is a script that tells browsers which proxy to take (PAC): kuvio cannot run it",
		Do:    "open it and write the host and port behind PROXY in it, as HTTPS_PROXY=http://proxy.example:8080; or ask those who run the network",
	}
}

// proxyAnswered looks at what a proxy says before a connection through it.
func proxyAnswered(_ context.Context, proxy *url.URL, _ *http.Request, answer *http.Response) error {
	switch answer.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusProxyAuthRequired:
		return wantsPassword(answer.Header)
	}
	return &Error{
		Found: "the proxy " + shown(proxy.String()) + " lets nobody through (" + statusOf(answer) + ")",
		Do:    "ask those who run it to allow this address",
		again: answer.StatusCode >= 500, unreachable: answer.StatusCode >= 500,
	}
}

// wantsPassword says what a proxy wants, and what can be done about it.
func wantsPassword(h http.Header) *Error {
	var schemes []string
	for _, wanted := range h.Values("Proxy-Authenticate") {
		scheme, _, _ := strings.Cut(line(wanted), " ")
		schemes = append(schemes, scheme)
	}
	asked := strings.Join(schemes, ", ")
	e := &Error{Found: "the proxy asks for a password", Do: "write name and password into HTTPS_PROXY=http://NAME:PASSWORD@proxy.example:8080"}
	if asked != "" && !strings.Contains(strings.ToLower(asked), "basic") {
		e.Found += " in a way that kuvio does not know (" + asked + ")"
		e.Do = "run a small proxy that does on this machine, such as cntlm or px, and name it in HTTPS_PROXY; or ask those who run the network to let this address through"
	}
	return e
}
