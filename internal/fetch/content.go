package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

const (
	typeHTML = "text/html"
	typePAC  = "application/x-ns-proxy-autoconfig"
)

func mediaType(h http.Header) string {
	t, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil { // the type itself may be readable
		t, _, _ = strings.Cut(h.Get("Content-Type"), ";")
	}
	return strings.ToLower(line(t))
}

func accepts(types []string, t string) bool {
	main, _, _ := strings.Cut(t, "/")
	return len(types) == 0 || slices.ContainsFunc(types, func(a string) bool { return a == t || a == "*/*" || a == main+"/*" })
}

// wrongType says what came in place of what can be read; nil where it may be it, and
// where the service does not say.
func (r *Request) wrongType(t string, body io.Reader) *Error {
	switch {
	case t == typePAC:
		e := usesPAC("the answer")
		return e
	case t == "" || accepts(r.Accept, t):
		return nil
	case t == typeHTML || t == "application/xhtml+xml":
		start, _ := io.ReadAll(io.LimitReader(body, saidMost)) // what there is of it
		return page(start)
	}
	return &Error{Found: "the answer is of the type " + t + ", expected " + strings.Join(r.Accept, " or "), Do: checkOwn}
}

// isPage reports whether a body is a page of the web, whatever it is called.
func isPage(body []byte) bool {
	start := strings.ToLower(string(body[:min(len(body), 100)]))
	start = strings.TrimLeft(strings.TrimPrefix(start, "\ufeff"), " \t\r\n")
	return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html")
}

// hasTable reports whether a page may hold data.
func hasTable(page []byte) bool { return bytes.Contains(bytes.ToLower(page), []byte("<table")) }

// page says that a page came: mostly one to log in on.
func page(body []byte) *Error {
	called := "without a title"
	if t := title(body); t != "" {
		called = "“" + t + "”"
	}
	return &Error{Found: "a web page came in place of data (" + called + ")", Do: "open the address with a browser: the network may want a login, or the service tells of a fault"}
}

// title is the title of a page.
func title(body []byte) string {
	z := html.NewTokenizer(strings.NewReader(string(body)))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) == "title" && z.Next() == html.TextToken {
				return excerpt(strings.Join(strings.Fields(string(z.Text())), " "))
			}
		}
	}
}

func tooLarge(largest int64) *Error {
	return &Error{Found: fmt.Sprintf("the answer is larger than %d MB", (largest+1<<20-1)>>20), Do: "ask for less of it: fewer years, one table"}
}

// notWhole says why a body ended.
func notWhole(err error, length, largest int64) *Error {
	switch {
	case errors.Is(err, errTooLarge):
		return tooLarge(largest)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		found := "the answer ended in its middle"
		if length > 0 {
			found += fmt.Sprintf(": %d bytes were announced", length)
		}
		return &Error{Found: found, Do: askLater, Err: err, again: true}
	}
	return &Error{Found: "the answer could not be read to its end (" + cause(err) + ")", Do: askLater, Err: err, again: true}
}
